"""Walks of every length between the nodes of an undirected graph, a walk of k steps for 1 / k!.

Nodes with the very same neighbours (twins) are joined into one for the spectrum: of ``k`` twins,
``k − 1`` eigenvalues are 0, and the others are those of the graph with one node for them all,
tied ``sqrt(k)`` times as strongly.
"""

from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Floats = NDArray[np.float64]

#: Sums above this are divided by themselves, and the logarithm is kept apart.
_LARGE = 1e200


def exponential_column(matrix: csr_array, start: int) -> tuple[Floats, float]:
    """Return one column of the exponential of a matrix of zeros and ones.

    Parameters
    ----------
    matrix : sparse array
        Symmetric matrix of zeros and ones.
    start : int
        Number of the column.

    Returns
    -------
    values : array of float
        The column, divided by ``exp(scale)``.
    scale : float
        0 unless the column would overflow.

    Notes
    -----
    The power series is summed until two terms in a row change nothing. All terms are positive, so
    nothing cancels and small entries are as exact as large ones.
    """
    term = np.zeros(matrix.shape[0])
    term[start] = 1.0
    total, scale, power, unchanged = term.copy(), 0.0, 0, 0
    while unchanged < 2:  # noqa: PLR2004 - odd and even powers reach different nodes
        power += 1
        term = matrix @ term / power
        following = total + term
        unchanged = unchanged + 1 if np.array_equal(following, total) else 0
        total = following
        largest = float(total.max())
        if largest > _LARGE:
            total, term, scale = total / largest, term / largest, scale + float(np.log(largest))
    return total, scale


class Spectrum:
    """Eigenvalues of the adjacency matrix, and what they say of each node.

    Parameters
    ----------
    matrix : sparse array
        Symmetric matrix of zeros and ones.
    """

    def __init__(self, matrix: csr_array) -> None:
        ties, self._twin, self._count = _twins(matrix)
        self._zeros = matrix.shape[0] - len(self._count)
        weight = np.sqrt(self._count)
        joined = ties.toarray() * weight[:, None] * weight
        _, part = connected_components(ties, directed=False)
        order = np.argsort(part, kind="stable")
        inside = np.split(order, np.cumsum(np.bincount(part))[:-1]) if len(order) else []
        self._parts = [(nodes, joined[np.ix_(nodes, nodes)]) for nodes in inside]

    @cached_property
    def eigenvalues(self) -> Floats:
        """All eigenvalues, in no particular order."""
        found = [np.linalg.eigvalsh(part) for _, part in self._parts]
        return np.concatenate([*found, np.zeros(self._zeros)])

    def closed(self, scale: float) -> Floats:
        """Return the diagonal of the exponential of the matrix, divided by ``exp(scale)``.

        Component by component, so that rounding in a dense one does not reach the others.
        """
        joined = np.empty(len(self._count))
        for nodes, part in self._parts:
            values, vectors = np.linalg.eigh(part)
            joined[nodes] = vectors**2 @ np.exp(values - scale)
        alone = np.exp(-scale)
        return (alone + (joined - alone) / self._count)[self._twin]


def _twins(matrix: csr_array) -> tuple[csr_array, NDArray[np.intp], NDArray[np.intp]]:
    """Ties between classes of twins, the class of each node, and the size of each class."""
    matrix.sort_indices()
    bounds, around = matrix.indptr.tolist(), matrix.indices
    classes: dict[bytes, int] = {}
    keys = [around[a:b].tobytes() for a, b in pairwise(bounds)]
    twin = np.array([classes.setdefault(key, len(classes)) for key in keys], dtype=np.intp)
    _, first, count = np.unique(twin, return_index=True, return_counts=True)
    return matrix[first][:, first], twin, count
