"""Nodes taken in such an order that each stands behind all that lead to it."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import loop
from govgraph.kernels.csr import Rows

Layers = NDArray[np.int32]


@loop
def layers(after: Rows) -> Layers:
    """Return the longest path to each node, in arcs; nothing at all where there is a circle.

    Parameters
    ----------
    after : pair of arrays
        The nodes that each node leads to, as compressed sparse rows.
    """
    order = _order(after)
    layer = np.zeros(len(order), np.int32)
    for node in order:
        for arc in range(after[0][node], after[0][node + 1]):
            other = after[1][arc]
            layer[other] = max(layer[other], layer[node] + 1)
    return layer


@loop
def mean_levels(after: Rows) -> NDArray[np.float64]:
    """Return 1 for nodes that nothing leads to, else 1 plus the mean of those that do.

    Parameters
    ----------
    after : pair of arrays
        The nodes that each node leads to, as compressed sparse rows.

    Returns
    -------
    array of float
        Levels; none at all where there is a circle.
    """
    order, coming = _order(after), _coming(after)
    level = np.zeros(len(order))
    for node in order:
        level[node] = 1 + level[node] / max(1, coming[node])
        for arc in range(after[0][node], after[0][node + 1]):
            level[after[1][arc]] += level[node]
    return level


@loop
def _order(after: Rows) -> Layers:
    """Nodes behind all that lead to them, else in the order of their numbers; none in a circle."""
    waiting = _coming(after)
    n = len(waiting)
    order, count, done = np.empty(n, np.int32), 0, 0
    for first in range(n):
        if waiting[first] == 0:
            order[count] = first
            count += 1
        while done < count:
            node = order[done]
            done += 1
            for arc in range(after[0][node], after[0][node + 1]):
                other = after[1][arc]
                waiting[other] -= 1
                if waiting[other] == 0 and other < first:
                    order[count] = other
                    count += 1
    return order if count == n else order[:0]


@loop
def _coming(after: Rows) -> Layers:
    """How many arcs lead to each node."""
    found = np.zeros(len(after[0]) - 1, np.int32)
    for node in after[1]:
        found[node] += 1
    return found
