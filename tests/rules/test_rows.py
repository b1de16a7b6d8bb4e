"""Findings name the rows of the files that are behind them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.engine import whole

from sojourn.model import Language, Pair, Programme
from sojourn.rules import check, rows


def changed(**phase: object) -> Programme:
    """The programme of twelve with its split phase changed."""
    made = whole.programme()
    phases = tuple(replace(p, **phase) if p.split else p for p in made.phases)  # type: ignore[arg-type]
    return replace(made, phases=phases)


def texts(programme: Programme, rule: str) -> list[str]:
    """What a rule says about the draft's plan."""
    return [f.text for f in check(programme, whole.draft().plan) if f.rule == rule]


@pytest.mark.parametrize("size", [(1, 2), (7, 9)])
def test_sizes_that_do_not_add_up_name_the_phase(size: tuple[int, int]) -> None:
    """Twelve people in three groups of at most two, or at least seven: the keys are named."""
    found = texts(changed(size=size), "group_size")
    assert found
    assert all("(programme.toml, phase 'cities': groups, size)" in text for text in found)
    assert all("12 confirmed participants do not make 3 groups" in text for text in found)


def test_too_many_pins_name_the_people() -> None:
    """Pinned beyond its size, a group names all of its pins, and the others whom they lack."""
    made = changed(size=(3, 5))
    phase = next(p for p in made.phases if p.split)
    pinned = tuple(
        replace(p, group="cities-1") if n < 8 else replace(p, group=None)
        for n, p in enumerate(made.participants)
    )
    made = replace(made, participants=pinned)
    ids = rows.pinned_to(made, ["cities-1"])["cities-1"]
    for group in ("cities-1", "cities-2"):
        text = rows.why_size(made, phase, group)
        assert rows.cell("participants", "group", *ids) in text
    assert "8 are pinned to it" in rows.why_size(made, phase, "cities-1")


def test_a_possible_size_needs_no_reason() -> None:
    """Without pins, and with sizes that add up, nothing is added."""
    made = changed(size=(3, 5))
    phase = next(p for p in made.phases if p.split)
    assert rows.why_size(made, phase, "cities-1") == ""


def test_a_broken_pair_names_its_row_and_pins() -> None:
    """Two people pinned to one group and kept apart: both files are named."""
    made = whole.programme()
    group = next(g for g in whole.draft().groups if g.id == "cities-1")
    a, b = group.participants[:2]
    people = tuple(replace(p, group="cities-1") if p.id in (a, b) else p for p in made.participants)
    made = replace(made, participants=people, pairs=(Pair(a, b, "apart"),))
    (text,) = texts(made, "apart")
    assert f"pairs.csv: {a},{b},apart; participants.csv, group of {a} and {b}" in text


def test_a_language_without_interpreters_names_who_hears_it_and_who_covers_it() -> None:
    """With a single interpreter left, the finding names listeners and that interpreter."""
    made = whole.programme()
    heard = {p: tag for p, tag in made.interpreting_languages.items() if tag}
    language = next(iter(heard.values()))
    hearing = [p for p, tag in heard.items() if tag == language]
    covering = [s for s in made.staff if Language(language) in s.languages]
    left = tuple(s for s in made.staff if s not in covering[1:])
    found = texts(replace(made, staff=left), "interpreted")
    assert found
    for text in found:
        assert any(p in text for p in hearing) and covering[0].id in text


def test_full_hosts_name_their_cells() -> None:
    """A host that is too small names the column of its row; too few candidates the phase."""
    made = whole.programme()
    hosts = tuple(replace(h, participants=1, lodging_rooms=1) for h in made.hosts)
    small = replace(made, hosts=hosts)
    assert any("hosts.csv, participants of" in text for text in texts(small, "host_capacity"))
    assert any("hosts.csv, lodging_rooms of" in text for text in texts(small, "rooms"))
