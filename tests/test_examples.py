from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from sojourn import files
from sojourn.model import Programme
from sojourn.reference.holidays import public_holiday
from sojourn.reference.places import great_circle_km

EXAMPLES = Path(__file__).parent.parent / "examples"
FOLDER = EXAMPLES / "safer-world-2020"


@pytest.fixture(scope="module")
def example() -> Programme:
    """The reference programme as read from its folder."""
    return files.read(FOLDER)


def test_folder_has_no_problem() -> None:
    """Not even a warning is raised by the reference programme."""
    assert files.problems(FOLDER) == ()


def test_script_writes_the_committed_files(tmp_path: Path) -> None:
    """The script with its seed writes the folder byte for byte, whatever the hash seed."""
    script = EXAMPLES / "make_safer_world.py"
    environment = {"PYTHONHASHSEED": "77", "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, script, tmp_path], check=True, env=environment)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in FOLDER.iterdir()}


def test_people_are_85_from_67_countries(example: Programme) -> None:
    """85 people from 67 countries are confirmed; eight others are in other statuses."""
    statuses = Counter(p.status for p in example.participants)
    assert statuses == {"confirmed": 85, "alternate": 4, "nominated": 2, "withdrawn": 2}
    assert len({p.country for p in example.confirmed}) == 67
    assert len({p.name for p in example.participants}) == 93


def test_languages_are_about_ten_and_a_third_need_interpreting(example: Programme) -> None:
    """A dozen languages are spoken; 33 people need one of seven that staff cover."""
    spoken = {tag.primary for p in example.confirmed for tag in p.languages}
    assert len(spoken) == 12
    confirmed = {p.id for p in example.confirmed}
    needed = Counter(
        tongue for who, tongue in example.interpreting_languages.items() if who in confirmed
    )
    assert needed == {"es": 9, "fr": 8, "ar": 6, "ru": 5, "pt": 3, "zh": 1, "vi": 1}


def test_every_field_rank_and_need_occurs(example: Programme) -> None:
    """All three fields, ranks one to four and each kind of need are there."""
    people = example.confirmed
    assert {p.field for p in people} == {"judicial", "law_enforcement", "security"}
    assert {p.rank for p in people} == {1, 2, 3, 4}
    assert Counter(o for p in people for o in p.observance) == {
        "friday_prayer": 8,
        "sabbath": 2,
        "sunday_service": 3,
    }
    assert {"halal", "kosher", "vegetarian"} <= {d for p in people for d in p.diet}
    assert Counter(a for p in people for a in p.access) == {"step_free": 2, "hearing": 1}
    assert sum(p.added is not None for p in people) == 3


def test_phases_are_those_of_the_seed_programme(example: Programme) -> None:
    """Washington, Tampa, eight groups in at least ten candidate cities, New York."""
    assert [(p.id, p.kind, p.starts, p.ends) for p in example.phases] == [
        ("washington", "together", date(2020, 3, 28), date(2020, 4, 1)),
        ("tampa", "together", date(2020, 4, 2), date(2020, 4, 4)),
        ("cities", "split", date(2020, 4, 5), date(2020, 4, 11)),
        ("new-york", "together", date(2020, 4, 12), date(2020, 4, 17)),
    ]
    cities = example.phase["cities"]
    assert (cities.groups, cities.size, cities.route) == (8, (8, 13), (7,))
    assert len(cities.hosts) >= 10
    assert len({example.host[h].timezone for h in cities.hosts}) == 5
    assert len(example.objectives) == len(example.themes) == 6


def test_each_candidate_city_has_25_to_60_offers_nearby(example: Programme) -> None:
    """Offers of a city are of every kind, have titles of their own and lie within 26 km."""
    for ident in example.phase["cities"].hosts:
        host, offers = example.host[ident], example.offers_at[ident]
        assert 25 <= len(offers) <= 60
        assert len({offer.title for offer in offers}) == len(offers)
        assert {"federal", "state", "local", "community"} <= {o.level for o in offers}
        assert {"appointment", "site_visit", "cultural", "hospitality"} <= {o.kind for o in offers}
        for offer in offers:
            assert offer.latitude is not None and offer.longitude is not None
            place = (offer.latitude, offer.longitude)
            assert great_circle_km(host.latitude, host.longitude, *place) < 26


def test_cities_that_meet_every_need_are_enough(example: Programme) -> None:
    """More than eight cities meet every need that their guests may bring, kosher food excepted."""
    needs = {need for p in example.confirmed for need in (*p.diet, *p.access)} - {"kosher"}
    hosts = [example.host[ident] for ident in example.phase["cities"].hosts]
    assert sum(needs <= {*host.diets, *host.access} for host in hosts) > 8
    assert sum("kosher" in host.diets for host in hosts) >= 5


def test_every_objective_is_met_in_required_sessions(example: Programme) -> None:
    """Whoever attends what is required has met all six objectives."""
    met = {o for s in example.sessions if s.required for o in s.objectives}
    assert met == {objective.id for objective in example.objectives}


def test_required_sessions_keep_clear_of_faith_lunch_and_each_other(example: Programme) -> None:
    """No required session lies in Friday prayer, on a weekend morning or over the whole lunch."""
    fixed = sorted((s.starts, s) for s in example.sessions if s.required and s.starts)
    for (starts, session), (following, _) in pairwise(fixed):
        assert starts + timedelta(minutes=session.minutes) <= following
    for starts, session in fixed:
        opens = starts.hour * 60 + starts.minute
        closes = opens + session.minutes
        assert closes <= 750 or opens >= 840
        assert starts.weekday() != 4 or closes <= 750 or opens >= 855
        assert starts.weekday() != 5 and (starts.weekday() != 6 or opens >= 720)


def test_interpreters_are_not_overworked_by_sessions(example: Programme) -> None:
    """What is required and one session of each parallel block last at most six hours a day."""
    required: Counter[date] = Counter()
    blocks: dict[tuple[date, str], int] = {}
    for session in example.sessions:
        day = session.starts.date() if session.starts else session.windows[0].first
        assert day is not None
        if session.required and session.professional:
            required[day] += session.minutes
        elif session.professional:
            blocks[day, session.track] = session.minutes
    for day in {*required, *(day for day, _ in blocks)}:
        parallel = sum(minutes for (when, _), minutes in blocks.items() if when == day)
        assert required[day] + parallel <= example.day.interpreting_minutes


def test_public_sessions_avoid_holidays(example: Programme) -> None:
    """No session of a public body lies on a public holiday of its city."""
    for session in example.sessions:
        host = example.host[example.phase[session.phase].hosts[0]]
        day = session.starts.date() if session.starts else session.windows[0].first
        assert day is not None
        if session.level in ("federal", "state", "local"):
            assert public_holiday(host.country, host.state, host.timezone, day) is None


def test_conference_has_blocks_of_four_and_sixty_counterparts(example: Programme) -> None:
    """Three blocks of four parallel sessions, and sixty people to meet one to one."""
    breakouts = [s for s in example.sessions_of["new-york"] if s.kind == "breakout"]
    assert Counter(s.track for s in breakouts) == {"A": 4, "B": 4, "C": 4}
    meeting = [c for c in example.counterparts if c.phase == "new-york"]
    assert len(meeting) == 60
    rules = example.phase["new-york"].meetings
    assert rules is not None
    assert (rules.minutes, rules.at_least, rules.at_most) == (20, 2, 6)
    assert len(example.wishes) == 200


def test_halls_hold_everybody_and_interpret_every_language(example: Programme) -> None:
    """Rooms of required sessions hold people and staff, with a booth for each language."""
    everybody = len(example.confirmed) + len(example.staff)
    tongues = set(example.interpreting_languages.values())
    for session in example.sessions:
        if session.required:
            assert session.room is not None
            room = example.room[session.room]
            assert room.capacity >= everybody and room.booths >= len(tongues)


def test_staff_can_serve_every_language_in_two_places(example: Programme) -> None:
    """About 25 interpreters and liaisons; the three large languages have two pairs each."""
    interpreters = [s for s in example.staff if s.role == "interpreter"]
    assert (len(interpreters), len(example.staff)) == (20, 27)
    pairs = Counter(s.languages[0].primary for s in interpreters if s.mode == "simultaneous")
    assert pairs["fr"] >= 4 and pairs["es"] >= 4 and pairs["ar"] >= 4
    assert all(pairs[tongue] >= 2 for tongue in ("ru", "pt"))
