"""From a programme to the arrays of one split phase."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from sojourn.engine.groups.friends import friendships
from sojourn.engine.groups.mixing import class_tables
from sojourn.engine.groups.problem import (
    SCALARS,
    SCALE,
    Arrays,
    GroupsProblem,
    Ints,
    as_ints,
    unit_price,
)
from sojourn.engine.groups.supply import Supply
from sojourn.engine.groups.travel import JourneyValues, journey_values, leg_values, masks
from sojourn.engine.groups.values import HostValues, estimated
from sojourn.model import Group, Host, Participant, Phase, Programme
from sojourn.reference.observances import OBSERVANCES
from sojourn.rules import CATALOGUE, setting

UNLIMITED = 1_000_000
COMFORT = 0.25
"""Groups may differ from the mean size by this part before it costs anything."""
UNEVEN = 3
"""Points per participant beyond that, where the phase's own sizes leave it open."""
HARD_FACTOR = 4
SOFT_RULES = ("spread", "lone_gender", "same_country", "new_faces", "visited", "cost")
"""Rules whose prices are not among those of `_hard_price`."""
MOST_EMPHASIS = 1e7


def build(
    programme: Programme,
    phase: Phase,
    supply: Supply,
    earlier: Sequence[Group] = (),
    conflicts: Iterable[tuple[str, str]] = (),
    values: HostValues | None = None,
) -> GroupsProblem:
    """The problem of `phase`; groups of split phases before it are `earlier`.

    What hosts are worth is estimated from their offers unless `values` tell it. Rules that are
    hard get a price that no choice for a single participant can pay, soft ones their weight, and
    those that are off none.
    """
    people = programme.confirmed
    hosts = [programme.host[h] for h in phase.hosts if h in programme.host]
    values = estimated(programme, phase) if values is None else values
    soft = as_ints(np.rint((values.fit + values.others) * SCALE))
    travel = journey_values(programme, phase, hosts, earlier)
    hard = round(_hard_price(soft, phase.groups) * _emphasis(programme))
    prices = Prices(programme, hard, max(1, round(len(people) / max(1, phase.groups))))
    unary = soft + travel.soft
    unary -= prices.of("leg") * travel.impossible + prices.of("leg") // 4 * travel.doubtful
    unary -= _needs(people, hosts, prices)[None, :, :]
    unary -= prices.of("visited") * _seen(people, hosts)[None, :, :]
    friends = friendships(programme, phase, conflicts, hard)
    leg = leg_values(programme, phase, hosts, prices.of("leg"))
    faith = _observance_prices(people, travel, leg, prices)
    classes, step, constant = class_tables(programme, phase, people, faith, earlier, hard)
    languages = tuple(sorted(supply.teams))
    spoken = programme.interpreting_languages
    interpreted = setting(programme, "interpreted").level != "off"
    counted = interpreted or setting(programme, "group_languages").level != "off"
    language = [
        languages.index(own) if counted and (own := spoken.get(p.id)) in languages else -1
        for p in people
    ]
    number = {group_id: i for i, group_id in enumerate(phase.group_ids)}
    pinned = setting(programme, "pinned").level != "off"
    arrays = Arrays(
        unary=as_ints(unary),
        leg=leg,
        mask=masks(people),
        place=_places(programme, phase, hosts, prices),
        classes=classes,
        step=step,
        language=as_ints(language),
        teams=as_ints([supply.teams[lang] for lang in languages]),
        team_size=as_ints([supply.team_size[lang] * interpreted for lang in languages]),
        team_value=as_ints(
            [_team_value(programme, phase, supply, lang) * interpreted for lang in languages]
        ),
        friend_start=friends.start,
        friend=friends.other,
        friend_value=friends.value,
        fixed=as_ints([number.get(p.group or "", -1) if pinned else -1 for p in people]),
        block=friends.block,
        host_people=as_ints(
            [UNLIMITED if h.participants is None else h.participants for h in hosts]
        ),
        host_groups=as_ints([h.groups for h in hosts]),
        host_rooms=as_ints(
            [UNLIMITED if h.lodging_rooms is None else h.lodging_rooms for h in hosts]
        ),
        size_value=_size_values(programme, phase, len(people), prices),
        scalars=_scalars(programme, phase, supply, prices),
    )
    return GroupsProblem(
        arrays=arrays,
        participants=tuple(p.id for p in people),
        groups=phase.group_ids,
        hosts=tuple(h.id for h in hosts),
        languages=languages,
        constant=constant + friends.constant,
        hard=hard,
    )


SHARED_HOURS = 6
"""Points for each group that must keep the hours of an observance free."""


class Prices:
    """What one unit of each rule costs, in integer units."""

    def __init__(self, programme: Programme, hard: int, people: int) -> None:
        self._programme = programme
        self.hard = hard
        self._people = people

    def of(self, rule: str) -> int:
        """The hard price, the weight of a soft rule, or 0 for a rule that is off."""
        return unit_price(self._programme, rule, self.hard)

    def of_group(self, rule: str) -> int:
        """The same where a whole group could gain by breaking the rule."""
        return self.of(rule) * (
            self._people if setting(self._programme, rule).level == "hard" else 1
        )


def _hard_price(soft: Ints, groups: int) -> int:
    """More than any choice of hosts is worth to one participant, or to a group on average."""
    if not soft.size:
        return 100 * SCALE * HARD_FACTOR
    person = (soft.max(axis=2) - soft.min(axis=2)).sum(axis=0)
    group = 2 * int(person.sum()) // max(1, groups)
    return max(HARD_FACTOR * max(int(person.max()), 100 * SCALE), group)


