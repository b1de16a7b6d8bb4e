"""One contestant on one conference's meetings in a process of its own, its account as a file.

``python -m benchmarks.peers.meetings engine AFTERNOON OUT --seconds 10 --workers 2 --seed 1``;
AFTERNOON is a pickled `benchmarks.invention.tables.Afternoon`.
"""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the contestant of `arguments` and write its account."""
    # The engine's processes import this module again, and need nothing of it.
    from benchmarks.peers.alone import told
    from benchmarks.peers.meetings_contest import PEERS, by_engine, by_peer

    given = told(arguments, "benchmarks.peers.meetings", __doc__, PEERS)
    day = pickle.loads(given.problem.read_bytes())
    limits = given.seconds, given.workers, given.seed
    engine = given.who == "engine"
    account = by_engine(day, *limits) if engine else by_peer(given.who, day, *limits)
    given.out.write_text(json.dumps(asdict(replace(account, seconds=round(account.seconds, 3)))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
