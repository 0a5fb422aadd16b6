"""Measures of structures large enough for compiled loops, beside those of small ones."""

import networkx as nx
import numpy as np
import pytest

from govgraph.cases.china.building import build
from govgraph.kernels import upper_bounds
from govgraph.measures import coordination, distance, krackhardt
from govgraph.measures.groundwork import distribution, lengths, sampling
from govgraph.model.network import network


@pytest.fixture(scope="module")
def country():
    return build(units=3_000).build()


def test_areas_and_searches_count_the_same_distances(country, monkeypatch):
    by_search = coordination.distribution(country, lawful=False)
    assert by_search.attrs["method"] == "search"
    monkeypatch.setattr(lengths, "FROM", 1)
    by_areas = coordination.distribution(build(units=3_000).build(), lawful=False)
    assert by_areas.attrs["method"] == "areas"
    assert by_areas.to_dict() == by_search.to_dict()


def test_tangled_structures_are_estimated_with_their_error(country, monkeypatch):
    exact = distance.average(country)
    for name, number in (("FROM", 1), ("BATCHES", 3)):
        monkeypatch.setattr(sampling, name, number)
    with pytest.warns(sampling.EstimatedDistanceWarning, match=r"1,536 of 2,\d+ units"):
        found = coordination.distribution(build(units=3_000).build(), lawful=False)
    assert found.attrs["method"] == "sample"
    lengths_found = found.index[:-1].to_numpy()
    mean = lengths_found @ found.iloc[:-1] / found.iloc[:-1].sum()
    assert 0 < abs(mean - exact) < 5 * found.attrs["standard_error"] < 0.5
    assert found.sum() == pytest.approx(len(network(country)) * (len(network(country)) - 1) / 2)


def test_a_sample_of_every_unit_is_exact(country):
    ties = network(country).undirected()
    with pytest.warns(sampling.EstimatedDistanceWarning):
        found = sampling.estimated(len(ties), *lengths.either_way(ties))
    expected = lengths.plain_lengths(country, None).weight
    np.testing.assert_allclose(found.weight, expected)


def test_distances_are_those_of_networkx(country):
    ties = network(country).undirected()
    ends = zip(ties.source.tolist(), ties.target.tolist(), strict=True)
    graph = nx.Graph(ends)
    found = coordination.distribution(country, lawful=False)
    some = range(0, len(ties), 200)
    searched = [nx.single_source_shortest_path_length(graph, unit).values() for unit in some]
    assert distance.diameter(country) >= max(map(max, searched))
    assert found[np.inf] == 0
    assert found.iloc[0] == graph.number_of_edges()
    mean = np.mean([sum(each) / (len(ties) - 1) for each in searched])
    assert distance.average(country) == pytest.approx(mean, rel=0.05)


def test_two_units_are_as_far_apart_as_networkx_finds(country):
    ties = network(country).undirected()
    names = ties.nodes.tolist()
    graph = nx.Graph(zip(ties.nodes[ties.source], ties.nodes[ties.target], strict=True))
    for first, second in zip(names[::150], names[::-150], strict=True):
        expected = nx.shortest_path_length(graph, first, second)
        assert distance.between(country, first, second) == expected
    assert distance.between(country, names[0], names[0]) == 0


def test_lawful_lengths_are_those_of_every_pair(country):
    for pairs in ("units", "leaves"):
        expected = lengths.lawful_lengths(country, pairs).lengths
        found = distribution.lawful_histogram(country, pairs)
        assert found.method == "areas"
        assert found.weight.tolist() == expected.weight.tolist()
        assert found.without == expected.without
        advisory = lengths.advisory_lengths(country, pairs).weight.sum()
        assert distribution.advisory_total(country, pairs) == advisory


def test_lawful_lengths_of_a_large_graph():
    tree = nx.balanced_tree(2, 10, create_using=nx.DiGraph)
    expected = distance.average(tree)
    assert coordination.average(tree) == pytest.approx(expected, rel=1e-12)
    assert coordination.longest(tree) == 20


@pytest.mark.parametrize("relations", [("leads",), ("leads", "guides")])
def test_least_upper_bounds_area_by_area_and_bit_by_bit(country, relations, monkeypatch):
    ties = network(country, relations)
    graph = nx.DiGraph(zip(ties.source.tolist(), ties.target.tolist(), strict=True))
    found = krackhardt.least_upper_boundedness(country, relations=relations)
    monkeypatch.setattr(upper_bounds, "LARGE", len(ties) + 1)
    assert krackhardt.least_upper_boundedness(graph) == found
