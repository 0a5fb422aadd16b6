"""Plain distances of a structure whose ties change a little, counted anew for each change."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from govgraph.comparison.screening.layers import Counts
from govgraph.comparison.screening.ties import Ties
from govgraph.kernels.repeated import Repeated

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]


class Distances:
    """How many pairs of units stand at each distance, for the ties of many proposals.

    Parameters
    ----------
    ties : Ties
        Ties of the structure.
    times : int
        How often distances will be counted.
    """

    def __init__(self, ties: Ties, times: int) -> None:
        self.n = ties.n
        edges = np.array([key for key, count in ties.edges.own.items() if count], np.int64)
        self.graph = Repeated(self.n, self._ends(edges), times=times)
        self.own = measured(self.graph.counts(), self.n)

    def values(self, edges: Counts[int]) -> Floats:
        """Return the measures of `measured` for the ties of a proposal."""
        came, gone = edges.turned()
        if not came and not gone:
            return self.own
        added, removed = (self._ends(np.array(keys, np.int64)) for keys in (came, gone))
        return measured(self.graph.counts(added, removed), self.n)

    def _ends(self, keys: Ints) -> tuple[Ints, Ints]:
        first, second = np.divmod(keys, max(self.n, 1))
        return first, second


def measured(counts: Ints, n: int) -> Floats:
    """Return mean, harmonic mean, DF, largest distance and F of counts of ordered pairs.

    Returns
    -------
    array of 5 floats
        nan where one has no value.
    """
    total, weight = n * (n - 1) / 2, counts / 2
    reached = float(weight.sum())
    if not total:
        return np.full(5, np.nan)
    nearness = float(weight[1:] @ (1 / np.arange(1, len(weight)))) / total
    if not reached:
        return np.array([np.nan, np.nan, 1.0, np.nan, 1.0])
    mean = float(np.arange(len(weight)) @ weight) / reached
    largest = float(np.flatnonzero(weight)[-1])
    return np.array([mean, 1 / nearness, 1 - nearness, largest, 1 - reached / total])


def spans(ties: Ties, degree: Ints) -> Floats:
    """Return the mean and the widest span of control of a proposal.

    Parameters
    ----------
    ties : Ties
        Ties of the proposal.
    degree : array of int
        Number of subordinates of every unit in the structure.
    """
    came, gone = ties.spans.turned()
    if came or gone:
        degree = degree.copy()
        for keys, by in ((came, 1), (gone, -1)):
            for key in keys:
                degree[key // ties.n] += by
    own = degree[degree > 0]
    if not len(own):
        return np.full(2, np.nan)
    return np.array([own.mean(), own.max()], np.float64)


def degrees(ties: Ties) -> Ints:
    """Return the number of subordinates of every unit."""
    superior = [key // ties.n for key, count in ties.spans.own.items() if count]
    return np.bincount(np.array(superior, np.int64), minlength=ties.n)
