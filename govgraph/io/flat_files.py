"""The files a flat table comes in: text with a separator, Parquet, workbooks."""

import csv
import gzip
import io
import zlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook

from govgraph.errors import Place, Problem, ReadError
from govgraph.io.archives import (
    FILE_LIMIT,
    UNPACKED_LIMIT,
    read_limited,
    refuse,
    refuse_entities,
    unpack,
)
from govgraph.io.csv_text import decode
from govgraph.io.sheets import table_named
from govgraph.io.workbook_parts import refuse_sparse, sheet_parts
from govgraph.model.coerce import as_text

_WORKBOOKS = (".xlsx", ".xlsm")
_DELIMITERS = ",\t;|"
_PEEK = 1 << 16


@dataclass(frozen=True)
class Records:
    """A header and the rows below it with their numbers; empty rows left out."""

    header: tuple[str, ...]
    records: list[tuple[int, list[str]]]
    sheet: str = ""


def file_records(path: Path) -> Records | pd.DataFrame:
    """Return the rows of a file's single table; raise `ReadError` when it cannot be read."""
    suffix = path.suffix.casefold()
    if suffix == ".parquet":
        return _parquet(path)
    if suffix in _WORKBOOKS:
        return _sheet(path)
    return _with_header(_cells(_bytes(path), path.name), path.name)


def file_header(path: Path) -> tuple[str, ...]:
    """Return the header of a file's single table; raise `ReadError` when there is none.

    A workbook that has a sheet of the model is no single table.
    """
    suffix = path.suffix.casefold()
    if suffix == ".parquet":
        return _parquet_names(path)
    if suffix in _WORKBOOKS:
        return _sheet(path).header
    try:
        with gzip.open(path) if suffix == ".gz" else path.open("rb") as stream:
            start = stream.read(_PEEK)
    except (OSError, EOFError, zlib.error) as error:
        raise refuse(path.name, "io.damaged_archive") from error
    cut = len(start) == _PEEK and not start.startswith((b"\xff\xfe", b"\xfe\xff"))
    whole = start[: start.rfind(b"\n") + 1] if cut else start
    return _with_header(_cells(whole, path.name), path.name).header


def _bytes(path: Path) -> bytes:
    """Return a file's bytes, unpacked within the limits of archives."""
    if path.suffix.casefold() != ".gz":
        return read_limited(path)
    try:
        with gzip.open(io.BytesIO(read_limited(path))) as stream:
            data = stream.read(FILE_LIMIT + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise refuse(path.name, "io.damaged_archive") from error
    if len(data) > FILE_LIMIT:
        raise refuse(path.name, "io.unpacks_too_large", limit=f"{FILE_LIMIT // 2**20} MiB")
    return data


def _parquet_names(path: Path) -> tuple[str, ...]:
    try:
        return tuple(pq.read_schema(path).names)
    except (pa.ArrowException, OSError) as error:
        raise refuse(path.name, "io.damaged_parquet") from error


def _parquet(path: Path) -> pd.DataFrame:
    try:
        file = pq.ParquetFile(path)
        size = sum(
            file.metadata.row_group(group).total_byte_size
            for group in range(file.metadata.num_row_groups)
        )
        if size > UNPACKED_LIMIT:
            limit = f"{UNPACKED_LIMIT // 2**20} MiB"
            raise refuse(path.name, "io.unpacks_too_large", limit=limit)
        frame: pd.DataFrame = file.read().to_pandas()
    except (pa.ArrowException, OSError, ValueError) as error:
        if isinstance(error, ReadError):
            raise
        raise refuse(path.name, "io.damaged_parquet") from error
    return frame


def _sheet(path: Path) -> Records:
    """Return the first sheet of a workbook."""
    data = read_limited(path)
    parts = unpack(data, path.name)
    refuse_entities(parts, path.name)
    xml = sheet_parts(parts, path.name)
    refuse_sparse(xml, path.name)
    if any(table_named(name) for name in xml):
        raise refuse(path.name, "io_graph.workbook_of_tables")
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            name = book.sheet_names[0]
            cells = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise refuse(path.name, "io.damaged_archive") from error
    found = _with_header([[as_text(cell) or "" for cell in row] for row in cells], path.name)
    return Records(found.header, found.records, name)


def _cells(data: bytes, file: str) -> list[list[str]]:
    text = decode(data, file)
    if text is None:
        raise refuse(file, "io.unknown_encoding")
    text = text.removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend([cell.strip() for cell in row] for row in lines)
    except csv.Error as error:
        place = Place("", len(rows) + 1, "", file)
        raise ReadError([Problem("io.bad_quotes", place)], file) from error
    return rows


def _with_header(rows: list[list[str]], file: str) -> Records:
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if not numbered:
        raise refuse(file, "io_graph.empty")
    names = list(numbered[0][1])
    while not names[-1]:
        names.pop()
    return Records(tuple(names), numbered[1:])
