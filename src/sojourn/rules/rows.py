"""Which rows of the programme's files are behind a finding, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sojourn.model import Pair, Phase, Programme
from sojourn.reference.languages import language_name
from sojourn.rules import wording

MOST = 12
"""Ids that are listed before they are counted."""


def cell(table: str, column: str, *ids: str) -> str:
    """``hosts.csv, participants of reno``: the cells of a column in some rows."""
    return f"{table}.csv, {column} of {wording.some(ids, MOST)}"


def pair(row: Pair) -> str:
    """``pairs.csv: P01,P02,apart``: a row of pairs as it is written."""
    return f"pairs.csv: {row.a},{row.b},{row.rule}"


def pinned_to(programme: Programme, groups: Iterable[str]) -> dict[str, list[str]]:
    """Ids of the confirmed participants whose pin names a group, for each of `groups`."""
    found: dict[str, list[str]] = {group: [] for group in groups}
    for person in programme.confirmed:
        if person.group in found:
            found[person.group].append(person.id)
    return found


def why_size(programme: Programme, phase: Phase, group: str) -> str:
    """Why a group cannot have a size that is wanted, as a further sentence; empty if it could.

    The participants may be too many or too few for all groups, or pins bring too many to this
    group or to the others.
    """
    least, most = phase.size
    people, groups = len(programme.confirmed), phase.groups
    if not groups * least <= people <= groups * most:
        return (
            f" {people} confirmed participants do not make {wording.count(groups, 'group')} of "
            f"{least} to {most} (programme.toml, phase '{phase.id}': groups, size)."
        )
    pinned = pinned_to(programme, (*phase.group_ids, group))
    own = pinned[group]
    if len(own) > most:
        return f" {len(own)} are pinned to it ({cell('participants', 'group', *own)})."
    others = {g: pinned[g] for g in phase.group_ids if g != group}
    taken = sum(max(least, len(ids)) for ids in others.values())
    full = {g: ids for g, ids in others.items() if len(ids) > least}
    if full and people - taken < least:
        ids = [i for found in full.values() for i in found]
        return (
            f" Too many are pinned to {wording.listed(full)} "
            f"({cell('participants', 'group', *ids)})."
        )
    return ""


def who_needs(programme: Programme, language: str, members: Sequence[str]) -> str:
    """Who hears a language in a group, and who in staff.csv covers it, as a clause."""
    hearing = [p for p in members if programme.interpreting_languages.get(p) == language]
    covering = [
        member.id
        for member in programme.staff
        if member.role == "interpreter"
        and language in {spoken.primary for spoken in member.languages}
    ]
    whom = f"{language_name(language)} is for {wording.people(programme, hearing)}"
    if not covering:
        return f"{whom}; nobody in staff.csv covers it"
    return (
        f"{whom}; in staff.csv {wording.some(covering, MOST)} {wording.does(covering, 'cover')} it"
    )
