"""Ways of cases, on structures small enough to work out by hand."""

from itertools import permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

import govgraph as gg
from govgraph.casework.flow import ACTIONS, PHASES
from govgraph.casework.routing import routing
from govgraph.casework.ways import Ways
from tests.measures.working import working


def county(lead="env", rows=()):
    """A county: a town takes cases in, a lead needs the power to approve."""
    build = (
        gg.Builder().add("levels", id="c", name="C", rank=1).add("levels", id="t", name="T", rank=2)
    )
    build = build.add("areas", id="A", name="A", level="c")
    build = build.add("areas", id="B", name="B", level="t", parent="A")
    for unit, kind, area in (
        ("gov", "government", "A"),
        ("env", "department", "A"),
        ("water", "department", "A"),
        ("town", "government", "B"),
    ):
        level = "c" if area == "A" else "t"
        build = build.add("units", id=unit, name=unit, kind=kind, area=area, level=level, filled=10)
    for unit in ("env", "water", "town"):
        build = build.add("relations", source="gov", target=unit, kind="leads", primary=True)
    build = build.add("matters", id="noise", name="Noise", hours=4)
    build = build.add("needs", matter="noise", power="approve")
    build = build.add("duties", unit=lead, matter="noise", role="lead")
    build = build.add("demand", matter="noise", area="B", cases=100, door="town")
    for table, row in rows:
        build = build.add(table, **row)
    return build.build()


def acts(flow):
    """What the cases pass through: unit, phase."""
    return {
        (unit, PHASES[phase])
        for unit, phase in zip(flow.states["unit"], flow.states["phase"], strict=True)
    }


def steps(flow):
    """Every step with its action: (unit, phase), action, (unit, phase) or a negative end."""
    states = list(zip(flow.states["unit"], [PHASES[p] for p in flow.states["phase"]], strict=True))
    return {
        (states[s], ACTIONS[a], states[t] if t >= 0 else int(t)): p
        for s, t, a, p in flow.steps[["state", "target", "action", "probability"]].itertuples(
            index=False
        )
    }


POWER = ("powers", {"unit": "env", "power": "approve", "matter": "noise"})
HELD_BY_WATER = ("powers", {"unit": "water", "power": "approve", "matter": "noise"})


def test_a_case_climbs_to_the_common_superior_and_comes_down_to_the_lead():
    flow = routing(county(rows=[POWER])).flow({"resolve": 1.0})
    assert acts(flow) >= {("town", "receive"), ("gov", "forward"), ("env", "handle")}
    start = flow.states.index[flow.states["arrivals"] > 0]
    assert flow.chain.times[start].tolist() == pytest.approx([3.0])
    assert flow.chain.absorption[start[0]].tolist() == pytest.approx([1.0, 0.0, 0.0])


def test_a_stated_referral_saves_the_hand_over():
    refers = ("relations", {"source": "town", "target": "env", "kind": "refers", "matter": "noise"})
    flow = routing(county(rows=[POWER, refers])).flow({"resolve": 1.0})
    assert flow.chain.times[0] == pytest.approx(2.0)


def test_a_unit_without_the_power_does_not_settle():
    found = steps(routing(county(rows=[HELD_BY_WATER])).flow())
    ends = {unit for (unit, _phase), action, _ in found if action == "settle"}
    assert ends == {"gov"}


def test_nobody_settles_what_nobody_has_the_power_for():
    flow = routing(county()).flow({"give_up": 0.0})
    assert flow.chain.absorption[0].tolist() == pytest.approx([0.0, 0.0, 1.0])


def test_a_call_is_answered_with_its_probability_and_takes_part_of_its_limit():
    tie = {"source": "town", "target": "water", "kind": "calls", "matter": "noise"}
    tie |= {"probability": 0.8, "limit_hours": 10.0}
    structure = county("town", [HELD_BY_WATER, ("relations", tie)])
    flow = routing(structure).flow({"response": 0.25})
    assert steps(flow)[("town", "handle"), "call", ("water", "called")] == pytest.approx(0.8)
    called = flow.steps[flow.steps["action"] == ACTIONS.index("call")]
    assert called["delay"].tolist() == [2.5]
    refused = flow.steps[(flow.steps["delay"] == 10.0)]
    assert refused["probability"].tolist() == pytest.approx([0.2])


def test_a_dead_call_calls_nobody():
    tie = {"source": "town", "target": "water", "kind": "calls", "probability": 0.0}
    flow = routing(county("town", [HELD_BY_WATER, ("relations", tie)])).flow()
    assert ("water", "called") not in acts(flow)


def test_a_door_that_calls_the_lead_saves_the_hand_over():
    tie = {"source": "town", "target": "env", "kind": "calls", "probability": 0.6}
    found = steps(routing(county(rows=[POWER, ("relations", tie)])).flow())
    assert found[("town", "receive"), "call", ("env", "handle")] == pytest.approx(0.6)
    assert found[("town", "receive"), "refer", ("gov", "forward")] == pytest.approx(0.4)


def test_asking_over_coordination_is_agreed_to_with_its_probability():
    tie = {"source": "water", "target": "env", "kind": "coordinates"}
    flow = routing(county(rows=[HELD_BY_WATER, ("relations", tie)])).flow({"agree": 0.3})
    assert steps(flow)[("env", "handle"), "ask", ("water", "assist")] == pytest.approx(0.3)


