"""Distances between all nodes of a large graph whose nodes stand in nested regions, counted.

Where few nodes of each region stand between it and the rest (*hubs*), the ways between two nodes
that meet in a region lead through its hubs. Then nodes with the same distances to the hubs count
together, and one of those with the same neighbours stands for the others: all pairs of a million
nodes take seconds. Counts are those of a search from every node, exactly.
"""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.components import components
from govgraph.kernels.csr import Codes
from govgraph.kernels.distances import distance_counts
from govgraph.kernels.nested import nested
from govgraph.kernels.rows import rows

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
    from govgraph.kernels.compiled import regions, separated, twins  # noqa: PLC0415 - compiler

    part = components(n, source, target)
    main = part == np.bincount(part).argmax()
    inside = main[source]
    chosen = np.flatnonzero(main)
    tree = nested(np.asarray(parent))
    order, own = tree.numbered(np.asarray(place)[chosen])
    number = np.empty(n, np.int32)
    number[chosen[order]] = np.arange(len(order), dtype=np.int32)
    around = rows(len(order), number[source[inside]], number[target[inside]])
    left = twins.joined(around)
    own = own[left.node]
    found = separated.distance_counts(
        regions.Regions(*left.rows, own, tree.parent, tree.depth, *tree.bounds(own), tree.after),
        left.mass,
    )
    if found is None:
        return None
    alike = np.array([0, 0, left.mass @ (left.mass - 1)])
    return _sum(_sum(found, alike), _apart(source[~inside], target[~inside]))


def _apart(source: Codes, target: Codes) -> NDArray[np.int64]:
    """Count the pairs that are joined beside the largest component."""
    nodes, ends = np.unique(np.concatenate((source, target)), return_inverse=True)
    return distance_counts(len(nodes), *np.split(ends, 2))


def _sum(one: NDArray[np.int64], two: NDArray[np.int64]) -> NDArray[np.int64]:
    total = np.zeros(max(len(one), len(two)), np.int64)
    total[: len(one)] += one
    total[: len(two)] += two
    return total[: int(np.flatnonzero(total).max(initial=0)) + 1]
