"""Distances of all nodes of a region to its hubs, as far as they can shorten a way.

Of the hubs one is the *centre*. Of two nodes' ways through another hub only those can be shorter
than the way through the centre for which one of the two stands nearer to the hub than to the
centre; so of all distances to hubs only the few that may matter are kept.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import LENT, Whole, loop, popcount
from govgraph.kernels.compiled.regions import Hubs, Places, Regions

Bits = NDArray[np.uint64]
Steps = NDArray[np.uint8]

#: Stands for a distance that is not known.
UNKNOWN = 255
#: Longest distance that is followed: the sum of two is below `UNKNOWN`.
LONGEST = 120
#: Nodes for whose hubs room is made together.
AT_ONCE = 4096

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

    ``alive`` are the nodes that some hub last reached for the first time, and those reached so;
    ``left`` is how many hubs have not reached each node.
    """

    low: int
    centre: int
    bits: Bits
    alive: NDArray[np.bool_]
    left: NDArray[np.int32]
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
        np.full(size, len(own), np.int32),
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
        found = _advance(regions, search, level)
        moved = bool(found > 0)
        for first in range(0, size, AT_ONCE):
            kept = _room(kept, min(found, AT_ONCE * len(own)))
            _note(search, links, (first, level), close, kept)
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
        steps = links.steps[links.start[region] :][: count * width].reshape(count, width)
        for one in range(count):
            for two in range(one):
                found[one, two] = found[two, one] = _least(steps, one, two)
    for one in range(count):
        found[one, one] = 0
    return found


@LENT.inlined
def _least(steps: Steps, one: Whole, two: Whole) -> np.uint8:
    """The least sum of the entries of two rows, of which none is above `LONGEST`."""
    least = np.uint8(UNKNOWN)
    for place in range(steps.shape[1]):
        least = min(least, np.uint8(steps[one, place] + steps[two, place]))
    return least


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


@LENT.kept
def _sow(search: _Search, own: NDArray[np.int32], seed: Steps, level: Whole) -> None:
    """Begin a level with what is reached through the region around."""
    reached = search.bits[2 - level % 2]
    reached[:] = 0
    for hub in range(len(own)):
        for other in range(len(own)):
            if seed[hub, other] == level:
                reached[own[hub] - search.low, other // 64] |= _ONE << np.uint64(other % 64)


@LENT.kept
def _advance(regions: Regions, search: _Search, level: Whole) -> Whole:
    """Take one step from what was last reached; count the hubs newly found of all nodes."""
    seen, last, reached = search.bits[0], search.bits[1 + level % 2], search.bits[2 - level % 2]
    size, words = reached.shape
    alive, found = search.alive[level % 2], np.int64(0)
    for node in range(size):
        fresh = np.int64(0)
        if search.left[node] > 0:
            for place in range(
                regions.start[search.low + node], regions.start[search.low + node + 1]
            ):
                other = regions.near[place] - search.low
                if 0 <= other < size and alive[other]:
                    for word in range(words):
                        reached[node, word] |= last[other, word]
            for word in range(words):
                new = reached[node, word] & ~seen[node, word]
                reached[node, word] = new
                seen[node, word] |= new
                fresh += popcount(new)
        search.alive[1 - level % 2, node] = fresh > 0
        search.left[node] -= fresh
        found += fresh
    return found


@loop
def _room(kept: Places, more: Whole) -> Places:
    """The hubs kept, with room for some more."""
    if kept[0] + more < len(kept):
        return kept
    longer = np.empty(2 * len(kept) + more, np.int64)
    longer[: kept[0] + 1] = kept[: kept[0] + 1]
    return longer


@LENT.kept
def _note(
    search: _Search, links: Links, at: tuple[Whole, Whole], close: Bits, kept: Places
) -> None:
    """Keep the hubs newly found of some nodes that are not too far beyond the centre.

    ``at`` are the first of the nodes and the level; ``close`` the hubs that may matter by the
    number of steps beyond the centre, in one row before that is known. ``kept[0]`` is the number
    of hubs kept; each is the node, the hub and the level in one number.
    """
    first, level = at
    for node in range(first, min(first + AT_ONCE, len(search.far))):
        if not search.alive[1 - level % 2, node]:
            continue
        every = search.far[node] == UNKNOWN or len(close) == 1
        beyond = 0 if every else level - search.far[node]
        if beyond >= len(close) and search.row[node] < 0:
            continue
        for word in range(search.bits.shape[2]):
            some = search.bits[2 - level % 2, node, word]
            if not every:
                some &= close[beyond, word] if beyond < len(close) else np.uint64(0)
            _note_word(search, links, (node, word, level), some, kept)


@LENT.inlined
def _note_word(
    search: _Search, links: Links, at: tuple[Whole, Whole, Whole], some: np.uint64, kept: Places
) -> None:
    """Keep some of the hubs newly found of a node, out of one word of them; note all links."""
    node, word, level = at
    row = search.row[node]
    left = some if row < 0 else search.bits[2 - level % 2, node, word]
    while left:
        lowest = left & (~left + _ONE)
        left ^= lowest
        hub = 64 * word + popcount(lowest - _ONE)
        if row >= 0:
            links.steps[row + hub] = level
        if some & lowest:
            kept[0] += 1
            kept[kept[0]] = (np.int64(node) << 24) | (hub << 8) | level
        if hub == search.centre:
            search.far[node] = level


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
