"""The order in which participants are passed."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sojourn.engine.groups.proof.order import MOST_COST, Pair, arranged, remembered

PEOPLE = 24
OUTER = np.arange(PEOPLE) // 8
INNER = np.where(np.arange(PEOPLE) % 5 == 0, -1, np.arange(PEOPLE) // 3)


@st.composite
def some_pairs(draw: st.DrawFn) -> list[Pair]:
    """A few pairs of different people, each once."""
    two = st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1))
    drawn = draw(st.sets(two.filter(lambda x: x[0] < x[1]), max_size=20))
    return [Pair(one, other, 10) for one, other in sorted(drawn)]


def unbroken(numbers: list[tuple[int, ...]]) -> bool:
    """Whether equal numbers stand together."""
    starts = [x for i, x in enumerate(numbers) if i == 0 or x != numbers[i - 1]]
    return len(starts) == len(set(starts))


@given(some_pairs())
def test_classes_stay_together(pairs: list[Pair]) -> None:
    """Everybody is passed once, and classes and those nested in them are not broken up."""
    order = arranged(OUTER, INNER, pairs)
    assert sorted(order.tolist()) == list(range(PEOPLE))
    assert unbroken([(int(x),) for x in OUTER[order]])
    assert unbroken(list(zip(OUTER[order].tolist(), INNER[order].tolist(), strict=True)))


@given(some_pairs())
def test_a_slot_remembers_one_participant_at_a_time(pairs: list[Pair]) -> None:
    """The spans of those remembered in one slot do not meet, and all of it costs little."""
    order = arranged(OUTER, INNER, pairs)
    kept = remembered(order, pairs)
    place = {p: i for i, p in enumerate(order.tolist())}
    spans: dict[int, tuple[int, int]] = {}
    for first, second in zip(kept.first.tolist(), kept.second.tolist(), strict=True):
        assert place[first] < place[second]
        spans[first] = (place[first], max(place[second], spans.get(first, (0, 0))[1]))
    used = np.zeros(PEOPLE)
    for first, (begin, end) in spans.items():
        used[begin : end + 1] += 1
        for other, (start, stop) in spans.items():
            if other != first and kept.slot[other] == kept.slot[first]:
                assert end < start or stop < begin
    assert np.exp2(used).mean() <= MOST_COST
    assert (kept.slot >= 0).sum() == len(spans)


def test_those_of_a_pair_are_moved_together() -> None:
    """Pairs whose classes can be neighbours stand one step from each other, and are remembered."""
    pairs = [Pair(0, 6, 5), Pair(9, 14, -5), Pair(17, 22, 5)]
    order = arranged(OUTER, INNER, pairs)
    place = order.tolist().index
    assert [abs(place(one) - place(other)) for one, other, _ in pairs] == [1, 1, 1]
    assert len(remembered(order, pairs).first) == 3
