"""Delimited text: which encoding, which delimiter, which cells."""

import csv
import io
import logging
from collections.abc import Sequence

from govgraph.errors import Place, Problem
from govgraph.io.guarding import guard, unguard
from govgraph.model.builder import Builder

logger = logging.getLogger("govgraph")

#: Longest cell of a text file, in characters.
CELL_LENGTH_LIMIT = 131_072
_DELIMITERS = ",\t;"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, file: str) -> str | None:
    """Return the text of a file in UTF-8 (with or without mark), UTF-16 with mark, or GB18030.

    Parameters
    ----------
    data : bytes
        Content of the file.
    file : str
        Its name, for the log.

    Returns
    -------
    str or None
        None when the bytes are none of these.

    Notes
    -----
    UTF-8 is tried first and strictly: Chinese text in GB18030 is practically never valid UTF-8,
    while the reverse happens often.

    Examples
    --------
    >>> decode("编号".encode("gb18030"), "units.csv")
    '编号'
    """
    for encoding in ("utf-16",) if data.startswith(_UTF16) else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        logger.info("%s read as %s", file, encoding)
        return text
    return None


def cells_of(builder: Builder, data: bytes, file: str) -> list[list[str]]:
    """Return the cells of a delimited text file; what cannot be read is reported.

    Parameters
    ----------
    builder : Builder
        Receives the problems.
    data : bytes
        Content of the file.
    file : str
        Its name, for places.

    Returns
    -------
    list of list of str
        Rows, the header first; formula guards are taken off.
    """
    text = decode(data, file)
    if text is None:
        builder.report(Problem("io.unknown_encoding", Place(file=file)))
        return []
    text = text.removeprefix("\ufeff")
    rows: list[list[str]] = []
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        rows.extend([unguard(cell) for cell in row] for row in lines)
    except csv.Error:
        builder.report(Problem("io.bad_quotes", Place("", len(rows) + 1, "", file)))
    return rows


def _delimiter(text: str) -> str:
    """Return the delimiter that the header uses most; a comma when it uses none."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=header.count)


def encoded(rows: Sequence[Sequence[str | float]]) -> bytes:
    """Return rows as spreadsheet programs read them: UTF-8 with mark, CRLF, formulas guarded.

    Parameters
    ----------
    rows : sequence of rows
        Cells; an empty cell is ``""``. Numbers are written with all their digits.

    Returns
    -------
    bytes
        The file.

    Examples
    --------
    >>> encoded([["name", "sign"], ["=1+1", -1.0]]).decode("utf-8-sig").splitlines()
    ['name,sign', "'=1+1,-1"]
    """
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([_shown(cell) for cell in r] for r in rows)
    return text.getvalue().encode("utf-8-sig")


def _shown(cell: str | float) -> str:
    if isinstance(cell, str):
        return guard(cell)
    return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
