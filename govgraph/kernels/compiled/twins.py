"""Nodes of an undirected graph with the same neighbours: one of each set stands for the others."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import inlined, loop
from govgraph.kernels.csr import Rows

Numbers = NDArray[np.int64]

_SPREAD, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


class Joined(NamedTuple):
    """A graph with one node for all that have the same neighbours.

    Attributes
    ----------
    rows : pair of arrays
        Neighbours of each node left, as compressed sparse rows.
    node : array of int64
        Those nodes.
    mass : array of int64
        For how many nodes each one stands.
    number : array of int64
        Which one stands for each node of the graph.
    """

    rows: Rows
    node: Numbers
    mass: Numbers
    number: Numbers


def joined(before: Rows) -> Joined:
    """Return a graph with one node for all with the same neighbours.

    Parameters
    ----------
    before : pair of arrays
        The nodes with an arc to each node, as compressed sparse rows.

    Notes
    -----
    Nodes with the same neighbours are as far as each other from all the rest, and two steps from
    one another. Where some arc has no arc back, or a node is its own neighbour, it stands alone.
    """
    start, other = before
    if not _either_way(start, other):
        n = len(start) - 1
        return Joined(before, np.arange(n), np.ones(n, np.int64), np.arange(n))
    first = _first_alike(start, other)
    kept = first == np.arange(len(first))
    number, node = (np.cumsum(kept) - 1)[first], np.flatnonzero(kept)
    rows = _among(start, other, first, number)
    return Joined(rows, node, np.bincount(number, minlength=len(node)), number)


@loop
def _either_way(start: Numbers, other: NDArray[np.int32]) -> bool:
    """Whether every arc has one back: rows are in ascending order, so each is met in turn."""
    following = start[:-1].copy()
    for node in range(len(following)):
        for place in range(start[node], start[node + 1]):
            end = other[place]
            if following[end] == start[end + 1] or other[following[end]] != node:
                return False
            following[end] += 1
    return True


@loop
def _first_alike(start: Numbers, other: NDArray[np.int32]) -> Numbers:
    """The first node with the same neighbours as each one, itself where it is its own neighbour."""
    n, room = len(start) - 1, 16
    while room < 2 * n:
        room *= 2
    table, first = np.full(room, -1, np.int64), np.arange(n)
    for node in range(n):
        slot = _slot(start, other, node)
        if slot < 0:
            continue
        slot &= room - 1
        while table[slot] >= 0 and not _same(start, other, node, table[slot]):
            slot = (slot + 1) & (room - 1)
        if table[slot] < 0:
            table[slot] = node
        first[node] = table[slot]
    return first


@loop
def _among(start: Numbers, other: NDArray[np.int32], first: Numbers, number: Numbers) -> Rows:
    """The neighbours of the nodes that stand for themselves, among such nodes, by new numbers."""
    begin, found = np.zeros(len(first) + 1, np.int64), np.empty(len(other), np.int32)
    rows = count = 0
    for node in range(len(first)):
        if first[node] != node:
            continue
        for place in range(start[node], start[node + 1]):
            if first[other[place]] == other[place]:
                found[count] = number[other[place]]
                count += 1
        rows += 1
        begin[rows] = count
    return begin[: rows + 1], found[:count]


@inlined
def _slot(start: Numbers, other: NDArray[np.int32], node: int) -> np.int64:
    """A number made of a node's neighbours; −1 where it is one of them."""
    mark = np.uint64(0)
    for place in range(start[node], start[node + 1]):
        if other[place] == node:
            return np.int64(-1)
        mark = (mark ^ np.uint64(other[place])) * _SPREAD
        mark ^= mark >> _HALF
    return np.int64(mark >> np.uint64(2))


@inlined
def _same(start: Numbers, other: NDArray[np.int32], one: int, two: int) -> bool:
    """Whether two nodes have the same neighbours."""
    length = start[one + 1] - start[one]
    if start[two + 1] - start[two] != length:
        return False
    differing = 0
    for place in range(length):
        differing += other[start[one] + place] != other[start[two] + place]
    return differing == 0
