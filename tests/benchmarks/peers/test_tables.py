from __future__ import annotations

from benchmarks.peers.tables import shape
from hypothesis import given
from hypothesis import strategies as st

steps = st.lists(st.integers(-9, 9), max_size=7)


@given(st.one_of(steps, steps.map(lambda row: sorted(row, reverse=True))))
def test_a_shape_has_the_values_of_its_table(row: list[int]) -> None:
    """Bends, exceptions, the price of any at all and chains add up to the table at every count."""
    taken = shape(row)
    for n in range(len(row) + 1):
        bent = sum(price * max(0, n - start) for start, price in taken.bends.items())
        other = taken.exceptions.get(n, 0) + taken.first * (n >= 1)
        assert taken.slope * n + bent + other + sum(taken.chain[:n]) == sum(row[:n])


@given(steps)
def test_prices_only_cost(row: list[int]) -> None:
    """What a solver is left to bound from below is never a reward."""
    taken = shape(row)
    assert all(price < 0 for price in (*taken.bends.values(), *taken.exceptions.values()))
    assert taken.first <= 0


def test_usual_tables_need_no_chain() -> None:
    """Even shares, somebody alone of a gender, and any at all are told in few words."""
    assert shape([300, 300, 0, -300]).chain == ()
    assert shape([-1200, 1800, 300, 300, 0, -300]).exceptions == {1: -1500}
    assert shape([-600, 0, 0, 0]).first == -600
