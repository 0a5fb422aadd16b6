"""Distances of a graph of few nodes, on one thread and in one call.

As in `distances`, 512 sources at a time; but nodes with the same neighbours are not joined, which
takes as long as it saves where there are some thousand nodes or less.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import loop
from govgraph.kernels.compiled.words import (
    BATCH,
    WORDS,
    Bits,
    Line,
    differing,
    either,
    line,
    put,
    some,
)
from govgraph.kernels.compiled.words import number as members
from govgraph.kernels.csr import Rows

#: Nodes up to which this is the quicker way.
FEW = 3_000
_NO = np.uint64(0)
_NOBODY: Line = (_NO, _NO, _NO, _NO, _NO, _NO, _NO, _NO)


class Place(NamedTuple):
    """Where a graph is searched.

    Attributes
    ----------
    seen : array of uint64, n × 8
        The sources that have reached each node.
    reached : array of uint64, 2 × n × 8
        Those that reached it in the last step, and in this one.
    alive : array of bool, 2 × n
        Whether there are any such.
    """

    seen: Bits
    reached: Bits
    alive: NDArray[np.bool_]


def place(n: int) -> Place:
    """Return where a graph of so many nodes is searched; a caller that searches again keeps it."""
    bits = np.empty((3, n, WORDS), np.uint64)
    return Place(bits[0], bits[1:], np.empty((2, n), np.bool_))


def counts_of_few(before: Rows, where: Place) -> NDArray[np.int64]:
    """Return how many ordered pairs of nodes stand at each distance.

    Parameters
    ----------
    before : pair of arrays
        The nodes with an arc to each node, as compressed sparse rows.
    where : Place
        Where to search.

    Returns
    -------
    array of int64
        As `govgraph.kernels.distances.distance_counts`.
    """
    counts = _all_counts(before, where)
    return counts[: int(np.flatnonzero(counts).max(initial=0)) + 1]


@loop
def _all_counts(before: Rows, where: Place) -> NDArray[np.int64]:
    """Follow all batches of sources, each until nothing new is reached."""
    n = len(before[0]) - 1
    counts = np.zeros(n + 2, np.int64)
    for first in range(0, n, BATCH):
        where.seen[:] = 0
        where.alive[:] = False
        for node in range(first, min(first + BATCH, n)):
            bit = node - first
            where.seen[node, bit // 64] = np.uint64(1) << np.uint64(bit % 64)
            put(where.reached[0], node, line(where.seen, node))
            where.alive[0, node] = True
        distance, total = 0, np.int64(1)
        while total:
            distance += 1
            total = _step(before, where, distance)
            counts[distance] += total
    return counts


@loop
def _step(before: Rows, where: Place, distance: int) -> np.int64:
    """Gather what newly reaches each node; return how many pairs that are."""
    start, other = before
    last, new = where.reached[1 - distance % 2], where.reached[distance % 2]
    alive, next_alive = where.alive[1 - distance % 2], where.alive[distance % 2]
    total = np.int64(0)
    for node in range(len(start) - 1):
        next_alive[node] = met = False
        found = _NOBODY
        for at in range(start[node], start[node + 1]):
            if alive[other[at]]:
                met, found = True, either(found, line(last, other[at]))
        if met:
            seen = line(where.seen, node)
            found = differing(either(found, seen), seen)
            if some(found):
                next_alive[node] = True
                put(new, node, found)
                put(where.seen, node, either(seen, found))
                total += members(found)
    return total
