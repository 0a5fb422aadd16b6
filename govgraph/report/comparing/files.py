"""The tables beside the page: whole, for spreadsheets and programs."""

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from govgraph.comparison.result import Comparison
from govgraph.comparison.wording import Words, records
from govgraph.measures.catalogue import find
from govgraph.report.comparing import tables
from govgraph.report.comparing.content import Cell, Compared, Table
from govgraph.report.comparing.measures import goal_text
from govgraph.report.csv_files import csv_bytes
from govgraph.report.document import written
from govgraph.report.findings import severity_label
from govgraph.report.sheets import Sheets
from govgraph.text import say

#: Version of the keys of ``compare.json``; raised by one when a key goes or changes its meaning.
VERSION = 1


def files(
    comparison: Comparison, paths: pd.DataFrame, supervised: Table, words: Words
) -> dict[str, Table]:
    """Return every table of a comparison by file name without ending."""
    found = {
        "goals": _goals(comparison, words),
        "measures": _measures(comparison, words),
        "supervision": supervised,
        "findings": _findings(comparison, words),
        "effects": tables.effects_table(comparison, words),
    }
    for option in comparison.options:
        own = paths[paths["option"] == option.name]
        several = len(comparison.options) > 1
        end = f"_{option.name}" if several else ""
        found[f"paths{end}"] = tables.paths_table(own, words)
        found[f"differences{end}"] = tables.rows_table(comparison, option.name, words)
        if len(option.ledger):
            found[f"ledger{end}"] = tables.ledger_table(option.ledger.entries, words)
    return {name: table for name, table in found.items() if table.rows}


def _goals(comparison: Comparison, words: Words) -> Table:
    columns = ("goal", "option", "before", "after", "met", "reason")
    rows = tuple(
        (
            goal_text(str(one["goal"]), words.lang),
            str(one["option"]),
            _number(one["before"]),
            _number(one["value"]),
            say("comparison.yes" if one["met"] else "comparison.no", words.lang),
            str(one["reason"]),
        )
        for one in records(comparison.goals)
    )
    return Table(_headings(columns, words), rows)


def _measures(comparison: Comparison, words: Words) -> Table:
    columns = (
        "name", "measure", "option", "before", "after", "change", "verdict", "mechanical", "reason",
    )  # fmt: skip
    rows = tuple(
        (
            str(one["name"]),
            find(str(one["name"])).wording(words.lang).title,
            str(one["option"]),
            *(_number(one[name]) for name in ("before", "after", "change")),
            say(f"compare_page.verdict_{one['verdict']}", words.lang),
            say("comparison.yes" if one["mechanical"] else "comparison.no", words.lang),
            str(one["reason"]),
        )
        for one in records(comparison.measures)
    )
    return Table(_headings(columns, words), rows)


def _findings(comparison: Comparison, words: Words) -> Table:
    columns = ("option", "status", "severity", "code", "places", "finding", "unit_ids")
    rows = tuple(
        (
            str(one["option"]),
            say(f"compare_page.status_{one['status']}", words.lang),
            severity_label(str(one["severity"]), words.lang),
            str(one["rule"]),
            _number(one["places"]),
            str(one[f"sentence_{words.lang}"]),
            str(one["units"]),
        )
        for one in records(comparison.findings)
    )
    return Table(_headings(columns, words), rows)


def _headings(columns: tuple[str, ...], words: Words) -> tuple[str, ...]:
    return tuple(say(f"compare_page.column_{name}", words.lang) for name in columns)


def _number(value: object) -> Cell:
    number = float(str(value))
    return number if math.isfinite(number) else None


def csv_files(report: Compared) -> dict[str, bytes]:
    """Return the tables as CSV files by name."""
    return {
        f"{name}.csv": csv_bytes(table.headings, table.rows) for name, table in report.files.items()
    }


def workbook(report: Compared) -> bytes:
    """Return the report as a workbook: a summary, the steps, then every table as a sheet."""
    sheets = Sheets()
    rows: list[tuple[Cell, Cell]] = [(report.caution, "")] if report.caution else []
    for part in report.options:
        rows.append((f"{part.name} {part.title}", ""))
        rows += [(item.label, item.value) for item in part.about]
        rows += [("", sentence) for sentence in (*part.verdict, *part.remarks)]
    rows += [(item.label, item.value) for item in (*report.method, *report.provenance)]
    sheets.first(say("compare_page.sheet_summary", report.lang), report.title, rows)
    steps = _steps(report)
    if steps.rows:
        sheets.table(say("compare_page.sheet_steps", report.lang), steps.headings, steps.rows)
    for name, table in report.files.items():
        sheets.table(sheet_name(name, report), table.headings, table.rows)
    return sheets.bytes()


def sheet_name(name: str, report: Compared) -> str:
    """Return what a sheet is called: at most 31 characters, as spreadsheets demand."""
    stem, _, option = name.partition("_")
    return f"{say(f'compare_page.sheet_{stem}', report.lang)} {option}".strip()[:31]


def _steps(report: Compared) -> Table:
    columns = ("option", "step", "reform", "sentence", "date", "basis", "note")
    headings = tuple(say(f"compare_page.column_{name}", report.lang) for name in columns)
    return Table(
        headings,
        tuple(
            (part.name, float(s.number), s.title, s.sentence, s.date, s.basis, s.note)
            for part in report.options
            for s in part.steps
        ),
    )


def document(
    comparison: Comparison, report: Compared, ranked: Sequence[Mapping[str, object]] = ()
) -> str:
    """Return ``compare.json``: the comparison for programs, as strict JSON.

    Notes
    -----
    Keys: ``version`` of these keys; ``before`` and ``options`` (name, title, fingerprint);
    ``rows``, ``measures``, ``findings``, ``effects``, ``goals`` and ``ledger`` as `Comparison`
    holds them, one object for each row, with ids and words of the data; ``steps`` of each option
    in words; ``verdict`` of each option in sentences; ``sensitivity``, one object for each measure,
    pair of options and group of assumed numbers that was varied (empty unless asked for);
    ``provenance``, labels and values. There are no NaN and no infinity: both are null.
    """
    content = {
        "version": VERSION,
        **comparison.to_dict(),
        "steps": {
            part.name: [{"number": s.number, "sentence": s.sentence, "date": s.date,
                         "basis": s.basis} for s in part.steps]
            for part in report.options
        },
        "verdict": {part.name: list(part.verdict) for part in report.options},
        "sensitivity": list(ranked),
        "provenance": {item.label: item.value for item in report.provenance},
    }  # fmt: skip
    return written(content) + "\n"
