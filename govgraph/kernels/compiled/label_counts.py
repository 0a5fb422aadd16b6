"""Pairs of nodes counted by the least sum of the costs of a label that both have.

Region by region, from the inside: pairs meet in the innermost region that holds both. Nodes with
the same labels beyond a region count together from there on; labels that nobody outside a region
has are forgotten when it is left.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.labels import NONE, Labels
from govgraph.kernels.compiled.loops import inlined, loop
from govgraph.kernels.compiled.regions import Regions

Places = NDArray[np.int64]
Counts = NDArray[np.int64]

#: Costs that are held at once.
HELD = 2_000_000_000
#: Nodes at the other end that are looked at together.
BLOCK = 4096

_SPREAD, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


class Some(NamedTuple):
    """Nodes that stand for others with the same labels, how many, and the labels' least depth."""

    node: Places
    mass: Counts
    depth: int


@loop
def count_pairs(regions: Regions, labels: Labels, times: Counts) -> Counts:
    """Return how many ordered pairs of different nodes have each least sum of costs.

    Parameters
    ----------
    regions, labels : Regions, Labels
        The nodes.
    times : array of int64
        How many times each node counts.

    Returns
    -------
    array of int64
        By the sum; empty when there are too many different nodes in one region.
    """
    n = len(regions.own)
    node, mass = np.arange(n), times.copy()
    kept = np.zeros(len(regions.low), np.int64)
    counts, column = np.zeros(256, np.int64), np.full(len(labels.depth), -1, np.int64)
    for region in range(len(regions.low) - 1, -1, -1):
        low, high = regions.low[region], regions.high[region]
        depth, inside, at, used = regions.depth[region], region + 1, low, low
        while at <= high:
            whole, begin, end, following = at == high, at, at + 1, at + 1
            inside = _inside(regions, region, inside, at)
            if whole:
                begin, end = low, used
            elif inside < regions.after[region] and regions.low[inside] == at:
                end, following = at + kept[inside], regions.high[inside]
            some = _merged(labels, Some(node[begin:end], mass[begin:end], depth))
            if not _join(labels, some, column, 1 if whole else -1, counts):
                return counts[:0]
            used = low if whole else used
            for place in range(len(some.node)):
                node[used + place], mass[used + place] = some.node[place], some.mass[place]
            used += len(some.node)
            at = following
        kept[region] = used - low
    return counts[:NONE]


@inlined
def _inside(regions: Regions, region: int, inside: int, at: int) -> int:
    """The next region directly inside one that does not end before a node."""
    while inside < regions.after[region] and regions.high[inside] <= at:
        inside = regions.after[inside]
    return inside


@loop
def _merged(labels: Labels, some: Some) -> Some:
    """Let one node stand for all with the same labels; leave out those without any."""
    room = 16
    while room < 2 * len(some.node):
        room *= 2
    table = np.full(room, -1, np.int64)
    node, mass = np.empty(len(some.node), np.int64), np.empty(len(some.node), np.int64)
    count = 0
    for place in range(len(some.node)):
        one = some.node[place]
        slot = _slot(labels, one, some.depth)
        if slot < 0:
            continue
        slot &= room - 1
        while table[slot] >= 0 and not _same(labels, one, node[table[slot]], some.depth):
            slot = (slot + 1) & (room - 1)
        if table[slot] < 0:
            table[slot] = count
            node[count], mass[count] = one, 0
            count += 1
        mass[table[slot]] += some.mass[place]
    return Some(node[:count], mass[:count], some.depth)


@inlined
def _slot(labels: Labels, node: int, depth: int) -> np.int64:
    """A number made of the labels that matter, −1 without any."""
    mark, some = np.uint64(0), False
    for place in range(labels.start[node], labels.start[node + 1]):
        if labels.depth[labels.label[place] >> 8] <= depth:
            mark = (mark ^ np.uint64(labels.label[place])) * _SPREAD
            mark ^= mark >> _HALF
            some = True
    return np.int64(mark >> np.uint64(2)) if some else np.int64(-1)


@inlined
def _same(labels: Labels, one: int, two: int, depth: int) -> bool:
    """Whether two nodes have the same labels that matter at the same costs."""
    first, second = labels.start[one], labels.start[two]
    while True:
        first = _next(labels, one, first, depth)
        second = _next(labels, two, second, depth)
        ended = first == labels.start[one + 1]
        if ended or second == labels.start[two + 1]:
            return bool(ended and second == labels.start[two + 1])
        if labels.label[first] != labels.label[second]:
            return False
        first += 1
        second += 1


@inlined
def _next(labels: Labels, node: int, place: int, depth: int) -> int:
    """The next label that matters from a place on."""
    while place < labels.start[node + 1] and labels.depth[labels.label[place] >> 8] > depth:
        place += 1
    return place


@loop
def _join(labels: Labels, some: Some, column: Places, sign: int, counts: Counts) -> bool:
    """Count the ordered pairs of nodes, each with itself too; False when they are too many."""
    size, width = len(some.node), _columns(labels, some, column)
    good = size * width <= HELD
    if good:
        costs = np.full((width, size), NONE, np.uint8)
        for row in range(size):
            node = some.node[row]
            for place in range(labels.start[node], labels.start[node + 1]):
                one = labels.label[place] >> 8
                if column[one] >= 0:
                    costs[column[one], row] = labels.label[place] & 255
        _add(labels, some, column, costs, sign, counts)
    for node in some.node:
        for one in labels.label[labels.start[node] : labels.start[node + 1]]:
            column[one >> 8] = -1
    return good


@inlined
def _columns(labels: Labels, some: Some, column: Places) -> int:
    """Number the labels that matter; return how many there are."""
    width = 0
    for node in some.node:
        for place in range(labels.start[node], labels.start[node + 1]):
            one = labels.label[place] >> 8
            if labels.depth[one] <= some.depth and column[one] < 0:
                column[one] = width
                width += 1
    return width


@loop
def _add(
    labels: Labels,
    some: Some,
    column: Places,
    costs: NDArray[np.uint8],
    sign: int,
    counts: Counts,
) -> None:
    """Count the pairs of each node with itself and those after it."""
    least = np.empty(BLOCK, np.uint8)
    size = len(some.node)
    for row in range(size):
        node, mass = some.node[row], sign * some.mass[row]
        for first in range(row, size, BLOCK):
            length = min(BLOCK, size - first)
            for place in range(length):
                least[place] = NONE
            for entry in range(labels.start[node], labels.start[node + 1]):
                one, cost = labels.label[entry] >> 8, np.uint8(labels.label[entry] & 255)
                if labels.depth[one] <= some.depth:
                    other = costs[column[one], first : first + length]
                    for place in range(length):
                        total = np.uint8(other[place] + cost)
                        least[place] = min(least[place], total)
            for place in range(length):
                times = 1 if first + place == row else 2
                counts[least[place]] += times * mass * some.mass[first + place]
