"""Simulated cases: closed forms, books, interruptions, the same bytes everywhere."""

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import govgraph as gg
from govgraph.casework.case_records import case_records
from govgraph.casework.flow import GIVEN_UP, SETTLED, CaseFlow
from govgraph.casework.queues import Queue, priority_waits
from govgraph.casework.routing import routing
from govgraph.casework.simulating.calendars import OFFICE_HOURS, Calendar
from govgraph.casework.simulating.conditions import PLAIN, Conditions, Surge
from govgraph.casework.simulating.plan import Plan
from govgraph.casework.simulation import Simulation, simulate_flow
from govgraph.errors import UnknownNameError, UserError
from tests.casework.flows import at_load, flow_of, ladder, overloaded, tandem
from tests.casework.slow_simulation import after_work

LONG = Plan(years=1, warm_up=0.1, follow_up=0.05, replications=12, records=False)
SHORT = Plan(years=0.2, warm_up=0.05, follow_up=0.05, replications=2)


def desk_of(arrivals=1.0, hours=0.5, servers=1, conditions=PLAIN, plan=LONG, **cell) -> Simulation:
    flow = flow_of(
        [{"unit": "window", "servers": servers}],
        [{"desk": 0, "hours": hours, "arrivals": arrivals, "site": "hall"}],
        [(0, SETTLED, "settle", 1.0)],
        [cell],
    )
    return simulate_flow(flow, conditions, plan)


def near(values, exact) -> None:
    """The mean over runs lies within four standard errors of what it should be."""
    values = np.asarray(values, float)
    error = values.std(ddof=1) / np.sqrt(len(values))
    assert abs(values.mean() - exact) <= 4 * error + 1e-9 * abs(exact), (values.mean(), exact)


def by_run(simulation, column):
    return simulation.desks.pivot_table(index="run", columns="unit", values=column)


@pytest.mark.parametrize(("arrivals", "servers"), [(0.8, 1), (2.4, 3), (9.0, 10)])
def test_one_desk_waits_as_erlang_says(arrivals, servers):
    exact = Queue(arrivals, 1.0, servers)
    found = desk_of(arrivals, 1.0, servers)
    near(found.desks["waiting_time"], exact.waiting_time)
    near(found.desks["utilisation"], exact.utilisation)
    near(found.runs["time"], exact.time)
    near(found.runs["in_progress"], exact.present)


