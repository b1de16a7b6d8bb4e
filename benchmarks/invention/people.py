"""Invented participants, staff and pairs, drawn so that a valid division into groups exists.

A division is drawn first: each group is given at most two interpreted languages, and its people
and interpreters after that. The division itself is forgotten; what it needed is there.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from benchmarks.invention.calendar import Span
from benchmarks.invention.gazetteer import (
    FAMILY_ENDS,
    FAMILY_STARTS,
    GIVEN,
    OTHER_COUNTRIES,
    SPEAKERS_OF,
)
from benchmarks.invention.shape import Shape
from sojourn.model import (
    Country,
    Language,
    Mode,
    Money,
    Pair,
    Participant,
    StaffMember,
    StaffRole,
    Theme,
)

FIELDS = ("judicial", "law_enforcement", "security")
POSITIONS = {
    "judicial": ("Prosecutor", "Judge", "State Counsel"),
    "law_enforcement": ("Superintendent", "Colonel", "Chief Inspector"),
    "security": ("Senior Analyst", "Head of Division", "Adviser"),
}
DIETS = ("halal", "halal", "no_pork", "vegetarian", "vegan", "no_beef", "kosher")
ACCESS = ("step_free", "step_free", "hearing", "vision")
MOST_LANGUAGES = 2
REASONS = ("Two reports are wanted.", "Their agencies report separately.", "They work together.")


@dataclass(frozen=True)
class Division:
    """A division into groups that is valid: people, and the interpreted languages, of each."""

    members: tuple[tuple[Participant, ...], ...]
    languages: tuple[tuple[str, ...], ...]

    @property
    def group_of(self) -> dict[str, int]:
        """The number of each participant's group."""
        return {p.id: g for g, group in enumerate(self.members) for p in group}


def division(rng: random.Random, shape: Shape, themes: tuple[Theme, ...]) -> Division:
    """People in groups of even size; about `shape.interpreted` of them need interpreting."""
    base, more = divmod(shape.participants, shape.groups)
    sizes = [base + (g < more) for g in range(shape.groups)]
    languages = _languages(rng, shape)
    spoken = sum(size for size, some in zip(sizes, languages, strict=True) if some) or 1
    share = min(1.0, shape.interpreted * shape.participants / spoken)
    ids = [f"P{n:0{len(str(shape.participants))}d}" for n in range(1, shape.participants + 1)]
    rng.shuffle(ids)
    used: Counter[str] = Counter()
    members = []
    for size, some in zip(sizes, languages, strict=True):
        needing = max(len(some), round(share * size)) if some else 0
        needs = [*some, *(rng.choice(some) for _ in range(needing - len(some)))][:size]
        group = [_person(rng, shape, ids.pop(), used, tongue, themes) for tongue in needs]
        while len(group) < size:
            group.append(_person(rng, shape, ids.pop(), used, None, themes))
        members.append(tuple(group))
    return Division(tuple(members), languages)


