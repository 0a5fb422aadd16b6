"""Lawful coordination: the cases of the definition, and search against all-pairs kernel."""

from itertools import combinations, pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import UndefinedMeasureError, UnknownNameError, UserError
from govgraph.measures import arbitration, common_superior, coordination, distance
from govgraph.measures.groundwork.partners import cell_weights, partners
from govgraph.measures.groundwork.search import find_route
from govgraph.measures.groundwork.ties import tied
from govgraph.model.builder import Builder
from govgraph.model.network import network
from tests.measures.definitions import coordination as definition
from tests.measures.definitions.common_superior import lowest
from tests.measures.definitions.coordination import lengths
from tests.measures.samples import county, graphs, organisations, tie, units


def two_bureaus() -> Builder:
    """Two bureaus that both guide one township office, under one government."""
    build = units(
        Builder(), gov="government", env="department", housing="department", town="government"
    )
    units(build, office="dispatched_agency")
    tie(build, "leads", "gov", "env", "housing", "town")
    tie(build, "leads", "town", "office")
    tie(build, "guides", "env", "office")
    return tie(build, "guides", "housing", "office")


def test_guiding_one_office_is_a_plain_path_but_no_lawful_one():
    build = units(Builder(), env="department", housing="department", office="dispatched_agency")
    tie(build, "guides", "env", "office")
    structure = tie(build, "guides", "housing", "office").build()
    found = coordination.path(structure, "env", "housing")
    assert found.plain.units == ("env", "office", "housing")
    assert found.lawful is None
    assert found.advisory is None


def test_two_bureaus_meet_at_their_common_superior():
    structure = two_bureaus().build()
    found = coordination.path(structure, "env", "housing")
    assert found.plain.length == 2
    assert found.lawful.units == ("env", "gov", "housing")
    assert (found.lawful.mode, found.lawful.decider) == ("decision", "gov")
    assert [step.direction for step in found.lawful.steps] == ["up", "down"]


def test_with_a_portfolio_over_both_they_meet_at_the_deputy():
    build = units(Builder(), gov="government", deputy="portfolio")
    units(build, env="department", housing="department")
    tie(build, "leads", "gov", "deputy")
    structure = tie(build, "leads", "deputy", "env", "housing").build()
    found = coordination.lawful(structure, "env", "housing")
    assert (found.units, found.decider) == (("env", "deputy", "housing"), "deputy")


def test_a_joint_body_is_one_lateral_step():
    build = units(two_bureaus(), group="joint_body")
    tie(build, "joins", "env", "group")
    structure = tie(build, "joins", "housing", "group").build()
    found = coordination.lawful(structure, "env", "housing")
    assert found.length == 1
    assert found.lateral == "joins"
    assert found.units == ("env", "group", "housing")
    assert found.steps[0].through == "group"
    assert (found.mode, found.decider) == ("agreement", "gov")
    assert coordination.lawful(structure, "env", "group").length == 1


@pytest.mark.parametrize(
    ("chair", "basis", "verdict"),
    [
        ("gov", None, ("decision", "gov")),
        ("env", None, ("agreement", "gov")),
        ("env", "Decree 3", ("decision", "group")),
    ],
)
def test_a_body_decides_by_its_chair_or_by_its_basis(chair, basis, verdict):
    build = units(two_bureaus(), group="joint_body")
    for member in {"env", "housing", chair}:
        mode, ground = ("chair", basis) if member == chair else ("member", None)
        tie(build, "joins", member, "group", mode=mode, basis=ground)
    found = coordination.lawful(build.build(), "env", "housing")
    assert (found.mode, found.decider) == verdict


def test_guidance_gives_an_advisory_route_beside_the_lawful_one():
    structure = two_bureaus().build()
    found = coordination.path(structure, "env", "office")
    assert found.advisory.advisory
    assert (found.advisory.length, found.advisory.decider) == (1, None)
    assert found.lawful.units == ("env", "gov", "town", "office")
    assert "guidance" in found.sentences(structure)[2]
    assert "业务指导" in found.sentences(structure, "zh")[2]


