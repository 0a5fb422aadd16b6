"""Long tables in words: rows that differ, the ledger, winners and losers, path lengths."""

from collections.abc import Mapping

import pandas as pd

from govgraph.comparison.result import Comparison
from govgraph.comparison.rows import COLUMNS as ROWS
from govgraph.comparison.wording import Words, records
from govgraph.model.schema import TABLES
from govgraph.report.comparing.content import Cell, Excerpt, Table
from govgraph.report.comparing.effects import SCOPES, measure_title
from govgraph.report.comparing.steps import moved
from govgraph.report.summary import Labelled
from govgraph.text import Language, label, say

#: Rows that the page shows of a long table; the files hold all.
CAP = 40
_LEDGER = (
    "step", "reform", "table", "action", "row", "unit", "column", "before", "after", "quantity",
    "reason",
)  # fmt: skip
#: Order of the ledger on the page: what is gone first.
_FIRST = ("lost", "merged", "moved", "changed", "created")
#: Columns of the ledger as the page shows it.
_SHORT = ("step", "action", "table", "row", "what", "quantity", "reason")
_PATHS = ("before", "after", "change", "without_before", "without_after")


def rows_table(comparison: Comparison, option: str, words: Words) -> Table:
    """Return every row that differs, in words."""
    return _differing(_of(comparison, option), words)


def _of(comparison: Comparison, option: str) -> pd.DataFrame:
    return comparison.rows[comparison.rows["option"] == option]


def _differing(rows: pd.DataFrame, words: Words) -> Table:
    return Table(_headings(ROWS, words.lang), tuple(_row(one, words) for one in records(rows)))


def _row(one: Mapping[str, object], words: Words) -> tuple[Cell, ...]:
    table, action, column = (str(one[name]) for name in ("table", "action", "column"))
    known = column in TABLES[table].names
    before, after = (
        words.cell(TABLES[table].column(column), one[side]) if known else ""
        for side in ("before", "after")
    )
    return (
        label("table", table, words.lang),
        say(f"comparison.action_{action}", words.lang),
        words.row(table, str(one["row"])),
        label("column", column, words.lang) if known else "",
        before,
        after,
    )


def rows_excerpt(comparison: Comparison, option: str, words: Words) -> Excerpt:
    """Return the first rows that differ, and how many there are by table and action."""
    mine = _of(comparison, option)
    counts = mine.groupby(["table", "action"], sort=False).size().reset_index(name="count")
    colon = say("comparison.colon", words.lang)
    by_table: dict[str, list[str]] = {}
    for one in records(counts):
        text = say(f"comparison.action_{one['action']}", words.lang)
        by_table.setdefault(str(one["table"]), []).append(f"{text}{colon}{one['count']:,}")
    summed = tuple(
        Labelled(label("table", name, words.lang), say("comparison.comma", words.lang).join(parts))
        for name, parts in by_table.items()
    )
    return Excerpt(_differing(mine[:CAP], words), len(mine), summed)


def ledger_table(entries: pd.DataFrame, words: Words) -> Table:
    """Return a ledger in words, whole."""
    rows = tuple(_entry(one, words) for one in records(entries))
    return Table(_headings(_LEDGER, words.lang), rows)


def _entry(one: Mapping[str, object], words: Words) -> tuple[Cell, ...]:
    table, column, reason = (str(one[name]) for name in ("table", "column", "reason"))
    known = column in TABLES[table].names
    sides = [
        words.cell(TABLES[table].column(column), one[side])
        if known
        else words.row(table, str(one[side]))
        if isinstance(one[side], str)
        else ""
        for side in ("before", "after")
    ]
    quantity = one["quantity"]
    return (
        float(str(one["step"])),
        say_operator(str(one["reform"]), words.lang),
        label("table", table, words.lang),
        say(f"compare_page.action_{one['action']}", words.lang),
        words.row(table, str(one["row"])),
        words.name("units", one["unit"]),
        label("column", column, words.lang) if known else "",
        *sides,
        None if pd.isna(quantity) else float(str(quantity)),  # type: ignore[call-overload]
        say(reason, words.lang) if "." in reason else reason,
    )


def say_operator(name: str, lang: Language) -> str:
    """Return the title of an operator."""
    from govgraph.reforms.catalogue import find_operator  # noqa: PLC0415 - imports every operator

    return find_operator(name).wording(lang).title


def ledger_excerpt(entries: pd.DataFrame, words: Words) -> Excerpt:
    """Return the first entries of a ledger, losses first, and counts of what happened."""
    headings = _headings(_SHORT, words.lang)
    if entries.empty:
        return Excerpt(Table(headings, ()), 0)
    rank = entries["action"].map({action: place for place, action in enumerate(_FIRST)})
    first = entries.assign(rank=rank).sort_values("rank", kind="stable").head(CAP)
    rows = tuple(_short_entry(one, words) for one in records(first))
    return Excerpt(Table(headings, rows), len(entries), moved(entries, words.lang))


def _short_entry(one: Mapping[str, object], words: Words) -> tuple[Cell, ...]:
    step, _, table, action, row, _, column, before, after, quantity, reason = _entry(one, words)
    if column:
        colon = say("comparison.colon", words.lang)
        what = f"{column}{colon}{before} → {after}"
    else:
        what = f"→ {after}" if after and after != row else ""
    return (step, action, table, row, what, quantity, reason)


def effects_table(comparison: Comparison, words: Words) -> Table:
    """Return every gain and loss of every option."""
    columns = ("option", "scope", "id", "name", "measure", "before", "after", "change", "verdict")
    rows = tuple(
        (
            str(one["option"]),
            say(f"compare_page.scope_{one['scope']}", words.lang),
            str(one["id"]),
            words.name(SCOPES[str(one["scope"])], one["id"]),
            measure_title(str(one["measure"]), words.lang),
            *(_number(one[name]) for name in ("before", "after", "change")),
            say(f"compare_page.verdict_{one['verdict']}", words.lang),
        )
        for one in records(comparison.effects)
    )
    return Table(_headings(columns, words.lang), rows)


def paths_table(paths: pd.DataFrame, words: Words) -> Table:
    """Return path lengths of matters, the largest change first."""
    change = paths["after"] - paths["before"]
    ordered = paths.assign(change=change, size=change.abs()).sort_values(
        ["size", "matter"], ascending=[False, True]
    )
    rows = tuple(
        (words.name("matters", one["matter"]), *(_number(one[name]) for name in _PATHS))
        for one in records(ordered)
    )
    return Table(_headings(("matter", *_PATHS), words.lang), rows)


def _number(value: object) -> float | None:
    return None if pd.isna(value) else float(str(value))  # type: ignore[call-overload]


def _headings(columns: tuple[str, ...], lang: Language) -> tuple[str, ...]:
    return tuple(say(f"compare_page.column_{name}", lang) for name in columns)
