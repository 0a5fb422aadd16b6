"""Gateways of command and of cases by name."""

import networkx as nx
import pytest

from govgraph.errors import UndefinedMeasureError, UnknownNameError
from govgraph.measures import dominators, post_dominators
from govgraph.model.builder import Builder
from tests.measures.samples import county, tie, units


def test_immediate_dominators_under_several_tops_and_in_circles():
    graph = nx.DiGraph([(1, 3), (2, 3), (3, 4), (5, 6), (6, 5), ((7, 8), 9)])
    assert dominators.immediate(graph).to_dict() == {
        1: None, 3: None, 2: None, 4: 3, (7, 8): None, 9: (7, 8)
    }  # fmt: skip
    assert dominators.immediate(graph, top=5).to_dict() == {5: None, 6: 5}
    assert dominators.immediate(graph, top=(7, 8)).to_dict() == {(7, 8): None, 9: (7, 8)}
    with pytest.raises(UnknownNameError):
        dominators.immediate(graph, top="nobody")


def ladder():
    """A hotline that refers noise to two bureaus, waste to one; a station below a town."""
    build = units(Builder(), county="government", env="department", police="department")
    units(build, town="government", station="dispatched_agency", hotline="channel", we="public")
    build.add("levels", id="l", name="l").add("areas", id="A", name="A", level="l")
    build.add("areas", id="B", name="B", level="l")
    build.add("matters", id="noise", name="noise").add("matters", id="waste", name="waste")
    tie(build, "leads", "county", "env", "police", "town")
    tie(build, "leads", "town", "station")
    tie(build, "refers", "hotline", "env", "police", matter="noise")
    tie(build, "refers", "hotline", "env", matter="waste")
    tie(build, "serves", "hotline", "we", mode="window")
    tie(build, "serves", "county", "we", mode="push")
    for area, unit in (("A", "county"), ("B", "env")):
        build.add("duties", unit=unit, matter="noise", role="lead", area=area)
    build.add("duties", unit="police", matter="waste", role="decide", area="A")
    return build.build()


def test_ways_of_cases():
    way = ladder()
    assert post_dominators.must_pass(way, "we") == ("hotline", "county")
    assert post_dominators.must_pass(way, "we", matter="noise", area="A") == ("hotline", "county")
    assert post_dominators.must_pass(way, "we", matter="noise") == ("hotline",)
    assert post_dominators.must_pass(way, "we", matter="noise", area="B") == ("hotline", "env")
    assert post_dominators.must_pass(way, "station") == ("town", "county")
    assert post_dominators.must_pass(way, "env", matter="noise", area="B") == ()


def test_ways_that_end_nowhere():
    way = ladder()
    with pytest.raises(UndefinedMeasureError, match="“we”"):
        post_dominators.must_pass(way, "we", matter="waste")
    found = post_dominators.cases_through(way, matter="noise", area="B")
    assert found["env"] == 1
    assert found["hotline"] == 0
    assert found[["station", "police"]].isna().all()


@pytest.mark.parametrize(
    "asked", [{"matter": "nois"}, {"matter": "noise", "area": "nowhere"}, {"start": "nobody"}]
)
def test_unknown_names(asked):
    with pytest.raises(UnknownNameError):
        post_dominators.must_pass(county(), **{"start": "town1", **asked})
