"""Simulated case work beside SimPy and Ciw: ``python benchmarks/casework.py``.

The same network is run by all three: cases come at random, are settled with one half, go up to the
unit above with 0.35 and to a neighbour with 0.15. CPU time of the run alone, the libraries taken
in turn; an event is a case that comes or a service that ends. Mean times in the network are set
beside those of the analysis. Results are written to ``benchmarks/results/casework.md``.
"""

import os
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import ciw
import numpy as np
import pandas as pd
import simpy

from govgraph.casework.flow import ACTIONS, HOURS_PER_YEAR, SETTLED, CaseFlow
from govgraph.casework.networks import QueueNetwork
from govgraph.casework.simulating.calendars import Calendar
from govgraph.casework.simulating.conditions import PLAIN, Conditions, Surge
from govgraph.casework.simulating.plan import Plan
from govgraph.casework.simulation import simulate_flow

ROUNDS = 3
HOURS = 0.8
UP, ASIDE, LEAVE = 0.35, 0.15, 0.5
UP_ACTION, ASIDE_ACTION = ACTIONS.index("escalate"), ACTIONS.index("pass_on")
#: Hours that are simulated: ours, SimPy's and Ciw's, so that each takes some seconds.
SPANS = {50: (40_000.0, 1_000.0, 150.0), 1_000: (2_000.0, 50.0, 3.0)}
TARGETS = {("SimPy", 50): 100, ("Ciw", 50): 1_000, ("Ciw", 1_000): 10_000}


class Outcome(NamedTuple):
    """Events, CPU seconds, and the mean time in the network of cases that left it."""

    events: int
    seconds: float
    mean: float


class Net(NamedTuple):
    """Where cases go from each unit, and how many officials each has."""

    up: list[int]
    aside: list[int]
    servers: list[int]

    @property
    def routing(self) -> np.ndarray:
        table = np.zeros((len(self.up), len(self.up)))
        rows = np.arange(len(self.up))
        np.add.at(table, (rows, self.up), UP)
        np.add.at(table, (rows, self.aside), ASIDE)
        return table


