"""Who must be apart and who together: pairs.csv."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from sojourn.model import Finding, FindingLevel, Pair, PairRule, Phase
from sojourn.reference.countries import country_name
from sojourn.rules import rows, wording
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene


def apart(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read pairs.csv and the members of the groups of split phases that begin by ``until``.

    A country stands for each of its people; a country with itself for all pairs of its people.
    A row is as hard as it says, unless ``[rules]`` makes the rule soft. Unit: pairs.
    """
    return _pairs(scene, setting, "apart")


def together(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the same as `apart`: pairs that share no group of a split phase. Unit: pairs."""
    return _pairs(scene, setting, "together")


def _pairs(scene: Scene, setting: RuleSetting, rule: PairRule) -> Iterator[Finding]:
    for _, finding in _judged(scene, setting, rule):
        yield finding


def _apart_price(scene: Scene, setting: RuleSetting) -> float:
    return _price(scene, setting, "apart")


def _together_price(scene: Scene, setting: RuleSetting) -> float:
    return _price(scene, setting, "together")


def _price(scene: Scene, setting: RuleSetting, rule: PairRule) -> float:
    """Soft rows at their own weight, where they give one."""
    return -sum(
        (setting.weight if pair.weight is None else pair.weight) * finding.amount
        for pair, finding in _judged(scene, setting, rule)
        if finding.level == "soft"
    )


def _judged(scene: Scene, setting: RuleSetting, rule: PairRule) -> Iterator[tuple[Pair, Finding]]:
    for pair in scene.programme.pairs:
        if pair.rule != rule:
            continue
        for phase in scene.programme.phases:
            if not phase.split or (pair.until is not None and phase.starts > pair.until):
                continue
            broken = _broken(scene, pair, phase)
            if broken:
                level: FindingLevel = "soft" if setting.level == "soft" else pair.level
                yield pair, _finding(scene, setting, pair, phase, broken, level)


def _broken(scene: Scene, pair: Pair, phase: Phase) -> list[tuple[str, str, str]]:
    """Pairs of people that break the row in the phase, with the group that they share (or '')."""
    groups = scene.once(f"groups of {phase.id}", lambda: _group_in(scene, phase))
    first, second = _stands_for(scene, pair.a), _stands_for(scene, pair.b)
    found = []
    for a, b in _combinations(first, second):
        one, other = groups.get(a), groups.get(b)
        if one is None or other is None:
            continue
        if (one == other) == (pair.rule == "apart"):
            found.append((a, b, one if one == other else ""))
    return found


def _group_in(scene: Scene, phase: Phase) -> dict[str, str]:
    """The group of each participant in a phase."""
    return {
        member: group.id
        for group in scene.groups
        if group.group.phase == phase.id
        for member in group.members
    }


def _combinations(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each unordered pair of different people once, the one from `first` named first."""
    seen: set[frozenset[str]] = set()
    for a, b in product(first, second):
        key = frozenset((a, b))
        if a != b and key not in seen:
            seen.add(key)
            yield a, b


def _stands_for(scene: Scene, name: str) -> tuple[str, ...]:
    """The confirmed people that a cell of pairs.csv stands for: one person, or a country's."""
    person = scene.programme.participant.get(name)
    if person is not None:
        return (name,) if person.status == "confirmed" else ()
    return tuple(p.id for p in scene.programme.confirmed if p.country == name.upper())


def _finding(
    scene: Scene,
    setting: RuleSetting,
    pair: Pair,
    phase: Phase,
    broken: Sequence[tuple[str, str, str]],
    level: FindingLevel,
) -> Finding:
    programme = scene.programme
    shown = []
    for a, b, group in broken:
        names = f"{wording.person(programme, a)} and {wording.person(programme, b)}"
        shown.append(f"{names} in {group}" if group else names)
    verdict = "share a group" if pair.rule == "apart" else "share no group"
    who = sorted({p for a, b, _ in broken for p in (a, b)}, key=scene.order.__getitem__)
    return setting.finding(
        who,
        len(broken),
        f"{_named(scene, pair.a)} and {_named(scene, pair.b)} are to be {pair.rule}, but "
        f"{wording.count(len(broken), 'pair')} of them {verdict} of '{phase.id}': "
        f"{wording.some(shown, 3)} ({rows.pair(pair)}{_pins(scene, phase, broken)}).",
        level=level,
    )


def _pins(scene: Scene, phase: Phase, broken: Sequence[tuple[str, str, str]]) -> str:
    """The pins of those who break a row, as a clause; empty without any."""
    known = scene.programme.participant
    who = dict.fromkeys(p for a, b, _ in broken for p in (a, b))
    pinned = [p for p in who if known[p].group in phase.group_ids]
    return f"; {rows.cell('participants', 'group', *pinned)}" if pinned else ""


def _named(scene: Scene, name: str) -> str:
    if name in scene.programme.participant:
        return wording.person(scene.programme, name)
    return country_name(name.upper(), scene.programme.country_names)


RULES = (
    Rule(
        "apart",
        "groups",
        "People whom pairs.csv keeps apart share no group.",
        "hard",
        100,
        "pairs",
        check=apart,
        reward=_apart_price,
    ),
    Rule(
        "together",
        "groups",
        "People whom pairs.csv keeps together share their group.",
        "hard",
        100,
        "pairs",
        check=together,
        reward=_together_price,
    ),
)
