"""One run of a simulation: its warm-up, its counted time, and what follows."""

from dataclasses import dataclass
from threading import Event

import numpy as np
from numpy.typing import NDArray

from govgraph.casework.flow import Floats
from govgraph.casework.simulating.tables import Tables, empty_heap
from govgraph.kernels.compiled.events import tables as kernel
from govgraph.kernels.compiled.events.heap import FINISH, parted
from govgraph.kernels.compiled.events.loop import PAUSED, advance
from govgraph.kernels.compiled.events.tables import Run, Table

#: End of a case that is still open, in rows of cases.
OPEN = 0


@dataclass(frozen=True, eq=False)
class Replication:
    """What one run showed.

    Attributes
    ----------
    number : int
        Its number.
    clock : record
        Totals from the very beginning: cases ``opened``, ``done``, ``left``, ``stuck`` and still
        ``active``; number of ``events``.
    area : float
        Hours that cases were in progress within the counted time, as the number of open cases
        over time has it.
    stayed : float
        The same, as the opening and closing times of the cases have it.
    early : float
        Mean number of cases in progress in the first half of the counted time.
    came : int
        Cases that were opened in the counted time.
    sums : Table
        Sums over the counted cases of each cell.
    stations : Table
        What each desk did in the counted time.
    taken : array of int
        How often each step was taken in the counted time.
    backlog : array of int, times × desks
        Cases that waited or were worked on.
    cases, visits : Table
        Rows of the counted cases and of their visits.
    """

    number: int
    clock: Table
    area: float
    stayed: float
    early: float
    came: int
    sums: Table
    stations: Table
    taken: NDArray[np.int64]
    backlog: NDArray[np.int32]
    cases: Table
    visits: Table


class _Course:
    """A run and the rows that it has written."""

    def __init__(self, tables: Tables, seed: int, number: int, stop: Event) -> None:
        self.network = tables.network
        self.run: Run = tables.run(seed, number)
        self.stop = stop
        self.cases: list[Table] = []
        self.visits: list[Table] = []

    def go(self, until: float) -> bool:
        """Let everything happen up to a time; false when the run was stopped."""
        while not self.stop.is_set():
            if advance(self.network, self.run, until) != PAUSED:
                return True
            self._make_room()
        return False

    def _make_room(self) -> None:
        self.empty()
        clock, options = self.run.clock[0], self.network.options[0]
        jobs, heap = self.run.jobs, self.run.heap
        if len(jobs) < 2 * clock["top"] + options["margin"]:
            jobs = np.concatenate((jobs, np.zeros(len(jobs), kernel.JOB)))
        if len(heap) < 2 * (clock["size"] + options["pushes"]):
            heap = np.concatenate((heap, empty_heap(len(heap))))
        self.run = self.run._replace(jobs=jobs, heap=heap)

    def empty(self) -> None:
        """Take over the rows that were written."""
        clock = self.run.clock[0]
        self.cases.append(self.run.job_rows[: clock["job_rows"]].copy())
        self.visits.append(self.run.visit_rows[: clock["visit_rows"]].copy())
        clock["job_rows"] = clock["visit_rows"] = 0

    def count(self) -> None:
        """Bring all sums over time up to now."""
        clock, stations = self.run.clock[0], self.run.stations
        clock["area"] += (clock["now"] - clock["since"]) * clock["active"]
        passed = clock["now"] - stations["since"]
        stations["busy_area"] += passed * stations["busy"]
        stations["waiting_area"] += passed * stations["waiting"]
        clock["since"] = stations["since"] = clock["now"]

    def begin_counting(self) -> None:
        """Forget what was summed up so far."""
        self.count()
        clock, stations = self.run.clock[0], self.run.stations
        clock["area"] = clock["stayed"] = 0
        self.run.arcs["taken"] = 0
        for name in ("busy_area", "waiting_area", "waited", "waited_squared", "begun"):
            stations[name] = 0

    @property
    def opened(self) -> NDArray[np.bool_]:
        """Jobs that are open cases."""
        jobs = self.run.jobs
        return np.asarray(jobs["open"] & (jobs["parent"] == kernel.NONE))

    def add_open(self) -> None:
        """Write rows about the counted cases that have not ended, and their last visits."""
        jobs = self.run.jobs
        served = self._served()
        at_desk = np.flatnonzero((jobs["waiting"] | served) & jobs["used"])
        parent = jobs["parent"][at_desk]
        owner = np.where(parent == kernel.NONE, at_desk, parent)
        kept = jobs["counted"][owner]
        at_desk, owner = at_desk[kept], owner[kept]
        visits = np.zeros(len(at_desk), kernel.VISIT_ROW)
        visits["serial"], visits["node"] = jobs["serial"][owner], jobs["node"][at_desk]
        visits["label"], visits["finished"] = kernel.NONE, np.nan
        visits["arrived"] = jobs["arrived"][at_desk]
        visits["begun"] = np.where(served[at_desk], jobs["begun"][at_desk], np.nan)
        taking = self.network.nodes["takes_on"][visits["node"]]
        begun = np.where(taking, visits["begun"], np.nan)
        np.fmin.at(jobs["taken_on"], owner, begun)
        self.visits.append(visits)
        self.cases.append(_rows(jobs[self.opened & jobs["counted"]]))

    def _served(self) -> NDArray[np.bool_]:
        """Jobs that are being worked on: those whose end of service is planned."""
        planned, slot = parted(self.run.heap["code"][: self.run.clock[0]["size"]])
        found = np.zeros(len(self.run.jobs), bool)
        found[slot[planned == FINISH]] = True
        return found


