"""What a group needs of its staff, and what a set of interpreters covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from sojourn.engine.groups.supply import TeamRule, spoken_by
from sojourn.model import Country, Programme, StaffMember


def languages_of(programme: Programme, participants: Iterable[str]) -> tuple[str, ...]:
    """The interpreting languages of `participants`, sorted."""
    spoken = programme.interpreting_languages
    return tuple(sorted({lang for p in participants if (lang := spoken.get(p)) is not None}))


def countries_of(programme: Programme, participants: Iterable[str]) -> frozenset[Country]:
    """The countries of `participants`."""
    return frozenset(programme.participant[p].country for p in participants)


def conflicting(member: StaffMember, countries: frozenset[Country]) -> bool:
    """Whether `member` does not work with somebody of `countries` (rule `staff_conflict`)."""
    return not countries.isdisjoint(member.conflicts)


MOST_CHOICES = 8
"""Languages for which both modes are tried; those beyond, the best covered, have pairs."""


def missing_interpreters(
    languages: Sequence[str], interpreters: Sequence[StaffMember], rule: TeamRule
) -> Mapping[str, int]:
    """Interpreters missing by language when each of `interpreters` serves one language.

    As few as possible are missing: every choice of the languages that consecutive interpreters
    serve is tried, with largest matchings, until no better one can be. A language without
    anybody misses as many as the mode that needs fewer. Languages that miss nobody are no keys.
    """
    single = [s for s in interpreters if s.mode == "consecutive"]
    paired = [s for s in interpreters if s.mode == "simultaneous"]
    serving = {
        lang: (_speaking(lang, single), _speaking(lang, paired)) for lang in sorted(languages)
    }
    floor = sum(
        max(0, min(rule.consecutive - alone, rule.simultaneous - pairs))
        for alone, pairs in serving.values()
    )
    order = sorted(serving, key=lambda lang: (serving[lang][1] - serving[lang][0], lang))
    least: Mapping[str, int] | None = None
    for count in range(min(len(order), MOST_CHOICES) + 1):
        for some in combinations(order[:MOST_CHOICES], count):
            missing = {
                **_short(some, single, rule.consecutive, rule.consecutive),
                **_short(
                    [lang for lang in serving if lang not in some],
                    paired,
                    rule.simultaneous,
                    rule.consecutive,
                ),
            }
            if least is None or sum(missing.values()) < sum(least.values()):
                least = missing
            if sum(least.values()) <= floor:
                return least
    return least or {}


def _speaking(language: str, members: Sequence[StaffMember]) -> int:
    return sum(language in spoken_by(s) for s in members)


def _short(
    languages: Sequence[str], members: Sequence[StaffMember], wanted: int, most: int
) -> Mapping[str, int]:
    """Interpreters of one mode missing, `most` of a language, where each needs `wanted`."""
    seats = _matched([(lang, k) for k in range(wanted) for lang in languages], members)
    short = {
        lang: min(most, wanted - sum((lang, k) in seats for k in range(wanted)))
        for lang in languages
    }
    return {lang: amount for lang, amount in short.items() if amount}


def _matched(
    slots: Sequence[tuple[str, int]], members: Sequence[StaffMember]
) -> Mapping[tuple[str, int], str]:
    """A largest matching of `slots` (language, number) to ids of `members`; earlier slots first."""
    slot_of: dict[str, tuple[str, int]] = {}

    def place(slot: tuple[str, int], seen: set[str]) -> bool:
        for member in members:
            if member.id in seen or slot[0] not in spoken_by(member):
                continue
            seen.add(member.id)
            if member.id not in slot_of or place(slot_of[member.id], seen):
                slot_of[member.id] = slot
                return True
        return False

    for slot in slots:
        place(slot, set())
    return {slot: member for member, slot in slot_of.items()}
