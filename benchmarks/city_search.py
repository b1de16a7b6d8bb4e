"""One city searched on its own, as the stage does it: the first plan, then slices of search."""

from __future__ import annotations

from typing import NamedTuple

from sojourn.engine.days.problem import City, Solution
from sojourn.engine.days.search import construct, improve
from sojourn.engine.days.solve import Chain
from sojourn.engine.run import StageRun


class CityResult(NamedTuple):
    """The best plan of a city, its value, and a proven bound of any plan's or None."""

    solution: Solution
    value: float
    bound: float | None


def city_search(city: City, run: StageRun) -> CityResult:
    """The best plan of `city` within the limits of `run`, which hears of every better value."""
    outcome = run.executor.submit(construct, city).result()
    chain = Chain(city.host, city, outcome, run.seed, value=outcome.value)
    run.report(chain.value)
    while city.group_days and not run.stopped() and chain.stale < chain.patience:
        limit = chain.steps if run.iterations is None else run.iterations - chain.done
        steps = min(chain.steps, limit)
        if steps <= 0:
            break
        chain.take(run.executor.submit(improve, chain.slice(steps)).result(), steps)
        run.report(chain.value)
    return CityResult(chain.outcome.best, chain.value, None)
