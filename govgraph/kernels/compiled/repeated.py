"""A graph of which a few edges come and go: its neighbours after each change."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import Whole, loop
from govgraph.kernels.csr import Rows

Edges = tuple[NDArray[np.int64], NDArray[np.int64]]


@loop
def changed(before: Rows, added: Edges, removed: Edges) -> Rows:
    """Return the neighbours of every node after some edges came and some went.

    Parameters
    ----------
    before : pair of arrays
        Neighbours as compressed sparse rows, each edge in both directions.
    added, removed : pair of arrays of int64
        Ends of the edges.
    """
    start, other = before
    n = len(start) - 1
    end, fewer = np.zeros(n + 1, np.int64), np.zeros(n, np.bool_)
    end[1:] = start[1:] - start[:-1]
    _count(end, added, 1)
    _count(end, removed, -1)
    end = np.cumsum(end)
    for place in range(len(removed[0])):
        fewer[removed[0][place]] = fewer[removed[1][place]] = True
    begin, found = end.copy(), np.empty(end[n], np.int32)
    for node in range(n):
        for place in range(start[node], start[node + 1]):
            if not (fewer[node] and _among(removed, node, other[place])):
                found[end[node]] = other[place]
                end[node] += 1
    for place in range(len(added[0])):
        _insert(found, begin, end, added[0][place], added[1][place])
        _insert(found, begin, end, added[1][place], added[0][place])
    return begin, found


@loop
def _insert(
    found: NDArray[np.int32],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    node: Whole,
    other: Whole,
) -> None:
    """Put one more neighbour of a node into its place."""
    place = end[node]
    while place > begin[node] and found[place - 1] > other:
        found[place] = found[place - 1]
        place -= 1
    found[place] = other
    end[node] += 1


@loop
def _count(degree: NDArray[np.int64], edges: Edges, by: int) -> None:
    """Count edges at their ends; the first place is left free."""
    for place in range(len(edges[0])):
        degree[edges[0][place] + 1] += by
        degree[edges[1][place] + 1] += by


@loop
def _among(edges: Edges, one: Whole, other: Whole) -> bool:
    """Tell whether two nodes are the ends of one of some edges."""
    for place in range(len(edges[0])):
        first, second = edges[0][place], edges[1][place]
        if (first == one and second == other) or (first == other and second == one):
            return True
    return False
