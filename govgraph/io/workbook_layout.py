"""How a written workbook looks: sheets, headers with notes, drop-downs, text kept as text."""

import datetime as dt
import io
from collections.abc import Mapping

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from govgraph.errors import UserError
from govgraph.io.about import about_fields
from govgraph.io.guarding import is_formula
from govgraph.io.wording import cell_text, vocabulary_of
from govgraph.model.about import About
from govgraph.model.schema import ABOUT_FIELDS, ALL_TABLES, COMMON, Column
from govgraph.text import Language, label, say, term, words

#: Most rows of a sheet, without the header.
ROW_LIMIT = 1_048_575
#: Empty rows below the data that drop-downs cover.
ROOM = 1_000

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_COMMON = {column.name for column in COMMON}
_WIDEST, _NARROWEST = 46, 9
_SHOWN_ROWS = 200
_FIRST_WIDE = 0x2E80
_NOTE_WIDTH, _NOTE_COLUMNS = 320, 44


class _Exact(float):
    """A number written with all its digits; the writing library would round it to 16."""

    def __format__(self, spec: str) -> str:
        return repr(float(self))


class _Book:
    """A workbook under construction: its formats and the ranges that drop-downs refer to."""

    def __init__(self, lang: Language, sizes: Mapping[str, int]) -> None:
        self.lang = lang
        self.sizes = sizes
        self.memory = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.memory, _OPTIONS)
        self.book.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)})
        base = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
        self.required = self.book.add_format({**base, "bg_color": "#1F4E79", "font_color": "white"})
        self.optional = self.book.add_format({**base, "bg_color": "#DCE6F1"})
        self.common = self.book.add_format({**base, "bg_color": "#EEEEEE", "bold": False})
        self.text = self.book.add_format({"num_format": "@"})
        self.quoted = self.book.add_format({"num_format": "@", "quote_prefix": True})
        self.wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.lists: dict[str, str] = {}

    def add(self, name: str) -> Worksheet:
        return self.book.add_worksheet(name)

    def finish(self) -> bytes:
        self.book.close()
        return self.memory.getvalue()

    def header(self, column: Column) -> Format:
        if column.required:
            return self.required
        return self.common if column.name in _COMMON else self.optional


def workbook_bytes(
    about: About, tables: Mapping[str, pd.DataFrame], lang: Language, *, with_help: bool = False
) -> bytes:
    """Return a workbook of the given tables.

    Parameters
    ----------
    about : About
        Shown on the first sheet.
    tables : mapping of str to DataFrame
        Tables by name, each with the columns of the model.
    lang : {"en", "zh"}
        Language of sheet names, headers, words and notes.
    with_help : bool
        Whether a first sheet explains how to fill in the others.

    Returns
    -------
    bytes
        The same for the same content.

    Raises
    ------
    UserError
        When a table has more rows than a sheet can hold.
    """
    book = _Book(lang, {name: len(frame) for name, frame in tables.items()})
    if with_help:
        _write_help(book)
    sheets = {name: book.add(label("table", name, lang)) for name in ("about", *tables)}
    _write_lists(book)
    _write_about(book, sheets["about"], about)
    for name, frame in tables.items():
        if len(frame) > ROW_LIMIT:
            raise UserError("io.too_many_rows", table=label("table", name, lang), limit=ROW_LIMIT)
        _write_table(book, sheets[name], name, frame)
    sheets["about"].activate()
    return book.finish()


def _write_help(book: _Book) -> None:
    sheet = book.add(label("workbook", "help", book.lang))
    sheet.set_column(0, 0, 110, book.wrapped)
    for row, line in enumerate(say("io.help", book.lang).strip().splitlines()):
        sheet.write_string(row, 0, line, book.wrapped)
    sheet.hide_gridlines(2)


def _write_lists(book: _Book) -> None:
    """Write the vocabularies to a hidden sheet and remember their ranges."""
    name = label("workbook", "lists", book.lang)
    sheet = book.add(name)
    sheet.hide()
    groups = {c.vocabulary for t in ALL_TABLES.values() for c in t.columns if c.vocabulary}
    options = {group: [label(group, w, book.lang) for w in words(group)] for group in groups}
    options["status"] = [label("status", w, book.lang) for w in words("status")]
    options["flag"] = [label("workbook", w, book.lang) for w in ("yes", "no")]
    for at, (group, texts) in enumerate(sorted(options.items())):
        for row, text in enumerate((group, *texts)):
            sheet.write_string(row, at, text)
        letter = xl_col_to_name(at)
        book.lists[group] = f"='{name}'!${letter}$2:${letter}${len(texts) + 1}"


