"""Where a difference changes its sign between the ends of a range."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

#: Places between the lower and the upper ends at which options are ranked.
GRID = (-1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0)
#: Steps of a bisection: the place of a flip is known to 2^-20 of the range between grid places.
_HALVINGS = 20


def flip(apart: Callable[[float], float]) -> tuple[float, str]:
    """Return where a difference changes its sign nearest to 0, and how that was found.

    Parameters
    ----------
    apart : callable
        The difference at a place between −1 and 1.

    Returns
    -------
    place : float
        ``nan`` where the sign does not change on the grid.
    method : str
        ``bisection`` where the difference is monotone on the grid, ``grid`` where it is not; empty
        where nothing flips.

    Examples
    --------
    >>> place, method = flip(lambda by: 0.3 - by)
    >>> round(place, 4), method
    (0.3, 'bisection')
    >>> flip(lambda by: 1.0 + by / 2)
    (nan, '')
    """
    found = [apart(by) for by in GRID]
    middle = GRID.index(0.0)
    sides = (range(middle, len(GRID)), range(middle, -1, -1))
    crossed = [
        (GRID[inner], GRID[outer])
        for side in sides
        for inner, outer in pairwise(side)
        if found[middle] * found[outer] < 0
    ]
    if not crossed:
        return math.nan, ""
    places = [_narrowed(apart, inner, outer) for inner, outer in _nearest(crossed)]
    known = np.array([value for value in found if not math.isnan(value)])
    steps = np.diff(known)
    monotone = bool((steps >= 0).all() or (steps <= 0).all())
    return min(places, key=abs), "bisection" if monotone else "grid"


def _nearest(crossed: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the first crossing on each side."""
    sides = ([one for one in crossed if one[1] > 0], [one for one in crossed if one[1] < 0])
    return [min(side, key=lambda one: abs(one[1])) for side in sides if side]


def _narrowed(apart: Callable[[float], float], inner: float, outer: float) -> float:
    """Return where the sign changes between two places."""
    sign = apart(outer)
    for _ in range(_HALVINGS):
        between = (inner + outer) / 2
        if apart(between) * sign > 0:
            outer = between
        else:
            inner = between
    return (inner + outer) / 2
