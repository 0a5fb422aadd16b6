"""``audit.xlsx``: summary, findings, measures and units as sheets; every text stays text."""

import math

import pandas as pd

from govgraph.measures.catalogue import catalogue
from govgraph.report.csv_files import Cell, finding_table, measure_table
from govgraph.report.sheets import Sheets
from govgraph.report.summary import DutyLine, Summary, UnitEntry
from govgraph.text import say

_UNITS = ("unit_ids", "unit", "kind", "level", "line", "area", "superiors", "duties", "powers")


def workbook_bytes(summary: Summary, values: pd.DataFrame) -> bytes:
    """Return the report as a workbook.

    Parameters
    ----------
    summary : Summary
        What it says.
    values : DataFrame
        Measures of units: one row per unit, one column per measure.

    Returns
    -------
    bytes
        The same for the same content.
    """
    sheets = Sheets()
    _first(sheets, summary)
    sheets.table(say("report.sheet_findings", summary.lang), *finding_table(summary))
    sheets.table(say("report.sheet_measures", summary.lang), *measure_table(summary))
    sheets.table(say("report.sheet_units", summary.lang), *_units(summary, values))
    return sheets.bytes()


def _first(sheets: Sheets, summary: Summary) -> None:
    rows: list[tuple[Cell, Cell]] = [(summary.caution, "")] if summary.caution else []
    rows += [("", sentence) for sentence in summary.sentences]
    rows += [(item.label, item.value) for item in (*summary.sizes, *summary.outcomes)]
    rows += [(name, f"{count:,}") for _, name, count in summary.severities]
    rows += [(line.title, line.reason) for line in summary.not_applicable]
    rows += [(item.label, item.value) for item in summary.provenance]
    sheets.first(say("report.sheet_summary", summary.lang), summary.title, rows)


def _units(summary: Summary, values: pd.DataFrame) -> tuple[list[str], list[list[Cell]]]:
    known = catalogue()
    titles = [known[name].wording(summary.lang).title for name in values.columns]
    headings = [say(f"report.{key}", summary.lang) for key in _UNITS] + titles
    numbers = values.reindex([entry.unit.id for entry in summary.units]).to_numpy(dtype=float)
    rows = [
        [*_entry(entry, summary), *(None if math.isnan(v) else float(v) for v in row)]
        for entry, row in zip(summary.units, numbers, strict=True)
    ]
    return headings, rows


def _entry(entry: UnitEntry, summary: Summary) -> list[Cell]:
    colon, joint = ("：", "；") if summary.lang == "zh" else (": ", "; ")
    comma = say("report.comma", summary.lang)

    def lines(parts: tuple[DutyLine, ...]) -> str:
        return joint.join(
            part.label + (colon + comma.join(part.about) if part.about else "") for part in parts
        )

    return [
        entry.unit.id,
        entry.unit.name,
        entry.kind,
        entry.level,
        entry.line,
        entry.area,
        joint.join(f"{unit.name} ({kind})" for unit, kind in entry.superiors),
        lines(entry.duties),
        lines(entry.powers),
    ]
