"""How well the neighbours of each node reach one another without it."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.csr import Codes, csr, gather
from govgraph.kernels.distances import distance_counts

#: Edges that are looked at together.
_EDGES = 4096


def neighbourhood_efficiency(n: int, first: Codes, second: Codes) -> NDArray[np.float64]:
    """Return the efficiency of the graph that the neighbours of each node span among themselves.

    Parameters
    ----------
    n : int
        Number of nodes.
    first, second : array of int
        Ends of the edges of a simple undirected graph, each edge once.

    Returns
    -------
    array of float
        For each node, the mean of 1 / distance over the ordered pairs of its neighbours, walking
        over its neighbours alone; a pair without a way counts 0. ``nan`` for a node with fewer
        than two neighbours.
    """
    start, neighbour = csr(n, np.concatenate([first, second]), np.concatenate([second, first]))
    position = np.full(n, -1, np.int32)
    found = np.where(np.diff(start) > 1, 0.0, np.nan)
    for node in np.flatnonzero(_in_triangle(start, neighbour, first, second)):
        own = neighbour[start[node] : start[node + 1]]
        position[own] = np.arange(len(own), dtype=np.int32)
        found[node] = _efficiency(own, position, start, neighbour)
        position[own] = -1
    return found


def _efficiency(
    own: NDArray[np.int32],
    position: NDArray[np.int32],
    start: NDArray[np.int64],
    neighbour: NDArray[np.int32],
) -> float:
    """Efficiency of the graph spanned by some nodes; `position` numbers them, −1 for all others."""
    k = len(own)
    target = position[gather(own, start, neighbour)]
    inside = target >= 0
    source = np.repeat(np.arange(k, dtype=np.int32), start[own + 1] - start[own])[inside]
    counts = distance_counts(k, source, target[inside])[1:]
    return float(counts @ (1 / np.arange(1, len(counts) + 1))) / (k * (k - 1))


def _in_triangle(
    start: NDArray[np.int64], neighbour: NDArray[np.int32], first: Codes, second: Codes
) -> NDArray[np.bool_]:
    """Whether two neighbours of each node are neighbours; at no other node is there a way.

    The neighbours of the end of an edge that has fewer are looked up among those of the other. An
    edge between two nodes that are known to lie in triangles shows nothing new.
    """
    n, degree = len(start) - 1, np.diff(start)
    known = np.repeat(np.arange(n), degree) * n + neighbour
    few = np.where(degree[first] <= degree[second], first, second)
    many = first + second - few
    found = np.zeros(n, bool)
    for begin in range(0, len(few), _EDGES):
        low, high = few[begin : begin + _EDGES], many[begin : begin + _EDGES]
        new = ~(found[low] & found[high])
        third = gather(low[new], start, neighbour)
        low, high = (np.repeat(end[new], degree[low[new]]) for end in (low, high))
        closed = np.isin(high.astype(np.int64) * n + third, known, kind="sort")
        for corner in (low, high, third):
            found[corner[closed]] = True
    return found
