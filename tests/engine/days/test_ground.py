"""The flat arrays of a city say what the city says."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.days.invented import city, invented

from sojourn.engine.days.ground import DAYS, FIRST_DAY, MINUTES, STAY, VISITS, ground_of


@pytest.mark.parametrize("seed", range(3))
def test_runs_are_the_possible_starts(seed: int) -> None:
    """Unfolded, the runs of an offer on a day are its possible starts, in order."""
    problem = city(*invented(seed, 2, 1, 20, people=3))
    ground = ground_of(problem)
    for n, row in enumerate(ground.day):
        stay = problem.stays[row[STAY]]
        day = stay.days[n - ground.stay[row[STAY], FIRST_DAY]]
        for o in range(len(problem.offers)):
            runs = ground.run[ground.run_at[n, o] : ground.run_at[n, o + 1]]
            found = [m for a, b in runs for m in range(a, b + 1, stay.step)]
            assert found == [int(slot) * stay.step for slot in np.flatnonzero(day.starts[o])]
        likely = ground.likely[ground.likely_at[n] : ground.likely_at[n + 1]]
        assert list(likely) == list(np.flatnonzero(day.starts.any(axis=1)))


def test_offers_keep_their_numbers() -> None:
    """Numbers, themes, objectives and neighbours of offers are those of the city."""
    problem = city(*invented(1, 2, 1, 20, people=3))
    ground = ground_of(problem)
    assert (ground.offer[:, MINUTES] == problem.minutes).all()
    assert (ground.offer[:, VISITS] == problem.visits).all()
    for o in range(len(problem.offers)):
        themes = dict(zip(ground.theme[o], ground.gain[o], strict=True))
        themes.pop(-1, None)
        assert themes == {
            int(t): pytest.approx(1 - problem.fading[o, t])
            for t in np.flatnonzero(problem.fading[o] < 1)
        }
        listed = [int(q) for q in ground.objective[o] if q >= 0]
        assert listed == list(np.flatnonzero(problem.objectives[o]))
        ways = problem.transfer[problem.place[o], problem.place[ground.near[o]]]
        assert (np.diff(ways) >= 0).all()
    assert ground.stay[:, DAYS].sum() == len(ground.day)
