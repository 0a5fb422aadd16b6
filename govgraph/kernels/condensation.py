"""Condensation of a directed graph: its strongly connected components and the arcs between."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from govgraph.kernels.csr import Codes, csr


@dataclass(frozen=True, eq=False)
class Condensation:
    """A directed graph with each strongly connected component as one part.

    Attributes
    ----------
    part : array of int32
        Part of each node.
    source, target : array of int32
        Arcs between different parts; they may repeat.
    layer : array of int32
        Longest path, in arcs, from a part without a predecessor to each part. Every arc leads to a
        higher layer.
    """

    part: NDArray[np.int32]
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    layer: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.layer)

    @property
    def size(self) -> NDArray[np.int64]:
        """Number of nodes of each part."""
        return np.bincount(self.part, minlength=len(self))

    def reversed(self) -> "Condensation":
        """Return the condensation of the graph with every arc turned round."""
        top = self.layer.max(initial=0)
        return replace(self, source=self.target, target=self.source, layer=top - self.layer)


def condense(n: int, source: Codes, target: Codes) -> Condensation:
    """Return the condensation of a directed graph.

    Parameters
    ----------
    n : int
        Number of nodes.
    source, target : array of int
        Ends of the arcs.
    """
    graph = csr_array((np.ones(len(source), np.int8), (source, target)), shape=(n, n))
    parts, part = connected_components(graph, directed=True, connection="strong")
    first, second = part[source], part[target]
    apart = first != second
    first, second = first[apart], second[apart]
    return Condensation(part, first, second, _layers(parts, first, second))


def _layers(n: int, source: Codes, target: Codes) -> NDArray[np.int32]:
    """Longest path to each node of a graph without circles."""
    start, after = csr(n, source, target)
    waiting = np.bincount(target, minlength=n)
    layer = np.zeros(n, np.int32)
    free = np.flatnonzero(waiting == 0)
    step = 0
    while len(free):
        layer[free] = step
        reached = _neighbours(free, start, after)
        waiting -= np.bincount(reached, minlength=n)
        free = np.unique(reached[waiting[reached] == 0])
        step += 1
    return layer


def _neighbours(
    nodes: NDArray[np.intp], start: NDArray[np.int64], neighbour: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Neighbours of several nodes, one after the other."""
    length = start[nodes + 1] - start[nodes]
    begin = np.repeat(start[nodes] - np.concatenate(([0], np.cumsum(length)[:-1])), length)
    return neighbour[begin + np.arange(length.sum())]