def random_flow(seed: int) -> CaseFlow:
    """A random stable network where one mean holds for each desk."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(3, 8))
    desks = [{"unit": f"u{k}", "servers": int(rng.integers(1, 4))} for k in range(n)]
    states = [
        {"desk": k, "hours": float(rng.uniform(0.2, 2)), "arrivals": float(rng.uniform(0, 1))}
        for k in range(n)
    ]
    steps = []
    for k, shares in enumerate(rng.dirichlet(np.ones(n + 1), n)):
        steps += [(k, target, "refer", share) for target, share in enumerate(shares[:n])]
        steps.append((k, SETTLED, "settle", shares[n]))
    return at_load(flow_of(desks, states, steps), 0.8)


@pytest.mark.parametrize("seed", range(4))
def test_random_networks_wait_as_jackson_says(seed):
    flow = random_flow(seed)
    found = simulate_flow(flow, PLAIN, LONG, seed=seed)
    flows = flow.chain.flows(flow.arrivals)
    waits, busy = by_run(found, "waiting_time"), by_run(found, "utilisation")
    present = 0.0
    for desk, unit in enumerate(flow.desks["unit"]):
        rate = flow.speed[desk] / flow.states["hours"][desk]
        exact = Queue(flows[desk], rate, int(flow.desks["servers"][desk]))
        near(waits[unit], exact.waiting_time)
        near(busy[unit], exact.utilisation)
        present += exact.present
    near(found.runs["in_progress"], present)
    near(found.runs["time"], present / flow.arrivals.sum())
    near(found.runs["stops"], flows.sum() / flow.arrivals.sum())


def test_the_urgent_wait_as_cobham_says():
    arrivals = np.array([0.2, 0.3, 0.3])
    states = [{"desk": 0, "cell": k, "arrivals": rate} for k, rate in enumerate(arrivals)]
    cells = [{"matter": f"m{k}", "priority": 3 * k} for k in range(3)]
    steps = [(k, SETTLED, "settle", 1.0) for k in range(3)]
    flow = flow_of([{"unit": "window"}], states, steps, cells)
    plan = Plan(years=1, warm_up=0.1, replications=12)
    found = simulate_flow(flow, Conditions(), plan)
    hours = found.cases.groupby(["matter", "replication"], observed=True)["hours"].mean()
    for k, wait in enumerate(priority_waits(arrivals, 1.0)):
        near(hours[f"m{k}"], wait + 1)


def test_who_loses_patience_leaves_as_often_as_the_balance_of_states_says():
    arrivals, patience, weights = 1.2, 2.0, [1.0]
    for present in range(1, 60):
        weights.append(weights[-1] * arrivals / (1 + (present - 1) / patience))
    share = np.array(weights) / sum(weights)
    lost = (share * np.maximum(np.arange(60) - 1, 0)).sum() / patience / arrivals
    found = desk_of(arrivals, 1.0, conditions=Conditions(), patience_hours=patience)
    near(found.runs["given_up"], lost)
    near(found.runs["settled"], 1 - lost)
    kept = desk_of(0.5, 1.0, patience_hours=patience)
    assert kept.runs["given_up"].sum() == 0


def test_over_heads_comes_in_higher_up_once():
    flow = flow_of(
        [{"unit": "window"}, {"unit": "bureau", "level": "city", "servers": 2}],
        [{"desk": 0, "hours": 2.0, "arrivals": 1.0}, {"desk": 1, "hours": 0.5}],
        [(0, SETTLED, "settle", 1.0), (1, SETTLED, "settle", 1.0)],
        [{"patience_hours": 1.0, "over_heads": 0.5, "higher": 1}],
    )
    found = simulate_flow(flow, plan=SHORT)
    above = found.visits[found.visits["unit"] == "bureau"]
    assert len(above)
    gone = found.cases.set_index(["replication", "case"])["over_heads"]
    assert gone.loc[list(zip(above["replication"], above["case"], strict=True))].eq(1).all()
    left = found.visits[found.visits["action"] == "over_heads"]
    assert len(left) == found.cases["over_heads"].sum()
    assert left["begun"].isna().all()


def joint() -> CaseFlow:
    """An office has two bureaus assist it for an hour each in the mean; nobody ever waits."""
    desks = [{"unit": unit, "servers": 50} for unit in ("office", "police", "health")]
    states = [
        {"desk": 0, "hours": 0.1, "arrivals": 0.5, "site": "hall"},
        {"desk": 1, "phase": "assist", "site": "station"},
        {"desk": 2, "phase": "assist"},
        {"desk": 0, "hours": 0.1, "phase": "conclude"},
    ]
    steps = [(0, 1, "join", 1.0), (1, 2, "join", 1.0), (2, 3, "join", 1.0)]
    forks = pd.DataFrame({"state": [0, 0], "part": [1, 2], "then": [3, 3]})
    return flow_of(desks, states, [*steps, (3, SETTLED, "settle", 1.0)], forks=forks)


def test_parts_side_by_side_take_as_long_as_the_longest():
    serial = simulate_flow(joint(), Conditions(side_by_side=False), LONG)
    parallel = simulate_flow(joint(), Conditions(), LONG)
    near(serial.runs["time"], 2.2)
    near(parallel.runs["time"], 1.7)
    for name in ("stops", "hand_offs", "visits", "places"):
        assert serial.estimate(name).mean == parallel.estimate(name).mean
    assert parallel.estimate("hand_offs").mean == 3


def test_many_cases_on_their_way_find_room():
    flow = flow_of(
        [{"unit": "street"}, {"unit": "bureau"}],
        [{"desk": 0, "hours": 0.005, "arrivals": 40.0}, {"desk": 1, "hours": 0.005}],
        [(0, 1, "call", 1.0, 100.0), (1, SETTLED, "settle", 1.0)],
    )
    found = simulate_flow(flow, PLAIN, Plan(years=0.05, warm_up=0.1, records=False))
    near(found.runs["in_progress"], 40 * 100 + 2 * Queue(40.0, 200.0).present)
    assert (found.runs["lost"] == 0).all()


def test_responses_take_their_time():
    flow = flow_of(
        [{"unit": "street"}, {"unit": "bureau"}],
        [{"desk": 0, "hours": 0.01, "arrivals": 0.1}, {"desk": 1, "hours": 0.01}],
        [(0, 1, "call", 1.0, 24.0), (1, SETTLED, "settle", 1.0)],
    )
    found = simulate_flow(flow, PLAIN, LONG)
    exact = sum(Queue(0.1, 100.0).time for _ in range(2)) + 24
    near(found.runs["time"], exact)


@pytest.mark.parametrize("variation", [0.0, 0.5, 2.0])
def test_times_of_work_have_the_spread_they_are_given(variation):
    arrivals, hours = 0.6, 1.0
    found = desk_of(arrivals, hours, conditions=Conditions(variation=variation))
    # Pollaczek and Khinchine
    exact = arrivals * hours**2 * (1 + variation**2) / 2 / (1 - arrivals * hours)
    near(found.desks["waiting_time"], exact)


def test_who_is_not_content_comes_again():
    cell = {"confirm": 0.4, "repeat": 0.5, "repeat_hours": 5.0}
    long = desk_of(0.3, conditions=Conditions(), **cell)
    near(long.runs["registered"] / LONG.counted, 0.3 / (1 - 0.6 * 0.5))
    near(long.runs["confirmed"], 0.4)
    found = desk_of(0.3, conditions=Conditions(), plan=SHORT, **cell)
    cases = found.cases.set_index(["replication", "case"])
    again = cases[cases["repeat_of"].notna()].reset_index("case")
    first = cases.reindex(
        pd.MultiIndex.from_frame(again.reset_index()[["replication", "repeat_of"]])
    )
    known = first["closed"].notna().to_numpy()
    assert known.mean() > 0.9
    assert (again["opened"].to_numpy() > first["closed"].to_numpy())[known].all()
    assert (again["petitioner"].to_numpy() == first["petitioner"].to_numpy())[known].all()
    assert not first["confirmed"][known].any()
    log = found.event_log()
    earlier = case_records(log)["earlier"].gt(0).sum()
    assert earlier == (known & (again.index.get_level_values("replication") == 0)).sum()


def test_a_surge_adds_cases_and_leaves_the_others_as_they_were():
    surge = Surge(factor=3, begin=100, end=400, matters=("noise",), areas=("home",))
    usual = desk_of(0.5, plan=SHORT)
    more = desk_of(0.5, plan=SHORT, conditions=Conditions(surges=(surge,)))
    opened, before = (set(one.cases.query("replication == 0")["opened"]) for one in (more, usual))
    added = opened - before
    assert before < opened
    assert all(100 <= time < 400 for time in added)
    assert len(added) == pytest.approx(300, abs=4 * 300**0.5)
    for other in ({"matters": ("dogs",)}, {"areas": ("elsewhere",)}):
        none = Conditions(surges=(Surge(factor=3, begin=100, end=400, **other),))
        assert set(desk_of(0.5, plan=SHORT, conditions=none).cases["opened"]) == set(
            usual.cases["opened"]
        )


def test_desks_work_in_office_hours():
    early = Calendar.daily((8, 10), days=(1, 3))
    conditions = Conditions(calendar=OFFICE_HOURS, calendars={"office": early}, variation=0)
    flow = flow_of(
        [{"unit": "window", "hours_per_week": 40.0}, {"unit": "office", "hours_per_week": 2.0}],
        [{"desk": 0, "hours": 1.5, "arrivals": 0.1}, {"desk": 1, "hours": 0.25}],
        [(0, 1, "refer", 0.2), (0, SETTLED, "settle", 0.8), (1, SETTLED, "settle", 1.0)],
    )
    visits = simulate_flow(flow, conditions, SHORT).visits.dropna(subset=["finished"])
    assert len(visits) > 50
    for visit in visits.itertuples():
        calendar = early if visit.unit == "office" else OFFICE_HOURS
        work = 0.5 if visit.unit == "office" else 1.5
        assert any(a <= visit.begun % 168 < b for a, b in calendar.spans)
        assert visit.finished == pytest.approx(after_work(calendar, visit.begun, work))
    # Eight hours begun on Friday at 16: two on Friday, three on Monday morning, three after lunch.
    assert after_work(OFFICE_HOURS, 4 * 24 + 16, 8) == 168 + 16


def test_absent_officials_are_missed():
    flow = flow_of(
        [{"unit": "window", "servers": 4, "absence": 0.25}],
        [{"desk": 0, "arrivals": 1.5}],
        [(0, SETTLED, "settle", 1.0)],
    )
    mean = simulate_flow(flow, PLAIN, LONG)
    weekly = simulate_flow(flow, Conditions(absence="weekly"), LONG)
    near(mean.desks["utilisation"], 0.5)
    near(weekly.desks["utilisation"], 1.5 / 4)
    assert (weekly.desks["waiting_time"].to_numpy() > mean.desks["waiting_time"].to_numpy()).all()


def test_nobody_works_where_no_hours_are_spent():
    flow = flow_of(
        [{"unit": "window", "hours_per_week": 0.0}],
        [{"desk": 0, "arrivals": 0.1}],
        [(0, SETTLED, "settle", 1.0)],
    )
    found = simulate_flow(flow, plan=SHORT)
    assert found.estimate("open").mean == 1
    assert found.desks["waiting_time"].isna().all()
    assert found.cases["accepted"].isna().all()


def test_an_overloaded_desk_grows_and_books_stay_in_order():
    found = simulate_flow(
        overloaded(), plan=Plan(years=0.5, warm_up=0, follow_up=0, replications=4)
    )
    assert (found.runs["lost"] == 0).all()
    assert (found.runs["little_gap"] < 1e-9).all()
    assert found.estimate("drift").low > 0
    assert found.estimate("open").mean > 0
    last = found.backlog.query("unit == 'window' and run == 0")
    assert last["present"].iloc[-1] > 1000


def _arrivals(simulation):
    return simulation.cases[["replication", "matter", "opened"]].sort_values(
        ["replication", "opened"], ignore_index=True
    )


def test_the_same_persons_come_in_another_structure():
    one = tandem()
    other = flow_of(
        [{"unit": "office"}, {"unit": "hotline", "servers": 2}, {"unit": "window"}],
        [
            {"desk": 0, "hours": 0.1},
            {"desk": 1, "hours": 0.7, "arrivals": 0.3},
            {"desk": 2, "hours": 0.2, "arrivals": 0.7},
        ],
        [(0, SETTLED, "settle", 1.0), (1, 0, "refer", 1.0), (2, 0, "refer", 1.0)],
    )
    found = [simulate_flow(flow, PLAIN, SHORT, seed=4) for flow in (one, other)]
    assert _arrivals(found[0]).equals(_arrivals(found[1]))
    assert not _arrivals(found[0]).equals(_arrivals(simulate_flow(one, PLAIN, SHORT, seed=5)))
    assert found[0].cases["closed"].ne(found[1].cases["closed"]).all()


FINGERPRINT = """
import hashlib
from govgraph.casework.simulating.conditions import Conditions
from tests.casework.test_simulation import SHORT, fingerprint, joint
from govgraph.casework.simulation import simulate_flow
print(fingerprint(simulate_flow(joint(), Conditions(variation=0.7), SHORT, seed=3)))
"""


def fingerprint(simulation) -> str:
    frames = (simulation.cases, simulation.visits, simulation.runs, simulation.backlog)
    text = "".join(frame.to_csv(float_format="%a") for frame in frames)
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_same_seed_gives_the_same_bytes():
    conditions = Conditions(variation=0.7)
    one, two = (
        fingerprint(simulate_flow(joint(), conditions, SHORT, seed=3, workers=workers))
        for workers in (1, 2)
    )
    assert one == two
    root = Path(__file__).parents[2]
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", FINGERPRINT], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == one


def test_a_log_of_simulated_cases_is_read_like_a_real_one():
    found = simulate_flow(ladder(), plan=Plan(years=0.2, warm_up=0.1, follow_up=0, replications=2))
    ours = found.cases.query("replication == 1").set_index("case")
    read = case_records(found.event_log(1))
    read = read.set_index(read.index.astype(int)).loc[ours.index]
    for name in ("hand_offs", "returns", "over_heads"):
        assert (read[name] == ours[name]).all(), name
    for name in ("visits", "places", "hours"):
        np.testing.assert_allclose(read[name], ours[name], atol=1e-6)
    assert (read["end"] == ours["end"].astype(str)).all()
    assert (read["accepted"].isna() == ours["accepted"].isna()).all()


def test_records_change_nothing_else():
    plan = {"years": 0.2, "warm_up": 0.1, "replications": 2}
    kept, sums = (
        simulate_flow(joint(), plan=Plan(**plan, records=records)) for records in (True, False)
    )
    assert kept.runs.equals(sums.runs)
    assert sums.cases.empty
    assert sums.visits.empty
    hours = kept.cases.groupby("replication")["hours"].mean()
    np.testing.assert_allclose(hours, kept.runs["time"])


def test_runs_are_added_until_the_mean_is_precise():
    rough, fine = (
        desk_of(0.5, plan=Plan(years=0.1, warm_up=0.05, precision=p, records=False))
        for p in (0.2, 0.03)
    )
    assert 10 <= len(rough.runs) < len(fine.runs) < 200
    time = fine.estimate("time")
    assert time.high - time.mean <= 0.03 * time.mean
    most = desk_of(0.5, plan=Plan(years=0.1, precision=1e-6, replications=3, most=4))
    assert len(most.runs) == 4


def test_interrupted_runs_are_kept():
    told = []

    def stop_after(number):
        def progress(done, most):
            told.append((done, most))
            if done == number:
                raise KeyboardInterrupt

        return progress

    plan = Plan(years=0.1, warm_up=0, replications=5)
    found = simulate_flow(tandem(), plan=plan, progress=stop_after(2))
    assert found.interrupted
    assert told == [(1, 5), (2, 5)]
    whole = simulate_flow(tandem(), plan=plan)
    assert not whole.interrupted
    assert found.runs.equals(whole.runs.head(2))


def test_what_cannot_be_is_said():
    for wrong in ((), ((9, 8),), ((1, 4), (3, 5)), ((0, 169),)):
        with pytest.raises(UserError, match="168 hours"):
            Calendar(wrong)
    with pytest.raises(UserError, match="factor"):
        Surge(factor=0.5, begin=0, end=1)
    with pytest.raises(UserError, match="variation"):
        Conditions(variation=-1)
    with pytest.raises(UserError, match="years"):
        Plan(years=0)
    still = flow_of([{"unit": "w"}], [{"desk": 0, "hours": 0.0}], [(0, GIVEN_UP, "give_up", 1.0)])
    with pytest.raises(UserError, match="some time"):
        simulate_flow(still)
    with pytest.raises(UnknownNameError):
        desk_of(plan=SHORT).estimate("tiem")


def test_without_cases_nothing_is_defined():
    flow = flow_of([{"unit": "w"}], [{"desk": 0}], [(0, SETTLED, "settle", 1.0)])
    found = simulate_flow(flow, plan=SHORT)
    assert found.runs["all_opened"].tolist() == [0, 0]
    assert found.summary.loc["time", "runs"] == 0
    assert found.cases.empty
    build = gg.Builder().add("levels", id="c", name="C").add("areas", id="A", name="A", level="c")
    build = build.add("units", id="env", name="Environment", kind="department", area="A")
    empty = simulate_flow(routing(build.build()).flow(), plan=SHORT)
    assert empty.runs["all_opened"].tolist() == [0, 0]
    assert len(empty.event_log()) == len(empty.backlog) == len(empty.steps) == 0
