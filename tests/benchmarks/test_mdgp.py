"""Instances of diverse grouping: read, planned by the same search, and counted anew."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from benchmarks.family import Conditions, NoInstancesError
from benchmarks.mdgp import mdgp, problem, read_instance, value_of

from sojourn.engine.groups.search import search
from sojourn.engine.run import StageRun


def written(folder: Path, seed: int = 1) -> Path:
    """An instance of eight people in two groups of 3 to 5, with distances of two decimals."""
    rng = np.random.default_rng(seed)
    lines = ["8 2 ds 3 5 4 5"]
    lines += [f"{i} {j} {rng.integers(0, 9999) / 100:.2f}" for i, j in combinations(range(8), 2)]
    path = folder / "small.txt"
    path.write_text("\n".join(lines) + "\n", encoding="ascii")
    return path


@pytest.mark.parametrize("seed", range(4))
def test_small_instances_are_solved_exactly(tmp_path: Path, seed: int) -> None:
    """The search meets the best of all divisions whose sizes are allowed."""
    instance = read_instance(written(tmp_path, seed))
    assert instance.scale == 100 and instance.sizes == ((3, 5), (4, 5))
    best = 0.0
    for size in (3, 4):
        for members in combinations(range(8), size):
            group = np.array([0 if p in members else 1 for p in range(8)])
            same = group[:, None] == group[None, :]
            best = max(best, float((instance.distance * same).sum() // 2) / 100)
    found = search(problem(instance), StageRun("groups", 1, 20)).best
    assert value_of(instance, found) == pytest.approx(best)


def test_rows_say_how_far_the_published_values_are(tmp_path: Path) -> None:
    """With a table of published values there are ratios; without one only our values."""
    written(tmp_path)
    conditions = Conditions(seconds=0.2, instances=tmp_path)
    plain, total = list(mdgp.measure(conditions))
    assert plain["instance"] == "small" and "published best" not in plain
    assert total["instance"] == "all" and total["mean / average"] is None
    best = float(plain["best"] or 0)
    (tmp_path / "best.csv").write_text(f"instance,best,average_of_20\nsmall,{best / 2},{best}\n")
    row, total = list(mdgp.measure(conditions))
    # How far a search comes in a moment differs, so its own mean is what counts.
    mean = float(row["mean"] or 0)
    assert row["exceeded"] == "yes"
    assert row["mean / average"] == pytest.approx(mean / best, abs=1e-5)
    assert total["exceeded"] == "small"


@pytest.mark.parametrize(
    ("text", "line"),
    [("8 2 ds 3 5", 1), ("2 1 ss 2 2\n0 1 x", 2), ("2 1 ss 2 2\n0 7 1", 2), ("", 1)],
)
def test_wrong_lines_are_named(tmp_path: Path, text: str, line: int) -> None:
    """An instance that cannot be read is refused with its file and line."""
    path = tmp_path / "wrong.txt"
    path.write_text(text)
    with pytest.raises(ValueError, match=rf"wrong\.txt, line {line}: "):
        read_instance(path)


def test_absent_instances_are_said_to_be_absent(tmp_path: Path) -> None:
    """Without instances the family says where it looked."""
    with pytest.raises(NoInstancesError, match=str(tmp_path)):
        list(mdgp.measure(Conditions(instances=tmp_path)))
