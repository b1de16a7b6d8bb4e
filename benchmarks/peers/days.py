"""One contestant on one city in a process of its own, its account as a file.

``python -m benchmarks.peers.days engine CITY OUT --seconds 10 --workers 2 --seed 1``; CITY is a
pickled `sojourn.engine.days.problem.City`.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the contestant of `arguments` and write its account."""
    # The engine's processes import this module again, and need nothing of it.
    from benchmarks.peers.alone import told, written
    from benchmarks.peers.days_contest import PEERS, by_engine, by_peer

    given = told(arguments, "benchmarks.peers.days", __doc__, PEERS)
    city = pickle.loads(given.problem.read_bytes())
    limits = given.seconds, given.workers, given.seed
    if given.who == "engine":
        return written(by_engine(city, *limits), given.out)
    return written(by_peer(given.who, city, *limits), given.out)


if __name__ == "__main__":
    sys.exit(main())
