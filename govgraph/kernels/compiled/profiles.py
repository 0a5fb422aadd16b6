"""Distances of all nodes of a region to its hubs, as far as they can shorten a way.

Of the hubs one is the *centre*. Of two nodes' ways through another hub only those can be shorter
than the way through the centre for which one of the two stands nearer to the hub than to the
centre; so of all distances to hubs only the few that may matter are kept.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import Whole, inlined, loop, popcount
from govgraph.kernels.compiled.regions import Hubs, Places, Regions

Bits = NDArray[np.uint64]
Steps = NDArray[np.uint8]

#: Stands for a distance that is not known.
UNKNOWN = 255
#: Longest distance that is followed: the sum of two is below `UNKNOWN`.
LONGEST = 120

_ONE = np.uint64(1)


class Links(NamedTuple):
    """Distances of the hubs of each region to those of the region around it.

    The row of the ``i``-th hub of a region begins at ``start[region] + i * w`` with ``w`` hubs of
    the region around it.
    """

    start: Places
    steps: Steps


class Profile(NamedTuple):
    """Distances of the nodes of a region to its hubs.

    Attributes
    ----------
    far : array of uint8
        Distance of each node to the centre.
    start, hub, beyond : array
        The kept hubs of each node, nearest first, and by how much further than the centre each
        one is (negative: nearer).
    reach : int
        Largest distance of a hub to the centre; −1 when some distance is too long.
    """

    far: Steps
    start: Places
    hub: NDArray[np.int16]
    beyond: NDArray[np.int8]
    reach: Whole


class _Search(NamedTuple):
    """A search from all hubs of a region at once, a bit for each: seen, last reached, reached.

    ``left`` is how many hubs have not reached each node.
    """

    low: int
    centre: int
    bits: Bits
    alive: NDArray[np.bool_]
    left: NDArray[np.int64]
    far: Steps
    row: Places


@loop
def profile(region: int, regions: Regions, hubs: Hubs, links: Links) -> Profile:
    """Return the distances of a region's nodes to its hubs; fill in the links of those inside."""
    own = hubs.node[hubs.start[region] : hubs.start[region + 1]]
    low, size = regions.low[region], regions.high[region] - regions.low[region]
    seed = _seeds(region, regions, hubs, links)
    search = _Search(
        low,
        _centre(regions, own, low, low + size),
        np.zeros((3, size, (len(own) + 63) // 64), np.uint64),
        np.zeros((2, size), np.bool_),
        np.full(size, len(own), np.int64),
        np.full(size, UNKNOWN, np.uint8),
        _rows(region, regions, hubs, links),
    )
    last = np.int64(0)
    for length in seed.ravel():
        last = max(last, np.int64(length) if length < UNKNOWN else np.int64(0))
    kept = np.zeros(4 * size + 64, np.int64)
    level, reach, moved = np.int64(0), np.int64(UNKNOWN), True
    close = np.full((1, search.bits.shape[2]), ~np.uint64(0))
    while (moved or level <= last) and level < LONGEST:
        _sow(search, own, seed, level)
        kept, moved = _advance(regions, search, links, level, close, kept)
        if reach == UNKNOWN:
            reach = np.int64(0)
            for node in own:
                reach = max(reach, np.int64(search.far[node - low]))
            if reach < UNKNOWN:
                close = _close(search, own, reach)
        level += 1
    if moved:
        reach = np.int64(-1)
    return _sorted(search.far, kept, own, reach, low)


@loop
def _seeds(region: int, regions: Regions, hubs: Hubs, links: Links) -> Steps:
    """Lengths of ways between hubs through the hubs of the region around; 0 to themselves."""
    count = hubs.start[region + 1] - hubs.start[region]
    found = np.full((count, count), UNKNOWN, np.uint8)
    around = regions.parent[region]
    if around >= 0:
        width = hubs.start[around + 1] - hubs.start[around]
        base = links.start[region]
        for one in range(count):
            for two in range(one):
                least = UNKNOWN
                for hub in range(width):
                    first = np.int64(links.steps[base + one * width + hub])
                    least = min(least, first + links.steps[base + two * width + hub])
                found[one, two] = found[two, one] = least
    for one in range(count):
        found[one, one] = 0
    return found


@loop
def _centre(regions: Regions, own: NDArray[np.int32], low: int, high: int) -> int:
    """Position of the hub with the most neighbours inside the region."""
    most, found = -1, 0
    for hub in range(len(own)):
        near = regions.near[regions.start[own[hub]] : regions.start[own[hub] + 1]]
        inside = 0
        for other in near:
            inside += low <= other < high
        if inside > most:
            most, found = inside, hub
    return found


@loop
def _rows(region: int, regions: Regions, hubs: Hubs, links: Links) -> Places:
    """Where the distances of each node's row of links begin; −1 for nodes without one."""
    low, high = regions.low[region], regions.high[region]
    width = hubs.start[region + 1] - hubs.start[region]
    found = np.full(high - low, -1, np.int64)
    inside = region + 1
    while inside < regions.after[region]:
        for hub in range(hubs.start[inside], hubs.start[inside + 1]):
            row = links.start[inside] + (hub - hubs.start[inside]) * width
            found[hubs.node[hub] - low] = row
        inside = regions.after[inside]
    return found


@loop
def _close(search: _Search, own: NDArray[np.int32], reach: np.int64) -> Bits:
    """The hubs that may matter at each number of steps beyond the centre."""
    found = np.zeros((reach + 1, search.bits.shape[2]), np.uint64)
    for hub in range(len(own)):
        for beyond in range(search.far[own[hub] - search.low]):
            found[beyond, hub // 64] |= _ONE << np.uint64(hub % 64)
    return found


@loop
def _sow(search: _Search, own: NDArray[np.int32], seed: Steps, level: Whole) -> None:
    """Begin a level with what is reached through the region around."""
    reached = search.bits[2 - level % 2]
    for node in range(len(reached)):
        for word in range(reached.shape[1]):
            reached[node, word] = 0
    for hub in range(len(own)):
        for other in range(len(own)):
            if seed[hub, other] == level:
                reached[own[hub] - search.low, other // 64] |= _ONE << np.uint64(other % 64)


@loop
def _advance(
    regions: Regions, search: _Search, links: Links, level: Whole, close: Bits, kept: Places
) -> tuple[Places, bool]:
    """Take one step from what was last reached; keep what may matter.

    ``close`` are the hubs that may matter by the number of steps beyond the centre, in one row
    before that is known. ``kept[0]`` is the number of hubs kept; each is the node, the hub and the
    level in one number.
    """
    size, words = search.bits.shape[1:]
    seen, last, reached = search.bits[0], search.bits[1 + level % 2], search.bits[2 - level % 2]
    alive, next_alive = search.alive[level % 2], search.alive[1 - level % 2]
    some = False
    for node in range(size):
        next_alive[node] = False
        if search.left[node] == 0:
            continue
        _gather(regions, search.low, node, alive, last, reached)
        for word in range(words):
            reached[node, word] &= ~seen[node, word]
            if reached[node, word]:
                seen[node, word] |= reached[node, word]
                search.left[node] -= popcount(reached[node, word])
                next_alive[node] = some = True
        if next_alive[node]:
            kept = _note(search, links, node, level, close, kept)
    return kept, some


@inlined
def _gather(
    regions: Regions, low: int, node: int, alive: NDArray[np.bool_], last: Bits, reached: Bits
) -> None:
    """Join what was last reached next to a node, inside the region."""
    for place in range(regions.start[low + node], regions.start[low + node + 1]):
        other = regions.near[place] - low
        if 0 <= other < len(alive) and alive[other]:
            for word in range(reached.shape[1]):
                reached[node, word] |= last[other, word]


@inlined
def _room(kept: Places, more: int) -> Places:
    """The hubs kept, with room for some more."""
    if kept[0] + more < len(kept):
        return kept
    longer = np.empty(2 * len(kept) + more, np.int64)
    for place in range(kept[0] + 1):
        longer[place] = kept[place]
    return longer


@inlined
def _note(
    search: _Search, links: Links, node: int, level: Whole, close: Bits, kept: Places
) -> Places:
    """Keep the hubs newly found of a node that are not too far beyond the centre."""
    beyond = 0 if search.far[node] == UNKNOWN else level - search.far[node]
    every = search.far[node] == UNKNOWN or len(close) == 1
    if not every and beyond >= len(close) and search.row[node] < 0:
        return kept
    reached = search.bits[2 - level % 2, node]
    kept = _room(kept, 64 * len(reached) + 1)
    for word in range(len(reached)):
        some = reached[word]
        if not every:
            some &= close[beyond, word] if beyond < len(close) else np.uint64(0)
        left = reached[word] if search.row[node] >= 0 else some
        while left:
            lowest = left & (~left + _ONE)
            left ^= lowest
            hub = 64 * word + popcount(lowest - _ONE)
            if search.row[node] >= 0:
                links.steps[search.row[node] + hub] = level
            if some & lowest:
                kept[0] += 1
                kept[kept[0]] = (np.int64(node) << 24) | (hub << 8) | level
            if hub == search.centre:
                search.far[node] = level
    return kept


@loop
def _sorted(far: Steps, kept: Places, own: NDArray[np.int32], reach: Whole, low: int) -> Profile:
    """Put the kept hubs in the order of nodes, and leave out those that cannot matter."""
    if reach < 0:
        nothing = np.zeros(1, np.int64)
        return Profile(far, nothing, np.zeros(0, np.int16), np.zeros(0, np.int8), reach)
    limit = np.empty(len(own), np.int64)
    for hub in range(len(own)):
        limit[hub] = far[own[hub] - low]
    start = np.zeros(len(far) + 1, np.int64)
    for one in kept[1 : kept[0] + 1]:
        node, hub, level = one >> 24, (one >> 8) & 0xFFFF, one & 0xFF
        start[node + 1] += level - far[node] < limit[hub]
    for node in range(len(far)):
        start[node + 1] += start[node]
    filled = start.copy()
    found, beyond = np.empty(start[-1], np.int16), np.empty(start[-1], np.int8)
    for one in kept[1 : kept[0] + 1]:
        node, hub, level = one >> 24, (one >> 8) & 0xFFFF, one & 0xFF
        if level - far[node] < limit[hub]:
            found[filled[node]] = hub
            beyond[filled[node]] = level - far[node]
            filled[node] += 1
    return Profile(far, start, found, beyond, reach)
