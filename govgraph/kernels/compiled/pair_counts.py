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

from govgraph.kernels.compiled.grouping import Alike, Groups, nearer_end
from govgraph.kernels.compiled.loops import Whole, inlined, loop
from govgraph.kernels.compiled.profiles import Profile
from govgraph.kernels.compiled.regions import Places

Counts = NDArray[np.int64]

#: Numbers that are held at once to count what groups save one another.
HELD = 16_000_000


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


class _Saved(NamedTuple):
    """How many nodes of each group are saved how much by the hubs of each other group.

    Attributes
    ----------
    some : array of bool, shape (groups, groups)
        Whether any are; where none are, there are no numbers yet.
    nodes : array of int32, shape (groups, groups, distances, steps)
        Nodes of the first group by distance to the centre, whose ways are shorter by one step more
        than the last index.
    """

    some: NDArray[np.bool_]
    nodes: NDArray[np.int32]


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
    saved = _Saved(np.zeros((block, block), np.bool_), np.empty(shape, np.int32))
    back = _Saved(np.zeros((block, block), np.bool_), np.empty(shape, np.int32))
    for one in range(0, number, block):
        for two in range(0, one + 1, block):
            _save(found, part, (one, two), saved)
            _save(found, part, (two, one), back)
            for row in range(one, min(one + block, number)):
                for column in range(two, min(two + block, row + 1)):
                    if saved.some[row - one, column - two] or back.some[column - two, row - one]:
                        _correct(
                            part.mass[row],
                            part.mass[column],
                            _touch(saved, row - one, column - two),
                            _touch(back, column - two, row - one),
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
        for place in range(found.start[node], nearer_end(found, node)):
            hubs = max(hubs, found.hub[place] + 1)
    start = np.zeros(hubs + 1, np.int64)
    for node in first:
        for place in range(found.start[node], nearer_end(found, node)):
            start[found.hub[place] + 1] += 1
    filled = _running(start)
    group, nearer = np.empty(start[-1], np.int64), np.empty(start[-1], np.int8)
    for number in range(len(first)):
        for place in range(found.start[first[number]], nearer_end(found, first[number])):
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
def _save(found: Profile, part: _Part, blocks: tuple[int, int], saved: _Saved) -> None:
    """Count the nodes of some groups by what the hubs of each of some other groups save them."""
    size = len(saved.some)
    one, two = blocks
    saved.some[:] = False
    best, touched = np.zeros(size, np.int8), np.empty(size, np.int64)
    for group in range(one, min(one + size, len(part.mass))):
        for place in range(part.begin[group], part.begin[group + 1]):
            node = part.node[place]
            count = _best(found, part, node, two, best, touched)
            for other in touched[:count]:
                nodes = _touch(saved, group - one, other)
                nodes[found.far[node], -best[other] - 1] += part.times[place]
                best[other] = 0


@inlined
def _touch(saved: _Saved, one: Whole, two: Whole) -> NDArray[np.int32]:
    """The numbers of two groups, all 0 at first."""
    if not saved.some[one, two]:
        saved.some[one, two] = True
        saved.nodes[one, two] = 0
    nodes: NDArray[np.int32] = saved.nodes[one, two]
    return nodes


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
