"""Components and sums over common neighbours, against networkx and against matrices."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.kernels.compiled.components import components as compiled
from govgraph.kernels.components import components
from govgraph.kernels.condensation import condense
from govgraph.kernels.csr import csr
from govgraph.kernels.triangles import over_common_neighbours, reversed_entries

NODES = 8
ARCS = st.lists(st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)), max_size=20)


def ends(arcs: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    array = np.array(sorted(set(arcs)), dtype=np.int32).reshape(-1, 2)
    return array[:, 0], array[:, 1]


@given(ARCS)
def test_compiled_components_have_the_same_numbers(arcs: list[tuple[int, int]]) -> None:
    assert compiled(NODES, *ends(arcs)).tolist() == components(NODES, *ends(arcs)).tolist()


@given(ARCS)
def test_components_hang_together(arcs: list[tuple[int, int]]) -> None:
    graph = nx.Graph(arcs)
    graph.add_nodes_from(range(NODES))
    found = components(NODES, *ends(arcs))
    for part in nx.connected_components(graph):
        own = {int(found[node]) for node in part}
        assert len(own) == 1
        assert set(np.flatnonzero(found == own.pop()).tolist()) == part


@given(ARCS)
def test_a_condensation_has_the_circles_as_parts_and_the_longest_ways_as_layers(
    arcs: list[tuple[int, int]],
) -> None:
    graph = nx.DiGraph(arcs)
    graph.add_nodes_from(range(NODES))
    found = condense(NODES, *ends(arcs))
    parts = {tuple(np.flatnonzero(found.part == part)) for part in range(len(found))}
    assert parts == {tuple(sorted(part)) for part in nx.strongly_connected_components(graph)}
    between = nx.condensation(graph)
    for layer, same in enumerate(nx.topological_generations(between)):
        for part in same:
            for node in between.nodes[part]["members"]:
                assert found.layer[found.part[node]] == layer


@given(ARCS, st.integers(0, 2**16))
def test_common_neighbours_are_those_of_a_matrix(arcs: list[tuple[int, int]], seed: int) -> None:
    tied = np.zeros((NODES, NODES), bool)
    for one, other in arcs:
        tied[one, other] = tied[other, one] = one != other
    row, column = np.nonzero(tied)
    rows = csr(NODES, row, column)
    left, right = np.random.default_rng(seed).random((2, len(row)))
    first, second = np.zeros((2, NODES, NODES))
    first[row, column], second[row, column] = left, right
    expected = (first @ second)[row, column]
    assert over_common_neighbours(rows, left, right) == pytest.approx(expected)
    assert (second.T[row, column] == right[reversed_entries(rows)]).all()
