"""Effective resistance: every edge a resistor of 1, summed over all pairs of nodes.

Trees that hang on the rest are taken off first: an edge of such a tree carries the whole current
of every pair that it separates, so it adds the product of the numbers of nodes on its two sides.
What is left is solved densely; the nodes taken off count as weights of those they hung on.
"""

from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import dpotrf, dpotri
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, laplacian
from scipy.sparse.linalg import splu

from govgraph.kernels.csr import Codes, csr

Floats = NDArray[np.float64]


def resistance_sum(n: int, first: Codes, second: Codes) -> tuple[float, int]:
    """Return the sum of resistances over the pairs of nodes that are connected, and their number.

    Parameters
    ----------
    n : int
        Number of nodes.
    first, second : array of int
        Ends of the edges of a simple undirected graph, each edge once.

    Returns
    -------
    total : float
        The sum.
    pairs : int
        Number of unordered pairs of nodes that have a path.
    """
    _, component = connected_components(_matrix(n, first, second), directed=False)
    size = np.bincount(component)[component] if n else np.zeros(0, np.int64)
    weight, total = _without_trees(n, first, second, size)
    core = np.flatnonzero(weight)
    number = np.cumsum(weight > 0) - 1
    kept = (weight[first] > 0) & (weight[second] > 0)
    rest = _matrix(len(core), number[first[kept]], number[second[kept]])
    for part in np.unique(component[core]):
        inside = np.flatnonzero(component[core] == part)
        if len(inside) > 1:
            total += _weighted_sum(rest[inside][:, inside].toarray(), weight[core[inside]])
    return total, int((size - 1).sum()) // 2


def resistance_between(matrix: csr_array, start: int, end: int) -> float:
    """Return the resistance between two different nodes of a connected graph.

    Parameters
    ----------
    matrix : sparse array
        Symmetric matrix of zeros and ones.
    start, end : int
        The two nodes.
    """
    others = np.delete(np.arange(matrix.shape[0]), end)
    grounded = cast("csr_array", laplacian(matrix)).tocsc()[others][:, others]
    current = (others == start).astype(float)
    return float(splu(grounded).solve(current)[current > 0][0])


def _matrix(n: int, first: Codes, second: Codes) -> csr_array:
    ends = np.concatenate((first, second)), np.concatenate((second, first))
    return csr_array((np.ones(len(ends[0])), ends), shape=(n, n))


def _without_trees(
    n: int, first: Codes, second: Codes, size: NDArray[np.integer]
) -> tuple[Floats, float]:
    """Take off nodes with one neighbour, again and again; 0 in the weights for a node taken off."""
    start, neighbour = csr(n, np.concatenate((first, second)), np.concatenate((second, first)))
    degree, bounds, around = np.diff(start).tolist(), start.tolist(), neighbour.tolist()
    weight, total = [1] * n, 0
    waiting = [node for node in range(n) if degree[node] == 1]
    while waiting:
        leaf = waiting.pop()
        held = [o for o in around[bounds[leaf] : bounds[leaf + 1]] if weight[o]]
        if degree[leaf] != 1 or not held:
            continue
        (parent,) = held
        total += weight[leaf] * (int(size[leaf]) - weight[leaf])
        weight[parent] += weight[leaf]
        weight[leaf] = 0
        degree[parent] -= 1
        if degree[parent] == 1:
            waiting.append(parent)
    return np.array(weight, float), float(total)


def _weighted_sum(matrix: Floats, weight: Floats) -> float:
    """Sum of resistances over pairs of nodes, each counted with the product of their weights.

    With the first node grounded and ``M`` the inverse of the rest of the Laplacian, the resistance
    of a pair is ``M_ii + M_jj − 2 M_ij``.
    """
    grounded = np.diag(matrix.sum(axis=0)) - matrix
    factor, _ = dpotrf(grounded[1:, 1:], lower=1)
    inverse, _ = dpotri(factor, lower=1)
    own, rest = inverse.diagonal(), weight[1:]
    below = np.tril(inverse, -1)
    return float(weight.sum() * (rest @ own) - (rest**2 @ own + 2 * rest @ (below @ rest)))
