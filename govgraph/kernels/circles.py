"""Circles of a directed graph, one for each strongly connected component that has one."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from govgraph.kernels.csr import Codes, csr

#: Layers that are taken off a graph before its components are looked for.
_LAYERS = 16


def circles(n: int, source: Codes, target: Codes) -> list[list[int]]:
    """Return one circle of each strongly connected component with more than one node.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the arcs.

    Returns
    -------
    list of list of int
        Nodes of each circle in walking order, each circle starting at its smallest node.
    """
    if _peels(n, source, target):
        return []
    graph = csr_array((np.ones(len(source), np.int8), (source, target)), shape=(n, n))
    _, component = connected_components(graph, directed=True, connection="strong")
    size = np.bincount(component, minlength=1)
    inside = component[source] == component[target]
    start, neighbour = csr(n, np.asarray(source)[inside], np.asarray(target)[inside])
    first: dict[int, int] = {}
    for node in np.flatnonzero(size[component] > 1):
        first.setdefault(int(component[node]), int(node))
    return [_walk(root, start, neighbour) for root in first.values()]


def _peels(n: int, source: Codes, target: Codes) -> bool:
    """Tell whether nothing is left when arcs from the top are taken off a few times over.

    That is quicker than to look for components, and most graphs are no deeper.
    """
    for _ in range(_LAYERS):
        if not len(source):
            return True
        below = np.zeros(n, np.bool_)
        below[target] = True
        source, target = source[below[source]], target[below[source]]
    return not len(source)


def _walk(root: int, start: NDArray[np.int64], neighbour: NDArray[np.int32]) -> list[int]:
    """Walk inside the component until a node comes again; cut off the way before it."""
    path, position, node = [root], {root: 0}, root
    while True:
        node = int(neighbour[start[node]])
        if node in position:
            circle = path[position[node] :]
            lowest = circle.index(min(circle))
            return circle[lowest:] + circle[:lowest]
        position[node] = len(path)
        path.append(node)
