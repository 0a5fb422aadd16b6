"""Exact betweenness: hanging trees are counted in closed form, the core by Brandes' algorithm."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from govgraph.kernels.csr import Codes, Rows, csr
from govgraph.kernels.size import LARGE

Floats = NDArray[np.float64]
#: Steps along edges that are held at once; sources are followed together up to this many.
HELD = 300_000


def betweenness(n: int, first: Codes, second: Codes) -> Floats:
    """Return over how many ordered pairs' shortest paths each node stands between the two.

    Parameters
    ----------
    n : int
        Number of nodes.
    first, second : array of int
        Ends of the edges of a simple undirected graph, each edge once.

    Returns
    -------
    array of float64
        Betweenness of each node. A pair with several shortest paths counts by the share of them
        that run through the node; pairs count in both orders, their ends do not count.

    Notes
    -----
    Trees that hang on the rest are folded into the node that they hang on, which then stands for
    all their nodes: a node parts its branches from one another and from the rest, whatever the
    rest is like. What remains is the core, on which paths are counted from many sources at once
    and dependencies summed backwards (Brandes 2001), nodes weighing as many as they stand for.
    The cost is that of Brandes' algorithm on the core alone.
    """
    size, branches, squares, core = _fold(n, first, second)
    _, component = connected_components(_matrix(n, first, second), directed=False)
    rest = np.bincount(component)[component] - 1 - branches
    result: Floats = (branches**2 - squares + 2 * branches * rest).astype(float)
    if len(core):
        number = np.full(n, -1)
        number[core] = np.arange(len(core))
        inside = (number[first] >= 0) & (number[second] >= 0)
        ends = number[first[inside]], number[second[inside]]
        result[core] += _brandes(_both_ways(len(core), *ends), size[core].astype(float))
    return result


def _matrix(n: int, first: Codes, second: Codes) -> csr_array:
    return csr_array((np.ones(len(first), np.int8), (first, second)), shape=(n, n))


def _both_ways(n: int, first: Codes, second: Codes) -> Rows:
    return csr(n, np.concatenate((first, second)), np.concatenate((second, first)))


def _fold(
    n: int, first: Codes, second: Codes
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.intp]]:
    """Fold nodes with one neighbour into it, again and again.

    Returns how many nodes each node stands for, the sum of the sizes of the branches folded into
    it, the sum of their squares, and the nodes that still have several neighbours.
    """
    ends, others = np.concatenate((first, second)), np.concatenate((second, first))
    degree = np.bincount(ends, minlength=n)
    near = np.zeros(n, np.int64)  # sum of the neighbours that are left: with one left, that one
    np.add.at(near, ends, others)
    size = np.ones(n, np.int64)
    branches, squares = np.zeros(n, np.int64), np.zeros(n, np.int64)
    leaves = np.flatnonzero(degree == 1)
    while len(leaves):
        hub = near[leaves]
        leaves = leaves[(degree[hub] > 1) | (leaves > hub)]  # of two alone, one stays
        hub = near[leaves]
        np.add.at(branches, hub, size[leaves])
        np.add.at(squares, hub, size[leaves] ** 2)
        np.add.at(size, hub, size[leaves])
        np.subtract.at(near, hub, leaves)
        np.subtract.at(degree, hub, 1)
        degree[leaves] = 0
        leaves = np.unique(hub[degree[hub] == 1])
    return size, branches, squares, np.flatnonzero(degree)


def _brandes(rows: Rows, weight: Floats) -> Floats:
    """Betweenness where each node counts `weight` times as an end of pairs."""
    start, neighbour = rows
    n = len(weight)
    if n >= LARGE:
        from govgraph.kernels.compiled import betweenness as compiled  # noqa: PLC0415 - compiler

        return compiled.betweenness(rows, weight)
    batch = max(1, HELD // len(neighbour))
    result = np.zeros(n)
    for begin in range(0, n, batch):
        sources = np.arange(begin, min(begin + batch, n))
        depends = _dependencies(start, neighbour, weight, sources)
        result += weight[sources] @ depends
    return result


def _dependencies(
    start: NDArray[np.int64],
    neighbour: NDArray[np.int32],
    weight: Floats,
    sources: NDArray[np.intp],
) -> Floats:
    """Row by row, how much of a source's paths each node lies on; a cell is ``row * n + node``."""
    n = len(weight)
    own = np.arange(len(sources)) * n + sources
    paths = np.zeros(len(sources) * n)
    paths[own] = 1
    seen = paths > 0
    latest = np.zeros(len(paths), np.int64)
    steps: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    frontier = own
    while len(frontier):
        before, after = _steps(start, neighbour, frontier, n)
        new = ~seen[after]
        before, after = before[new], after[new]
        np.add.at(paths, after, paths[before])
        seen[after] = True
        latest[after] = np.arange(len(after))
        frontier = after[latest[after] == np.arange(len(after))]
        steps.append((before, after))
    depends = np.zeros(len(paths))
    for before, after in reversed(steps):
        share = paths[before] / paths[after]
        np.add.at(depends, before, share * (weight[after % n] + depends[after]))
    depends[own] = 0
    return depends.reshape(len(sources), n)


def _steps(
    start: NDArray[np.int64], neighbour: NDArray[np.int32], cells: NDArray[np.int64], n: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every step from the cells to a cell next to them in the same row."""
    node = cells % n
    length = start[node + 1] - start[node]
    before = np.repeat(cells, length)
    place = np.arange(len(before)) - np.repeat(np.cumsum(length) - length, length)
    after = before - np.repeat(node, length) + neighbour[np.repeat(start[node], length) + place]
    return before, after
