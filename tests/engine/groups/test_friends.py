"""Pairs whose sharing a group has a value."""

from __future__ import annotations

from dataclasses import replace

from tests.engine.groups.invented_groups import programme

from sojourn.engine.groups.friends import Friendships, friendships
from sojourn.model import Country, Pair, Programme, RuleOverride

HARD = 1_000_000


def made(*pairs: Pair, **rules: RuleOverride) -> Programme:
    """Twelve people, the first three from France, the fourth from Peru, with these pairs."""
    given = programme(1, extras=False)
    codes = ("FR", "FR", "FR", "PE", *("JP",) * 8)
    people = tuple(
        replace(p, country=Country(c), languages=p.languages[:1])
        for p, c in zip(given.participants, codes, strict=True)
    )
    return replace(given, participants=people, pairs=pairs, rules=rules)


def values(given: Programme) -> dict[tuple[int, int], int]:
    """The values of pairs by their rows."""
    found = friendships(given, given.phases[1], (), HARD)
    return {
        (a, int(found.other[j])): int(found.value[j])
        for a in range(12)
        for j in range(found.start[a], found.start[a + 1])
        if a < found.other[j]
    }


def test_countries_stand_for_their_people() -> None:
    """A pair of countries is a pair for each two of their people, one country for all of its."""
    assert values(made(Pair("FR", "PE", "apart"))) == dict.fromkeys([(0, 3), (1, 3), (2, 3)], -HARD)
    inside = values(made(Pair("FR", "FR", "apart")))
    assert inside == dict.fromkeys([(0, 1), (0, 2), (1, 2)], -HARD)
    assert values(made(Pair("P000", "PE", "apart"))) == {(0, 3): -HARD}


def test_levels_and_weights() -> None:
    """A soft row costs its weight, the rule's without one; a rule that is off costs nothing."""
    soft = Pair("P000", "P001", "apart", "soft", 2.5)
    assert values(made(soft)) == {(0, 1): -250}
    plain = Pair("P000", "P001", "apart", "soft")
    assert values(made(plain, apart=RuleOverride("hard", 7.0))) == {(0, 1): -700}
    hard = Pair("P000", "P001", "apart")
    assert values(made(hard, apart=RuleOverride("soft", 7.0))) == {(0, 1): -700}
    assert values(made(hard, apart=RuleOverride("off"))) == {}


def test_people_kept_together_are_blocks() -> None:
    """Chains of hard pairs tie people into one block; soft pairs do not."""
    given = made(
        Pair("P000", "P001", "together"),
        Pair("P001", "P005", "together"),
        Pair("P006", "P007", "together", "soft", 1.0),
    )
    found: Friendships = friendships(given, given.phases[1], (), HARD)
    assert found.block.tolist() == [0, 0, -1, -1, -1, 0, -1, -1, -1, -1, -1, -1]
    assert found.constant == -2 * HARD - 100