def _languages(rng: random.Random, shape: Shape) -> tuple[tuple[str, ...], ...]:
    """The interpreted languages of each group; each language is in some group if it fits."""
    known = list(SPEAKERS_OF)[: shape.languages]
    if not known or shape.interpreted == 0:
        return ((),) * shape.groups
    weights = [1 / (rank + 1.5) for rank in range(len(known))]
    chance = min(1.0, shape.interpreted * 1.6)
    drawn: list[list[str]] = []
    for _ in range(shape.groups):
        count = (rng.random() < chance) * (1 + (rng.random() < 0.4))
        drawn.append(list(dict.fromkeys(rng.choices(known, weights, k=count))))
    for tongue in known:
        open_groups = [some for some in drawn if len(some) < MOST_LANGUAGES]
        if not any(tongue in some for some in drawn) and open_groups:
            min(open_groups, key=len).append(tongue)
    most = -(-shape.participants // shape.groups)
    return tuple(tuple(some[:most]) for some in drawn)


def _person(
    rng: random.Random,
    shape: Shape,
    ident: str,
    used: Counter[str],
    tongue: str | None,
    themes: tuple[Theme, ...],
) -> Participant:
    choices = list(SPEAKERS_OF[tongue]) if tongue else OTHER_COUNTRIES
    country = min(rng.sample(choices, min(3, len(choices))), key=lambda c: used[c])
    used[country] += 1
    gender = rng.choices("fmx", (44, 54, 2))[0]
    field = rng.choice(FIELDS)
    keeps = [("friday_prayer", shape.observant), ("sabbath", shape.sabbath)]
    observance = [word for word, share in keeps if rng.random() < share][:1]
    if not observance and rng.random() < shape.sunday:
        observance = ["sunday_service"]
    diet = [rng.choice(DIETS)] if rng.random() < shape.diet else []
    if "friday_prayer" in observance:
        diet = ["halal"]
    interests = rng.sample([theme.id for theme in themes], min(len(themes), rng.choice((2, 2, 3))))
    return Participant(
        id=ident,
        given_name=rng.choice(GIVEN[gender]),
        family_name=rng.choice(FAMILY_STARTS) + rng.choice(FAMILY_ENDS),
        country=Country(country),
        languages=_tongues(rng, tongue),
        field=field,
        position=rng.choice(POSITIONS[field]),
        gender=gender,
        rank=rng.choices((1, 2, 3, 4, 5), (5, 30, 40, 20, 5))[0],
        interests={theme: float(rng.randint(1, 5)) for theme in interests},
        diet=tuple(diet),
        observance=tuple(observance),
        access=(rng.choice(ACCESS),) if rng.random() < shape.access else (),
    )


def _tongues(rng: random.Random, tongue: str | None) -> tuple[Language, ...]:
    if tongue is not None:
        return (Language(tongue),)
    other = rng.choice(list(SPEAKERS_OF)) if rng.random() < 0.3 else None
    return (Language("en"), Language(other)) if other else (Language("en"),)


def with_particulars(
    rng: random.Random, shape: Shape, drawn: Division, spans: tuple[Span, ...], hosts: list[str]
) -> tuple[Participant, ...]:
    """The participants in the order of their ids, some late, pinned, or here before."""
    first, last = spans[0].starts, spans[-1].ends
    split = next((i for i, span in enumerate(spans) if span.kind == "split"), None)
    people = []
    for number, group in enumerate(drawn.members, 1):
        for person in group:
            if rng.random() < 0.1 and hosts:
                person = replace(person, visited=(rng.choice(hosts),))
            if rng.random() < shape.late:
                person = _late(rng, person, first, last)
            if split is not None and rng.random() < shape.pins:
                person = replace(person, group=f"{phase_id(spans, split)}-{number}")
            people.append(person)
    return tuple(sorted(people, key=lambda person: person.id))


def _late(rng: random.Random, person: Participant, first: date, last: date) -> Participant:
    """`person` arriving late on the first day, leaving on the last evening, or added late."""
    draw = rng.randrange(3)
    if draw == 0:
        return replace(person, arrives=datetime.combine(first, time(21, 40)))
    if draw == 1:
        return replace(person, departs=datetime.combine(last, time(21, 30)))
    return replace(person, added=first - timedelta(days=rng.randint(5, 12)))


def phase_id(spans: tuple[Span, ...], position: int) -> str:
    """``cities``, ``cities-b`` … for split phases, ``gathering``, ``gathering-b`` … for others."""
    before = sum(span.kind == spans[position].kind for span in spans[:position])
    name = "cities" if spans[position].kind == "split" else "gathering"
    return name if before == 0 else f"{name}-{'abcdefghijklmnopqrstuvwxyz'[before % 26]}"


def staff(
    rng: random.Random, shape: Shape, drawn: Division, spans: tuple[Span, ...], homes: list[str]
) -> tuple[StaffMember, ...]:
    """Interpreters and liaisons that serve the division, and some to spare."""
    groups = Counter(tongue for some in drawn.languages for tongue in some)
    members: list[StaffMember] = []

    def hire(role: StaffRole, tongue: str, mode: Mode = "simultaneous") -> None:
        number = len(members) + 1
        members.append(
            StaffMember(
                id=f"{'I' if role == 'interpreter' else 'L'}{number:03d}",
                name=f"{rng.choice(GIVEN['fm'[number % 2]])} "
                f"{rng.choice(FAMILY_STARTS)}{rng.choice(FAMILY_ENDS)}",
                role=role,
                languages=(Language(tongue), Language("en")) if tongue else (Language("en"),),
                mode=mode,
                available_from=spans[0].starts,
                available_until=spans[-1].ends + timedelta(days=1),
                daily_rate=Money.of(rng.choice((430, 480, 520)) if tongue else 240),
                home=rng.choice(homes) if homes else None,
                gender="fm"[number % 2],
            )
        )

    for tongue, count in sorted(groups.items()):
        for _ in range(count + round(shape.slack * count)):
            if rng.random() < 0.12:
                hire("interpreter", tongue, "consecutive")
            else:
                hire("interpreter", tongue)
                hire("interpreter", tongue)
    without = sum(not some for some in drawn.languages)
    for _ in range(without + max(1, round(shape.slack * shape.groups / 2))):
        hire("liaison", "")
    return tuple(members)


def pairs(rng: random.Random, shape: Shape, drawn: Division) -> tuple[Pair, ...]:
    """People kept apart who are apart in the division, or together who are together in it."""
    group_of = drawn.group_of
    ids = sorted(group_of)
    wanted = round(shape.pairs * shape.participants / 2)
    chosen: dict[tuple[str, str], Pair] = {}
    for _ in range(wanted * 20 if len(ids) > 1 else 0):
        if len(chosen) >= wanted:
            break
        a, b = sorted(rng.sample(ids, 2))
        near = group_of[a] == group_of[b]
        if near and rng.random() < 0.5:
            continue
        soft = rng.random() < 0.25
        chosen[a, b] = Pair(
            a,
            b,
            "together" if near else "apart",
            level="soft" if soft else "hard",
            weight=20.0 if soft else None,
            reason=REASONS[2] if near else rng.choice(REASONS[:2]),
        )
    return tuple(chosen[key] for key in sorted(chosen))
