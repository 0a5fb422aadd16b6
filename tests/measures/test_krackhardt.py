"""Least upper boundedness by the definition, and the greatest upper bound that R's sna takes."""

from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import UndefinedMeasureError, UnknownNameError
from govgraph.kernels import upper_bounds
from govgraph.measures import krackhardt, tables
from govgraph.measures.catalogue import find
from govgraph.model.builder import Builder
from govgraph.model.network import network
from tests.measures.definitions.krackhardt import (
    greatest_upper_boundedness,
    least_upper_boundedness,
)
from tests.measures.samples import organisations, tie
from tests.measures.working import working
from tests.strategies import structures

CROWN = [(1, 2), (1, 3), (2, 4), (2, 5), (3, 4), (3, 5)]
TWO_TOPS = [(1, 3), (2, 3), (3, 4), (3, 5)]


@pytest.mark.parametrize(("arcs", "least", "greatest"), [(CROWN, 5, 6), (TWO_TOPS, 5, 2)])
def test_least_and_greatest_upper_bounds_part_under_dual_leadership(arcs, least, greatest):
    graph = nx.DiGraph(arcs)
    assert krackhardt.least_upper_boundedness(graph) == pytest.approx(least / 6)
    assert greatest_upper_boundedness(graph) == pytest.approx(greatest / 6)


def test_an_unknown_way_to_count_links_is_refused():
    with pytest.raises(UnknownNameError, match="arcs"):
        krackhardt.efficiency(nx.DiGraph(CROWN), links="arc")


@given(
    st.one_of(structures(), working(), organisations()),
    st.sampled_from([("leads",), ("leads", "guides"), ("leads", "guides", "calls")]),
)
def test_area_by_area_as_pair_by_pair(structure, relations):
    ties = network(structure, relations)
    graph = nx.DiGraph(zip(ties.source.tolist(), ties.target.tolist(), strict=True))
    graph.add_nodes_from(range(len(ties)))
    expected = least_upper_boundedness(graph)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upper_bounds, "LARGE", 1)
        try:
            found = krackhardt.least_upper_boundedness(structure, relations=relations)
        except UndefinedMeasureError:
            found = None
    assert found == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(("areas", "taken"), [(0, False), (1, False), (4, True)])
def test_units_of_one_area_decide_whether_it_is_taken_unasked(areas, taken, monkeypatch):
    one = find("krackhardt.least_upper_boundedness")
    monkeypatch.setattr(tables, "catalogue", lambda: {one.name: replace(one, limit=3)})
    build = Builder().add("levels", id="l", name="l")
    for area in range(areas):
        build.add("areas", id=f"a{area}", name=f"a{area}", level="l")
    for unit in range(8):
        area = f"a{unit % areas}" if areas else None
        build.add("units", id=f"u{unit}", name=f"u{unit}", kind="government", area=area)
    tie(build, "leads", "u0", *(f"u{unit}" for unit in range(1, 8)))
    (row,) = tables.table(build.build()).to_dict("records")
    assert (row["value"] == 1) is taken
    assert ("one area has more than 3 units" in row["reason"]) is not taken
    (row,) = tables.table(nx.path_graph(8, create_using=nx.DiGraph)).to_dict("records")
    assert "one area has more than 3 units" in row["reason"]


def test_what_cannot_be_compared_in_memory_is_refused(monkeypatch):
    monkeypatch.setattr(upper_bounds, "HELD", 3)
    with pytest.raises(UndefinedMeasureError, match="all pairs of 5 units"):
        krackhardt.least_upper_boundedness(nx.DiGraph(CROWN))
