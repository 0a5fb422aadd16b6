"""Brokerage roles beside chance, against chance written out; and other kinds of groups."""

from itertools import permutations, product
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.errors import UnknownNameError
from govgraph.measures import brokerage
from govgraph.model.builder import Builder
from tests.measures.samples import county, tie, units

ROLES = brokerage.ROLES


def role(first: Any, broker: Any, last: Any) -> str:
    if first == broker:
        return "coordinator" if last == broker else "representative"
    if last == broker:
        return "gatekeeper"
    return "consultant" if first == last else "liaison"


def counted(arcs: set[tuple[Any, Any]], group: dict[Any, Any], broker: Any) -> dict[str, int]:
    """How often the broker holds each role."""
    found = dict.fromkeys(ROLES, 0)
    others = [unit for unit in group if unit != broker]
    for first, last in permutations(others, 2):
        if {(first, broker), (broker, last)} <= arcs and (first, last) not in arcs:
            found[role(group[first], group[broker], group[last])] += 1
            found["total"] += 1
    return found


def table(graph: "nx.DiGraph[Any]", group: dict[Any, Any], **options: Any) -> Any:
    return brokerage.roles(graph, by=group, **options).set_index(["unit", "role"])


@st.composite
def grouped(draw: st.DrawFn, most: int = 6) -> tuple["nx.DiGraph[int]", dict[int, str]]:
    size = draw(st.integers(1, most))
    graph = nx.DiGraph()
    graph.add_nodes_from(range(size))
    end = st.integers(0, size - 1)
    ends = draw(st.lists(st.tuples(end, end), max_size=4 * size))
    graph.add_edges_from((a, b) for a, b in ends if a != b)
    return graph, {unit: draw(st.sampled_from("xyz")) for unit in range(size)}


@given(grouped())
def test_counts_in_any_graph(case):
    graph, group = case
    found = table(graph, group)["count"]
    for unit in graph:
        expected = counted(set(graph.edges), group, unit)
        assert {name: found[unit, name] for name in ROLES} == expected


@settings(max_examples=40)
@given(grouped(most=5))
def test_groups_dealt_out_anew_in_every_way(case):
    graph, group = case
    found = table(graph, group, null="labels")
    for unit in graph:
        others = [other for other in graph if other != unit]
        dealt = [
            counted(set(graph.edges), dict(zip(others, labels, strict=True)) | own, unit)
            for own in [{unit: group[unit]}]
            for labels in permutations([group[other] for other in others])
        ]
        for name in ROLES:
            values = [one[name] for one in dealt]
            row = found.loc[(unit, name)]
            assert row["expected"] == pytest.approx(np.mean(values))
            assert row["sd"] == pytest.approx(np.std(values), abs=1e-6)


@pytest.mark.parametrize("labels", ["xxxx", "xxxy", "xyyy", "xxyz", "xyyz"])
def test_every_graph_of_four_units_weighed_by_its_chance(labels):
    group = dict(enumerate(labels))
    graph = nx.DiGraph([(0, 1), (1, 2), (2, 3), (3, 0), (1, 0)])
    graph.add_nodes_from(group)
    density = 5 / 12
    pairs = list(permutations(range(4), 2))
    mean, square = dict.fromkeys(ROLES, 0.0), dict.fromkeys(ROLES, 0.0)
    for there in product((0, 1), repeat=len(pairs)):
        chance = density ** sum(there) * (1 - density) ** (len(pairs) - sum(there))
        arcs = {pair for pair, one in zip(pairs, there, strict=True) if one}
        for name, count in counted(arcs, group, 0).items():
            mean[name] += chance * count
            square[name] += chance * count**2
    found = table(graph, group)
    for name in ROLES:
        row = found.loc[(0, name)]
        assert row["expected"] == pytest.approx(mean[name])
        assert row["sd"] == pytest.approx(np.sqrt(square[name] - mean[name] ** 2), abs=1e-9)
        if row["sd"] > 0:
            assert row["z"] == pytest.approx((row["count"] - row["expected"]) / row["sd"])
        else:
            assert np.isnan(row["z"])


def test_attributes_undirected_ties_and_units_without_a_group():
    graph = nx.Graph([("a", "b"), ("b", "c"), ("b", "d")])
    nx.set_node_attributes(graph, {"a": "x", "b": "x", "c": "y"}, "part")
    assert brokerage.gatekeeper(graph, by="part").dropna().to_dict() == {"a": 0, "b": 1, "c": 0}
    assert brokerage.representative(graph, by="part")["b"] == 1
    rows = brokerage.roles(graph, by="part").query("unit == 'd'")
    assert rows[["count", "expected", "sd", "z"]].isna().all(axis=None)
    assert rows["group"].isna().all()


def test_ties_that_hold_either_way_mediate_either_way():
    build = units(Builder(), env="department", police="department", town="government")
    tie(build, "coordinates", "env", "town")
    tie(build, "coordinates", "police", "town")
    line = {"env": "x", "police": "y", "town": "z"}
    found = brokerage.liaison(build.build(), by=line, relations=("coordinates",))
    assert found.to_dict() == {"env": 0, "police": 0, "town": 2}


def test_what_is_not_there_is_refused():
    for options in ({"by": "lin"}, {"by": {"nobody": "x"}}):
        with pytest.raises(UnknownNameError):
            brokerage.total(county(), **options)
    with pytest.raises(UnknownNameError):
        brokerage.roles(county(), null="rewiring")
    with pytest.raises(UnknownNameError):
        brokerage.total(nx.DiGraph([(1, 2)]))
