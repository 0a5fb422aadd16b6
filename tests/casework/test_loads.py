"""Waits and times: product forms, priorities, mixtures, overload, and the share in time."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.casework.durations import Durations
from govgraph.casework.loads import Loads
from govgraph.casework.networks import QueueNetwork
from govgraph.casework.passage import Passage
from govgraph.casework.queues import Queue, priority_waits, wait_probabilities
from tests.casework.flows import (
    at_load,
    buck_passing,
    case_flows,
    endless,
    flow_of,
    ladder,
    overloaded,
    stable_flows,
    tandem,
)


def loads_of(flow):
    return Loads(Passage(flow))


@given(st.integers(1, 30), st.floats(0.01, 40))
def test_waiting_probabilities_of_many_desks_are_those_of_one(servers, offered):
    found = wait_probabilities(np.array([servers]), np.array([offered]))[0]
    assert found == pytest.approx(Queue(offered, 1.0, servers).wait_probability)


@given(stable_flows(one_mean=True, delays=False))
def test_desks_of_one_mean_and_priority_are_those_of_a_network_of_queues(flow):
    even = type(flow)(
        desks=flow.desks,
        cells=flow.cells.assign(priority=0),
        states=flow.states,
        steps=flow.steps,
    )
    loads = loads_of(even)
    desk = even.states["desk"].to_numpy()
    rate = 1 / even.states["hours"].to_numpy()
    for number in np.unique(desk[loads.passage.flows > 0]):
        own = desk == number
        queue = Queue(
            float(loads.passage.flows[own].sum()), rate[own][0], int(loads.servers[number])
        )
        assert loads.utilisation[number] == pytest.approx(queue.utilisation)
        assert loads.waits[own] == pytest.approx(queue.waiting_time)
        assert loads.one_mean[number]
    # Little's law over the whole network.
    present = float(np.sum(loads.passage.flows * Durations(loads).stays))
    times = Durations(loads).to_the_end
    assert loads.passage.entries @ times == pytest.approx(present)


def test_a_tandem_is_the_one_of_the_textbook():
    durations = Durations(loads_of(tandem()))
    assert durations.to_the_end[0] == pytest.approx(1.5)
    assert durations.to_settlement[0] == pytest.approx(1.5)
    network = QueueNetwork.of([1, 0], [[0, 1], [0, 0]], [2, 3], [1, 1])
    assert durations.to_the_end[0] == pytest.approx(network.time)


def _two_classes(priorities, means, servers=1):
    return flow_of(
        [{"unit": "desk", "servers": servers}],
        [
            {"desk": 0, "cell": k, "arrivals": 0.3, "hours": mean, "site": "hall"}
            for k, mean in enumerate(means)
        ],
        [(k, -1, "settle", 1.0) for k in range(len(means))],
        [{"matter": f"m{k}", "priority": p} for k, p in enumerate(priorities)],
    )


def test_priorities_are_cobhams():
    loads = loads_of(_two_classes((0, 1, 1), (0.5, 0.5, 0.5), servers=2))
    expected = priority_waits(np.array([0.3, 0.6]), 2.0, 2)
    assert loads.waits == pytest.approx(expected[[0, 1, 1]])
    assert loads.one_mean.all()
    assert not loads.one_priority.any()


def test_a_mixture_waits_as_pollaczek_and_khinchine_say():
    means = np.array([0.5, 2.0])
    loads = loads_of(_two_classes((0, 0), means))
    busy = 0.3 * means.sum()
    expected = 0.3 * (2 * means**2).sum() / 2 / (1 - busy)
    assert loads.waits == pytest.approx([expected, expected])
    assert not loads.one_mean.any()
    assert loads.mean_service == pytest.approx(1.25)


def test_urgent_cases_are_served_where_the_others_wait_for_ever():
    loads = loads_of(_two_classes((0, 1), (1.0, 3.0)))
    assert np.isfinite(loads.waits[0])
    assert loads.waits[1] == math.inf
    assert loads.utilisation[0] == pytest.approx(1.2)


def test_an_overloaded_desk_makes_all_wait_that_come_by():
    durations = Durations(loads_of(overloaded()))
    assert np.isinf(durations.loads.waits).tolist() == [True, False]
    assert np.isinf(durations.to_the_end).tolist() == [True, False]
    assert np.isinf(durations.to_settlement).tolist() == [True, False]
    assert np.isnan(durations.settled_within(np.array([10.0]))[0])
    assert durations.loads.cases_per_official[0] == pytest.approx(3 * 8760)
    assert durations.loads.hours_per_official[0] == pytest.approx(1.5 * 168)


def test_trapped_cases_fill_their_desks():
    loads = loads_of(endless())
    assert np.isfinite(loads.utilisation[0])
    assert np.isinf(loads.utilisation[1:]).all()
    assert (loads.waits[1:3] == math.inf).all()
    assert np.isfinite(loads.waits[[0, 3]]).all()


@given(case_flows(ending=False))
def test_nothing_is_ever_negative_or_undefined(flow):
    durations = Durations(loads_of(flow))
    loads = durations.loads
    assert (loads.waits >= 0).all()
    assert (loads.utilisation >= 0).all()
    assert (durations.to_the_end >= 0).all()
    settled = durations.to_settlement[durations.passage.settling]
    assert (settled >= 0).all()
    within = durations.settled_within(np.full(len(flow.cells), 8.0))
    known = ~np.isnan(within)
    assert (within[known] <= durations.passage.settled[known] + 1e-6).all()


def test_the_share_in_time_is_that_of_known_distributions():
    # M/M/1: the time at the desk is exponential with rate µ − λ.
    single = flow_of(
        [{"unit": "desk"}],
        [{"desk": 0, "arrivals": 1.0, "hours": 0.5}],
        [(0, -1, "settle", 1.0)],
    )
    durations = Durations(loads_of(single))
    for hours in (0.2, 1.0, 3.0):
        assert durations.settled_within(np.array([hours]))[0] == pytest.approx(
            1 - math.exp(-hours), abs=1e-5
        )
    # A tandem of rates 1 and 2: the sum of two exponential times.
    durations = Durations(loads_of(tandem()))
    for hours in (0.5, 2.0):
        expected = 1 - (2 * math.exp(-hours) - math.exp(-2 * hours))
        assert durations.settled_within(np.array([hours]))[0] == pytest.approx(expected, abs=1e-5)


def test_the_share_in_time_goes_to_the_share_settled():
    for flow in (ladder(), buck_passing()):
        durations = Durations(loads_of(flow))
        within = durations.settled_within(np.array([500.0]))
        np.testing.assert_allclose(within, durations.passage.settled, atol=1e-5)


@given(stable_flows(busiest=0.7))
def test_the_mean_is_that_of_the_distribution(flow):
    durations = Durations(loads_of(flow))
    everywhere, small = np.ones(flow.n, bool), 1e-6
    transforms = durations._transform(np.full(flow.n, small + 0j), everywhere).real
    settled = durations.passage.settled
    mean = (settled - transforms) / small / settled
    assert durations.to_settlement == pytest.approx(mean, rel=1e-3)


def test_parts_side_by_side_take_the_time_of_the_longest():
    hours = (1.0, 2.0, 4.0)
    flow = flow_of(
        [{"unit": name} for name in ("lead", "a", "b", "c")],
        [{"desk": 0, "hours": 0.5, "arrivals": 1e-9}]
        + [{"desk": 1 + k, "hours": mean, "phase": "assist"} for k, mean in enumerate(hours)]
        + [{"desk": 0, "hours": 0.5}],
        [(k, k + 1, "join", 1.0) for k in range(4)] + [(4, -1, "settle", 1.0)],
        forks=pd.DataFrame({"state": [0, 0, 0], "part": [1, 2, 3], "then": [4, 4, 4]}),
    )
    longest = 0.0
    for chosen in ((0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2)):
        longest -= (-1) ** len(chosen) / sum(1 / hours[k] for k in chosen)
    durations = Durations(loads_of(flow))
    assert durations.to_the_end[0] == pytest.approx(1 + longest, rel=1e-6)
    assert durations.to_settlement[0] == pytest.approx(1 + longest, rel=1e-6)
    assert durations.stays[1:4] == pytest.approx(hours)
    # At one busy desk: a wait is exponential for those that wait, and the work is as long again.
    busy = at_load(flow, 0.8)
    alone = type(busy)(
        desks=busy.desks,
        cells=busy.cells,
        states=busy.states,
        steps=busy.steps,
        forks=pd.DataFrame({"state": [0], "part": [3], "then": [4]}),
    )
    apart = Durations(loads_of(alone))
    assert apart.to_the_end[0] == pytest.approx(float(apart.stays.sum()), rel=1e-6)
    full = Durations(loads_of(at_load(flow, 1.5)))
    assert full.to_the_end[0] == math.inf
