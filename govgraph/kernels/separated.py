"""Distances between all nodes of a large graph whose nodes stand in nested regions, counted.

Where few nodes of each region stand between it and the rest (*hubs*), the ways between two nodes
that meet in a region lead through its hubs. Then nodes with the same distances to the hubs count
together, and all pairs of a million nodes take seconds. Counts are those of a search from every
node, exactly.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.components import components
from govgraph.kernels.csr import Codes, csr
from govgraph.kernels.distances import distance_counts

#: Nodes from which this takes less time than a search from every node: as much at 10,000, a tenth
#: at 100,000, a hundredth at a million.
FROM = 20_000


def separated_counts(
    n: int, source: Codes, target: Codes, place: Codes, parent: Codes
) -> NDArray[np.int64] | None:
    """Return how many ordered pairs of nodes of an undirected graph stand at each distance.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the edges, each in both directions.
    place : array of int
        Region of each node, −1 for none.
    parent : array of int
        The region around each region, −1 for none.

    Returns
    -------
    array of int64 or None
        What `govgraph.kernels.distances.distance_counts` returns; None when the graph is tangled:
        more than 256 hubs in one region, or ways of more than 120 steps.
    """
    from govgraph.kernels.compiled import regions, separated  # noqa: PLC0415 - loads the compiler

    part = components(n, source, target)
    main = part == np.bincount(part).argmax()
    inside = main[source]
    own = np.asarray(place)[main]
    tree = _nested(np.asarray(parent))
    order = np.argsort(tree.rank[own + 1], kind="stable")
    number = np.empty(n, np.int64)
    number[np.flatnonzero(main)[order]] = np.arange(len(order))
    start, near = csr(len(order), number[source[inside]], number[target[inside]])
    sorted_own = tree.rank[own + 1][order].astype(np.int32)
    low = np.searchsorted(sorted_own, np.arange(len(tree.rank)))
    high = np.searchsorted(sorted_own, tree.after)
    found = separated.distance_counts(
        regions.Regions(start, near, sorted_own, tree.parent, tree.depth, low, high, tree.after)
    )
    if found is None:
        return None
    found[0] = 0
    return _sum(found, _apart(source[~inside], target[~inside]))


def _apart(source: Codes, target: Codes) -> NDArray[np.int64]:
    """Count the pairs that are joined beside the largest component."""
    nodes, ends = np.unique(np.concatenate((source, target)), return_inverse=True)
    return distance_counts(len(nodes), *np.split(ends, 2))


def _sum(one: NDArray[np.int64], two: NDArray[np.int64]) -> NDArray[np.int64]:
    total = np.zeros(max(len(one), len(two)), np.int64)
    total[: len(one)] += one
    total[: len(two)] += two
    return total


@dataclass(frozen=True, eq=False)
class _Nested:
    """Regions under one that holds them all, each before those inside it.

    Attributes
    ----------
    rank : array of int
        New number of each region, the one that holds all (the first) included.
    parent, depth : array of int32
        By new number: the region around each, −1 for the first, and how many are around it.
    after : array of int
        By new number: the first region that is not inside.
    """

    rank: NDArray[np.int64]
    parent: NDArray[np.int32]
    depth: NDArray[np.int32]
    after: NDArray[np.int64]


def _nested(parent: NDArray[np.integer]) -> _Nested:
    above = np.concatenate(([-1], parent + 1))
    depth = np.zeros(len(above), np.int32)
    climbed = above.copy()
    while (climbed >= 0).any():
        depth += climbed >= 0
        climbed = np.where(climbed >= 0, above[climbed], -1)
    layers = [np.flatnonzero(depth == level) for level in range(1, int(depth.max()) + 1)]
    size = np.ones(len(above), np.int64)
    for layer in reversed(layers):
        np.add.at(size, above[layer], size[layer])
    rank = np.zeros(len(above), np.int64)
    for layer in layers:
        siblings = layer[np.argsort(above[layer], kind="stable")]
        before = np.cumsum(size[siblings]) - size[siblings]
        first = np.searchsorted(above[siblings], above[siblings])
        rank[siblings] = rank[above[siblings]] + 1 + before - before[first]
    number = np.empty(len(above), np.int64)
    number[rank] = np.arange(len(above))
    around = np.where(above[number] >= 0, rank[above[number]], -1)
    return _Nested(
        rank, around.astype(np.int32), depth[number], np.arange(len(above)) + size[number]
    )
