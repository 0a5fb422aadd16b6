"""Lowest common superiors: of all nodes above two others, those with none of them below.

Nodes that reach one another in a circle count as one part. A node stands above itself.
"""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.condensation import condense
from govgraph.kernels.csr import Codes, csr
from govgraph.kernels.reachability import Bits, bit_rows, flow_down

Bools = NDArray[np.bool_]


class Superiors:
    """Who stands above whom.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Arcs, upper end first.

    Attributes
    ----------
    part : array of int
        Part of each node.
    """

    def __init__(self, n: int, source: Codes, target: Codes) -> None:
        self._condensed = condense(n, source, target)
        self.part = self._condensed.part
        parts = len(self._condensed)
        self._start, self._below = csr(parts, self._condensed.source, self._condensed.target)
        heads = (np.diff(self._start) > 0) | (self._condensed.size > 1)
        deepest_first = np.argsort(-self._condensed.layer, kind="stable")
        self._heads = deepest_first[heads[deepest_first]]
        self._above: Bits = flow_down(self._condensed, bit_rows(parts, self._heads))

    @cached_property
    def _matrix(self) -> Bools:
        """Whether each head (column) stands above each part (row)."""
        octets = self._above.astype("<u8").view(np.uint8)
        return np.unpackbits(octets, axis=1, count=len(self._heads), bitorder="little").astype(bool)

    def lowest(self, first: int, second: int) -> list[int]:
        """Return the parts that are lowest common superiors of two nodes."""
        one, other = int(self.part[first]), int(self.part[second])
        if one == other:
            return [one]
        common = set(self._heads[self._matrix[one] & self._matrix[other]].tolist())
        return sorted(part for part in common if common.isdisjoint(self._children(part)))

    def _children(self, part: int) -> list[int]:
        own: list[int] = self._below[self._start[part] : self._start[part + 1]].tolist()
        return own

    def settled(self, weight: NDArray[np.integer]) -> NDArray[np.int64]:
        """Return for each node of how many pairs of nodes it is a lowest common superior.

        Parameters
        ----------
        weight : array of int
            1 for each node whose pairs count, 0 for the others.

        Notes
        -----
        A pair below a part is settled further down when some subordinate part stands above both.
        Nodes with the same subordinate parts above them are counted together.
        """
        mass = np.bincount(self.part, weight, len(self._condensed)).astype(float)
        column = {head: place for place, head in enumerate(self._heads.tolist())}
        pairs = mass * (mass - 1) / 2
        for head, place in column.items():
            inside = self._matrix[:, place] & (mass > 0)
            lower = [column[child] for child in set(self._children(head)) if child in column]
            pairs[head] = _apart(mass[inside], self._matrix[inside][:, lower])
        return np.asarray(pairs[self.part], dtype=np.int64)

    def ambiguous(self) -> tuple[NDArray[np.intp], Bools]:
        """Return which pairs of nodes have several lowest common superiors.

        Returns
        -------
        kind : array of int
            Class of each node: nodes under the very same superiors.
        several : array of bool
            For each two classes, whether two different nodes of them have several.

        Notes
        -----
        A part is the only lowest one when all common superiors stand above it; it can only be the
        one that lies deepest, whose bit is the lowest.
        """
        sets, kind = np.unique(self._above, axis=0, return_inverse=True)
        size = np.bitwise_count(self._above[self._heads]).sum(axis=1, dtype=np.int64)
        several = np.zeros((len(sets), len(sets)), bool)
        for row in range(len(sets) if len(self._heads) else 0):
            several[row, row:] = _several(sets[row:] & sets[row], size)
        return kind.ravel()[self.part], several | several.T


def _apart(mass: NDArray[np.float64], under: Bools) -> float:
    """Pairs of nodes that no column stands above together; `mass` nodes in each row."""
    total = float(mass.sum())
    if under.sum(axis=1).max(initial=0) > 1:
        patterns, kind = np.unique(under, axis=0, return_inverse=True)
        count = np.bincount(kind.ravel(), mass)
        shared = (patterns.astype(float) @ patterns.T) > 0
        together = float(count @ shared @ count) - float(count @ patterns.any(axis=1))
    else:
        below = mass @ under
        together = float((below * (below - 1)).sum())
    return (total * (total - 1) - together) / 2


def _several(common: Bits, size: NDArray[np.int64]) -> Bools:
    """Whether the deepest element of each set lacks some of the set above it."""
    word = np.argmax(common != 0, axis=1)
    lowest = common[np.arange(len(common)), word]
    bit = np.bitwise_count((lowest & (~lowest + np.uint64(1))) - np.uint64(1)).astype(np.intp)
    some = lowest != 0
    found = np.zeros(len(common), bool)
    members = np.bitwise_count(common[some]).sum(axis=1, dtype=np.int64)
    found[some] = members > size[(word * 64 + bit)[some]]
    return found
