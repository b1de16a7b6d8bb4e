"""Whether phases have hosts, and hosts and groups room for the people."""

from __future__ import annotations

from sojourn.files.inputs import Inputs
from sojourn.files.problem import Problems, Spot
from sojourn.files.rows import Row


def check_offers_are_there(inputs: Inputs, problems: Problems) -> None:
    """Tell that offers are missing where a phase is split; then no offer is known."""
    offers = inputs.tables["offers"]
    split = [row for row in inputs.phases if row.get("kind") == "split"]
    if split and offers.absent:
        offers.unread = True
        name = split[0].get("id")
        message = f"the file is missing; the split phase {name!r} needs offers"
        problems.error(Spot(offers.file), message)


def check_capacity(inputs: Inputs, problems: Problems) -> None:
    """Tell phases without the hosts, groups or offers that they need."""
    if inputs.part is not None and not inputs.phases and not _phases_wrong(inputs):
        spot = Spot(inputs.part.source.file, None, "phases")
        problems.error(spot, "the programme has no phase; at least one [[phases]] is expected")
    confirmed = _confirmed(inputs)
    for row in inputs.phases:
        if not row.known("kind", "hosts"):
            continue
        if row.get("kind") == "together":
            _check_together(row, confirmed, inputs, problems)
        else:
            _check_groups(row, confirmed, problems)
            _check_candidates(row, inputs, problems)


def _phases_wrong(inputs: Inputs) -> bool:
    return inputs.part is not None and bool(inputs.part.source.document.get("phases"))


def _confirmed(inputs: Inputs) -> int | None:
    """How many people are planned, or None where that is not known."""
    table = inputs.tables["participants"]
    if not table.sound("status"):
        return None
    return len([row for row in table if row.get("status") == "confirmed"])


def _check_together(row: Row, confirmed: int | None, inputs: Inputs, problems: Problems) -> None:
    hosts = row.get("hosts")
    if len(hosts) != 1:
        message = f"a phase together has exactly one host, not {len(hosts)}"
        problems.error(row.spot("hosts"), message, ";".join(hosts))
        return
    host = inputs.tables["hosts"].by_id().get(hosts[0])
    limit = host.get("participants") if host is not None else None
    if limit is not None and confirmed is not None and confirmed > limit:
        message = f"{hosts[0]!r} receives {limit} participants at most, but {confirmed} are to come"
        problems.warning(row.spot("hosts"), message, hosts[0])


def _check_groups(row: Row, confirmed: int | None, problems: Problems) -> None:
    """Whether the confirmed participants make the groups that the phase asks for."""
    if confirmed is None or not row.known("groups", "size"):
        return
    groups, (low, high) = row.get("groups"), row.get("size")
    if groups * high < confirmed:
        message = (
            f"{groups} groups of at most {high} cannot hold the {confirmed} confirmed participants"
        )
        problems.warning(row.spot("size"), message, str([low, high]))
    elif groups * low > confirmed:
        message = (
            f"{groups} groups of at least {low} need more than the {confirmed} confirmed "
            "participants"
        )
        problems.warning(row.spot("size"), message, str([low, high]))


def _check_candidates(row: Row, inputs: Inputs, problems: Problems) -> None:
    """Whether the candidate hosts can receive all groups at once, and have something to show."""
    hosts = inputs.tables["hosts"].by_id()
    candidates = [hosts[name] for name in row.get("hosts") if name in hosts]
    if len(candidates) < len(row.get("hosts")) or not row.known("groups"):
        return
    if inputs.tables["hosts"].sound("groups"):
        places = sum(host.get("groups") for host in candidates)
        if places < row.get("groups"):
            message = (
                f"the candidate hosts receive {places} groups at once but there are "
                f"{row.get('groups')}; name more hosts, or raise their groups in hosts.csv"
            )
            problems.warning(row.spot("hosts"), message)
    offers = inputs.tables["offers"]
    if offers.sound("host") and not offers.absent:
        served = {offer.get("host") for offer in offers}
        for host in candidates:
            if host.get("id") not in served:
                message = f"the candidate host {host.get('id')!r} has no offer"
                problems.warning(row.spot("hosts"), message, host.get("id"))
