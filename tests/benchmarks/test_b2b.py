"""Business-to-business meetings: files, the checker that counts anew, and the family."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from benchmarks.b2b import b2b
from benchmarks.b2b_files import breaks_of, problem, read_instance
from benchmarks.dzn import DznError
from benchmarks.family import Conditions, NoInstancesError
from benchmarks.invention.b2b import SHAPES, Shape, text_of
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.timetables.tiny import fewest

from sojourn.engine.timetables import faults, total

VALUES = {
    "nBusiness": "4",
    "nMeetings": "3",
    "nTables": "2",
    "nTotalSlots": "4",
    "nMorningSlots": "2",
    "requested": "[|1, 2,3,\n|1, 3,1,\n|2, 4,2,\n|]",
    "forbidden": "[{0},{0,4},{},{3}]",
    "fixed": "[0,2,0]",
    "precedences": "[{},{},{1}]",
}


def written(folder: Path, name: str = "one", **changed: str) -> Path:
    """A small instance with some values changed."""
    path = folder / f"{name}.dzn"
    lines = (f"{key} = {value};" for key, value in {**VALUES, **changed}.items())
    path.write_text("\n".join(lines))
    return path


def test_a_file_is_what_it_says(tmp_path: Path) -> None:
    """Numbers begin with 1, 0 is nothing, a meeting keeps session, fixed slot and barred ones."""
    instance = read_instance(written(tmp_path, "one.original"))
    assert instance.name == "one"
    assert instance.requested == ((0, 1, 3), (0, 2, 1), (1, 3, 2))
    assert instance.fixed == (None, 1, None)
    built = problem(instance)
    assert built.allowed == ((0, 1, 2), (1,), ())
    assert built.precedences == ((0, 2),) and built.fairness == 2
    free = problem(read_instance(written(tmp_path, forbidden="[{0},{0},{},{3}]")))
    assert free.allowed == ((0, 1, 2, 3), (1,), (3,))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"requested": "[|1, 2,3|1, 5,1|2, 4,2|]"}, "row 2 of requested: 5 is none of the 4"),
        ({"requested": "[|1, 2,3|1, 1,1|2, 4,2|]"}, "row 2 of requested: 1 cannot meet 1"),
        ({"requested": "[|1, 2,7|1, 3,1|2, 4,2|]"}, "row 1 of requested: session 7, expected 1"),
        ({"requested": "[|1, 2|1, 3,1|2, 4,2|]"}, "row 1 of requested has 2 numbers, expected 3"),
        ({"forbidden": "[{0},{9},{},{3}]"}, "set 2 of forbidden: 9 is none of the 4 slots"),
        ({"fixed": "[0,5,0]"}, "entry 2 of fixed: 5 is none of the 4 slots"),
        ({"precedences": "[{},{},{4}]"}, "set 3 of precedences: 4 is none of the 3 meetings"),
        ({"nMorningSlots": "5"}, "nMorningSlots is 5, expected at most 4"),
        ({"nMeetings": "4"}, "requested has 3 entries, expected 4"),
        ({"nBusiness": "99999"}, "nBusiness is 99999, expected at most 5000"),
    ],
)
def test_wrong_rows_are_named(tmp_path: Path, changed: Mapping[str, str], told: str) -> None:
    """An error names the file, the line and the row."""
    with pytest.raises(DznError, match=r"one.dzn, line \d+: ") as error:
        read_instance(written(tmp_path, **changed))
    assert told in str(error.value)


def test_the_checker_counts_and_refuses(tmp_path: Path) -> None:
    """Breaks are counted; each thing that was asked for is missed by one slot that is wrong."""
    text = {"forbidden": "[{0},{0},{},{3}]", "nTables": "1"}
    instance = read_instance(written(tmp_path, **text))
    assert breaks_of(instance, (0, 1, 3)) == 1
    for slots, told in (
        ((0, 2, 3), "session"),
        ((0, 0, 3), "fixed"),
        ((0, 1, 2), "forbidden to 4"),
        ((3, 1, 3), "not after meeting 1"),
        ((1, 1, 3), "2 meetings at once"),
        ((0, 1, 4), "no such slot"),
        ((0, 1), "2 slots for 3"),
    ):
        with pytest.raises(ValueError, match=told):
            breaks_of(instance, slots)
    roomy = read_instance(written(tmp_path, forbidden=text["forbidden"]))
    with pytest.raises(ValueError, match="two meetings at once"):
        breaks_of(roomy, (1, 1, 3))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=3, max_size=3))
def test_checker_and_engine_agree(slots: list[int]) -> None:
    """What the checker refuses has a fault for the engine too, and they count the same breaks."""
    with tempfile.TemporaryDirectory() as folder:
        instance = read_instance(written(Path(folder), forbidden="[{0},{0},{},{3}]"))
    built = problem(instance)
    try:
        found = breaks_of(instance, slots)
    except ValueError:
        assert faults(built, slots)
    else:
        assert not faults(built, slots) and total(built, slots) == found


def test_a_folder_is_measured(tmp_path: Path) -> None:
    """Optimal and infeasible are proved, a file that is wrong is named, and all are counted."""
    written(tmp_path, "1-good", forbidden="[{0},{0},{},{3}]")
    written(tmp_path, "2-never")
    written(tmp_path, "3-wrong", fixed="[0,5,0]")
    (tmp_path / "best.csv").write_text("instance,breaks\n1-good,0\n")
    good, never, wrong, whole = b2b.measure(Conditions(instances=tmp_path, seconds=10))
    instance = read_instance(tmp_path / "1-good.dzn")
    assert (good["proved"], good["breaks"]) == ("optimal", fewest(problem(instance)))
    assert (never["proved"], never["breaks"]) == ("infeasible", None)
    assert "entry 2 of fixed" in str(wrong["failed"])
    assert whole["proved"] == "2/3"


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    """A folder without files has nothing to measure."""
    with pytest.raises(NoInstancesError, match=r"\*.dzn"):
        list(b2b.measure(Conditions(instances=tmp_path)))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_invented_instances_can_be_read(tmp_path: Path, shape: Shape) -> None:
    """Each invented instance is a file in the form, the same every time."""
    text = text_of(shape, 1)
    path = tmp_path / "invented.dzn"
    path.write_text(text)
    assert read_instance(path).requested and text == text_of(shape, 1)
