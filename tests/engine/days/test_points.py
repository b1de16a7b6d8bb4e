"""What each step of a day adds to its value."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.days.test_route import LUNCH, NEVER

from sojourn.engine.days.arrays import Given, Shown
from sojourn.engine.days.points import day_value, lunch_after, popcount, tightened


def shown() -> Shown:
    """Three offers of an hour at two places half an hour apart."""
    return Shown(
        minutes=np.array([60, 60, 60]),
        place=np.array([0, 1, 0]),
        level=np.array([0, 0, -1]),
        kind=np.array([0, 0, 1]),
        organisation=np.array([0, 0, -1]),
        professional=np.array([1, 1, 0], dtype=np.uint8),
        social=np.array([-1, -1, 0]),
        fading=np.array([[0.8], [0.8], [1.0]]),
        objectives=np.array([[1], [1], [0]], dtype=np.uint8),
        transfer=np.array([[0, 30], [30, 0]]),
    )


def day(**changes: object) -> Given:
    """A day on which each thing has a price of its own."""
    given = Given(
        starts=np.ones((3, 48), dtype=np.uint8),
        blocks=np.zeros((0, 3), dtype=np.int64),
        price=np.zeros(3),
        need=np.zeros(1),
        objective_gain=np.zeros((1, 2)),
        level_gain=np.zeros(1),
        kinds_met=np.zeros(2, dtype=np.uint8),
        kinds_value=np.zeros(3),
        met_organisation=np.zeros(1, dtype=np.uint8),
        social_gain=np.zeros(2),
        count_value=np.zeros(5),
        pace_value=np.zeros(1),
        settings=np.array([4, NEVER, 1, *LUNCH, 1050, 30, -NEVER, NEVER, 540, 60]),
        prices=np.zeros(3),
    )
    return given._replace(**changes)


def worth(given: Given, *route: tuple[int, int]) -> float:
    """The value of a day of offers and starts."""
    offers = np.array([o for o, _ in route], dtype=np.int64)
    return float(day_value(shown(), given, offers, np.array([s for _, s in route], dtype=np.int64)))


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (day(price=np.array([1.0, 2.0, 4.0])), -7.0),
        (day(need=np.array([100.0])), 20.0 + 16.0),
        (day(objective_gain=np.array([[9.0, 5.0]])), 14.0),
        (day(level_gain=np.array([3.0])), 3.0),
        (day(kinds_value=np.array([0.0, 5.0, 8.0])), 8.0),
        (day(kinds_value=np.array([0.0, 5.0, 8.0]), kinds_met=np.array([1, 0])), 3.0),
        (day(prices=np.array([6.0, 0.0, 0.0])), -6.0),
        (day(prices=np.array([6.0, 0.0, 0.0]), met_organisation=np.array([1])), -12.0),
        (day(social_gain=np.array([7.0, 1.0])), 7.0),
        (day(count_value=np.array([-5.0, -2.0, 4.0, 4.0, 4.0])), 9.0),
        (day(pace_value=np.arange(200.0)), 120.0),
    ],
)
def test_each_part_of_the_value_alone(given: Given, value: float) -> None:
    """Two appointments of one organisation and an evening: each part counts what it should."""
    assert worth(given, (0, 540), (1, 630), (2, 1080)) == pytest.approx(value)


def test_waits_beyond_patience_cost_and_free_half_days_do_not() -> None:
    """From a wait are taken the way, lunch and patience; a whole free afternoon is no wait."""
    given = day(prices=np.array([0.0, 1.0, 0.0]))
    assert worth(given, (0, 540), (1, 630)) == 0.0
    assert worth(given, (0, 540), (1, 840)) == -(240 - 30 - 60 - 60)
    assert worth(given, (0, 540), (2, 1080)) == 0.0, "from lunch to the end the day is free"
    assert worth(given, (0, 870), (2, 1110)) == -(180 - 60)


def test_short_nights_cost() -> None:
    """Minutes before the day should begin and after it should end have their price."""
    given = day(prices=np.array([0.0, 0.0, 2.0]))
    given.settings[8], given.settings[9] = 570, 1100
    assert worth(given, (0, 540), (2, 1080)) == -2.0 * 30 - 2.0 * 40


def test_day_without_lunch_is_worth_nothing() -> None:
    """A day that leaves no lunch is impossible, unless none is wanted."""
    assert worth(day(), (0, 690), (2, 750), (1, 840)) == -np.inf
    given = day()
    given.settings[2] = 0
    assert worth(given, (0, 690), (2, 750), (1, 840)) == 0.0


def test_lunch_before_an_event() -> None:
    """The way lies before lunch where there is time for it, else after it."""
    assert lunch_after(660, 30, 690, 840, 60) == 750
    assert lunch_after(770, 30, 690, 840, 60) == 860
    assert lunch_after(790, 0, 690, 840, 60) == -1


def test_popcount_counts_ones() -> None:
    """As Python counts them."""
    assert [popcount(n) for n in range(20)] == [n.bit_count() for n in range(20)]


def test_tightened_shortens_a_wait() -> None:
    """What comes before a wait begins later, as far as the way and lunch allow."""
    given = day(prices=np.array([0.0, 1.0, 0.0]))
    offers, begun = np.array([0, 1]), np.array([540, 960])
    before = worth(given, (0, 540), (1, 960))
    after = tightened(shown(), given, offers, begun)
    assert after > before and begun[1] == 960
    assert after == worth(given, (0, int(begun[0])), (1, 960))
