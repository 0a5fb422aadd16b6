"""How well the neighbours of each node reach one another without it."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.csr import Codes, csr, gather
from govgraph.kernels.distances import distance_counts


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
    degree = np.diff(start)
    position = np.full(n, -1, np.int32)
    found = np.full(n, np.nan)
    for node in np.flatnonzero(degree > 1):
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
    if not inside.any():
        return 0.0
    source = np.repeat(np.arange(k, dtype=np.int32), start[own + 1] - start[own])[inside]
    counts = distance_counts(k, source, target[inside])[1:]
    return float(counts @ (1 / np.arange(1, len(counts) + 1))) / (k * (k - 1))
