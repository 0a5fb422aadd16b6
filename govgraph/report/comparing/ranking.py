"""What the ranking of options owes to assumed numbers, as a section and a table of the report."""

import math
from collections.abc import Sequence

from govgraph.comparison.assumptions import GROUPED
from govgraph.comparison.result import Comparison
from govgraph.comparison.sensitivity import Sensitivity, rankings
from govgraph.comparison.wording import Words, records
from govgraph.inference.runs import Progress
from govgraph.measures.catalogue import find
from govgraph.model.schema import TABLES
from govgraph.report.comparing.content import Cell, Section, Table
from govgraph.report.comparing.measures import scientific
from govgraph.report.families import DASH
from govgraph.text import Language, label, say

#: Rows that the page shows for each measure: what flips a ranking, then the widest swings.
SHOWN = 8
#: Measures of goals that options are ranked by, at most.
_MOST = 4
_COLUMNS = ("assumption", "ranked", "low", "assumed", "high", "flip")
_IN_FILE = (
    "measure", "option", "other", "table", "column", "group", "rows", "low", "assumed", "high",
    "swing", "flips", "threshold", "number", "method",
)  # fmt: skip


def rank_by_goals(
    comparison: Comparison, *, workers: int = -1, progress: Progress | None = None
) -> tuple[Sensitivity, ...]:
    """Vary the assumed numbers of options that are to meet goals, and see how they rank.

    Parameters
    ----------
    comparison : Comparison
        The options.
    workers : int
        Processes; −1 for all cores.
    progress : callable, optional
        Told ``(done, total)``.

    Returns
    -------
    tuple of Sensitivity
        One for each of the first measures that goals name; none where fewer than two options are
        compared or no goal is stated.
    """
    goals = [goal for one in comparison.options if one.proposal for goal in one.proposal.goals]
    measures = tuple(dict.fromkeys(goal.measure for goal in goals))[:_MOST]
    if len(comparison.options) == 1 or not measures:
        return ()
    return rankings(
        comparison.before.structure,
        *comparison.options,
        measures=measures,
        names=[one.name for one in comparison.options],
        workers=workers,
        progress=progress,
    )


def ranked_section(found: Sequence[Sensitivity], words: Words) -> Section | None:
    """Return the section of the report; None where nothing was varied."""
    told = [one for one in found if len(one.frame)]
    if not told:
        return None
    lang = words.lang
    said = [say("compare_page.sensitivity_words", lang)]
    said += [one.summary(lang).replace(one.measure, _title(one, lang)) for one in told]
    headings = tuple(say(f"compare_page.column_{name}", lang) for name in _COLUMNS)
    tables = tuple(
        Table(headings, tuple(_row(row, words) for row in _told(one)), _title(one, lang))
        for one in told
        if one.frame["swing"].any()
    )
    return Section(say("compare_page.section_sensitivity", lang), tuple(said), tables)


def ranked_table(found: Sequence[Sensitivity], words: Words) -> Table:
    """Return everything that was varied, for a file."""
    headings = tuple(say(f"compare_page.column_{name}", words.lang) for name in _IN_FILE)
    rows = [
        (one.measure, *(_cell(row[name], words.lang) for name in _IN_FILE[1:]))
        for one in found
        for row in records(one.frame)
    ]
    return Table(headings, tuple(rows))


def ranked_records(found: Sequence[Sensitivity]) -> list[dict[str, object]]:
    """Return everything that was varied, for programs."""
    return [{"measure": one.measure, **row} for one in found for row in records(one.frame)]


def _title(one: Sensitivity, lang: Language) -> str:
    return find(one.measure).wording(lang).title


def _told(one: Sensitivity) -> list[dict[str, object]]:
    frame = one.frame[one.frame["swing"] > 0]
    ordered = frame.sort_values(["flips", "swing"], ascending=[False, False], kind="stable")
    return [dict(row) for row in records(ordered.head(SHOWN))]


def _row(row: dict[str, object], words: Words) -> tuple[Cell, ...]:
    lang, table = words.lang, str(row["table"])
    column = TABLES[table].column(GROUPED.get(table, "id"))
    group = words.name(table, row["group"]) if column.name == "id" else ""
    what = say(
        "compare_page.assumption",
        lang,
        table=label("table", table, lang),
        group=group or words.cell(column, row["group"]),
        column=label("column", str(row["column"]), lang),
        count=row["rows"],
    )
    pair = say("compare_page.pair", lang, first=_named(row, "option", lang),
               second=_named(row, "other", lang))  # fmt: skip
    apart = (_number(row[side]) for side in ("low", "assumed", "high"))
    flip = say("compare_page.flips_at", lang, number=_number(row["number"])) if row["flips"] else ""
    return (what[:1].upper() + what[1:], pair, *apart, flip or say("compare_page.keeps", lang))


def _named(row: dict[str, object], side: str, lang: Language) -> str:
    name = str(row[side])
    return say("compare_page.before", lang) if name == "before" else name


def _number(value: object) -> str:
    number = float(str(value))
    return DASH if math.isnan(number) else scientific(number)


def _cell(value: object, lang: Language) -> Cell:
    if isinstance(value, bool):
        return say("comparison.yes" if value else "comparison.no", lang)
    if isinstance(value, (int, float)):
        return None if math.isnan(value) else float(value)
    return str(value)
