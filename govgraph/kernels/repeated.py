"""Distances counted again and again while a few edges of one graph come and go."""

from threading import Lock, local

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.csr import csr
from govgraph.kernels.distances import distance_counts

Edges = tuple[NDArray[np.int64], NDArray[np.int64]]
NO_EDGES: Edges = (np.zeros(0, np.int64), np.zeros(0, np.int64))
#: Nodes times repetitions from which compiled loops are used. Loading them takes about a second;
#: in that time whole arrays count the distances of 1,000 nodes some 400 times.
WORTH = 400_000
#: Repetitions from which the distance of every pair is kept, and the most nodes for that: it takes
#: a byte for each pair, on each thread.
SEVERAL, MOST = 50, 16_000
#: What a search takes, in pairs of nodes that a new edge may bring nearer: of all pairs, one in so
#: many; and what an edge that goes takes, so many for each node.
_SEARCHED, _REMOVED = 10, 90
#: Edges that may come and go for a search not to be the better way anyhow.
_FEW = 4
NOTHING = np.zeros(0, np.int64)


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
        self.keeps = self.compiled and times >= SEVERAL and n <= MOST
        self._lock = Lock()
        self._all: NDArray[np.uint8] | None = None

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
        found = self._kept_up(added, removed) if self._pays(added, removed) else NOTHING
        return found if len(found) else self._searched(added, removed)

    def _pays(self, added: Edges, removed: Edges) -> bool:
        """Tell whether keeping the distances up takes less time than a search."""
        changes = len(added[0]) + len(removed[0])
        if not self.keeps or not 0 < changes <= _FEW or not len(self._steps):
            return False
        from govgraph.kernels.compiled import nearer  # noqa: PLC0415 - loads the compiler

        pairs = nearer.looked_at(self._steps, added)
        return pairs + _REMOVED * self.n * len(removed[0]) < self.n**2 // _SEARCHED

    @property
    def _steps(self) -> NDArray[np.uint8]:
        """The distance of every pair, found when first asked for; none where one is too large."""
        from govgraph.kernels.compiled import upkeep  # noqa: PLC0415 - loads the compiler

        with self._lock:
            if self._all is None:
                self._all = upkeep.all_steps(self._rows)
            return self._all

    def _searched(self, added: Edges, removed: Edges) -> NDArray[np.int64]:
        """Search the changed graph from every node."""
        from govgraph.kernels.compiled import distances, few, repeated  # noqa: PLC0415 - as above

        rows, small = repeated.changed(self._rows, added, removed), self.n <= few.FEW
        if not hasattr(self._room, "search"):
            self._room.search = few.place(self.n) if small else distances.room(self.n)
        count = few.counts_of_few if small else distances.counts_alone
        found: NDArray[np.int64] = count(rows, self._room.search)
        return found

    def _kept_up(self, added: Edges, removed: Edges) -> NDArray[np.int64]:
        """Keep up the distances of the graph; return nothing where too many change."""
        from govgraph.kernels.compiled import repeated, upkeep  # noqa: PLC0415 - as above

        writes = len(removed[0]) > 0
        if not hasattr(self._room, "kept") or (writes and not self._room.own):
            self._room.kept = upkeep.kept(self._steps.copy() if writes else self._steps)
            self._room.own = writes
        rows = repeated.changed(self._rows, NO_EDGES, removed) if writes else self._rows
        counts = upkeep.counts_after(self._room.kept, rows, added, removed)
        if not len(counts):
            return NOTHING
        counts[0] = 0
        return counts[: int(np.flatnonzero(counts[: upkeep.NONE]).max(initial=0)) + 1]

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
