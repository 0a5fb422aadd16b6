"""Who has the cases: in progress, by unit, per official, over time."""

import numpy as np
import pandas as pd

from govgraph.casework.analysis import Analysis
from govgraph.casework.flow import HOURS_PER_YEAR
from govgraph.casework.yardsticks.caseload import Caseload, Terms
from govgraph.casework.yardsticks.catalogue import yardstick
from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import Wording
from govgraph.model.event_log import EventLog


def _by_acting_unit(analysis: Analysis, values: np.ndarray) -> pd.Series:
    visited = analysis.loads.visited
    units = analysis.flow.states["unit"][visited]
    return pd.Series(values[visited], index=units).groupby(level=0).sum()


def _present(analysis: Analysis, _terms: Terms) -> float:
    """Cases in progress in the long run, by Little's law."""
    entries, hours = analysis.passage.entries, analysis.durations.to_the_end
    coming = entries > 0
    return float(entries[coming] @ hours[coming])


def _long_run_load(analysis: Analysis, terms: Terms) -> pd.Series:
    flows = _by_acting_unit(analysis, analysis.passage.flows) * HOURS_PER_YEAR
    return flows / _officials(terms).reindex(flows.index)


def _long_run_hours(analysis: Analysis, _terms: Terms) -> pd.Series:
    hours = _by_acting_unit(analysis, analysis.passage.flows * analysis.durations.stays)
    return hours / hours.sum()


def _officials(terms: Terms) -> pd.Series:
    if terms.officials is None or not (terms.officials > 0).any():
        raise UndefinedMeasureError("yardsticks.no_officials")
    return terms.officials.where(terms.officials > 0)


@yardstick(
    en=Wording(
        "Cases in progress",
        "Mean number of open cases over the time of the log. Cases lodged before the log begins "
        "are not seen.",
        "Higher: a larger backlog.",
        undefined="Undefined where the log has fewer than two cases.",
    ),
    zh=Wording(
        "平均在办件数",
        "全部办件未结的总时长除以提出办件的时段长度；办件均观察到结束时，"
        "按利特尔法则即平均未结件数。",
        "数值越大，积压越多。",
        undefined="日志中的办件不足两件时无定义。",
    ),
    formula=r"\sum_c h(c) \,/\, \left(\max_c t_{\mathrm{begin}}(c) - "
    r"\min_c t_{\mathrm{begin}}(c)\right)",
    holds="cases",
    higher="worse",
    analytic=_present,
    sources=("Little1961",),
)
def in_progress(caseload: Caseload) -> float:
    """Return the mean number of open cases."""
    cases = caseload.registered()
    if not caseload.span_hours > 0:
        raise UndefinedMeasureError("yardsticks.no_cases")
    return float(cases["observed_hours"].sum() / caseload.span_hours)


@yardstick(
    en=Wording(
        "Load per official",
        "Visits of cases that one official of a unit finishes, per year in which cases are lodged.",
        "Higher: more work for each.",
        undefined="Undefined where it is not known how many officials a unit has.",
    ),
    zh=Wording(
        "人均办件量",
        "单位每名工作人员每年办完的办件次数。",
        "数值越大，人均负担越重。",
        undefined="不知单位人数时无定义。",
    ),
    formula=r"|\{v : u(v) = u, t_{\mathrm{finished}}(v) \le T\}| \,/\, (n_u T)",
    per="unit",
    holds="cases",
    higher="depends",
    analytic=_long_run_load,
)
def load_per_official(caseload: Caseload) -> pd.Series:
    """Return the visits that one official of each unit finishes in a year."""
    officials = _officials(caseload.terms)
    caseload.registered()
    if not caseload.span_hours > 0:
        raise UndefinedMeasureError("yardsticks.no_cases")
    visits = caseload.log.visits
    done = visits.loc[visits["finished"].notna(), "unit"].astype("str").value_counts()
    units = visits["unit"].astype("str").unique()
    years = caseload.span_hours / HOURS_PER_YEAR
    return done.reindex(units, fill_value=0) / officials.reindex(units) / years


@yardstick(
    en=Wording(
        "Responsibility while time passes",
        "Share of all hours that cases spend with units which they spend with each: waiting or "
        "being worked on there.",
        "Higher: the time that people wait is this unit's.",
        undefined="Undefined where no case has spent any time.",
    ),
    zh=Wording(
        "在办时长占比",
        "办件在各单位停留（等待或办理）的时间占总停留时间的比例。",
        "数值越大，群众等待的时间越多耗在该单位。",
        undefined="办件未停留任何时间时无定义。",
    ),
    formula=r"\sum_{v : u(v) = u} h(v) \,/\, \sum_v h(v)",
    per="unit",
    holds="share",
    higher="depends",
    analytic=_long_run_hours,
)
def time_held(caseload: Caseload) -> pd.Series:
    """Return the share of the time of all cases that they spend with each unit."""
    visits = caseload.log.visits
    left = visits["finished"].fillna(caseload.log.until)
    hours = (left - visits["arrived"]).dt.total_seconds() / 3600
    held = hours.groupby(visits["unit"].astype("str")).sum()
    if not held.sum() > 0:
        raise UndefinedMeasureError("yardsticks.no_time")
    return held / held.sum()


def backlog(log: EventLog, every: str = "D") -> pd.DataFrame:
    """Return how many cases each unit has over time.

    Parameters
    ----------
    log : EventLog
        The log.
    every : str
        Distance of the times, as pandas writes it: ``"D"`` days, ``"W"`` weeks, ``"MS"`` months.

    Returns
    -------
    DataFrame
        Times by units: cases that have come and not left by then.

    Examples
    --------
    >>> import pandas as pd
    >>> from govgraph.casework.yardsticks.holding import backlog
    >>> from govgraph.model.event_log import EventLog
    >>> log = EventLog.of(pd.DataFrame({
    ...     "case": ["1", "2"], "unit": ["window", "window"],
    ...     "arrived": ["2024-01-01", "2024-01-02"], "finished": ["2024-01-03 12:00", None]}))
    >>> backlog(log)["window"].tolist()
    [1, 2, 2]
    """
    visits = log.visits
    times = pd.date_range(visits["arrived"].min().floor("D"), log.until, freq=every)
    found = {}
    for unit, rows in visits.groupby(visits["unit"].astype("str")):
        come = np.searchsorted(np.sort(rows["arrived"]), times, side="right")
        gone = np.searchsorted(np.sort(rows["finished"].dropna()), times, side="right")
        found[unit] = come - gone
    return pd.DataFrame(found, index=times.rename("time"))
