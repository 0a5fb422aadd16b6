"""Distances counted again and again while a few edges of one graph come and go."""

from threading import local

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.csr import csr
from govgraph.kernels.distances import distance_counts

Edges = tuple[NDArray[np.int64], NDArray[np.int64]]
NO_EDGES: Edges = (np.zeros(0, np.int64), np.zeros(0, np.int64))
#: Nodes times repetitions from which compiled loops are used. Loading them takes about a second;
#: in that time whole arrays count the distances of 1,000 nodes some 400 times.
WORTH = 400_000


class Repeated:
    """A simple undirected graph of which a few edges come and go.

    Parameters
    ----------
    n : int
        Number of nodes.
    edges : pair of arrays of int
        Ends of the edges, each edge once.
    times : int
        How often distances will be counted.

    Examples
    --------
    >>> import numpy as np
    >>> from govgraph.kernels.repeated import Repeated
    >>> path = Repeated(4, (np.array([0, 1, 2]), np.array([1, 2, 3])))
    >>> path.counts().tolist()
    [0, 6, 4, 2]
    >>> path.counts(added=(np.array([0]), np.array([3]))).tolist()
    [0, 8, 4]
    """

    def __init__(self, n: int, edges: Edges, *, times: int = 1) -> None:
        self.n, self.compiled = n, n * times >= WORTH
        self._edges = edges
        self._rows = csr(n, *_either_way(edges))
        self._room = local()

    def counts(self, added: Edges = NO_EDGES, removed: Edges = NO_EDGES) -> NDArray[np.int64]:
        """Return how many ordered pairs stand at each distance, some edges more, some fewer.

        Parameters
        ----------
        added, removed : pair of arrays of int
            Ends of edges that the graph does not have, and of edges that it has, each once.

        Returns
        -------
        array of int64
            As `govgraph.kernels.distances.distance_counts`.
        """
        if not self.compiled:
            return distance_counts(self.n, *_either_way(self._changed(added, removed)))
        from govgraph.kernels.compiled import repeated  # noqa: PLC0415 - loads the compiler

        if not hasattr(self._room, "bits"):
            self._room.bits = repeated.room(self.n)
        rows = repeated.changed(self._rows, added, removed)
        return repeated.counts_alone(rows, self._room.bits)

    def _changed(self, added: Edges, removed: Edges) -> Edges:
        """Return the ends of the edges, some more and some fewer."""
        kept = ~np.isin(self._keys(self._edges), self._keys(removed))
        first, second = (
            np.concatenate((ends[kept], more))
            for ends, more in zip(self._edges, added, strict=True)
        )
        return first, second

    def _keys(self, edges: Edges) -> NDArray[np.int64]:
        """Return one number for each edge, however its ends are given."""
        return np.minimum(*edges) * self.n + np.maximum(*edges)


def _either_way(edges: Edges) -> Edges:
    """Return both directions of the edges."""
    return np.concatenate(edges), np.concatenate(edges[::-1])
