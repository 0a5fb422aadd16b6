"""What numbers and assumptions make of the ways of the cases of a structure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.casework.flow import CaseFlow
from govgraph.casework.parameters import Parameters
from govgraph.casework.routes import Routes
from govgraph.casework.sheet import RESPONSE
from govgraph.casework.trials import TRIALS
from govgraph.errors import UserError
from govgraph.model.structure import Structure
from govgraph.model.workload import Workload

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Hours of a working week, where nothing else is stated.
_WEEK = 40.0
#: Tables with numbers that a routing looks up by row.
_NUMBERED = ("units", "relations", "duties", "demand", "matters")


@dataclass(frozen=True, eq=False)
class Routing:
    """The ways of the cases of a structure, before any assumption has a value.

    Made for a structure by `govgraph.casework.routing.routing`; `flow` then takes values of the
    parameters and is quick, so that ranges can be swept, and `renumbered` takes other numbers in
    the tables.

    Attributes
    ----------
    routes : Routes
        Where cases can go.
    structure : Structure
        Its tables say how many cases there are, how many hours they take, how likely calls are
        answered, and how many officials are in post.
    workload : Workload or None
        Its tables say how many officials work cases, and the parameters.
    """

    routes: Routes
    structure: Structure
    workload: Workload | None

    def renumbered(self, structure: Structure, workload: Workload | None) -> "Routing":
        """Return the routing of a structure that differs from this one in numbers alone.

        Parameters
        ----------
        structure : Structure
            The same rows in every table; cases, hours, officials in post and chances may differ.
        workload : Workload or None
            The same rows in every table; officials and parameters may differ.

        Returns
        -------
        Routing
            What `govgraph.casework.routing.routing` makes of both, without looking for ways again.

        Raises
        ------
        UserError
            When a table has more or fewer rows.

        Notes
        -----
        Of several calls that a unit can make, it keeps to the one that is likeliest to be answered
        here.
        """
        same = all(len(structure.table(t)) == len(self.structure.table(t)) for t in _NUMBERED)
        if not same or _officials(workload) != _officials(self.workload):
            raise UserError("casework.other_rows")
        return Routing(self.routes, structure, workload)

    def flow(
        self, parameters: Mapping[str, float] | None = None, *, response: float | None = None
    ) -> CaseFlow:
        """Return the case flow under some values of the parameters.

        Parameters
        ----------
        parameters : mapping of str to float, optional
            Values for all units and matters, in place of defaults and of the workload's sheet.
        response : float, optional
            How likely every call is to be answered, in place of what its tie states.

        Raises
        ------
        UnknownNameError
            When there is no parameter of a name.
        UserError
            When a value is outside of what the parameter can be.
        """
        values = Parameters.of(self.workload, parameters)
        return CaseFlow(
            desks=self._desks(values),
            cells=self._cells(values),
            states=self._states(values),
            steps=self._steps(values, response),
            forks=self.routes.forks,
            unserved=self._unserved,
        )

    def _desks(self, values: Parameters) -> pd.DataFrame:
        desks = self.routes.desks
        unit = desks["unit"].to_numpy(object)
        stated = self._servers
        filled = self.structure.units["filled"].to_numpy(float, na_value=np.nan)
        nobody = np.full(len(unit), None, object)
        share = values.values("case_share", nobody, unit)
        spent = np.where(np.isnan(stated["servers"]), _WEEK * share, _WEEK)
        hours = np.where(np.isnan(stated["hours_per_week"]), spent, stated["hours_per_week"])
        in_post = filled[desks["unit_row"].to_numpy(np.int64)]
        officials = np.where(np.isnan(stated["servers"]), in_post, stated["servers"])
        return pd.DataFrame(
            {
                "unit": desks["unit"],
                "skill": desks["skill"],
                "servers": np.maximum(np.rint(np.nan_to_num(officials, nan=1.0)), 1).astype(int),
                "hours_per_week": np.where(officials == 0, 0.0, hours),
                "absence": np.nan_to_num(stated["absence"]),
                "organisation": desks["organisation"],
                "level": desks["level"],
                "assumed": np.isnan(officials),
            }
        )

    @cached_property
    def _servers(self) -> dict[str, Floats]:
        """What the workload states of each desk, nan where it states nothing."""
        row = self.routes.desks["server_row"].to_numpy(np.int64)
        found = {}
        for name in ("servers", "hours_per_week", "absence"):
            own = np.full(1, np.nan)
            if self.workload is not None:
                stated = self.workload.servers[name].to_numpy(float, na_value=np.nan)
                own = np.append(stated, np.nan)
            found[name] = own[row]
        return found

    def _cells(self, values: Parameters) -> pd.DataFrame:
        frame = self.routes.cells.copy(deep=False)
        matter = frame["matter"].to_numpy(object)
        nobody = np.full(len(matter), None, object)
        for name in ("patience_hours", "over_heads", "confirm", "repeat", "repeat_hours"):
            frame[name] = values.values(name, matter, nobody)
        return frame

    def _states(self, values: Parameters) -> pd.DataFrame:
        routes, hours = self.routes, self._hours.copy()
        for name, states in routes.by_default.items():
            left = states[np.isnan(hours[states])]
            hours[left] = values.values(name, routes.matter[left], routes.unit[left])
        return pd.DataFrame(
            {
                "desk": routes.states["desk"],
                "unit": routes.states["unit"],
                "cell": routes.states["cell"],
                "phase": routes.phase,
                "hours": hours,
                "arrivals": self._arrivals,
                "site": routes.states["site"],
            }
        )

    @cached_property
    def _hours(self) -> Floats:
        """Hours that duties or matters state for each state, nan where they state none."""
        stated = np.append(self.routes.shares.hours(self.structure), np.nan)
        return np.asarray(stated[self.routes.states["work"].to_numpy(np.int64)], np.float64)

    @cached_property
    def _arrivals(self) -> Floats:
        """Cases a year that begin in each state."""
        entries = self.routes.entries
        state = entries["state"].to_numpy(np.int64)
        cases = self._cases * entries["share"].to_numpy(float)
        served = state >= 0
        return np.asarray(np.bincount(state[served], cases[served], self.routes.n), np.float64)

    @cached_property
    def _cases(self) -> Floats:
        """Cases a year of the row of demand of each entry."""
        cases = self.structure.demand["cases"].to_numpy(float)
        return np.asarray(cases[self.routes.entries["demand"].to_numpy(np.int64)], np.float64)

    @property
    def _unserved(self) -> pd.DataFrame:
        nowhere = (self.routes.entries["state"] < 0).to_numpy(bool)
        row = self.routes.entries["demand"].to_numpy(np.int64)[nowhere]
        found = self.structure.demand.iloc[row][["matter", "area"]].reset_index(drop=True)
        return found.assign(cases=self._cases[nowhere])

    def _steps(self, values: Parameters, response: float | None) -> pd.DataFrame:
        trials = self.routes.trials
        chance = self._chances(values, response) * trials["share"].to_numpy(float)
        taken = np.flatnonzero(chance > 0)
        return pd.DataFrame(
            {
                "state": self.routes.state[taken],
                "target": trials["target"].to_numpy(np.int64)[taken],
                "action": self.routes.action[taken],
                "probability": chance[taken],
                "delay": self._delays(values)[taken],
            }
        )

    def _chances(self, values: Parameters, response: float | None) -> Floats:
        """Probability of each trial: that it succeeds after all before it have failed."""
        own, x = np.zeros(len(self.routes.trials)), self._x
        if response is not None:
            x = np.where(self.routes.trials["relation"].to_numpy(np.int64) >= 0, response, x)
        for name, formula in TRIALS.items():
            meant = self.routes.by_kind[name]
            own[meant] = formula(partial(self._value, values, meant), x[meant])
        left = np.ones(self.routes.n)
        for turn in self.routes.turns:
            success = own[turn.first]
            own[turn.trial] *= left[turn.state]
            left[turn.decided] *= 1 - success
        return own

    @cached_property
    def _x(self) -> Floats:
        """The number of each trial: that of its tie where a tie states it."""
        trials = self.routes.trials
        row = trials["relation"].to_numpy(np.int64)
        chance = self.structure.relations["probability"].to_numpy(float, na_value=np.nan)
        own = trials["x"].to_numpy(float)
        return np.where(row >= 0, np.append(chance, np.nan)[row], own)

    def _value(self, values: Parameters, trials: Ints, name: str) -> Floats:
        """Return a parameter for some trials."""
        state = self.routes.state[trials]
        return values.values(name, self.routes.matter[state], self.routes.unit[state])

    def _delays(self, values: Parameters) -> Floats:
        limit = self.routes.trials["limit_hours"].to_numpy(float)
        found = np.zeros(len(limit))
        for name, trials in self.routes.waiting.items():
            own = limit[trials]
            hours = np.where(np.isnan(own), self._value(values, trials, "call_hours"), own)
            part = self._value(values, trials, "response") if name == RESPONSE else 1.0
            found[trials] = hours * part
        return found


def _officials(workload: Workload | None) -> int | None:
    return None if workload is None else len(workload.servers)
