"""What falls off when one node of an undirected graph is taken away."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.csr import Codes, csr


def cut_off(n: int, first: Codes, second: Codes) -> NDArray[np.int64]:
    """Return how many nodes lose touch with the main part when each node is taken away.

    Parameters
    ----------
    n : int
        Number of nodes.
    first, second : array of int
        Ends of the edges; direction, repetition and loops do not matter.

    Returns
    -------
    array of int64
        For each node: of the other nodes of its component, those outside the largest part that
        remains without it. Zero for a node that is no articulation point.
    """
    lost = np.zeros(n, np.int64)
    for component, parts in _without_each(n, first, second):
        for node, rest in zip(component, parts, strict=True):
            lost[node] = len(component) - 1 - max(rest)
    return lost


def pairs_left(n: int, first: Codes, second: Codes) -> NDArray[np.int64]:
    """Return how many ordered pairs of the others reach each other when each node is taken away.

    Parameters
    ----------
    n : int
        Number of nodes.
    first, second : array of int
        Ends of the edges; direction, repetition and loops do not matter.

    Returns
    -------
    array of int64
        For each node, over all components.
    """
    left, total = np.zeros(n, np.int64), 0
    for component, parts in _without_each(n, first, second):
        size = len(component)
        total += size * (size - 1)
        for node, rest in zip(component, parts, strict=True):
            left[node] = sum(part * (part - 1) for part in rest) - size * (size - 1)
    return left + total


def _without_each(
    n: int, first: Codes, second: Codes
) -> Iterator[tuple[list[int], list[list[int]]]]:
    """Every component, and the sizes of the parts that remain without each of its nodes."""
    start, neighbour = csr(n, np.concatenate([first, second]), np.concatenate([second, first]))
    search = _Search(start.tolist(), neighbour.tolist(), n)
    for root in range(n):
        if search.entered[root] < 0:
            component = search.component(root)
            others = len(component) - 1
            parts = [search.parts[node] for node in component]
            yield component, [[*own, others - sum(own)] for own in parts]


class _Search:
    """Depth-first search that keeps, for each node, the sizes of the parts hanging on it alone."""

    def __init__(self, start: list[int], neighbour: list[int], n: int) -> None:
        self.start, self.neighbour = start, neighbour
        self.entered = [-1] * n
        self.lowest = [0] * n
        self.size = [1] * n
        self.parts: list[list[int]] = [[] for _ in range(n)]
        self.clock = 0

    def component(self, root: int) -> list[int]:
        """Visit everything that hangs together with `root` and return it."""
        order, stack = [root], [(root, -1, self.start[root])]
        self._enter(root)
        while stack:
            node, parent, at = stack.pop()
            if at == self.start[node + 1]:
                self._leave(node, parent)
                continue
            stack.append((node, parent, at + 1))
            other = self.neighbour[at]
            if self.entered[other] < 0:
                self._enter(other)
                order.append(other)
                stack.append((other, node, self.start[other]))
            elif other != parent:
                self.lowest[node] = min(self.lowest[node], self.entered[other])
        return order

    def _enter(self, node: int) -> None:
        self.entered[node] = self.lowest[node] = self.clock
        self.clock += 1

    def _leave(self, node: int, parent: int) -> None:
        if parent < 0:
            return
        self.lowest[parent] = min(self.lowest[parent], self.lowest[node])
        self.size[parent] += self.size[node]
        if self.lowest[node] >= self.entered[parent]:
            self.parts[parent].append(self.size[node])
