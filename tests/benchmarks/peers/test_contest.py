from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from benchmarks.groups import valued
from benchmarks.peers.__main__ import main
from benchmarks.peers.contest import Account, by_engine, by_peer, problem_of, small_programme

from sojourn.files import write


def test_the_engine_tells_what_it_did() -> None:
    """The engine's account has its plan, worth what it says, and what it told on the way."""
    programme = small_programme()
    account = by_engine(programme, 0.5, 1, 1, ready=False)
    assert account.value is not None and account.first is not None
    assert valued(problem_of(programme, 1), account) == pytest.approx(account.value)
    assert account.trace[-1][1] == pytest.approx(account.value)
    assert account.bound is None or account.bound >= account.value


@pytest.mark.parametrize("name", ["cpsat", "annealing"])
def test_peers_solve_the_same_problem(name: str) -> None:
    """A peer's account is of the same people and hosts, and no worse plan than it says."""
    programme = small_programme()
    account = by_peer(name, programme, 0.5, 1, 1)
    worth = valued(problem_of(programme, 1), account)
    assert worth is not None and account.value is not None and worth >= account.value - 1e-6
    assert len(account.group) == len(programme.confirmed)


def test_an_account_is_a_file(tmp_path: Path) -> None:
    """A contestant in a process of its own writes its account as JSON."""
    write(small_programme(), tmp_path / "programme")
    out = tmp_path / "account.json"
    arguments = ["annealing", str(tmp_path / "programme"), str(out), "--seconds", "0.1"]
    assert main(arguments) == 0
    account = Account(**json.loads(out.read_text()))
    assert np.array(account.host).ndim == 2 and account.bound is None
