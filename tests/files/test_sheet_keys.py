from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.files.programmes import raw_texts, toml_values

from sojourn.files.problem import Problems
from sojourn.files.sections import plain
from sojourn.files.sheet_keys import flat_rows, nested_document

DOCUMENT = {
    "programme": {"id": "007", "title": "A: b"},
    "phases": [
        {"id": "a", "hosts": ["x", "y"], "meetings": {"windows": ["Mon 09:00/10:00"]}},
        {"id": "b", "size": [8, 13]},
    ],
    "my table": {"1": {"a.b": [1, {"c": True}]}, "empty": {}},
}


def nested(rows: list[tuple[str, str]]) -> tuple[Any, Any, list[str]]:
    """The document of `rows`, its lines and the problems told."""
    problems = Problems()
    numbered = [(line, row) for line, row in enumerate(rows, 1)]
    document, lines = nested_document("b[programme]", numbered, problems)
    return document, lines, [str(problem) for problem in problems.all(())]


def test_rows_are_what_a_planner_would_write() -> None:
    """Places are counted from 1, lists are joined by semicolons, odd texts are quoted."""
    assert flat_rows(DOCUMENT) == [
        ["programme.id", "007"],
        ["programme.title", "A: b"],
        ["phases[1].id", "a"],
        ["phases[1].hosts", "x;y"],
        ["phases[1].meetings.windows", "Mon 09:00/10:00"],
        ["phases[2].id", "b"],
        ["phases[2].size", "8;13"],
        ['"my table"."1"."a.b"', "[1, { c = true }]"],
        ['"my table".empty', "{}"],
    ]


@pytest.mark.parametrize("key", ["phases[2].hosts", "phases.2.hosts", " phases [2] . hosts "])
def test_places_in_lists_are_written_in_two_ways(key: str) -> None:
    """Brackets and dots mean the same; gaps in the numbers do not matter."""
    document, lines, told = nested([("key", "value"), ("phases.5.id", "b"), (key, "x;y")])
    assert document == {"phases": [{"hosts": "x;y"}, {"id": "b"}]} and told == []
    assert lines[("phases", 0, "hosts")] == 3 and lines[("phases", 1, "id")] == 2
    assert lines[("phases", 1)] == 2


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("a..b", "1")], "a key such as programme.id or phases[1].hosts is expected"),
        ([("", "1")], "a key such as programme.id"),
        ([('"\\q"', "1")], "a key such as programme.id"),
        ([(".".join("a" * 30), "1")], "a key such as programme.id"),
        ([("a.b", "1"), ("a.b", "2")], "b[programme]:2 a.b: the key stands on line 1 already"),
        ([("a", "1"), ("a.b", "2")], "'a.b' is a single value on one line and a table on another"),
        ([("a.b", "1"), ("a", "2")], "'a' is a single value on one line and a table on another"),
    ],
)
def test_a_wrong_key_is_told(rows: list[tuple[str, str]], message: str) -> None:
    """Keys that cannot be read, stand twice or contradict each other."""
    (line,) = nested(rows)[2]
    assert message in line


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.dictionaries(raw_texts, st.dictionaries(raw_texts, toml_values(), max_size=2)))
def test_any_document_reads_back(document: dict[str, Any]) -> None:
    """Rows of keys and values give the document that they were made of."""
    rows = [(key.strip(), value.strip()) for key, value in flat_rows(document)]
    found, _, told = nested(rows)
    if ("key", "value") not in [(key.lower(), value.lower()) for key, value in rows]:
        assert plain(found) == document and told == []
