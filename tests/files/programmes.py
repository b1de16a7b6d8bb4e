"""Hypothesis strategies of small sound programmes, as a reader of files could give them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from sojourn.files.tables import ACCESS, FIELDS, OBSERVANCES, OFFER_STATUSES, STATUSES, TABLES
from sojourn.files.text_table import cleaned
from sojourn.model import (
    LEVELS,
    OFFER_KINDS,
    SESSION_KINDS,
    Counterpart,
    Country,
    Day,
    Language,
    Lunch,
    MeetingRules,
    Money,
    Objective,
    OfferPin,
    Phase,
    Programme,
    Room,
    RuleOverride,
    Session,
    Theme,
    Transfers,
    Window,
)

FIRST = date(2020, 3, 1)
SHAPED = ((4, "together"), (6, "split"), (5, "together"))
"""Days and kind of each phase."""

raw_texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff"), max_size=12
) | st.sampled_from(["=1+1", '"', "a\nb", "x;y", "-", "@SUM(A1)", "007", "true", "[1]", "é, ß"])
texts = raw_texts.map(cleaned)
filled = texts.filter(bool)
ids = filled.map(lambda text: text.replace(";", "").replace(":", "").strip()).filter(bool)
countries = st.sampled_from([Country(c) for c in ("FR", "BR", "XK", "CN", "US")])
languages = st.sampled_from([Language(t) for t in ("en", "fr", "zh-Hans", "fa-AF", "pt-BR")])
language_lists = st.lists(languages, min_size=1, max_size=3, unique=True).map(tuple)
moneys = st.integers(0, 10**11).map(Money)
weights = st.sampled_from([0.0, 0.5, 1.0, 2.0, 5.0]) | st.floats(0, 5)
whole = st.integers(1, 10_000)
days = st.integers(0, 14).map(lambda n: FIRST + timedelta(days=n))
moments = st.builds(
    lambda day, minutes: datetime.combine(day, datetime.min.time()) + timedelta(minutes=minutes),
    days,
    st.integers(0, 1439),
)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """`strategy` or None."""
    return st.none() | strategy


def chosen(names: tuple[str, ...], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of `names`."""
    if not names:
        return st.just(())
    return st.lists(st.sampled_from(names), max_size=most, unique=True).map(tuple)


