from __future__ import annotations

import random
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.files.folders import SOUND, put, spoilt

from sojourn import files
from sojourn.files.problem import MOST_PER_FILE

_QUICK = settings(max_examples=80, deadline=None)


def lines(folder: Path) -> list[str]:
    """The problems of `folder` as lines."""
    return [str(problem) for problem in files.problems(folder)]


def test_a_sound_folder_has_no_problem(tmp_path: Path) -> None:
    """Neither an error nor a warning is told of a folder in which nothing is wrong."""
    assert lines(put(tmp_path)) == []


def test_twenty_wrong_cells_in_seven_files_give_twenty_lines(tmp_path: Path) -> None:
    """Each wrong cell is told once, with its file, line and column, in one pass."""
    wrong = [
        ("programme.toml", 'kind = "split"', 'kind = "splitt"'),
        ("programme.toml", "weight = 30", 'weight = "x"'),
        ("participants.csv", "P1,Ana,Example,BR", "P1,Ana,Example,Frnace"),
        ("participants.csv", "pt;en", "pt;xx"),
        ("participants.csv", "cyber:3;borders:1", "cyber:9"),
        ("participants.csv", ",x,", ",q,"),
        ("participants.csv", "withdrawn", "gone"),
        ("hosts.csv", "38.9", "98.9"),
        ("hosts.csv", "America/Chicago", "America/Chicgo"),
        ("hosts.csv", "RNO,1", "RNO,-1"),
        ("offers.csv", "appointment", "apointment"),
        ("offers.csv", "90", "ninety"),
        ("offers.csv", "Sat 10:00/16:00", "Sat 16:00/10:00"),
        ("offers.csv", "reno,site_visit", "renno,site_visit"),
        ("sessions.csv", "2020-03-30T09:00", "30/3/2020"),
        ("sessions.csv", "workshop", "workshp"),
        ("staff.csv", "consecutive", "both"),
        ("staff.csv", "310.50", "31O.50"),
        ("pairs.csv", "P1,P2,apart", "P1,P2,appart"),
        ("pairs.csv", "P3,P4", "P3,P9"),
    ]
    changes = dict(SOUND)
    for name, old, new in wrong:
        assert changes[name].count(old) == 1
        changes[name] = changes[name].replace(old, new)
    told = lines(put(tmp_path, changes))
    assert len(told) == len(wrong) == 20
    assert len({name for name, _, _ in wrong}) == 7
    assert told[2] == (
        "participants.csv:2 country: 'Frnace' is not a country code (did you mean FR, France?)"
    )
    with pytest.raises(files.ProblemsError) as raised:
        files.read(tmp_path)
    assert [str(problem) for problem in raised.value.problems] == told


def test_a_wrong_cell_is_no_reason_for_other_problems(tmp_path: Path) -> None:
    """A row with a wrong cell still exists for those who name it."""
    change = spoilt("hosts.csv", "austin,Austin,30.27", "austin,Austin,x")
    assert len(lines(put(tmp_path, change))) == 1


@pytest.mark.parametrize("name", ["programme.toml", "participants.csv", "hosts.csv", "offers.csv"])
def test_a_missing_file_is_one_problem(tmp_path: Path, name: str) -> None:
    """A file that must be there and is not gives one line, and its absence no others."""
    (told,) = lines(put(tmp_path, {name: None}))
    assert told.startswith(f"{name}: the file is missing")


def test_offers_may_be_missing_where_no_phase_is_split(tmp_path: Path) -> None:
    """A programme in which all are always together needs no offers."""
    toml = SOUND["programme.toml"].replace('kind = "split"', 'kind = "together"')
    toml = toml.replace('["austin", "reno"]', '["austin"]').replace("groups = 2\n", "")
    changes = {"programme.toml": toml, "offers.csv": None, "transfers.csv": None}
    assert lines(put(tmp_path, changes)) == []


def test_optional_tables_may_be_missing(tmp_path: Path) -> None:
    """A folder of programme.toml, participants, hosts and offers alone is read."""
    kept = ("programme.toml", "participants.csv", "hosts.csv", "offers.csv")
    programme = files.read(put(tmp_path, {name: None for name in SOUND if name not in kept}))
    assert programme.staff == () and len(programme.participants) == 5


def test_a_path_that_is_nothing_is_a_problem(tmp_path: Path) -> None:
    """A missing folder, and a file that is neither folder nor workbook, are told as such."""
    with pytest.raises(files.ProblemsError, match="no such folder or workbook"):
        files.read(tmp_path / "nowhere")
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(files.ProblemsError, match="workbook is expected"):
        files.read(tmp_path / "notes.txt")


def test_programme_toml_stands_for_its_folder(tmp_path: Path) -> None:
    """The path of programme.toml is as good as that of the folder."""
    assert files.read(put(tmp_path) / "programme.toml") == files.read(tmp_path)


