from __future__ import annotations

from pathlib import Path

import pytest
from tests.files.folders import SOUND, put, spoilt

from sojourn import files
from sojourn.model import Day, Lunch, RuleOverride

NAME = "programme.toml"


def told(folder: Path, old: str, new: str) -> list[str]:
    """The problems of the sound folder with `new` for `old` in its TOML part."""
    return [str(problem) for problem in files.problems(put(folder, spoilt(NAME, old, new)))]


def appended(folder: Path, text: str) -> Path:
    """The sound folder with `text` at the end of its TOML part."""
    return put(folder, {NAME: SOUND[NAME] + text})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "small"\n', "", ":1 programme.id: 'id' is missing; an id is expected"),
        ('title = "A small', "title = A small", ":3: the line is not valid TOML at its character"),
        (
            "starts = 2020-03-28\nends = 2020-04-18",
            "starts = 2020-03-28\nends = 'soon'",
            ":5 programme.ends: 'soon' is not a date such as 2020-04-07",
        ),
        ("groups = 2", "groups = 0", ":33 phases[2].groups: '0' is not positive"),
        ("size = [1, 3]", "size = [3, 1]", ":34 phases[2].size: the least, 3, is more than"),
        ("size = [1, 3]", "size = 3", ":34 phases[2].size: '3' is not a least and a most"),
        ("route = [7]", 'route = ["x"]', ":35 phases[2].route: 'x' is not a whole number"),
        ("minutes = 20", "minutes = 0", ":45 phases[3].meetings.minutes: '0' is not positive"),
        (
            "minutes = 20",
            "minutes = 20, tables = 0",
            ":45 phases[3].meetings.tables: '0' is not positive",
        ),
        (
            "minutes = 20",
            "minutes = 20, tables = 'two'",
            ":45 phases[3].meetings.tables: 'two' is not a whole number",
        ),
        ('windows = ["2020', 'windows = ["2O20', ":45 phases[3].meetings.windows: "),
        (
            'level = "soft"',
            'level = "sof"',
            ":48 rules.same_country.level: 'sof' is not a level of a rule (did you mean soft?)",
        ),
        (
            '[[themes]]\nid = "cyber"',
            '[[themes]]\nid = "cy:ber"',
            ":12 themes[1].id: 'cy:ber' cannot be the id of a theme",
        ),
        ("[[objectives]]", "[objectives]", ":7 objectives: a list of tables [[objectives]]"),
        ("[programme]", "programme = 5\n[other]", ":1 programme: a table [programme] is expected"),
    ],
)
def test_a_wrong_key_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    """Every wrong value of programme.toml has its line, its dotted key and what is expected."""
    assert message in told(tmp_path, old, new)[0]


@pytest.mark.parametrize("value", ["[" * 2000, "9" * 5000, "99999999999999999999"])
def test_toml_beyond_measure_is_told(tmp_path: Path, value: str) -> None:
    """Nesting and numbers that would break the reader are a problem and no failure."""
    (line,) = (str(p) for p in files.problems(put(tmp_path, {NAME: f"x = {value}"})))
    assert line.startswith("programme.toml: ")


@pytest.mark.parametrize("key", ["x" + ".a" * 5000, "programme.x" + ".a" * 60])
def test_a_key_of_very_many_parts_is_told(tmp_path: Path, key: str) -> None:
    """Dotted keys nest tables as deep as they like without failing what walks through them."""
    toml = SOUND[NAME].replace("[rules]", f"[deep]\n{key} = 1\n[rules]")
    (line,) = (str(p) for p in files.problems(put(tmp_path, {NAME: toml})))
    assert line == "programme.toml: tables and lists lie in each other more than 50 deep"


def test_the_day_of_a_phase_is_laid_over_that_of_the_programme(tmp_path: Path) -> None:
    """`[phases.day]` changes single keys, also inside lunch and appointments."""
    toml = SOUND[NAME].replace(
        "[rules]",
        '[phases.day]\nlunch = { minutes = 45 }\nstep = 30\nnote = "x"\n'
        '[day]\nopens = "08:30"\nlunch = { between = ["12:00", "14:00"] }\nown = 1\n[rules]',
    )
    programme = files.read(put(tmp_path, {NAME: toml}))
    base = Day(opens=510, lunch=Lunch(720, 840, 60), extra={"own": 1})
    own = Day(opens=510, lunch=Lunch(720, 840, 45), step=30, extra={"own": 1, "note": "x"})
    assert programme.day == base
    assert [phase.day for phase in programme.phases] == [base, base, own]
    files.write(programme, tmp_path / "again")
    text = (tmp_path / "again" / NAME).read_text()
    assert '[phases.day]\nstep = 30\nlunch = { minutes = 45 }\nnote = "x"\n' in text
    assert text.count("[phases.day]") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[day]\nopens = "18:00"\n', "each must be later than the one before"),
        (
            '[day]\nclosses = "18:00"\n',
            "'closses' is not a key that is known here and only kept (did you mean closes?)",
        ),
        ("[day]\nlunch = { minutes = 500 }\n", "lunch of 500 minutes does not fit between 11:30"),
        ("[day]\nappointments = { at_least = 9 }\n", "at_least = 9 is more than at_most = 4"),
        ("[day]\nstep = 0\n", "'0' is not positive: a whole number from 1 to 720 is expected"),
        ("[transfers]\nspeed_kmh = 0\n", "'0' is not a number above 0"),
        ("[budget]\ntotal = -5\n", "'-5' is less than nothing"),
        ('[country_names]\nQQ = "Nowhere"\n', "country_names.QQ: 'QQ' is not a country code"),
        ("[day]\nlunch = 5\n", "a table [lunch] is expected"),
    ],
)
def test_wrong_settings_are_told(tmp_path: Path, text: str, message: str) -> None:
    """The day, transfers, budget and names of countries are checked."""
    (line,) = (str(p) for p in files.problems(appended(tmp_path, text)))
    assert message in line


def test_unknown_keys_are_kept(tmp_path: Path) -> None:
    """Tables and keys that the contract does not name stay where they were."""
    text = '[agency]\nname = "x"\nlist = [1, 2.5, true]\n[budget]\ntotal = 1000.5\nowner = "y"\n'
    programme = files.read(appended(tmp_path, text))
    assert programme.extra == {
        "agency": {"name": "x", "list": [1, 2.5, True]},
        "budget": {"owner": "y"},
    }
    assert str(programme.budget) == "1000.50"


def test_rules_may_be_a_word_or_a_table(tmp_path: Path) -> None:
    """A level alone, or a level with weight and settings."""
    text = 'spread = "OFF"\ninterpreted = { simultaneous = 3 }\n'
    assert files.read(appended(tmp_path, text)).rules == {
        "same_country": RuleOverride("soft", 30),
        "spread": RuleOverride("off"),
        "interpreted": RuleOverride(settings={"simultaneous": 3}),
    }


def test_country_names_are_overlaid(tmp_path: Path) -> None:
    """The sponsor's names of countries are read by code, in any case."""
    programme = files.read(appended(tmp_path, '[country_names]\nmm = "Burma"\n'))
    assert programme.country_names == {"MM": "Burma"}
