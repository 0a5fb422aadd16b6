"""Compressed sparse rows: the neighbours of node ``i`` are ``neighbour[start[i]:start[i + 1]]``."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Codes: TypeAlias = NDArray[np.integer]
Rows: TypeAlias = tuple[NDArray[np.int64], NDArray[np.int32]]


def csr(n: int, source: Codes, target: Codes) -> Rows:
    """Return the compressed sparse rows of the arcs, neighbours in ascending order.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the arcs.

    Returns
    -------
    start : array of int64, length n + 1
        Where each node's neighbours begin.
    neighbour : array of int32, length of the arcs
        The neighbours.
    """
    start = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(source, minlength=n), out=start[1:])
    width = int(target.max(initial=0)) + 1
    arcs = np.sort(source.astype(np.int64) * width + target, kind="stable")
    return start, np.asarray(arcs % width, dtype=np.int32)


def gather(
    nodes: Codes, start: NDArray[np.int64], neighbour: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Return the neighbours of several nodes, one node after the other."""
    length = start[nodes + 1] - start[nodes]
    begin = np.repeat(start[nodes] - np.cumsum(length) + length, length)
    return np.asarray(neighbour[begin + np.arange(length.sum())], dtype=np.int32)
