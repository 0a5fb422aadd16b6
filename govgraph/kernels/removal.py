"""The largest component while nodes are taken away, one after the other."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from govgraph.kernels.csr import Codes, Rows, csr
from govgraph.kernels.joining import put_back
from govgraph.kernels.size import LARGE


def largest_components(n: int, first: Codes, second: Codes, order: Codes) -> NDArray[np.int64]:
    """Return the size of the largest component after each removal.

    Parameters
    ----------
    n : int
        Number of nodes.
    first, second : array of int
        Ends of the edges; direction, repetition and loops do not matter.
    order : array of int
        Nodes in the order in which they are taken away, each once.

    Returns
    -------
    array of int64, length of `order` + 1
        Entry ``k`` is the size after the first ``k`` removals; 0 when nothing is left.

    Notes
    -----
    The nodes are put back in reverse order and components joined as they meet, so that the whole
    sequence costs about as much as one search for components.
    """
    gone = np.zeros(n, bool)
    gone[order] = True
    keep = ~(gone[first] | gone[second])
    edges = (np.ones(int(keep.sum()), np.int8), (first[keep], second[keep]))
    parts, label = connected_components(csr_array(edges, shape=(n, n)), directed=False)
    around = csr(n, np.concatenate((first, second)), np.concatenate((second, first)))
    back = np.asarray(order, np.int64)[::-1]
    parts_now = (np.arange(parts), np.bincount(label, minlength=parts), (~gone).astype(np.int64))
    joined = _put_back(back, label, around, parts_now)
    left = np.bincount(label[~gone], minlength=1)
    return np.maximum.accumulate(np.append(left.max(), joined))[::-1]


def _put_back(
    order: NDArray[np.int64],
    label: NDArray[np.int32],
    around: Rows,
    parts: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
) -> NDArray[np.int64]:
    """Return the size of the component that each node joins when it is put back."""
    joined = np.zeros(len(order), np.int64)
    if len(label) >= LARGE:
        from govgraph.kernels.compiled import joining as compiled  # noqa: PLC0415 - compiler

        compiled.put_back(order, label, around, parts, joined)
        return joined
    start, neighbour = around
    above, size, there = parts
    found = joined.tolist()
    put_back(
        order.tolist(),
        label.tolist(),
        (start.tolist(), neighbour.tolist()),
        (above.tolist(), size.tolist(), there.tolist()),
        found,
    )
    return np.array(found, np.int64)
