"""Least upper bounds of pairs counted region by region, from the inside.

Where every arc leads from a region into itself or into one inside it, all that stand above two
nodes stand in the innermost region that holds both, or around it. So nodes count together in a
region when the same nodes of it, and of those around it, stand above them.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import Whole, inlined, loop
from govgraph.kernels.compiled.shared_sets import Ints, Sets, without
from govgraph.kernels.csr import Rows

Counts = NDArray[np.int64]


class Tree(NamedTuple):
    """Nested regions, each before those inside it.

    Attributes
    ----------
    parent, depth : array
        The region around each region, −1 for the first, and how many are around it.
    after : array
        The first region after those inside each region.
    """

    parent: Ints
    depth: Ints
    after: Counts


class Bounds(NamedTuple):
    """Sets of numbers that stand above nodes.

    Attributes
    ----------
    sets : Sets
        All sets; numbers ascend from the outer regions to the inner ones.
    least : array
        The set that stands above each number, itself included.
    full : array
        Whether each set is the one above its last number.
    limit : array
        For each depth, the largest number in regions of no more than that depth, or −1.
    """

    sets: Sets
    least: Ints
    full: NDArray[np.bool_]
    limit: Ints


class Members(NamedTuple):
    """Nodes in the order of their regions: where those of each begin, their sets and masses."""

    start: Counts
    own: Ints
    mass: Counts


@loop
def spread(after: Rows, order: Ints, region: Ints, tree: Tree) -> None:
    """Move every node out to the innermost region around it and all that it leads to.

    Parameters
    ----------
    after : pair of arrays
        The nodes that each node leads to, as compressed sparse rows.
    order : array of int32
        The nodes that lead to others, each before all that lead to it.
    region : array of int32
        Region of each node; changed in place.
    tree : Tree
        The regions.
    """
    for node in order:
        found = region[node]
        for place in range(after[0][node], after[0][node + 1]):
            found = _around(tree, found, region[after[1][place]])
        region[node] = found


@loop
def around_parts(part: Ints, place: Ints, parts: int, tree: Tree) -> Ints:
    """Return the innermost region around the nodes of each part."""
    found = np.full(parts, -1, np.int32)
    for node in range(len(part)):
        one = part[node]
        found[one] = place[node] if found[one] < 0 else _around(tree, found[one], place[node])
    return found


@inlined
def _around(tree: Tree, one: Whole, two: Whole) -> np.int32:
    while one != two:
        if tree.depth[one] >= tree.depth[two]:
            one = tree.parent[one]
        else:
            two = tree.parent[two]
    return np.int32(one)


@loop
def bounded_pairs(bounds: Bounds, members: Members, tree: Tree, most: int) -> int:
    """Return how many unordered pairs have a least upper bound; −1 when it was given up.

    Parameters
    ----------
    bounds : Bounds
        Sets of those above nodes.
    members : Members
        The nodes.
    tree : Tree
        The regions.
    most : int
        Number of steps, from one number that two sets may share to the next, above which the work
        is given up.

    Notes
    -----
    Pairs of a region are those of all nodes in it and inside it, less those that met further in:
    the pairs of each region inside by what is left of their sets.
    """
    own, mass = np.empty(len(members.own), np.int32), np.empty(len(members.own), np.int64)
    at, kept = np.full(len(bounds.full), -1, np.int64), np.zeros(len(tree.depth), np.int64)
    high, total, steps = 0, 0, 0
    for region in range(len(tree.depth) - 1, -1, -1):
        low, inside = high, region + 1
        while inside < tree.after[region]:
            low -= kept[inside]
            inside = tree.after[inside]
        for node in range(members.start[region], members.start[region + 1]):
            own[high], mass[high] = members.own[node], members.mass[node]
            high += 1
        high = low + _merged(own[low:high], mass[low:high], at)
        pairs, taken = _pairs(bounds, own[low:high], mass[low:high])
        total, steps = total + pairs, steps + taken
        if region > 0:
            limit = bounds.limit[tree.depth[region] - 1]
            for place in range(low, high):
                own[place] = without(bounds.sets, own[place], limit)
            high = low + _merged(own[low:high], mass[low:high], at)
            pairs, taken = _pairs(bounds, own[low:high], mass[low:high])
            total, steps = total - pairs, steps + taken
        kept[region] = high - low
        if steps > most:
            return -1
    return total


@inlined
def _merged(own: Ints, mass: Counts, at: Counts) -> Whole:
    """Add the masses of equal sets up, at the beginning, without the empty one; count the rest."""
    count = 0
    for place in range(len(own)):
        one = own[place]
        if one == 0:
            continue
        if at[one] < 0:
            at[one] = count
            own[count], mass[count] = one, mass[place]
            count += 1
        else:
            mass[at[one]] += mass[place]
    for place in range(count):
        at[own[place]] = -1
    return count


@loop
def _pairs(bounds: Bounds, own: Ints, mass: Counts) -> tuple[int, int]:
    """How many pairs of nodes have a least upper bound, and the steps that were taken."""
    found, taken = 0, 0
    for first in range(len(own)):
        with_first = 0
        for second in range(first):
            least, steps = _least(bounds, own[first], own[second])
            taken += steps
            if least:
                with_first += mass[second]
        found += mass[first] * with_first
        if bounds.full[own[first]]:
            found += mass[first] * (mass[first] - 1) // 2
    return found, taken


@inlined
def _least(bounds: Bounds, one: Whole, two: Whole) -> tuple[bool, int]:
    """Whether the largest number of two sets has all that they share above it; and the steps."""
    sets, steps, shared, needed = bounds.sets, 0, 0, 0
    while one != two:
        steps += 1
        first, second = sets.last[one], sets.last[two]
        if first > second:
            one = without(sets, one, second)
        elif second > first:
            two = without(sets, two, first)
        else:
            if shared == 0:
                if bounds.full[one] or bounds.full[two]:
                    return True, steps
                needed = sets.size[bounds.least[first]]
            shared += 1
            one, two = sets.rest[one], sets.rest[two]
    if shared == 0:
        return bounds.full[one], steps
    return shared + sets.size[one] == needed, steps
