from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.engine.sessions.conferences import conference, everyone

from sojourn.engine.sessions.agenda import Agenda, Entry, lunches
from sojourn.engine.sessions.conference import Conference
from sojourn.model import MINUTES_A_DAY, Room

DAY = MINUTES_A_DAY


def here() -> Conference:
    """A conference with a room R5 that is 25 minutes from R0."""
    programme = conference(3, far=True)
    found = Conference.of(programme, programme.phases[0], everyone(programme))
    assert found is not None
    return found


CONFERENCE = here()


def at(first: int, last: int, place: str = "R0", professional: bool = True) -> Entry:
    """An entry on the second day, in minutes after midnight."""
    return Entry(DAY + first, DAY + last, place, professional)


def slow_lunch(entries: list[Entry]) -> bool:
    """Whether a lunch of 60 minutes between 11:30 and 14:00 exists, tried minute by minute."""
    ordered = sorted(entries)
    gap = CONFERENCE.gap
    for start in range(DAY + 690, DAY + 840 - 60 + 1):
        end = start + 60
        if any(e.starts < end and start < e.ends for e in ordered):
            continue
        before = [e for e in ordered if e.ends <= start]
        after = [e for e in ordered if e.starts >= end]
        if not before or not after:
            return True
        move = gap(before[-1].place, after[0].place)
        if start - before[-1].ends >= move or after[0].starts - end >= move:
            return True
    return False


@given(
    st.lists(
        st.tuples(st.integers(100, 200), st.integers(3, 24), st.sampled_from(("R0", "R5"))),
        max_size=5,
    )
)
def test_lunches_equal_their_plain_twin(drawn: list[tuple[int, int, str]]) -> None:
    """Lunch is found exactly where trying every minute finds one."""
    entries: list[Entry] = []
    for start, length, place in sorted(drawn):
        if not entries or entries[-1].ends <= DAY + start * 5:
            entries.append(at(start * 5, start * 5 + length * 5, place))
    assert bool(lunches(CONFERENCE, entries, 1)) == slow_lunch(entries)


def test_no_two_things_at_once() -> None:
    """An entry does not fit over another, and fits right after it in the same place."""
    agenda = Agenda(CONFERENCE, [at(540, 600)])
    assert not agenda.fits(at(590, 640))
    assert agenda.fits(at(600, 660))


def test_time_to_move() -> None:
    """Between two places there is the transfer time, both ways."""
    agenda = Agenda(CONFERENCE, [at(540, 600)])
    assert not agenda.fits(at(620, 660, "R5"))
    assert agenda.fits(at(625, 660, "R5"))
    assert not agenda.fits(at(480, 520, "R5"))
    assert agenda.fits(at(480, 515, "R5"))


def test_lunch_is_kept() -> None:
    """What would leave no lunch does not fit; without anything professional it does."""
    agenda = Agenda(CONFERENCE, [at(600, 740)])
    assert not agenda.fits(at(790, 850))
    assert agenda.fits(at(800, 850))
    social = Agenda(CONFERENCE, [at(600, 740, professional=False)])
    assert social.fits(at(790, 850, professional=False))


def test_a_day_without_lunch_already_takes_more() -> None:
    """Where fixed sessions leave no lunch, others are not kept out for that."""
    agenda = Agenda(CONFERENCE, [at(660, 860)])
    assert agenda.fits(at(900, 960))


def test_an_entry_can_be_taken_out() -> None:
    """What is removed leaves its time free."""
    agenda = Agenda(CONFERENCE)
    agenda.add(at(540, 600))
    agenda.remove(at(540, 600))
    assert agenda.fits(at(550, 590))


def test_rooms_without_coordinates_are_at_the_host() -> None:
    """No time is needed between rooms of the house."""
    assert CONFERENCE.gap("R1", "R2") == 0
    assert CONFERENCE.gap("R1", "nowhere") == 0
    assert replace(Room("X", "york", "X", 1)).latitude is None
