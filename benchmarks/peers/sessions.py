"""``python -m benchmarks.peers.sessions``: one contestant on one conference, in its own process."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the contestant of `arguments` and write its account; returns the exit status."""
    from benchmarks.peers.alone import told, written
    from benchmarks.peers.sessions_contest import PEERS, by_engine, by_peer

    given = told(arguments, "benchmarks.peers.sessions", __doc__, PEERS)
    programme = pickle.loads(given.problem.read_bytes())
    if given.who == "engine":
        return written(by_engine(programme, given.seconds, given.seed), given.out)
    account = by_peer(given.who, programme, given.seconds, given.workers, given.seed)
    return written(account, given.out)


if __name__ == "__main__":
    sys.exit(main())
