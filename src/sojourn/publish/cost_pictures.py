"""Cost by place and by day, drawn here as SVG: bars whose parts are the kinds of cost."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from sojourn.model import Money, Programme, total
from sojourn.rules import BudgetLine
from sojourn.rules.chart import KINDS, Kind
from sojourn.rules.cuts import Slice, cut

WIDTH = 440.0
ROW, BAR = 44.0, 17.0
"""Height of a place's row and of the bar in it."""
MOST_PLACES = 14
"""Places with a bar of their own; the others share the last one."""
LONGEST = 400
"""Days from first to last beyond which those on which nothing is spent are left out."""
TALL, LEFT, TOP, BELOW = 280.0, 46.0, 14.0, 40.0
"""Height of the picture of days, and the room around its bars."""
GAP = 1.0
"""Between the parts of a bar: they are told apart by more than colour."""


@dataclass(frozen=True)
class Column:
    """A bar of a picture: what it stands for, its whole, and its parts by kind."""

    name: str
    amount: Money
    kinds: Sequence[tuple[Kind, Money]]


def by_place(
    programme: Programme, lines: Sequence[BudgetLine], city: Sequence[tuple[str, str]] = ()
) -> Markup:
    """A bar for each place, the largest first; `city` gives the printed name of each host."""
    names = dict(city)
    bars = [
        _column(names.get(part.id, part.id) or "No one place", part)
        for part in cut(programme, lines, "place")
    ]
    rest = bars[MOST_PLACES:]
    if len(rest) > 1:
        bars = [*bars[:MOST_PLACES], _merged(f"{len(rest)} other places", rest)]
    height = ROW * len(bars)
    most = max((bar.amount.cents for bar in bars), default=0)
    drawn = "".join("".join(_row(bar, number, most)) for number, bar in enumerate(bars))
    return _picture("place", "Cost by place", height, bars, programme.currency, drawn)


def by_day(programme: Programme, lines: Sequence[BudgetLine]) -> Markup:
    """A bar for each day from the first to the last, with the scale on the left."""
    parts = [part for part in cut(programme, lines, "day") if part.id]
    if not parts:
        return Markup("")
    sums = {date.fromisoformat(part.id): part for part in parts}
    first, last = min(sums).toordinal(), max(sums).toordinal()
    days = [date.fromordinal(n) for n in range(first, min(last, first + LONGEST) + 1)]
    if last > first + LONGEST:
        days = sorted(sums)
    bars = [
        _column(_short(day), sums[day]) if day in sums else Column(_short(day), Money(), ())
        for day in days
    ]
    most = max(bar.amount.cents for bar in bars)
    step = nice_step(most / 100)
    peak = 100 * step * max(1, math.ceil(most / 100 / step))
    drawn = "".join(
        (
            "".join(_scale(step, peak)),
            "".join("".join(_upright(bar, n, len(bars), peak)) for n, bar in enumerate(bars)),
            "".join(_dates(days)),
        )
    )
    shown = [bar for bar in bars if bar.amount.cents]
    return _picture("day", "Cost by day", TALL, shown, programme.currency, drawn)


def nice_step(most: float) -> int:
    """A round distance between at most six lines of a scale that reaches `most`."""
    rough = max(1.0, most / 4)
    power = 10 ** math.floor(math.log10(rough))
    return int(next(power * n for n in (1, 2, 5, 10) if power * n >= rough))


def _column(name: str, part: Slice) -> Column:
    return Column(name, part.amount, [(k, part.kinds[k]) for k in KINDS if k in part.kinds])


def _merged(name: str, bars: Sequence[Column]) -> Column:
    sums = {kind: total(m for bar in bars for k, m in bar.kinds if k == kind) for kind in KINDS}
    kinds = [(kind, amount) for kind, amount in sums.items() if amount.cents]
    return Column(name, total(sums.values()), kinds)


def _picture(
    identity: str, title: str, height: float, bars: Sequence[Column], currency: str, drawn: str
) -> Markup:
    """The SVG element with its title, and with every bar in words."""
    words = "; ".join(f"{bar.name} {_whole(bar.amount)}" for bar in bars)
    return Markup(
        '<svg class="costs" viewBox="0 0 {w:g} {h:g}" role="img" '
        'aria-labelledby="cost-{id}-title cost-{id}-text"><title id="cost-{id}-title">{title}'
        '</title><desc id="cost-{id}-text">In {currency}: {words}.</desc>{drawn}</svg>'
    ).format(
        w=WIDTH,
        h=height,
        id=identity,
        title=title,
        currency=currency,
        words=words,
        drawn=Markup(drawn),
    )


def _row(bar: Column, number: int, most: int) -> Iterator[str]:
    """A place: its name and amount in a line, its bar below."""
    y = ROW * number
    yield f'<text x="0" y="{y + 16:g}">{escape(bar.name)}</text>'
    yield f'<text class="end" x="{WIDTH:g}" y="{y + 16:g}">{_whole(bar.amount)}</text>'
    x = 0.0
    for kind, amount in bar.kinds:
        width = WIDTH * amount.cents / most
        yield _part(kind, amount, bar.name, x, y + 22, max(0.4, width - GAP), BAR)
        x += width


def _upright(bar: Column, number: int, bars: int, peak: int) -> Iterator[str]:
    """A day: its parts upon each other."""
    room = (WIDTH - LEFT) / bars
    width = room - min(3.0, 0.25 * room)
    y, high = TALL - BELOW, TALL - BELOW - TOP
    for kind, amount in bar.kinds:
        height = high * amount.cents / peak
        y -= height
        drawn = max(0.4, height - GAP)
        yield _part(kind, amount, bar.name, LEFT + room * number, y, width, drawn)


def _part(
    kind: Kind, amount: Money, name: str, x: float, y: float, width: float, height: float
) -> str:
    """A part of a bar; pointing at it tells what it is."""
    return (
        f'<rect class="b{KINDS.index(kind) + 1}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}"><title>{escape(name)}: {kind} {_whole(amount)}</title></rect>'
    )


def _scale(step: int, peak: int) -> Iterator[str]:
    """Lines at round amounts, with the amounts."""
    for units in range(0, peak // 100 + 1, step):
        y = TALL - BELOW - (TALL - BELOW - TOP) * units * 100 / peak
        yield f'<path class="line" d="M{LEFT:g} {y:.1f}H{WIDTH:g}"/>'
        yield f'<text class="end soft" x="{LEFT - 6:g}" y="{y + 4.5:.1f}">{_rounded(units)}</text>'


def _dates(days: Sequence[date]) -> Iterator[str]:
    """Days of the month below the bars, as many as there is room for, and the months."""
    room = (WIDTH - LEFT) / len(days)
    every = max(1, math.ceil(21 / room))
    months_at = -100.0
    for number, day in enumerate(days):
        x = LEFT + room * (number + 0.42)
        if number % every == 0:
            yield (
                f'<text class="middle soft" x="{x:.1f}" y="{TALL - BELOW + 16:g}">{day.day}</text>'
            )
        new = number == 0 or day.day == 1
        if new and x - months_at >= 40 and (number == 0 or WIDTH - x >= 30):
            months_at = x
            start = LEFT + room * number
            yield f'<text x="{start:.1f}" y="{TALL - BELOW + 34:g}">{day:%b}</text>'


def _rounded(units: int) -> str:
    """``20k``, ``1.5M``: an amount on a scale."""
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if units >= size:
            return f"{units / size:g}{letter}"
    return str(units)


def _short(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def _whole(amount: Money) -> str:
    """An amount in whole units: a picture is read at a glance, the tables are exact."""
    return f"{amount.units:,.0f}"