def _write_about(book: _Book, sheet: Worksheet, about: About) -> None:
    filled = about_fields(about)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 80, book.text)
    for at, word in enumerate(("field", "value")):
        sheet.write_string(0, at, label("workbook", word, book.lang), book.optional)
    for row, name in enumerate(ABOUT_FIELDS, 1):
        sheet.write_string(row, 0, label("column", name, book.lang))
        note = term(f"column.{name}").note(book.lang)
        sheet.write_comment(row, 0, note, _note_size(note))
        text = filled.get(name, "")
        if name == "status":
            text = label("status", text, book.lang) if text else ""
            sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": book.lists[name]})
        if text:
            _write_text(book, sheet, (row, 1), text)
    sheet.freeze_panes(1, 0)


def _write_table(book: _Book, sheet: Worksheet, name: str, frame: pd.DataFrame) -> None:
    table = ALL_TABLES[name]
    for at, column in enumerate(table.columns):
        header = label("column", column.name, book.lang)
        sheet.write_string(0, at, header, book.header(column))
        note = _note(column)
        sheet.write_comment(0, at, note, _note_size(note))
        texts = cell_text(frame, column, book.lang)
        for row, value in enumerate(texts, 1):
            if isinstance(value, float):
                sheet.write_number(row, at, _Exact(value))
            elif value is not None:
                _write_text(book, sheet, (row, at), value)
        is_text = column.kind != "number"
        sheet.set_column(at, at, _width(header, texts), book.text if is_text else None)
        _add_validation(book, sheet, at, column, len(frame) + ROOM)
    sheet.freeze_panes(1, 1 if table.columns[0].name == "id" else 0)
    sheet.autofilter(0, 0, max(len(frame), 1), len(table.columns) - 1)


def _write_text(book: _Book, sheet: Worksheet, at: tuple[int, int], text: str) -> None:
    sheet.write_string(*at, text, book.quoted if is_formula(text) else book.text)


def _width(header: str, texts: list[str | float | None]) -> int:
    shown = [header, *(str(text) for text in texts[:_SHOWN_ROWS] if text is not None)]
    return min(max(max(map(_columns, shown)) + 3, _NARROWEST), _WIDEST)


def _columns(text: str) -> int:
    """Width of a text in columns; a Chinese character takes two."""
    return sum(2 if ord(character) > _FIRST_WIDE else 1 for character in text)


def _note(column: Column) -> str:
    """The description of a column in both languages, with the words it accepts."""
    entry = term(f"column.{column.name}")
    lines = [entry.note_zh, entry.note_en]
    group = vocabulary_of(column)
    if group:
        lines.append("；".join(f"{label(group, w, 'zh')} {label(group, w)}" for w in words(group)))
    return "\n".join(lines)


def _note_size(note: str) -> dict[str, object]:
    lines = sum(1 + _columns(line) // _NOTE_COLUMNS for line in note.splitlines())
    return {"width": _NOTE_WIDTH, "height": 24 + 16 * lines, "author": "govgraph"}


def _add_validation(book: _Book, sheet: Worksheet, at: int, column: Column, last: int) -> None:
    rule = _rule(book, column)
    if rule is not None:
        sheet.data_validation(1, at, min(last, ROW_LIMIT), at, {"ignore_blank": True, **rule})


def _rule(book: _Book, column: Column) -> dict[str, object] | None:
    texts = {
        "error_title": say("io.drop_down_title", book.lang),
        "error_message": say("io.drop_down", book.lang),
    }
    if column.refers and column.refers in book.sizes:
        other = label("table", column.refers, book.lang)
        last = min(book.sizes[column.refers] + ROOM, ROW_LIMIT) + 1
        source = f"='{other}'!$A$2:$A${last}"
        return {"validate": "list", "source": source, "error_type": "warning", **texts}
    if column.kind in {"word", "flag"}:
        source = book.lists[column.vocabulary or "flag"]
        kind = "information" if column.open else "stop"
        return {"validate": "list", "source": source, "error_type": kind, **texts}
    if column.kind == "number":
        return {"validate": "decimal", **_bounds(column), **texts}
    return None


def _bounds(column: Column) -> dict[str, object]:
    low = column.low if column.above is None else column.above
    if low is None and column.high is None:
        return {"criteria": "between", "minimum": -1e15, "maximum": 1e15}
    if column.high is None:
        return {"criteria": ">=", "value": low}
    return {"criteria": "between", "minimum": low, "maximum": column.high}
