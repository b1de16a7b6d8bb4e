"""The search and the proof in several cities side by side, on any executor."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from typing import NamedTuple

from sojourn.engine.days.problem import City, Solution, empty
from sojourn.engine.days.proof import CLOSED, Proof, proved
from sojourn.engine.days.search import Outcome, Slice, construct, improve
from sojourn.engine.days.state import CityState
from sojourn.engine.run import StageRun

STEPS = 60
"""Steps of search in a slice of a usual city, which take a fraction of a second."""
USUAL_STARTS = 4000
"""Offers times slots of the grid in a usual city."""
PATIENCE = 100
"""Steps for each group-day without a better solution after which a city is left as it is."""
AHEAD = 8
"""Slices that may be under way at once."""
MOST_MET = 60
"""Solutions of a search whose days a proof begins with."""
SEARCH_SHARE = 0.4
"""Part of the time that a city is searched before its proof."""
POLL = 0.2
"""Seconds between two looks at whether the run is cancelled."""

Tell = Callable[[], None]
"""Tells the listeners how far the chains have come."""


@dataclass
class Chain:
    """The search in one city, and what is proved of it: `bound` is infinite before that.

    `met` are solutions that it has come by, the latest last.
    """

    host: str
    city: City
    outcome: Outcome
    seed: int
    number: int = 0
    done: int = 0
    stale: int = 0
    value: float = 0.0
    bound: float = math.inf
    met: list[Solution] = field(default_factory=list)

    @property
    def closed(self) -> bool:
        """Whether no solution is better."""
        return self.bound - self.value <= CLOSED * max(1.0, abs(self.value))

    @property
    def known(self) -> tuple[Solution, ...]:
        """The best solution and others, as a proof begins with them."""
        return (self.outcome.best, *self.met)

    @property
    def steps(self) -> int:
        """Steps in a slice: fewer where each takes longer."""
        starts = max((day.starts.size for stay in self.city.stays for day in stay.days), default=1)
        return max(5, min(STEPS, STEPS * USUAL_STARTS // max(1, starts)))

    @property
    def patience(self) -> int:
        """Steps after which nothing better is expected."""
        return max(300, PATIENCE * len(self.city.group_days))

    def slice(self, steps: int) -> Slice:
        """The next piece of search."""
        return Slice(
            self.city,
            self.outcome.current,
            self.outcome.best,
            self.outcome.gain,
            self.number,
            steps,
            self.seed,
        )

    def take(self, outcome: Outcome, steps: int) -> None:
        """Go on from where a piece of search has ended."""
        self.outcome, self.value = outcome, outcome.value
        self.met = [*self.met[1 - MOST_MET :], outcome.current]
        self.number += 1
        self.done += steps
        self.stale = 0 if outcome.improved else self.stale + steps


class CityResult(NamedTuple):
    """What is found in one city alone: a solution, its value, and a bound or None."""

    solution: Solution
    value: float
    bound: float | None


def city_search(city: City, run: StageRun) -> CityResult:
    """The best days of one city, and what they could be worth at most."""
    begun = construct(city)
    chain = Chain(city.host, city, begun, run.seed, value=begun.value)

    def tell() -> None:
        run.report(chain.value, chain.bound if math.isfinite(chain.bound) else None)

    search_and_prove([chain], lambda chain: chain.city, run, 0.0, tell)
    bound = max(chain.bound, chain.value) if math.isfinite(chain.bound) else None
    return CityResult(chain.outcome.best, chain.value, bound)


def search_and_prove(
    chains: Sequence[Chain],
    alone: Callable[[Chain], City],
    run: StageRun,
    reserve: float,
    tell: Tell,
) -> None:
    """Search, bound what was found, and search on in the time that is left.

    `alone` gives the city of which a chain's bound is one; `reserve` seconds are left.
    """
    left = run.seconds_left() - reserve
    proof = (1.0 - SEARCH_SHARE) * left if math.isfinite(left) else 0.0
    search(chains, run, reserve + proof, tell)
    prove(chains, alone, run, reserve, tell)
    search(chains, run, reserve, tell)


def search(chains: Sequence[Chain], run: StageRun, reserve: float, tell: Tell) -> None:
    """Take the chains on in slices, in turn, until all are done or the run has to end.

    `reserve` are the seconds that must be left.
    """
    queue = deque(chain for chain in chains if chain.city.group_days)
    pending: dict[Future[Outcome], tuple[Chain, int]] = {}
    while queue or pending:
        while queue and len(pending) < AHEAD:
            if run.stopped() or run.seconds_left() < reserve:
                queue.clear()
                break
            chain = queue.popleft()
            steps = _steps(chain, run)
            if steps > 0:
                piece = run.executor.submit(improve, chain.slice(steps))
                pending[piece] = (chain, steps)
                if piece.done():
                    break
        if not pending:
            continue
        finished, _ = wait(pending, timeout=POLL, return_when=FIRST_COMPLETED)
        for piece in [p for p in pending if p in finished]:
            chain, steps = pending.pop(piece)
            chain.take(piece.result(), steps)
            queue.append(chain)
        tell()
        if run.cancelled:
            for piece in pending:
                piece.cancel()
            return


def _steps(chain: Chain, run: StageRun) -> int:
    """Steps of a chain's next slice; 0 when it is done."""
    if chain.stale >= chain.patience or chain.closed:
        return 0
    if run.iterations is None:
        return chain.steps
    return min(chain.steps, run.iterations - chain.done)


def prove(
    chains: Sequence[Chain],
    alone: Callable[[Chain], City],
    run: StageRun,
    reserve: float,
    tell: Tell,
) -> None:
    """Bound each chain's city as `alone` gives it, and take what is better on the way.

    One after the other, each in its part of the time, its group-days priced at the same time.
    """
    for number, chain in enumerate(chains):
        left = run.seconds_left() - reserve
        if run.stopped() or left <= 0.0:
            return
        later = len(chains) - number - 1
        after = left * later / (later + 1) if later else 0.0

        def heard(_: float, bound: float, chain: Chain = chain) -> None:
            chain.bound = bound
            tell()

        city, keep = alone(chain), reserve + after
        _take(chain, proved(city, chain.known, run, keep, heard, run.workers))
        tell()


def _take(chain: Chain, proof: Proof) -> None:
    """Take what a proof has found, which may be for a city where more is possible."""
    chain.bound = proof.bound
    value = CityState(chain.city, proof.best).total() if fits(chain.city, proof.best) else 0.0
    if value > chain.value:
        chain.outcome = Outcome(proof.best, proof.best, 0.0, value, True)
        chain.value, chain.stale = value, 0


def nothing(city: City) -> Outcome:
    """Nothing chosen in a city."""
    return Outcome(empty(city), empty(city), 0.0, 0.0, False)


def fits(city: City, solution: Solution) -> bool:
    """Whether an earlier solution is still possible in `city`."""
    state = CityState(city, empty(city))
    for s, routes in enumerate(solution):
        for d, route in enumerate(routes):
            starts, step = state.open_starts(s, d), city.stays[s].step
            if any(not starts[offer, start // step] for offer, start in route):
                return False
            state.lay(s, d, route)
    return True
