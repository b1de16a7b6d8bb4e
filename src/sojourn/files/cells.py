"""How each kind of cell is read and written: one `Cell` for each kind.

Text comes in without surrounding blanks and never empty. A parser raises `CellError` with a
whole sentence. `format` gives the text that reads back as the same value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sojourn.files.problem import did_you_mean, quoted
from sojourn.model import Country, Language, Money
from sojourn.reference import countries, languages, time_zones

_WHOLE = re.compile(r"([+-]?[0-9]{1,12})(?:\.0*)?")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")


class CellError(ValueError):
    """A cell that cannot be read; the text is a sentence for the planner."""


@dataclass(frozen=True)
class Cell:
    """A kind of cell: its parser, its writer, and what is expected, in words."""

    parse: Callable[[str], Any]
    format: Callable[[Any], str]
    expected: str


def number_text(value: float) -> str:
    """A number as short as it reads back: ``3`` and ``2.5``."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def _text(text: str) -> str:
    return text


def _id(text: str) -> str:
    if ";" in text:
        raise CellError(f"{quoted(text)} cannot be an id: a ; separates the parts of a list")
    return text


def whole(low: int, high: int | None = None, what: str = "a whole number") -> Cell:
    """Whole numbers from `low` to `high`."""
    span = f"{what}, {low} or more" if high is None else f"{what} from {low} to {high}"
    most = 10**9 if high is None else high

    def parse(text: str) -> int:
        found = _WHOLE.fullmatch(text)
        if found is None:
            raise CellError(f"{quoted(text)} is not {span}")
        value = int(found[1])
        if value < low and low == 1:
            raise CellError(f"{quoted(text)} is not positive: {span} is expected")
        if not low <= value <= most:
            raise CellError(f"{quoted(text)} is not {span}")
        return value

    return Cell(parse, str, span)


def decimal(low: float, high: float, what: str) -> Cell:
    """Decimal numbers from `low` to `high`."""
    bounded = math.isfinite(high)
    span = f"{what} from {number_text(low)} to {number_text(high)}" if bounded else what

    def parse(text: str) -> float:
        if not _DECIMAL.fullmatch(text):
            comma = " (a decimal point, not a comma)" if "," in text else ""
            raise CellError(f"{quoted(text)} is not {span}{comma}")
        value = float(text)
        if not (low <= value <= high and math.isfinite(value)):
            raise CellError(f"{quoted(text)} is not {span}")
        return value

    return Cell(parse, number_text, span)


def _money(text: str) -> Money:
    if not _DECIMAL.fullmatch(text) or "e" in text.lower():
        raise CellError(f"{quoted(text)} is not an amount such as 1250 or 1250.50")
    amount = Money.of(text)
    if amount.cents < 0:
        raise CellError(f"{quoted(text)} is less than nothing: an amount such as 1250.50 is wanted")
    return amount


_YES_NO = {
    "yes": True,
    "y": True,
    "true": True,
    "1": True,
    "no": False,
    "n": False,
    "false": False,
    "0": False,
}


def _yes_no(text: str) -> bool:
    value = _YES_NO.get(text.lower())
    if value is None:
        raise CellError(f"{quoted(text)} is neither yes nor no")
    return value


def folded_word(text: str) -> str:
    """An enumerated word as the contract spells it: small letters, ``_`` between its parts."""
    return re.sub(r"[\s-]+", "_", text.strip().lower())


def choice(names: Sequence[str], what: str) -> Cell:
    """One of the words `names`, in any case."""
    listed = f"{', '.join(names[:-1])} or {names[-1]}"
    known = set(names)

    def parse(text: str) -> str:
        word = folded_word(text)
        if word not in known:
            hint = did_you_mean(word, names) or f" ({listed})"
            raise CellError(f"{quoted(text)} is not {what}{hint}")
        return word

    return Cell(parse, str, listed)


def open_choice(names: Sequence[str]) -> Cell:
    """Any word; those of `names` are recognised in any case."""
    known = set(names)

    def parse(text: str) -> str:
        word = folded_word(text)
        return word if word in known else text

    return Cell(parse, str, f"{', '.join(names)} or another word")


def _word(text: str) -> str:
    return folded_word(text)


