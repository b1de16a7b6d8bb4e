from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.generate import main, programme, small
from benchmarks.invention.shape import Shape
from hypothesis import given, settings
from hypothesis import strategies as st

from sojourn import files
from sojourn.model import Programme
from sojourn.reference.holidays import public_holiday

SHAPES = (
    {"participants": 10, "groups": 1, "phases": "split", "languages": 1},
    {"participants": 24, "groups": 3, "stops": 2, "zones": 1},
    {"participants": 40, "groups": 4, "phases": "split,split:2,together", "barren": 1},
    {"participants": 30, "groups": 3, "phases": "together", "counterparts": 0},
    {"participants": 85, "groups": 8, "holiday": True, "observant": 0.5, "sabbath": 0.3},
    {"participants": 60, "groups": 6, "sunday": 0.3, "offers": 0, "sessions": 0},
)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_invented_folder_is_read_back_unchanged(tmp_path: Path, shape: dict[str, object]) -> None:
    """An invented programme, written as a folder, has no error and reads back as it was."""
    made = programme(4, **shape)
    files.write(made, tmp_path)
    assert not [p for p in files.problems(tmp_path) if p.severity == "error"]
    assert files.read(tmp_path) == made


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_division_that_satisfies_the_interpreters_exists(shape: dict[str, object]) -> None:
    """Everybody who needs interpreting has an interpreter, and liaisons are there."""
    made = programme(5, **shape)
    assert None not in made.interpreting_languages.values()
    assert any(member.role == "liaison" for member in made.staff)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_groups_can_hold_everybody(seed: int) -> None:
    """The sizes, hosts and beds of a tiny programme allow its people to be divided."""
    made = small(seed)
    for phase in made.phases:
        if not phase.split:
            continue
        low, high = phase.size
        assert low * phase.groups <= len(made.confirmed) <= high * phase.groups
        hosts = [made.host[ident] for ident in phase.hosts]
        assert sum(host.groups for host in hosts) >= phase.groups
        assert len(hosts) >= len(phase.route)
        assert all(host.lodging_rooms and host.lodging_rooms >= high for host in hosts)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_moves_avoid_friday_and_saturday(seed: int) -> None:
    """After the first day no group moves on a day on which a faith may forbid it."""
    made = small(seed)
    moves = [first for phase in made.phases for first, _ in phase.stop_spans]
    assert all(day.weekday() not in (4, 5) for day in moves if day != made.starts)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_phases_follow_each_other(seed: int) -> None:
    """Phases fill the programme without gap or overlap, and stops fill their phase."""
    made = small(seed)
    assert made.phases[0].starts == made.starts
    for phase, following in zip(made.phases, made.phases[1:], strict=False):
        assert (following.starts - phase.ends).days == 1
    assert all(p.stop_spans[-1][1] == p.ends for p in made.phases)


@pytest.mark.parametrize("seed", range(6))
def test_a_holiday_lies_in_the_middle(seed: int) -> None:
    """With `holiday` a federal holiday lies on a full day of a split phase."""
    made = programme(seed, participants=20, groups=2, holiday=True)
    days = [d for phase in made.phases if phase.split for d in phase.days[1:]]
    assert any(public_holiday("US", "", "America/Chicago", day) for day in days)


@pytest.mark.parametrize("seed", range(6))
def test_required_sessions_fit_everybody_and_every_day(seed: int) -> None:
    """Halls hold people and staff and their languages; public bodies rest on holidays."""
    made = programme(seed, participants=30, groups=3, holiday=bool(seed % 2))
    tongues = set(made.interpreting_languages.values())
    for session in made.sessions:
        host = made.host[made.phase[session.phase].hosts[0]]
        assert session.room is not None
        room = made.room[session.room]
        assert room.booths >= len(tongues)
        day = session.starts.date() if session.starts else session.windows[0].first
        assert day is not None and day.weekday() < 5
        if session.required:
            assert room.capacity >= len(made.confirmed) + len(made.staff)
        if session.level in ("federal", "state", "local"):
            assert public_holiday(host.country, host.state, host.timezone, day) is None


def test_closed_hosts_are_closed_on_a_full_day_of_a_split_phase() -> None:
    """With `closed` at one, every candidate has one date on which nothing can be held."""
    made = programme(3, participants=20, groups=2, closed=1.0)
    full = {day for phase in made.phases if phase.split for day in phase.days[1:]}
    candidates = [made.host[h] for phase in made.phases if phase.split for h in phase.hosts]
    assert all(len(host.closed) == 1 and host.closed[0] in full for host in candidates)


@pytest.mark.parametrize("zones", range(1, 5))
def test_hosts_lie_in_as_many_time_zones_as_asked(zones: int) -> None:
    """The candidates' clocks differ by at most one hour less than there are zones."""
    made = programme(1, participants=80, groups=8, zones=zones)
    bands = {
        "America/New_York": 0,
        "America/Chicago": 1,
        "America/Denver": 2,
        "America/Phoenix": 2,
        "America/Los_Angeles": 3,
    }
    assert {bands[host.timezone] for host in made.hosts} == set(range(zones))


def test_large_programme_has_places_for_all() -> None:
    """5,000 people in 450 groups: several groups a city, and beds for them."""
    made = programme(2, participants=5000, groups=450, counterparts=100, sessions=2)
    phase = next(p for p in made.phases if p.split)
    assert len(made.confirmed) == 5000
    assert sum(made.host[h].groups for h in phase.hosts) >= 450
    assert len({p.id for p in made.participants}) == 5000


def test_programme_does_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    """Two processes with different hash seeds write the same bytes."""
    written = []
    for hash_seed in ("1", "2"):
        out = tmp_path / hash_seed
        command = [sys.executable, "-m", "benchmarks.generate", str(out), "--seed", "8"]
        options = ["--participants", "30", "--groups", "3"]
        environment = os.environ | {"PYTHONHASHSEED": hash_seed}
        subprocess.run(
            command + options,
            check=True,
            env=environment,
            cwd=Path(__file__).parent.parent.parent,
            capture_output=True,
        )
        written.append({path.name: path.read_bytes() for path in sorted(out.iterdir())})
    assert written[0] == written[1]


def test_command_writes_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command names what it wrote."""
    out = tmp_path / "made"
    assert main([str(out), "--participants", "12", "--groups", "2", "--holiday"]) == 0
    assert "12 people" in capsys.readouterr().out
    read: Programme = files.read(out)
    assert len(read.confirmed) == 12


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ({"participants": 3, "groups": 4}, "cannot make 4 groups"),
        ({"observant": 1.5}, "a share lies from 0 to 1"),
        ({"zones": 5}, "1 to 4"),
        ({"languages": 99}, "languages is 99"),
        ({"phases": "apart"}, "it lists together"),
        ({"stops": 3, "hosts": 2}, "too few"),
    ],
)
def test_bad_shapes_are_refused_by_name(shape: dict[str, object], said: str) -> None:
    """A shape that cannot be made says which parameter is wrong."""
    with pytest.raises(ValueError, match=said):
        Shape(**shape)
