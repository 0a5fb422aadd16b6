"""Lawful coordination: the cases of the definition, and search against all-pairs kernel."""

from collections import deque
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import UndefinedMeasureError, UnknownNameError, UserError
from govgraph.measures import arbitration, coordination, distance
from govgraph.measures.groundwork.partners import cell_weights, partners
from govgraph.measures.groundwork.search import find_route
from govgraph.measures.groundwork.ties import tied
from govgraph.model.builder import Builder
from govgraph.model.network import network
from govgraph.model.structure import Structure
from tests.measures.samples import county, organisations, tie, units


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
        lengths = lengths_definition(structure, a, matter, advisory=advisory)
        for b in ids:
            if a != b:
                found = find_route(structure, a, b, matter=matter, advisory=advisory)
                assert (found and found.length) == lengths.get(b)


def lengths_definition(
    structure: Structure, start: str, matter: str | None, *, advisory: bool
) -> dict[str, int]:
    """Walk from unit to unit in two phases: climbing, and past the turn."""
    rows = structure.relations.astype(object).where(structure.relations.notna(), None)
    ties = list(rows.itertuples())
    steps = {(start, "climbing"): 0}
    waiting = deque(steps)
    while waiting:
        here, phase = waiting.popleft()
        following = {(unit, "past") for unit in below(ties, here, advisory=advisory)}
        if phase == "climbing":
            following |= {(u, "climbing") for u in above(ties, here, advisory=advisory)}
            following |= {(unit, "past") for unit in beside(ties, here, matter)}
        for state in following - steps.keys():
            steps[state] = steps[here, phase] + 1
            waiting.append(state)
    ends = {unit for unit, _ in steps}
    return {u: min(n for (unit, _), n in steps.items() if unit == u) for u in ends}


def vertical(row, *, advisory: bool) -> bool:
    """Leadership that permits orders (all, when nothing is stated); guidance where asked."""
    orders = row.permits is None or "order" in row.permits.split(";")
    return (row.kind == "leads" and orders) or (advisory and row.kind == "guides")


def below(ties, here, *, advisory):
    return {r.target for r in ties if r.source == here and vertical(r, advisory=advisory)}


def above(ties, here, *, advisory):
    return {r.source for r in ties if r.target == here and vertical(r, advisory=advisory)}


def beside(ties, here, matter):
    """Everyone one lateral step away."""
    count = [row for row in ties if matter is None or row.matter in (None, matter)]
    live = [
        {row.source, row.target}
        for row in count
        if row.kind == "coordinates" or (row.kind == "calls" and row.probability != 0)
    ]
    joins = [row for row in count if row.kind == "joins"]
    bodies = [
        {body} | {r.source for r in joins if r.target == body} for body in {r.target for r in joins}
    ]
    return {unit for group in live + bodies if here in group for unit in group} - {here}


@given(organisations())
def test_scalars_follow_from_the_pairs(structure):
    ids = structure.units["id"].tolist()
    pairs = [(a, b) for i, a in enumerate(ids) for b in ids[i + 1 :]]
    routes = [coordination.lawful(structure, a, b) for a, b in pairs]
    lengths = [found.length for found in routes if found]
    assert coordination.unreachable(structure) == pytest.approx(1 - len(lengths) / len(pairs))
    if lengths:
        assert coordination.average(structure) == pytest.approx(np.mean(lengths))
        assert coordination.longest(structure) == max(lengths)
        inverse = sum(1 / length for length in lengths) / len(pairs)
        assert coordination.harmonic(structure) == pytest.approx(1 / inverse)
    without = [pair for pair, found in zip(pairs, routes, strict=True) if found is None]
    listed = coordination.unreachable_pairs(structure)
    assert [tuple(row) for row in listed[["first", "second"]].to_numpy()] == without
    advised = [coordination.path(structure, a, b).advisory is not None for a, b in without]
    assert coordination.advisory_only(structure) == pytest.approx(sum(advised) / len(pairs))


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
    frame = partners(structure)
    weight = cell_weights(structure)[frame["cell"]]
    routes = [
        coordination.lawful(structure, a, b, matter=m)
        for a, b, m in zip(frame["first"], frame["second"], frame["matter"], strict=True)
    ]
    assert all(routes)
    expected = np.average([found.length for found in routes], weights=weight)
    assert coordination.matter_average(structure) == pytest.approx(expected)
    assert coordination.average(structure, pairs="matter") == pytest.approx(expected)


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


def test_only_the_top_can_arbitrate():
    tree = nx.DiGraph([("gov", "a"), ("gov", "b"), ("a", "c"), ("a", "d")])
    assert arbitration.top_share(tree) == pytest.approx(1 - 3 / 10)
    with pytest.raises(UndefinedMeasureError):
        arbitration.top_share(nx.empty_graph(3, create_using=nx.DiGraph))
