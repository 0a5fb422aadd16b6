"""Ways that share nothing: maximum flow with capacity 1 on every arc, or through every node.

By Menger's theorem the largest number of ways between two nodes that share no arc (no node between)
is the smallest number of arcs (nodes) whose removal leaves none.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from govgraph.kernels.csr import Codes


@dataclass(frozen=True, eq=False)
class Ways:
    """A directed graph to find ways in.

    Attributes
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the arcs, each arc once, no loops; give both directions of an undirected edge.
    through : bool
        Whether two ways may not share a node between their ends; else they may not share an arc.
    """

    n: int
    source: Codes
    target: Codes
    through: bool

    @cached_property
    def _capacity(self) -> csr_array:
        """Capacities; with `through`, node ``i`` is entered at ``i`` and left at ``n + i``."""
        source, target, n = self.source, self.target, self.n
        if self.through:
            inner = np.arange(n)
            source = np.concatenate((inner, source + n))
            target, n = np.concatenate((inner + n, target)), 2 * n
        ones = np.ones(len(source), np.int32)
        return csr_array((ones, (source, target)), shape=(n, n))

    def _begin(self, start: int) -> int:
        return start + self.n if self.through else start

    def number(self, start: int, end: int) -> int:
        """Return the largest number of ways from one node to another that share nothing."""
        return int(maximum_flow(self._capacity, self._begin(start), end).flow_value)

    def listed(self, start: int, end: int) -> list[tuple[int, ...]]:
        """Return as many ways that share nothing as there can be, the shortest first."""
        found = maximum_flow(self._capacity, self._begin(start), end)
        flow = found.flow.tocoo()
        used = flow.data > 0
        following: dict[int, list[int]] = {}
        for one, other in zip(flow.row[used] % self.n, flow.col[used] % self.n, strict=True):
            if one != other:
                following.setdefault(int(one), []).append(int(other))
        walks = (_walk(start, end, following) for _ in range(int(found.flow_value)))
        return sorted(walks, key=_order)

    def numbers(self, start: int) -> NDArray[np.int64]:
        """Return the number of ways from one node to every node, itself left at 0.

        Only nodes that several arcs enter are looked at one by one: any other node that can be
        reached has one way.
        """
        graph = csr_array((np.ones(len(self.source)), (self.source, self.target)), (self.n, self.n))
        found = np.zeros(self.n, np.int64)
        found[breadth_first_order(graph, start, return_predecessors=False)] = 1
        found[start] = 0
        entering = np.bincount(self.target[found[self.source] > 0], minlength=self.n)
        entering += np.bincount(self.target[self.source == start], minlength=self.n)
        doors = int((self.source == start).sum())
        for node in np.flatnonzero((found > 0) & (entering > 1)) if doors > 1 else ():
            found[node] = self.number(start, int(node))
        return found


def _walk(start: int, end: int, following: dict[int, list[int]]) -> tuple[int, ...]:
    """Follow arcs to the end, use them up, and cut off what runs in a circle."""
    walk = [start]
    while walk[-1] != end:
        node = following[walk[-1]].pop()
        walk = walk[: walk.index(node)] if node in walk else walk
        walk.append(node)
    return tuple(walk)


def _order(way: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return len(way), way
