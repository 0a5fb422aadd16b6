"""Case flows by hand, and generated ones: what analysis, simulation and findings are tested on."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from govgraph.casework.flow import (
    ACTIONS,
    GIVEN_UP,
    HOURS_PER_WEEK,
    HOURS_PER_YEAR,
    PHASES,
    SETTLED,
    STUCK,
    CaseFlow,
)

Row = dict[str, Any]
Step = tuple[int, int, str, float]

DESK: Row = {
    "skill": None,
    "servers": 1,
    "hours_per_week": HOURS_PER_WEEK,
    "absence": 0.0,
    "level": "county",
    "assumed": False,
}
CELL: Row = {
    "matter": "noise",
    "area": "home",
    "priority": 0,
    "limit_hours": np.nan,
    "patience_hours": np.nan,
    "over_heads": 0.0,
    "higher": -1,
    "confirm": 1.0,
    "repeat": 0.0,
    "repeat_hours": 0.0,
}
STATE: Row = {"cell": 0, "phase": "handle", "hours": 1.0, "arrivals": 0.0, "site": None}


def flow_of(
    desks: Sequence[Row],
    states: Sequence[Row],
    steps: Sequence[Step | tuple[int, int, str, float, float]],
    cells: Sequence[Row] = ({},),
    **more: pd.DataFrame,
) -> CaseFlow:
    """Return a flow; what a row leaves out is taken from `DESK`, `CELL` and `STATE`.

    ``arrivals`` of a state are cases an hour here, which the flow keeps a year; a step is state,
    target, action, probability and, if there is one, delay.
    """
    rows = [{**STATE, **state} for state in states]
    moves = [(*step, 0.0)[:5] for step in sorted(steps, key=lambda one: one[0])]
    return CaseFlow(
        desks=pd.DataFrame([_desk(desk) for desk in desks]),
        cells=pd.DataFrame([{**CELL, **cell} for cell in cells]),
        states=pd.DataFrame(
            [
                {
                    "unit": desks[row["desk"]]["unit"],
                    **row,
                    "phase": PHASES.index(row["phase"]),
                    "arrivals": row["arrivals"] * HOURS_PER_YEAR,
                }
                for row in rows
            ]
        ),
        steps=pd.DataFrame(
            [
                (state, target, ACTIONS.index(action), chance, delay)
                for state, target, action, chance, delay in moves
            ],
            columns=["state", "target", "action", "probability", "delay"],
        ),
        **more,
    )


def _desk(row: Row) -> Row:
    unit = row["unit"]
    return {**DESK, "organisation": unit, **row}


def ladder() -> CaseFlow:
    """A petition climbs from township to centre: settled with .6, .7, .8, .9 on its way.

    The mean number of stops is 193/125, and 1247 of 1250 cases are settled.
    """
    units = ("township", "county", "prefecture", "centre")
    steps: list[Step] = []
    for place, share in enumerate((0.6, 0.7, 0.8, 0.9)):
        last = place == len(units) - 1
        steps.append((place, SETTLED, "settle", share))
        above = (GIVEN_UP, "give_up") if last else (place + 1, "escalate")
        steps.append((place, *above, 1 - share))
    desks = [{"unit": unit, "level": unit, "servers": 2} for unit in units]
    states = [{"desk": place} for place in range(len(units))]
    states[0] |= {"arrivals": 1.0, "site": "township hall"}
    return flow_of(desks, states, steps)


def tandem() -> CaseFlow:
    """A window passes every case on to an office: one an hour, services of 1/2 and 1/3 hour.

    In the mean 1.5 cases are present for 1.5 hours.
    """
    return flow_of(
        [{"unit": "window"}, {"unit": "office"}],
        [
            {"desk": 0, "hours": 1 / 2, "arrivals": 1.0, "site": "hall", "phase": "receive"},
            {"desk": 1, "hours": 1 / 3},
        ],
        [(0, 1, "refer", 1.0), (1, SETTLED, "settle", 1.0)],
    )


def buck_passing() -> CaseFlow:
    """Two bureaus pass a case to and fro, each settles it with a quarter when it has it."""
    return flow_of(
        [{"unit": "roads"}, {"unit": "parks"}],
        [{"desk": 0, "arrivals": 0.1, "site": "roads", "hours": 0.5}, {"desk": 1, "hours": 0.5}],
        [
            (0, SETTLED, "settle", 0.25),
            (0, 1, "pass_on", 0.75),
            (1, SETTLED, "settle", 0.25),
            (1, 0, "pass_on", 0.75),
        ],
    )


def endless() -> CaseFlow:
    """Half of the cases of one matter fall to two bureaus that only pass them to each other."""
    return flow_of(
        [{"unit": "window"}, {"unit": "roads"}, {"unit": "parks"}],
        [
            {"desk": 0, "arrivals": 0.1, "site": "hall", "phase": "receive", "hours": 0.2},
            {"desk": 1},
            {"desk": 2},
            {"desk": 0, "arrivals": 0.1, "cell": 1, "site": "hall", "hours": 0.2},
        ],
        [
            (0, SETTLED, "settle", 0.5),
            (0, 1, "refer", 0.5),
            (1, 2, "pass_on", 1.0),
            (2, 1, "pass_on", 1.0),
            (3, SETTLED, "settle", 1.0),
        ],
        [{"matter": "potholes"}, {"matter": "noise"}],
    )


def overloaded() -> CaseFlow:
    """A window with one official whom three cases an hour keep busy one and a half times over."""
    return flow_of(
        [{"unit": "window", "assumed": True}, {"unit": "office"}],
        [{"desk": 0, "hours": 0.5, "arrivals": 3.0, "site": "hall"}, {"desk": 1, "hours": 0.1}],
        [
            (0, SETTLED, "settle", 0.5),
            (0, 1, "refer", 0.5),
            (1, SETTLED, "settle", 1.0),
        ],
        unserved=pd.DataFrame({"matter": ["dogs"], "area": ["home"], "cases": [12.0]}),
    )


def _shares(draw: st.DrawFn, targets: Sequence[int], *, ending: bool) -> dict[int, float]:
    """Probabilities over some of the targets; with `ending`, an end is among them."""
    weights = {target: draw(st.sampled_from((0, 0, 1, 2, 3))) for target in targets}
    if ending and not weights[SETTLED]:
        weights[SETTLED] = 1
    if not any(weights.values()):
        weights[draw(st.sampled_from(list(targets)))] = 1
    total = sum(weights.values())
    return {target: weight / total for target, weight in weights.items() if weight}


def _action(draw: st.DrawFn, state: int, target: int) -> str:
    ends = {SETTLED: "settle", GIVEN_UP: "give_up", STUCK: "ask"}
    if target in ends:
        return ends[target]
    if target == state:
        return "retry"
    return draw(st.sampled_from(("refer", "pass_on", "return", "escalate", "ask", "call")))


@st.composite
def case_flows(
    draw: st.DrawFn, *, ending: bool = True, delays: bool = True, one_mean: bool = False
) -> CaseFlow:
    """Random flows of one to three cells over one to four desks.

    With `ending` every state settles some cases, so that nothing goes round for ever; with
    `one_mean` all states of a desk take the same time, so that product forms are exact.
    """
    hours = st.sampled_from((0.25, 0.5, 1.0, 2.0))
    desks = [
        {
            "unit": f"u{number}",
            "servers": draw(st.integers(1, 3)),
            "organisation": draw(st.sampled_from(("bureau", f"u{number}"))),
            "level": draw(st.sampled_from(("township", "county"))),
        }
        for number in range(draw(st.integers(1, 4)))
    ]
    means = [draw(hours) for _ in desks]
    cells = [
        {
            "matter": f"m{number}",
            "priority": draw(st.integers(0, 1)),
            "limit_hours": draw(st.sampled_from((np.nan, 4.0, 24.0))),
        }
        for number in range(draw(st.integers(1, 3)))
    ]
    states: list[Row] = []
    steps: list[tuple[int, int, str, float, float]] = []
    for cell in range(len(cells)):
        own = list(range(len(states), len(states) + draw(st.integers(1, 4))))
        for state in own:
            desk = draw(st.integers(0, len(desks) - 1))
            first = state == own[0]
            states.append(
                {
                    "desk": desk,
                    "cell": cell,
                    "phase": draw(st.sampled_from(PHASES[:3])),
                    "hours": means[desk] if one_mean else draw(hours),
                    "arrivals": draw(st.sampled_from((0.5, 1.0) if first else (0.0, 0.0, 0.25))),
                    "site": draw(st.sampled_from(("hall", "annex", *(() if first else (None,))))),
                }
            )
            for target, share in _shares(
                draw, [*own, SETTLED, GIVEN_UP, STUCK], ending=ending
            ).items():
                delay = draw(st.sampled_from((0.0, 0.0, 2.0))) if delays else 0.0
                steps.append((state, target, _action(draw, state, target), share, delay))
    return flow_of(desks, states, steps, cells)


@st.composite
def stable_flows(
    draw: st.DrawFn, *, delays: bool = True, one_mean: bool = False, busiest: float = 0.9
) -> CaseFlow:
    """Random flows whose busiest desk is busy for a stated share of its time, at most `busiest`."""
    flow = draw(case_flows(delays=delays, one_mean=one_mean))
    return at_load(flow, draw(st.floats(0.1, busiest)))


def at_load(flow: CaseFlow, load: float) -> CaseFlow:
    """Return the flow with arrivals such that its busiest desk is busy for a share of its time."""
    work = flow.chain.flows(flow.arrivals) * flow.states["hours"].to_numpy(float)
    desk = flow.states["desk"].to_numpy(np.int64)
    busy = np.bincount(desk, work, len(flow.desks))
    busy = busy / (flow.speed * flow.desks["servers"].to_numpy(float))
    arrivals = flow.states["arrivals"] * (load / busy.max())
    return CaseFlow(
        desks=flow.desks,
        cells=flow.cells,
        states=flow.states.assign(arrivals=arrivals),
        steps=flow.steps,
        forks=flow.forks,
        unserved=flow.unserved,
    )
