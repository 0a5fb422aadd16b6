"""Exact all-pairs distances, counted: breadth-first search from 512 nodes at a time, bit by bit.

Whole arrays for small graphs; the same in compiled loops, on several threads, for large ones.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.csr import Codes, csr
from govgraph.kernels.size import LARGE

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
    if n >= LARGE:
        return _compiled(n, source, target)[0]
    counts: list[int] = [0]
    for distance, reached in _steps(n, source, target):
        if distance == len(counts):
            counts.append(0)
        counts[distance] += int(np.bitwise_count(reached).sum())
    return np.array(counts, np.int64)


def nearness_sums(n: int, source: Codes, target: Codes) -> NDArray[np.float64]:
    """Return the sum of 1 / distance to each node from every other; 0 without a path.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the arcs; give both directions of an undirected edge.

    Returns
    -------
    array of float64
        One sum per node, over the nodes that reach it.
    """
    if n >= LARGE:
        return _compiled(n, source, target)[1]
    sums = np.zeros(n)
    for distance, reached in _steps(n, source, target):
        sums += np.bitwise_count(reached).sum(axis=1) / distance
    return sums


def _compiled(
    n: int, source: Codes, target: Codes
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    from govgraph.kernels.compiled import distances  # noqa: PLC0415 - loads the compiler

    return distances.distance_counts(csr(n, target, source))


def _steps(n: int, source: Codes, target: Codes) -> Iterator[tuple[int, NDArray[np.uint64]]]:
    """Every distance, batch by batch, with a bit for each source that newly reaches each node."""
    start, before = csr(n, target, source)
    for first in range(0, n, BATCH):
        yield from enumerate(_batch(n, first, start, before), 1)


def _batch(
    n: int, first: int, start: NDArray[np.int64], before: NDArray[np.int32]
) -> Iterator[NDArray[np.uint64]]:
    """Follow the nodes ``first`` … ``first + BATCH`` step by step, until nothing new is reached."""
    sources = np.arange(first, min(first + BATCH, n))
    word, bit = np.divmod(sources - first, 64)
    seen = np.zeros((n, int(word[-1]) + 1), np.uint64)
    seen[sources, word] = np.uint64(1) << bit.astype(np.uint64)
    frontier = seen.copy()
    active = np.flatnonzero(np.diff(start))
    while len(active):
        reached = np.zeros_like(seen)
        reached[active] = np.bitwise_or.reduceat(frontier[before], start[active], axis=0)
        reached &= ~seen
        if not reached.any():
            return
        yield reached
        seen |= reached
        frontier = reached
