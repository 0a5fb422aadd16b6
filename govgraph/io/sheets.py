"""Cells become rows of a table: headers in either language, every cell with its place."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from govgraph.errors import Place, Problem, Words
from govgraph.errors.base import nearest
from govgraph.io.about import Field, add_about
from govgraph.model.builder import Builder, Origin
from govgraph.model.coerce import as_text, visible
from govgraph.model.schema import ALL_TABLES, Table
from govgraph.text import match, spellings, term

_PAIR = 2


@dataclass(frozen=True)
class Sheet:
    """Cells as they were read, with the place they came from.

    Attributes
    ----------
    file : str
        File name.
    name : str
        Sheet name as it stands in the workbook; empty for a text file.
    cells : sequence of rows
        All cells from the first row on.
    """

    file: str
    name: str
    cells: Sequence[Sequence[object]]

    def place(self, row: int, column: int, table: str = "", label: str = "") -> Place:
        """Return the place of a cell by its position."""
        cell = f"{xl_col_to_name(column)}{row + 1}" if self.name else ""
        return Place(table, row + 1, label, self.file, self.name, cell)

    @property
    def filled(self) -> list[int]:
        """Positions of the rows that hold anything."""
        return [i for i, row in enumerate(self.cells) if any(map(_holds, row))]


def _holds(cell: object) -> bool:
    return cell is not None and cell != "" and as_text(cell) is not None


def table_named(text: str) -> str | None:
    """Return the table, or ``"about"``, that a sheet or file name means in either language."""
    return text if text in ALL_TABLES else match("table", text)


def nearest_table(text: str) -> str:
    """Return the table name most like `text` in any spelling, or nothing."""
    return nearest(text, spellings("table")) or ""


def column_named(table: Table, text: str) -> str | None:
    """Return the column of `table` that a header means in either language, or None."""
    if text in table.names:
        return text
    found = match("column", text)
    return found if found in table.names else None


def _nearest_column(table: Table, text: str) -> str:
    entries = [term(f"column.{name}") for name in table.names]
    return nearest(text, [s for e in entries for s in (e.word, e.en, e.zh)]) or ""


def add_sheet(builder: Builder, table: str, sheet: Sheet) -> None:
    """Add the rows of a sheet to a builder and report what cannot be placed.

    Parameters
    ----------
    builder : Builder
        Receives rows and problems.
    table : str
        Table of the model, or ``"about"``.
    sheet : Sheet
        The cells; the first row that holds anything is the header.
    """
    filled = sheet.filled
    if table == "about":
        _add_about_sheet(builder, sheet, filled)
    elif filled:
        _add_rows(builder, ALL_TABLES[table], sheet, filled)


def _add_rows(builder: Builder, table: Table, sheet: Sheet, filled: list[int]) -> None:
    head, *rows = filled
    columns = _columns(builder, table, sheet, head)
    width = max((len(sheet.cells[row]) for row in rows), default=0)
    for position in range(width):
        if position >= len(sheet.cells[head]) or not _holds(sheet.cells[head][position]):
            _report_headless(builder, table, sheet, rows, position)
    data = {
        name: [sheet.cells[row][at] if at < len(sheet.cells[row]) else None for row in rows]
        for name, at in columns.items()
    }
    frame = pd.DataFrame(data, index=pd.RangeIndex(len(rows)), dtype=object)
    letters = {name: xl_col_to_name(at) for name, at in columns.items()} if sheet.name else {}
    numbers = tuple(row + 1 for row in rows)
    builder.add_table(table.name, frame, Origin(sheet.file, sheet.name, 1, numbers, letters))


def _columns(builder: Builder, table: Table, sheet: Sheet, head: int) -> dict[str, int]:
    """Return the position of every column that the header names, reporting the others."""
    found: dict[str, int] = {}
    for position, cell in enumerate(sheet.cells[head]):
        text = as_text(cell)
        if text is None:
            continue
        place = sheet.place(head, position, table.name, visible(text))
        name = column_named(table, text)
        if name is None:
            near = _nearest_column(table, text)
            params: dict[str, object] = {"table": Words("table", (table.name,))}
            builder.report(Problem("model.unknown_column", place, visible(text), params, near))
        elif name in found:
            builder.report(Problem("model.repeated_column", place, visible(text)))
        else:
            found[name] = position
    return found


def _report_headless(
    builder: Builder, table: Table, sheet: Sheet, rows: list[int], position: int
) -> None:
    for row in rows:
        cells = sheet.cells[row]
        if position < len(cells) and _holds(cells[position]):
            place = sheet.place(row, position, table.name)
            value = visible(str(cells[position]))
            builder.report(Problem("io.cell_without_header", place, value))
            return


def _add_about_sheet(builder: Builder, sheet: Sheet, filled: list[int]) -> None:
    """Read pairs of field and value; a first row that says so is a header."""
    fields = []
    for row in filled:
        cells = list(sheet.cells[row])
        if row == filled[0] and match("workbook", str(cells[0])) == "field":
            continue
        for position in range(_PAIR, len(cells)):
            if _holds(cells[position]):
                place = sheet.place(row, position, "about")
                shown = visible(str(cells[position]))
                builder.report(Problem("io.cell_without_header", place, shown))
        value = cells[1] if len(cells) > 1 else None
        name = as_text(cells[0]) or ""
        at = [sheet.place(row, column, "about", visible(name)) for column in (1, 0)]
        fields.append(Field(name, value, *at))
    add_about(builder, fields)
