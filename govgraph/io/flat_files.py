"""The files a flat table comes in: text with a separator, Parquet, workbooks."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, load_workbook

from govgraph.errors import Place, Problem, ReadError
from govgraph.model.coerce import as_text

#: Largest text that is read, in bytes, packed files unpacked.
SIZE_LIMIT = 1 << 29
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_FIELD_LIMIT = 1 << 20
_PEEK = 1 << 16
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True)
class Records:
    """A header and the rows below it with their numbers; empty rows left out."""

    header: tuple[str, ...]
    records: list[tuple[int, list[str]]]
    sheet: str = ""


def file_records(path: Path) -> Records | pd.DataFrame:
    """Return the rows of a file's single table; raise `ReadError` when it cannot be read."""
    suffix = path.suffix.casefold()
    try:
        if suffix == ".parquet":
            return pq.read_table(path).to_pandas()
        if suffix in WORKBOOKS:
            return _workbook(path, None)
        return _with_header(_cells(_decoded(_bytes(path), path), path), path)
    except (OSError, EOFError, zlib.error, pa.ArrowException) as error:
        raise _unreadable("io_graph.damaged", path, reason=_reason(error)) from error


def file_header(path: Path) -> tuple[str, ...]:
    """Return the header of a file's single table; raise `ReadError` when there is none."""
    suffix = path.suffix.casefold()
    try:
        if suffix == ".parquet":
            return tuple(pq.read_schema(path).names)
        if suffix in WORKBOOKS:
            return _workbook(path, _HEADER_ROWS).header
        with gzip.open(path) if suffix == ".gz" else path.open("rb") as stream:
            start = stream.read(_PEEK)
    except (OSError, EOFError, zlib.error, pa.ArrowException) as error:
        raise _unreadable("io_graph.damaged", path, reason=_reason(error)) from error
    whole = start[: start.rfind(b"\n") + 1] or start
    return _with_header(_cells(_decoded(whole, path), path), path).header


_HEADER_ROWS = 20


def _bytes(path: Path) -> bytes:
    """Return a file's bytes, unpacked, refusing more than `SIZE_LIMIT`."""
    packed = path.suffix.casefold() == ".gz"
    with gzip.open(path) if packed else path.open("rb") as stream:
        data = stream.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise _unreadable("io_graph.too_large", path, limit=f"{SIZE_LIMIT >> 20} MB")
    return data


def _workbook(path: Path, rows: int | None) -> Records:
    try:
        with load_workbook(path) as book:
            name = book.sheet_names[0]
            cells = book.get_sheet_by_index(0).to_python(skip_empty_area=False, nrows=rows)
    except (CalamineError, IndexError, ValueError, RuntimeError) as error:
        raise _unreadable("io_graph.damaged", path, reason=_reason(error)) from error
    found = _with_header([[as_text(cell) or "" for cell in row] for row in cells], path)
    return Records(found.header, found.records, name)


def _decoded(data: bytes, path: Path) -> str:
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    for encoding in (marked, "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unreadable("io_graph.encoding", path)


def _cells(text: str, path: Path) -> list[list[str]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",\t;|", key=first.count)
    return [[cell.strip() for cell in record] for record in _parsed(text, delimiter, path)]


def _parsed(text: str, delimiter: str, path: Path) -> Iterator[list[str]]:
    csv.field_size_limit(_FIELD_LIMIT)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from rows
    except csv.Error as error:
        place = Place("", rows.line_num, "", path.name)
        problem = Problem("io_graph.damaged", place, params={"reason": _reason(error)})
        raise ReadError([problem], path.name) from error


def _with_header(rows: list[list[str]], path: Path) -> Records:
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if not numbered:
        raise _unreadable("io_graph.empty", path)
    names = list(numbered[0][1])
    while not names[-1]:
        names.pop()
    return Records(tuple(names), numbered[1:])


def _unreadable(key: str, path: Path, **params: object) -> ReadError:
    return ReadError([Problem(key, Place("", None, "", path.name), "", params)], path.name)


def _reason(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text.strip().splitlines()[0] if text.strip() else type(error).__name__
