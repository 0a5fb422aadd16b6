"""Graphs drawn uniformly: what they share with the observed one, and that they are even."""

from collections import Counter
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import UndefinedMeasureError, UnknownNameError, UserError
from govgraph.inference import density, expected_mutual, graph_test, mutual, reciprocity
from govgraph.inference.uniform_graphs import drawer, dyad_census
from govgraph.model.network import network
from tests.inference import slowly
from tests.measures.oracles import ORACLES, graph_of
from tests.measures.samples import graphs


@given(graphs())
def test_statistics_are_those_of_networkx(graph):
    plain = graph.copy()
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    if len(plain) < 2:
        with pytest.raises(UndefinedMeasureError):
            density(graph)
    else:
        assert density(graph) == pytest.approx(nx.density(plain))
    if not plain.is_directed() or not plain.number_of_edges():
        with pytest.raises(UndefinedMeasureError):
            reciprocity(graph)
    else:
        assert reciprocity(graph) == pytest.approx(nx.overall_reciprocity(plain))
        assert mutual(graph) == sum(plain.has_edge(v, u) for u, v in plain.edges) / 2


@given(st.integers(2, 4), st.data())
def test_expected_number_of_mutual_pairs(n, data):
    ties = data.draw(st.integers(0, n * (n - 1)))
    assert expected_mutual(n, ties) == pytest.approx(slowly.mean_mutual(n, ties))


def test_more_ties_than_pairs_have_no_expectation():
    assert np.isnan(expected_mutual(3, 7))
    assert np.isnan(expected_mutual(1, 0))


@given(graphs(), st.sampled_from(["size", "density", "edges", "dyads"]), st.integers(0, 99))
def test_draws_share_what_is_given(graph, condition, seed):
    observed = network(graph).simple()
    found = drawer(observed, condition, np.random.default_rng(seed))()
    assert len(found) == len(observed)
    assert found.directed == observed.directed
    simple = found.simple()
    assert len(simple.source) == len(found.source)
    if condition in ("edges", "dyads"):
        assert len(found.source) == len(observed.source)
    if condition == "dyads" and observed.directed:
        assert dyad_census(found) == dyad_census(observed)
        assert mutual(found) == dyad_census(observed)[0]


def even(counts: Counter, possible: int, draws: int) -> None:
    """Every outcome occurs about equally often (five standard errors)."""
    assert len(counts) == possible
    share = 1 / possible
    error = np.sqrt(share * (1 - share) / draws)
    assert all(abs(count / draws - share) < 5 * error for count in counts.values())


@pytest.mark.parametrize(
    ("graph", "condition", "possible"),
    [
        (nx.DiGraph([(0, 1), (1, 2)]), "edges", 15),
        (nx.path_graph(4), "edges", 20),
        (nx.DiGraph([(0, 1), (1, 0), (1, 2)]), "dyads", 12),
        (nx.path_graph(3), "size", 8),
    ],
)
def test_every_graph_is_equally_likely(graph, condition, possible):
    draw = drawer(network(graph), condition, np.random.default_rng(0))
    counts: Counter = Counter()
    for _ in range(6_000):
        one = draw()
        ends = zip(one.source.tolist(), one.target.tolist(), strict=True)
        counts[frozenset(ends)] += 1
    even(counts, possible, 6_000)


def test_density_gives_each_tie_its_chance():
    graph = nx.gnp_random_graph(15, 0.3, seed=1, directed=True)
    found = graph_test(graph, density, given="density", reps=800)
    cells = 15 * 14
    share = graph.number_of_edges() / cells
    assert abs(found.null.mean - share) < 5 * np.sqrt(share * (1 - share) / cells / 800)


@pytest.mark.parametrize(("name", "expected"), [("kht_friend", 12.2936), ("kht_advice", 42.8520)])
def test_mutual_ties_among_managers_against_the_closed_form(name, expected):
    graph = graph_of({"graph": name})
    found = graph_test(graph, mutual, given="edges", reps=2_000)
    closed = expected_mutual(len(graph), graph.number_of_edges())
    assert closed == pytest.approx(expected, abs=5e-5)
    assert abs(found.null.mean - closed) < 5 * found.null.sd / np.sqrt(2_000)
    assert found.p.two_sided == min(1, 2 * min(found.p.greater, found.p.less))


def test_measures_of_the_catalogue_by_name():
    graph = nx.DiGraph(ORACLES["graphs"]["kht_report"]["edges"])
    found = graph_test(graph, "span.mean", given="edges", reps=50)
    assert found.statistic == "span.mean"
    assert found.observed == 4.0  # 20 ties over 5 superiors
    assert found.p.greater < 0.05


def test_draws_without_a_value_are_counted():
    def two_ties(graph) -> float:
        if len(graph.source) != 2:
            raise UndefinedMeasureError("inference.no_ties")
        return 1.0

    found = graph_test(nx.path_graph(3), two_ties, given="size", reps=200)
    assert 50 < found.null.undefined < 200
    assert len(found.null.defined) == 200 - found.null.undefined
    assert found.p.greater == 1.0
    assert np.isnan(found.z)


def test_mistakes_are_named():
    graph = nx.path_graph(3)
    with pytest.raises(UnknownNameError, match="edges"):
        graph_test(graph, density, given="edge")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError):
        graph_test(graph, "no.measure")
    with pytest.raises(UserError) as raised:
        graph_test(graph, "span.subordinates")
    assert raised.value.key == "inference.no_graph_statistic"


def test_all_pairs_have_a_number():
    n = 7
    draw = drawer(network(nx.complete_graph(n)), "edges", np.random.default_rng(1))
    found = draw()
    ends = set(zip(found.source.tolist(), found.target.tolist(), strict=True))
    assert ends == set(combinations(range(n), 2))
