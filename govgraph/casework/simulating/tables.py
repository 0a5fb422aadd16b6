"""The tables of the event loop for a case flow under some conditions."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.casework.flow import ACTIONS, HOURS_PER_WEEK, PHASES, STUCK, CaseFlow, Floats, Ints
from govgraph.casework.simulating.calendars import Calendar
from govgraph.casework.simulating.conditions import Conditions, Surge
from govgraph.casework.simulating.plan import Plan
from govgraph.errors import UserError
from govgraph.kernels.compiled.events import tables as kernel
from govgraph.kernels.compiled.events.tables import Network, Run, Table

#: How a case leaves a unit, in records: the steps, and what no step of the flow is.
LABELS = (*ACTIONS, "over_heads", "stuck")
#: Phases in which a unit takes nothing on, and actions by which it declines to.
_FORWARDING, _DECLINING = ("receive", "forward"), ("return", "pass_on")
#: Places of one matter in one area that are told apart.
_PLACES = 64
#: Rows, jobs and events for which there is room at first.
_ROOM = 1024
_ROWS = 65536


@dataclass(frozen=True, eq=False)
class Tables:
    """What every run of a simulation begins with.

    Attributes
    ----------
    flow : CaseFlow
        The flow.
    conditions : Conditions
        Officials' time and persons' behaviour.
    plan : Plan
        How long.

    Raises
    ------
    UserError
        When a state takes no time or an endless one.
    """

    flow: CaseFlow
    conditions: Conditions
    plan: Plan

    def __post_init__(self) -> None:
        hours = self.flow.states["hours"].to_numpy(float)
        for state in np.flatnonzero(~(np.isfinite(hours) & (hours > 0))).tolist():
            unit = self.flow.states["unit"].iloc[state]
            raise UserError("simulation.bad_hours", unit=unit, hours=hours[state])

    @cached_property
    def network(self) -> Network:
        """What no run changes."""
        nodes, parts = self._nodes()
        calendars, spans = self._calendars
        doors = np.zeros(len(self._doors), kernel.DOOR)
        doors["upto"], doors["node"] = self._doors["upto"], self._doors["state"]
        return Network(nodes, self._classes(), doors, parts, calendars, spans, self._options())

    def run(self, seed: int, replication: int) -> Run:
        """Return a run that has not begun.

        Parameters
        ----------
        seed, replication : int
            What its draws depend on, beside the names of cells and desks and the number of the
            case: a case of the same matter and area comes at the same time in another structure.
        """
        base = np.uint64(_key(str(seed), str(replication)))
        sources, stations = self._sources.copy(), self._stations.copy()
        sources["key"] ^= base
        stations["key"] ^= base
        queues = np.zeros(len(stations) * self._ranks[1], kernel.QUEUE)
        queues["head"] = queues["tail"] = kernel.NONE
        clock = np.zeros(1, kernel.CLOCK)
        clock["free"] = kernel.NONE
        options = self.network.options[0]
        heap = empty_heap(_ROOM + len(sources) + int(options["pushes"]))
        rows = _ROWS if self.plan.records else 1
        return Run(
            arcs=self._arcs.copy(),
            sources=sources,
            stations=stations,
            queues=queues,
            jobs=np.zeros(_ROOM + int(options["margin"]), kernel.JOB),
            heap=heap,
            clock=clock,
            sums=np.zeros(len(self.flow.cells), kernel.SUMS),
            job_rows=np.zeros(rows, kernel.JOB_ROW),
            visit_rows=np.zeros(rows, kernel.VISIT_ROW),
        )

    @cached_property
    def order(self) -> Ints:
        """The steps of the flow in the order in which a draw chooses among them.

        By action, so that what settles a case in one structure settles it in another where
        settling is at least as likely.
        """
        return np.lexsort((self.flow.ints("action"), self.flow.ints("state"))).astype(np.int64)

    @cached_property
    def _arcs(self) -> Table:
        order, flow = self.order, self.flow
        arcs = np.zeros(len(order), kernel.ARC)
        state, action = flow.ints("state")[order], flow.ints("action")[order]
        chance = flow.steps["probability"].to_numpy(float)[order]
        arcs["upto"] = pd.Series(chance).groupby(state).cumsum().to_numpy(float)
        arcs["delay"] = flow.steps["delay"].to_numpy(float)[order]
        arcs["target"] = flow.ints("target")[order]
        arcs["label"] = np.where(arcs["target"] == STUCK, LABELS.index("stuck"), action)
        arcs["forks"] = action == ACTIONS.index("join")
        arcs["returns"] = action == ACTIONS.index("return")
        arcs["declines"] = np.isin(action, [ACTIONS.index(name) for name in _DECLINING])
        return arcs

    def _nodes(self) -> tuple[Table, NDArray[np.int32]]:
        flow, states = self.flow, self.flow.states
        nodes = np.zeros(flow.n, kernel.NODE)
        desk, cell = states["desk"].to_numpy(np.int64), states["cell"].to_numpy(np.int64)
        with np.errstate(divide="ignore"):
            nodes["mean"] = states["hours"].to_numpy(float) / self._speed[desk]
        nodes["station"], nodes["kind"] = desk, cell
        nodes["site"] = _bits(cell, states["site"])
        nodes["first"], nodes["last"] = flow.begin[:-1], flow.begin[1:]
        nodes["group"] = pd.factorize(flow.desks["organisation"])[0][desk]
        forwarding = [PHASES.index(name) for name in _FORWARDING]
        nodes["takes_on"] = ~np.isin(states["phase"].to_numpy(np.int64), forwarding)
        if not self.conditions.side_by_side:
            return nodes, np.zeros(0, np.int32)
        forks = flow.forks.astype(np.int64).sort_values("state", kind="stable")
        ends = np.searchsorted(forks["state"].to_numpy(), np.arange(flow.n + 1))
        nodes["first_part"], nodes["last_part"] = ends[:-1], ends[1:]
        nodes["then"][forks["state"].to_numpy()] = forks["then"].to_numpy()
        return nodes, forks["part"].to_numpy(np.int32, copy=True)

    @cached_property
    def _ranks(self) -> tuple[Ints, int]:
        """Rank of each cell's priority, and how many there are."""
        given = self.flow.cells["priority"].to_numpy(float)
        found, rank = np.unique(given * self.conditions.priorities, return_inverse=True)
        return rank.astype(np.int64), max(len(found), 1)

    def _classes(self) -> Table:
        cells, conditions = self.flow.cells, self.conditions
        classes = np.zeros(len(cells), kernel.CLASS)
        patience = cells["patience_hours"].to_numpy(float)
        classes["patience"] = np.nan_to_num(
            np.where(conditions.patience, patience, np.inf), nan=np.inf, posinf=np.inf
        )
        classes["limit"], classes["priority"] = cells["limit_hours"], self._ranks[0]
        classes["detour"], classes["detour_node"] = cells["over_heads"], cells["higher"]
        classes["content"] = cells["confirm"]
        classes["again"] = cells["repeat"] * conditions.repeats
        classes["interval"] = cells["repeat_hours"]
        return classes

    @cached_property
    def _doors(self) -> pd.DataFrame:
        """States where cases begin, by cell and name, with the share of the cell's cases so far."""
        states = self.flow.states
        doors = states.assign(state=np.arange(self.flow.n), unit=states["unit"].astype(str))
        doors = doors[doors["arrivals"] > 0].sort_values(["cell", "unit", "state"])
        arrivals = doors.groupby("cell")["arrivals"]
        upto = arrivals.cumsum() / arrivals.transform("sum")
        return doors.assign(upto=upto).reset_index(drop=True)

    @cached_property
    def _sources(self) -> Table:
        """One source for each cell with cases, and one more for each of its surges."""
        cell = self._doors["cell"].to_numpy(np.int64)
        used, first = np.unique(cell, return_index=True)
        usual = np.zeros(len(used), kernel.SOURCE)
        arrivals = self.flow.arrivals[self._doors["state"].to_numpy(np.int64)]
        usual["rate"] = np.bincount(cell, arrivals, len(self.flow.cells))[used]
        usual["end"], usual["kind"], usual["first"] = np.inf, used, first
        usual["last"] = np.append(first[1:], len(cell))[: len(used)]
        usual["key"] = self._source_keys(used, 0)
        surges = enumerate(self.conditions.surges, start=1)
        return np.concatenate([usual, *(self._more(usual, surge, n) for n, surge in surges)])

    def _more(self, usual: Table, surge: Surge, number: int) -> Table:
        """Sources of what a surge adds."""
        names = self.flow.cells.iloc[usual["kind"]]
        meant = np.full(len(usual), fill_value=surge.factor > 1)
        for column, chosen in (("matter", surge.matters), ("area", surge.areas)):
            if chosen:
                meant &= names[column].isin(chosen).to_numpy(bool)
        more: Table = usual[meant]
        more["key"] = self._source_keys(more["kind"], number)
        more["rate"] *= surge.factor - 1
        more["begin"], more["end"] = self.plan.warm + surge.begin, self.plan.warm + surge.end
        return more

    def _source_keys(self, cells: Ints, number: int) -> list[int]:
        names = self.flow.cells.iloc[cells][["matter", "area"]].to_numpy(object)
        return [_key("cell", *name, number) for name in names]

    @cached_property
    def _stations(self) -> Table:
        desks = self.flow.desks
        stations = np.zeros(len(desks), kernel.STATION)
        stations["servers"] = desks["servers"]
        stations["available"] = np.where(self._speed > 0, desks["servers"], 0)
        stations["calendar"] = self._calendar
        names = desks[["unit", "skill"]].astype(object).fillna("").to_numpy()
        stations["key"] = [_key("desk", *name) for name in names]
        if self.conditions.absence == "weekly":
            stations["absence"] = np.where(self._speed > 0, desks["absence"], 0.0)
        return stations

    @cached_property
    def _speed(self) -> Floats:
        """Hours of work that an official does in an hour in which the desk is open."""
        desks, known = self.flow.desks, self._known
        week = np.array([HOURS_PER_WEEK, *(one.hours for one in known)])
        hours: Floats = desks["hours_per_week"].to_numpy(float) / week[self._calendar + 1]
        mean = self.conditions.absence == "mean"
        return hours * (1 - desks["absence"].to_numpy(float)) if mean else hours

    @cached_property
    def _known(self) -> list[Calendar]:
        conditions = self.conditions
        every = [conditions.calendar, *conditions.calendars.values()]
        return list(dict.fromkeys(one for one in every if one is not None))

    @cached_property
    def _calendar(self) -> Ints:
        """Number of each desk's calendar, −1 without one."""
        number = {calendar: place for place, calendar in enumerate(self._known)}
        own, common = self.conditions.calendars, self.conditions.calendar
        found = [own.get(unit, common) for unit in self.flow.desks["unit"]]
        return np.array([-1 if one is None else number[one] for one in found], np.int64)

    @cached_property
    def _calendars(self) -> tuple[Table, Table]:
        calendars = np.zeros(len(self._known), kernel.CALENDAR)
        spans = np.zeros(sum(len(one.spans) for one in self._known), kernel.SPAN)
        last = 0
        for number, calendar in enumerate(self._known):
            first, last = last, last + len(calendar.spans)
            calendars[number] = (calendar.hours, first, last)
            opens, closes = np.array(calendar.spans).T
            spans["opens"][first:last], spans["closes"][first:last] = opens, closes
            spans["before"][first:last] = np.cumsum(closes - opens) - (closes - opens)
        return calendars, spans

    def _options(self) -> Table:
        options = np.zeros(1, kernel.OPTIONS)
        plan, weekly = self.plan, (self._stations["absence"] > 0)
        servers = self.flow.desks["servers"].to_numpy(np.int64)
        width = int(self.flow.forks.groupby("state").size().max()) if len(self.flow.forks) else 0
        options["warm"], options["horizon"] = plan.warm, plan.warm + plan.counted
        options["variation"], options["priorities"] = self.conditions.variation, self._ranks[1]
        options["margin"] = width + 2
        options["pushes"] = width + 4 + servers.max(initial=1) + int(weekly.sum())
        options["record"], options["absences"] = plan.records, weekly.any()
        options["left_label"] = LABELS.index("give_up")
        options["detour_label"] = LABELS.index("over_heads")
        return options


def empty_heap(length: int) -> Table:
    """Return room for so many events; none is planned."""
    heap = np.zeros(length, kernel.EVENT)
    heap["time"] = np.inf
    return heap


def _key(*names: object) -> int:
    """Return a number of 64 bits for some names, the same everywhere and always."""
    digest = hashlib.blake2b("\0".join(map(str, names)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def _bits(cell: Ints, site: pd.Series) -> NDArray[np.uint64]:
    """Return a number with one bit for the place of each state, told apart within its cell."""
    place = pd.factorize(site)[0]
    attended = np.flatnonzero(place >= 0)
    pairs = pd.DataFrame({"cell": cell[attended], "place": place[attended]})
    number = pairs.groupby("cell")["place"].transform(lambda own: pd.factorize(own)[0])
    found = np.zeros(len(site), np.uint64)
    found[attended] = np.uint64(1) << (number.to_numpy(np.uint64) % np.uint64(_PLACES))
    return found
