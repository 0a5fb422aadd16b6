"""What govgraph and networkx both measure, one row each."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from samples import Graph, Sample, Ties

#: Relative (below 1, absolute) difference up to which values are equal, that of most oracles.
TOLERANCE = 1e-9


def difference(ours: object, theirs: object) -> float:
    """Return the largest difference of two values; infinite when they do not match."""
    if isinstance(theirs, dict):
        theirs = pd.Series(theirs, dtype=object)
        ours = ours.reindex(theirs.index)
    one, other = np.asarray(ours), np.asarray(theirs)
    if one.dtype == object and not all(isinstance(v, int | float) for v in other.ravel()):
        return 0.0 if (one == other).all() else np.inf
    one, other = one.astype(float), other.astype(float)
    if one.shape != other.shape or (np.isnan(one) != np.isnan(other)).any():
        return np.inf
    return float(np.nanmax(np.abs(one - other) / np.maximum(1, np.abs(other)), initial=0.0))


def contained(ours: object, theirs: object) -> float:
    """Return 0 when each common ancestor is among the lowest common superiors."""
    listed = [set(frame["unit"]) for frame in ours]
    found = (a == set() if b is None else b in a for a, b in zip(listed, theirs, strict=True))
    return 0.0 if all(found) else np.inf


def at_least(ours: object, theirs: object) -> float:
    """Return 0 when no unit settles fewer pairs: where several could, networkx names one."""
    settled = pd.Series(theirs, dtype=float).reindex(ours.index, fill_value=0.0)
    return 0.0 if (ours >= settled).all() else np.inf


@dataclass(frozen=True)
class Row:
    """One measure beside the function of networkx that gives the same.

    Attributes
    ----------
    measure : str
        Its module and function.
    peer_title : str
        What networkx calls it.
    peer : callable
        ``peer(graph)``, or ``peer(graph, first, second)`` where `pairs` is not 0.
    ties : {"down", "any", "either"}
        Which ties are measured.
    dense : bool
        Whether it is linear algebra on a full matrix, for which the line is the same time.
    pairs : int
        For how many pairs of units it is asked; 0 for measures of a whole structure.
    options : callable
        Conventions under which the two agree.
    differ : callable
        Difference of the two results.
    plain : bool
        Whether the two agree on plain graphs only: of a structure, ours reads more than ties.
    """

    measure: str
    peer_title: str
    peer: Callable[..., Any]
    ties: Ties = "either"
    dense: bool = False
    pairs: int = 0
    options: Callable[[Sample], dict[str, Any]] = lambda _: {}
    differ: Callable[[Any, Any], float] = difference
    plain: bool = False

    @property
    def line(self) -> float:
        """Largest share of the time of networkx."""
        return 1.0 if self.dense else 0.25


def _joined(components: Callable[[Graph], Any]) -> Callable[[Graph], float]:
    """Share of pairs in one component."""

    def share(graph: Graph) -> float:
        n = len(graph)
        return sum(len(one) * (len(one) - 1) for one in components(graph)) / (n * (n - 1))

    return share


def _generations(graph: Graph) -> dict[Any, int]:
    layers = enumerate(nx.topological_generations(graph))
    return {unit: layer for layer, units in layers for unit in units}


def _settled(graph: Graph) -> Counter[Any]:
    found = nx.all_pairs_lowest_common_ancestor(graph)
    return Counter(unit for (first, second), unit in found if first != second)


def _modularity(graph: Graph) -> float:
    return nx.community.modularity(graph, graph.graph["division"])


def _each(function: Callable[[Graph, Any], Any]) -> Callable[[Graph], dict[Any, Any]]:
    return lambda graph: {unit: function(graph, unit) for unit in graph}


def _divided(sample: Sample) -> dict[str, Any]:
    return {"partition": sample.division}


PATHS = (
    Row("distance.average", "average_shortest_path_length", nx.average_shortest_path_length),
    Row("distance.harmonic", "harmonic_diameter", nx.harmonic_diameter),
    Row("distance.diameter", "diameter", nx.diameter),
    Row("distance.wiener", "wiener_index", nx.wiener_index),
    Row("distance.between", "shortest_path_length", nx.shortest_path_length, pairs=100),
    Row("efficiency.overall", "global_efficiency", nx.global_efficiency),
    Row("efficiency.local", "local_efficiency", nx.local_efficiency),
    Row("fragmentation.distance", "1 − global_efficiency", lambda g: 1 - nx.global_efficiency(g)),
    Row(
        "unit_players.reach",
        "harmonic_centrality",
        lambda g: {u: (value + 1) / len(g) for u, value in nx.harmonic_centrality(g).items()},
    ),
    Row(
        "congestion.load",
        "betweenness_centrality",
        lambda g: {u: 2 * v for u, v in nx.betweenness_centrality(g, normalized=False).items()},
        options=lambda _: {"origin": False},
    ),
    Row("disjoint_paths.edge_disjoint", "edge_connectivity", nx.edge_connectivity, pairs=20),
    Row("disjoint_paths.node_disjoint", "node_connectivity", nx.node_connectivity, pairs=20),
)
HIERARCHY = (
    Row("layers.depth", "dag_longest_path_length", nx.dag_longest_path_length, "down"),
    Row("layers.unit_depth", "topological_generations", _generations, "down"),
    Row("flow.hierarchy", "flow_hierarchy", nx.flow_hierarchy, "any"),
    Row(
        "reaching.centrality",
        "local_reaching_centrality of each",
        _each(nx.local_reaching_centrality),
        "down",
    ),
    Row(
        "reaching.global_centrality",
        "global_reaching_centrality",
        nx.global_reaching_centrality,
        "down",
    ),
    Row("trophic.levine_level", "trophic_levels", nx.trophic_levels, "down"),
    Row(
        "trophic.levine_incoherence",
        "trophic_incoherence_parameter",
        nx.trophic_incoherence_parameter,
        "down",
    ),
    Row(
        "propagation.cost",
        "transitive_closure",
        lambda g: nx.transitive_closure(g, reflexive=True).size() / len(g) ** 2,
        "any",
    ),
    Row(
        "propagation.fan_out",
        "descendants of each",
        _each(lambda g, u: len(nx.descendants(g, u)) + 1),
        "any",
    ),
    Row(
        "propagation.fan_in",
        "ancestors of each",
        _each(lambda g, u: len(nx.ancestors(g, u)) + 1),
        "any",
    ),
    Row(
        "dominators.immediate",
        "immediate_dominators",
        lambda g: nx.immediate_dominators(g, g.graph["top"]),
        "down",
        options=lambda sample: {"top": sample.top},
    ),
    Row(
        "common_superior.lowest_common_superiors",
        "lowest_common_ancestor",
        nx.lowest_common_ancestor,
        "down",
        pairs=100,
        differ=contained,
    ),
    Row(
        "arbitration.settled",
        "all_pairs_lowest_common_ancestor",
        _settled,
        "down",
        differ=at_least,
    ),
    Row(
        "ties.skip",
        "transitive_reduction",
        lambda g: 1 - nx.transitive_reduction(g).size() / g.size(),
        "down",
        options=lambda _: {"by": "graph"},
    ),
)
TIES = (
    Row("ties.reciprocal", "overall_reciprocity", nx.overall_reciprocity, "any", plain=True),
    Row("span.subordinates", "out_degree", lambda g: dict(g.out_degree), "down"),
    Row("command.heads", "in_degree", lambda g: dict(g.in_degree), "down", plain=True),
    Row(
        "fragmentation.components",
        "connected_components",
        lambda g: 1 - _joined(nx.connected_components)(g),
    ),
    Row(
        "krackhardt.connectedness",
        "weakly_connected_components",
        _joined(nx.weakly_connected_components),
        "down",
    ),
    Row("modularity.score", "modularity, directed", _modularity, "any", options=_divided),
    Row(
        "modularity.score",
        "modularity, undirected",
        _modularity,
        options=lambda sample: {**_divided(sample), "ties": "edges"},
    ),
    Row("structural_holes.constraint", "constraint", nx.constraint),
    Row("structural_holes.effective_size", "effective_size", nx.effective_size),
)
DENSE = (
    Row(
        "resistance.kirchhoff",
        "effective_graph_resistance",
        nx.effective_graph_resistance,
        dense=True,
    ),
    Row(
        "resistance.between",
        "resistance_distance",
        nx.resistance_distance,
        dense=True,
        pairs=1,
    ),
    Row("communicability.estrada", "estrada_index", nx.estrada_index, dense=True),
    Row("communicability.subgraph", "subgraph_centrality", nx.subgraph_centrality, dense=True),
    Row(
        "communicability.between",
        "communicability_exp, of all pairs at once",
        lambda g, a, b: nx.communicability_exp(g)[a][b],
        dense=True,
        pairs=1,
    ),
)
ROWS = (*PATHS, *HIERARCHY, *TIES, *DENSE)
