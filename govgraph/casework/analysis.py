"""What can be said of a case flow without simulating it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from govgraph.casework.coming_back import come_back_shares
from govgraph.casework.counts import Count, acting, hand_offs, stops, visits
from govgraph.casework.distinct import Distinct, doors, places
from govgraph.casework.durations import Durations
from govgraph.casework.flow import ACTIONS, HOURS_PER_WEEK, HOURS_PER_YEAR, CaseFlow
from govgraph.casework.loads import Loads
from govgraph.casework.passage import Floats, Passage
from govgraph.casework.settling import ends, never_settled, settled_by
from govgraph.errors import UnknownNameError


@dataclass(frozen=True, eq=False)
class Analysis:
    """A case flow as an absorbing chain and as a network of queues.

    Every table is worked out when it is first asked for. Means are over all cases registered,
    petitions brought again included; hours are those of the calendar.

    Attributes
    ----------
    flow : CaseFlow
        The flow.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.casework.analysis import analyse_flow
    >>> from govgraph.casework.routing import routing
    >>> build = gg.Builder().add("levels", id="c", name="C")
    >>> build = build.add("areas", id="A", name="A", level="c")
    >>> build = build.add("units", id="env", name="Environment", kind="department", area="A")
    >>> build = build.add("matters", id="noise", name="Noise", hours=6)
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("demand", matter="noise", area="A", cases=5, door="env")
    >>> analysis = analyse_flow(routing(build.build()).flow())
    >>> float(analysis.total["hand_offs"]), analysis.first_to_saturate
    (0.0, 'env')
    """

    flow: CaseFlow

    @cached_property
    def passage(self) -> Passage:
        """The way of the cases."""
        return Passage(self.flow)

    @cached_property
    def loads(self) -> Loads:
        """The desks."""
        return Loads(self.passage)

    @cached_property
    def durations(self) -> Durations:
        """The times."""
        return Durations(self.loads)

    @cached_property
    def counts(self) -> dict[str, Count]:
        """What is counted on the way of a case."""
        return {
            "hand_offs": hand_offs(self.passage),
            "stops": stops(self.passage),
            "visits": visits(self.passage),
            "returns": acting(self.passage, ACTIONS.index("return")),
        }

    @cached_property
    def _distinct(self) -> dict[str, Distinct]:
        return {"doors": doors(self.passage), "places": places(self.passage)}

    def by_state(self, name: str) -> Floats:
        """Return a column of `cells` for a case that begins in each state, nothing else worked out.

        Raises
        ------
        UnknownNameError
            When there is no column of that name that is a mean over the cases.
        """
        if name in self.counts:
            return self.counts[name].means
        if name in self._distinct:
            return self._distinct[name].means
        if name == "hours_to_end":
            return self.durations.to_the_end
        if name not in self._ends and name not in self._by_state:
            raise UnknownNameError.among("analysis.as_counts", name, self._by_state)
        return self._ends[name] if name in self._ends else self._by_state[name]

    def mean(self, name: str) -> float:
        """Return a column of `cells` over all cases; quicker than `total` where one is wanted."""
        return float(self.passage.over_all(self.by_state(name)))

    def by_cell(self, name: str) -> Floats:
        """Return a column of `cells` that is a mean over cases, or ``hours``; nothing else."""
        if name != "hours":
            return self.passage.by_cell(self.by_state(name))
        settled = self.passage.by_cell(self.passage.settled)
        return _ratio(self.passage.by_cell(self._settled_hours), settled)

    @cached_property
    def _ends(self) -> dict[str, Floats]:
        return ends(self.passage)

    @cached_property
    def _by_state(self) -> dict[str, Floats]:
        """Values for a case that begins in each state."""
        counted: dict[str, Count | Distinct] = {**self.counts, **self._distinct}
        found = self._ends | {name: count.means for name, count in counted.items()}
        squares = {f"{name}²": count.squares for name, count in counted.items()}
        found |= squares | {"one_visit": self.counts["visits"].at_most(1)}
        found |= {"one_place": self._distinct["places"].at_most_one}
        found |= {"come_backs": come_back_shares(self.passage)}
        return found | {"hours_to_end": self.durations.to_the_end}

    @cached_property
    def cells(self) -> pd.DataFrame:
        """One row per matter and area.

        ``registered`` cases a year; shares that end ``settled``, ``given_up``, ``stuck`` or never
        (``trapped``); ``hand_offs`` between organisations, ``stops`` at desks, ``visits`` of the
        person, ``doors`` and ``places`` the person comes to, ``returns`` (退单), each with its
        variance; share with at most ``one_visit`` (最多访一次) and ``one_place`` (最多跑一地);
        share of cases passed back (``come_backs``, 踢皮球); mean ``hours`` until settlement of
        those settled, ``hours_to_end`` of all; share of those settled that are ``on_time``, and
        ``on_time_reason`` where that cannot be had: ``no_limit``, ``overloaded``, ``none_settled``.
        """
        passage = self.passage
        table = self.flow.cells[["matter", "area"]].reset_index(drop=True)
        table["registered"] = passage.registered * HOURS_PER_YEAR
        for name, values in self._by_state.items():
            table[name] = passage.by_cell(values)
        _variances(table)
        table["hours"] = self.by_cell("hours")
        within = passage.by_cell(self._in_time)
        table["on_time"] = _ratio(within, table["settled"])
        table["on_time_reason"] = self._reasons(table)
        return table

    @cached_property
    def _settled_hours(self) -> Floats:
        hours, settled = self.durations.to_settlement, self.passage.settled
        return np.asarray(np.where(self.passage.settling, hours * settled, 0.0))

    @cached_property
    def _in_time(self) -> Floats:
        """Probability of being settled in time, from each state; nan without a limit."""
        return self.durations.settled_within(self.flow.cells["limit_hours"].to_numpy(float))

    def _reasons(self, table: pd.DataFrame) -> pd.Series:
        reason = pd.Series("overloaded", index=table.index)
        reason[table["settled"] == 0] = "none_settled"
        reason[self.flow.cells["limit_hours"].isna().to_numpy()] = "no_limit"
        reason[table["on_time"].notna()] = ""
        return reason

    @cached_property
    def total(self) -> pd.Series:
        """The columns of `cells` for all cases together; ``on_time`` over those with a limit."""
        passage = self.passage
        found = {"registered": float(passage.entries.sum()) * HOURS_PER_YEAR}
        found |= {name: passage.over_all(values) for name, values in self._by_state.items()}
        row = pd.DataFrame([found])
        _variances(row)
        settled = passage.over_all(passage.settled)
        row["hours"] = _ratio(np.array([passage.over_all(self._settled_hours)]), settled)
        limited = ~np.isnan(self._in_time) & (passage.entries > 0)
        weights = np.where(limited, passage.entries, 0.0)
        in_time = float(np.where(limited, self._in_time, 0.0) @ weights)
        row["on_time"] = _ratio(np.array([in_time]), float(passage.settled @ weights))
        return row.iloc[0].rename("all")

    def distribution(self, count: str) -> pd.Series:
        """Return the share of the cases for which something happens 0, 1, 2 … times.

        Parameters
        ----------
        count : {"hand_offs", "stops", "visits", "returns"}
            What is counted.

        Returns
        -------
        Series
            By number. Cases that may never end are missing to 1.

        Raises
        ------
        UnknownNameError
            When there is no such count.
        """
        if count not in self.counts:
            raise UnknownNameError.among("analysis.as_counts", count, self.counts)
        shares = self.counts[count].shares
        return pd.Series(shares, index=pd.RangeIndex(len(shares), name=count), name="share")

    @cached_property
    def desks(self) -> pd.DataFrame:
        """One row per desk of the flow.

        ``unit``, ``skill``, ``servers``, ``assumed``; ``cases`` that come in a year;
        ``utilisation``; mean hours of a visit (``service``) and of waiting (``wait``), share that
        waits (``waiting``); visits a year and hours of work a week that come to one official
        (``cases_per_official``, ``hours_per_official``); ``exact`` says whether the wait is that of
        a network of product form, or an approximation for the reasons in `approximations`.
        """
        loads = self.loads
        table = self.flow.desks[["unit", "skill", "servers", "assumed"]].reset_index(drop=True)
        return table.assign(
            cases=loads.flows * HOURS_PER_YEAR,
            utilisation=loads.utilisation,
            service=loads.mean_service,
            wait=loads.mean_waits,
            waiting=loads.wait_probability,
            cases_per_official=loads.cases_per_official,
            hours_per_official=loads.hours_per_official,
            exact=not self.approximations,
        )

    @cached_property
    def approximations(self) -> tuple[str, ...]:
        """Why waits are approximations, none where they are exact.

        ``several_means`` or ``priorities`` of the cases of one desk, ``calendars`` (officials who
        do not work round the clock are spread evenly), ``joint_handling`` (times of parts
        worked side by side are taken as independent), ``patience`` (nobody gives up waiting here).
        """
        desks, cells = self.flow.desks, self.flow.cells
        reasons = {
            "several_means": not self.loads.one_mean.all(),
            "priorities": not self.loads.one_priority.all(),
            "calendars": bool((desks["hours_per_week"] < HOURS_PER_WEEK).any()),
            "joint_handling": len(self.flow.forks) > 0,
            "patience": bool(cells["patience_hours"].notna().any()),
        }
        return tuple(reason for reason, holds in reasons.items() if holds)

    @cached_property
    def first_to_saturate(self) -> str | None:
        """Unit whose desk is overloaded first when all arrivals grow alike; None without cases."""
        if not len(self.flow.desks) or not self.loads.offered.any():
            return None
        return str(self.flow.desks["unit"].iloc[int(np.argmax(self.loads.utilisation))])

    @cached_property
    def room(self) -> float:
        """How many times today's arrivals the desks can take; below 1 one is overloaded."""
        busiest = float(self.loads.utilisation.max(initial=0.0))
        return 1 / busiest if busiest else np.inf

    @cached_property
    def settled_by(self) -> pd.DataFrame:
        """Cases a year settled by each unit and level, cell by cell."""
        return settled_by(self.passage)

    @cached_property
    def never_settled(self) -> pd.DataFrame:
        """States that cases come to and in which they can no longer be settled, by name."""
        return never_settled(self.passage)


def analyse_flow(flow: CaseFlow) -> Analysis:
    """Return what can be said of a case flow without simulating it.

    Parameters
    ----------
    flow : CaseFlow
        Ways and desks, as `govgraph.casework.routing` makes them from a structure.

    Returns
    -------
    Analysis
        Tables by cell, by desk and in total.
    """
    return Analysis(flow)


def _variances(table: pd.DataFrame) -> None:
    """Replace mean squares by variances; infinite where the mean is."""
    for name in [name for name in table.columns if name.endswith("²")]:
        mean = table[name.removesuffix("²")]
        finite = mean.where(np.isfinite(mean))
        spread = (table[name] - finite**2).clip(lower=0)
        table[f"{name.removesuffix('²')}_variance"] = spread.where(~np.isinf(mean), np.inf)
        del table[name]


def _ratio(values: Floats, whole: "pd.Series | Floats | float") -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(np.asarray(whole) > 0, values / np.asarray(whole), np.nan))
