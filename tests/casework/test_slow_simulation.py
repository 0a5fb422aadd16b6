"""The compiled simulation beside the plain one, visit by visit."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from govgraph.casework.flow import ACTIONS, CaseFlow
from govgraph.casework.simulating.calendars import OFFICE_HOURS, Calendar
from govgraph.casework.simulating.conditions import Conditions, Surge
from govgraph.casework.simulating.plan import Plan
from govgraph.casework.simulating.tables import LABELS
from govgraph.casework.simulation import simulate_flow
from govgraph.kernels.compiled.events.loop import advance
from tests.casework.flows import case_flows
from tests.casework.slow_simulation import Slow

PLAN = Plan(years=0.03, warm_up=0, follow_up=0, replications=1)


@st.composite
def flows_with_everything(draw: st.DrawFn) -> CaseFlow:
    flow = draw(case_flows())
    cell = flow.states["cell"].to_numpy()
    cells = flow.cells.assign(
        patience_hours=[draw(st.sampled_from((np.nan, 2.0))) for _ in range(len(flow.cells))],
        over_heads=0.5,
        higher=[draw(st.sampled_from((-1, *np.flatnonzero(cell == c)))) for c in flow.cells.index],
        confirm=draw(st.sampled_from((1.0, 0.6))),
        repeat=0.5,
        repeat_hours=10.0,
    )
    desks = flow.desks.assign(
        hours_per_week=draw(st.sampled_from((168.0, 40.0))),
        absence=draw(st.sampled_from((0.0, 0.3))),
    )
    steps, forks = _forked(draw, flow)
    return CaseFlow(desks=desks, cells=cells, states=flow.states, steps=steps, forks=forks)


def _forked(draw: st.DrawFn, flow: CaseFlow) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Let a state fork into states of other desks, where it has a step to join them."""
    state = draw(st.integers(0, flow.n - 1))
    own = flow.states[flow.states["cell"] == flow.states["cell"][state]]
    parts = own.drop_duplicates("desk").index.tolist()
    inner = flow.steps.index[(flow.steps["state"] == state) & (flow.steps["target"] >= 0)]
    steps = flow.steps.copy()
    steps.loc[inner[:1], "action"] = ACTIONS.index("join")
    then = draw(st.sampled_from(own.index.tolist()))
    forks = pd.DataFrame({"state": state, "part": parts, "then": then}, dtype=np.int64)
    return steps, forks


@st.composite
def conditions(draw: st.DrawFn) -> Conditions:
    late = Calendar.daily((20, 23.5), days=(0, 2, 6))
    return Conditions(
        calendar=draw(st.sampled_from((None, OFFICE_HOURS))),
        calendars=draw(st.sampled_from(({}, {"u0": late}))),
        absence=draw(st.sampled_from(("mean", "weekly"))),
        variation=draw(st.sampled_from((1.0, 0.5, 2.0))),
        side_by_side=draw(st.booleans()),
        patience=draw(st.booleans()),
        priorities=draw(st.booleans()),
        repeats=draw(st.booleans()),
        surges=draw(st.sampled_from(((), (Surge(factor=3, begin=20, end=50, matters=("m0",)),)))),
    )


@given(flows_with_everything(), conditions(), st.integers(0, 99))
def test_every_visit_is_that_of_the_plain_rules(flow, conditions, seed):
    found = simulate_flow(flow, conditions, PLAN, seed=seed)
    slow = Slow(flow, conditions, PLAN, seed).run()
    _same_visits(found.replications[0].visits, slow)
    _same_cases(found.cases[found.cases["end"] != "open"], slow)
    books = found.runs.iloc[0]
    assert books["lost"] == 0
    assert books["all_open"] == len(slow.open_cases) == (found.cases["end"] == "open").sum()
    assert books["all_opened"] == len(slow.open_cases) + len(slow.closed) == len(found.cases)
    assert not books["little_gap"] > 1e-9
    assert len(advance.signatures) == 1  # compiled once for whatever is switched on


def _same_visits(visits, slow):
    done = visits[visits["label"] >= 0]
    columns = ("serial", "node", "arrived", "begun", "finished", "label")
    ours = sorted(zip(*(done[name].tolist() for name in columns), strict=True), key=_when)
    theirs = sorted(slow.visits, key=_when)
    assert [(one[0], one[1], LABELS[one[5]]) for one in ours] == [
        (one[0], one[1], LABELS[one[5]]) for one in theirs
    ]
    np.testing.assert_allclose(
        [one[2:5] for one in ours], [one[2:5] for one in theirs], rtol=1e-9, atol=1e-7
    )


def _when(visit):
    return visit[0], round(visit[4], 6), visit[1]


def _same_cases(cases, slow):
    closed = sorted(slow.closed, key=lambda case: case.serial)
    attributes = {
        "case": "serial",
        "petitioner": "root",
        "end": "end",
        "hand_offs": "hand_offs",
        "visits": "attended",
        "returns": "returns",
        "over_heads": "over_heads",
    }
    for column, attribute in attributes.items():
        assert cases[column].tolist() == [getattr(case, attribute) for case in closed], column
    for column in ("opened", "accepted", "closed"):
        expected = [getattr(case, column) for case in closed]
        np.testing.assert_allclose(cases[column], np.array(expected, float), rtol=1e-9, atol=1e-7)
    assert cases["places"].tolist() == [len(case.places) for case in closed]
    for column, attribute in (("repeat_of", "again_of"), ("confirmed", "content")):
        found = [None if value is pd.NA else value for value in cases[column]]
        assert found == [getattr(case, attribute) for case in closed], column
