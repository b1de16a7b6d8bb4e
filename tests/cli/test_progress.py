"""How progress is told."""

from __future__ import annotations

import io

import pytest

from sojourn.cli.progress import line, listener
from sojourn.engine.progress import Progress


def test_lines_are_of_one_width() -> None:
    """Lines of all stages have the same width, with a bound or without."""
    events = [
        Progress("groups", 1.0, 2.0, 0.5, 1.0, 0.1),
        Progress("sessions", 12_345.6, None, 99.0, 12_345.6, 0.9),
    ]
    assert len({len(line(event)) for event in events}) == 1
    assert "50.00 %" in line(events[0])


def test_a_stage_is_told_when_it_has_ended(capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is no terminal, one line is printed for a stage and none in between."""
    with listener() as heard:
        heard(Progress("groups", 1.0, None, 0.5, 1.0, 0.1))
        heard(Progress("groups", 2.0, None, 0.9, 2.0, 0.2, done=True))
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "groups" in told.err


def test_bars_are_drawn_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal a bar for the run and one for each begun stage are drawn, with its gap."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "110")
    with listener() as heard:
        heard(Progress("groups", 1.0, 2.0, 0.5, 1.0, 0.5))
        heard(Progress("groups", 1.5, 2.0, 0.9, 1.5, 1.0, done=True))
    drawn = screen.getvalue()
    assert "plan" in drawn
    assert "groups" in drawn
    assert "gap  25.00 %" in drawn
    assert "meetings" not in drawn