def test_only_one_lateral_step():
    build = units(Builder(), a="government", b="government", c="government")
    tie(build, "coordinates", "a", "b")
    structure = tie(build, "coordinates", "c", "b").build()
    assert coordination.lawful(structure, "a", "c") is None
    assert coordination.plain(structure, "a", "c").length == 2
    found = coordination.unreachable_pairs(structure)
    assert found[["first", "second"]].values.tolist() == [["a", "c"]]
    assert found.attrs["count"] == 1
    assert "nobody" in coordination.lawful(structure, "a", "b").sentence(structure)


@pytest.mark.parametrize(
    ("probability", "matter", "length"),
    [(None, "m", 1), (0.5, "m", 1), (0.5, None, 1), (0.0, "m", None), (0.5, "n", None)],
)
def test_a_call_counts_when_live_and_for_its_matter(probability, matter, length):
    build = units(Builder(), town="government", police="department")
    build.add("matters", id="m", name="m").add("matters", id="n", name="n")
    tie(build, "calls", "town", "police", matter="m", probability=probability)
    found = coordination.lawful(build.build(), "police", "town", matter=matter)
    assert (found and found.length) == length


def test_leadership_without_orders_is_no_way():
    build = units(Builder(), gov="government", env="department", housing="department")
    tie(build, "leads", "gov", "env", permits="budget;assess")
    structure = tie(build, "leads", "gov", "housing").build()
    assert coordination.lawful(structure, "env", "housing") is None


def test_the_public_is_in_no_pair():
    structure = county()
    inside = (structure.units["kind"] != "public").sum()
    assert coordination.distribution(structure).sum() == inside * (inside - 1) / 2


def test_unknown_and_equal_ends_are_refused():
    structure = two_bureaus().build()
    with pytest.raises(UnknownNameError, match="housing"):
        coordination.path(structure, "env", "housin")
    with pytest.raises(UserError, match="env"):
        coordination.path(structure, "env", "env")


def test_a_graph_without_directions_has_no_lawful_path():
    with pytest.raises(UndefinedMeasureError, match="direction"):
        coordination.average(nx.path_graph(3))


@given(organisations(), st.sampled_from([None, "m", "n"]), st.booleans())
def test_the_route_is_as_long_as_the_definition_says(structure, matter, advisory):
    ids = structure.units["id"].tolist()
    for a in ids:
        steps = lengths(structure, a, matter, advisory=advisory)
        for b in ids:
            if a != b:
                found = find_route(structure, a, b, matter=matter, advisory=advisory)
                assert (found and found.length) == steps.get(b)


@given(organisations())
def test_scalars_of_structures_with_lateral_ties(structure):
    for name in ("average", "harmonic", "longest", "unreachable", "advisory_only"):
        expected = getattr(definition, name)(structure)
        try:
            found = getattr(coordination, name)(structure)
        except UndefinedMeasureError:
            found = None
        assert found == (expected if expected is None else pytest.approx(expected))


@given(organisations(), st.sampled_from([None, "m", "n"]), st.booleans())
def test_the_pairs_without_a_path_are_listed(structure, matter, advisory):
    ids = structure.units["id"].tolist()
    pairs = [(a, b) for i, a in enumerate(ids) for b in ids[i + 1 :]]
    without = [pair for pair in pairs if coordination.lawful(structure, *pair) is None]
    listed = coordination.unreachable_pairs(structure)
    assert [tuple(row) for row in listed[["first", "second"]].to_numpy()] == without
    for a, b in pairs:
        steps = lengths(structure, a, matter, advisory=advisory).get(b)
        try:
            found = coordination.between(structure, a, b, matter=matter, advisory=advisory)
        except UndefinedMeasureError:
            found = None
        assert found == steps


