"""Subsets of a given size with the largest value: all of them tried, or picked one by one."""

from collections.abc import Callable
from itertools import combinations
from typing import TypeAlias

Subset: TypeAlias = tuple[int, ...]
Value: TypeAlias = Callable[[Subset], float]
#: Values closer than this are the same.
SAME = 1e-12


def best_subsets(n: int, k: int, value: Value) -> tuple[float, list[Subset]]:
    """Return the largest value over the subsets of ``0 … n − 1`` of size k, and all that have it.

    Parameters
    ----------
    n, k : int
        Number of elements, and of those to choose.
    value : callable
        Value of an ascending subset.

    Returns
    -------
    value : float
        The largest value.
    subsets : list of tuple of int
        Every subset with it, in lexicographic order.
    """
    highest, found = -float("inf"), list[tuple[Subset, float]]()
    for subset in combinations(range(n), k):
        own = value(subset)
        if own > highest - SAME:
            highest = max(highest, own)
            found = [one for one in found if one[1] > highest - SAME]
            found.append((subset, own))
    return highest, [subset for subset, _ in found]


def greedy_subset(n: int, k: int, value: Value) -> tuple[float, list[Subset]]:
    """Return a subset that no exchange of one element improves, and how it was reached.

    Parameters
    ----------
    n, k : int
        Number of elements, and of those to choose.
    value : callable
        Value of an ascending subset.

    Returns
    -------
    value : float
        Value of the last subset.
    path : list of tuple of int
        The best first element, the best addition to it, and so on; then every exchange that was
        made. The first of equal choices is taken.
    """
    chosen: Subset = ()
    path: list[Subset] = []
    for _ in range(k):
        _, chosen = _best(_grown(n, chosen), value)
        path.append(chosen)
    highest = value(chosen)
    while True:
        own, candidate = _best(_exchanged(n, chosen), value)
        if not own > highest + SAME:
            return highest, path
        highest, chosen = own, candidate
        path.append(chosen)


def _grown(n: int, chosen: Subset) -> list[Subset]:
    return [tuple(sorted((*chosen, new))) for new in range(n) if new not in chosen]


def _exchanged(n: int, chosen: Subset) -> list[Subset]:
    return [
        subset
        for old in chosen
        for subset in _grown(n, tuple(one for one in chosen if one != old))
        if subset != chosen
    ]


def _best(subsets: list[Subset], value: Value) -> tuple[float, Subset]:
    """The first subset that none exceeds."""
    highest = -float("inf")
    best: Subset = ()
    for subset in subsets:
        own = value(subset)
        if own > highest + SAME:
            highest, best = own, subset
    return highest, best
