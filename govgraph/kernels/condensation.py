"""Condensation of a directed graph: its strongly connected components and the arcs between."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from govgraph.kernels.csr import Codes, csr
from govgraph.kernels.rows import rows
from govgraph.kernels.size import MANY


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
    layer = _layers(n, source, target)
    if layer is not None:
        own = np.arange(n, dtype=np.int32)
        return Condensation(own, np.asarray(source), np.asarray(target), layer)
    start, after = csr(n, source, target)
    graph = csr_array((np.ones(len(after)), after, start), shape=(n, n))
    graph.sum_duplicates()  # with repeated arcs the search for components may never end
    parts, part = connected_components(graph, directed=True, connection="strong")
    first, second = part[source], part[target]
    apart = first != second
    first, second = first[apart], second[apart]
    between = _layers(parts, first, second)
    assert between is not None  # noqa: S101 - no circle is left
    return Condensation(part, first, second, between)


def _layers(n: int, source: Codes, target: Codes) -> NDArray[np.int32] | None:
    """Longest path to each node of a graph, None when it has a circle.

    Only nodes that lead on are walked through, in the order of their layers; the ends of all ways
    follow at once. Many arcs are walked through in a compiled loop.
    """
    if len(source) >= MANY:
        from govgraph.kernels.compiled.layers import layers  # noqa: PLC0415 - loads the compiler

        every = layers(rows(n, source, target))
        return every if len(every) == n else None
    leads_on = np.bincount(source, minlength=n) > 0
    inner, number = leads_on[target], np.cumsum(leads_on) - 1
    walked, lower = np.flatnonzero(leads_on), number[target[inner]]
    start, after = (rows.tolist() for rows in csr(len(walked), number[source[inner]], lower))
    entering = np.bincount(lower, minlength=len(walked))
    settled = np.flatnonzero(entering == 0).tolist()
    layer, waiting = [0] * len(walked), entering.tolist()
    for node in settled:
        for other in after[start[node] : start[node + 1]]:
            waiting[other] -= 1
            if not waiting[other]:
                layer[other] = layer[node] + 1
                settled.append(other)
    if len(settled) < len(walked):
        return None
    found = np.zeros(n, np.int32)
    found[walked] = layer
    np.maximum.at(found, target[~inner], found[source[~inner]] + 1)
    return found
