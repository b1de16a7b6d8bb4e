"""Random numbers for kernels, from a state that the caller keeps (SplitMix64, compiled)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sojourn.engine.compiled import compiled_inside

Generator = npt.NDArray[np.uint64]
"""(1,) the state of a generator."""


@compiled_inside
def draw(random: Generator) -> np.uint64:
    """64 random bits (Steele, Lea and Flood, "Fast splittable pseudorandom number generators")."""
    random[0] += np.uint64(0x9E3779B97F4A7C15)
    z: np.uint64 = random[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return z


@compiled_inside
def below(random: Generator, n: int) -> int:
    """A random number of 0 to `n` - 1, for `n` from 1 to 2**32."""
    return int(np.int64(((draw(random) >> np.uint64(32)) * np.uint64(n)) >> np.uint64(32)))


@compiled_inside
def unit(random: Generator) -> float:
    """A random number above 0 and up to 1."""
    return (float(draw(random) >> np.uint64(11)) + 1.0) * (1.0 / 9007199254740992.0)