def net(n: int) -> Net:
    """A tree of units, four below each, with a load of at most 0.8 everywhere."""
    up = [max((unit - 1) // 4, 0) for unit in range(n)]
    aside = [(unit + 1) % n for unit in range(n)]
    bare = Net(up, aside, [1] * n)
    flows = np.linalg.solve(np.eye(n) - bare.routing.T, np.ones(n))
    return Net(up, aside, np.ceil(flows * HOURS / 0.8).astype(int).tolist())


def flow_of(one: Net, cells: int = 1) -> CaseFlow:
    """The network as a case flow, with the cases divided among some cells."""
    n = len(one.up)
    unit = np.tile(np.arange(n), cells)
    cell = np.repeat(np.arange(cells), n)
    names = [f"u{number:04}" for number in range(n)]
    at = np.arange(n * cells)
    base = cell * n
    targets = np.stack([np.full(len(at), SETTLED), base + np.take(one.up, unit)])
    targets = np.vstack([targets, base + np.take(one.aside, unit)])
    return CaseFlow(
        desks=pd.DataFrame({
            "unit": names, "skill": None, "servers": one.servers, "hours_per_week": 168.0,
            "absence": 0.0, "organisation": names, "level": "county", "assumed": False,
        }),
        cells=pd.DataFrame({
            "matter": [f"m{number}" for number in range(cells)], "area": "A",
            "priority": np.arange(cells), "limit_hours": 24.0, "patience_hours": np.nan,
            "over_heads": 0.3, "higher": np.arange(cells) * n, "confirm": 1.0, "repeat": 0.0,
            "repeat_hours": 100.0,
        }),
        states=pd.DataFrame({
            "desk": unit, "cell": cell, "unit": np.take(names, unit), "phase": 2, "hours": HOURS,
            "arrivals": HOURS_PER_YEAR / cells, "site": np.take(names, unit),
        }),
        steps=pd.DataFrame({
            "state": np.repeat(at, 3), "target": targets.T.ravel(),
            "action": np.tile([ACTIONS.index("settle"), UP_ACTION, ASIDE_ACTION], len(at)),
            "probability": np.tile([LEAVE, UP, ASIDE], len(at)), "delay": 0.0,
        }),
    )  # fmt: skip


def everything(one: Net) -> tuple[CaseFlow, Conditions]:
    """The same network with all that can be switched on."""
    plain = flow_of(one, cells=2)
    forks = pd.DataFrame({"state": np.repeat(np.arange(10), 2), "then": 20}).assign(
        part=np.tile([21, 22], 10)
    )
    action = plain.steps["action"]
    forking = plain.steps["state"].isin(forks["state"]) & (action == ASIDE_ACTION)
    steps = plain.steps.assign(
        delay=np.where(action == UP_ACTION, 2.0, 0.0),
        action=np.where(forking, ACTIONS.index("join"), action),
    )
    flow = CaseFlow(
        desks=plain.desks.assign(hours_per_week=60.0, absence=0.1),
        cells=plain.cells.assign(patience_hours=48.0, confirm=0.9, repeat=0.5),
        states=plain.states.assign(arrivals=plain.states["arrivals"] * 0.3),
        steps=steps,
        forks=forks[["state", "part", "then"]],
    )
    surge = Surge(factor=1.5, begin=100, end=300, matters=("m1",))
    office = Calendar.daily((8, 12), (12.5, 20.5))
    return flow, Conditions(calendar=office, absence="weekly", variation=0.8, surges=(surge,))


def ours(
    flow: CaseFlow, hours: float, conditions: Conditions = PLAIN, *, records: bool = False
) -> Outcome:
    plan = Plan(
        years=hours / HOURS_PER_YEAR, warm_up=0, follow_up=0, replications=1, records=records
    )
    begin = time.process_time()
    found = simulate_flow(flow, conditions, plan)
    seconds = time.process_time() - begin
    row = found.runs.iloc[0]
    return Outcome(int(row["events"]), seconds, float(row["time"]))


def with_simpy(one: Net, hours: float, seed: int) -> Outcome:
    rng, env = random.Random(seed), simpy.Environment()  # noqa: S311 - a simulation
    desks = [simpy.Resource(env, servers) for servers in one.servers]
    times: list[float] = []
    events = [0]

    def case(unit: int) -> object:
        opened = env.now
        while True:
            with desks[unit].request() as turn:
                yield turn
                yield env.timeout(rng.expovariate(1 / HOURS))
            events[0] += 1
            drawn = rng.random()
            if drawn < LEAVE:
                times.append(env.now - opened)
                return
            unit = one.up[unit] if drawn < LEAVE + UP else one.aside[unit]

    def source(unit: int) -> object:
        while True:
            yield env.timeout(rng.expovariate(1.0))
            events[0] += 1
            env.process(case(unit))

    for unit in range(len(desks)):
        env.process(source(unit))
    begin = time.process_time()
    env.run(until=hours)
    return Outcome(events[0], time.process_time() - begin, statistics.fmean(times))


def with_ciw(one: Net, hours: float, seed: int) -> Outcome:
    n = len(one.up)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(1.0)] * n,
        service_distributions=[ciw.dists.Exponential(1 / HOURS)] * n,
        routing=one.routing.tolist(),
        number_of_servers=one.servers,
    )
    ciw.seed(seed)
    simulation = ciw.Simulation(network)
    begin = time.process_time()
    simulation.simulate_until_max_time(hours)
    seconds = time.process_time() - begin
    records = simulation.get_all_records()
    opened: dict[int, float] = {}
    closed: dict[int, float] = {}
    for record in records:
        opened[record.id_number] = min(
            record.arrival_date, opened.get(record.id_number, record.arrival_date)
        )
        if record.destination == -1:
            closed[record.id_number] = record.exit_date
    times = [closed[number] - opened[number] for number in closed]
    return Outcome(len(records) + len(opened), seconds, statistics.fmean(times))


