"""Hand-offs, stops, visits, doors, places, returns, come-backs: solved and walked."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from govgraph.casework.coming_back import come_back_shares
from govgraph.casework.counts import acting, hand_offs, stops, visits
from govgraph.casework.distinct import doors, places
from govgraph.casework.flow import ACTIONS
from govgraph.casework.passage import Passage
from tests.casework.flows import buck_passing, case_flows, endless, flow_of, ladder
from tests.casework.walking import moments, owners, walk


def _checked(count, flow, start, first, remember):
    shares = walk(flow, start, first, remember)
    mean, variance = moments(shares)
    assert count.means[start] == pytest.approx(mean, abs=1e-6)
    assert count.squares[start] - count.means[start] ** 2 == pytest.approx(variance, abs=1e-5)
    for most in (0, 1, 2):
        share = sum(p for number, p in shares.items() if number <= most)
        assert count.at_most(most)[start] == pytest.approx(share, abs=1e-6)


@given(case_flows())
def test_counts_are_those_of_walking(flow):
    passage, owner = Passage(flow), owners(flow)
    attended = flow.states["site"].notna().tolist()
    for start in {0, flow.n - 1}:
        _checked(
            hand_offs(passage),
            flow,
            start,
            0,
            lambda k, step: k + (owner[step.state] != owner[step.target]),
        )
        _checked(stops(passage), flow, start, 1, lambda k, _: k + 1)
        _checked(
            visits(passage),
            flow,
            start,
            int(attended[start]),
            lambda k, step: k + attended[step.target],
        )
        _checked(
            acting(passage, ACTIONS.index("return")),
            flow,
            start,
            0,
            lambda k, step: k + (step.action == "return"),
        )


@given(case_flows())
def test_the_distribution_is_that_of_all_cases(flow):
    passage, owner = Passage(flow), owners(flow)
    count = hand_offs(passage)
    entries = passage.entries / passage.entries.sum()
    expected = np.zeros(len(count.shares) + 1)
    for start in np.flatnonzero(entries):
        for number, share in walk(
            flow, start, 0, lambda k, step: k + (owner[step.state] != owner[step.target])
        ).items():
            expected[min(number, len(expected) - 1)] += share * entries[start]
    np.testing.assert_allclose(count.shares, expected[:-1], atol=1e-6)
    number = np.arange(len(count.shares))
    mean = count.shares @ number
    assert mean == pytest.approx(passage.over_all(count.means), abs=1e-5)
    assert count.variance() == pytest.approx(count.shares @ (number - mean) ** 2, abs=1e-4)


def _kinds(flow, start, bears):
    """Probability of each number of different things that the states visited bear."""
    first = frozenset({bears[start]} - {None})
    shares: dict[int, float] = {}
    for seen, share in walk(
        flow, start, first, lambda k, step: k | ({bears[step.target]} - {None})
    ).items():
        shares[len(seen)] = shares.get(len(seen), 0.0) + share
    return shares


@given(case_flows())
def test_doors_and_places_are_those_of_walking(flow):
    passage, there = Passage(flow), flow.states["site"].notna()
    for column, found in (("unit", doors(passage)), ("site", places(passage))):
        bears = [x if t else None for x, t in zip(flow.states[column], there, strict=True)]
        for start in range(flow.n):
            shares = _kinds(flow, start, bears)
            mean, variance = moments(shares)
            assert found.means[start] == pytest.approx(mean, abs=1e-6)
            assert found.squares[start] - mean**2 == pytest.approx(variance, abs=1e-5)
            at_most_one = shares.get(0, 0.0) + shares.get(1, 0.0)
            assert found.at_most_one[start] == pytest.approx(at_most_one, abs=1e-6)


@given(case_flows())
def test_come_backs_are_those_of_walking(flow):
    passage, owner = Passage(flow), owners(flow)

    def remember(memory, step):
        had, back = memory
        new = owner[step.target]
        passed = step.action in ("refer", "pass_on") and new != owner[step.state] and new in had
        return had | {new}, back or passed

    found = come_back_shares(passage)
    for start in np.flatnonzero(passage.entries):
        first = (frozenset({owner[start]}), False)
        shares = walk(flow, start, first, remember)
        back = sum(share for (_, passed), share in shares.items() if passed)
        assert found[start] == pytest.approx(back, abs=1e-6)


def test_buck_passing_by_hand():
    passage = Passage(buck_passing())
    # Passed on at all: 3/4; passed back: 3/4 of these.
    assert come_back_shares(passage)[0] == pytest.approx(9 / 16)
    assert hand_offs(passage).means[0] == pytest.approx(3)
    assert hand_offs(passage).shares[:3] == pytest.approx([1 / 4, 3 / 16, 9 / 64])


def test_the_ladder_by_hand():
    passage = Passage(ladder())
    assert stops(passage).means[0] == pytest.approx(193 / 125)
    assert stops(passage).variances()[0] == pytest.approx(9126 / 15625)
    assert hand_offs(passage).means[0] == pytest.approx(193 / 125 - 1)
    assert visits(passage).means[0] == 1
    assert places(passage).at_most_one[0] == 1


def test_cases_that_may_never_end_have_no_finite_mean():
    passage = Passage(endless())
    assert hand_offs(passage).means.tolist() == [np.inf, np.inf, np.inf, 0]
    assert passage.by_cell(stops(passage).means).tolist() == [np.inf, 1]
    assert np.isnan(come_back_shares(passage)).tolist() == [True, True, True, False]
    assert hand_offs(passage).shares.sum() == pytest.approx(0.5)


def test_repeats_come_in_where_the_first_did():
    once = flow_of(
        [{"unit": "a"}],
        [{"desk": 0, "arrivals": 1.0}],
        [(0, -1, "settle", 0.8), (0, -2, "give_up", 0.2)],
        [{"confirm": 0.5, "repeat": 0.25}],
    )
    assert Passage(once).entries == pytest.approx([1 / (1 - 0.8 * 0.5 * 0.25)])


def test_too_many_organisations_are_not_followed(monkeypatch):
    monkeypatch.setattr("govgraph.casework.coming_back._ORGANISATIONS", 1)
    assert np.isnan(come_back_shares(Passage(buck_passing()))).all()
    monkeypatch.setattr("govgraph.casework.coming_back._ORGANISATIONS", 24)
    monkeypatch.setattr("govgraph.casework.coming_back._SITUATIONS", 1)
    assert np.isnan(come_back_shares(Passage(buck_passing()))).all()


def test_cells_without_cases_have_no_means():
    flow = endless()
    still = flow.states.assign(arrivals=0.0)
    quiet = Passage(type(flow)(desks=flow.desks, cells=flow.cells, states=still, steps=flow.steps))
    assert np.isnan(quiet.by_cell(np.ones(4))).all()
    assert np.isnan(quiet.over_all(np.ones(4)))
    assert len(hand_offs(quiet).shares) == 0
    assert pd.isna(come_back_shares(quiet)).all()
