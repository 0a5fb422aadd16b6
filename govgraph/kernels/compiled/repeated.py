"""Distances of a graph that is searched again and again: on one thread, in room that is kept."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import Whole, loop, popcount
from govgraph.kernels.csr import Rows

Bits = NDArray[np.uint64]
Edges = tuple[NDArray[np.int64], NDArray[np.int64]]

#: Words of 64 bits, and sources, that are followed together: one cache line for each node.
WORDS = 8
BATCH = 64 * WORDS


def room(n: int) -> Bits:
    """Return where a graph of so many nodes is searched."""
    return np.empty((3, n, WORDS), np.uint64)


def counts_alone(before: Rows, bits: Bits) -> NDArray[np.int64]:
    """Return how many ordered pairs of nodes stand at each distance.

    Parameters
    ----------
    before : pair of arrays
        The nodes with an arc to each node, as compressed sparse rows.
    bits : array of uint64, 3 × n × 8
        Where to work, as `room` makes it; a caller that counts again keeps it.

    Returns
    -------
    array of int64
        As `govgraph.kernels.distances.distance_counts`.
    """
    counts = np.zeros(len(before[0]), np.int64)
    _follow_all(before, bits, counts)
    return counts[: int(np.flatnonzero(counts).max(initial=0)) + 1]


@loop
def changed(before: Rows, added: Edges, removed: Edges) -> Rows:
    """Return the neighbours of every node after some edges came and some went.

    Parameters
    ----------
    before : pair of arrays
        Neighbours as compressed sparse rows, each edge in both directions.
    added, removed : pair of arrays of int64
        Ends of the edges.
    """
    start, other = before
    n = len(start) - 1
    end, fewer = np.zeros(n + 1, np.int64), np.zeros(n, np.bool_)
    end[1:] = start[1:] - start[:-1]
    _count(end, added, 1)
    _count(end, removed, -1)
    end = np.cumsum(end)
    for place in range(len(removed[0])):
        fewer[removed[0][place]] = fewer[removed[1][place]] = True
    begin, found = end.copy(), np.empty(end[n], np.int32)
    for node in range(n):
        for place in range(start[node], start[node + 1]):
            if not (fewer[node] and _among(removed, node, other[place])):
                found[end[node]] = other[place]
                end[node] += 1
    for place in range(len(added[0])):
        first, second = added[0][place], added[1][place]
        found[end[first]], found[end[second]] = second, first
        end[first] += 1
        end[second] += 1
    return begin, found


@loop
def _count(degree: NDArray[np.int64], edges: Edges, by: int) -> None:
    """Count edges at their ends; the first place is left free."""
    for place in range(len(edges[0])):
        degree[edges[0][place] + 1] += by
        degree[edges[1][place] + 1] += by


@loop
def _among(edges: Edges, one: Whole, other: Whole) -> bool:
    """Tell whether two nodes are the ends of one of some edges."""
    for place in range(len(edges[0])):
        first, second = edges[0][place], edges[1][place]
        if (first == one and second == other) or (first == other and second == one):
            return True
    return False


@loop
def _follow_all(before: Rows, bits: Bits, counts: NDArray[np.int64]) -> None:
    """Follow all batches of sources, each until nothing new is reached."""
    n = len(before[0]) - 1
    alive, next_alive = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    for first in range(0, n, BATCH):
        bits[0] = 0
        alive[:] = False
        for node in range(first, min(first + BATCH, n)):
            place = node - first
            bits[0, node, place // 64] = np.uint64(1) << np.uint64(place % 64)
            bits[2, node] = bits[0, node]
            alive[node] = True
        distance, total = 0, np.int64(1)
        while total:
            distance += 1
            total = _step(before, alive, next_alive, bits, distance)
            counts[distance] += total
            alive, next_alive = next_alive, alive


@loop
def _step(
    before: Rows,
    alive: NDArray[np.bool_],
    next_alive: NDArray[np.bool_],
    bits: Bits,
    distance: int,
) -> np.int64:
    """Gather what newly reaches each node; return how many pairs that are.

    The words are written out one by one: so they stay in registers, at half the time.
    """
    start, other = before
    seen, frontier, reached = bits[0], bits[1 + distance % 2], bits[2 - distance % 2]
    total = np.int64(0)
    for node in range(len(start) - 1):
        next_alive[node] = met = False
        a = b = c = d = e = f = g = h = np.uint64(0)
        for place in range(start[node], start[node + 1]):
            i = other[place]
            if alive[i]:
                met = True
                a, b = a | frontier[i, 0], b | frontier[i, 1]
                c, d = c | frontier[i, 2], d | frontier[i, 3]
                e, f = e | frontier[i, 4], f | frontier[i, 5]
                g, h = g | frontier[i, 6], h | frontier[i, 7]
        if not met:
            continue
        a, b, c, d = a & ~seen[node, 0], b & ~seen[node, 1], c & ~seen[node, 2], d & ~seen[node, 3]
        e, f, g, h = e & ~seen[node, 4], f & ~seen[node, 5], g & ~seen[node, 6], h & ~seen[node, 7]
        if a | b | c | d | e | f | g | h:
            next_alive[node] = True
            reached[node, 0], reached[node, 1], reached[node, 2], reached[node, 3] = a, b, c, d
            reached[node, 4], reached[node, 5], reached[node, 6], reached[node, 7] = e, f, g, h
            for word in range(WORDS):
                seen[node, word] |= reached[node, word]
            total += popcount(a) + popcount(b) + popcount(c) + popcount(d)
            total += popcount(e) + popcount(f) + popcount(g) + popcount(h)
    return total
