"""What falls off when a node is taken away, against the definition."""

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from govgraph.kernels.articulation import cut_off, pairs_left
from govgraph.kernels.makespan import makespan
from govgraph.kernels.removal import largest_components


def cut_off_definition(n: int, edges: list[tuple[int, int]]) -> list[int]:
    """Take each node away and count who is outside the largest part of what was its component."""
    graph = nx.Graph(edges)
    graph.add_nodes_from(range(n))
    lost = []
    for node in range(n):
        others = nx.node_connected_component(graph, node) - {node}
        parts = [len(part) for part in nx.connected_components(graph.subgraph(others))]
        lost.append(sum(parts) - max(parts, default=0))
    return lost


@st.composite
def graphs(draw):
    n = draw(st.integers(1, 9))
    node = st.integers(0, n - 1)
    return n, draw(st.lists(st.tuples(node, node), max_size=14))


@given(graphs())
def test_agrees_with_the_definition(graph):
    n, edges = graph
    ends = np.array(edges, dtype=np.int32).reshape(-1, 2)
    assert cut_off(n, ends[:, 0], ends[:, 1]).tolist() == cut_off_definition(n, edges)


def test_a_chain_of_thousands_needs_no_recursion():
    n = 5_000
    chain = np.arange(n, dtype=np.int32)
    lost = cut_off(n, chain[:-1], chain[1:])
    assert lost[0] == 0
    assert lost[1] == 1
    assert lost.max() == (n - 1) // 2


def test_beside_thousands_of_others_a_node_is_judged_the_same():
    """Large graphs are searched by compiled loops; parts that do not touch do not matter."""
    draw = np.random.default_rng(7)
    ends = draw.integers(0, 60, (70, 2)).astype(np.int32)
    for count in (cut_off, pairs_left):
        small = count(60, ends[:, 0], ends[:, 1])
        large = count(3_000, ends[:, 0], ends[:, 1])
        assert large[:60].tolist() == small.tolist()
    order = draw.permutation(60).astype(np.int32)
    small, large = (largest_components(n, *ends.T, order) for n in (60, 3_000))
    assert np.maximum(small, 1).tolist() == large.tolist()
    upward = np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1)
    upper, lower = np.unique(upward, axis=0).T
    assert makespan(3_000, upper, lower)[:60].tolist() == makespan(60, upper, lower).tolist()
    around = np.unique(ends, axis=0).T
    assert makespan(3_000, *around)[:60].tolist() == makespan(60, *around).tolist()
