"""Small views for the page: a person in a line, a bar of money, the tone of a heat map."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sojourn.model import Money
from sojourn.publish.agenda import Agenda
from sojourn.publish.costs import category_name, summed
from sojourn.reference import countries, languages
from sojourn.rules import BudgetLine

TONES = 5
"""Steps of a heat map above nothing."""


@dataclass(frozen=True)
class Portrait:
    """A person in a line."""

    id: str
    name: str
    role: str
    country: str
    position: str
    organisation: str
    languages: str
    groups: tuple[str, ...]

    @property
    def search(self) -> str:
        """What the search box looks through, in lower case."""
        words = (self.id, self.name, self.role, self.country, self.position, self.languages)
        return " ".join((*words, *self.groups)).casefold()


def portrait(agenda: Agenda, person: str) -> Portrait:
    """How a person appears on the page; an unknown id stands for itself."""
    programme = agenda.programme
    groups = tuple(group.id for group in agenda.groups_of.get(person, ()))
    if person in programme.participant:
        known = programme.participant[person]
        country = countries.country_name(known.country, programme.country_names)
        spoken = ", ".join(languages.language_name(tag) for tag in known.languages)
        return Portrait(
            person,
            agenda.name(person),
            "participant",
            country,
            known.position,
            known.organisation,
            spoken,
            groups,
        )
    if person in programme.staff_member:
        member = programme.staff_member[person]
        spoken = ", ".join(languages.language_name(tag) for tag in member.languages)
        return Portrait(person, agenda.name(person), member.role, "", "", "", spoken, groups)
    return Portrait(person, person, "", "", "", "", "", groups)


@dataclass(frozen=True)
class Bar:
    """A sum of money and its length as a share of the longest."""

    section: str
    name: str
    amount: Money
    share: float
    """0 to 1 of the largest amount."""
    part: float
    """0 to 1 of all."""


def bars(
    lines: Iterable[BudgetLine], key: Callable[[BudgetLine], tuple[str, str]]
) -> tuple[Bar, ...]:
    """The lines of a budget summed up by section and name, in order of section, largest first."""
    sums = summed(lines, key)
    most = max((amount.cents for amount in sums.values()), default=0)
    whole = sum(amount.cents for amount in sums.values())
    sections = list(dict.fromkeys(section for section, _ in sums))
    ordered = sorted(
        sums.items(), key=lambda item: (sections.index(item[0][0]), -item[1].cents, item[0][1])
    )
    return tuple(
        Bar(
            category_name(section),
            category_name(name),
            amount,
            max(0.0, amount.cents / most) if most > 0 else 0.0,
            amount.cents / whole if whole > 0 else 0.0,
        )
        for (section, name), amount in ordered
    )


def heat(share: float) -> int:
    """The tone of a share: 0 for nothing, 1 to `TONES` for anything above."""
    if share <= 0:
        return 0
    return min(TONES, 1 + int(share * TONES))
