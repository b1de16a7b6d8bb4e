"""A contestant in a process of its own: what it is told, and its account as a file."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.peers.contest import Account
    from benchmarks.peers.days_contest import DaysAccount
    from benchmarks.peers.sessions_contest import SessionsAccount


def told(
    arguments: Sequence[str] | None,
    module: str,
    about: str | None,
    peers: Iterable[str],
    **flags: str,
) -> argparse.Namespace:
    """The contestant, problem, account, limits and seed of `arguments` to a `module`.

    `flags` are options of its own that are set or not, with what they mean.
    """
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=about)
    parser.add_argument("who", choices=("engine", *peers))
    parser.add_argument("problem", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    for name, meaning in flags.items():
        parser.add_argument(f"--{name}", action="store_true", help=meaning)
    return parser.parse_args(arguments)


def written(account: Account | DaysAccount | SessionsAccount, out: Path) -> int:
    """Write an account; the exit code."""
    account = replace(account, seconds=round(account.seconds, 3))
    out.write_text(json.dumps(asdict(account)))
    return 0
