"""``audit.xlsx``: summary, findings, measures and units as sheets; every text stays text."""

import datetime as dt
import io
import math
from collections.abc import Sequence

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from govgraph.io.guarding import is_formula
from govgraph.measures.catalogue import catalogue
from govgraph.report.csv_files import Cell, finding_table, measure_table
from govgraph.report.summary import DutyLine, Summary, UnitEntry
from govgraph.text import say

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDEST, _NARROWEST = 60.0, 9.0
_LONGEST = 32_767
_UNITS = ("unit_ids", "unit", "kind", "level", "line", "area", "superiors", "duties", "powers")


class _Sheets:
    """A workbook under construction."""

    def __init__(self) -> None:
        self.memory = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.memory, _OPTIONS)
        self.book.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)})
        self.head: Format = self.book.add_format(
            {"bold": True, "bg_color": "#143C80", "font_color": "white", "text_wrap": True,
             "valign": "top"}
        )  # fmt: skip
        self.text: Format = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.quoted: Format = self.book.add_format(
            {"text_wrap": True, "valign": "top", "quote_prefix": True}
        )
        self.number: Format = self.book.add_format({"valign": "top", "num_format": "#,##0.###"})
        self.title: Format = self.book.add_format({"bold": True, "font_size": 14})

    def put(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, str):
            style = self.quoted if is_formula(cell) else self.text
            sheet.write_string(row, column, cell[:_LONGEST], style)
        elif cell is not None and math.isfinite(cell):
            sheet.write_number(row, column, cell, self.number)

    def table(self, name: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(headings) - 1)
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, self.head)
            longest = max((len(str(row[column] or "")) for row in rows[:200]), default=0)
            width = min(_WIDEST, max(_NARROWEST, len(heading) * 2.0, longest * 1.2))
            sheet.set_column(column, column, width)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                self.put(sheet, number, column, cell)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)


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
    sheets = _Sheets()
    _first(sheets, summary)
    sheets.table(say("report.sheet_findings", summary.lang), *finding_table(summary))
    sheets.table(say("report.sheet_measures", summary.lang), *measure_table(summary))
    sheets.table(say("report.sheet_units", summary.lang), *_units(summary, values))
    sheets.book.close()
    return sheets.memory.getvalue()


def _first(sheets: _Sheets, summary: Summary) -> None:
    sheet = sheets.book.add_worksheet(say("report.sheet_summary", summary.lang))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, summary.title, sheets.title)
    rows: list[tuple[str, str]] = [(summary.caution, "")] if summary.caution else []
    rows += [("", sentence) for sentence in summary.sentences]
    rows += [(item.label, item.value) for item in (*summary.sizes, *summary.outcomes)]
    rows += [(name, f"{count:,}") for _, name, count in summary.severities]
    rows += [(line.title, line.reason) for line in summary.not_applicable]
    rows += [(item.label, item.value) for item in summary.provenance]
    for number, (label, value) in enumerate(rows, 2):
        sheets.put(sheet, number, 0, label)
        sheets.put(sheet, number, 1, value)


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
