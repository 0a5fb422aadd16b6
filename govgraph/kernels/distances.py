"""Exact all-pairs distances, counted: breadth-first search from 512 nodes at a time, bit by bit."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.csr import Codes, csr

#: Sources that are followed together: eight words of 64 bits, one cache line for each node.
BATCH = 512


def distance_counts(n: int, source: Codes, target: Codes) -> NDArray[np.int64]:
    """Return how many ordered pairs of nodes stand at each distance.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the arcs; give both directions of an undirected edge.

    Returns
    -------
    array of int64
        ``counts[d]`` is the number of ordered pairs at distance ``d``; ``counts[0]`` is 0. Pairs
        without a path are those missing from the sum.
    """
    start, before = csr(n, target, source)
    counts: list[int] = [0]
    for first in range(0, n, BATCH):
        for distance, found in enumerate(_batch(n, first, start, before), 1):
            if distance == len(counts):
                counts.append(0)
            counts[distance] += found
    return np.array(counts, np.int64)


def _batch(n: int, first: int, start: NDArray[np.int64], before: NDArray[np.int32]) -> list[int]:
    """Count the nodes newly reached at each step from the nodes ``first`` … ``first + BATCH``."""
    sources = np.arange(first, min(first + BATCH, n))
    word, bit = np.divmod(sources - first, 64)
    seen = np.zeros((n, int(word[-1]) + 1), np.uint64)
    seen[sources, word] = np.uint64(1) << bit.astype(np.uint64)
    frontier = seen.copy()
    active = np.flatnonzero(np.diff(start))
    found: list[int] = []
    while len(active):
        reached = np.zeros_like(seen)
        reached[active] = np.bitwise_or.reduceat(frontier[before], start[active], axis=0)
        reached &= ~seen
        new = int(np.bitwise_count(reached).sum())
        if not new:
            break
        found.append(new)
        seen |= reached
        frontier = reached
    return found
