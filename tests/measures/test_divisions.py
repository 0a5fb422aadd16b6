"""Measures of a given division: modularity and the E-I index."""

from itertools import permutations
from statistics import fmean

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govgraph.errors import UndefinedMeasureError, UnknownNameError
from govgraph.measures import congruence, integration, modularity, unit_integration
from tests.measures.samples import county, graphs
from tests.measures.working import working

TIES = st.sampled_from(["arcs", "edges"])


@st.composite
def divided(draw, most=7):
    """A graph without loops, with a division of all its units and at least one tie."""
    graph = draw(graphs(most))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    assume(graph.size())
    groups = st.integers(0, 2)
    return graph, {unit: draw(groups) for unit in graph}


@given(divided(), TIES)
def test_modularity_is_that_of_networkx(given_, ties):
    graph, division = given_
    parts = [{u for u in graph if division[u] == g} for g in set(division.values())]
    own = nx.Graph(graph) if ties == "edges" else graph
    expected = nx.community.modularity(own, parts)
    assert modularity.score(graph, division, ties=ties) == pytest.approx(expected)
    nx.set_node_attributes(graph, division, "bureau")
    assert modularity.score(graph, "bureau", ties=ties) == pytest.approx(expected)


@given(divided(), TIES)
def test_edges_are_arcs_both_ways(given_, ties):
    graph, division = given_
    both = nx.DiGraph(nx.Graph(graph))
    edges = modularity.score(graph, division, ties="edges")
    assert modularity.score(both, division) == pytest.approx(edges)
    assert modularity.score(nx.Graph(graph), division, ties=ties) == pytest.approx(edges)


@given(divided(5), TIES)
def test_expectation_is_the_mean_over_all_relabellings(given_, ties):
    graph, division = given_
    found = integration.index(graph, division, ties=ties)
    units, groups = list(graph), list(division.values())
    dealt = (dict(zip(units, order, strict=True)) for order in permutations(groups))
    each = [integration.index(graph, other, ties=ties).index for other in dealt]
    assert found.expected == pytest.approx(fmean(each))


@given(divided(), TIES)
def test_normalised_runs_over_what_ties_and_groups_allow(given_, ties):
    """Over all graphs with as many ties among the same units."""
    graph, division = given_
    found = integration.index(graph, division, ties=ties)
    count = found.external + found.internal
    directed = graph.is_directed() and ties == "arcs"
    pairs = permutations(graph, 2) if directed else nx.complete_graph(graph).edges
    across = sorted(division[a] != division[b] for a, b in pairs)
    least, most = sum(across[:count]), sum(across[-count:])
    if least == most:
        assert np.isnan(found.normalised)
    else:
        expected = 2 * (found.external - least) / (most - least) - 1
        assert found.normalised == pytest.approx(expected)
    assert found.excess == found.index - found.expected


@given(divided(), TIES)
def test_index_of_units_adds_up(given_, ties):
    graph, division = given_
    found = integration.index(graph, division, ties=ties)
    own = nx.Graph(graph) if ties == "edges" else graph
    degree = np.array([own.degree(unit) for unit in graph])
    each = unit_integration.index(graph, division, ties=ties)
    assert each.isna().tolist() == (degree == 0).tolist()
    assert float(each.fillna(0) @ degree) / degree.sum() == pytest.approx(found.index)


@given(divided(), TIES)
def test_index_of_groups_adds_up(given_, ties):
    graph, division = given_
    found = integration.index(graph, division, ties=ties)
    each = unit_integration.of_groups(graph, division, ties=ties)
    assert set(each.index) == set(division.values())
    assert each["units"].sum() == len(graph)
    assert each["internal"].sum() == found.internal
    assert each["external"].sum() == 2 * found.external
    pure = each["internal"] + each["external"] == 0
    assert (each["index"].isna() == pure).all()
    assert each["index"].dropna().between(-1, 1).all()


def test_units_without_a_group_are_left_out_with_their_ties():
    graph = nx.DiGraph([(1, 2), (2, 3), (3, 4)])
    found = integration.index(graph, {1: "a", 2: "a", 3: "b"})
    assert (found.external, found.internal, found.units, found.left_out) == (1, 1, 3, 1)
    assert unit_integration.index(graph, {1: "a", 2: "a", 3: "b"}).isna().tolist() == [
        False, False, False, True,
    ]  # fmt: skip
    with pytest.raises(UndefinedMeasureError):
        modularity.score(graph, {1: "a", 4: "b"})
    assert unit_integration.index(graph, {1: "a", 4: "b"}).isna().all()


def test_what_is_refused():
    graph = nx.DiGraph([(1, 2)])
    with pytest.raises(UnknownNameError):
        modularity.score(graph, "line")
    with pytest.raises(UnknownNameError):
        modularity.score(graph, {9: "a"})
    with pytest.raises(UnknownNameError):
        modularity.score(graph, {1: "a", 2: "a"}, ties="both")
    with pytest.raises(UnknownNameError):
        integration.line(county(), scale="relative")
    with pytest.raises(UndefinedMeasureError, match="one value only"):
        integration.line(county(), scale="normalised")


@given(working())
def test_the_table_holds_the_measures_of_every_axis(structure):
    found = integration.table(structure)
    assert found.index.tolist() == ["level", "line", "sector"]
    for axis, row in found.iterrows():
        try:
            expected = getattr(integration, axis)(structure)
        except UndefinedMeasureError:
            expected = np.nan
        assert row["index"] == pytest.approx(expected, nan_ok=True)
        unmet = congruence.unmet(structure, across=axis)
        try:
            met = congruence.met(structure, across=axis)
        except UndefinedMeasureError:
            met = np.nan
        assert row["congruence"] == pytest.approx(met, nan_ok=True)
        assert len(unmet) == (row["pairs"] and row["pairs"] * (1 - row["congruence"]))
