"""Queues, ways of cases and networks of desks against their definitions."""

import math
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from govgraph.casework.chains import Chain
from govgraph.casework.networks import QueueNetwork
from govgraph.casework.queues import Queue, priority_waits
from govgraph.errors import UserError


@given(st.integers(1, 6), st.floats(0.05, 0.95))
def test_a_queue_is_the_balance_of_its_states(servers, busy):
    desk = Queue(busy * servers, 1.0, servers)
    weights = [1.0]
    for present in range(1, 4000):
        weights.append(weights[-1] * desk.arrivals / min(present, servers))
    share = np.array(weights) / sum(weights)
    present = np.arange(len(share))
    assert desk.wait_probability == pytest.approx(share[servers:].sum(), rel=1e-6)
    assert desk.waiting == pytest.approx((share * np.maximum(present - servers, 0)).sum(), rel=1e-6)
    assert desk.present == pytest.approx(desk.arrivals * desk.time)


def test_an_overloaded_desk_waits_for_ever_and_never_less_than_nothing():
    desk = Queue(3.0, 1.0, 2)
    assert (desk.stable, desk.waiting, desk.waiting_time, desk.time) == (False, *[math.inf] * 3)
    assert desk.wait_probability == 1
    assert Queue(0.0, 1.0).waiting_time == 0
    for wrong in ((-1, 1, 1), (1, 0, 1), (1, 1, 0), (math.nan, 1, 1), (1, math.inf, 1)):
        with pytest.raises(UserError, match="at least one official"):
            Queue(*wrong)


@given(st.lists(st.floats(0.01, 0.5), min_size=1, max_size=4), st.integers(1, 3))
def test_priorities_share_out_one_amount_of_waiting(arrivals, servers):
    classes = np.array(arrivals)
    waits = priority_waits(classes, 1.0, servers)
    assert (waits[1:] >= waits[:-1]).all()
    plain = Queue(classes.sum(), 1.0, servers)
    if plain.stable:
        assert waits @ classes == pytest.approx(plain.waiting)
    else:
        assert np.isinf(waits[-1])


def test_urgent_cases_go_on_when_the_others_wait_for_ever():
    waits = priority_waits(np.array([0.5, 0.6]), 1.0)
    assert np.isfinite(waits[0])
    assert np.isinf(waits[1])


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    n, m = draw(st.integers(1, 5)), draw(st.integers(1, 2))
    rows = []
    for _ in range(n):
        weights = draw(st.lists(st.sampled_from([0, 0, 1, 2]), min_size=n + m, max_size=n + m))
        rows.append(
            np.array(weights) if sum(weights) else np.eye(n + m)[draw(st.integers(0, n - 1))]
        )
    table = np.array([row / row.sum() for row in rows])
    return Chain.of(table[:, :n], table[:, n:])


@given(chains())
def test_states_that_never_end_are_named(chain):
    graph = nx.DiGraph()
    graph.add_nodes_from([*range(chain.n), "end"])
    graph.add_edges_from(zip(*chain.steps.nonzero(), strict=True))
    graph.add_edges_from((state, "end") for state in np.unique(chain.ends.nonzero()[0]))
    trapped = [not nx.has_path(graph, state, "end") for state in range(chain.n)]
    assert chain.trapped.tolist() == trapped
    endless = [
        any(trapped[s] for s in {u, *nx.descendants(graph, u)} - {"end"}) for u in range(chain.n)
    ]
    assert chain.endless.tolist() == endless
    assert np.isinf(chain.times).tolist() == endless
    missing = 1 - chain.absorption.sum(axis=1)
    assert (missing > 1e-9).tolist() == endless
    assert (missing >= -1e-9).all()


