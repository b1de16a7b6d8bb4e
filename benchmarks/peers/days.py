"""One contestant on one city in a process of its own, its account as a file.

``python -m benchmarks.peers.days engine CITY OUT --seconds 10 --workers 2 --seed 1``; CITY is a
pickled `sojourn.engine.days.problem.City`.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the contestant of `arguments` and write its account."""
    # The engine's processes import this module again, and need nothing of it.
    from benchmarks.peers.days_contest import PEERS, by_engine, by_peer

    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers.days", description=__doc__)
    parser.add_argument("who", choices=("engine", *PEERS))
    parser.add_argument("city", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    city = pickle.loads(given.city.read_bytes())
    if given.who == "engine":
        account = by_engine(city, given.seconds, given.workers, given.seed)
    else:
        account = by_peer(given.who, city, given.seconds, given.workers, given.seed)
    account = replace(account, seconds=round(account.seconds, 3))
    given.out.write_text(json.dumps(asdict(account)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
