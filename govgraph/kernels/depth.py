"""Longest path from the top of a directed graph, circles counted as one node."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from govgraph.kernels.csr import Codes, csr


def depth(n: int, source: Codes, target: Codes) -> NDArray[np.int32]:
    """Return the longest path, in arcs, from any node without a predecessor to each node.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the arcs.

    Returns
    -------
    array of int32
        Depth of each node. The nodes of a strongly connected component share one depth: arcs
        inside it are left out.
    """
    graph = csr_array((np.ones(len(source), np.int8), (source, target)), shape=(n, n))
    parts, component = connected_components(graph, directed=True, connection="strong")
    first, second = component[source], component[target]
    apart = first != second
    start, after = csr(parts, first[apart], second[apart])
    waiting = np.bincount(second[apart], minlength=parts)
    layer = np.zeros(parts, np.int32)
    free = np.flatnonzero(waiting == 0)
    step = 0
    while len(free):
        layer[free] = step
        reached = _neighbours(free, start, after)
        waiting -= np.bincount(reached, minlength=parts)
        free = np.unique(reached[waiting[reached] == 0])
        step += 1
    return layer[component]


def _neighbours(
    nodes: NDArray[np.intp], start: NDArray[np.int64], neighbour: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Neighbours of several nodes, one after the other."""
    length = start[nodes + 1] - start[nodes]
    begin = np.repeat(start[nodes] - np.concatenate(([0], np.cumsum(length)[:-1])), length)
    return neighbour[begin + np.arange(length.sum())]
