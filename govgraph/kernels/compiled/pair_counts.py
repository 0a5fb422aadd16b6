"""Distances between all nodes of a region by ways through its hubs, counted.

Nodes that stand nearer to the same hubs than to the centre, by as much, make a *group*. The way
between two nodes is shorter than that through the centre by what the hubs of the first node's
group save the second or those of the second one's group the first. So nodes are counted by group,
by the distance to the centre, and by what each other group's hubs save them: pairs of groups, not
of nodes, are looked at.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import Whole, inlined, loop
from govgraph.kernels.compiled.profiles import Profile
from govgraph.kernels.compiled.regions import Places

Counts = NDArray[np.int64]

#: Numbers that are held at once to count what groups save one another.
HELD = 16_000_000

_SPREAD, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


class Groups(NamedTuple):
    """Groups of a region's nodes.

    Attributes
    ----------
    own : array
        Group of each node.
    first : array
        A node of each group.
    """

    own: Places
    first: Places


class Alike(NamedTuple):
    """Nodes that stand for others with the same distances, and how many each stands for."""

    node: Places
    mass: Counts


class _Part(NamedTuple):
    """Some nodes of a region in the order of their groups.

    Attributes
    ----------
    node, times : array
        The nodes, and how many each stands for.
    begin : array
        Where the nodes of each group begin.
    mass : array, shape (groups, distances)
        Nodes of each group by the distance to the centre.
    start, group, nearer : array
        The groups that stand nearer to each hub, as compressed sparse rows, and by how much.
    """

    node: Places
    times: Counts
    begin: Places
    mass: Counts
    start: Places
    group: Places
    nearer: NDArray[np.int8]


@loop
def groups(found: Profile) -> Groups:
    """Return which nodes stand nearer to the same hubs than to the centre, by as much."""
    size = len(found.far)
    table = _table(size)
    own, first = np.empty(size, np.int64), np.empty(size, np.int64)
    count = 0
    for node in range(size):
        slot = _slot(found, node, _end(found, node), len(table))
        while table[slot] >= 0 and not _nearer_alike(found, node, first[table[slot]]):
            slot = (slot + 1) & (len(table) - 1)
        if table[slot] < 0:
            table[slot] = count
            first[count] = node
            count += 1
        own[node] = table[slot]
    return Groups(own, first[:count])


@loop
def merged(found: Profile, some: Alike) -> Alike:
    """Let one node stand for all with the same distances to hubs, as far as they are kept."""
    table = _table(len(some.node))
    kept, mass = np.empty(len(some.node), np.int64), np.empty(len(some.node), np.int64)
    count = 0
    for place in range(len(some.node)):
        node = some.node[place]
        slot = _slot(found, node, found.start[node + 1], len(table))
        while table[slot] >= 0 and not _same(found, node, kept[table[slot]]):
            slot = (slot + 1) & (len(table) - 1)
        if table[slot] < 0:
            table[slot] = count
            kept[count], mass[count] = node, 0
            count += 1
        mass[table[slot]] += some.mass[place]
    return Alike(kept[:count], mass[:count])


@inlined
def _table(size: int) -> Places:
    """An empty table with room for entries by a number made of their contents."""
    room = 16
    while room < 2 * size:
        room *= 2
    return np.full(room, -1, np.int64)


@inlined
def _slot(found: Profile, node: Whole, end: Whole, room: int) -> Whole:
    """A number made of the hubs of a node up to a place."""
    mark = np.uint64(0)
    for place in range(found.start[node], end):
        mark ^= np.uint64(found.hub[place] * 256 + found.beyond[place] + 128)
        mark *= _SPREAD
        mark ^= mark >> _HALF
    return np.int64(mark & np.uint64(room - 1))


@inlined
def _end(found: Profile, node: Whole) -> np.int64:
    """Place after the last hub to which a node stands nearer than to the centre."""
    place = np.int64(found.start[node])
    while place < found.start[node + 1] and found.beyond[place] < 0:
        place += 1
    return place


@inlined
def _nearer_alike(found: Profile, node: Whole, other: Whole) -> bool:
    length = _end(found, node) - found.start[node]
    if _end(found, other) - found.start[other] != length:
        return False
    return _equal(found, node, other, length)


@inlined
def _same(found: Profile, node: Whole, other: Whole) -> bool:
    length = found.start[node + 1] - found.start[node]
    if found.start[other + 1] - found.start[other] != length:
        return False
    return found.far[node] == found.far[other] and _equal(found, node, other, length)


@inlined
def _equal(found: Profile, node: Whole, other: Whole, length: Whole) -> bool:
    first, second = found.start[node], found.start[other]
    for place in range(length):
        if found.hub[first + place] != found.hub[second + place]:
            return False
        if found.beyond[first + place] != found.beyond[second + place]:
            return False
    return True


@loop
def count_pairs(found: Profile, grouped: Groups, some: Alike) -> Counts:
    """Return how many ordered pairs of nodes stand at each distance by ways through hubs.

    Parameters
    ----------
    found, grouped : Profile, Groups
        The nodes of the region.
    some : Alike
        The nodes of both ends. Pairs of a node with itself count too.
    """
    part = _part(found, grouped, some)
    longest = part.mass.shape[1] - 1
    counts = _through_centre(part.mass)
    number = len(part.mass)
    cells = max(1, (longest + 1) * 2 * found.reach)
    block = max(1, min(number, int(np.sqrt(HELD / cells))))
    most = 2 * found.reach
    shape = (block, block, longest + 1, most)
    saved, back = np.zeros(shape, np.int32), np.zeros(shape, np.int32)
    for one in range(0, number, block):
        for two in range(0, one + 1, block):
            _save(found, part, (one, two), saved)
            _save(found, part, (two, one), back)
            for row in range(one, min(one + block, number)):
                for column in range(two, min(two + block, row + 1)):
                    _correct(
                        part.mass[row],
                        part.mass[column],
                        saved[row - one, column - two],
                        back[column - two, row - one],
                        1 if row == column else 2,
                        counts,
                    )
    return counts


@loop
def _through_centre(mass: Counts) -> Counts:
    """Count the ordered pairs by the length of their way through the centre."""
    total = np.zeros(mass.shape[1], np.int64)
    for row in mass:
        for distance in range(len(row)):
            total[distance] += row[distance]
    counts = np.zeros(2 * len(total) - 1, np.int64)
    for one in range(len(total)):
        for two in range(len(total)):
            counts[one + two] += total[one] * total[two]
    return counts


@loop
def _part(found: Profile, grouped: Groups, some: Alike) -> _Part:
    number = np.full(len(grouped.first), -1, np.int64)
    first, longest = np.empty(len(grouped.first), np.int64), 0
    count = 0
    for node in some.node:
        group = grouped.own[node]
        if number[group] < 0:
            number[group] = count
            first[count] = grouped.first[group]
            count += 1
        longest = max(longest, found.far[node])
    mass = np.zeros((count, longest + 1), np.int64)
    begin = np.zeros(count + 1, np.int64)
    for place in range(len(some.node)):
        node = some.node[place]
        group = number[grouped.own[node]]
        mass[group, found.far[node]] += some.mass[place]
        begin[group + 1] += 1
    filled = _running(begin)
    order, times = np.empty(begin[-1], np.int64), np.empty(begin[-1], np.int64)
    for place in range(len(some.node)):
        group = number[grouped.own[some.node[place]]]
        order[filled[group]], times[filled[group]] = some.node[place], some.mass[place]
        filled[group] += 1
    start, nearer_group, nearer = _nearer(found, first[:count])
    return _Part(order, times, begin, mass, start, nearer_group, nearer)


@loop
def _nearer(found: Profile, first: Places) -> tuple[Places, Places, NDArray[np.int8]]:
    """The groups that stand nearer to each hub than to the centre, in ascending order."""
    hubs = 0
    for node in first:
        for place in range(found.start[node], _end(found, node)):
            hubs = max(hubs, found.hub[place] + 1)
    start = np.zeros(hubs + 1, np.int64)
    for node in first:
        for place in range(found.start[node], _end(found, node)):
            start[found.hub[place] + 1] += 1
    filled = _running(start)
    group, nearer = np.empty(start[-1], np.int64), np.empty(start[-1], np.int8)
    for number in range(len(first)):
        for place in range(found.start[first[number]], _end(found, first[number])):
            hub = found.hub[place]
            group[filled[hub]] = number
            nearer[filled[hub]] = found.beyond[place]
            filled[hub] += 1
    return start, group, nearer


@inlined
def _running(counts: Counts) -> Counts:
    """Sum counts up from the first on, in place; return a copy."""
    for place in range(1, len(counts)):
        counts[place] += counts[place - 1]
    return counts.copy()


@loop
def _save(found: Profile, part: _Part, blocks: tuple[int, int], saved: NDArray[np.int32]) -> None:
    """Count the nodes of some groups by what the hubs of each of some other groups save them.

    ``saved[a, b, d, k]`` is the number of nodes of group ``a`` at the distance ``d`` from the
    centre whose ways are shorter by ``k + 1`` through the hubs of group ``b``.
    """
    size = len(saved)
    one, two = blocks
    saved[:] = 0
    best, touched = np.zeros(size, np.int8), np.empty(size, np.int64)
    for group in range(one, min(one + size, len(part.mass))):
        for place in range(part.begin[group], part.begin[group + 1]):
            node = part.node[place]
            count = _best(found, part, node, two, best, touched)
            for other in touched[:count]:
                saved[group - one, other, found.far[node], -best[other] - 1] += part.times[place]
                best[other] = 0


@inlined
def _best(
    found: Profile, part: _Part, node: Whole, two: int, best: NDArray[np.int8], touched: Places
) -> Whole:
    """Find what the hubs of each group of a block save one node; return how many groups do."""
    count = 0
    for place in range(found.start[node], found.start[node + 1]):
        hub = found.hub[place]
        if hub + 1 >= len(part.start):
            continue
        for entry in range(part.start[hub], part.start[hub + 1]):
            other = part.group[entry] - two
            if other >= len(best):
                break
            less = found.beyond[place] + part.nearer[entry]
            if other >= 0 and less < best[other]:
                if best[other] == 0:
                    touched[count] = other
                    count += 1
                best[other] = less
    return count


@inlined
def _correct(
    first: Counts,
    second: Counts,
    saved: NDArray[np.int32],
    back: NDArray[np.int32],
    times: int,
    counts: Counts,
) -> None:
    """Move pairs of two groups whose ways are shorter than through the centre."""
    longest, most = saved.shape
    if not (_any(saved) or _any(back)):
        return
    left, right = first.copy(), second.copy()
    for less in range(most, 0, -1):
        if not (_any(saved[:, less - 1 : less]) or _any(back[:, less - 1 : less])):
            continue
        for one in range(longest):
            for two in range(longest):
                moved = left[one] * right[two]
                moved -= (left[one] - saved[one, less - 1]) * (right[two] - back[two, less - 1])
                counts[one + two] -= times * moved
                counts[one + two - less] += times * moved
        for one in range(longest):
            left[one] -= saved[one, less - 1]
            right[one] -= back[one, less - 1]


@inlined
def _any(numbers: NDArray[np.int32]) -> bool:
    """Whether any of some numbers that are not negative is not 0."""
    total = np.int64(0)
    for row in range(len(numbers)):
        for column in range(numbers.shape[1]):
            total += numbers[row, column]
    return bool(total > 0)
