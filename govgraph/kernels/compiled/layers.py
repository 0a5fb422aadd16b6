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
    waiting = _coming(after)
    n = len(waiting)
    layer, settled, count = np.zeros(n, np.int32), np.empty(n, np.int32), 0
    for node in range(n):
        if waiting[node] == 0:
            settled[count] = node
            count += 1
    for place in range(n):
        if place == count:
            return layer[:0]
        node = settled[place]
        for arc in range(after[0][node], after[0][node + 1]):
            other = after[1][arc]
            layer[other] = max(layer[other], layer[node] + 1)
            waiting[other] -= 1
            if waiting[other] == 0:
                settled[count] = other
                count += 1
    return layer


@loop
def mean_levels(after: Rows) -> NDArray[np.float64]:
    """Return 1 for nodes that nothing leads to, else 1 plus the mean of those that do.

    Parameters
    ----------
    after : pair of arrays
        The nodes that each node of a graph without circles leads to, as compressed sparse rows.
    """
    coming = _coming(after)
    n, waiting = len(coming), coming.copy()
    level, settled, count = np.zeros(n), np.empty(n, np.int32), 0
    for node in range(n):
        if coming[node] == 0:
            settled[count] = node
            count += 1
    for place in range(n):
        node = settled[place]
        level[node] = 1 + level[node] / max(1, coming[node])
        for arc in range(after[0][node], after[0][node + 1]):
            other = after[1][arc]
            level[other] += level[node]
            waiting[other] -= 1
            if waiting[other] == 0:
                settled[count] = other
                count += 1
    return level


@loop
def _coming(after: Rows) -> Layers:
    """How many arcs lead to each node."""
    found = np.zeros(len(after[0]) - 1, np.int32)
    for node in after[1]:
        found[node] += 1
    return found
