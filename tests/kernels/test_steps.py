"""Steps between nodes, searched from both ends and upwards, against networkx."""

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from govgraph.kernels.compiled.steps import steps_between as compiled
from govgraph.kernels.compiled.steps import steps_to as compiled_steps_to
from govgraph.kernels.csr import csr
from govgraph.kernels.lawful import Ways
from govgraph.kernels.steps import steps_between, steps_to

NODES = 9
ARCS = st.lists(st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)), max_size=20)


@given(ARCS)
def test_steps_between_any_two(arcs: list[tuple[int, int]]) -> None:
    graph = nx.Graph(arcs)
    graph.add_nodes_from(range(NODES))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    around = [list(graph[node]) for node in range(NODES)]
    expected = dict(nx.all_pairs_shortest_path_length(graph))
    for first in range(NODES):
        for second in range(NODES):
            assert steps_between(around, first, second) == expected[first].get(second)


@given(ARCS)
def test_compiled_steps_between_any_two(arcs: list[tuple[int, int]]) -> None:
    ends = np.array(arcs, dtype=np.int32).reshape(-1, 2)
    both = np.concatenate((ends, ends[:, ::-1]))
    around = csr(NODES, both[:, 0], both[:, 1])
    graph = nx.Graph(arcs)
    graph.add_nodes_from(range(NODES))
    expected = dict(nx.all_pairs_shortest_path_length(graph))
    for first in range(NODES):
        for second in set(range(NODES)) - {first}:
            found = compiled(around, first, second, np.zeros(NODES, np.int8))
            assert found == expected[first].get(second, -1)


@given(ARCS, st.integers(0, NODES - 1), st.integers(0, NODES - 1))
def test_steps_to_one_of_two(arcs: list[tuple[int, int]], end: int, start: int) -> None:
    ends = np.array(arcs, dtype=np.int32).reshape(-1, 2)
    both = np.concatenate((ends, ends[:, ::-1]))
    around = csr(NODES, both[:, 0], both[:, 1])
    graph = nx.Graph(arcs)
    graph.add_nodes_from(range(NODES))
    expected = nx.single_source_shortest_path_length(graph, end)
    found = steps_to([list(graph[node]) for node in range(NODES)], end, start)
    assert found[start] == expected.get(start, -1)
    nearer = [node for node in graph if expected.get(node, NODES) < expected.get(start, NODES)]
    assert [found[node] for node in nearer] == [expected[node] for node in nearer]
    assert all(steps in (-1, expected.get(node)) for node, steps in enumerate(found))
    compiled_found = compiled_steps_to(around, end, start)
    assert [compiled_found[node] for node in [start, *nearer]] == [
        found[node] for node in [start, *nearer]
    ]


def test_compiled_steps_from_many_neighbours() -> None:
    hub = np.zeros(100, np.int32)
    far = np.arange(1, 101, dtype=np.int32)
    ends = np.concatenate((hub, far, [50], [101])), np.concatenate((far, hub, [101], [50]))
    around = csr(102, *ends)
    assert compiled(around, 101, 7, np.zeros(102, np.int8)) == 3


@given(ARCS)
def test_steps_up_to_every_node_above(arcs: list[tuple[int, int]]) -> None:
    ends = np.array(arcs, dtype=np.int32).reshape(-1, 2)
    upward = nx.DiGraph((low, high) for high, low in arcs)
    upward.add_nodes_from(range(NODES))
    found = Ways(NODES, ends[:, 0], ends[:, 1])
    for node in range(NODES):
        assert found.above(node) == dict(nx.single_source_shortest_path_length(upward, node))
