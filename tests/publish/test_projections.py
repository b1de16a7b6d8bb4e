"""From degrees to the plane of a map."""

from __future__ import annotations

import math

from hypothesis import example, given
from hypothesis import strategies as st

from sojourn.publish.outlines import simplified, us_states, world_land
from sojourn.publish.projections import HEIGHT, WIDTH, Albers, fitted, united_states


def test_albers_agrees_with_the_manual() -> None:
    """The worked example of Snyder's manual (page 291) comes out to seven digits."""
    project = Albers((29.5, 45.5), (-96.0, 23.0), 1.0, (0.0, 0.0))
    x, y = project(-75.0, 35.0)
    assert math.isclose(x, 0.2952720, abs_tol=1e-7)
    assert math.isclose(-y, 0.2416774, abs_tol=1e-7)


def test_all_states_are_on_the_drawing() -> None:
    """The United States, Alaska and Hawaii included, fit into the frame."""
    for ring in us_states():
        for point in ring:
            x, y = united_states(*point)
            assert -60 <= x <= WIDTH + 5
            assert -5 <= y <= HEIGHT + 5


@given(
    st.lists(
        st.tuples(st.floats(-179, 179), st.floats(-80, 80)),
        min_size=1,
        max_size=8,
    )
)
def test_a_fitted_map_shows_every_point(points: list[tuple[float, float]]) -> None:
    """All points lie inside the frame, the east to the right and the north above."""
    project, _ = fitted(points)
    for point in points:
        x, y = project(*point)
        assert -1e-6 <= x <= WIDTH + 1e-6
        assert -1e-6 <= y <= HEIGHT + 1e-6


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), min_size=2, max_size=30))
@example([(0.0, 0.0), (1.0, 1.0), (1e-170, 0.0)])
def test_a_simplified_line_keeps_its_ends(points: list[tuple[float, float]]) -> None:
    """Simplifying keeps both ends, the order and a subset of the points."""
    line = simplified(points, 0.5)
    assert line[0] == points[0]
    assert line[-1] == points[-1]
    remaining = iter(points)
    assert all(point in remaining for point in line)


def test_the_outlines_are_small() -> None:
    """The shipped outlines hold a few thousand points, so that a page stays light."""
    assert 3_000 < sum(map(len, us_states())) < 8_000
    assert 2_000 < sum(map(len, world_land())) < 8_000
