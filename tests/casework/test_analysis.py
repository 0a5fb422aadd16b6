"""Tables of the analysis, by hand and against what they are made of."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from govgraph.casework.analysis import analyse_flow
from govgraph.casework.passage import Passage
from govgraph.errors import UnknownNameError
from tests.casework.flows import buck_passing, case_flows, endless, flow_of, ladder, overloaded


def test_the_ladder_by_hand():
    analysis = analyse_flow(ladder())
    total = analysis.total
    assert total["settled"] == pytest.approx(1247 / 1250)
    assert total["given_up"] == pytest.approx(3 / 1250)
    assert total["stops"] == pytest.approx(193 / 125)
    assert total["stops_variance"] == pytest.approx(9126 / 15625)
    assert (total["visits"], total["one_visit"], total["one_place"]) == (1, 1, 1)
    by_level = analysis.settled_by.groupby("level", sort=False)["share"].sum()
    assert by_level.to_dict() == pytest.approx(
        {"township": 0.6, "county": 0.28, "prefecture": 0.096, "centre": 0.0216}
    )
    assert analysis.approximations == ()
    assert analysis.desks["exact"].all()
    assert analysis.first_to_saturate == "township"
    assert analysis.room == pytest.approx(2)
    assert analysis.never_settled.empty
    assert analysis.distribution("stops").tolist() == pytest.approx([0, 0.6, 0.28, 0.096, 0.024])


@given(case_flows())
def test_totals_are_means_over_the_cells(flow):
    analysis = analyse_flow(flow)
    cells, total = analysis.cells, analysis.total
    weights = cells["registered"]
    assert weights.sum() == pytest.approx(total["registered"])
    ends = cells[["settled", "given_up", "stuck", "trapped"]].sum(axis=1)
    np.testing.assert_allclose(ends, 1)
    for name in ("hand_offs", "stops", "visits", "doors", "places", "returns", "come_backs"):
        assert np.average(cells[name], weights=weights) == pytest.approx(total[name])
    for name in ("hand_offs", "places"):
        square = cells[f"{name}_variance"] + cells[name] ** 2
        spread = np.average(square, weights=weights) - total[name] ** 2
        assert total[f"{name}_variance"] == pytest.approx(spread, abs=1e-9)
    known = cells["on_time"].notna()
    assert cells.loc[known, "on_time"].between(0, 1 + 1e-6).all()
    assert (cells["on_time_reason"] == "").eq(known).all()
    settled = analysis.settled_by["cases"].sum()
    assert settled == pytest.approx(total["settled"] * total["registered"])


@given(case_flows(ending=False))
def test_what_can_never_be_settled_is_named(flow):
    analysis = analyse_flow(flow)
    passage = Passage(flow)
    found = analysis.never_settled
    assert (found["cases"] >= 0).all()
    lost = ~passage.settling & (passage.flows > 0)
    assert len(found) == lost.sum()
    circles = found["kind"] == "circle"
    assert circles.sum() == (passage.chain.trapped & lost).sum()
    cells = analysis.cells
    assert ((cells["trapped"] > 1e-9) == np.isinf(cells["stops"])).all()
    shares = cells[["settled", "given_up", "stuck", "trapped", "on_time", "one_visit"]]
    assert ((shares >= -1e-9) & (shares <= 1 + 1e-6) | shares.isna()).all(axis=None)
    assert not (cells[["hours", "hours_to_end", "hand_offs"]] < 0).any(axis=None)


def test_circles_are_named():
    analysis = analyse_flow(endless())
    named = analysis.never_settled
    assert named[["unit", "matter", "area", "kind"]].to_numpy().tolist() == [
        ["roads", "potholes", "home", "circle"],
        ["parks", "potholes", "home", "circle"],
    ]
    assert named["cases"].tolist() == pytest.approx([0.05 * 8760, 0])
    assert analysis.cells["settled"].tolist() == pytest.approx([0.5, 1])
    assert analysis.cells["trapped"].tolist() == pytest.approx([0.5, 0])
    assert analysis.cells["hours"].tolist() == pytest.approx([analysis.cells["hours"][1]] * 2)
    assert analysis.total["hours_to_end"] == math.inf
    assert analysis.first_to_saturate in {"roads", "parks"}
    assert analysis.room == 0


def test_an_overloaded_desk_is_the_first_to_saturate():
    analysis = analyse_flow(overloaded())
    assert (analysis.first_to_saturate, analysis.room) == ("window", pytest.approx(2 / 3))
    assert analysis.total["hours"] == math.inf
    assert analysis.desks["wait"].tolist() == pytest.approx([math.inf, analysis.desks["wait"][1]])
    assert analysis.cells["on_time_reason"].tolist() == ["no_limit"]
    limited = overloaded()
    cells = limited.cells.assign(limit_hours=10.0)
    flow = type(limited)(
        desks=limited.desks, cells=cells, states=limited.states, steps=limited.steps
    )
    assert analyse_flow(flow).cells["on_time_reason"].tolist() == ["overloaded"]


def test_reasons_of_approximation_are_named():
    flow = flow_of(
        [{"unit": "desk", "hours_per_week": 40}],
        [{"desk": 0, "arrivals": 0.01, "cell": k, "hours": 1.0 + k} for k in range(2)],
        [(k, -1, "settle", 1.0) for k in range(2)],
        [{"matter": "a", "patience_hours": 99}, {"matter": "b", "priority": 1}],
        forks=pd.DataFrame({"state": [0], "part": [1], "then": [0]}),
    )
    assert analyse_flow(flow).approximations == (
        "several_means",
        "priorities",
        "calendars",
        "joint_handling",
        "patience",
    )
    assert not analyse_flow(flow).desks["exact"].any()


def test_a_flow_without_cases_has_no_numbers_and_no_error():
    flow = buck_passing()
    quiet = type(flow)(
        desks=flow.desks,
        cells=flow.cells,
        states=flow.states.assign(arrivals=0.0),
        steps=flow.steps,
    )
    analysis = analyse_flow(quiet)
    assert analysis.total["registered"] == 0
    assert analysis.total.drop("registered").isna().all()
    assert analysis.first_to_saturate is None
    assert analysis.room == math.inf
    assert analysis.desks["utilisation"].tolist() == [0, 0]
    with pytest.raises(UnknownNameError, match="hand_offs"):
        analysis.distribution("hand_off")
