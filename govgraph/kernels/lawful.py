"""Shortest ways that climb, turn at most once to the side, and descend.

A way from ``a`` to ``b`` climbs arcs against their direction any number of times, then takes at
most one step between two nodes of a common group, then descends arcs along their direction any
number of times. All costs are 1. Matrices hold one row for each node and one column for each
source, so that every operation runs along contiguous rows.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.csr import Codes, csr
from govgraph.kernels.depth import depth

Lengths = NDArray[np.int32]

#: Length that stands for "no way"; twice it still fits.
NO_WAY = np.int32(2**30)

#: Arcs that are settled together: where they start, where the arcs into each end begin, the ends.
_Batch: TypeAlias = tuple[Codes, Codes, Codes]
#: Most arcs of a batch, so that memory stays flat.
_ARCS = 2_048


def _batches(start: Codes, end: Codes, rank: NDArray[np.int32]) -> list[_Batch]:
    """Return arcs in batches of one rank, by ascending rank; equal ends stand together."""
    order = np.lexsort((start, end, rank))
    start, end, rank = start[order], end[order], rank[order]
    found: list[_Batch] = []
    for low, high in pairwise((*np.flatnonzero(np.diff(rank, prepend=rank[:1] - 1)), len(rank))):
        for at in range(low, high, _ARCS):
            ends, first = np.unique(end[at : min(at + _ARCS, high)], return_index=True)
            found.append((start[at : min(at + _ARCS, high)], first, ends))
    return found


@dataclass(frozen=True, eq=False)
class Ways:
    """Where one can climb, turn and descend.

    Attributes
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Arcs, upper end first.
    groups : tuple of array of int
        Sets of nodes; any two of one set stand one step apart.
    """

    n: int
    source: Codes
    target: Codes
    groups: tuple[Codes, ...] = ()

    @cached_property
    def depth(self) -> NDArray[np.int32]:
        """Longest path from the top to each node."""
        return depth(self.n, self.source, self.target)

    @cached_property
    def _downward(self) -> list[_Batch]:
        """Arcs in batches such that one pass settles every node of a graph without circles."""
        return _batches(self.source, self.target, self.depth[self.source])

    @cached_property
    def _upward(self) -> list[_Batch]:
        return _batches(self.target, self.source, -self.depth[self.target])

    @cached_property
    def _circular(self) -> bool:
        return bool((self.depth[self.source] >= self.depth[self.target]).any())

    def climb(self, sources: Codes) -> Lengths:
        """Return the steps it takes to climb from each source (column) to each node (row)."""
        lengths = np.full((self.n, len(sources)), NO_WAY, np.int32)
        lengths[sources, np.arange(len(sources))] = 0
        return self._relax(lengths, self._upward, 1)

    @cached_property
    def _upper(self) -> list[list[int]]:
        """Nodes one step up from each node."""
        start, above = (rows.tolist() for rows in csr(self.n, self.target, self.source))
        return [above[low:high] for low, high in pairwise(start)]

    def above(self, node: int) -> dict[int, int]:
        """Return every node that can be climbed to from one node, itself too, with the steps."""
        steps: dict[int, int] = {}
        level, climbed = {node}, 0
        while level:
            steps |= dict.fromkeys(level, climbed)
            level = {other for one in level for other in self._upper[one]} - steps.keys()
            climbed += 1
        return steps

    def turn(self, lengths: Lengths) -> Lengths:
        """Return lengths with at most one step to the side added."""
        turned = lengths.copy()
        for (member, begin, _), (group, first, ends) in self._sideways:
            least = np.minimum.reduceat(lengths[member], begin)[group]
            turned[ends] = np.minimum(turned[ends], np.minimum.reduceat(least, first) + 1)
        return np.minimum(turned, NO_WAY, out=turned)

    @cached_property
    def _sideways(self) -> list[tuple[_Batch, _Batch]]:
        """Groups in batches: from the members to the groups, and from these to the members."""
        sizes = np.array([len(group) for group in self.groups], np.intp)
        before = np.cumsum(sizes) - sizes
        found: list[tuple[_Batch, _Batch]] = []
        for low, high in pairwise((*np.unique(before // _ARCS, return_index=True)[1], len(sizes))):
            member = np.concatenate(self.groups[low:high])
            group = np.repeat(np.arange(high - low), sizes[low:high])
            order = np.argsort(member, kind="stable")
            ends, first = np.unique(member[order], return_index=True)
            begin = before[low:high] - before[low]
            found.append(((member, begin, np.arange(high - low)), (group[order], first, ends)))
        return found

    def descend(self, lengths: Lengths, cost: int = 1) -> Lengths:
        """Return lengths with any number of steps down added, at `cost` each."""
        return self._relax(lengths.copy(), self._downward, cost)

    def _relax(self, lengths: Lengths, batches: list[_Batch], cost: int) -> Lengths:
        changed = True
        while changed:
            before = lengths.copy() if self._circular else lengths
            for start, first, end in batches:
                least = np.minimum.reduceat(lengths[start], first) + cost
                lengths[end] = np.minimum(lengths[end], least)
            np.minimum(lengths, NO_WAY, out=lengths)
            changed = self._circular and not np.array_equal(before, lengths)
        return lengths

    def lengths(self, sources: Codes) -> Lengths:
        """Return the length of the shortest way from each source (column) to each node (row)."""
        return self.descend(self.turn(self.climb(sources)))

    def lowest_common(self, climbed: Lengths) -> Lengths:
        """Return the depth of the deepest node above (or equal to) both ends, −1 without one.

        Parameters
        ----------
        climbed : array
            What `climb` returned: one column for each source, one row for each other end.
        """
        above = np.where(climbed < NO_WAY, -self.depth[:, None], NO_WAY)
        lowest = self._relax(above, self._downward, 0)
        return np.where(lowest == NO_WAY, np.int32(-1), -lowest)
