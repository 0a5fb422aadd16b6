"""Groups of units, however they are given."""

import networkx as nx
import pandas as pd
import pytest

from govgraph.errors import UnknownNameError
from govgraph.measures.groundwork.partition import groups
from govgraph.model.builder import Builder
from govgraph.model.network import network
from tests.measures.samples import county


def by_unit(source, by):
    codes, labels = groups(source, by)
    named = [None if code < 0 else labels[code] for code in codes.tolist()]
    return dict(zip(network(source).nodes, named, strict=True))


def test_columns_of_a_structure_leave_the_public_out():
    areas = by_unit(county(), "area")
    assert areas["town1"] == "T1"
    assert "people" not in areas
    assert by_unit(county(), "level")["town1"] == "town"


def test_a_level_of_its_own_comes_before_that_of_the_area():
    build = Builder().add("levels", id="county", name="c").add("levels", id="town", name="t")
    build.add("areas", id="T", name="T", level="town")
    build.add("units", id="a", name="a", kind="department", area="T", level="county")
    build.add("units", id="b", name="b", kind="department", area="T")
    build.add("units", id="c", name="c", kind="department")
    assert by_unit(build.build(), "level") == {"a": "county", "b": "town", "c": None}


def test_mappings_series_and_attributes():
    graph = nx.DiGraph([((1, 2), 3), (3, "x")])
    given = {(1, 2): ("p", 1), 3: None}
    assert by_unit(graph, given) == {(1, 2): ("p", 1), 3: None, "x": None}
    assert by_unit(county(), pd.Series({"gov": 1.0, "env": float("nan")}))["env"] is None
    nx.set_node_attributes(graph, {3: "green"}, "line")
    assert by_unit(graph, "line") == {(1, 2): None, 3: "green", "x": None}


@pytest.mark.parametrize("by", ["lines", {"nobody": 1}])
def test_unknown_names(by):
    for source in (county(), nx.path_graph(2), network(nx.path_graph(2))):
        with pytest.raises(UnknownNameError):
            groups(source, by)
