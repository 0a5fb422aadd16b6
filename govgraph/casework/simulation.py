"""Cases simulated on their way through a structure (办件仿真)."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from govgraph.casework.flow import CaseFlow
from govgraph.casework.simulating import measuring, records
from govgraph.casework.simulating.conditions import Conditions
from govgraph.casework.simulating.gathering import Progress, gather
from govgraph.casework.simulating.intervals import Estimate, student
from govgraph.casework.simulating.plan import Plan
from govgraph.casework.simulating.replication import Replication
from govgraph.casework.simulating.tables import Tables
from govgraph.errors import UnknownNameError
from govgraph.model.event_log import EventLog

#: A Monday, on which simulated logs begin.
_BEGIN = "2024-01-01"


@dataclass(frozen=True, eq=False)
class Simulation:
    """What a simulation showed.

    Hours are counted from the end of the warm-up.

    Attributes
    ----------
    tables : Tables
        The case flow, the conditions and the plan.
    seed : int
        Seed of all draws.
    replications : tuple of Replication
        The runs.
    interrupted : bool
        Whether the user stopped it before all runs were done.
    """

    tables: Tables
    seed: int
    replications: tuple[Replication, ...]
    interrupted: bool = False

    @cached_property
    def runs(self) -> pd.DataFrame:
        """One row per run.

        - The books of the whole run: ``all_opened`` = ``all_settled`` + ``all_given_up`` +
          ``all_stuck`` + ``all_open``, so that ``lost`` is 0; ``events``.
        - Little's law in the counted time: ``in_progress`` (over time) = ``arrival_rate`` (an
          hour) × ``mean_stay`` (hours, from the cases); ``little_gap`` is the relative difference,
          which is rounding.
        - The counted cases: how many were ``registered``, ``repeats`` among them; of these the
          shares ``settled``, ``given_up``, ``stuck`` and still ``open`` (censored); mean hours
          ``time`` until settled and share ``on_time`` of the settled that have a time limit;
          ``confirmed`` share of the settled; means over ended cases of ``hand_offs``, ``stops``,
          ``visits``, ``places``, ``returns``, ``over_heads``; ``drift``: mean number in progress
          in the second half of the counted time minus that in the first. Undefined ones are nan.
        """
        return measuring.runs(self.tables, self.replications)

    @cached_property
    def summary(self) -> pd.DataFrame:
        """Mean of each measure over the runs, with its interval (``mean, low, high, runs``)."""
        rows = {name: self.estimate(name) for name in ("registered", *measuring.MEASURES)}
        return pd.DataFrame.from_dict(rows, orient="index", columns=list(Estimate._fields))

    def estimate(self, measure: str) -> Estimate:
        """Return the mean of one column of `runs`, with its interval.

        Raises
        ------
        UnknownNameError
            When there is no such column.
        """
        if measure not in self.runs:
            known = self.runs.columns.tolist()
            raise UnknownNameError.among("simulation.as_measures", measure, known)
        return student(self.runs[measure].to_numpy(float), self.tables.plan.confidence)

    @cached_property
    def cases(self) -> pd.DataFrame:
        """One row per counted case and run.

        ``case`` and ``petitioner`` (the first case of the same person) are numbers within a run;
        ``opened``, ``accepted``, ``closed`` are hours, missing where it did not come to that;
        ``end`` is ``settled``, ``given_up``, ``stuck`` or ``open``. The columns mean what they
        mean in `case_records`; ``visits`` and ``places`` are those of the person. ``on_time`` is
        missing without a time limit, and while an open case may still keep it.
        """
        return records.cases(self.tables, self.replications)

    @cached_property
    def visits(self) -> pd.DataFrame:
        """One row per visit of a counted case to a unit: the event log, in hours."""
        return records.visits(self.tables, self.replications)

    @cached_property
    def desks(self) -> pd.DataFrame:
        """One row per run and desk.

        Cases ``begun``, mean number of officials ``busy`` and of cases ``waiting``,
        ``utilisation``, and mean ``waiting_time`` in hours (nan where nothing was begun).
        """
        return measuring.desks(self.tables, self.replications)

    @cached_property
    def backlog(self) -> pd.DataFrame:
        """One row per run, hour and desk: number of cases ``present``."""
        return measuring.backlog(self.tables, self.replications)

    @cached_property
    def steps(self) -> pd.DataFrame:
        """The steps of the flow, with how often each was taken in a year (``yearly``)."""
        return measuring.steps(self.tables, self.replications)

    def only(self, replication: int) -> "Simulation":
        """Return one run by itself; nothing at all where there is no run of this number."""
        kept = tuple(one for one in self.replications if one.number == replication)
        return self if kept == self.replications else replace(self, replications=kept)

    def event_log(self, replication: int = 0, begin: str = _BEGIN) -> EventLog:
        """Return the visits of one run in the form in which real event logs are read.

        Parameters
        ----------
        replication : int
            Number of the run.
        begin : str
            When the counted time begins; a Monday where there are opening hours.
        """
        alone = self.only(replication)
        visits, cases = alone.visits, alone.cases.set_index("case")
        frame = visits.assign(case=visits["case"].astype(str))
        for name in ("petitioner", "confirmed"):
            frame[name] = cases[name].reindex(visits["case"]).array
        frame["petitioner"] = frame["petitioner"].astype(str)
        start = pd.Timestamp(begin)
        for name in ("arrived", "begun", "finished"):
            frame[name] = start + pd.to_timedelta(np.round(frame[name] * 3.6e9), unit="us")
        plan = self.tables.plan
        return EventLog.of(frame, start + pd.Timedelta(hours=plan.end - plan.warm))


def simulate_flow(
    flow: CaseFlow,
    conditions: Conditions | None = None,
    plan: Plan | None = None,
    *,
    seed: int = 0,
    workers: int = 1,
    progress: Progress | None = None,
) -> Simulation:
    """Simulate the cases of a flow.

    Parameters
    ----------
    flow : CaseFlow
        Desks, cells, states and steps.
    conditions : Conditions, optional
        What the flow leaves open: opening hours, absence, surges and so on.
    plan : Plan, optional
        Length and number of the runs, the precision wanted, and what is kept.
    seed : int
        Seed. The same seed gives the same bytes, whatever the number of workers.
    workers : int
        Threads; −1 for every core.
    progress : callable, optional
        Told ``(done, most)`` after each run.

    Returns
    -------
    Simulation
        The runs. After Ctrl-C those that were finished, marked ``interrupted``.

    Raises
    ------
    UserError
        When a state of the flow takes no time.
    KeyboardInterrupt
        When the user stops before the first run is done.

    Notes
    -----
    Draws are functions of seed, run, matter, area, number of the case and of its visit. A flow of
    another structure thus sees the same persons come at the same times, with the same luck (common
    random numbers), so that differences between structures show in fewer runs. Within a matter and
    area the door is drawn, too: a person whose door is closed comes at the same time to another.
    Events cost O(log of the cases in progress) each, some ten million in a second on one core.

    A person attends at no more than 64 different places about one matter in one area as `places`
    counts them. Parts of joint handling are not given up one by one: patience is not lost there.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.casework.routing import routing
    >>> from govgraph.casework.simulating.plan import Plan
    >>> from govgraph.casework.simulation import simulate_flow
    >>> build = gg.Builder().add("levels", id="c", name="C")
    >>> build = build.add("areas", id="A", name="A", level="c")
    >>> build = build.add("units", id="env", name="Environment", kind="department", area="A")
    >>> build = build.add("matters", id="noise", name="Noise", hours=6)
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("demand", matter="noise", area="A", cases=50, door="env")
    >>> found = simulate_flow(routing(build.build()).flow(), plan=Plan(replications=3), seed=7)
    >>> found.runs["lost"].tolist(), found.estimate("settled").mean > 0.8
    ([0, 0, 0], True)
    """
    tables = Tables(flow, conditions or Conditions(), plan or Plan())
    found, interrupted = gather(tables, seed, workers, progress)
    return Simulation(tables, seed, tuple(found), interrupted)
