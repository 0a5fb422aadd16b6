"""What passes through each unit when all units write to each other along shortest paths."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govgraph.kernels.betweenness import betweenness
from govgraph.kernels.components import components
from govgraph.model.network import GraphLike, Network, derived, network

#: Relations that carry messages; None for all that carry coordination.
Relations = tuple[str, ...] | None


@dataclass(frozen=True, eq=False)
class Load:
    """Messages between all ordered pairs of units, one each.

    Attributes
    ----------
    network : Network
        The ties that carry messages, taken either way.
    transit : array of float
        Messages that each unit passes on for others.
    reach : array of int
        Other units that each unit can reach: so many messages it sends, and receives.
    """

    network: Network
    transit: NDArray[np.float64]
    reach: NDArray[np.int64]

    def handled(self, *, origin: bool = True) -> NDArray[np.float64]:
        """Messages that each unit passes on and, with `origin`, sends itself."""
        return self.transit + self.reach if origin else self.transit

    def intensity(self, *, origin: bool = True) -> NDArray[np.float64]:
        """Messages handled per step when every unit sends one message per step."""
        return self.handled(origin=origin) / np.maximum(self.reach, 1)


def load(source: GraphLike, relations: Relations = None) -> Load:
    """Return the load of every unit; computed once for each choice of relations."""

    def compute() -> Load:
        graph = network(source, relations).undirected()
        n = len(graph)
        part = components(n, graph.source, graph.target)
        reach = np.bincount(part, minlength=1)[part] - 1
        return Load(graph, betweenness(n, graph.source, graph.target), reach)

    return derived(source, ("load", relations), compute)
