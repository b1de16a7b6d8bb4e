"""One contestant in a process of its own, its account as a file.

``python -m benchmarks.peers engine FOLDER OUT --seconds 60 --workers 2 --seed 1``
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the contestant of `arguments` and write its account."""
    # The engine's processes import this module again, and need nothing of it.
    from benchmarks.peers.alone import told, written
    from benchmarks.peers.contest import PEERS, by_engine, by_peer
    from sojourn.files import read

    cold = "start the engine as a user does"
    given = told(arguments, "benchmarks.peers", __doc__, PEERS, cold=cold)
    programme = read(given.problem)
    limits = given.seconds, given.workers, given.seed
    if given.who == "engine":
        return written(by_engine(programme, *limits, not given.cold), given.out)
    return written(by_peer(given.who, programme, *limits), given.out)


if __name__ == "__main__":
    sys.exit(main())
