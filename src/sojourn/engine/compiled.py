"""How kernels are compiled: by numba, their machine code kept between runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from numba import config, njit

from sojourn.engine.kernel_cache import folder

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """`function` compiled, its machine code kept between runs."""
    return _kept(function, nogil=True, error_model="numpy")


def compiled_leaf(function: Callable[P, R]) -> Callable[P, R]:
    """The same for a function that allocates nothing, so that arrays need no counting."""
    return _kept(function, nogil=True, _nrt=False, error_model="numpy")


def compiled_inside(function: Callable[P, R]) -> Callable[P, R]:
    """The same for a function that becomes part of those that call it.

    A call passes each array of a state by value: dear where it is made for every change.
    """
    return cast(Callable[P, R], njit(inline="always", error_model="numpy")(function))


def _kept(function: Callable[P, R], **options: object) -> Callable[P, R]:
    """`function` compiled with `options`, with its code in the folder of its sources."""
    given = config.CACHE_DIR
    config.CACHE_DIR = str(folder(Path(function.__code__.co_filename), given))
    try:
        return cast(Callable[P, R], njit(cache=True, **options)(function))
    finally:
        config.CACHE_DIR = given
