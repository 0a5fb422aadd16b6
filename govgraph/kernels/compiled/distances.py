"""Breadth-first search from 512 nodes at a time: one cache line of bits for each node.

After Then, Kaufmann, Chirigati, Hoang-Vu, Pham, Kemper, Neumann and Vo, "The More the Merrier:
Efficient Multi-Source Graph Traversal" (VLDB 2015).
"""

from threading import Event

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import loop, popcount, shared
from govgraph.kernels.csr import Rows

Bits = NDArray[np.uint64]

#: Words of 64 bits, and sources, that are followed together.
WORDS = 8
BATCH = 64 * WORDS


def distance_counts(before: Rows) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return how many ordered pairs stand at each distance, and the nearness of each node.

    Parameters
    ----------
    before : pair of arrays
        The nodes with an arc to each node, as compressed sparse rows.

    Returns
    -------
    counts : array of int64
        ``counts[d]`` is the number of ordered pairs at distance ``d``; ``counts[0]`` is 0.
    nearness : array of float64
        Sum of 1 / distance to each node from those that reach it.

    Notes
    -----
    Each thread holds 192 bytes for each node.
    """
    n = len(before[0]) - 1
    batches = -(-n // BATCH)

    def work(first: int, step: int, stop: Event) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        counts, nearness = np.zeros(n + 1, np.int64), np.zeros(n)
        bits = np.empty((3, n, WORDS), np.uint64)
        for batch in range(first, batches, step):
            if stop.is_set():
                break
            _follow(before, batch * BATCH, bits, counts, nearness)
        return counts, nearness

    found = shared(work, batches)
    counts = np.sum([one for one, _ in found], axis=0)
    longest = int(np.flatnonzero(counts).max(initial=0))
    return counts[: longest + 1], np.sum([one for _, one in found], axis=0)


@loop
def _follow(
    before: Rows,
    first: int,
    bits: Bits,
    counts: NDArray[np.int64],
    nearness: NDArray[np.float64],
) -> None:
    """Follow one batch of sources step by step, until nothing new is reached."""
    n = len(before[0]) - 1
    seen, frontier = bits[0], bits[2]
    alive, next_alive = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    seen[:] = 0
    for node in range(first, min(first + BATCH, n)):
        place = node - first
        seen[node, place // 64] = np.uint64(1) << np.uint64(place % 64)
        frontier[node] = seen[node]
        alive[node] = True
    distance, total = 0, np.int64(1)
    while total:
        distance += 1
        total = _step(before, alive, next_alive, bits, distance, nearness)
        counts[distance] += total
        alive, next_alive = next_alive, alive


@loop
def _step(
    before: Rows,
    alive: NDArray[np.bool_],
    next_alive: NDArray[np.bool_],
    bits: Bits,
    distance: int,
    nearness: NDArray[np.float64],
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
            new = popcount(a) + popcount(b) + popcount(c) + popcount(d)
            new += popcount(e) + popcount(f) + popcount(g) + popcount(h)
            nearness[node] += new / distance
            total += new
    return total
