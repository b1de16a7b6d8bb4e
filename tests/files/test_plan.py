from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sojourn import files
from sojourn.model import (
    EngineReport,
    Event,
    Finding,
    Group,
    Plan,
    Score,
    StageReport,
    Stop,
    localise,
)

ZONE = timezone(timedelta(hours=-5))
PLAN = Plan(
    programme="small",
    groups=(
        Group(
            "cities-1",
            "cities",
            ("P1",),
            ("I1",),
            (Stop("austin", date(2020, 4, 5), date(2020, 4, 11)),),
        ),
    ),
    events=(
        Event(
            "E1",
            "appointment",
            "cities",
            "austin",
            "O1",
            "Visite à la “Sheriff”",
            None,
            datetime(2020, 4, 6, 9, 30, tzinfo=ZONE),
            datetime(2020, 4, 6, 11, tzinfo=ZONE),
            ("cities-1",),
            (),
            (),
            ("I1",),
        ),
    ),
    findings=(Finding("objective_coverage", "soft", ("P1",), None, 1.0, "Ana meets it 0 times."),),
    score=Score(0, 10432.0, 10511.0, {"theme_fit": 6210.0, "cost": -2.5}),
    engine=EngineReport("0.1.0", 1, 12.3, (StageReport("groups", 0.0, None, 0.5),)),
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
names = st.lists(texts, max_size=3).map(tuple)
numbers = st.floats(allow_nan=False, allow_infinity=False)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=zones).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
stops = st.builds(Stop, texts, st.dates(), st.dates())
plans = st.builds(
    Plan,
    programme=texts,
    groups=st.lists(
        st.builds(Group, texts, texts, names, names, st.lists(stops, max_size=2).map(tuple)),
        max_size=2,
    ).map(tuple),
    events=st.lists(
        st.builds(
            Event,
            texts,
            texts,
            texts,
            st.none() | texts,
            st.none() | texts,
            texts,
            st.none() | texts,
            moments,
            moments,
            names,
            names,
            names,
            names,
        ),
        max_size=3,
    ).map(tuple),
    findings=st.lists(
        st.builds(
            Finding,
            texts,
            st.sampled_from(["hard", "soft"]),
            names,
            st.none() | texts,
            numbers,
            texts,
        ),
        max_size=2,
    ).map(tuple),
    score=st.builds(
        Score,
        st.integers(0, 9),
        st.floats(-1e9, 1e9),
        st.none() | st.floats(-1e9, 1e9),
        st.dictionaries(texts, numbers, max_size=3),
    ),
    engine=st.none()
    | st.builds(
        EngineReport,
        texts,
        st.integers(),
        numbers,
        st.lists(
            st.builds(StageReport, texts, numbers, st.none() | numbers, numbers), max_size=2
        ).map(tuple),
    ),
)


def told(text: str) -> list[str]:
    """The problems of the plan that `text` spells."""
    with pytest.raises(files.ProblemsError) as raised:
        files.parse_plan(text)
    return [str(problem) for problem in raised.value.problems]


def changed(**keys: Any) -> str:
    """The plan's JSON with some top-level keys changed."""
    return json.dumps(json.loads(files.plan_text(PLAN)) | keys)


@settings(max_examples=60, deadline=None)
@given(plans)
def test_a_plan_reads_back_as_it_was_written(plan: Plan) -> None:
    """Writing and reading a plan is the identity, offsets included."""
    found = files.parse_plan(files.plan_text(plan))
    assert found == plan
    assert [e.starts.utcoffset() for e in found.events] == [
        e.starts.utcoffset() for e in plan.events
    ]


def test_the_text_is_that_of_the_contract() -> None:
    """Keys stand in the contract's order, times carry offsets, whole amounts are whole."""
    text = files.plan_text(PLAN)
    document = json.loads(text)
    assert list(document) == [
        "format",
        "programme",
        "groups",
        "events",
        "findings",
        "score",
        "engine",
    ]
    assert list(document["events"][0].items()) == [
        ("id", "E1"),
        ("kind", "appointment"),
        ("phase", "cities"),
        ("host", "austin"),
        ("ref", "O1"),
        ("title", "Visite à la “Sheriff”"),
        ("room", None),
        ("starts", "2020-04-06T09:30-05:00"),
        ("ends", "2020-04-06T11:00-05:00"),
        ("groups", ["cities-1"]),
        ("participants", []),
        ("counterparts", []),
        ("staff", ["I1"]),
    ]
    assert '"amount": 1,' in text and "“Sheriff”" in text
    assert list(document["score"]) == ["hard", "soft", "bound", "gap", "by_rule"]
    assert document["score"]["gap"] == pytest.approx(79 / 10511)
    assert list(document["score"]["by_rule"]) == ["cost", "theme_fit"]


