"""Cells become typed columns; whatever a cell cannot mean is reported, not dropped."""

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import TypeAlias, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from govgraph.errors import Words
from govgraph.errors.base import nearest
from govgraph.model.arrays import empty_text
from govgraph.model.ready import ready
from govgraph.model.schema import PROSE_LIMIT, TEXT_LIMIT, Column, Table
from govgraph.text import match, spellings, words

T = TypeVar("T")
Cells: TypeAlias = list[str | None]
Typed: TypeAlias = NDArray[np.float64] | ExtensionArray

_YES = {"true", "yes", "y", "1", "是", "√", "✓"}
_NO = {"false", "no", "n", "0", "否", "×"}
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SEPARATORS = re.compile(r"[;,、，；|]")
_CONTROL, _CONTROL_BUT_BREAKS = r"\x00-\x1f", r"\x00-\x08\x0b\x0c\x0e-\x1f"
_UNSEEN = r"\x7f-\x9f\u202a-\u202e\u2066-\u2069\u061c\u200e\u200f\ufeff\ufffe\uffff\ud800-\udfff"
_FORBIDDEN = re.compile(f"[{_CONTROL}{_UNSEEN}]")
_FORBIDDEN_IN_PROSE = re.compile(f"[{_CONTROL_BUT_BREAKS}{_UNSEEN}]")
_PROSE = {"basis", "origin", "note"}


@dataclass(frozen=True)
class Found:
    """A problem by table, row position and column, before it is given its place in a file."""

    key: str
    table: str
    row: int | None = None
    column: str = ""
    value: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    near: str = ""
    first: int | None = None


@dataclass(frozen=True)
class _Context:
    """One column, and where its problems go."""

    table: str
    column: Column
    found: list[Found]

    def add(self, key: str, row: int, value: str = "", near: str = "", **params: object) -> None:
        """Report a problem of one cell."""
        found = Found(key, self.table, row, self.column.name, visible(value), params, near)
        self.found.append(found)


def coerce(table: Table, raw: pd.DataFrame) -> tuple[pd.DataFrame, list[Found]]:
    """Return the table with typed columns, and what could not be understood.

    Parameters
    ----------
    table : Table
        Declaration of the table.
    raw : DataFrame
        Cells as they were read, one column per declared column.

    Returns
    -------
    typed : DataFrame
        Text columns as ``str``, numbers as ``float64``, flags as ``boolean``.
    found : list of Found
        Problems, by column and row.
    """
    found: list[Found] = []
    if not len(raw):
        return _empty(table), found
    typed: dict[str, Typed] = {}
    for column in table.columns:
        if not column.required and (column.name not in raw or raw[column.name].isna().all()):
            typed[column.name] = _nothing(column, len(raw))
        else:
            typed[column.name] = _column(raw, _Context(table.name, column, found))
    return pd.DataFrame(typed, index=pd.RangeIndex(len(raw)), copy=False), found


def coerce_rows(
    table: Table, rows: Sequence[Mapping[str, object]]
) -> tuple[list[dict[str, object]], list[Found]]:
    """Return rows with typed cells, as `coerce` does for a table, in little time for a few rows.

    Parameters
    ----------
    table : Table
        Declaration of the table.
    rows : sequence of mapping
        Cells by column.

    Returns
    -------
    typed : list of dict
        Of every row the cells of columns that are required or that one of the rows fills.
    found : list of Found
        Problems, by column and row.
    """
    found: list[Found] = []
    typed: list[dict[str, object]] = [{} for _ in rows]
    for column in table.columns:
        values = [row.get(column.name) for row in rows]
        if column.required or any(as_text(value) is not None for value in values):
            cells = _typed(values, _Context(table.name, column, found)).tolist()
            for row, cell in zip(typed, cells, strict=True):
                row[column.name] = cell
    return typed, found


def _column(raw: pd.DataFrame, context: _Context) -> Typed:
    name = context.column.name
    if name not in raw:
        return _typed([None] * len(raw), context)
    known = ready(context.column, raw[name], partial(_understood, context))
    return _typed(raw[name].tolist(), context) if known is None else known


def _typed(values: Sequence[object], context: _Context) -> Typed:
    column = context.column
    cells = [
        (value.strip() or None) if isinstance(value, str) else as_text(value) for value in values
    ]
    if column.required:
        for row, cell in enumerate(cells):
            if cell is None:
                context.add("model.missing_value", row)
    return _BY_KIND[column.kind](cells, context)


def _understood(context: _Context, texts: list[str]) -> bool:
    """Tell whether each of some different texts stands for itself in a column."""
    alone = replace(context, found=[])
    meant = _BY_KIND[context.column.kind](list(texts), alone)
    return not alone.found and list(meant) == texts


def _nothing(column: Column, length: int) -> Typed:
    """Return a column without values, fast: most columns of a large table have none."""
    if column.kind == "number":
        return np.full(length, np.nan if column.default is None else column.default, np.float64)
    if column.kind == "flag":
        return pd.array([None] * length, dtype="boolean")
    return empty_text(length)


@cache
def _empty(table: Table) -> pd.DataFrame:
    dtypes = {"number": "float64", "flag": "boolean"}
    return pd.DataFrame(
        {c.name: pd.Series([], dtype=dtypes.get(c.kind, "str")) for c in table.columns}
    )


