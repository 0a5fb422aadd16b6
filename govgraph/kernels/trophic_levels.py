"""Levels of a directed graph as solutions of sparse linear equations."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import splu

from govgraph.kernels.condensation import Condensation, condense
from govgraph.kernels.csr import Codes
from govgraph.kernels.reachability import flow_down
from govgraph.kernels.rows import rows
from govgraph.kernels.size import MANY

Levels = NDArray[np.float64]

#: Decimals that are kept, so that nodes on one level compare as equal.
DECIMALS = 12
#: Layers below which levels are taken one layer after the other.
MOST_LAYERS = 200


def least_squares_levels(n: int, source: Codes, target: Codes) -> Levels:
    """Return the levels whose differences along arcs are closest to 1, in least squares.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the arcs.

    Returns
    -------
    array of float
        Levels; the lowest of each weakly connected component is 0.

    Notes
    -----
    The equations are those of a graph Laplacian, singular once in each component; one node of each
    is held at 0 while the others are solved for.
    """
    arcs = csr_array((np.ones(len(source)), (source, target)), shape=(n, n))
    parts, part = connected_components(arcs, directed=True, connection="weak")
    coming, going = np.bincount(target, minlength=n), np.bincount(source, minlength=n)
    free = np.ones(n, bool)
    free[np.unique(part, return_index=True)[1]] = False
    level = np.zeros(n)
    if free.any():
        both = (arcs + arcs.T).tocsr()
        laplacian = -both[free][:, free]
        laplacian.setdiag((coming + going)[free])
        level[free] = _solve(laplacian, (coming - going)[free], symmetric=True)
    lowest = np.full(parts, np.inf)
    np.minimum.at(lowest, part, level)
    return np.asarray(np.round(level - lowest[part], DECIMALS), np.float64)


def chain_levels(n: int, source: Codes, target: Codes) -> Levels:
    """Return 1 for nodes without a predecessor, else 1 plus the mean level of the predecessors.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the arcs.

    Returns
    -------
    array of float
        Levels; nan where one can climb into a circle that nothing outside leads to.
    """
    if len(source) >= MANY:
        from govgraph.kernels.compiled.layers import mean_levels  # noqa: PLC0415 - compiler

        levels = mean_levels(rows(n, source, target))
        if len(levels) == n:
            return np.asarray(np.round(levels, DECIMALS), np.float64)
    condensed = condense(n, source, target)
    coming = np.bincount(target, minlength=n)
    if len(condensed) == n and condensed.layer.max(initial=0) < MOST_LAYERS:
        return _layer_by_layer(condensed, coming)
    unfed = _below_closed_circles(condensed)
    level = np.where(unfed, np.nan, 1.0)
    free = ~unfed & (coming > 0)
    if free.any():
        number = np.cumsum(free) - 1
        inside = free[source] & free[target]
        first, second = source[inside], target[inside]
        share = csr_array(
            (1 / coming[second], (number[second], number[first])), shape=(int(free.sum()),) * 2
        )
        system = -share
        system.setdiag(1.0)
        fixed = np.bincount(target, (~free)[source], minlength=n)[free] / coming[free]
        level[free] = _solve(system, 1 + fixed, symmetric=False)
    return np.asarray(np.round(level, DECIMALS), np.float64)


def _layer_by_layer(condensed: Condensation, coming: NDArray[np.int64]) -> Levels:
    """Levels of a graph without circles, each layer from those above it."""
    order = np.argsort(condensed.layer[condensed.target], kind="stable")
    source, target = condensed.source[order], condensed.target[order]
    level = np.ones(len(condensed))
    for some in np.split(np.arange(len(order)), _changes(condensed.layer[target])):
        nodes, position = np.unique(target[some], return_inverse=True)
        level[nodes] += np.bincount(position, level[source[some]]) / coming[nodes]
    return np.asarray(np.round(level, DECIMALS), np.float64)


def _changes(layer: NDArray[np.int32]) -> NDArray[np.intp]:
    return np.flatnonzero(np.diff(layer)) + 1


def _below_closed_circles(condensed: Condensation) -> NDArray[np.bool_]:
    """Nodes of circles that no arc enters, and all that they reach."""
    closed = (condensed.layer == 0) & (condensed.size > 1)
    reached = flow_down(condensed, closed.astype(np.uint64)[:, None])
    return np.asarray(reached[condensed.part, 0] > 0)


def _solve(matrix: "csr_array", right: NDArray[np.number], *, symmetric: bool) -> Levels:
    if symmetric:
        options = {"SymmetricMode": True}
        factors = splu(
            csc_array(matrix), permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options=options
        )
    else:
        factors = splu(csc_array(matrix))
    return np.asarray(factors.solve(right.astype(np.float64)), np.float64)
