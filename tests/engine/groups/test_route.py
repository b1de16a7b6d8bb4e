"""Values of other hosts against a slow recount."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.groups.test_state import Shape, begun, plain_value, shapes

from sojourn.engine.groups.change import settle_all
from sojourn.engine.groups.route import host_move, host_move_value
from sojourn.engine.groups.state import begin, value_of


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 30), shapes, st.integers(0, 10**6))
def test_values_of_hosts_equal_recounts(seed: int, shape: Shape, draw: int) -> None:
    """After any sequence of host changes the sum of their values is the recount."""
    a, x, rng = begun(seed, shape, draw)
    value = value_of(a, x)
    for _ in range(8):
        s, g, h = (int(rng.integers(n)) for n in (len(shape[0]), 3, 4))
        value += host_move_value(a, x, s, g, h)
        host_move(a, x, s, g, h)
        settle_all(a, x)
        assert value == plain_value(a, x.group, x.host)
    assert (x.join == begin(a, x.group, x.host).join).all()
