"""Distances between all nodes of a graph in nested regions, counted region by region."""

from threading import Event
from typing import NamedTuple

import numpy as np

from govgraph.kernels.compiled.grouping import Alike, groups, merged
from govgraph.kernels.compiled.loops import inlined, loop, shared
from govgraph.kernels.compiled.pair_counts import Counts, count_pairs
from govgraph.kernels.compiled.profiles import LONGEST, Links, Profile, profile
from govgraph.kernels.compiled.regions import Hubs, Places, Regions, hubs

#: Hubs of one region above which it is tangled.
MOST_HUBS = 256
#: Regions that are counted before a thread looks up.
AT_ONCE = 500


def distance_counts(regions: Regions, times: Counts) -> Counts | None:
    """Return how many ordered pairs of nodes of a connected graph stand at each distance.

    Parameters
    ----------
    regions : Regions
        The graph.
    times : array of int64
        How many times each node counts.

    Returns
    -------
    array of int64 or None
        ``counts[d]``, without what each node counts with itself; ``counts[0]`` is 0. None when
        some region is tangled.
    """
    found = hubs(regions)
    width = np.diff(found.start)
    if width.max() > MOST_HUBS:
        return None
    around = np.where(regions.parent >= 0, width[regions.parent], 0)
    start = np.zeros(len(width) + 1, np.int64)
    np.cumsum(width * around, out=start[1:])
    links = Links(start, np.zeros(start[-1], np.uint8))
    total = np.zeros(4 * LONGEST, np.int64)
    for depth in range(int(regions.depth.max()) + 1):
        chosen = np.flatnonzero((regions.depth == depth) & (width > 0))
        counts = _count_all(chosen, _Graph(regions, found, links, times))
        if counts is None:
            return None
        total += counts
    return total[: int(np.flatnonzero(total).max(initial=0)) + 1]


class _Graph(NamedTuple):
    """A graph in nested regions, its hubs and their distances, and the times each node counts."""

    regions: Regions
    hubs: Hubs
    links: Links
    times: Counts


def _count_all(chosen: Places, graph: _Graph) -> Counts | None:
    """Count the pairs that meet in each of some regions of one depth."""

    def work(first: int, step: int, stop: Event) -> Counts | None:
        counts = np.zeros(4 * LONGEST, np.int64)
        own = chosen[first::step]
        for begin in range(0, len(own), AT_ONCE):
            if stop.is_set():
                break
            if not _count_some(own[begin : begin + AT_ONCE], graph, counts):
                return None
        return counts

    total = np.zeros(4 * LONGEST, np.int64)
    for counts in shared(work, len(chosen)):
        if counts is None:
            return None
        total += counts
    return total


@loop
def _count_some(chosen: Places, graph: _Graph, counts: Counts) -> bool:
    """Count the pairs that meet in each of some regions; tell whether none is tangled."""
    regions = graph.regions
    for region in chosen:
        low, high = regions.low[region], regions.high[region]
        if high - low == 1:
            continue
        nodes = profile(region, regions, graph.hubs, graph.links)
        if nodes.reach < 0:
            return False
        _count(nodes, graph.times[low:high], _bounds(region, regions), counts)
    return True


@inlined
def _count(nodes: Profile, times: Counts, bounds: Places, counts: Counts) -> None:
    """Count the pairs of a region's nodes, and take those inside one part of it off again."""
    grouped, size = groups(nodes), bounds[-1]
    every, used = Alike(np.empty(size, np.int64), np.empty(size, np.int64)), 0
    for part in range(len(bounds)):
        whole = part == len(bounds) - 1
        low, high = (0, used) if whole else (bounds[part], bounds[part + 1])
        if high - low == 1 and not whole:
            counts[2 * _nearest(nodes, low)] -= times[low] ** 2
            every.node[used], every.mass[used] = low, times[low]
            used += 1
            continue
        some = Alike(np.arange(low, high), times[low:high])
        if whole:
            some = Alike(every.node[:used], every.mass[:used])
        some = merged(nodes, some)
        pairs = count_pairs(nodes, grouped, some)
        for length in range(len(pairs)):
            counts[length] += pairs[length] if whole else -pairs[length]
        if not whole:
            used = _append(every, used, some)


@inlined
def _append(every: Alike, used: int, some: Alike) -> int:
    """Add some nodes to those used so far; return how many these are then."""
    for place in range(len(some.node)):
        every.node[used + place], every.mass[used + place] = some.node[place], some.mass[place]
    return used + len(some.node)


@loop
def _bounds(region: int, regions: Regions) -> Places:
    """Where the parts of a region begin, the nodes of its own one by one, and where it ends."""
    low, high = regions.low[region], regions.high[region]
    found = np.empty(high - low + 1, np.int64)
    node, inside, count = low, region + 1, 0
    while node < high:
        found[count] = node - low
        count += 1
        end = node + 1
        while inside < regions.after[region] and regions.low[inside] <= node:
            end = max(end, regions.high[inside])
            inside = regions.after[inside]
        node = end
    found[count] = high - low
    return found[: count + 1]


@inlined
def _nearest(nodes: Profile, node: int) -> np.int64:
    """Distance of a node to the hub next to it."""
    place = nodes.start[node]
    if place < nodes.start[node + 1] and nodes.beyond[place] < 0:
        return np.int64(nodes.far[node] + nodes.beyond[place])
    return np.int64(nodes.far[node])