def test_a_joint_body_decides_by_its_basis_or_its_chair_only():
    rows = [HELD_BY_WATER, ("units", {"id": "group", "name": "Group", "kind": "joint_body"})]
    members = {"env": "chair", "water": "member"}
    for basis, decides in ((None, False), ("charter", True)):
        ties = [
            {"source": unit, "target": "group", "kind": "joins", "mode": mode}
            for unit, mode in members.items()
        ]
        ties[0]["basis"] = basis
        structure = county(rows=[*rows, *(("relations", tie) for tie in ties)])
        ways = Ways(structure, "noise")
        assert ways.can_ask("env", "water")
        assert ways.bodies("env", "water") == (("group",) if decides else ())


def test_two_leads_pass_cases_on_to_each_other():
    second = ("duties", {"unit": "water", "matter": "noise", "role": "lead"})
    flow = routing(county(rows=[POWER, HELD_BY_WATER, second])).flow({"send_back": 0.0})
    found = steps(flow)
    assert found[("env", "forward"), "pass_on", ("water", "forward")] == pytest.approx(0.5)
    assert found[("env", "forward"), "refer", ("env", "handle")] == pytest.approx(0.5)


def test_missing_data_return_cases_and_sharing_ends_it():
    rows = [
        POWER,
        ("needs", {"matter": "noise", "power": "data:map"}),
        ("powers", {"unit": "water", "power": "data:map", "matter": "noise"}),
    ]
    flow = routing(county(rows=rows)).flow({"data_return": 0.4})
    assert steps(flow)[("env", "handle"), "return", ("town", "receive")] == pytest.approx(0.4)
    shares = ("relations", {"source": "water", "target": "env", "kind": "shares"})
    shared = routing(county(rows=[*rows, shares])).flow({"data_return": 0.4})
    assert "return" not in {action for _, action, _ in steps(shared)}


def test_without_any_tie_the_person_takes_the_case_to_the_lead():
    build = gg.Builder().add("levels", id="c", name="C").add("areas", id="A", name="A", level="c")
    for unit in ("window", "env"):
        build = build.add("units", id=unit, name=unit, kind="department", area="A")
    build = build.add("matters", id="noise", name="Noise", hours=4)
    build = build.add("duties", unit="env", matter="noise", role="lead")
    build = build.add("demand", matter="noise", area="A", cases=10, door="window")
    flow = routing(build.build()).flow()
    assert ("env", "receive") in acts(flow)
    assert set(flow.states["site"]) >= {"window", "env"}


def test_a_matter_without_a_door_is_listed_not_lost():
    build = gg.Builder().add("levels", id="c", name="C").add("areas", id="A", name="A", level="c")
    build = build.add("units", id="env", name="env", kind="department", area="A")
    build = build.add("matters", id="noise", name="Noise", hours=4)
    build = build.add("demand", matter="noise", area="A", cases=10)
    flow = routing(build.build()).flow()
    assert flow.unserved.values.tolist() == [["noise", "A", 10.0]]
    assert flow.n == 0


def test_a_structure_without_demand_has_no_cases():
    structure = gg.Builder().add("units", id="a", name="A", kind="department").build()
    assert routing(structure).flow().n == 0


def test_an_unknown_matter_is_refused():
    with pytest.raises(gg.UnknownNameError):
        routing(county(), matters=["nois"])


@given(working())
def test_every_case_gets_somewhere(structure):
    flow = routing(structure).flow()
    total = structure.demand["cases"].sum()
    assert flow.states["arrivals"].sum() + flow.unserved["cases"].sum() == pytest.approx(total)
    if flow.n:
        assert flow.chain.absorption.min() >= -1e-12
        assert flow.states["hours"].min() >= 0
        assert set(flow.forks["then"]) <= set(range(flow.n))


def allowed(structure):
    """Units twice, climbing and past the turn, and every step a case of no named matter takes."""
    graph = nx.DiGraph()
    graph.add_nodes_from((unit, stage) for unit in structure.units["id"] for stage in (0, 1))
    ties = structure.relations[structure.relations["matter"].isna()]
    for a, b, kind in ties[["source", "target", "kind"]].itertuples(index=False):
        arcs = {
            "leads": [((b, 0), (a, 0)), ((a, 0), (b, 1)), ((a, 1), (b, 1))],
            "guides": [((b, 0), (a, 0))],
            "coordinates": [((a, 0), (b, 1)), ((b, 0), (a, 1))],
            "refers": [((a, 0), (b, 0)), ((a, 1), (b, 0))],
        }
        graph.add_edges_from(arcs.get(kind, ()))
    return graph


@given(working())
def test_hand_overs_are_the_shortest_allowed_ways(structure):
    """Up along leadership and guidance, sideways once, down along leadership; or as referred."""
    lengths = dict(nx.all_pairs_shortest_path_length(allowed(structure)))
    ways = Ways(structure, "no such matter")
    for start, goal in permutations(structure.units["id"], 2):
        found = [
            lengths[start, 0][goal, stage] for stage in (0, 1) if (goal, stage) in lengths[start, 0]
        ]
        between = ways.hand_over(start, goal)
        assert (None if between is None else len(between) + 1) == min(found, default=None)


def test_q_county_is_routed_whole():
    flow = routing(gg.load("q_county", stage="before")).flow()
    weight = flow.arrivals / flow.arrivals.sum()
    ends = weight @ flow.chain.absorption
    assert np.isclose(ends.sum(), 1.0)
    assert not flow.chain.trapped.any()
