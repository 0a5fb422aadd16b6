"""How many nodes reach each part of a graph without circles, for 512 nodes at a time."""

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.compiled.loops import inlined, loop, popcount
from govgraph.kernels.csr import Rows

Bits = NDArray[np.uint64]

#: Words of 64 bits, and nodes, that are followed together.
WORDS = 8
BATCH = 64 * WORDS


@loop
def counts_before(
    after: Rows, layer: NDArray[np.int32], part: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Return how many nodes reach each part, its own included.

    Parameters
    ----------
    after : pair of arrays
        The parts that each part leads to, as compressed sparse rows.
    layer : array of int32
        Of each part; all that it leads to have a higher one.
    part : array of int32
        Part of each node.

    Notes
    -----
    Only parts that some node of a batch reaches are touched. 64 bytes are held for each part.
    """
    counts = np.zeros(len(layer), np.int64)
    bits, known = np.zeros((len(layer), WORDS), np.uint64), np.zeros(len(layer), np.bool_)
    reached = np.empty(len(layer), np.int64)
    for first in range(0, len(part), BATCH):
        some = _reached(after, part[first : first + BATCH], known, reached)
        for place in range(min(BATCH, len(part) - first)):
            bits[part[first + place], place // 64] |= np.uint64(1) << np.uint64(place % 64)
        for one in some[np.argsort(layer[some])]:
            for word in range(WORDS):
                counts[one] += popcount(bits[one, word])
            for place in range(after[0][one], after[0][one + 1]):
                for word in range(WORDS):
                    bits[after[1][place], word] |= bits[one, word]
            known[one] = False
            for word in range(WORDS):
                bits[one, word] = 0
    return counts


@inlined
def _reached(
    after: Rows,
    own: NDArray[np.int32],
    known: NDArray[np.bool_],
    reached: NDArray[np.int64],
) -> NDArray[np.int64]:
    """All parts that some parts lead to, themselves included, marked as known."""
    count, done = 0, 0
    for one in own:
        if not known[one]:
            known[one] = True
            reached[count] = one
            count += 1
    while done < count:
        one = reached[done]
        done += 1
        for place in range(after[0][one], after[0][one + 1]):
            other = after[1][place]
            if not known[other]:
                known[other] = True
                reached[count] = other
                count += 1
    return reached[:count]
