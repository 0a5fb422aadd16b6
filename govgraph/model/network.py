"""A plain graph as arrays: what every graph measure reads, from a structure or from networkx."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.model.authority import AUTHORITY, COORDINATION
from govgraph.model.structure import Structure

#: What a graph measure takes.
GraphLike: TypeAlias = "Structure | nx.Graph[Any] | Network"


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes and arcs; parallel arcs and self-loops are kept.

    Attributes
    ----------
    nodes : Index
        Labels; a node's number is its position.
    source, target : array of int32
        Ends of the arcs, or of the edges when undirected (each edge once).
    directed : bool
        Whether arcs have a direction.
    """

    nodes: pd.Index
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    directed: bool = True

    def __len__(self) -> int:
        return len(self.nodes)

    def simple(self) -> "Network":
        """Return the network without self-loops and with parallel arcs joined into one."""
        source, target = self.source.astype(np.int64), self.target.astype(np.int64)
        if not self.directed:
            source, target = np.minimum(source, target), np.maximum(source, target)
        apart = source != target
        key = np.unique(source[apart] * max(len(self), 1) + target[apart])
        first, second = np.divmod(key, max(len(self), 1))
        return Network(self.nodes, first.astype(np.int32), second.astype(np.int32), self.directed)

    def undirected(self) -> "Network":
        """Return the underlying simple undirected network."""
        return Network(self.nodes, self.source, self.target, directed=False).simple()


def network(source: GraphLike, relations: Iterable[str] | None = None) -> Network:
    """Return the graph that a measure reads.

    Parameters
    ----------
    source : Structure or networkx graph or Network
        A structure gives its units and the relations named; the public is left out. A networkx
        graph gives all its nodes and edges.
    relations : iterable of str, optional
        Kinds of relation of a structure; all that carry coordination by default.

    Returns
    -------
    Network
        Directed for a structure, as given for a networkx graph.
    """
    if isinstance(source, Network):
        return source
    if not isinstance(source, Structure):
        return _from_networkx(source)
    kinds = tuple(sorted(set(COORDINATION if relations is None else relations)))
    return source.derive(("network", kinds), lambda: _from_structure(source, kinds))


def _from_structure(structure: Structure, kinds: tuple[str, ...]) -> Network:
    topology = structure.topology
    inside = topology.unit_kind != "public"
    number = np.cumsum(inside).astype(np.int32) - np.int32(1)
    arcs = topology.arcs(kind for kind in kinds if kind in AUTHORITY)
    keep = inside[arcs.source] & inside[arcs.target]
    return Network(topology.units[inside], number[arcs.source[keep]], number[arcs.target[keep]])


def _from_networkx(graph: "nx.Graph[Any]") -> Network:
    labels: list[Hashable] = list(graph.nodes)
    number = {label: code for code, label in enumerate(labels)}
    ends = np.array([(number[u], number[v]) for u, v in graph.edges()], np.int32).reshape(-1, 2)
    nodes = pd.Index(labels, dtype=object, tupleize_cols=False, name="unit")
    return Network(nodes, ends[:, 0], ends[:, 1], bool(graph.is_directed()))
