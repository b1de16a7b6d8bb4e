"""CP-SAT, HiGHS and PyVRP on the days of small cities."""

from __future__ import annotations

import pytest
from benchmarks.peers import days_cpsat, days_highs, days_pyvrp
from benchmarks.peers.days_contest import PEERS
from benchmarks.peers.days_cpsat import CpDays
from benchmarks.peers.days_highs import MipDays
from benchmarks.peers.days_model import days_model, solution_of
from benchmarks.peers.days_plans import faults
from benchmarks.peers.days_ways import shares
from tests.benchmarks.peers.tiny_cities import small_city, tiny_city

from sojourn.engine.days import city_search
from sojourn.engine.days.problem import City
from sojourn.engine.days.state import CityState
from sojourn.engine.run import StageRun

SEEDS = [1, 3, 4]


def ours(city: City) -> float:
    """The value of our plan of a small city."""
    return city_search(city, StageRun("days", 1, iterations=200)).value


@pytest.mark.parametrize("name", sorted(PEERS))
@pytest.mark.parametrize("seed", SEEDS)
def test_plans_keep_everything(name: str, seed: int) -> None:
    """Every peer's plan passes our checks, and is worth what a plan can be at most."""
    city = small_city(seed)
    found = PEERS[name](city, 1.0, 1, 1)
    assert found.solution is not None
    assert faults(city, found.solution) == []
    assert CityState(city, found.solution).total() > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_the_optimum_is_proved(seed: int) -> None:
    """CP-SAT proves its optimum of a tiny city, which none of ours is above."""
    city = tiny_city(seed)
    found = days_cpsat.solve(city, 20.0, 1, 1)
    assert found.solution is not None and found.bound is not None
    assert found.value == pytest.approx(found.bound, abs=0.01)
    assert CityState(city, found.solution).total() == pytest.approx(found.value, abs=0.5)
    assert ours(city) <= found.bound + 1e-6
    assert ours(city) >= 0.98 * found.bound


@pytest.mark.parametrize("seed", SEEDS)
def test_the_whole_model_values_a_plan_as_we_do(seed: int) -> None:
    """With its first plan fixed, the CP-SAT model says what we say, to its rounding."""
    from ortools.sat.python import cp_model

    city = small_city(seed)
    built = CpDays(days_model(city))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.fix_variables_to_their_hinted_value = True
    assert solver.solve(built.model) == cp_model.OPTIMAL
    said = solver.objective_value / days_cpsat.UNIT + built.constant
    assert said == pytest.approx(CityState(city, built.first).total(), abs=0.2)


@pytest.mark.parametrize("seed", SEEDS)
def test_days_without_arcs_are_days_too(seed: int) -> None:
    """Where CP-SAT has no arcs, its first plan and its last keep everything; no bound is told."""
    from ortools.sat.python import cp_model

    city = small_city(seed)
    built = CpDays(days_model(city), most_arcs=0)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = 2.0
    assert not built.exact
    assert solver.solve(built.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    plan = built.plan(solver)
    assert faults(city, plan) == []
    assert CityState(city, plan).total() >= CityState(city, built.first).total() - 20


@pytest.mark.parametrize("seed", SEEDS)
def test_the_programme_values_a_plan_as_we_do(seed: int) -> None:
    """With its first plan fixed, the HiGHS model says what we say, waiting apart."""
    city = small_city(seed)
    built = MipDays(days_model(city))
    for column, value in built.start.items():
        built.milp.lower[column] = built.milp.upper[column] = value
    found = built.milp.maximise(StageRun("days", 1, seconds=20.0))
    assert found is not None
    worth = CityState(city, solution_of(city, built.first)).total()
    said = found.objective + built.constant
    idle = city.weights.idle * sum(stay.size for stay in city.stays) * 600
    assert worth - 1e-3 <= said <= worth + idle


def test_shares_are_no_shorter_than_ways() -> None:
    """The shares of two places add up to the way between them or more."""
    city = small_city(1)
    own = shares(city)
    for i, a in enumerate(city.place):
        for j, b in enumerate(city.place):
            assert i == j or own[i] + own[j] >= city.transfer[a, b]


def test_prizes_are_points() -> None:
    """A prize is no more than the visit is worth alone."""
    model = days_model(small_city(1))
    prizes, alone = days_pyvrp.prizes(model), model.alone()
    assert len(prizes) == len(model.visits)
    assert sum(prizes) <= sum(max(0.0, x) for x in alone) + 1e-6


def test_highs_tells_no_bound() -> None:
    """HiGHS solves a narrower problem, so its bound is not told."""
    assert days_highs.solve(tiny_city(1), 1.0, 1, 1).bound is None


@pytest.mark.parametrize("name", sorted(PEERS))
def test_a_city_in_which_nothing_is_possible(name: str) -> None:
    """Without any offer there is no plan and no error."""
    from benchmarks.cities import invented_city

    assert PEERS[name](invented_city(1, 0, 1, 2), 1.0, 1, 1).solution is None
