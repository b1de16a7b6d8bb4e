from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.files.programmes import raw_texts, toml_values

from sojourn.files.toml_text import key_lines, key_text, path_text, value_text


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(raw_texts, toml_values())
def test_any_value_reads_back(key: str, value: Any) -> None:
    """A key and a value as text spell the same key and value."""
    assert tomllib.loads(f"{key_text(key)} = {value_text(value)}") == {key: value}


def test_other_types_are_refused() -> None:
    """What TOML does not have is an error of the programmer."""
    with pytest.raises(TypeError, match="NoneType"):
        value_text(None)


def test_paths_are_dotted_and_counted_from_one() -> None:
    """Keys that are numbers or odd are quoted, so they are not taken for places."""
    assert path_text(("phases", 0, "a b", "7")) == 'phases[1]."a b"."7"'


def test_every_key_has_its_line() -> None:
    """Tables, lists of tables, dotted keys and values of several lines are followed."""
    text = '''\
# a comment
title = "x"
[programme]
id = "a" # [not.a.table]
starts.on = 1
text = """
[[phases]]
id = 'no'"""
[[phases]]
"i d" = "one"
hosts = [ # many
  "a", "]",
  'b]',
]
[phases.day]
step = 15

[[phases]]
'id' = """two\\"""" """"
last = 1
'''.replace(' """"\n', "\n")
    lines = key_lines(text)
    assert tomllib.loads(text)["phases"][1]["last"] == 1
    assert lines == {
        ("title",): 2,
        ("programme",): 3,
        ("programme", "id"): 4,
        ("programme", "starts"): 5,
        ("programme", "starts", "on"): 5,
        ("programme", "text"): 6,
        ("phases", 0): 9,
        ("phases", 0, "i d"): 10,
        ("phases", 0, "hosts"): 11,
        ("phases", 0, "day"): 15,
        ("phases", 0, "day", "step"): 16,
        ("phases", 1): 18,
        ("phases", 1, "id"): 19,
        ("phases", 1, "last"): 20,
    }


@given(st.text(alphabet="[]{}=\"'\\#\n.ab1 ", max_size=60))
def test_finding_lines_never_fails(text: str) -> None:
    """Whatever the text, lines are found for what looks like a key."""
    assert all(1 <= line <= text.count("\n") + 1 for line in key_lines(text).values())
