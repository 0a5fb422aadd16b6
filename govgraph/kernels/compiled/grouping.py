"""Nodes of a region that count together: by the hubs next to them, or by all their distances."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import Whole, inlined, loop
from govgraph.kernels.compiled.profiles import Profile
from govgraph.kernels.compiled.regions import Places

Counts = NDArray[np.int64]

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


@loop
def groups(found: Profile) -> Groups:
    """Return which nodes stand nearer to the same hubs than to the centre, by as much."""
    size = len(found.far)
    table = _table(size)
    own, first = np.empty(size, np.int64), np.empty(size, np.int64)
    count = 0
    for node in range(size):
        slot = _slot(found, node, nearer_end(found, node), len(table))
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
def nearer_end(found: Profile, node: Whole) -> np.int64:
    """Return the place after the last hub to which a node stands nearer than to the centre."""
    place = np.int64(found.start[node])
    while place < found.start[node + 1] and found.beyond[place] < 0:
        place += 1
    return place


@inlined
def _nearer_alike(found: Profile, node: Whole, other: Whole) -> bool:
    length = nearer_end(found, node) - found.start[node]
    if nearer_end(found, other) - found.start[other] != length:
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
