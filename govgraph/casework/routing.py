"""From a structure to the ways of its cases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.casework.desks import Desks
from govgraph.casework.flow import ACTIONS, PHASES, CaseFlow
from govgraph.casework.parameters import Parameters
from govgraph.casework.standing import Standings
from govgraph.casework.streams import RESPONSE, WHOLE, Sheet, State, Stream, Trial
from govgraph.casework.trials import TRIALS
from govgraph.casework.ways import Ways
from govgraph.errors import UnknownNameError
from govgraph.measures.groundwork.doors import doors
from govgraph.model.jurisdiction import cells
from govgraph.model.structure import Structure
from govgraph.model.workload import Workload

#: Kinds of door where nobody attends in person.
_REMOTE = ("channel", "platform")
#: Parameter that gives the hours of a phase where no duty states them.
_HOURS = {
    "receive": "receive_hours",
    "forward": "forward_hours",
    "handle": "assist_hours",
    "assist": "assist_hours",
    "called": "assist_hours",
    "arbitrate": "decide_hours",
    "conclude": "forward_hours",
}


@dataclass(frozen=True, eq=False)
class Routing:
    """All states and trials of the cases of a structure, before any assumption has a value.

    Made once for a structure by `routing`; `flow` then takes values of the parameters and is
    quick, so that ranges can be swept.

    Attributes
    ----------
    structure : Structure
        The structure.
    desks : Desks
        Its officials.
    cells, states, trials, forks, unserved : DataFrame
        As in `CaseFlow`, with trials in place of steps.
    """

    structure: Structure
    desks: Desks
    cells: pd.DataFrame
    states: pd.DataFrame
    trials: pd.DataFrame
    forks: pd.DataFrame
    unserved: pd.DataFrame

    def flow(self, parameters: Mapping[str, float] | None = None) -> CaseFlow:
        """Return the case flow under some values of the parameters.

        Parameters
        ----------
        parameters : mapping of str to float, optional
            Values for all units and matters, in place of defaults and of the workload's sheet.

        Raises
        ------
        UnknownNameError
            When there is no parameter of a name.
        UserError
            When a value is outside of what the parameter can be.
        """
        values = Parameters.of(self.desks.workload, parameters)
        used, desk = self._used
        return CaseFlow(
            desks=self.desks.table(used, values),
            cells=self._cells(values),
            states=self._states(values, desk),
            steps=self._steps(values),
            forks=self.forks,
            unserved=self.unserved,
        )

    @cached_property
    def _used(self) -> tuple[list[tuple[str, str | None]], NDArray[np.int64]]:
        """The desks that work any state, and the one of each state."""
        matters = self.structure.matters
        line = matters["line"].astype(object).where(matters["line"].notna(), None)
        lines = dict(zip(matters["id"], line, strict=True))
        known: dict[tuple[str, str | None], int] = {}
        about = zip(self.states["unit"], self._matter, strict=True)
        own = [self.desks.of(unit, matter, lines[matter]) for unit, matter in about]
        desk = [known.setdefault(one, len(known)) for one in own]
        return list(known), np.array(desk, np.int64)

    @cached_property
    def _matter(self) -> pd.Series:
        """The matter of each state."""
        matter = self.cells["matter"].to_numpy(object)
        return pd.Series(matter[self.states["cell"].to_numpy(np.int64)], dtype=object)

    def _cells(self, values: Parameters) -> pd.DataFrame:
        matter = self.cells["matter"]
        nobody = pd.Series([None] * len(matter), dtype=object)
        frame = self.cells.copy()
        for name in ("patience_hours", "over_heads", "confirm", "repeat", "repeat_hours"):
            frame[name] = values.values(name, matter, nobody)
        return frame

    def _states(self, values: Parameters, desk: NDArray[np.int64]) -> pd.DataFrame:
        hours = self.states["hours"].to_numpy(float)
        phase = self.states["phase"].to_numpy(object)
        for name in dict.fromkeys(_HOURS.values()):
            meant = np.isin(phase, [one for one, own in _HOURS.items() if own == name])
            default = values.values(name, self._matter, self.states["unit"])
            hours = np.where(np.isnan(hours) & meant, default, hours)
        return pd.DataFrame(
            {
                "desk": desk,
                "unit": self.states["unit"],
                "cell": self.states["cell"],
                "phase": pd.Index(PHASES).get_indexer(pd.Index(phase)),
                "hours": hours,
                "arrivals": self.states["arrivals"],
                "site": self.states["site"],
            }
        )

    def _steps(self, values: Parameters) -> pd.DataFrame:
        trials = self.trials
        chance = self._chances(values)
        frame = pd.DataFrame(
            {
                "state": trials["state"],
                "target": trials["target"],
                "action": pd.Index(ACTIONS).get_indexer(pd.Index(trials["action"])),
                "probability": chance * trials["share"].to_numpy(float),
                "delay": self._delays(values),
            }
        )
        return frame[frame["probability"] > 0].reset_index(drop=True)

    def _chances(self, values: Parameters) -> NDArray[np.float64]:
        """Probability of each trial: that it succeeds after all before it have failed."""
        own = np.zeros(len(self.trials))
        kind, x = self.trials["kind"].to_numpy(object), self.trials["x"].to_numpy(float)
        matter, unit = self._about
        for name, formula in TRIALS.items():
            meant = np.flatnonzero(kind == name)
            about = matter.iloc[meant], unit.iloc[meant]
            own[meant] = formula(partial(_value, values, about), x[meant])
        left = np.ones(len(self.states))
        turn, state = (self.trials[name].to_numpy(np.int64) for name in ("turn", "state"))
        for number in range(int(turn.max(initial=-1)) + 1):
            here = np.flatnonzero(turn == number)
            first = here[np.unique(state[here], return_index=True)[1]]
            success = own[first]
            own[here] *= left[state[here]]
            left[state[first]] *= 1 - success
        return own

    def _delays(self, values: Parameters) -> NDArray[np.float64]:
        limit = self.trials["limit_hours"].to_numpy(float)
        limit = np.where(np.isnan(limit), values.values("call_hours", *self._about), limit)
        response = values.values("response", *self._about)
        delay = self.trials["delay"].to_numpy(object)
        return np.where(delay == WHOLE, limit, np.where(delay == RESPONSE, limit * response, 0.0))

    @cached_property
    def _about(self) -> tuple[pd.Series, pd.Series]:
        """The matter and the unit of each trial."""
        state = self.trials["state"].to_numpy(np.int64)
        return self._matter.iloc[state], self.states["unit"].iloc[state]


def routing(
    structure: Structure,
    workload: Workload | None = None,
    *,
    matters: Iterable[str] | None = None,
) -> Routing:
    """Return the ways of the cases of a structure.

    Parameters
    ----------
    structure : Structure
        The structure; its ``demand`` says how many cases a year arise where, and at which door.
    workload : Workload, optional
        Officials, priorities and parameters. Without one the officials in post (``filled``) work
        the cases for part of their hours (parameter ``case_share``).
    matters : iterable of str, optional
        Only these matters; all by default.

    Returns
    -------
    Routing
        The states and trials.

    Raises
    ------
    UnknownNameError
        When there is no such matter.

    Notes
    -----
    A case is taken in at its door and handed over to a lead of its matter and area along stated
    referrals, leadership, guidance and coordination, with one hand-over for each unit between;
    where nothing leads there the person takes it to the lead. Without a stated rule for the
    matter some cases go astray to assisting units, which return them or pass them on. Of several
    leads each may refuse. A lead that cannot read the data returns the case. A lead without a
    needed power wins it from its holder by a live call, or asks over coordination or a joint
    body, or puts it before a joint body that decides; else, and when it does not settle the case,
    the exception climbs from superior to superior (the escalation of the Virtual Design Team,
    Levitt et al. 1994) to one who can give orders to every holder. Without the powers nobody
    settles a case. People attend where their case is taken in, handled or assisted, at the desk
    in the joint centre where the unit has one; not where the door is a channel or platform.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.casework.routing import routing
    >>> build = gg.Builder().add("levels", id="c", name="C")
    >>> build = build.add("areas", id="A", name="A", level="c")
    >>> build = build.add("units", id="env", name="Environment", kind="department", area="A")
    >>> build = build.add("matters", id="noise", name="Noise", hours=6)
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("demand", matter="noise", area="A", cases=50, door="env")
    >>> flow = routing(build.build()).flow({"resolve": 0.9})
    >>> round(float(flow.chain.absorption[0, 0]), 3)
    0.994
    """
    desks, standings = Desks(structure, workload), Standings(structure)
    place = cells(structure)
    wanted = _wanted(structure, matters)
    sheet, higher, unserved = Sheet(), dict[int, int](), list[tuple[str, str, float]]()
    ways = {matter: Ways(structure, matter) for matter in wanted}
    for matter, area, cases, door, cell in _entries(structure):
        if matter not in wanted:
            continue
        if door is None:
            unserved.append((matter, area, cases))
            continue
        remote = desks.kind[door] in _REMOTE
        stream = Stream(ways[matter], standings.of(cell), desks, sheet, cell, door, remote)
        stream.enter(cases)
        if higher.get(cell, -1) < 0:
            higher[cell] = stream.higher
    states = pd.DataFrame(sheet.states, columns=State._fields)
    states = states.astype({"hours": float, "arrivals": float})
    used, states["cell"] = np.unique(states["cell"].to_numpy(np.int64), return_inverse=True)
    return Routing(
        structure=structure,
        desks=desks,
        cells=_cells(structure, workload, place.iloc[used], [higher[one] for one in used.tolist()]),
        states=states,
        trials=_ordered(sheet),
        forks=pd.DataFrame(sheet.forks, columns=["state", "part", "then"], dtype=np.int64),
        unserved=pd.DataFrame(unserved, columns=["matter", "area", "cases"]),
    )


def _value(
    values: Parameters, about: tuple[pd.Series, pd.Series], name: str
) -> NDArray[np.float64]:
    return values.values(name, *about)


def _wanted(structure: Structure, matters: Iterable[str] | None) -> frozenset[str]:
    known = structure.matters["id"].tolist()
    wanted = frozenset(known if matters is None else matters)
    for matter in sorted(wanted - set(known)):
        raise UnknownNameError.among("model.as_matters", matter, known)
    return wanted


def _entries(structure: Structure) -> Iterable[tuple[str, str, float, str | None, int]]:
    """Yield matter, area, cases, door and cell of all demand, split evenly where no door is named.

    The door is None where there is none.
    """
    place = cells(structure)[["matter", "area"]].rename_axis("cell").reset_index()
    demand = structure.demand.query("cases > 0").merge(place, on=["matter", "area"], how="left")
    otherwise = doors(structure)
    columns = (demand[name].tolist() for name in ("matter", "area", "cases", "door", "cell"))
    for matter, area, cases, door, cell in zip(*columns, strict=True):
        found = [door] if isinstance(door, str) else sorted(otherwise[cell])
        if not found:
            yield matter, area, cases, None, cell
        for one in found:
            yield matter, area, cases / len(found), one, cell


def _cells(
    structure: Structure, workload: Workload | None, place: pd.DataFrame, higher: list[int]
) -> pd.DataFrame:
    limits = structure.matters.set_index("id")["limit_hours"]
    order = pd.Series(dtype=float)
    if workload is not None:
        order = workload.priorities.set_index("matter")["priority"].astype(float)
    last = order.max() + 1 if len(order) else 0.0
    priority = order.reindex(place["matter"]).fillna(last).rank(method="dense") - 1
    return pd.DataFrame(
        {
            "matter": place["matter"].to_numpy(object),
            "area": place["area"].to_numpy(object),
            "priority": priority.to_numpy(np.int64),
            "limit_hours": limits.reindex(place["matter"]).to_numpy(float),
            "higher": higher,
        }
    )


def _ordered(sheet: Sheet) -> pd.DataFrame:
    trials = pd.DataFrame(sheet.trials, columns=Trial._fields)
    return trials.sort_values(["state", "turn"], kind="stable").reset_index(drop=True)
