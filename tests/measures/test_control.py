"""Control loss on structures: a retention for each kind of relation."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from govgraph.errors import UndefinedMeasureError, UnknownNameError, UserError
from govgraph.measures import control
from govgraph.measures.tables import table
from govgraph.model.builder import Builder
from govgraph.model.structure import Structure
from tests.measures.definitions.control import best_chains
from tests.measures.samples import county, organisations, tie, units


@settings(max_examples=40)
@given(organisations())
def test_every_kind_of_relation_has_its_retention(structure):
    retention = {"leads": 0.85, "guides": 0.6, "coordinates": 0.2}
    arcs = [
        (row["source"], row["target"], retention[row["kind"]])
        for row in structure.relations.to_dict("records")
        if row["kind"] in retention
    ]
    expected = best_chains(structure.units["id"], arcs)
    found = control.retained(structure, retention=retention)
    np.testing.assert_allclose(found.to_numpy(), list(expected.values()))


def two_ways() -> Structure:
    build = units(Builder(), top="government", mid="government", low="government")
    tie(build, "leads", "top", "mid")
    tie(build, "leads", "mid", "low")
    return tie(build, "guides", "top", "low").build()


def test_the_chain_that_keeps_most_counts():
    assert control.retained(two_ways())["low"] == pytest.approx(0.81)
    strong = {"leads": 0.9, "guides": 0.85}
    assert control.retained(two_ways(), retention=strong)["low"] == pytest.approx(0.85)


def test_means_over_the_bottom_and_over_all_that_are_led():
    structure = two_ways()
    assert control.mean_retained(structure) == pytest.approx(0.81)
    assert control.mean_retained(structure, units="led") == pytest.approx((0.81 + 0.9) / 2)
    assert control.mean_lost(structure, units="led") == pytest.approx(1 - (0.81 + 0.9) / 2)


def test_full_retention_loses_nothing_and_circles_get_nothing():
    assert control.mean_lost(two_ways(), retention={"leads": 1.0}) == 0
    circle = nx.DiGraph([(1, 2), (2, 1), (2, 3)])
    assert control.retained(circle).isna().all()
    with pytest.raises(UndefinedMeasureError, match="No chain"):
        control.mean_retained(circle)


def test_a_retention_is_a_share_of_a_relation_that_there_is():
    with pytest.raises(UserError, match="leads"):
        control.retained(county(), retention={"guides": 0.5})
    for share in (0, 1.2, float("nan")):
        with pytest.raises(UserError, match="at most 1"):
            control.retained(county(), retention={"leads": share})
    with pytest.raises(UnknownNameError, match="guides"):
        control.retained(county(), retention={"leads": 0.9, "guide": 0.5})
    with pytest.raises(UnknownNameError):
        control.mean_retained(county(), units="top")


def test_the_table_shows_the_assumption():
    row = table(county(), ["control.mean_retained"]).iloc[0]
    assert "leads:0.9" in row["conventions"]