def as_text(value: object) -> str | None:
    """Return a cell as text, None when it is empty; 330327.0 is the code 330327.

    Examples
    --------
    >>> as_text(330327.0), as_text(" x "), as_text(""), as_text(float("nan"))
    ('330327', 'x', None, None)
    """
    if isinstance(value, str):
        return value.strip() or None
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124
        return None
    if isinstance(value, float | np.floating):
        return str(int(value)) if float(value).is_integer() else repr(float(value))
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, set | frozenset | tuple | list):
        return ";".join(sorted(str(item) for item in value)) or None
    return str(value)


def visible(text: str) -> str:
    """Return text with its invisible characters written out, for messages."""
    return "".join(
        c if unicodedata.category(c)[0] != "C" else c.encode("unicode_escape").decode()
        for c in text
    )


def _distinct(cells: Cells) -> set[str]:
    return {cell for cell in cells if cell is not None}


def _text(cells: Cells, context: _Context) -> Typed:
    pattern = _FORBIDDEN_IN_PROSE if context.column.name in _PROSE else _FORBIDDEN
    limit = PROSE_LIMIT if context.column.name in _PROSE else TEXT_LIMIT
    distinct = _distinct(cells)
    bad = {cell: found[0] for cell in distinct if (found := pattern.search(cell))}
    long = {cell for cell in distinct if len(cell) > limit}
    if not bad and not long:
        return pd.array(cells, dtype="str")
    for row, cell in enumerate(cells):
        if cell in bad:
            context.add("model.bad_character", row, cell, character=f"U+{ord(bad[cell]):04X}")
        if cell in long:
            context.add("model.too_long", row, length=len(cell or ""), limit=limit)
    return pd.array([None if cell in bad else cell for cell in cells], dtype="str")


def _as_number(cell: str) -> float | None:
    try:
        number = float(cell)
    except ValueError:
        return None
    return number if math.isfinite(number) and "_" not in cell else None


def _number(cells: Cells, context: _Context) -> Typed:
    column = context.column
    means = {cell: _as_number(cell) for cell in _distinct(cells)}
    outside = {
        cell for cell, number in means.items() if number is not None and number not in column
    }
    if outside or None in means.values():
        for row, cell in enumerate(cells):
            if cell in outside:
                context.add("model.out_of_range", row, cell, range=column.range)
            elif cell is not None and means[cell] is None:
                context.add("model.not_a_number", row, cell)
    empty = math.nan if column.default is None else column.default
    numbers = [empty if cell is None else means[cell] for cell in cells]
    return np.array([math.nan if n is None else n for n in numbers], np.float64)


def _mapped(
    cells: Cells, context: _Context, meaning: Callable[[str], T | None], key: str
) -> list[T | None]:
    """Replace each text by its meaning; a text without one is a problem."""
    means = {cell: meaning(cell) for cell in _distinct(cells)}
    if None in means.values():
        vocabulary = context.column.vocabulary
        allowed = Words(vocabulary, words(vocabulary)) if vocabulary else Words("", ())
        known = spellings(vocabulary) if vocabulary else ()
        for row, cell in enumerate(cells):
            if cell is not None and means[cell] is None:
                near = nearest(cell, known) or ""
                context.add(key, row, cell, near, words=allowed)
    return [None if cell is None else means[cell] for cell in cells]


def _yes_or_no(text: str) -> bool | None:
    plain = text.casefold()
    return plain in _YES if plain in _YES | _NO else None


def _flag(cells: Cells, context: _Context) -> Typed:
    return pd.array(_mapped(cells, context, _yes_or_no, "model.not_a_flag"), dtype="boolean")


def _date_or_none(text: str) -> str | None:
    parts = _DATE.fullmatch(text)
    if parts is None:
        return None
    year, month, day = (int(part or 1) for part in parts.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        return None
    return text


def _date(cells: Cells, context: _Context) -> Typed:
    return pd.array(_mapped(cells, context, _date_or_none, "model.not_a_date"), dtype="str")


def _one_word(column: Column, text: str) -> str | None:
    if _FORBIDDEN.search(text):
        return None
    head, colon, rest = text.replace("：", ":", 1).partition(":")
    if column.open and colon and rest.strip():
        return f"{match(column.vocabulary, head) or head}:{rest.strip()}"
    return match(column.vocabulary, text) or (text if column.open else None)


def _word(cells: Cells, context: _Context) -> Typed:
    meaning = partial(_one_word, context.column)
    return pd.array(_mapped(cells, context, meaning, "model.not_a_word"), dtype="str")


def _several_words(column: Column, text: str) -> str | None:
    parts = [match(column.vocabulary, part) for part in _SEPARATORS.split(text) if part.strip()]
    known = {part for part in parts if part is not None}
    return ";".join(sorted(known)) if known and None not in parts else None


def _words(cells: Cells, context: _Context) -> Typed:
    meaning = partial(_several_words, context.column)
    return pd.array(_mapped(cells, context, meaning, "model.not_a_word"), dtype="str")


_BY_KIND: dict[str, Callable[[Cells, _Context], Typed]] = {
    "id": _text,
    "text": _text,
    "word": _word,
    "words": _words,
    "number": _number,
    "flag": _flag,
    "date": _date,
}
