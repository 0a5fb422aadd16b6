"""Vertex jackknife and bootstrap."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from govgraph.errors import UndefinedMeasureError
from govgraph.inference import bootstrap, density, jackknife
from govgraph.inference.resampling import redraws, without
from govgraph.model.network import network
from tests.inference import slowly
from tests.measures.oracles import graph_of
from tests.measures.samples import graphs


def transitivity(graph) -> float:
    if not isinstance(graph, nx.Graph):
        found = nx.empty_graph(len(graph))
        found.add_edges_from(zip(graph.source.tolist(), graph.target.tolist(), strict=True))
        graph = found
    return nx.transitivity(graph)


def plain(graph):
    found = graph.copy()
    found.remove_edges_from(list(nx.selfloop_edges(found)))
    return found


@given(graphs())
def test_jackknife_leaves_each_unit_out(graph):
    if len(graph) < 3:
        with pytest.raises(UndefinedMeasureError):
            jackknife(graph, density)
        return
    found = jackknife(graph, density)
    assert found.se == pytest.approx(slowly.jackknife(plain(graph), nx.density), abs=1e-12)
    assert list(found.replicates.index) == list(graph)
    for unit in graph:
        rest = plain(graph).subgraph(set(graph) - {unit})
        assert found.replicates[unit] == pytest.approx(nx.density(rest))


@pytest.mark.parametrize("name", ["karate", "florentine_marriage", "kite", "path5"])
def test_jackknife_of_a_density_has_a_closed_form(name):
    graph = graph_of({"graph": name})
    degree = np.array([d for _, d in graph.degree()])
    n = len(degree)
    spread = np.sqrt((n - 2) / (2 * n) * ((degree - degree.mean()) ** 2).sum())
    expected = spread / ((n - 1) * (n - 2) / 2)
    found = jackknife(graph, density)
    assert found.se == pytest.approx(expected)
    assert found.mean == pytest.approx(found.observed)
    if name == "path5":
        assert found.se == pytest.approx(0.1)  # by hand


def test_jackknife_of_a_transitivity():
    found = jackknife(graph_of({"graph": "karate"}), transitivity)
    assert found.se == pytest.approx(0.052156, abs=5e-7)


def test_jackknife_needs_a_value_without_each_unit():
    star = nx.DiGraph([("boss", "a"), ("boss", "b"), ("boss", "c")])
    with pytest.raises(UndefinedMeasureError) as raised:
        jackknife(star, "span.mean")
    assert "boss" in str(raised.value)
    assert "boss" in raised.value.render("zh")


@given(graphs())
def test_a_graph_without_a_unit(graph):
    whole = network(graph).simple()
    for number in range(len(whole)):
        found = without(whole, number)
        rest = plain(graph).subgraph(set(graph) - {whole.nodes[number]})
        ends = zip(found.nodes[found.source], found.nodes[found.target], strict=True)
        pairs = (tuple, rest.edges) if rest.is_directed() else (frozenset, rest.edges)
        assert {pairs[0](pair) for pair in ends} == {pairs[0](pair) for pair in pairs[1]}


def test_the_whole_graph_comes_back_from_every_unit_once():
    class Once:
        """Draws every unit once, in order."""

        def integers(self, *_, size):
            return np.arange(size)

    graph = network(graph_of({"graph": "kht_friend"})).simple()
    found = next(redraws(graph, Once()))
    assert set(zip(found.source, found.target, strict=True)) == set(
        zip(graph.source, graph.target, strict=True)
    )


@pytest.mark.parametrize("name", ["karate", "florentine_marriage", "kite", "kht_friend"])
def test_bootstrap_is_about_half_as_large_again_as_the_jackknife(name):
    graph = graph_of({"graph": name})
    found = bootstrap(graph, density, reps=1_500)
    assert 1.3 < found.se / jackknife(graph, density).se < 1.65
    assert abs(found.mean - found.observed) < 5 * found.se / np.sqrt(1_500) + 0.01
    assert found.undefined == 0


def test_copies_of_a_unit_get_the_ties_of_two_others():
    """In a complete graph two copies of one unit are tied, in an empty one they are not."""
    for graph, expected in ((nx.complete_graph(6), 1.0), (nx.empty_graph(6), 0.0)):
        assert bootstrap(graph, density, reps=40).replicates.unique().tolist() == [expected]


def test_draws_without_a_value_are_counted():
    chain = nx.DiGraph([("a", "b"), ("b", "c")])
    found = bootstrap(chain, "span.mean", reps=200)
    assert 0 < found.undefined < 200
    assert found.se == pytest.approx(found.replicates.std())
    assert found.to_frame()["undefined"].item() == found.undefined
    assert "bootstrap" in repr(found)
    assert "<table>" in found._repr_html_()


def test_one_unit_is_too_few():
    with pytest.raises(UndefinedMeasureError):
        bootstrap(nx.empty_graph(1), density)