def test_warnings_do_not_stop_reading(tmp_path: Path) -> None:
    """A folder with a warning is read."""
    folder = put(tmp_path, spoilt("participants.csv", "m,reno", "m,Bxx"))
    assert [p.severity for p in files.problems(folder)] == ["warning"]
    assert files.read(folder).participant["P2"] is not None


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ('interpreted = { simultaneous = "two" }', "simultaneous: 'two' is not a number from 0"),
        ("interpreted = { simultaneous = nan }", "simultaneous: 'nan' is not a number from 0"),
        ("interpreted = { simultaneous = -1 }", "simultaneous: '-1' is not a number from 0"),
        ("interpreted = { simultaneous = [1] }", ""),
        ("interpreted = { simultaneous = {} }", "this is a table; a number from 0 to 1000000"),
        ('leg = { arrive_by = "late" }', "arrive_by: 'late' is not a time of day such as 09:30"),
        ("leg = { weight = 1e308 }", "weight: '1e+308' is not a number from 0 to 1000000"),
    ],
)
def test_settings_of_rules_are_of_the_kind_of_their_defaults(
    tmp_path: Path, setting: str, message: str
) -> None:
    """A word for a number of a rule, or a number beyond measure, does not reach the engine."""
    toml = SOUND["programme.toml"] + setting + "\n"
    known = {"same_country": {}, "interpreted": {"simultaneous": 2}, "leg": {"arrive_by": "20:00"}}
    found = files.problems(put(tmp_path, {"programme.toml": toml}), known_rules=known)
    assert [message in str(problem) for problem in found] == ([True] if message else [])


def test_settings_of_rules_may_be_texts_of_numbers(tmp_path: Path) -> None:
    """What a workbook holds as text is the number that the rule wants; an empty text is none."""
    toml = SOUND["programme.toml"] + 'a = { x = "3", y = "", z = "kept" }\n'
    folder = put(tmp_path, {"programme.toml": toml})
    programme = files.read(folder, known_rules={"same_country": {}, "a": {"x": 1, "y": 2}})
    assert programme.rules["a"].settings == {"x": 3, "z": "kept"}


def test_known_rules_are_looked_up(tmp_path: Path) -> None:
    """A rule that the catalogue does not have is told, with a suggestion."""
    folder = put(tmp_path, spoilt("programme.toml", "same_country", "same_cuntry"))
    assert files.problems(folder) == ()
    (problem,) = files.problems(folder, known_rules=["same_country", "spread"])
    assert str(problem) == (
        "programme.toml:48 rules.same_cuntry: 'same_cuntry' is not a rule "
        "(did you mean same_country?)"
    )


def test_five_thousand_rows_are_read_in_two_seconds(tmp_path: Path) -> None:
    """A large table is no reason to wait."""
    row = "Q{0},Ana,Example,{1},pt;en,cyber:3;borders:1,nominated,f,reno\n"
    rows = (row.format(n, ("BR", "FR", "CN")[n % 3]) for n in range(5000))
    folder = put(tmp_path, {"participants.csv": SOUND["participants.csv"] + "".join(rows)})
    started = time.process_time()
    assert len(files.read(folder).participants) == 5005
    assert time.process_time() - started < 2


def test_problems_of_a_file_are_counted_up_to_a_limit(tmp_path: Path) -> None:
    """Of a file with thousands of problems the first are told, and that there are more."""
    rows = "".join(f"Q{n},Ana,Example,Frnace,en,,,,\n" for n in range(3000))
    folder = put(tmp_path, {"participants.csv": SOUND["participants.csv"] + rows})
    told = files.problems(folder)
    assert len(told) == MOST_PER_FILE + 1
    assert told[-1].message.startswith("more than 1,000 problems")


@_QUICK
@given(name=st.sampled_from(sorted(SOUND)), content=st.binary(max_size=400))
def test_random_bytes_raise_nothing_but_problems(name: str, content: bytes) -> None:
    """Whatever stands in a file, reading gives a programme or problems."""
    with TemporaryDirectory() as folder:
        try:
            files.read(put(Path(folder), {name: content}))
        except files.ProblemsError as error:
            assert error.errors


@_QUICK
@given(name=st.sampled_from(sorted(SOUND)), chance=st.randoms(use_true_random=False))
def test_spoilt_bytes_raise_nothing_but_problems(name: str, chance: random.Random) -> None:
    """A sound file with some bytes changed, doubled or lost gives a programme or problems."""
    raw = bytearray(SOUND[name].encode())
    for _ in range(chance.randrange(1, 12)):
        place = chance.randrange(len(raw))
        piece = chance.choice([b'"', b",", b";", b"\n", b"\0", b"\xff", b"[", b"=", b"9", b""])
        raw[place : place + chance.randrange(3)] = piece
    with TemporaryDirectory() as folder:
        try:
            files.read(put(Path(folder), {name: bytes(raw)}))
        except files.ProblemsError as error:
            assert error.errors
