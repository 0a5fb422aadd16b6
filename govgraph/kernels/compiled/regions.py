"""A graph whose nodes stand in nested regions: the nodes through which all ways between them lead.

The nodes of a region, with those of the regions inside it, have successive numbers. *Hubs* of a
region are nodes of it such that every way out of the region, and every way between two regions
directly inside it or a node of its own, passes one of them.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import inlined, loop

Ints = NDArray[np.int32]
Places = NDArray[np.int64]


class Regions(NamedTuple):
    """Nested regions, those inside a region after it, and a graph.

    Attributes
    ----------
    start, near : array
        Neighbours of each node, as compressed sparse rows.
    own : array
        Region of each node, in ascending order.
    parent, depth : array
        The region around each region, −1 for the first, and how many are around it.
    low, high : array
        The nodes of a region and those inside it are ``low`` … ``high − 1``.
    after : array
        The first region after those inside each region.
    """

    start: Places
    near: Ints
    own: Ints
    parent: Ints
    depth: Ints
    low: Places
    high: Places
    after: Places


class Hubs(NamedTuple):
    """Hubs of each region, as compressed sparse rows, in ascending order."""

    start: Places
    node: Ints


@loop
def hubs(regions: Regions) -> Hubs:
    """Return the hubs of every region.

    Notes
    -----
    A node is a hub of the regions that one of its edges leaves. An edge between two nodes of a
    region of which neither has all its ends in one region inside needs one end as a hub: the one
    that stands in the region itself, of two the one with more neighbours. So the regions of which
    a node is a hub are its own and those around it, up to some depth.
    """
    n, top = len(regions.own), _tops(regions)
    count = np.zeros(len(regions.parent) + 1, np.int64)
    for node in range(n):
        region = regions.own[node]
        for _ in range(regions.depth[region] - top[node] + 1):
            count[region + 1] += 1
            region = regions.parent[region]
    for region in range(len(regions.parent)):
        count[region + 1] += count[region]
    filled, found = count.copy(), np.empty(count[-1], np.int32)
    for node in range(n):
        region = regions.own[node]
        for _ in range(regions.depth[region] - top[node] + 1):
            found[filled[region]] = node
            filled[region] += 1
            region = regions.parent[region]
    return Hubs(count, found)


@loop
def _tops(regions: Regions) -> Ints:
    """Depth of the outermost region of which each node is a hub; below its own for none."""
    n = len(regions.own)
    top = np.empty(n, np.int32)
    for node in range(n):
        top[node] = regions.depth[regions.own[node]] + 1
    for node in range(n):
        for place in range(regions.start[node], regions.start[node + 1]):
            other = regions.near[place]
            meet = _meet(regions, node, other)
            limit = meet if _covers(regions, node, other, meet) else meet + 1
            top[node] = min(top[node], limit)
    return top


@inlined
def _meet(regions: Regions, node: int, other: int) -> np.int32:
    """Depth of the innermost region around two nodes."""
    one, two = regions.own[node], regions.own[other]
    while one != two:
        if regions.depth[one] >= regions.depth[two]:
            one = regions.parent[one]
        else:
            two = regions.parent[two]
    return np.int32(regions.depth[one])


@inlined
def _covers(regions: Regions, node: int, other: int, meet: np.int32) -> np.bool_:
    """Whether the first of two neighbours is the hub of the region where they meet."""
    inside = regions.depth[regions.own[node]] == meet
    if inside != (regions.depth[regions.own[other]] == meet):
        return np.bool_(inside)
    degree = regions.start[node + 1] - regions.start[node]
    rival = regions.start[other + 1] - regions.start[other]
    return np.bool_(degree > rival or (degree == rival and node < other))
