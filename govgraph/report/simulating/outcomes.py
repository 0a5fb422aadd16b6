"""What came out in each scenario, with intervals, and how scenarios differ."""

import math
from collections.abc import Mapping

import pandas as pd

from govgraph.casework.contrasts import contrast
from govgraph.casework.simulating.intervals import Estimate
from govgraph.casework.studying import CaseWork
from govgraph.report.simulating.content import Outcome, OutcomeRow
from govgraph.text import Language, say

#: Measures shown, with how they are written and which way is better.
SHOWN = {
    "settled": ("share", "better"),
    "time": ("days", "worse"),
    "on_time": ("share", "better"),
    "hand_offs": ("number", "worse"),
    "visits": ("number", "worse"),
    "places": ("number", "worse"),
    "returns": ("number", "worse"),
    "given_up": ("share", "worse"),
    "over_heads": ("share", "worse"),
    "repeats": ("share", "worse"),
    "in_progress": ("number", "worse"),
}


def outcome_rows(works: Mapping[str, CaseWork], lang: Language) -> tuple[OutcomeRow, ...]:
    """Return every measure shown, in each scenario."""
    first = next(iter(works.values()))
    differing = {
        name: contrast(first.simulation, work.simulation)
        for name, work in works.items()
        if work is not first
    }
    return tuple(
        OutcomeRow(
            say(f"simulate_page.measure_{measure}", lang),
            say(f"simulate_page.meaning_{measure}", lang),
            tuple(
                _outcome(measure, work, differing.get(name), lang) for name, work in works.items()
            ),
        )
        for measure in SHOWN
    )


def _outcome(
    measure: str, work: CaseWork, differing: pd.DataFrame | None, lang: Language
) -> Outcome:
    mean, low, high, _ = work.simulation.estimate(measure)
    value, interval = written(measure, mean, lang), between(measure, low, high, lang)
    if differing is None:
        return Outcome(value, interval)
    differences = differing.loc[[measure], ["difference", "low", "high"]].to_numpy(float)
    change, low, high = differences[0].tolist()
    shown = say(
        "simulate_page.difference",
        lang,
        change=written(measure, change, lang, signed=True),
        interval=between(measure, low, high, lang, signed=True),
    )
    return Outcome(value, interval, shown, _verdict(measure, low, high))


def _verdict(measure: str, low: float, high: float) -> str:
    if math.isnan(low) or low <= 0 <= high:
        return "chance"
    rises = low > 0
    return "better" if rises == (SHOWN[measure][1] == "better") else "worse"


def shown(measure: str, found: Estimate, lang: Language) -> str:
    """Return a mean with its interval on one line."""
    return f"{written(measure, found.mean, lang)} [{between(measure, found.low, found.high, lang)}]"


def between(measure: str, low: float, high: float, lang: Language, *, signed: bool = False) -> str:
    """Return an interval as it is written; nothing where there is none."""
    if math.isnan(low) or math.isnan(high):
        return ""
    ends = [written(measure, end, lang, signed=signed) for end in (low, high)]
    return say("simulate_page.between", lang, low=ends[0], high=ends[1])


def written(measure: str, value: float, lang: Language, *, signed: bool = False) -> str:
    """Return a value of a measure as it is written; a dash where it is undefined."""
    if math.isnan(value):
        return "—"
    if math.isinf(value):
        return say("simulate_page.without_end", lang)
    sign, kind = ("+" if signed else ""), SHOWN[measure][0]
    if kind == "share":
        unit = say("simulate_page.points", lang) if signed else "%"
        return f"{value * 100:{sign}.1f}{unit}".replace("-", "−")
    if kind == "days":
        return say("simulate_page.days", lang, days=f"{value / 24:{sign}.1f}").replace("-", "−")
    return f"{value:{sign}.2f}".replace("-", "−")
