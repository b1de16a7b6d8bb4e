"""Team orienteering with time windows: read, searched like days in a city, and driven anew."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from benchmarks.family import Conditions, NoInstancesError
from benchmarks.toptw import Instance, read_instance, score_of, solve, toptw


def written(folder: Path, seed: int = 1, name: str = "r1") -> Path:
    """An instance of six points around a depot that closes after an hour and a half."""
    random = Random(seed)
    lines = ["1 2 6 1", "0 200", " 0 5.00 5.00 0.00 0.00 0 0 0 90"]
    for i in range(1, 7):
        x, y, opens = random.uniform(0, 20), random.uniform(0, 20), random.randrange(50)
        score, closes = random.randint(1, 30), opens + random.randrange(30)
        lines.append(f" {i} {x:.3f} {y:.3f} 10.00 {score} 1 2 1 2 {opens} {closes}")
    path = folder / f"{name}.txt"
    path.write_text("\n".join(lines) + "\n")
    return path


def most(instance: Instance, tours: int) -> int:
    """The best score over all ordered choices of points, cut into tours in all ways."""
    best = 0
    points = range(1, len(instance.score))
    for number in range(1, len(instance.score)):
        for chosen in permutations(points, number):
            for cut in range(number + 1 if tours > 1 else 1):
                try:
                    best = max(best, score_of(instance, [chosen[:cut], chosen[cut:]]))
                except ValueError:
                    continue
    return best


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("tours", [1, 2])
def test_small_instances_are_solved_exactly(tmp_path: Path, seed: int, tours: int) -> None:
    """The search meets the best of all choices and orders."""
    instance = read_instance(written(tmp_path, seed))
    assert score_of(instance, solve(instance, tours, 1, 0.2)) == most(instance, tours)


def test_distances_are_truncated(tmp_path: Path) -> None:
    """One decimal for Solomon's names and two for Cordeau's, never rounded up."""
    head = "1 1 1 1\n0 0\n0 0 0 0 0 0 0 0 50\n1 {} 0 0 5 0 0 0 50\n"
    for name, at, units in (("c9", "1.999", 19), ("pr9", "1.999", 199), ("r9", "3", 30)):
        path = tmp_path / f"{name}.txt"
        path.write_text(head.format(at))
        assert read_instance(path).distance[0, 1] == units


def test_wrong_tours_are_refused(tmp_path: Path) -> None:
    """A point twice, an unknown one, one that is closed and a late return are all told."""
    path = tmp_path / "r2.txt"
    path.write_text(
        "1 1 3 1\n0 0\n0 0 0 0 0 0 0 0 50\n1 10 0 5 7 0 0 0 40\n2 0 10 5 8 0 0 12 20\n"
        "3 20 0 20 9 0 0 0 50\n"
    )
    instance = read_instance(path)
    assert score_of(instance, [[2, 1]]) == 15 and score_of(instance, [[1], [2]]) == 15
    for tours, word in (
        ([[1], [1]], "twice"),
        ([[4]], "unknown"),
        ([[1, 2]], "closed"),
        ([[3]], "late at the depot"),
    ):
        with pytest.raises(ValueError, match=word):
            score_of(instance, tours)


POINT = "0 0 0 0 0 0 0 0 50\n"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("", 1, "k v N t"),
        ("1 1 x 1\n", 1, "k v N t"),
        ("1 1 1 1\n0 0\n" + POINT, 4, "2 points"),
        ("1 1 1 1\n0 0\n" + POINT + "1 a 0 0 5 0 0 0 50\n", 4, "opening closing"),
        ("1 1 1 1\n0 0\n" + POINT + "1 1 0 0 5 0 2 7 0 50\n", 4, "2 entries"),
        ("1 1 1 1\n0 0\n" + POINT + "1 1 0 nan 5 0 0 0 50\n", 4, "opening closing"),
        ("1 1 1 1\n0 0\n" + POINT + "7 1 0 0 5 0 0 0 50\n", 4, "point 1, not 7"),
        ("1 1 1 1\n0 0\n" + POINT + "1 1 0 0 5 0 0 60 50\n", 4, "opening <= closing"),
    ],
)
def test_wrong_lines_are_named(tmp_path: Path, text: str, line: int, word: str) -> None:
    """An instance that cannot be read is refused with file, line and what is expected."""
    path = tmp_path / "wrong.txt"
    path.write_text(text)
    with pytest.raises(ValueError, match=rf"wrong\.txt, line {line}: expected.*{word}"):
        read_instance(path)


def test_rows_say_how_far_the_best_known_is(tmp_path: Path) -> None:
    """With a table there are its tours and gaps; without one all tours and only our values."""
    written(tmp_path)
    conditions = Conditions(seconds=0.1, instances=tmp_path)
    *plain, total = list(toptw.measure(conditions))
    assert [row["tours"] for row in plain] == [1, 2, 3, 4] and total["gap %"] is None
    best = 2 * float(plain[1]["best"] or 0)
    (tmp_path / "best.csv").write_text(f"instance,tours,best,source\nr1,2,{best},here\n")
    row, total = list(toptw.measure(conditions))
    assert row["tours"] == 2 and row["gap %"] == pytest.approx(50.0)
    assert total["gap %"] == total["largest gap %"] == row["gap %"]
    (tmp_path / "best.csv").write_text("instance,tours,best\nr1,two,5\n")
    with pytest.raises(ValueError, match=r"best\.csv, line 2: expected columns"):
        list(toptw.measure(conditions))


def test_absent_instances_are_said_to_be_absent(tmp_path: Path) -> None:
    """Without instances the family says where it looked."""
    with pytest.raises(NoInstancesError, match=str(tmp_path)):
        list(toptw.measure(Conditions(instances=tmp_path)))
