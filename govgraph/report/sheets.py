"""A workbook under construction; every text stays text."""

import datetime as dt
import io
import math
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from govgraph.io.guarding import is_formula
from govgraph.report.csv_files import Cell

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDEST, _NARROWEST = 60.0, 9.0
_LONGEST = 32_767


class Sheets:
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
        """Write one cell; a number that is not finite stays empty."""
        if isinstance(cell, str):
            style = self.quoted if is_formula(cell) else self.text
            sheet.write_string(row, column, cell[:_LONGEST], style)
        elif cell is not None and math.isfinite(cell):
            sheet.write_number(row, column, cell, self.number)

    def table(self, name: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Add a sheet with a table: headings that stay in sight, filters, widths, print set-up."""
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

    def first(self, name: str, title: str, rows: Sequence[tuple[Cell, Cell]]) -> None:
        """Add a sheet with a title and lines of a label and a text."""
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 90)
        sheet.write_string(0, 0, title, self.title)
        for number, (label, text) in enumerate(rows, 2):
            self.put(sheet, number, 0, label)
            self.put(sheet, number, 1, text)

    def bytes(self) -> bytes:
        """Close the workbook and return it."""
        self.book.close()
        return self.memory.getvalue()
