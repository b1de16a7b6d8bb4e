"""What is said to the terminal, and how a command fails: in one clear line."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

DONE, BAD_INPUT, HARD_FINDINGS, INTERRUPTED = 0, 2, 3, 130
PLAIN_WIDTH = 120
"""Columns of a table that goes to a file or a pipe."""


class Failure(Exception):  # noqa: N818
    """Something that the user can put right; its text is one clear line."""


def printable(text: str) -> str:
    """`text` without control characters, which could otherwise steer the terminal."""
    return "".join(
        c if c.isprintable() or c in "\n\t" else " " if c.isspace() else "�" for c in text
    )


def one_line(text: str) -> str:
    """`text` printable and on one line."""
    return printable(text).replace("\n", " ").replace("\t", " ")


def console(error: bool = False) -> Console:
    """The console of standard output or standard error; plain when it is not a terminal."""
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() else PLAIN_WIDTH
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def say(text: str, style: str = "", error: bool = False) -> None:
    """Print one line as it is: neither wrapped nor read as markup."""
    stream = sys.stderr if error else sys.stdout
    if style and stream.isatty():
        from rich.text import Text

        console(error).print(Text(one_line(text), style=style), soft_wrap=True)
    else:
        print(one_line(text), file=stream)


def complain(text: str) -> None:
    """Say on standard error, in one line, what is wrong."""
    say(f"sojourn: {text}", style="red", error=True)


def tell_problems(problems: Iterable[Any], error: bool = True) -> None:
    """Print each problem of a folder on a line of its own, exactly as it reads."""
    for problem in problems:
        print(printable(str(problem)).replace("\n", " "), file=sys.stderr if error else sys.stdout)


def reason(error: OSError) -> str:
    """An operating system's error as a planner reads it: the path and what is wrong with it."""
    what = error.strerror or str(error) or type(error).__name__
    return f"{error.filename}: {what}" if error.filename is not None else what


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 finding``, ``2 findings``."""
    return f"{number} {one if number == 1 else many or one + 's'}"
