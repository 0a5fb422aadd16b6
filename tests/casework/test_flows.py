"""The flows that tests are built on are what they say."""

import numpy as np
import pytest
from hypothesis import given

from govgraph.casework.flow import SETTLED, CaseFlow
from govgraph.errors import UserError
from tests.casework.flows import (
    buck_passing,
    case_flows,
    endless,
    flow_of,
    ladder,
    overloaded,
    stable_flows,
    tandem,
)


def _busy(flow: CaseFlow) -> np.ndarray:
    work = flow.chain.flows(flow.arrivals) * flow.states["hours"]
    busy = work.groupby(flow.states["desk"]).sum().reindex(range(len(flow.desks)), fill_value=0)
    return busy.to_numpy() / (flow.speed * flow.desks["servers"].to_numpy())


def test_flows_by_hand_have_the_numbers_they_state():
    assert ladder().chain.times[0] == pytest.approx(193 / 125)
    assert ladder().chain.absorption[0, 0] == pytest.approx(1247 / 1250)
    assert tandem().arrivals.tolist() == [1, 0]
    assert buck_passing().chain.times[0] == pytest.approx(4)
    assert endless().chain.trapped.tolist() == [False, True, True, False]
    assert _busy(overloaded()).tolist() == pytest.approx([1.5, 0.15])


@given(case_flows())
def test_generated_flows_end(flow):
    assert not flow.chain.endless.any()
    assert flow.arrivals.sum() > 0


@given(case_flows(ending=False))
def test_cells_do_not_mix(flow):
    cell = flow.states["cell"].to_numpy()
    source, target = flow.chain.steps.nonzero()
    assert (cell[source] == cell[target]).all()


@given(stable_flows(busiest=0.8))
def test_stable_flows_are_stable(flow):
    assert _busy(flow).max() <= 0.8 + 1e-9


def test_steps_must_add_up_and_lead_somewhere():
    desk, state = [{"unit": "a"}], [{"desk": 0}]
    for steps in ([(0, SETTLED, "settle", 0.5)], [(0, 7, "refer", 1.0)], [(0, -9, "settle", 1.0)]):
        with pytest.raises(UserError, match="add up to 1"):
            flow_of(desk, state, steps)
