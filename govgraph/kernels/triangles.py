"""Ties whose two ends have a common neighbour, each with each of those."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.csr import Rows

Floats: TypeAlias = NDArray[np.float64]


def reversed_entries(rows: Rows) -> NDArray[np.intp]:
    """Return where the other direction of each entry of symmetric rows stands."""
    return np.argsort(rows[1], kind="stable")


def over_common_neighbours(rows: Rows, left: Floats, right: Floats) -> Floats:
    """Return for each tie ``ij`` the sum of ``left[iq] * right[qj]`` over common neighbours ``q``.

    Parameters
    ----------
    rows : tuple of array
        Compressed sparse rows of a simple undirected graph, both directions of each edge.
    left, right : array of float
        A number for each entry of the rows.

    Returns
    -------
    array of float
        One for each entry of the rows.

    Notes
    -----
    Of each edge, the neighbours of the end that has fewer are looked up among those of the other,
    so that a node with very many neighbours costs no more than they do.
    """
    start, neighbour = rows
    n, degree = len(start) - 1, np.diff(start)
    row = np.repeat(np.arange(n), degree)
    back = reversed_entries(rows)
    # One direction of each edge that can lie in a triangle, from the end with fewer neighbours.
    few, many = degree[row], degree[neighbour]
    edge = np.flatnonzero((few > 1) & ((few < many) | ((few == many) & (row < neighbour))))
    length = few[edge]
    begin = start[row[edge]] - np.cumsum(length) + length
    near = np.repeat(begin, length) + np.arange(length.sum())
    edge = np.repeat(edge, length)
    known = row * n + neighbour
    asked = neighbour[edge].astype(np.int64) * n + neighbour[near]
    far = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    closed = known[far] == asked if len(known) else np.zeros(0, bool)
    edge, near, far = edge[closed], near[closed], far[closed]
    entry = np.concatenate((edge, back[edge]))
    product = np.concatenate((left[near] * right[back[far]], left[far] * right[back[near]]))
    return np.asarray(np.bincount(entry, product, len(neighbour)), dtype=float)
