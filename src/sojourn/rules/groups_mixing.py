"""How groups are mixed: countries, regions, fields, genders, ranks, faces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sojourn.model import Finding, Participant, Phase
from sojourn.reference.countries import country_name, region
from sojourn.rules import wording
from sojourn.rules.placed import PlacedGroup
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene


def same_country(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the countries of the members of each group of a split phase.

    With ``prefer`` = ``mix`` pairs from one country in a group are counted; with ``cluster`` pairs
    from one country in different groups of the phase, each by the group that comes later. Unit:
    pairs.
    """
    cluster = setting.text("prefer") == "cluster"
    for phase, groups in _split_phases(scene):
        before: Counter[str] = Counter()
        for group in groups:
            countries = Counter(scene.programme.participant[p].country for p in group.members)
            if cluster:
                pairs = {c: n * before[c] for c, n in countries.items()}
            else:
                pairs = {c: n * (n - 1) // 2 for c, n in countries.items()}
            before.update(countries)
            found = {country: number for country, number in sorted(pairs.items()) if number}
            if not found:
                continue
            names = [country_name(c, scene.programme.country_names) for c in found]
            who = [p for p in group.members if scene.programme.participant[p].country in found]
            what = (
                f"are in other groups of '{phase.id}' than compatriots"
                if cluster
                else "are together with compatriots"
            )
            yield setting.finding(
                who,
                sum(found.values()),
                f"In {group.id}, {wording.count(len(who), 'person')} from {wording.some(names)} "
                f"{what}.",
            )


def spread(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read world region, field, gender and rank of the members of groups of split phases.

    The even share of a group is its part of the phase's people of that kind; whole people above
    its ceiling or below its floor count. Unit: people above or below the even share.
    """
    for _, groups in _split_phases(scene):
        everyone = [p for group in groups for p in group.members]
        if not everyone or len(groups) < 2:
            continue
        kinds = {person: _kinds(scene.programme.participant[person]) for person in everyone}
        whole = Counter(kind for person in everyone for kind in kinds[person])
        for group in groups:
            own = Counter(kind for person in group.members for kind in kinds[person])
            uneven: list[tuple[int, str]] = []
            for (attribute, value), number in sorted(whole.items()):
                here, share = own[attribute, value], number * len(group.members)
                low, high = share // len(everyone), -(-share // len(everyone))
                off = max(low - here, here - high, 0)
                if off:
                    many = "many" if here > high else "few"
                    uneven.append((off, f"{off} too {many} of {attribute} '{value}'"))
            if uneven:
                uneven.sort(key=lambda item: -item[0])
                yield setting.finding(
                    (group.id,),
                    sum(off for off, _ in uneven),
                    f"{group.id} is mixed less evenly than it could be: "
                    f"{wording.some([text for _, text in uneven], 3)}.",
                )


def _kinds(participant: Participant) -> list[tuple[str, str]]:
    kinds = [("region", region(participant.country))]
    if participant.field:
        kinds.append(("field", participant.field))
    if participant.gender:
        kinds.append(("gender", participant.gender))
    if participant.rank is not None:
        kinds.append(("rank", str(participant.rank)))
    return kinds


def lone_gender(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the gender (``f``, ``m``) of the members of each group of a split phase.

    Groups of one are left out. Unit: people.
    """
    words = {"f": "woman", "m": "man"}
    for _, groups in _split_phases(scene):
        for group in groups:
            for gender, word in words.items():
                who = [
                    p
                    for p in group.members
                    if scene.programme.participant[p].gender.lower() == gender
                ]
                if len(who) == 1 and len(group.members) > 1:
                    yield setting.finding(
                        who,
                        1,
                        f"{wording.person(scene.programme, who[0])} is the only {word} of "
                        f"{group.id}.",
                    )


def visited(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read ``visited`` of participants and the stops of their groups of split phases.

    Unit: people (once for each host).
    """
    for _, groups in _split_phases(scene):
        for group in groups:
            for host_id in dict.fromkeys(stop.host for stop in group.group.stops):
                who = [
                    p for p in group.members if host_id in scene.programme.participant[p].visited
                ]
                if who:
                    city = wording.city(scene.programme.host.get(host_id), host_id)
                    has = "has" if len(who) == 1 else "have"
                    yield setting.finding(
                        who,
                        len(who),
                        f"{wording.people(scene.programme, who)} {has} seen {city} before and "
                        f"{wording.are(who)} brought there with {group.id}.",
                    )


def new_faces(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the members of the groups of all split phases: who is together a second time.

    Unit: pairs, told at the later group.
    """
    earlier: list[PlacedGroup] = []
    for _, groups in _split_phases(scene):
        for group in groups:
            members = set(group.members)
            pairs, met = 0, set[str]()
            for other in earlier:
                common = members.intersection(other.members)
                if len(common) > 1:
                    pairs += len(common) * (len(common) - 1) // 2
                    met |= common
            if pairs:
                who = sorted(met, key=scene.order.__getitem__)
                yield setting.finding(
                    who,
                    pairs,
                    f"In {group.id}, {wording.count(pairs, 'pair')} of participants "
                    f"{'was' if pairs == 1 else 'were'} in one group before.",
                )
        earlier += groups


def _split_phases(scene: Scene) -> Iterator[tuple[Phase, list[PlacedGroup]]]:
    for phase in scene.programme.phases:
        if phase.split:
            yield phase, [g for g in scene.groups if g.group.phase == phase.id]


RULES = (
    Rule(
        "same_country",
        "groups",
        "No two people from one country are in a group (or, where clusters are "
        "preferred, no two of one country are parted).",
        "soft",
        20,
        "pairs",
        settings={"prefer": "mix"},
        check=same_country,
    ),
    Rule(
        "spread",
        "groups",
        "World region, field, gender and rank are spread over the groups as in the whole.",
        "soft",
        3,
        "people above or below the even share",
        check=spread,
    ),
    Rule(
        "lone_gender",
        "groups",
        "Nobody is the only woman, or the only man, of a group.",
        "soft",
        15,
        "people",
        check=lone_gender,
    ),
    Rule(
        "visited",
        "groups",
        "Nobody is sent to a host that they have seen before.",
        "soft",
        10,
        "people",
        check=visited,
    ),
    Rule(
        "new_faces",
        "groups",
        "With several split phases, people who were together before are parted.",
        "soft",
        1,
        "pairs",
        check=new_faces,
    ),
)
