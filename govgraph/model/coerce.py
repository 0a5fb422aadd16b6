"""Cells become typed columns; whatever a cell cannot mean is reported, not dropped."""

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from govgraph.errors.base import nearest
from govgraph.model.schema import TEXT_LIMIT, Column, Table
from govgraph.text import match, words

_YES = {"true", "yes", "y", "1", "1.0", "是", "√", "✓"}
_NO = {"false", "no", "n", "0", "0.0", "否", "×"}
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SEPARATORS = re.compile(r"[;,、，；|]")
_FORBIDDEN = (
    r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff\ufffe\uffff\ud800-\udfff]"
)
_FORBIDDEN_IN_PROSE = _FORBIDDEN.replace(r"\x00-\x1f", r"\x00-\x08\x0b\x0c\x0e-\x1f")
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
    typed = {
        column.name: _BY_KIND[column.kind](raw[column.name], column, table.name, found)
        for column in table.columns
    }
    return pd.DataFrame(typed, index=pd.RangeIndex(len(raw))), found


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


def _strings(raw: pd.Series) -> pd.Series:
    if isinstance(raw.dtype, pd.StringDtype):
        raw = raw.astype(object)
    kept = {value: as_text(value) for value in pd.unique(raw) if isinstance(value, str)}
    values = [kept[v] if isinstance(v, str) else as_text(v) for v in raw]
    return pd.Series(values, index=raw.index, dtype=object)


def _finish(values: pd.Series) -> pd.Series:
    def safe(value: object) -> object:
        return value.encode("utf-8", "replace").decode() if isinstance(value, str) else np.nan

    try:
        return values.where(values.notna(), np.nan).astype("str")
    except UnicodeError:
        return values.map(safe).astype("str")


def _require(values: pd.Series, column: Column, table: str, found: list[Found]) -> None:
    if column.required:
        found += [
            Found("model.missing_value", table, int(row), column.name)
            for row in np.flatnonzero(values.isna().to_numpy())
        ]


def _text(raw: pd.Series, column: Column, table: str, found: list[Found]) -> pd.Series:
    values = _strings(raw)
    _require(values, column, table, found)
    pattern = re.compile(_FORBIDDEN_IN_PROSE if column.name in _PROSE else _FORBIDDEN)
    bad = {v for v in pd.unique(values.dropna()) if pattern.search(v)}
    long = {v for v in pd.unique(values.dropna()) if len(v) > TEXT_LIMIT}
    found += [
        Found("model.bad_character", table, int(row), column.name, *_shown(pattern, values, row))
        for row in np.flatnonzero(values.isin(bad).to_numpy())
    ]
    for row in np.flatnonzero(values.isin(long).to_numpy()):
        length = len(values.iloc[row])
        limits = {"length": length, "limit": TEXT_LIMIT}
        found.append(Found("model.too_long", table, int(row), column.name, "", limits))
    return _finish(values)


def _shown(
    pattern: re.Pattern[str], values: pd.Series, row: np.intp
) -> tuple[str, dict[str, object]]:
    value = str(values.iloc[int(row)])
    character = "".join(pattern.findall(value)[:1])
    return visible(value), {"character": f"U+{ord(character):04X}"}


def visible(text: str) -> str:
    """Return text with its invisible characters written out, for messages."""
    return "".join(
        c if unicodedata.category(c)[0] != "C" else c.encode("ascii", "backslashreplace").decode()
        for c in text
    )


def _number(raw: pd.Series, column: Column, table: str, found: list[Found]) -> pd.Series:
    texts = _strings(raw)
    _require(texts, column, table, found)
    numbers = pd.to_numeric(texts, errors="coerce").astype("float64")
    values = numbers.to_numpy()
    wrong = (texts.notna() & ~np.isfinite(values)).to_numpy()
    low = -math.inf if column.low is None else column.low
    high = math.inf if column.high is None else column.high
    above = -math.inf if column.above is None else column.above
    outside = np.isfinite(values) & ~((values >= low) & (values <= high) & (values > above))
    found += [
        Found("model.not_a_number", table, int(row), column.name, visible(str(texts.iloc[row])))
        for row in np.flatnonzero(wrong)
    ]
    bounds = {"range": column.range}
    found += [
        Found("model.out_of_range", table, int(row), column.name, f"{values[row]:g}", bounds)
        for row in np.flatnonzero(outside)
    ]
    return numbers if column.default is None else numbers.fillna(column.default)


def _mapped(
    raw: pd.Series, column: Column, table: str, found: list[Found], meaning: dict[str, object]
) -> pd.Series:
    """Replace each text by its meaning; a text without one is a problem."""
    texts = _strings(raw)
    _require(texts, column, table, found)
    unknown = texts.notna() & ~texts.isin(list(meaning))
    allowed = words(column.vocabulary) if column.vocabulary else ()
    keys = {"flag": "model.not_a_flag", "date": "model.not_a_date"}
    for row in np.flatnonzero(unknown.to_numpy()):
        value = str(texts.iloc[row])
        found.append(
            Found(
                keys.get(column.kind, "model.not_a_word"),
                table,
                int(row),
                column.name,
                visible(value),
                {"words": ", ".join(allowed)},
                nearest(value, allowed) or "",
            )
        )
    return texts.map(meaning)


def _flag(raw: pd.Series, column: Column, table: str, found: list[Found]) -> pd.Series:
    texts = pd.unique(_strings(raw).dropna())
    meaning: dict[str, object] = {t: True for t in texts if t.casefold() in _YES}
    meaning |= {t: False for t in texts if t.casefold() in _NO}
    return _mapped(raw, column, table, found, meaning).astype("boolean")


def _is_date(text: str) -> bool:
    parts = _DATE.fullmatch(text)
    if parts is None:
        return False
    year, month, day = (int(part or 1) for part in parts.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _date(raw: pd.Series, column: Column, table: str, found: list[Found]) -> pd.Series:
    meaning: dict[str, object] = {
        text: text for text in pd.unique(_strings(raw).dropna()) if _is_date(text)
    }
    return _finish(_mapped(raw, column, table, found, meaning))


def _one_word(text: str, column: Column) -> str | None:
    head, colon, rest = text.partition(":")
    if column.open and colon and rest.strip():
        return f"{match(column.vocabulary, head) or head}:{rest.strip()}"
    return match(column.vocabulary, text) or (text if column.open else None)


def _word(raw: pd.Series, column: Column, table: str, found: list[Found]) -> pd.Series:
    meaning: dict[str, object] = {}
    for text in pd.unique(_strings(raw).dropna()):
        word = _one_word(text, column)
        if word is not None and not re.search(_FORBIDDEN, word):
            meaning[text] = word
    return _finish(_mapped(raw, column, table, found, meaning))


def _words(raw: pd.Series, column: Column, table: str, found: list[Found]) -> pd.Series:
    meaning: dict[str, object] = {}
    for text in pd.unique(_strings(raw).dropna()):
        parts = [match(column.vocabulary, part) for part in _SEPARATORS.split(text) if part.strip()]
        known = sorted({part for part in parts if part is not None})
        if known and len(known) == len(set(parts)):
            meaning[text] = ";".join(known)
    return _finish(_mapped(raw, column, table, found, meaning))


_BY_KIND = {
    "id": _text,
    "text": _text,
    "word": _word,
    "words": _words,
    "number": _number,
    "flag": _flag,
    "date": _date,
}
