"""Transitive closure, bit by bit: sets of nodes as rows of 64-bit words.

Whole arrays for small graphs; counts for large ones are compiled.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.condensation import Condensation
from govgraph.kernels.rows import rows
from govgraph.kernels.size import LARGE

Bits = NDArray[np.uint64]

#: Nodes that are followed together: 64 words of 64 bits for each part.
BATCH = 4096


def descendant_counts(condensed: Condensation) -> NDArray[np.int64]:
    """Return how many nodes each node can reach, itself included."""
    return ancestor_counts(condensed.reversed())


def ancestor_counts(condensed: Condensation) -> NDArray[np.int64]:
    """Return how many nodes can reach each node, itself included."""
    n = len(condensed.part)
    if n >= LARGE:
        return _compiled(condensed)
    count = np.zeros(len(condensed), np.int64)
    for first in range(0, n, BATCH):
        own = bit_rows(len(condensed), condensed.part[first : first + BATCH])
        count += np.bitwise_count(flow_down(condensed, own)).sum(axis=1, dtype=np.int64)
    return count[condensed.part]


def _compiled(condensed: Condensation) -> NDArray[np.int64]:
    from govgraph.kernels.compiled.reachability import counts_before  # noqa: PLC0415 - compiler

    after = rows(len(condensed), condensed.source, condensed.target)
    return counts_before(after, condensed.layer, condensed.part)[condensed.part]


def bit_rows(rows: int, row: NDArray[np.integer]) -> Bits:
    """Return sets in which element ``k`` belongs to the set ``row[k]`` alone.

    Parameters
    ----------
    rows : int
        Number of sets.
    row : array of int
        Set of each element.
    """
    word, bit = np.divmod(np.arange(len(row)), 64)
    bits = np.zeros((rows, -(-len(row) // 64)), np.uint64)
    np.bitwise_or.at(bits, (row, word), np.uint64(1) << bit.astype(np.uint64))
    return bits


def flow_down(condensed: Condensation, bits: Bits) -> Bits:
    """Return for each part the union of its own set and those of all parts that reach it.

    Parameters
    ----------
    condensed : Condensation
        The graph.
    bits : array of uint64
        One set for each part; changed in place.
    """
    layer = condensed.layer[condensed.target]
    order = np.lexsort((condensed.target, layer))
    source, target = condensed.source[order], condensed.target[order]
    first = np.flatnonzero(np.diff(target, prepend=-1))
    stop = np.append(first[1:], len(order))
    cuts = np.flatnonzero(np.diff(layer[order][first], prepend=0))
    for low, high in pairwise([*cuts.tolist(), len(first)]):
        starts, end = first[low:high], stop[high - 1]
        givers = source[starts[0] : end]
        bits[target[starts]] |= np.bitwise_or.reduceat(bits[givers], starts - starts[0], axis=0)
    return bits
