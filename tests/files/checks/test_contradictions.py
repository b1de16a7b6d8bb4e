from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.files.folders import put

from sojourn import files
from sojourn.files.checks.contradictions import contradictions
from sojourn.files.rows import Row

HEADER = "a,b,rule,level,until\n"


def told(folder: Path, rows: str) -> list[str]:
    """The problems of the sound folder with `rows` for its pairs."""
    return [str(p) for p in files.problems(put(folder, {"pairs.csv": HEADER + rows}))]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "P1,P2,apart,,\nP2,P1,together,,\n",
            "pairs.csv:2 rule: 'P1' and 'P2' are to be apart, but line 3 brings them together; "
            "drop one of these rows or make it soft",
        ),
        (
            "P1,P2,together,,\nP2,P3,together,,\nP1,P3,apart,,\n",
            "pairs.csv:4 rule: 'P1' and 'P3' are to be apart, but lines 2, 3 bring them together",
        ),
        (
            "P1,CN,together,,\nBR,P3,apart,,\n",
            "pairs.csv:3 rule: 'P1' and 'P3' are to be apart, but line 2 brings",
        ),
        (
            "FR,FR,apart,,\nfr,br,together,,\n",
            "pairs.csv:2 rule: 'P4' and 'P2' are to be apart, but line 3 brings",
        ),
        (
            "FR,CN,together,,\nP2,P4,apart,,\n",
            "pairs.csv:3 rule: 'P2' and 'P4' are to be apart, but line 2 brings",
        ),
        (
            "P1,FR,together,,\nCN,FR,together,,\nP1,P3,apart,,\n",
            "pairs.csv:4 rule: 'P1' and 'P3' are to be apart, but lines 2, 3 bring",
        ),
    ],
)
def test_apart_and_together_at_once_is_told(tmp_path: Path, rows: str, message: str) -> None:
    """A chain of rows that brings together whom another row parts, countries included."""
    (line,) = told(tmp_path, rows)
    assert line.startswith(message)


@pytest.mark.parametrize(
    "rows",
    [
        "P1,P2,apart,,\nP2,P3,together,,\n",
        "P1,P2,apart,soft,\nP2,P1,together,,\n",
        "P1,P2,apart,,\nP2,P1,together,soft,\n",
        "P1,P2,apart,,\nP2,P1,together,,2020-04-01\n",
        "P1,P5,apart,,\nP1,P5,together,,\n",
        "P1,FR,apart,,\nP1,DE,together,,\nDE,FR,together,,\n",
    ],
)
def test_what_does_not_contradict_is_not_told(tmp_path: Path, rows: str) -> None:
    """Soft rows, rows that have ended, and people who are not planned contradict nothing."""
    assert told(tmp_path, rows) == []


PEOPLE = {"P1": "FR", "P2": "FR", "P3": "BR", "P4": "CN", "P5": "CN"}
sides = st.sampled_from([*PEOPLE, "FR", "BR", "CN", "DE"])


@given(st.lists(st.tuples(sides, sides, st.sampled_from(["apart", "together"])), max_size=7))
def test_contradictions_agree_with_a_plain_closure(pairs: list[tuple[str, str, str]]) -> None:
    """Exactly those `apart` rows are found that the closure of all `together` rows breaks."""

    def members(side: str) -> list[str]:
        return [side] if side in PEOPLE else [p for p, c in PEOPLE.items() if c == side]

    block = {person: {person} for person in PEOPLE}
    for a, b, rule in pairs:
        if rule == "together" and members(a) and members(b):
            for one, other in combinations({*members(a), *members(b)}, 2):
                joined = block[one] | block[other]
                for person in joined:
                    block[person] = joined
    broken = [
        number
        for number, (a, b, rule) in enumerate(pairs)
        if rule == "apart" and any(p != q and q in block[p] for p in members(a) for q in members(b))
    ]
    rows = [
        Row("pairs.csv", number, {"a": a, "b": b, "rule": rule}, {})
        for number, (a, b, rule) in enumerate(pairs)
    ]
    people = [Row("p", None, {"id": p, "country": c}, {}) for p, c in PEOPLE.items()]
    found = list(contradictions(rows, people))
    assert [row.line for row, _, _ in found] == broken
    assert all(chain and {r.get("rule") for r in chain} == {"together"} for _, _, chain in found)