def replicate(tables: Tables, seed: int, number: int, stop: Event) -> Replication | None:
    """Run once.

    Parameters
    ----------
    tables : Tables
        Flow, conditions and plan.
    seed, number : int
        Seed of the simulation and number of the run.
    stop : Event
        Set when the run is to be given up.

    Returns
    -------
    Replication or None
        What the run showed; None when it was stopped.
    """
    plan = tables.plan
    course = _Course(tables, seed, number, stop)
    if not course.go(plan.warm):
        return None
    course.begin_counting()
    before = int(course.run.clock[0]["opened"])
    backlog, early = _counted(course, tables)
    if backlog is None:
        return None
    clock = course.run.clock[0]
    area, came = float(clock["area"]), int(clock["opened"]) - before
    open_since = np.maximum(course.run.jobs["opened"][course.opened], plan.warm)
    stayed = float(clock["stayed"] + (clock["now"] - open_since).sum())
    stations, taken = course.run.stations.copy(), course.run.arcs["taken"].copy()
    if not course.go(plan.end):
        return None
    course.empty()
    if plan.records:
        course.add_open()
    return Replication(
        number=number,
        clock=course.run.clock[0].copy(),
        area=area,
        stayed=stayed,
        early=early,
        came=came,
        sums=course.run.sums,
        stations=stations,
        taken=taken,
        backlog=backlog,
        cases=np.concatenate(course.cases),
        visits=np.concatenate(course.visits),
    )


def _counted(course: _Course, tables: Tables) -> tuple[NDArray[np.int32] | None, float]:
    """Run the counted time; return the backlogs and the mean in progress in its first half."""
    plan = tables.plan
    half, early = plan.counted / 2, np.nan
    times = np.unique(np.concatenate((plan.times, [half, plan.counted])))
    wanted = np.isin(times, plan.times)
    rows = np.zeros((len(plan.times), len(course.run.stations)), np.int32)
    row = 0
    for time, sampled in zip(times.tolist(), wanted.tolist(), strict=True):
        if not course.go(plan.warm + time):
            return None, early
        if sampled:
            rows[row] = course.run.stations["busy"] + course.run.stations["waiting"]
            row += 1
        if time == half:
            course.count()
            early = float(course.run.clock[0]["area"]) / half
    course.count()
    return rows, early


def _rows(jobs: Table) -> Table:
    """Rows about cases that are still open."""
    rows = np.zeros(len(jobs), kernel.JOB_ROW)
    shared = ("serial", "root", "again_of", "opened", "taken_on", "kind", "entry", "moves")
    for name in (*shared, "trips", "returns", "detoured"):
        rows[name] = jobs[name]
    rows["sites"] = np.bitwise_count(jobs["sites"])
    rows["closed"], rows["end"], rows["content"] = np.nan, OPEN, kernel.NONE
    return rows


def present(replication: Replication, hours: float) -> Floats:
    """Return the mean number of cases at each desk, waiting or worked on, over so many hours."""
    stations = replication.stations
    return np.asarray((stations["busy_area"] + stations["waiting_area"]) / hours)
