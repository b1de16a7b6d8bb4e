from __future__ import annotations

from dataclasses import replace

from tests.engine.sessions.conferences import conference, everyone

from sojourn.engine.sessions.agenda import Entry
from sojourn.engine.sessions.conference import Conference
from sojourn.engine.sessions.interpreting import Interpreters
from sojourn.model import Country, Language, Mode, RuleOverride, StaffMember


def interpreter(number: int, *languages: str, mode: Mode = "simultaneous") -> StaffMember:
    """An interpreter of these languages."""
    return StaffMember(
        f"I{number}", f"I {number}", "interpreter", tuple(Language(x) for x in languages), mode
    )


def staffed(*staff: StaffMember) -> Interpreters:
    """The interpreters of a conference whose people all speak French only."""
    programme = conference(1, people=4, staff=0)
    people = tuple(
        replace(p, languages=(Language("fr"),), country=Country("SN"))
        for p in programme.participants
    )
    programme = replace(programme, participants=people, staff=staff)
    here = Conference.of(programme, programme.phases[0], everyone(programme))
    assert here is not None
    return Interpreters(here)


def at(first: int, last: int, professional: bool = True) -> Entry:
    """An entry on the second day at the host's."""
    return Entry(1440 + first, 1440 + last, "york", professional)


def test_teams_are_two_simultaneous_or_one_consecutive() -> None:
    """Five simultaneous and one consecutive interpreter serve three rooms."""
    found = staffed(
        *(interpreter(n, "fr") for n in range(5)), interpreter(5, "fr", "en", mode="consecutive")
    )
    assert found.teams("fr", 1) == 3
    assert found.teams("es", 1) == 0
    assert found.team_size("fr") == 2


def test_settings_of_the_rule_count() -> None:
    """A programme may ask for one simultaneous interpreter."""
    found = staffed(*(interpreter(n, "fr") for n in range(3)))
    rules = {"interpreted": RuleOverride(settings={"simultaneous": 1})}
    programme = replace(found.conference.programme, rules=rules)
    here = replace(found.conference, programme=programme)
    assert Interpreters(here).teams("fr", 1) == 3


def test_the_least_busy_work() -> None:
    """Teams take turns, and nobody exceeds the minutes of a day."""
    found = staffed(*(interpreter(n, "fr") for n in range(4)))
    people = found.conference.people
    assert found.team(at(540, 700), people, 9) == ("I0", "I1")
    assert found.team(at(860, 1050), people, 9) == ("I2", "I3")
    assert found.team(at(1050, 1250), people, 9) == ("I0", "I1")
    assert found.team(at(1250, 1430), people, 9) == ()


def test_social_events_cost_no_minutes() -> None:
    """A reception counts for no interpreter."""
    found = staffed(*(interpreter(n, "fr") for n in range(2)))
    found.team(at(1050, 1200, professional=False), found.conference.people, 9)
    assert found.minutes_left("fr", 1) == found.limit


def test_conflicts_keep_away() -> None:
    """An interpreter with a conflict is not booked."""
    first = replace(interpreter(0, "fr"), conflicts=(Country("SN"),))
    found = staffed(first, interpreter(1, "fr"), interpreter(2, "fr"))
    assert found.team(at(540, 600), found.conference.people, 9) == ("I1", "I2")


def test_alone_only_for_what_is_short() -> None:
    """With one seat left one interpreter comes for 40 minutes a day, and for no longer."""
    found = staffed(interpreter(0, "fr"), interpreter(1, "fr"))
    people = found.conference.people
    assert found.team(at(540, 600), people, 1) == ()
    assert found.team(at(540, 580), people, 1) == ("I0",)
    single = staffed(interpreter(0, "fr"))
    assert single.team(at(540, 600), people, 9) == ()
    assert single.team(at(540, 570), people, 9) == ("I0",)
    assert single.team(at(600, 630), people, 9) == ()


def test_more_interpreters_share_a_long_day() -> None:
    """Beyond four hours a third comes, where there are so many; else two go on."""
    three = staffed(*(interpreter(n, "fr") for n in range(3)))
    people = three.conference.people
    morning, afternoon = at(540, 690), at(840, 945)

    def shared(booked: Interpreters, entry: Entry, most: int = 9) -> tuple[str, ...]:
        team = booked.team(entry, people, most)
        return booked.reinforced(entry, people, team, most)

    assert shared(three, morning) == ("I0", "I1")
    assert shared(three, afternoon) == ("I0", "I1", "I2")
    two = staffed(interpreter(0, "fr"), interpreter(1, "fr"))
    assert shared(two, morning) == ("I0", "I1")
    assert shared(two, afternoon) == ("I0", "I1")


def test_a_third_comes_only_when_all_rooms_have_their_teams() -> None:
    """Two rooms at once on a long day: each has its two, nobody is a third in one of them."""
    four = staffed(*(interpreter(n, "fr") for n in range(4)))
    people = four.conference.people
    for entry in (at(540, 690), at(840, 945)):
        teams = [four.team(entry, people, 9) for _ in range(2)]
        both = [four.reinforced(entry, people, team, 9) for team in teams]
        assert [len(team) for team in both] == [2, 2]
        assert not set(both[0]) & set(both[1])


def test_one_alone_makes_no_room() -> None:
    """A language with one simultaneous interpreter has no team that could be in a room."""
    found = staffed(interpreter(0, "fr"))
    assert found.teams("fr", 1) == 0
    assert found.minutes_left("fr", 1) is None


def test_the_working_language_is_understood() -> None:
    """Whether the working language is named or not, it is not a language interpreted."""
    found = staffed(interpreter(0, "fr", "en"), interpreter(1, "fr"))
    assert [sorted(found.covered(m)) for m in found.members] == [["fr"], ["fr"]]


def test_liaisons_take_a_seat_too() -> None:
    """Where a liaison has the last seat, no third interpreter comes."""
    three = staffed(*(interpreter(n, "fr") for n in range(3)))
    people = three.conference.people
    three.team(at(540, 690), people, 9)
    team = three.team(at(840, 945), people, 9)
    assert len(three.reinforced(at(840, 945), people, (*team, "L0"), 3)) == 3
    assert len(three.reinforced(at(840, 945), people, (*team, "L0"), 4)) == 4
