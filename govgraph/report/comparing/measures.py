"""Measures before and after, theme by theme, with direction and what moves by construction."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby
from typing import TypeAlias

import pandas as pd

from govgraph.comparison.result import Comparison
from govgraph.comparison.scorecard import COLUMNS as GOAL_COLUMNS
from govgraph.comparison.supervision import COLUMNS as SUPERVISION
from govgraph.measures.catalogue import Measure, catalogue, find
from govgraph.measures.delayering import headings
from govgraph.reforms.proposal import Goal
from govgraph.report.comparing.content import Change, GoalLine, Measured, Table, Theme
from govgraph.report.families import DASH, shown
from govgraph.report.references import sources
from govgraph.report.summary import MeasureRow
from govgraph.text import Language, say

#: Says of an option and a measure where the change stands among random reforms.
Standing: TypeAlias = Callable[[str, str], str]


def themes(comparison: Comparison, lang: Language, standing: Standing) -> tuple[Theme, ...]:
    """Return the measures by theme: those that change under any option, and the rest by title.

    `standing` says of an option and a measure where the change stands among random reforms.
    """
    taken = comparison.measures
    known = catalogue()
    by_name = {str(name): frame for name, frame in taken.groupby("name", sort=False)}
    asked = [known[name] for name in known if name in by_name]
    found = []
    for theme, members in groupby(asked, lambda one: one.belongs.theme):
        rows = list(members)
        moving = [m for m in rows if set(by_name[m.name]["verdict"]) - {"same", "undefined"}]
        still = tuple(m.wording(lang).title for m in rows if m not in moving)
        changed = tuple(
            replace(row, changes=_standings(row, comparison, standing))
            for row in (_measured(m, by_name[m.name], comparison, lang) for m in moving)
        )
        found.append(Theme(say(f"measures.theme_{theme}", lang), changed, still))
    return tuple(found)


def _standings(row: Measured, comparison: Comparison, standing: Standing) -> tuple[Change, ...]:
    return tuple(
        replace(change, standing=standing(option.name, row.measure.name))
        for option, change in zip(comparison.options, row.changes, strict=True)
    )


def _measured(one: Measure, rows: pd.DataFrame, comparison: Comparison, lang: Language) -> Measured:
    by_option = rows.set_index("option").loc[[option.name for option in comparison.options]]
    before = float(by_option["before"].iloc[0])
    moved = by_option.loc[by_option["verdict"] != "same", "after"].astype(float).tolist()
    digits = digits_that_tell(before, moved)
    return Measured(
        replace(_row(one, before, lang), text=scientific(before, digits)),
        tuple(
            Change(
                scientific(float(after), digits),
                verdict,
                say(f"compare_page.verdict_{verdict}", lang),
                bool(mechanical),
            )
            for after, verdict, mechanical in zip(
                by_option["after"], by_option["verdict"], by_option["mechanical"], strict=True
            )
        ),
    )


def digits_that_tell(value: float, others: Iterable[float]) -> int:
    """Return how many digits more than usual it takes to tell a value from others.

    Examples
    --------
    >>> digits_that_tell(0.99961, [0.9996]), digits_that_tell(0.5, [0.6])
    (2, 0)
    """
    apart = [other for other in others if other != value]
    for more in range(MOST_DIGITS):
        if all(scientific(value, more) != scientific(other, more) for other in apart):
            return more
    return MOST_DIGITS


def _row(one: Measure, value: float, lang: Language) -> MeasureRow:
    wording = one.wording(lang)
    return MeasureRow(
        name=one.name,
        title=wording.title,
        value=value,
        text=shown(value),
        reason="",
        dimension=say(one.dimension, lang),
        direction=say(f"report.higher_{one.higher}", lang),
        definition=wording.definition,
        reading=wording.reading,
        formula=one.formula,
        sources=sources(one.sources),
    )


def goals(comparison: Comparison, lang: Language) -> tuple[GoalLine, ...]:
    """Return the scorecard: one line for each goal, one value for each option."""
    frame = comparison.goals
    if frame.empty:
        return ()
    order = [option.name for option in comparison.options]
    found = []
    for goal, rows in frame.groupby("goal", sort=False):
        by_option = rows.set_index("option").loc[order, list(GOAL_COLUMNS[2:])]
        values = zip(by_option["value"].astype(float), by_option["met"], strict=True)
        found.append(
            GoalLine(
                goal_text(str(goal), lang),
                shown(before := float(by_option["before"].iloc[0])),
                _meets(str(goal), before),
                tuple((shown(value), bool(met)) for value, met in values),
            )
        )
    return tuple(found)


def _meets(goal: str, value: float) -> bool:
    name, sign, bound = goal.split(" ")
    return Goal(name, sign, float(bound)).met(value)  # type: ignore[arg-type]


def goal_text(goal: str, lang: Language) -> str:
    """Return a goal with the title of its measure: ``Widest span <= 20``."""
    name, _, rest = goal.partition(" ")
    sign, _, bound = rest.partition(" ")
    mark = {"<=": "≤", ">=": "≥"}.get(sign, sign)
    return f"{find(name).wording(lang).title} {mark} {bound}"


def supervision_table(rows: pd.DataFrame, names: dict[str, str], lang: Language) -> Table:
    """Return the delayering trade-off as a table, one line for each option.

    Parameters
    ----------
    rows : DataFrame
        See `govgraph.comparison.supervision.supervision`.
    names : dict of str to str
        What each line is called, by name of the option.
    lang : {"en", "zh"}
        Language.
    """
    titles = headings(lang)
    heads = [titles[name] if name in titles else _title(name, lang) for name in SUPERVISION]
    lines = tuple(
        (names[str(name)], *(_number(row[column]) for column in SUPERVISION))
        for name, row in rows.iterrows()
    )
    return Table((say("compare_page.option", lang), *heads), lines)


def _title(name: str, lang: Language) -> str:
    if name in catalogue():
        return find(name).wording(lang).title
    return say(f"compare_page.{name}", lang)


def _number(value: float) -> str:
    return DASH if value != value else scientific(value)  # noqa: PLR0124 - nan


def scientific(value: float, more: int = 0) -> str:
    """Return a number as a report shows it, a huge one by its order of magnitude.

    `more` asks for further digits, to tell two numbers apart.

    Examples
    --------
    >>> scientific(12.5), scientific(36831250.0)
    ('12.50', '3.7 × 10⁷')
    """
    if abs(value) < HUGE or value in {float("inf"), float("-inf")}:
        return shown(value, more)
    head, _, power = f"{value:.{1 + more}e}".partition("e")
    return f"{head} × 10{str(int(power)).translate(_RAISED)}"


#: Digits that are added at most to tell two values apart.
MOST_DIGITS = 6
#: From here on, a number is shown by its order of magnitude.
HUGE = 1e6
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
