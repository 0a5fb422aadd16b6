"""A plain graph as arrays: what every graph measure reads, from a structure or from networkx."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.model.authority import AUTHORITY, COORDINATION
from govgraph.model.structure import Structure

T = TypeVar("T")
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
    _derived: dict[tuple[object, ...], Any] = field(default_factory=dict, init=False, repr=False)

    def __len__(self) -> int:
        return len(self.nodes)

    @cached_property
    def number(self) -> dict[Hashable, int]:
        """Number of each node by its label."""
        return {label: code for code, label in enumerate(self.nodes.to_numpy(dtype=object))}

    def simple(self) -> "Network":
        """Return the network without self-loops and with parallel arcs joined into one."""
        return self.derive(("simple",), self._simple)

    def _simple(self) -> "Network":
        source, target, n = self.source.astype(np.int64), self.target.astype(np.int64), len(self)
        if not self.directed:
            source, target = np.minimum(source, target), np.maximum(source, target)
        key = np.sort((source * n + target)[source != target], kind="stable")
        first, second = np.divmod(key[np.diff(key, prepend=-1) > 0], max(n, 1))
        return Network(self.nodes, first.astype(np.int32), second.astype(np.int32), self.directed)

    def undirected(self) -> "Network":
        """Return the underlying simple undirected network."""
        return self.derive(("undirected",), self._undirected)

    def _undirected(self) -> "Network":
        if not self.directed:
            return self.simple()
        return Network(self.nodes, self.source, self.target, directed=False).simple()

    def derive(self, key: tuple[object, ...], compute: Callable[[], T]) -> T:
        """Return what `compute` returns, computed once for this network under `key`.

        As `Structure.derive`: `compute` must be a pure function of the network and the key.
        """
        store: dict[tuple[object, ...], T] = self._derived
        if key not in store:
            store[key] = compute()
        return store[key]


def derived(source: GraphLike, key: tuple[object, ...], compute: Callable[[], T]) -> T:
    """Return what `compute` returns, computed once for a structure or network.

    A networkx graph may change at any time, so that nothing is kept for it.
    """
    return source.derive(key, compute) if isinstance(source, Structure | Network) else compute()


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
