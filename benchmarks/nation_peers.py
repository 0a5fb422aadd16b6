"""What other libraries measure of the same graphs; each is left out where it is not installed."""

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, shortest_path

from govgraph.model.network import Network

#: Groups of sources that SciPy searches from together, so that no matrix of all pairs is held.
TOGETHER = 512


@dataclass(frozen=True, eq=False)
class Graph:
    """One set of ties, in the form that each library takes; nodes are numbers."""

    network: Network

    @cached_property
    def pairs(self) -> list[tuple[int, int]]:
        """Ends of the ties as Python numbers."""
        return list(zip(self.network.source.tolist(), self.network.target.tolist(), strict=True))

    @cached_property
    def networkx(self) -> "nx.Graph[int]":
        graph = nx.DiGraph() if self.network.directed else nx.Graph()
        graph.add_nodes_from(range(len(self.network)))
        graph.add_edges_from(self.pairs)
        return graph

    @cached_property
    def igraph(self) -> Any:  # noqa: ANN401 - of a library that may be absent
        import igraph  # noqa: PLC0415 - may be absent

        return igraph.Graph(len(self.network), self.pairs, directed=self.network.directed)

    @cached_property
    def rustworkx(self) -> Any:  # noqa: ANN401 - of a library that may be absent
        import rustworkx  # noqa: PLC0415 - may be absent

        graph = rustworkx.PyDiGraph() if self.network.directed else rustworkx.PyGraph()
        graph.add_nodes_from(range(len(self.network)))
        graph.add_edges_from_no_data(self.pairs)
        return graph

    @cached_property
    def networkit(self) -> Any:  # noqa: ANN401 - of a library that may be absent
        import networkit  # noqa: PLC0415 - may be absent

        networkit.setNumberOfThreads(1)
        graph = networkit.Graph(len(self.network), directed=self.network.directed)
        for one, other in self.pairs:
            graph.addEdge(one, other)
        return graph

    @cached_property
    def matrix(self) -> csr_array:
        ends = self.network.source, self.network.target
        return csr_array((np.ones(len(ends[0])), ends), shape=(len(self.network),) * 2)


@dataclass(frozen=True)
class Peer:
    """A function of another library.

    Attributes
    ----------
    library : str
        Its name.
    title : str
        What it calls the function.
    measure : callable
        ``measure(graph)``.
    most : int
        Largest number of nodes that it is asked for.
    tolerance : float or None
        Relative difference to ours that counts as agreement; None when it approximates.
    """

    library: str
    title: str
    measure: Callable[[Graph], float]
    most: int
    tolerance: float | None = 1e-9

    @property
    def installed(self) -> bool:
        """Whether it can be asked."""
        return find_spec(self.library) is not None


def _scipy_distances(graph: Graph) -> float:
    n, total = len(graph.network), 0.0
    for first in range(0, n, TOGETHER):
        some = np.arange(first, min(first + TOGETHER, n))
        rows = shortest_path(graph.matrix, directed=False, unweighted=True, indices=some)
        total += float(rows.sum())
    return total / (n * (n - 1))


def _networkit_distances(graph: Graph) -> float:
    from networkit.distance import APSP  # noqa: PLC0415 - may be absent

    n = len(graph.network)
    found = APSP(graph.networkit).run().getDistances(asarray=True)
    return float(np.asarray(found).sum()) / (n * (n - 1))


def _networkit_approximation(graph: Graph) -> float:
    from networkit.distance import NeighborhoodFunctionApproximation  # noqa: PLC0415 - may be absent

    reached = NeighborhoodFunctionApproximation(graph.networkit, 64, 7).run()
    function: NDArray[np.float64] = np.asarray(reached.getNeighborhoodFunction())
    new = np.diff(function, prepend=len(graph.network))
    return float(new @ np.arange(1, len(new) + 1) / new.sum())


def _rustworkx_distances(graph: Graph) -> float:
    import rustworkx  # noqa: PLC0415 - may be absent

    return float(rustworkx.unweighted_average_shortest_path_length(graph.rustworkx))


def _reciprocity(graph: Graph) -> float:
    """Krackhardt's hierarchy by its definition, on the transitive closure."""
    closure = nx.transitive_closure(graph.networkx, reflexive=False)
    both = sum(1 for a, b in closure.edges if closure.has_edge(b, a)) / 2
    return 1 - both / (closure.number_of_edges() - both)


def _boundedness(graph: Graph) -> float:
    """Least upper boundedness as the tests write it out."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.measures.definitions import krackhardt  # noqa: PLC0415 - not installed

    found = krackhardt.least_upper_boundedness(graph.networkx)
    return math.nan if found is None else found


DISTANCES = (
    Peer(
        "networkx",
        "average_shortest_path_length",
        lambda g: float(nx.average_shortest_path_length(g.networkx)),
        12_000,
    ),
    Peer("igraph", "average_path_length", lambda g: float(g.igraph.average_path_length()), 12_000),
    Peer("rustworkx", "unweighted_average_shortest_path_length", _rustworkx_distances, 12_000),
    Peer("networkit", "APSP", _networkit_distances, 12_000),
    Peer(
        "networkit",
        "NeighborhoodFunctionApproximation",
        _networkit_approximation,
        120_000,
        tolerance=None,
    ),
    Peer("scipy", "shortest_path", _scipy_distances, 12_000),
)
REACHING = (
    Peer(
        "networkx",
        "global_reaching_centrality",
        lambda g: float(nx.global_reaching_centrality(g.networkx)),
        1_500,
    ),
)
HIERARCHY = (Peer("networkx", "transitive_closure", _reciprocity, 1_500),)
BOUNDEDNESS = (Peer("networkx", "descendants (the definition)", _boundedness, 1_500),)
LEVELS = (
    Peer(
        "networkx",
        "trophic_levels",
        lambda g: float(sum(nx.trophic_levels(g.networkx).values())),
        1_500,
    ),
)
COMPONENTS = (
    Peer(
        "networkx",
        "number_weakly_connected_components",
        lambda g: float(nx.number_weakly_connected_components(g.networkx)),
        120_000,
    ),
    Peer(
        "igraph",
        "connected_components",
        lambda g: float(len(g.igraph.connected_components("weak"))),
        120_000,
    ),
    Peer(
        "scipy",
        "connected_components",
        lambda g: float(connected_components(g.matrix, connection="weak")[0]),
        120_000,
    ),
)
BETWEENNESS = (
    Peer(
        "networkx",
        "betweenness_centrality",
        lambda g: 2 * float(sum(nx.betweenness_centrality(g.networkx, normalized=False).values())),
        1_500,
        1e-6,
    ),
    Peer("igraph", "betweenness", lambda g: 2 * float(sum(g.igraph.betweenness())), 12_000, 1e-6),
)