def one(names: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    """One of `names`, or None."""
    return maybe(st.sampled_from(names)) if names else st.none()


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """A window in one of the three forms, also past midnight."""
    form = draw(st.integers(0, 2))
    if form == 0:
        weekdays = draw(st.frozensets(st.integers(0, 6), min_size=1))
        opens = draw(st.integers(0, 1439))
        return Window.weekly(weekdays, opens, draw(st.integers(opens + 1, 1440)))
    if form == 1:
        first = draw(days)
        return Window.days(first, first + timedelta(days=draw(st.integers(0, 3))))
    starts = draw(moments)
    return Window.dated(starts, starts + timedelta(minutes=draw(st.integers(1, 3000))))


window_lists = st.lists(windows(), max_size=2, unique=True).map(tuple)


def toml_values() -> st.SearchStrategy[Any]:
    """Any value of TOML."""
    zones = st.integers(-1000, 1000).map(lambda m: timezone(timedelta(minutes=m)))
    plain = (
        raw_texts
        | st.integers(-(2**63), 2**63 - 1)
        | st.floats(allow_nan=False)
        | st.booleans()
        | st.dates()
        | st.times().map(lambda moment: moment.replace(fold=0))
        | st.datetimes(timezones=st.none() | zones | st.just(UTC)).map(
            lambda moment: moment.replace(fold=0)
        )
    )
    return st.recursive(
        plain,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(raw_texts, inner, max_size=3),
        max_leaves=4,
    )


unknown_keys = raw_texts.map(lambda text: f"x{text}")
extras = st.dictionaries(unknown_keys, toml_values(), max_size=2)


@st.composite
def working_days(draw: st.DrawFn, base: Day) -> Day:
    """`base` with some of its settings changed."""
    changed = draw(st.booleans())
    if not changed:
        return base
    extra = dict(base.extra) | draw(extras)
    return replace(
        base,
        opens=draw(st.integers(420, 600)),
        step=draw(st.sampled_from([5, 15, 30])),
        workdays=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        lunch=Lunch(draw(st.integers(660, 720)), 840, draw(st.integers(0, 90))),
        at_most=draw(st.integers(2, 6)),
        extra=extra,
    )


@st.composite
def phases(draw: st.DrawFn, day: Day, hosts: tuple[str, ...]) -> tuple[Phase, ...]:
    """Three phases that follow each other, the second split."""
    found = []
    starts = FIRST
    names = draw(st.lists(ids, min_size=3, max_size=3, unique=True))
    for name, (length, kind) in zip(names, SHAPED, strict=True):
        ends = starts + timedelta(days=length - 1)
        split = kind == "split"
        meetings = None
        if not split and draw(st.booleans()):
            window = Window.dated(
                datetime(starts.year, starts.month, starts.day, 13, 30),
                datetime(starts.year, starts.month, starts.day, 17),
            )
            tables = draw(st.none() | st.integers(1, 9))
            most = draw(st.integers(1, 9))
            meetings = MeetingRules(20, 1, most, (window,), draw(extras), tables)
        phase = Phase(
            id=name,
            kind=kind,
            title=draw(filled),
            hosts=hosts if split else hosts[:1],
            starts=starts,
            ends=ends,
            groups=draw(st.integers(1, 4)) if split else 1,
            size=(1, draw(st.integers(3, 20))) if draw(st.booleans()) else Phase.size,
            route=draw(st.sampled_from([(length,), (length // 2, length - length // 2), ()])),
            max_languages=draw(maybe(st.integers(0, 3))),
            meetings=meetings,
            day=draw(working_days(day)),
            extra=draw(extras),
        )
        found.append(phase)
        starts = ends + timedelta(days=1)
    return tuple(found)


@st.composite
def unknown_columns(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """Names of unknown columns by table."""
    found = {}
    for kind in TABLES:
        names = draw(st.lists(filled, max_size=2, unique=True)) if draw(st.booleans()) else []
        kept = tuple(n for n in names if "_".join(n.lower().split()) not in kind.by_name)
        if kept:
            found[kind.name] = kept
    return found


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """A sound programme with a few rows in each table."""
    unknown = draw(unknown_columns())

    def rows(name: str, size: int, /, **fields: Any) -> tuple[Any, ...]:
        kind = next(kind for kind in TABLES if kind.name == name)
        names = unknown.get(name, ())
        extra = st.dictionaries(st.sampled_from(names), filled) if names else st.just({})
        count = draw(st.integers(0 if not kind.required else 1, size))
        keys = draw(st.lists(ids, min_size=count, max_size=count, unique=True))
        keyed = [{"id": key} for key in keys] if kind.keyed else [{} for _ in keys]
        return tuple(
            kind.row(**key, **{f: draw(s) for f, s in fields.items()}, extra=draw(extra))
            for key in keyed
        )

    base = draw(working_days(Day()))
    themes = tuple(Theme(i, draw(filled), draw(extras)) for i in draw(_unique(2)))
    objectives = tuple(
        Objective(i, draw(filled), draw(st.integers(0, 3)), draw(extras)) for i in draw(_unique(2))
    )
    hosts = rows("hosts", 3, **_host_fields())
    host_ids = tuple(host.id for host in hosts)
    sequence = draw(phases(base, host_ids))
    groups = tuple(g for phase in sequence for g in phase.group_ids)
    interests = _weights(tuple(theme.id for theme in themes))
    goals = chosen(tuple(objective.id for objective in objectives))
    participants = rows("participants", 3, **_participant_fields(interests, host_ids, groups))
    people = tuple(p.id for p in participants)
    offers = rows("offers", 3, **_offer_fields(interests, goals, host_ids, groups))
    rooms = rows(
        "rooms",
        2,
        host=st.just(host_ids[0]),
        name=filled,
        capacity=st.integers(50, 90),
        booths=st.integers(0, 4),
        step_free=maybe(st.booleans()),
    )
    parties = chosen(people)
    counterparts = rows("counterparts", 2, **_counterpart_fields(interests, sequence, parties))
    places = host_ids + tuple(o.id for o in offers) + tuple(r.id for r in rooms)
    return Programme(
        id=draw(ids),
        title=draw(filled),
        starts=FIRST,
        ends=FIRST + timedelta(days=15),
        edition=draw(maybe(st.integers(-5, 3000))),
        working_language=draw(languages),
        currency=draw(st.sampled_from(["USD", "EUR"])),
        objectives=objectives,
        themes=themes,
        phases=sequence,
        day=base,
        transfer_formula=Transfers(
            draw(st.integers(0, 60)), draw(st.floats(1, 200)), draw(st.floats(1, 3)), draw(extras)
        ),
        budget=draw(maybe(moneys)),
        rules=draw(_rules()),
        country_names=draw(st.dictionaries(countries.map(str), filled, max_size=2)),
        participants=participants,
        hosts=hosts,
        offers=offers,
        sessions=_sessions(rows, sequence, rooms, counterparts, interests, goals),
        rooms=rooms,
        counterparts=counterparts,
        wishes=rows(
            "wishes",
            2,
            participant=st.sampled_from(people),
            counterpart=st.sampled_from([c.id for c in counterparts]),
            weight=weights,
        )
        if counterparts
        else (),
        staff=rows("staff", 2, **_staff_fields(host_ids)),
        pairs=rows(
            "pairs",
            2,
            a=st.sampled_from(people),
            b=countries.filter(lambda code: code not in people).map(str),
            rule=st.just("apart"),
            level=st.sampled_from(["hard", "soft"]),
            weight=maybe(st.floats(0, 1e6)),
            reason=texts,
            until=maybe(days),
        ),
        transfers=rows(
            "transfers",
            2,
            origin=st.sampled_from(places),
            destination=st.sampled_from(places),
            minutes=st.integers(0, 300),
        ),
        legs=rows("legs", 2, **_leg_fields(host_ids)) if len(host_ids) > 1 else (),
        rates=rows(
            "rates",
            2,
            host=st.sampled_from(host_ids),
            month=st.integers(1, 12),
            year=maybe(st.integers(1990, 2050)),
            lodging=maybe(moneys),
            meals=maybe(moneys),
        ),
        extra=draw(_programme_extras()),
        unknown_columns=unknown,
    )


def _unique(most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(ids, max_size=most, unique=True)


def _weights(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, float]]:
    return st.dictionaries(st.sampled_from(names), weights, max_size=2) if names else st.just({})


def _rules() -> st.SearchStrategy[dict[str, RuleOverride]]:
    settings = st.dictionaries(raw_texts.map(lambda text: f"s{text}"), toml_values(), max_size=2)
    override = st.builds(
        RuleOverride,
        level=maybe(st.sampled_from(["hard", "soft", "off"])),
        weight=maybe(st.floats(0, 1e6)),
        settings=settings,
    )
    return st.dictionaries(raw_texts, override, max_size=2)


def _programme_extras() -> st.SearchStrategy[dict[str, Any]]:
    full = st.dictionaries(unknown_keys, toml_values(), min_size=1, max_size=2)
    return st.builds(
        lambda own, programme, budget: (
            own
            | ({"programme": programme} if programme else {})
            | ({"budget": budget} if budget else {})
        ),
        extras,
        maybe(full),
        maybe(full),
    )


def _host_fields() -> dict[str, st.SearchStrategy[Any]]:
    return {
        "city": filled,
        "latitude": st.floats(-90, 90),
        "longitude": st.floats(-180, 180),
        "timezone": st.sampled_from(["America/Chicago", "Europe/Berlin"]),
        "state": texts,
        "country": maybe(countries),
        "airport": st.sampled_from(["", "AUS"]),
        "size": st.sampled_from(["", "large", "mid", "small"]),
        "organisation": texts,
        "participants": maybe(st.integers(0, 99)),
        "groups": st.integers(0, 4),
        "windows": window_lists,
        "closed": st.lists(days, max_size=2, unique=True).map(tuple),
        "access": chosen(ACCESS),
        "diets": chosen(("halal", "no_pork", "gluten_free")),
        "lodging_rate": maybe(moneys),
        "meals_rate": maybe(moneys),
        "lodging_rooms": maybe(st.integers(0, 99)),
    }


def _participant_fields(
    interests: st.SearchStrategy[Any], hosts: tuple[str, ...], groups: tuple[str, ...]
) -> dict[str, st.SearchStrategy[Any]]:
    return {
        "given_name": filled,
        "family_name": filled,
        "country": countries,
        "languages": language_lists,
        "field": st.sampled_from(("", *FIELDS, "Border guard")),
        "position": texts,
        "gender": st.sampled_from(["", "f", "m", "x"]),
        "rank": maybe(whole),
        "interests": interests,
        "status": st.sampled_from(STATUSES),
        "diet": chosen(("halal", "vegan")),
        "observance": chosen(OBSERVANCES),
        "access": chosen(ACCESS),
        "added": maybe(days),
        "visited": chosen(hosts),
        "arrives": maybe(moments),
        "group": one(groups),
        "embassy": texts,
        "notes": texts,
    }


def _offer_fields(
    interests: st.SearchStrategy[Any],
    goals: st.SearchStrategy[Any],
    hosts: tuple[str, ...],
    groups: tuple[str, ...],
) -> dict[str, st.SearchStrategy[Any]]:
    return {
        "host": st.sampled_from(hosts),
        "kind": st.sampled_from(OFFER_KINDS),
        "title": filled,
        "minutes": whole,
        "windows": st.lists(windows(), min_size=1, max_size=2, unique=True).map(tuple),
        "organisation": texts,
        "level": st.sampled_from(("", *LEVELS)),
        "themes": interests,
        "objectives": goals,
        "capacity": maybe(whole),
        "visits": whole,
        "status": st.sampled_from(OFFER_STATUSES),
        "clearance_days": maybe(st.integers(0, 60)),
        "refuses": st.lists(countries, max_size=2, unique=True).map(tuple),
        "step_free": maybe(st.booleans()),
        "cost": moneys,
        "cost_per_person": moneys,
        "languages": st.just(()) | language_lists,
        "pin": maybe(st.builds(OfferPin, st.sampled_from(groups), moments)),
        "email": texts,
        "notes": texts,
    }


def _counterpart_fields(
    interests: st.SearchStrategy[Any],
    sequence: tuple[Phase, ...],
    parties: st.SearchStrategy[tuple[str, ...]],
) -> dict[str, st.SearchStrategy[Any]]:
    return {
        "given_name": filled,
        "family_name": filled,
        "organisation": texts,
        "level": st.sampled_from(("", *LEVELS)),
        "themes": interests,
        "languages": st.just(()) | language_lists,
        "phase": one(tuple(phase.id for phase in sequence)),
        "windows": window_lists,
        "meetings": maybe(st.integers(0, 9)),
        "prefers": parties,
        "refuses": parties,
        "phone": texts,
    }


def _staff_fields(hosts: tuple[str, ...]) -> dict[str, st.SearchStrategy[Any]]:
    return {
        "name": filled,
        "role": st.sampled_from(["interpreter", "liaison"]),
        "languages": language_lists,
        "mode": st.sampled_from(["simultaneous", "consecutive"]),
        "available_from": maybe(st.just(FIRST)),
        "available_until": maybe(days),
        "daily_rate": moneys,
        "home": one(hosts),
        "conflicts": st.lists(countries, max_size=2, unique=True).map(tuple),
        "gender": st.sampled_from(["", "f"]),
    }


def _leg_fields(hosts: tuple[str, ...]) -> dict[str, st.SearchStrategy[Any]]:
    return {
        "origin": st.just(hosts[0]),
        "destination": st.sampled_from(hosts[1:]),
        "mode": st.sampled_from(["air", "rail", "road"]),
        "departs": maybe(moments | moments.map(datetime.time)),
        "arrives": maybe(moments | moments.map(datetime.time)),
        "minutes": maybe(whole),
        "seats": maybe(st.integers(0, 99)),
        "cost_per_person": moneys,
        "weekdays": st.frozensets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))),
        "dates": st.lists(days, max_size=2, unique=True).map(tuple),
    }


def _sessions(
    rows: Any,
    sequence: tuple[Phase, ...],
    rooms: tuple[Room, ...],
    counterparts: tuple[Counterpart, ...],
    interests: st.SearchStrategy[Any],
    goals: st.SearchStrategy[Any],
) -> tuple[Session, ...]:
    first = sequence[0]
    starts = st.integers(0, 4 * 1440 - 1).map(
        lambda m: (
            datetime(first.starts.year, first.starts.month, first.starts.day) + timedelta(minutes=m)
        )
    )
    room = one(tuple(room.id for room in rooms))
    found = rows(
        "sessions",
        2,
        phase=st.just(first.id),
        title=filled,
        minutes=whole,
        kind=st.sampled_from(SESSION_KINDS),
        starts=maybe(starts),
        room=room,
        themes=interests,
        objectives=goals,
        speakers=chosen(tuple(person.id for person in counterparts)),
        track=texts,
        required=st.booleans(),
        level=st.sampled_from(("", *LEVELS)),
        pin_room=room,
        pin_starts=maybe(starts),
    )
    return tuple(replace(s, pin_room=s.pin_room if s.pin_starts else None) for s in found)
