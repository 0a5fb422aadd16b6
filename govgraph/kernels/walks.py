"""Walks of every length between the nodes of an undirected graph, a walk of k steps for 1 / k!.

Nodes with the very same neighbours (twins) are joined into one for the spectrum: of ``k`` twins,
``k − 1`` eigenvalues are 0, and the others are those of the graph with one node for them all,
tied ``sqrt(k)`` times as strongly.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import eigsh
from scipy.special import logsumexp

Floats = NDArray[np.float64]

#: Columns that are summed together: they fit in a fast memory.
_COLUMNS = 64
#: Terms of the power series beside those that grow with the largest eigenvalue.
_TERMS = 20
#: Times that it takes to multiply by a number of a sparse matrix, in a full decomposition.
_QUICK = 0.2
#: Largest eigenvalue whose exponential is summed without its logarithm kept apart.
_SUMMED = 600.0
#: Terms below this change nothing: one of the column is at least 1.
_NOTHING = 1e-17
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


@dataclass(frozen=True, eq=False)
class Part:
    """A connected component, its twins joined.

    Attributes
    ----------
    nodes : array of int
        The joined nodes that it holds.
    matrix : sparse array
        Symmetric, no entry below 0.
    """

    nodes: NDArray[np.intp]
    matrix: csr_array

    @cached_property
    def bound(self) -> float:
        """No eigenvalue is larger: the largest sum of a row."""
        return float(self.matrix.sum(axis=1).max())

    @property
    def sparse(self) -> bool:
        """Whether the power series takes less time than all eigenvalues and eigenvectors."""
        terms = _TERMS + np.e / 2 * self.bound
        quick = 0 < self.matrix.nnz * terms < _QUICK * self.matrix.shape[0] ** 2
        return bool(quick and self.bound < _SUMMED)

    @cached_property
    def decomposed(self) -> tuple[Floats, Floats]:
        """All eigenvalues and eigenvectors."""
        values, vectors = np.linalg.eigh(self.matrix.toarray())
        return values, vectors

    @cached_property
    def eigenvalues(self) -> Floats:
        """All eigenvalues."""
        known = "decomposed" in self.__dict__
        return self.decomposed[0] if known else np.linalg.eigvalsh(self.matrix.toarray())

    @cached_property
    def largest(self) -> float:
        """The largest eigenvalue."""
        if not self.sparse:
            return float(self.eigenvalues.max())
        start = np.ones(self.matrix.shape[0])
        return float(eigsh(self.matrix, 1, which="LA", v0=start, return_eigenvectors=False)[0])

    def closed(self, scale: float) -> Floats:
        """Return the diagonal of the exponential, divided by ``exp(scale)``."""
        if self.sparse:
            return np.asarray(exponential_diagonal(self.matrix) * np.exp(-scale))
        values, vectors = self.decomposed
        return np.asarray(vectors**2 @ np.exp(values - scale))

    @cached_property
    def logarithm(self) -> float:
        """Natural logarithm of the sum of that diagonal."""
        if self.sparse:
            return float(np.log(exponential_diagonal(self.matrix).sum()))
        return float(logsumexp(self.eigenvalues))


class Spectrum:
    """What the exponential of the adjacency matrix says of each node and of all together.

    Component by component, so that rounding in a dense one does not reach the others.

    Parameters
    ----------
    matrix : sparse array
        Symmetric matrix of zeros and ones.

    Attributes
    ----------
    parts : tuple of Part
        The components.
    """

    def __init__(self, matrix: csr_array) -> None:
        ties, self._twin, self._count = _twins(matrix)
        self._zeros = matrix.shape[0] - len(self._count)
        weight = diags_array(np.sqrt(self._count.astype(float)))
        joined = (weight @ ties @ weight).tocsr()
        _, part = connected_components(ties, directed=False)
        order = np.argsort(part, kind="stable")
        inside = np.split(order, np.cumsum(np.bincount(part))[:-1]) if len(order) else []
        self.parts = tuple(Part(nodes, joined[nodes][:, nodes]) for nodes in inside)

    @property
    def bound(self) -> float:
        """No eigenvalue is larger."""
        return max((part.bound for part in self.parts), default=0.0)

    @property
    def largest(self) -> float:
        """The largest eigenvalue."""
        return max((part.largest for part in self.parts), default=0.0)

    @property
    def logarithm(self) -> float:
        """Natural logarithm of the sum of the diagonal of the exponential."""
        known = [part.logarithm for part in self.parts]
        return float(logsumexp([*known, np.log(self._zeros)] if self._zeros else known))

    def closed(self, *, relative: bool) -> tuple[Floats, float]:
        """Return the diagonal of the exponential, divided by ``exp(scale)``, and the scale.

        Parameters
        ----------
        relative : bool
            Whether the scale is the largest eigenvalue, else 0.
        """
        for part in self.parts:
            if not part.sparse:
                part.decomposed  # noqa: B018 - eigenvalues alone are not asked for again
        scale = self.largest if relative else 0.0
        joined = np.empty(len(self._count))
        for part in self.parts:
            joined[part.nodes] = part.closed(scale)
        alone = np.exp(-scale)
        return (alone + (joined - alone) / self._count)[self._twin], scale


def exponential_diagonal(matrix: csr_array) -> Floats:
    """Return the diagonal of the exponential of a symmetric matrix without negative entries.

    It is the sum of the squares in each column of the exponential of half the matrix, whose power
    series is summed for some columns at a time. Nothing cancels, as in `exponential_column`.
    """
    n, half = matrix.shape[0], matrix * 0.5
    found = np.empty(n)
    for begin in range(0, n, _COLUMNS):
        columns = np.arange(begin, min(begin + _COLUMNS, n))
        term = np.zeros((n, len(columns)))
        term[columns, columns - begin] = 1.0
        total, power, largest = term.copy(), 0, 1.0
        while largest > _NOTHING:
            power += 1
            term = half @ term
            term /= power
            total += term
            largest = float(term.max())
        found[columns] = np.einsum("ij,ij->j", total, total)
    return found


def _twins(matrix: csr_array) -> tuple[csr_array, NDArray[np.intp], NDArray[np.intp]]:
    """Ties between classes of twins, the class of each node, and the size of each class."""
    matrix.sort_indices()
    bounds, around = matrix.indptr.tolist(), matrix.indices
    classes: dict[bytes, int] = {}
    keys = [around[a:b].tobytes() for a, b in pairwise(bounds)]
    twin = np.array([classes.setdefault(key, len(classes)) for key in keys], dtype=np.intp)
    _, first, count = np.unique(twin, return_index=True, return_counts=True)
    return matrix[first][:, first], twin, count