def exact(one: Net) -> float:
    return QueueNetwork.of(
        np.ones(len(one.up)), one.routing, np.full(len(one.up), 1 / HOURS), one.servers
    ).time


def speed(outcomes: list[Outcome]) -> float:
    """Events in a second of CPU time."""
    return statistics.median(outcome.events / outcome.seconds for outcome in outcomes)


def beside(n: int) -> list[str]:
    """Rows of the table for one size."""
    one = net(n)
    flow, (long, medium, short) = flow_of(one), SPANS[n]
    runs: dict[str, Callable[[int], Outcome]] = {
        "govgraph": lambda _: ours(flow, long),
        "SimPy": lambda seed: with_simpy(one, medium, seed),
        "Ciw": lambda seed: with_ciw(one, short, seed),
    }
    found: dict[str, list[Outcome]] = {name: [] for name in runs}
    for seed in range(ROUNDS):
        for name, run in runs.items():
            found[name].append(run(seed))
    best = speed(found["govgraph"])
    rows = []
    for name, span in zip(runs, SPANS[n], strict=True):
        ratio = best / speed(found[name])
        goal = TARGETS.get((name, n))
        rows.append(
            f"| {n:,} | {name} | {speed(found[name]):,.0f} | {ratio:,.0f} | "
            f"{'–' if goal is None else f'≥ {goal:,}'} | "
            f"{statistics.fmean(outcome.mean for outcome in found[name]):.3f} in {span:,.0f} h | "
            f"{same_span(flow, span)} |"
        )
    return rows


def same_span(flow: CaseFlow, hours: float) -> str:
    """The mean time of 20 of our runs over the same hours, from an empty start."""
    plan = Plan(
        years=hours / HOURS_PER_YEAR, warm_up=0, follow_up=0, replications=20, records=False
    )
    time_ = simulate_flow(flow, PLAIN, plan, seed=1).estimate("time")
    spread = (time_.high - time_.low) / 2 * 20**0.5
    return f"{time_.mean:.3f} ± {spread:.3f}"


def features() -> list[str]:
    """Rows about what everything that can be switched on costs."""
    one = net(50)
    flow = flow_of(one)
    full, conditions = everything(one)
    runs: dict[str, Callable[[], Outcome]] = {
        "plain": lambda: ours(flow, 20_000),
        "plain, cases and visits kept": lambda: ours(flow, 20_000, records=True),
        "everything on": lambda: ours(full, 60_000, conditions),
        "everything on, cases and visits kept": lambda: ours(
            full, 60_000, conditions, records=True
        ),
    }
    found: dict[str, list[Outcome]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            found[name].append(run())
    best = speed(found["plain"])
    return [
        f"| {name} | {speed(outcomes):,.0f} | {best / speed(outcomes):.2f} |"
        for name, outcomes in found.items()
    ]


def main() -> None:
    ours(flow_of(net(5)), 10.0)
    load = os.getloadavg()[0]
    lines = [
        "# Case work simulated, beside SimPy and Ciw",
        "",
        (
            f"{platform.machine()}, {os.cpu_count()} cores, load {load:.1f} when begun; Python "
            f"{platform.python_version()}, SimPy {version('simpy')}, Ciw {version('ciw')}, numba "
            f"{version('numba')}. CPU time, medians of {ROUNDS}; ratios count."
        ),
        "",
        "The last column is the mean of 20 runs of ours over the same hours from an empty start, "
        "and the interval (95 %) of a single such run; analysis (steady state): "
        + ", ".join(f"{n:,} units {exact(net(n)):.3f} h" for n in SPANS)
        + ".",
        "",
        (
            "| units | library | events / s | ours is × faster | goal | mean hours of a case | "
            "ours, same hours |"
        ),
        "|--:|---|--:|--:|--:|--:|--:|",
    ]
    for n in SPANS:
        lines += beside(n)
    lines += ["", "| 50 units | events / s | × slower than plain (goal: ≤ 3) |", "|---|--:|--:|"]
    lines += features()
    target = Path(__file__).parent / "results" / "casework.md"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
