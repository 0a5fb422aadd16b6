"""Exact betweenness of an undirected graph, source by source (Brandes 2001)."""

from threading import Event
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import inlined, loop, shared
from govgraph.kernels.csr import Rows

Floats = NDArray[np.float64]

#: Sources that are followed before a thread looks up.
AT_ONCE = 64


def betweenness(around: Rows, weight: Floats) -> Floats:
    """Return over how many ordered pairs' shortest paths each node stands between the two.

    Parameters
    ----------
    around : pair of arrays
        Neighbours of each node, as compressed sparse rows.
    weight : array of float64
        How many times each node counts as an end of pairs.
    """
    n = len(weight)

    def work(first: int, step: int, stop: Event) -> Floats:
        result = np.zeros(n)
        for batch in range(first * AT_ONCE, n, step * AT_ONCE):
            if stop.is_set():
                break
            _follow(around, weight, batch, min(batch + AT_ONCE, n), result)
        return result

    return np.asarray(np.sum(shared(work, -(-n // AT_ONCE)), axis=0))


class _Search(NamedTuple):
    """Nodes in the order in which a source reaches them, and what is known of each."""

    order: NDArray[np.int32]
    distance: NDArray[np.int32]
    paths: Floats
    depends: Floats


@loop
def _follow(around: Rows, weight: Floats, low: int, high: int, result: Floats) -> None:
    """Add what depends on each node for the sources ``low`` … ``high − 1``."""
    start, near = around
    n = len(weight)
    found = _Search(np.empty(n, np.int32), np.full(n, -1, np.int32), np.zeros(n), np.zeros(n))
    order, distance, paths, depends = found
    for source in range(low, high):
        for place in range(_reach(around, source, found) - 1, 0, -1):
            node = order[place]
            share = (weight[node] + depends[node]) / paths[node]
            for other in near[start[node] : start[node + 1]]:
                if distance[other] == distance[node] - 1:
                    depends[other] += paths[other] * share
            result[node] += weight[source] * depends[node]
            distance[node] = -1
        distance[source] = -1


@inlined
def _reach(around: Rows, source: int, found: _Search) -> int:
    """Count the shortest paths from a source; return how many nodes it reaches, itself too."""
    start, near = around
    order, distance, paths, depends = found
    order[0], distance[source], paths[source] = source, 0, 1.0
    done, count = 0, 1
    while done < count:
        node = order[done]
        done += 1
        for other in near[start[node] : start[node + 1]]:
            if distance[other] < 0:
                distance[other] = distance[node] + 1
                paths[other] = depends[other] = 0.0
                order[count] = other
                count += 1
            if distance[other] == distance[node] + 1:
                paths[other] += paths[node]
    return count
