"""The tables of the report of a simulation."""

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from govgraph.casework.parameters import PARAMETERS, Parameters
from govgraph.casework.studying import CaseWork
from govgraph.casework.yardsticks import Caseload, Terms, find, table
from govgraph.report.comparing.content import Cell, Table
from govgraph.report.names import Names
from govgraph.report.simulating.outcomes import SHOWN
from govgraph.text import Language, say

#: Desks that the page lists.
_BUSIEST = 12
#: Measures that the analysis has too, by its name for them.
_BOTH = {
    "settled": "settled",
    "given_up": "given_up",
    "stuck": "stuck",
    "hand_offs": "hand_offs",
    "visits": "visits",
    "places": "places",
    "returns": "returns",
    "time": "hours",
}
#: Titles that name the unit in which a table gives a measure.
_TITLES = {"time": "time_in_days"}


def headings(columns: Iterable[str], lang: Language) -> tuple[str, ...]:
    """Return headings in words."""
    return tuple(say(f"simulate_page.column_{name}", lang) for name in columns)


def number(value: object) -> Cell:
    """Return a number for a cell; None where it is not finite."""
    found = float(str(value))
    return found if math.isfinite(found) else None


def busiest(work: CaseWork, lang: Language, count: int | None = _BUSIEST) -> Table:
    """Return the desks by utilisation, the busiest first."""
    columns = ("unit", "officials", "cases", "utilisation", "wait_analytic", "wait_simulated")
    desks = work.analysis.desks
    simulated = work.simulation.desks["waiting_time"]
    waits = simulated.groupby(np.arange(len(simulated)) % max(len(desks), 1)).mean()
    names = Names(work.structure, lang)
    order = desks["utilisation"].sort_values(ascending=False, kind="stable").index[:count]
    rows: list[tuple[Cell, ...]] = []
    for desk in order.tolist():
        row = desks.loc[desk]
        rows.append(
            (
                _desk(row, names, lang),
                number(row["servers"]),
                number(round(float(row["cases"]), 1)),
                number(row["utilisation"]),
                number(float(row["wait"]) / 24),
                number(float(waits.get(desk, np.nan)) / 24),
            )
        )
    return Table(headings(columns, lang), tuple(rows))


def _desk(row: pd.Series, names: Names, lang: Language) -> str:
    name = names.name("units", row["unit"])
    if not isinstance(row["skill"], str):
        return name
    return say("simulate_page.skilled", lang, unit=name, skill=row["skill"])


def checked(work: CaseWork, lang: Language) -> Table:
    """Return simulated values with their intervals beside those of the analysis."""
    columns = ("measure", "simulated", "low", "high", "analytic")
    total = work.analysis.total
    rows = []
    for measure, name in _BOTH.items():
        mean, low, high, _ = work.simulation.estimate(measure)
        title = say(f"simulate_page.{_TITLES.get(measure, f'measure_{measure}')}", lang)
        scale = 1 / 24 if measure == "time" else 1.0
        rows.append((title, *(number(v * scale) for v in (mean, low, high, float(total[name])))))
    return Table(headings(columns, lang), tuple(rows))


def yardstick_table(works: Mapping[str, CaseWork], lang: Language) -> Table:
    """Return the yardsticks of the first run of each scenario."""
    found = {
        name: table(
            Caseload(work.event_log, Terms.of(work.structure, work.workload)),
            lang=lang,
        )
        for name, work in works.items()
        if len(work.event_log)
    }
    if not found:
        return Table((), ())
    first = next(iter(found.values()))
    values = [list(map(number, one["value"].tolist())) for one in found.values()]
    units = [say(f"simulate_page.holds_{find(str(one)).holds}", lang) for one in first.index]
    titles = zip(map(str, first["title"]), units, strict=True)
    rows = tuple((*title, *row) for title, *row in zip(titles, *values, strict=True))
    return Table((*headings(("yardstick", "holds"), lang), *found), rows)


def assumption_table(works: Sequence[CaseWork], lang: Language) -> Table:
    """Return every parameter with its value in the first scenario, its range and its meaning."""
    work = works[0]
    used = Parameters.of(work.workload, work.parameters).common
    rows = tuple(
        (name, one.meaning(lang), used[name], one.low, one.high) for name, one in PARAMETERS.items()
    )
    return Table(headings(("parameter", "meaning", "value", "low", "high"), lang), rows)


def outcome_table(works: Mapping[str, CaseWork], lang: Language) -> Table:
    """Return the measures shown, one row for each scenario, for spreadsheets."""
    columns = ("scenario", "measure", "mean", "low", "high", "runs")
    rows: list[tuple[Cell, ...]] = []
    for name, work in works.items():
        for measure in SHOWN:
            mean, low, high, runs = work.simulation.estimate(measure)
            title = say(f"simulate_page.measure_{measure}", lang)
            rows.append((name, title, number(mean), number(low), number(high), float(runs)))
    return Table(headings(columns, lang), tuple(rows))


def settling_table(works: Mapping[str, CaseWork], lang: Language) -> Table:
    """Return which units settle how many cases a year, by the analysis."""
    rows: list[tuple[Cell, ...]] = []
    for name, work in works.items():
        names = Names(work.structure, lang)
        settled = work.analysis.settled_by
        for unit, cases in settled.groupby("unit")["cases"].sum().sort_values()[::-1].items():
            rows.append((name, names.name("units", unit), number(round(float(cases), 1))))
    return Table(headings(("scenario", "unit", "settled_cases"), lang), tuple(rows))