def _emphasis(programme: Programme) -> float:
    """How many times its usual weight a programme gives to a soft rule, at least 1.

    Hard prices grow with it, so that no weight buys the breaking of a hard rule.
    """
    times = [1.0]
    for rule in SOFT_RULES:
        kept, usual = setting(programme, rule), CATALOGUE[rule].weight
        if kept.level == "soft" and usual > 0:
            times.append(kept.weight / usual)
    return min(max(times), MOST_EMPHASIS)


def _observance_prices(
    people: Sequence[Participant], travel: JourneyValues, leg: Ints, prices: Prices
) -> dict[str, int]:
    """What one more group with somebody who keeps an observance costs.

    Little, as long as they can travel; where a journey is impossible for them whatever the
    hosts, the hard price, so that as few groups as possible are hit.
    """
    found: dict[str, int] = {}
    for bit, observance in enumerate(OBSERVANCES):
        who = [p for p, person in enumerate(people) if observance in person.observance]
        if not who or not travel.impossible.size:
            continue
        stuck = bool((travel.impossible[:, who, :].min(axis=2) > 0).any())
        for between in leg[:, 1 << bit]:
            apart = between[~np.eye(len(between), dtype=bool)]
            stuck = stuck or bool(
                apart.size and prices.of("leg") and apart.max() <= -prices.of("leg")
            )
        found[observance] = prices.of("leg") if stuck else SHARED_HOURS * SCALE
    return found


def _seen(people: Sequence[Participant], hosts: Sequence[Host]) -> Ints:
    """(P, H) whether a participant has seen a host before (rule `visited`)."""
    return as_ints([[host.id in p.visited for host in hosts] for p in people]).reshape(
        len(people), len(hosts)
    )


def _needs(people: Sequence[Participant], hosts: Sequence[Host], prices: Prices) -> Ints:
    """(P, H) price of needs of access and diet that a host does not name."""
    found = np.zeros((len(people), len(hosts)), dtype=np.int64)
    alike: dict[tuple[frozenset[str], frozenset[str]], list[int]] = {}
    for p, person in enumerate(people):
        alike.setdefault((frozenset(person.access), frozenset(person.diet)), []).append(p)
    access, diet = prices.of("access"), prices.of("diet")
    for (ways, dishes), who in alike.items():
        for h, host in enumerate(hosts):
            if host.access and not ways <= set(host.access):
                found[who, h] += access
            if host.diets and not dishes <= set(host.diets):
                found[who, h] += diet
    return found


def _places(programme: Programme, phase: Phase, hosts: Sequence[Host], prices: Prices) -> Ints:
    """(S, G, H) price of hosts outside their windows, and of missing a pinned offer's host."""
    spans = phase.stop_spans
    found = np.zeros((len(spans), phase.groups, len(hosts)), dtype=np.int64)
    number = {group_id: i for i, group_id in enumerate(phase.group_ids)}
    for s, (first, last) in enumerate(spans):
        days = [day for day in phase.days if first <= day <= last]
        for h, host in enumerate(hosts):
            shut = sum(not host.receives(day) for day in days)
            if shut:
                found[s, :, h] -= prices.of_group("host_capacity") * (HARD_FACTOR + shut)
        for offer in programme.offers:
            pin = offer.pin
            if pin is None or offer.status == "declined" or pin.group not in number:
                continue
            if first <= pin.starts.date() <= last and offer.host in phase.hosts:
                for h, host in enumerate(hosts):
                    if host.id != offer.host:
                        found[s, number[pin.group], h] -= (
                            2 * HARD_FACTOR * prices.of_group("pinned")
                        )
    return found


def _size_values(programme: Programme, phase: Phase, people: int, prices: Prices) -> Ints:
    """(G, P + 1) price of a group's size."""
    least, most = phase.size
    mean = people / max(1, phase.groups)
    sizes = np.arange(people + 1)
    over = np.maximum(0, sizes - most) + np.maximum(0, least - sizes)
    beyond = np.maximum(0, sizes - np.ceil(mean * (1 + COMFORT)))
    below = np.maximum(0, np.floor(mean * (1 - COMFORT)) - sizes)
    empty = np.where(sizes == 0, prices.hard, 0)
    one = -over * prices.of("group_size") - (beyond + below) * UNEVEN * SCALE - empty
    return as_ints(np.tile(one, (phase.groups, 1)))


def _team_value(programme: Programme, phase: Phase, supply: Supply, language: str) -> int:
    """What a team of interpreters for one group costs, as points."""
    weight = setting(programme, "cost")
    if weight.level == "off":
        return 0
    rates = [s.daily_rate.cents for s in programme.staff if s.role == "interpreter"]
    mean = sum(rates) / len(rates) / 100 if rates else 0.0
    money = supply.team_size[language] * len(phase.days) * mean
    return -round(weight.weight * money / 1000 * SCALE)


def _scalars(programme: Programme, phase: Phase, supply: Supply, prices: Prices) -> Ints:
    """Limits and prices, in the order that `problem` names."""
    found = np.zeros(SCALARS, dtype=np.int64)
    found[0] = UNLIMITED if phase.max_languages is None else phase.max_languages
    found[1] = supply.escorts
    size = Counter(supply.team_size.values()).most_common(1)
    team = size[0][0] if size else 1
    found[2] = prices.of("group_languages")
    found[3] = prices.of("interpreted") * team
    found[4] = prices.of("accompanied")
    found[5] = prices.of_group("host_capacity")
    found[6] = prices.of("rooms")
    found[7] = prices.of_group("route")
    return found
