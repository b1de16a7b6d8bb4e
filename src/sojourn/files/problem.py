"""What is wrong with a programme's files: problems with file, line and column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]

MOST_PER_FILE = 1000
"""Problems collected per file; a last line says that there are more."""

MOST_COMPARISONS = 40_000
"""Words to which wrong ones are compared in all, so that hints take a second at most."""

_SHOWN = 60
"""Characters of a wrong value, or of the name of its column, that a message repeats."""


class Spot(NamedTuple):
    """Where something is: a file, a line of it (1-based) and a column or key."""

    file: str
    line: int | None = None
    column: str | None = None


@dataclass(frozen=True)
class Problem:
    """Something that is wrong (an error) or looks wrong (a warning) in a file.

    `line` is the line of the file or the row of the sheet, the header being 1. `column` is the
    name of the column, the dotted key of programme.toml or the path in plan.json.
    """

    file: str
    line: int | None
    column: str | None
    value: str | None
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        where = place if self.column is None else f"{place} {shortened(self.column)}"
        warning = "warning: " if self.severity == "warning" else ""
        return f"{where}: {warning}{self.message}"


class ProblemsError(Exception):
    """Files that cannot be used; `problems` holds every error and warning found in one pass."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the reading."""
        return tuple(p for p in self.problems if p.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that would not have stopped it."""
        return tuple(p for p in self.problems if p.severity == "warning")


class Problems:
    """Collects problems, at most `MOST_PER_FILE` for each file."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._counts: Counter[str] = Counter()
        self._comparisons_left = MOST_COMPARISONS

    def error(self, spot: Spot, message: str, value: str | None = None) -> None:
        """Add an error at `spot`."""
        self._add(Problem(*spot, value, message))

    def warning(self, spot: Spot, message: str, value: str | None = None) -> None:
        """Add a warning at `spot`."""
        self._add(Problem(*spot, value, message, "warning"))

    def _add(self, problem: Problem) -> None:
        self._counts[problem.file] += 1
        if self._counts[problem.file] <= MOST_PER_FILE:
            self._found.append(problem)

    def any_in(self, file: str) -> bool:
        """Whether anything has been said of `file`."""
        return self._counts[file] > 0

    def full(self, file: str) -> bool:
        """Whether nothing more is collected for `file`."""
        return self._counts[file] > MOST_PER_FILE

    @property
    def any_error(self) -> bool:
        """Whether something stops the reading."""
        return any(p.severity == "error" for p in self._found) or any(
            count > MOST_PER_FILE for count in self._counts.values()
        )

    def hint(self, word: str, known: Sequence[str]) -> str:
        """`` (did you mean x?)`` with the nearest of `known` words, or an empty text.

        The work done for all hints together is bounded; hints cease when it is used up.
        """
        if self._comparisons_left < 0:
            return ""
        self._comparisons_left -= len(known)
        return did_you_mean(word, known)

    def all(self, files: Sequence[str]) -> tuple[Problem, ...]:
        """Everything found, in the order of `files`, of lines, and of discovery."""
        order = {file: number for number, file in enumerate(files)}
        more = [
            Problem(
                file, None, None, None, f"more than {MOST_PER_FILE:,} problems; these are the first"
            )
            for file, count in sorted(self._counts.items())
            if count > MOST_PER_FILE
        ]
        return tuple(
            sorted(
                (*self._found, *more),
                key=lambda p: (
                    order.get(p.file, len(order)),
                    p.file,
                    p.line if p.line is not None else (1 << 40 if p in more else 0),
                ),
            )
        )


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """`` (did you mean x?)`` with the nearest of `known` words, or an empty text."""
    near = nearest(word, known)
    return f" (did you mean {near}?)" if near is not None else ""


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The one of `known` words that is most like `word`, whatever its case, or None."""
    if len(word) > 200:
        return None
    lowered = {name.casefold(): name for name in reversed(known)}
    near = get_close_matches(word.casefold(), lowered, n=1, cutoff=0.7)
    return lowered[near[0]] if near else None


def quoted(value: str) -> str:
    """`value` in quotation marks, shortened, on one line."""
    return repr(shortened(value))


def shortened(text: str) -> str:
    """`text` where it is short, else its beginning."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
