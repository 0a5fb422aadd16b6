"""Nested regions, numbered depth first."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.csr import Codes


@dataclass(frozen=True, eq=False)
class Nested:
    """Regions under one that holds them all, each before those inside it.

    Attributes
    ----------
    rank : array of int
        New number of each region, the one that holds all (the first) included.
    parent, depth : array of int32
        By new number: the region around each, −1 for the first, and how many are around it.
    after : array of int
        By new number: the first region that is not inside.
    """

    rank: NDArray[np.int64]
    parent: NDArray[np.int32]
    depth: NDArray[np.int32]
    after: NDArray[np.int64]

    def numbered(self, place: Codes) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
        """Return nodes in the order of their regions, and the new region of each in that order."""
        own = self.rank[place + 1]
        order = np.argsort(own, kind="stable")
        return order, own[order].astype(np.int32)

    def bounds(self, own: NDArray[np.int32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return where the nodes of each region, with those inside it, begin and end."""
        before = np.zeros(len(self.rank) + 1, np.intp)
        np.cumsum(np.bincount(own, minlength=len(self.rank)), out=before[1:])
        return before[:-1], before[self.after]


def nested(parent: Codes) -> Nested:
    """Return regions in depth-first order.

    Parameters
    ----------
    parent : array of int
        The region around each region, −1 for none.
    """
    above = np.concatenate(([-1], parent + 1))
    depth = np.zeros(len(above), np.int32)
    climbed = above.copy()
    while (climbed >= 0).any():
        depth += climbed >= 0
        climbed = np.where(climbed >= 0, above[climbed], -1)
    layers = [np.flatnonzero(depth == level) for level in range(1, int(depth.max()) + 1)]
    size = np.ones(len(above), np.int64)
    for layer in reversed(layers):
        np.add.at(size, above[layer], size[layer])
    rank = np.zeros(len(above), np.int64)
    for layer in layers:
        siblings = layer[np.argsort(above[layer], kind="stable")]
        before = np.cumsum(size[siblings]) - size[siblings]
        first = np.searchsorted(above[siblings], above[siblings])
        rank[siblings] = rank[above[siblings]] + 1 + before - before[first]
    number = np.empty(len(above), np.int64)
    number[rank] = np.arange(len(above))
    around = np.where(above[number] >= 0, rank[above[number]], -1)
    return Nested(
        rank, around.astype(np.int32), depth[number], np.arange(len(above)) + size[number]
    )
