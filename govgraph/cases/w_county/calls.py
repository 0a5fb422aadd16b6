"""Calls in a case flow: how many are answered, and how many a department can take."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.casework.analysis import Analysis
from govgraph.casework.flow import ACTIONS, HOURS_PER_YEAR, PHASES
from govgraph.casework.queues import wait_probabilities

Floats = NDArray[np.float64]

_MONTHS = 12
#: Halvings of an interval, enough for a millionth of it.
_HALVINGS = 20


def calls(analysis: Analysis) -> pd.DataFrame:
    """Return the calls that cases bring about.

    Parameters
    ----------
    analysis : Analysis
        Of a stage with calls.

    Returns
    -------
    DataFrame
        One row per state in which somebody calls: ``made`` and ``answered``, calls an hour;
        ``desk`` that is called; ``saved``, by how many hours an answer comes before the time
        limit, after which a call that nobody answers is taken to the superior.
    """
    flow = analysis.flow
    steps = flow.steps.assign(cases=analysis.passage.flows[flow.ints("state")])
    answer = steps[steps["action"] == ACTIONS.index("call")].set_index("state")
    refusal = steps[(steps["action"] == ACTIONS.index("escalate")) & (steps["delay"] > 0)]
    refusal = refusal.set_index("state").reindex(answer.index)
    chance, refused = answer["probability"], refusal["probability"].fillna(0.0)
    return pd.DataFrame(
        {
            "made": answer["cases"] * (chance + refused),
            "answered": answer["cases"] * chance,
            "desk": flow.states["desk"].to_numpy(np.int64)[answer["target"].to_numpy(np.int64)],
            "saved": refusal["delay"] - answer["delay"],
        }
    )


def answered(analysis: Analysis) -> float:
    """Return the share of the calls that are answered; nan without calls."""
    found = calls(analysis)[["made", "answered"]].sum()
    return float(found["answered"] / found["made"]) if found["made"] > 0 else float("nan")


@dataclass(frozen=True, eq=False)
class CalledDesks:
    """The desks of the departments that are called, with what calls bring and what else comes.

    Attributes
    ----------
    unit : Index
        The departments.
    servers : array of int
        Officials.
    calls : array of float
        Calls that are answered, a month.
    saved : array of float
        Mean hours by which an answer comes before the time limit, before any waiting.
    own, brought : array of float
        Visits an hour, work they bring (in officials) and mean square of its hours, times visits,
        of other cases and of calls: three rows, one column per desk.
    """

    unit: pd.Index
    servers: NDArray[np.int64]
    calls: Floats
    saved: Floats
    own: Floats
    brought: Floats

    @classmethod
    def of(cls, analysis: Analysis) -> "CalledDesks":
        """Return the desks that calls come to in an analysis."""
        loads, states = analysis.loads, analysis.flow.states
        by_call = (states["phase"] == PHASES.index("called")).to_numpy(bool)
        flows = np.where(loads.visited, analysis.passage.flows, 0.0)
        brings = (flows, flows * loads.service, flows * 2 * loads.service**2)

        def per_desk(chosen: NDArray[np.bool_]) -> Floats:
            return np.stack([loads.by_desk(np.where(chosen, one, 0.0)) for one in brings])

        brought = per_desk(by_call)
        desk = np.flatnonzero(brought[0])
        made = calls(analysis).dropna()
        weights = made.assign(saved=made["saved"] * made["answered"]).groupby("desk").sum()
        saved = (weights["saved"] / weights["answered"]).reindex(desk).to_numpy(float)
        return cls(
            pd.Index(analysis.flow.desks["unit"].to_numpy(object)[desk], name="unit"),
            loads.servers[desk],
            brought[0, desk] * HOURS_PER_YEAR / _MONTHS,
            saved,
            per_desk(~by_call)[:, desk],
            brought[:, desk],
        )

    def waits(self, times: Floats) -> Floats:
        """Return the mean wait at each desk with so many times its calls, all else as it is.

        As `govgraph.casework.loads.Loads` has it for desks whose cases have one priority.
        """
        visits, work, square = self.own + times * self.brought
        with np.errstate(divide="ignore", invalid="ignore"):
            busy, service = work / self.servers, work / visits
            variation = np.maximum(square / visits / service**2 - 1, 1.0)
            residual = wait_probabilities(self.servers, work) * service / self.servers
            waits = residual * (1 + variation) / 2 / (1 - busy)
        return np.asarray(np.where(work > 0, np.where(busy < 1, waits, np.inf), 0.0), np.float64)

    def until_eaten(self) -> Floats:
        """Return how many times its calls make each desk keep them waiting as long as they save.

        0 where other cases alone do.
        """
        spare = np.maximum(self.servers - self.own[1], 0.0)
        low, high = np.zeros(len(spare)), spare / self.brought[1]
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            over = self.waits(middle) >= self.saved
            low, high = np.where(over, low, middle), np.where(over, middle, high)
        return low