def test_times_of_a_zone_are_written_with_their_offset() -> None:
    """Events in a zone with daylight saving carry the offset of their day."""
    event = replace(
        PLAN.events[0],
        starts=localise(datetime(2020, 3, 7, 9), "America/New_York"),
        ends=localise(datetime(2020, 3, 9, 9), "America/New_York"),
    )
    text = files.plan_text(replace(PLAN, events=(event,)))
    assert "2020-03-07T09:00-05:00" in text and "2020-03-09T09:00-04:00" in text


def test_a_plan_is_found_in_its_directory(tmp_path: Path) -> None:
    """The file or the directory that holds it may be given."""
    files.write_plan(PLAN, tmp_path / "plan.json")
    assert files.read_plan(tmp_path) == files.read_plan(tmp_path / "plan.json") == PLAN


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "plan.json:1: the line is not valid JSON at its character 2"),
        ('{"programme": "\\ud800"}', "plan.json: not valid JSON"),
        ("[]", "plan.json: a list stands here; an object is expected"),
        ("[" * 100_000, "plan.json: not valid JSON"),
        ('{"a": NaN}', "plan.json: not valid JSON: NaN is not a number of JSON"),
        (changed(format="sojourn-plan/2"), "plan.json format: 'sojourn-plan/2' stands here"),
        (changed(groups=5), "plan.json groups: 5 stands here; a list is expected"),
        (
            changed(groups=[{"id": "a", "phase": "b", "participants": [1], "stops": []}]),
            "plan.json groups[0].participants[0]: 1 stands here; a text is expected",
        ),
        (
            changed(events=[{"id": "a", "kind": "meal", "phase": "b"}]),
            "plan.json events[0].starts: this key is missing",
        ),
        (
            files.plan_text(PLAN).replace("09:30-05:00", "09:30"),
            "plan.json events[0].starts: '2020-04-06T09:30' stands here; a time with its UTC",
        ),
        (
            files.plan_text(PLAN).replace("09:30-05:00", "09:30-05:99"),
            "plan.json events[0].starts: '2020-04-06T09:30-05:99' stands here; the UTC offset does",
        ),
        (
            files.plan_text(PLAN).replace('"2020-04-05"', '"5 April"'),
            "plan.json groups[0].stops[0].starts: '5 April' stands here; a date such as 2020-04-06",
        ),
        (changed(score={"soft": "much"}), "plan.json score.soft: 'much' stands here; a number is"),
    ],
)
def test_what_is_wrong_with_a_plan_is_told(text: str, message: str) -> None:
    """Each problem names its path in the document, its value and what is expected."""
    assert told(text)[0].startswith(message)


def test_all_problems_of_a_plan_are_told_at_once() -> None:
    """One pass finds every problem, up to a limit."""
    assert len(told(changed(events=[{}, {}]))) == 10
    many = told(changed(events=[{}] * 1000))
    assert len(many) == 1001 and "these are the first 1,000" in many[-1]


@settings(max_examples=100, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_spoilt_plans_raise_nothing_but_problems(chance: random.Random) -> None:
    """A plan with characters changed or lost is read, or its problems are told."""
    text = files.plan_text(PLAN)
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(len(text))
        piece = chance.choice(['"', "{", "]", ",", "9", "null", "\\", "-", "e9", ""])
        text = text[:place] + piece + text[place + chance.randrange(4) :]
    try:
        files.parse_plan(text)
    except files.ProblemsError as error:
        assert error.errors


def test_a_missing_or_binary_plan_is_told(tmp_path: Path) -> None:
    """A directory without a plan, and a file that is no text, are problems."""
    with pytest.raises(files.ProblemsError, match="cannot be read"):
        files.read_plan(tmp_path)
    (tmp_path / "plan.json").write_bytes(bytes(range(256)))
    with pytest.raises(files.ProblemsError, match="not a text file"):
        files.read_plan(tmp_path)


def test_a_plan_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    """A number that JSON does not have, or a time without a zone, changes nothing on the disk."""
    files.write_plan(PLAN, tmp_path / "plan.json")
    event = replace(PLAN.events[0], starts=datetime(2020, 4, 6, 9, 30))
    for bad in (replace(PLAN, score=Score(soft=float("nan"))), replace(PLAN, events=(event,))):
        with pytest.raises(ValueError):
            files.write_plan(bad, tmp_path / "plan.json")
    assert files.read_plan(tmp_path) == PLAN


def test_the_schema_names_every_key() -> None:
    """The JSON schema describes the same objects and keys."""
    schema = files.plan_schema()
    assert list(schema["properties"]) == list(json.loads(files.plan_text(PLAN)))
    assert list(schema["$defs"]["EventJson"]["properties"]) == list(
        json.loads(files.plan_text(PLAN))["events"][0]
    )