def parts(text: str) -> list[str]:
    """The parts of a list, without blanks and empty ones."""
    return [part for raw in text.split(";") if (part := raw.strip())]


def list_of(cell: Cell, expected: str) -> Cell:
    """A list ``a;b`` of `cell`; a part that is named twice counts once."""

    def parse(text: str) -> tuple[Any, ...]:
        items = parts(text)
        try:
            return tuple(dict.fromkeys(cell.parse(part) for part in items))
        except CellError as error:
            if "," in text and ";" not in text:
                raise CellError(f"{error}; the parts of a list are separated by ;") from None
            raise

    def write(value: Iterable[Any]) -> str:
        return ";".join(cell.format(part) for part in value)

    return Cell(parse, write, expected)


def _country(text: str) -> Country:
    code = text.upper()
    if countries.is_country(code):
        return Country(code)
    near = countries.suggest_country(text) if len(text) < 100 else None
    hint = f" (did you mean {near}, {countries.country_name(near)}?)" if near else ""
    raise CellError(f"{quoted(text)} is not a country code{hint or ' such as FR'}")


@lru_cache(maxsize=4096)
def _language(text: str) -> Language:
    if len(text) < 40 and languages.is_language(text):
        first, *rest = text.replace("_", "-").split("-")
        shaped = [p.title() if len(p) == 4 else p.upper() if len(p) == 2 else p for p in rest]
        try:
            return Language("-".join((first.lower(), *shaped)))
        except ValueError:
            pass
    near = languages.suggest_language(text) if len(text) < 100 else None
    hint = f" (did you mean {near}, {languages.language_name(near)}?)" if near else ""
    raise CellError(f"{quoted(text)} is not a language code{hint or ' such as en or zh-Hans'}")


def _zone(text: str) -> str:
    if time_zones.is_zone(text):
        return text
    near = time_zones.suggest_zone(text) if len(text) < 100 else None
    hint = f" (did you mean {near}?)" if near else " such as America/New_York"
    raise CellError(f"{quoted(text)} is not a time zone{hint}")


def _party(text: str) -> str:
    """A participant's id or a country code, told apart when the participants are known."""
    return _id(text)


def _weights(text: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for part in parts(text):
        name, colon, raw = part.rpartition(":")
        name, raw = (name.strip(), raw.strip()) if colon else (part, "1")
        if not name:
            raise CellError(f"{quoted(part)} names no theme before its weight")
        if not raw:
            raise CellError(f"{quoted(part)} has no weight after its colon (0 to 5)")
        weight = WEIGHT.parse(raw)
        if name in weights:
            raise CellError(f"{quoted(name)} is named twice")
        weights[name] = weight
    return weights


def _weights_text(weights: dict[str, float]) -> str:
    return ";".join(f"{name}:{number_text(weight)}" for name, weight in weights.items())


TEXT = Cell(_text, str, "a text")
ID = Cell(_id, str, "an id")
IDS = list_of(ID, "ids such as a;b")
WORDS = list_of(Cell(_word, str, "a word"), "words such as a;b")
NATURAL = whole(0)
POSITIVE = whole(1)
RANK = whole(1, what="a rank")
LATITUDE = decimal(-90, 90, "a latitude in degrees")
LONGITUDE = decimal(-180, 180, "a longitude in degrees")
WEIGHT = decimal(0, 5, "a weight")
FACTOR = decimal(0, 1_000_000, "a number")
MONEY = Cell(_money, str, "an amount such as 1250.50")
YES_NO = Cell(_yes_no, lambda value: "yes" if value else "no", "yes or no")
COUNTRY = Cell(_country, str, "a country code such as FR")
COUNTRIES = list_of(COUNTRY, "country codes such as FR;DE")
LANGUAGE = Cell(_language, str, "a language code such as en")
LANGUAGES = list_of(LANGUAGE, "language codes such as en;fr")
ZONE = Cell(_zone, str, "a time zone such as America/New_York")
WEIGHTS = Cell(_weights, _weights_text, "themes and weights such as cyber:3;narcotics:1")
PARTY = Cell(_party, str, "a participant's id or a country code")
PARTIES = list_of(PARTY, "participants' ids or country codes")