@given(organisations())
def test_the_way_back_is_the_same_way(structure):
    ids = structure.units["id"].tolist()
    for a, b in pairwise(ids):
        there, back = coordination.lawful(structure, a, b), coordination.lawful(structure, b, a)
        assert (there is None) == (back is None)
        if there and back:
            assert there.units == back.units[::-1]
            assert (there.mode, there.decider) == (back.mode, back.decider)


@given(organisations())
def test_the_decider_is_reached_by_leadership_alone(structure):
    ids = structure.units["id"].tolist()
    leads = structure.relations.query("kind == 'leads'")
    orders = leads[
        leads["permits"].isna() | leads["permits"].str.contains("order").fillna(value=False)
    ]
    graph = nx.DiGraph(list(zip(orders["source"], orders["target"], strict=True)))
    graph.add_nodes_from(ids)
    for a, b in pairwise(ids):
        found = coordination.lawful(structure, a, b)
        if found and found.decider and not found.lateral:
            assert {a, b} <= nx.descendants(graph, found.decider) | {found.decider}


@given(organisations())
def test_plain_routes_are_as_long_as_networkx_finds_them(structure):
    found = network(structure)
    graph = nx.Graph(list(zip(found.nodes[found.source], found.nodes[found.target], strict=True)))
    graph.add_nodes_from(found.nodes)
    for a, b in pairwise(found.nodes):
        expected = nx.shortest_path_length(graph, a, b) if nx.has_path(graph, a, b) else None
        walk = coordination.plain(structure, a, b)
        assert (walk and walk.length) == expected
        if walk:
            assert min(nx.all_shortest_paths(graph, a, b)) == list(walk.units)


def test_matter_pairs_are_weighted_by_cases():
    structure = county()
    expected = coordination.matter_average(structure)
    assert coordination.average(structure, pairs="matter") == pytest.approx(expected)


def test_disputes_over_matters_end_at_the_superiors_over_both():
    structure = county()
    frame = partners(structure)
    weight = cell_weights(structure)[frame["cell"]]
    expected = dict.fromkeys(network(structure).nodes, 0.0)
    for a, b, cases in zip(frame["first"], frame["second"], weight, strict=True):
        for unit in common_superior.lowest_common_superiors(structure, a, b)["unit"]:
            expected[unit] += cases
    assert arbitration.settled(structure, pairs="matter").to_dict() == expected
    assert arbitration.load(structure, pairs="matter")["pairs"].sum() == sum(expected.values())
    assert arbitration.several(structure, pairs="matter") == 0


def test_plain_distance_of_matter_pairs():
    structure = county()
    frame = partners(structure)
    weight = cell_weights(structure)[frame["cell"]]
    ends = zip(frame["first"], frame["second"], strict=True)
    lengths = [coordination.plain(structure, a, b).length for a, b in ends]
    expected = np.average(lengths, weights=weight)
    assert distance.average(structure, pairs="matter") == pytest.approx(expected)


@given(organisations(), st.sampled_from([None, "m", "n"]))
def test_a_tie_of_their_own_is_a_lawful_path_of_one_step(structure, matter):
    ids = structure.units["id"].tolist()
    for i, a in enumerate(ids):
        for j, b in enumerate(ids[:i]):
            found = coordination.lawful(structure, a, b, matter=matter)
            assert tied(structure, i, j, matter) == bool(found and found.length == 1)


@given(graphs())
def test_leaves_alone_can_be_counted(graph):
    if not graph.is_directed():
        return
    leaves = [unit for unit in graph if not set(graph.successors(unit)) - {unit}]
    pairs = [lowest(graph, a, b) for a, b in combinations(leaves, 2)]
    expected = {u: sum(u in circle for one in pairs for circle in one) for u in graph}
    assert arbitration.settled(graph, pairs="leaves").to_dict() == expected
    having = [one for one in pairs if one]
    if having:
        share = sum(len(one) > 1 for one in having) / len(having)
        assert arbitration.several(graph, pairs="leaves") == pytest.approx(share)
