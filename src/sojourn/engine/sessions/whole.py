"""The places in all blocks at once, as one mixed-integer programme, and its linear relaxation.

Points are concave and piecewise linear: each person's weight met in a theme is cut into pieces,
the first of which are worth most.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from sojourn.engine.milp import Milp
from sojourn.engine.run import StageRun
from sojourn.engine.sessions.attendance import Attendance, Flags, Floats
from sojourn.engine.sessions.interest import points
from sojourn.engine.sessions.rows import add_rows

PIECES = 40
"""Pieces of the concave points of one person and theme, at most."""
GAP = 1e-8
"""The relative gap at which the programme counts as solved."""
NEAR = 1e-6
"""The step of a numerical slope."""
STEEPER = 1.0 + 1e-5
"""By which numerical slopes are made larger, so that they lie above the curve."""


@dataclass(frozen=True)
class Relaxation:
    """The linear relaxation of all places.

    Attributes:
        bound: proven upper bound of `Attendance.worth`.
        places: parts of places (people x sessions).
        slopes: points of one more unit of a theme's weight (people x themes).
        prices: points that one more seat in a session is worth (sessions).

    """

    bound: float
    places: Floats
    slopes: Floats
    prices: Floats


@dataclass
class Whole:
    """The programme of all blocks of an attendance; `Attendance.worth` is its value."""

    attendance: Attendance
    model: Milp = field(default_factory=Milp)
    place: dict[tuple[int, int], int] = field(default_factory=dict)
    met: dict[tuple[int, int], int] = field(default_factory=dict)
    full: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        attendance, model = self.attendance, self.model
        for i, j in np.argwhere(attendance.eligible).tolist():
            self.place[i, j] = model.column(float(attendance.flat[i, j]))
        nobody = np.zeros(attendance.shape, dtype=bool)
        add_rows(model, attendance, range(attendance.shape[1]), self.place, nobody, full=self.full)
        own: list[list[int]] = [[] for _ in range(attendance.shape[0])]
        for i, j in self.place:
            own[i].append(j)
        for i, sessions in enumerate(own):
            for t in range(len(attendance.themes)):
                self._theme(i, t, sessions)
            self._objectives(i, sessions)

    @property
    def constant(self) -> float:
        """What is worth something whatever the places are."""
        return self.attendance.settled

    def _theme(self, i: int, t: int, own: Sequence[int]) -> None:
        """The points of person `i` in theme `t`: pieces that add up to the weight met."""
        attendance = self.attendance
        weights = attendance.weights[:, t]
        about = [j for j in own if weights[j] > 0]
        interest = attendance.prices.fit * float(attendance.interest[i, t])
        if not about or interest <= 0:
            return
        most = float(weights[about].sum())
        whole = bool(np.all(weights[about] == np.round(weights[about])))
        terms = [(self.place[i, j], -float(weights[j])) for j in about]
        for slope, width in pieces(float(attendance.base[i, t]), most, whole):
            column = self.model.column(interest * slope, 0.0, width, integer=False)
            terms.append((column, 1.0))
        self.met[i, t] = len(self.model.row_lower)
        self.model.row(terms, upper=0.0)

    def _objectives(self, i: int, own: Sequence[int]) -> None:
        """Columns for the times that person `i` meets objectives, up to those wanted."""
        attendance = self.attendance
        for k in range(attendance.meets.shape[1]):
            wanted = int(attendance.wanted[i, k])
            terms = [(self.place[i, j], -1.0) for j in own if attendance.meets[j, k]]
            if wanted > 0 and terms:
                column = self.model.column(
                    attendance.prices.objective, 0.0, float(wanted), integer=False
                )
                self.model.row([(column, 1.0), *terms], upper=0.0)

    def best(
        self, run: StageRun, seconds: float, known: Flags | None = None
    ) -> tuple[Flags | None, float | None]:
        """The best places found within `seconds`, from those that are `known`; and a bound."""
        start = None
        if known is not None:
            start = {column: float(known[i, j]) for (i, j), column in self.place.items()}
        solution = self.model.maximise(run, seconds, gap=GAP, start=start)
        if solution is None:
            return None, None
        bound = None if math.isinf(solution.bound) else solution.bound + self.constant
        return self._parts(solution.values) > 0.5, bound

    def relaxation(self, run: StageRun, seconds: float) -> Relaxation | None:
        """The linear relaxation; None where it is not solved within `seconds`."""
        attendance = self.attendance
        whole, self.model.integer = self.model.integer, [False] * len(self.model.integer)
        solution = self.model.maximise(run, seconds)
        self.model.integer = whole
        if solution is None or math.isinf(solution.bound):
            return None
        slopes = np.zeros((attendance.shape[0], len(attendance.themes)))
        for (i, t), row in self.met.items():
            slopes[i, t] = abs(float(solution.prices[row]))
        prices = np.zeros(attendance.shape[1])
        for j, rows in self.full.items():
            prices[j] = sum(abs(float(solution.prices[row])) for row in rows)
        return Relaxation(
            solution.bound + self.constant, self._parts(solution.values), slopes, prices
        )

    def _parts(self, values: Floats) -> Floats:
        """The columns of places as people x sessions."""
        parts = np.zeros(self.attendance.shape)
        for (i, j), column in self.place.items():
            parts[i, j] = values[column]
        return parts


def pieces(base: float, most: float, whole: bool) -> list[tuple[float, float]]:
    """Slopes and widths of lines over the points that a weight up to `most` adds to `base`.

    Chords between whole numbers where only these occur, else tangents, which lie above.
    """
    count = min(PIECES, max(1, math.ceil(most)))
    grid: Floats = np.arange(count + 1, dtype=float)
    curve = points(base + grid)
    if whole and count >= most:
        return [(float(slope), 1.0) for slope in np.diff(curve)]
    slopes = (points(base + grid + NEAR) - curve) / NEAR * STEEPER
    rise = curve[1:] - curve[:-1]
    meet = grid[:-1] + (rise - slopes[1:]) / np.maximum(slopes[:-1] - slopes[1:], 1e-12)
    edges = [0.0, *np.clip(meet, grid[:-1], grid[1:]).tolist(), math.inf]
    return [
        (float(slope), edges[k + 1] - edges[k] if k < count else most)
        for k, slope in enumerate(slopes)
    ]
