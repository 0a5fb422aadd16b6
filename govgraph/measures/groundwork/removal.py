"""What is left of a network when units leave it, and how near units are to a set of others."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, shortest_path

from govgraph.kernels.articulation import pairs_left
from govgraph.kernels.distances import distance_counts, nearness_sums
from govgraph.measures.groundwork.lengths import either_way
from govgraph.model.network import Network

Floats = NDArray[np.float64]


class Removal:
    """Fragmentation of an undirected network without some of its units.

    Parameters
    ----------
    graph : Network
        A simple undirected network.
    criterion : {"components", "distance"}
        Borgatti's F or DF.
    keep_removed : bool
        Whether the units removed stay in the count of pairs, as isolates.
    """

    def __init__(self, graph: Network, criterion: str, *, keep_removed: bool) -> None:
        self.graph, self.criterion, self.keep_removed = graph, criterion, keep_removed

    def __call__(self, members: tuple[int, ...]) -> float:
        """Return the fragmentation without some units."""
        graph = self.graph
        gone = np.zeros(len(graph), dtype=bool)
        gone[list(members)] = True
        kept = ~(gone[graph.source] | gone[graph.target])
        left = Network(graph.nodes, graph.source[kept], graph.target[kept], directed=False)
        return 1 - self._closeness(left) / self.pairs(len(members))

    def pairs(self, k: int) -> int:
        """Return the number of ordered pairs of units that count when k are removed."""
        units = len(self.graph) - (0 if self.keep_removed else k)
        return units * (units - 1)

    def _closeness(self, left: Network) -> float:
        """Ordered pairs that still reach each other, each by 1 or by 1 / distance."""
        if self.criterion == "components":
            return _joined(left)
        counts = distance_counts(len(left), *either_way(left))
        return float(counts[1:] @ (1 / np.arange(1, len(counts))))

    def each(self) -> Floats:
        """Return the fragmentation without each unit in turn."""
        graph = self.graph
        if self.criterion == "components":
            left = pairs_left(len(graph), graph.source, graph.target).astype(float)
        else:
            own = nearness_sums(len(graph), *either_way(graph))
            left = own.sum() - 2 * own
            middle = _between_two(graph)
            left[middle] = [(1 - self((unit,))) * self.pairs(1) for unit in middle.tolist()]
        return np.clip(1 - left / self.pairs(1), 0, 1)

    def bound(self, k: int) -> float:
        """Return a value that no removal of k units exceeds.

        The ties that are left are at least those beyond the k largest degrees; the parts are at
        most those that there are, and for each unit removed one fewer than its ties; and so many
        parts of equal size leave the fewest pairs joined. A pair joined by no tie of its own is at
        most as far apart as a chain of all units.
        """
        graph = self.graph
        degree = np.bincount(np.concatenate((graph.source, graph.target)), minlength=len(graph))
        largest = np.sort(degree)[::-1][:k]
        tied = 2.0 * max(0, len(graph.source) - int(largest.sum()))
        units = len(graph) - k
        parts = min(_parts(graph).max() + 1 + int((largest - 1).sum()), units)
        joined = max(tied, units * (units / max(parts, 1) - 1))
        if self.criterion == "distance":
            joined = tied + (joined - tied) / max(units - 1, 1)
        return float(min(1.0, 1 - joined / self.pairs(k)))


def nearness(graph: Network) -> Floats:
    """Return 1 / distance of every pair of units, 0 without a path, 1 of a unit to itself."""
    inverse = np.ones((len(graph), len(graph)))
    np.divide(1, _distances(graph), out=inverse, where=~np.eye(len(graph), dtype=bool))
    return inverse


def _distances(graph: Network) -> Floats:
    return np.asarray(shortest_path(_matrix(graph), unweighted=True), dtype=float)


def _matrix(graph: Network) -> csr_array:
    first, second = either_way(graph)
    shape = (len(graph), len(graph))
    return csr_array((np.ones(len(first), np.int32), (first, second)), shape=shape)


def _parts(graph: Network) -> NDArray[np.int32]:
    return np.asarray(connected_components(_matrix(graph), directed=False)[1], dtype=np.int32)


def _joined(graph: Network) -> float:
    size = np.bincount(_parts(graph)).astype(float)
    return float(size @ (size - 1))


def _between_two(graph: Network) -> NDArray[np.intp]:
    """Units that alone join two others in two steps; without any of the rest distances stay."""
    n, matrix = len(graph), _matrix(graph)
    two = (matrix @ matrix).tocoo()
    (first, second), ways = (part.astype(np.int64) for part in two.coords), two.data
    only = (ways == 1) & (first < second)
    tied = graph.source.astype(np.int64) * n + graph.target
    apart = only & ~np.isin(first * n + second, tied)
    middle = matrix[first[apart]].multiply(matrix[second[apart]]).tocoo()
    return np.unique(middle.coords[1]).astype(np.intp)
