"""What a group needs of its staff, and what a set of interpreters covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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


def missing_interpreters(
    languages: Sequence[str], interpreters: Sequence[StaffMember], rule: TeamRule
) -> Mapping[str, int]:
    """Interpreters missing by language when each of `interpreters` serves one language.

    Consecutive interpreters are given first, to the languages with the fewest simultaneous
    ones, then simultaneous ones fill the rest; both by augmenting paths. Languages that miss
    nobody are no keys.
    """
    single = [s for s in interpreters if s.mode == "consecutive"]
    paired = [s for s in interpreters if s.mode == "simultaneous"]
    rarity = {lang: sum(lang in spoken_by(s) for s in paired) for lang in languages}
    order = sorted(languages, key=lambda lang: (rarity[lang], lang))
    held = _matched([(lang, k) for lang in order for k in range(rule.consecutive)], single)
    done = {lang for lang in order if all((lang, k) in held for k in range(rule.consecutive))}
    rest = [lang for lang in order if lang not in done]
    seats = _matched([(lang, k) for k in range(rule.simultaneous) for lang in rest], paired)
    missing: dict[str, int] = {}
    for lang in rest:
        by_pair = rule.simultaneous - sum((lang, k) in seats for k in range(rule.simultaneous))
        by_single = rule.consecutive - sum((lang, k) in held for k in range(rule.consecutive))
        short = min(by_pair, by_single) if single else by_pair
        if short > 0:
            missing[lang] = short
    return missing


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
