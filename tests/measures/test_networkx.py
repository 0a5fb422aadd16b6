"""Measures that networkx has too, on an organisation of a few hundred units."""

from itertools import combinations, islice
from typing import Any

import networkx as nx
import pytest

from govgraph.measures import (
    arbitration,
    common_superior,
    communicability,
    disjoint_paths,
    distance,
    efficiency,
    resistance,
)
from tests.measures.oracles import graph_of

UNITS = 300


def organisation() -> "nx.DiGraph[int]":
    """Three subordinates each, and a tie aside or past a level for every fifth unit."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_edges_from(((unit - 1) // 3, unit) for unit in range(1, UNITS))
    graph.add_edges_from((unit // 2, unit) for unit in range(7, UNITS, 5))
    graph.add_edges_from((unit, unit + 1) for unit in range(40, UNITS - 1, 9))
    return graph


GRAPH = organisation()
EITHER: "nx.Graph[Any]" = nx.Graph(GRAPH)
PAIRS = list(islice(combinations(range(3, UNITS, 29), 2), 0, None, 4))


def test_whole_structures():
    assert efficiency.overall(GRAPH) == pytest.approx(nx.global_efficiency(EITHER))
    assert efficiency.local(GRAPH) == pytest.approx(nx.local_efficiency(EITHER))
    assert distance.average(GRAPH) == pytest.approx(nx.average_shortest_path_length(EITHER))
    assert distance.diameter(GRAPH) == nx.diameter(EITHER)
    assert distance.wiener(GRAPH) == nx.wiener_index(EITHER)
    assert resistance.kirchhoff(GRAPH) == pytest.approx(nx.effective_graph_resistance(EITHER))
    assert communicability.estrada(GRAPH) == pytest.approx(nx.estrada_index(EITHER))
    found = communicability.subgraph(GRAPH).to_dict()
    assert found == pytest.approx(nx.subgraph_centrality(EITHER))


@pytest.mark.parametrize(("a", "b"), PAIRS[:12])
def test_pairs(a, b):
    assert distance.between(GRAPH, a, b) == nx.shortest_path_length(EITHER, a, b)
    assert disjoint_paths.node_disjoint(GRAPH, a, b) == nx.node_connectivity(EITHER, a, b)
    assert disjoint_paths.edge_disjoint(GRAPH, a, b) == nx.edge_connectivity(EITHER, a, b)
    assert resistance.between(GRAPH, a, b) == pytest.approx(nx.resistance_distance(EITHER, a, b))


def test_communicability_of_pairs():
    expected = nx.communicability_exp(EITHER)
    for a, b in PAIRS:
        assert communicability.between(GRAPH, a, b) == pytest.approx(expected[a][b], abs=1e-9)


def test_the_common_ancestor_is_a_lowest_common_superior():
    found = dict(nx.all_pairs_lowest_common_ancestor(GRAPH, PAIRS))
    for (a, b), superior in found.items():
        assert superior in set(common_superior.lowest_common_superiors(GRAPH, a, b)["unit"])
    pairs = UNITS * (UNITS - 1) / 2
    several = arbitration.several(GRAPH) * pairs
    assert arbitration.settled(GRAPH).sum() >= pairs + several


@pytest.mark.parametrize(
    ("name", "a", "b", "expected"),
    [
        ("florentine_marriage", "Medici", "Strozzi", 0.784768),
        ("florentine_marriage", "Acciaiuoli", "Strozzi", 1.784768),
        ("karate", 1, 34, 0.253802),
    ],
)
def test_resistance_in_graphs_of_the_literature(name, a, b, expected):
    graph = graph_of({"graph": name})
    unit = {str(one): one for one in graph}
    found = resistance.between(graph, unit[str(a)], unit[str(b)])
    assert found == pytest.approx(expected, abs=1e-6)
