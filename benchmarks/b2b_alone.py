"""One instance of business-to-business meetings in a process of its own, its account as a file.

``python -m benchmarks.b2b_alone FILE OUT --seconds 60``
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.b2b_files import problem, read_instance
from benchmarks.dzn import DznError
from sojourn.engine.run import StageRun
from sojourn.engine.timetables import solve

UNHEARD = 50_000
"""Conflicts between two looks at the clock: a few seconds."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Solve the instance of `arguments` and write what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.b2b_alone", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, required=True)
    given = parser.parse_args(arguments)
    began = time.perf_counter()
    try:
        instance = read_instance(given.file)
    except DznError as reason:
        print(reason, file=sys.stderr)
        return 2
    run = StageRun("meetings", seconds=given.seconds)
    found = solve(problem(instance), run, unheard=UNHEARD)
    account = {
        "slots": found.slots,
        "bound": found.bound,
        "status": found.status,
        "conflicts": found.conflicts,
        "seconds": round(time.perf_counter() - began, 3),
        "of a core": round(time.process_time(), 3),
    }
    given.out.write_text(json.dumps(account))
    return 0


if __name__ == "__main__":
    sys.exit(main())
