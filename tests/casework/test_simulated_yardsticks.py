"""Yardsticks of simulated logs beside those of the analysis."""

import numpy as np
import pandas as pd

from govgraph.casework.analysis import analyse_flow
from govgraph.casework.simulating.plan import Plan
from govgraph.casework.simulation import simulate_flow
from govgraph.casework.yardsticks import Caseload, Terms, by_unit, table
from tests.casework.flows import flow_of

#: Values of which the analysis says that it takes visits as independent.
APPROXIMATE = ("median_time", "long_time", "on_time")


def county():
    """A window, two bureaus that pass cases on and return them, a county hall above; repeats."""
    return flow_of(
        [
            {"unit": "window"},
            {"unit": "roads", "servers": 2},
            {"unit": "parks"},
            {"unit": "county"},
        ],
        [
            {"desk": 0, "hours": 0.5, "arrivals": 0.6, "site": "hall", "phase": "receive"},
            {"desk": 1, "hours": 2.0},
            {"desk": 2, "hours": 1.0, "site": "park office"},
            {"desk": 3, "hours": 3.0, "arrivals": 0.05, "site": "capital", "phase": "arbitrate"},
        ],
        [
            (0, 1, "refer", 0.6, 2.0),
            (0, 2, "refer", 0.4, 1.0),
            (1, -1, "settle", 0.6),
            (1, 2, "pass_on", 0.2),
            (1, 0, "return", 0.1),
            (1, -2, "give_up", 0.1),
            (2, -1, "settle", 0.7),
            (2, 1, "pass_on", 0.2),
            (2, 3, "escalate", 0.1),
            (3, -1, "settle", 0.9),
            (3, 1, "refer", 0.1),
        ],
        [{"confirm": 0.7, "repeat": 0.5, "repeat_hours": 20.0, "limit_hours": 10.0}],
    )


def test_logs_of_many_runs_show_what_the_analysis_says():
    flow = county()
    analysis = analyse_flow(flow)
    assert not analysis.approximations
    terms = Terms(
        local=frozenset({"window", "roads", "parks"}),
        officials=pd.Series({"window": 1, "roads": 2, "parks": 1, "county": 1}),
        repeat_days=10,
    )
    runs = 12
    plan = Plan(years=0.5, warm_up=0.1, follow_up=0.1, replications=runs)
    found = simulate_flow(flow, plan=plan, seed=11)
    loads = [Caseload(found.event_log(run), terms) for run in range(runs)]
    expected = table(loads[0], analysis)["analytic"].dropna()
    values = pd.concat([table(load)["value"] for load in loads], axis=1).loc[expected.index]
    assert len(expected) == 16
    error = values.std(axis=1, ddof=1) / np.sqrt(runs)
    slack = np.where(expected.index.isin(APPROXIMATE), 0.02 * expected, 1e-9)
    gap = (values.mean(axis=1) - expected).abs()
    far = gap[gap > 4 * error + slack]
    assert far.empty, far
    units = [by_unit(load, analysis) for load in loads]
    for name in ("load_per_official", "time_held"):
        shown = pd.concat([one[name] for one in units], axis=1)
        error = shown.std(axis=1, ddof=1) / np.sqrt(runs)
        gap = (shown.mean(axis=1) - units[0][f"{name}_analytic"]).abs()
        assert not (gap > 4 * error).any()