@given(chains())
def test_times_and_their_spread_are_those_of_walking(chain):
    steps = chain.steps.toarray()
    left = np.ones(chain.n)
    mean = square = np.zeros(chain.n)
    for number in range(1, 3000):
        after = steps @ left
        done = left - after
        mean, square, left = mean + number * done, square + number**2 * done, after
    safe = ~chain.endless
    np.testing.assert_allclose(chain.times[safe], mean[safe], rtol=1e-6)
    np.testing.assert_allclose(
        chain.variances[safe], (square - mean**2)[safe], rtol=1e-5, atol=1e-6
    )
    np.testing.assert_allclose(chain.visits[safe].sum(axis=1), chain.times[safe])
    assert (chain.visit_variances[safe] >= -1e-9).all()


@given(chains(), st.data())
def test_flows_balance(chain, data):
    amounts = st.lists(st.sampled_from([0.0, 1.0, 2.5]), min_size=chain.n, max_size=chain.n)
    arrivals = np.array(data.draw(amounts))
    flows = chain.flows(arrivals)
    if np.isfinite(flows).all():
        np.testing.assert_allclose(flows, arrivals + chain.steps.T @ flows, atol=1e-9)
    else:
        assert chain.trapped[np.isinf(flows)].all()


def test_a_chain_must_add_up():
    with pytest.raises(UserError, match="add up to 1"):
        Chain.of([[0.5]], [[0.2]])


def test_cases_that_go_round_for_ever_are_said_not_solved():
    network = QueueNetwork.of([1, 0], [[0, 1], [1, 0]], [2, 2], [1, 1])
    assert np.isinf(network.flows).all()
    with pytest.raises(UserError, match="for ever"):
        _ = network.present
    quiet = QueueNetwork.of([1, 0, 0], [[0, 0, 0], [0, 0, 1], [0, 1, 0]], [2, 2, 2], [1, 1, 1])
    assert quiet.flows.tolist() == [1, 0, 0]


def test_the_network_says_what_saturates_first_and_when():
    line = QueueNetwork.of([1, 0, 0], [[0, 1, 0], [0, 0, 1], [0, 0, 0]], [4, 2, 3], [1, 1, 1])
    assert line.first_to_saturate == 1
    assert line.room == pytest.approx(2)
    doubled = QueueNetwork.of([2.5, 0, 0], line.routing, line.rates, line.servers)
    assert doubled.time == math.inf
    for less, more in pairwise((0.5, 1.0, 1.9)):
        times = [
            QueueNetwork.of([a, 0, 0], line.routing, line.rates, line.servers).time
            for a in (less, more)
        ]
        assert times[0] < times[1]


def test_numbers_that_do_not_fit_are_refused():
    with pytest.raises(UserError, match="for each desk"):
        QueueNetwork.of([1, 0], [[0]], [1], [1])


def test_a_nation_of_desks_is_solved_to_ten_digits():
    n = 200_000
    node = np.arange(n)
    leaves_first = np.minimum(node + 1 + node % 7, n - 1)
    aside = np.clip(node + (node * 2654435761 % 11) - 5, 0, n - 1)
    shares = np.repeat((0.35, 0.15), n)
    ends = np.tile(node, 2), np.concatenate((leaves_first, aside))
    chain = Chain(csr_array((shares, ends), shape=(n, n)), csr_array(np.full((n, 1), 0.5)))
    flows, times = chain.flows(np.ones(n)), chain.times
    assert abs(1 + chain.steps.T @ flows - flows).max() <= 1e-10
    assert abs(1 + chain.steps @ times - times).max() <= 1e-10
    assert flows.sum() == pytest.approx(times.sum())
    assert not chain.trapped.any()


def test_a_step_of_probability_zero_leads_nowhere():
    steps = csr_array((np.array([0.0, 1.0]), (np.array([0, 0]), np.array([1, 0]))), shape=(2, 2))
    chain = Chain(steps, csr_array(np.array([[0.0], [1.0]])))
    assert chain.trapped.tolist() == [True, False]
    assert chain.leading_to(np.array([False, True])).tolist() == [False, True]


def test_gains_without_end_are_passed_on():
    chain = Chain.of([[0, 0.5, 0], [0, 0, 0], [0, 0, 0]], [[0.5], [1], [1]])
    assert chain.expected(np.array([1.0, np.inf, 2.0])).tolist() == [np.inf, np.inf, 2]
