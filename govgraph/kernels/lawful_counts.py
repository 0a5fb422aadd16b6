"""Lawful ways between all nodes of a large graph in nested regions, counted.

A lawful way climbs, turns at most once to the side and descends (see `govgraph.kernels.lawful`).
Counts are those of a search from every node, exactly; the regions decide only how long it takes.
"""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.csr import Codes, csr
from govgraph.kernels.lawful import Ways
from govgraph.kernels.nested import nested


def lawful_counts(
    ways: Ways, counted: NDArray[np.bool_], place: Codes, parent: Codes
) -> NDArray[np.int64] | None:
    """Return how many ordered pairs of different nodes have a lawful way of each length.

    Parameters
    ----------
    ways : Ways
        Where one can climb, turn and descend.
    counted : array of bool
        Which nodes make pairs.
    place : array of int
        Region of each node, −1 for none.
    parent : array of int
        The region around each region, −1 for none.

    Returns
    -------
    array of int64 or None
        ``counts[d]``; ``counts[0]`` is 0. None when some way climbs more than 36 steps, or nodes
        stand under too many others.
    """
    from govgraph.kernels.compiled import label_counts, labels  # noqa: PLC0415 - compiler
    from govgraph.kernels.compiled.regions import Regions  # noqa: PLC0415

    tree = nested(np.asarray(parent))
    order, own = tree.numbered(np.asarray(place))
    number = np.argsort(order)
    upper = csr(ways.n, number[ways.target], number[ways.source])
    sizes = [len(group) for group in ways.groups]
    members = np.concatenate([np.zeros(0, np.int64), *ways.groups])
    member = csr(ways.n, number[members], np.repeat(np.arange(len(sizes)), sizes))
    regions = Regions(*upper, own, tree.parent, tree.depth, *tree.bounds(own), tree.after)
    found = labels.labels(regions, member, len(sizes))
    if len(found.start) <= ways.n:
        return None
    counts = label_counts.count_pairs(regions, found, counted[order].astype(np.int64))
    if not len(counts):
        return None
    lengths = counts[::2].copy()
    lengths[0] = 0
    return lengths[: int(np.flatnonzero(lengths).max(initial=0)) + 1]
