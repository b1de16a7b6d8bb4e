from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.files.programmes import working_days

from sojourn.files.day_section import day_changes, day_document, read_day
from sojourn.files.problem import Problems
from sojourn.files.sections import Section, Source
from sojourn.model import Day

pairs = working_days(Day()).flatmap(lambda base: st.tuples(st.just(base), working_days(base)))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=50)
@given(pairs)
def test_changes_laid_over_the_base_give_the_day(pair: tuple[Day, Day]) -> None:
    """Only differences are written, and they suffice."""
    base, day = pair
    changes = day_changes(day, base)
    problems = Problems()
    source = Source("programme.toml", {}, {}, problems)
    assert read_day(Section(source, ("day",), changes), base) == day
    assert problems.all(()) == ()
    assert (changes == {}) == (base == day)


def test_the_usual_day_is_that_of_the_contract() -> None:
    """Every key is written, in the contract's order."""
    assert list(day_document(Day()).items()) == [
        ("opens", "09:00"),
        ("closes", "17:30"),
        ("evening_closes", "21:30"),
        ("workdays", "Mon-Fri"),
        ("step", 15),
        ("lunch", {"between": ["11:30", "14:00"], "minutes": 60}),
        ("appointments", {"at_least": 2, "at_most": 4}),
        ("free_half_days", 1),
        ("interpreting_minutes", 360),
    ]
