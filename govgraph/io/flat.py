"""One flat table from a file or a frame: every cell as text, every row with its number."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import narwhals as nw
import pandas as pd

from govgraph.errors import Place, Problem, ReadError, UnknownNameError
from govgraph.io.archives import refuse
from govgraph.io.flat_files import Records, file_header, file_records
from govgraph.model.builder import Origin
from govgraph.model.coerce import as_text
from govgraph.text import say

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

#: Endings of the files that hold one flat table.
SUFFIXES = (".csv", ".tsv", ".txt", ".gz", ".xlsx", ".xlsm", ".parquet")

_log = logging.getLogger("govgraph")


@dataclass(frozen=True)
class Flat:
    """A flat table as it stands in a file.

    Attributes
    ----------
    frame : DataFrame
        Every cell as stripped text, ``""`` where it is empty; columns named by the header.
    rows : tuple of int
        Number of each row as the user counts it, the header being row 1.
    file, sheet : str
        Where it was read; empty for Python data.
    letters : mapping of str to str
        Letter of each column of a sheet.
    """

    frame: pd.DataFrame
    rows: tuple[int, ...]
    file: str = ""
    sheet: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)

    def place(self, position: int | None = None, column: str = "") -> Place:
        """Return the place of a row, of a column, or of one cell."""
        row = None if position is None else self.rows[position]
        letter = self.letters.get(column, "")
        cell = f"{letter}{row}" if letter and row is not None else ""
        return Place("", row, column, self.file, self.sheet, cell)

    def origin(
        self, positions: Iterable[int] | None = None, columns: Mapping[str, str] | None = None
    ) -> Origin:
        """Return where some rows (all by default) were read, for a builder.

        `columns` names the column of this table in which each column of the model stands.
        """
        rows = self.rows if positions is None else tuple(self.rows[p] for p in positions)
        letters = {k: self.letters[v] for k, v in (columns or {}).items() if v in self.letters}
        return Origin(self.file, self.sheet, rows=rows, letters=letters)

    def where(self, keep: "pd.Series[bool]") -> "Flat":
        """Return the rows for which `keep` holds."""
        rows = tuple(row for row, kept in zip(self.rows, keep.tolist(), strict=True) if kept)
        return replace(self, frame=self.frame[keep].reset_index(drop=True), rows=rows)

    def refuse(self, key: str, value: str = "", **params: object) -> ReadError:
        """Return the error that the table as a whole cannot be read."""
        return ReadError([Problem(key, self.place(), value, params)], self.file)


def flat(source: "str | Path | Flat | IntoDataFrame") -> Flat:
    """Return a file's or a data frame's single table with every cell as text.

    Parameters
    ----------
    source : path or data frame or Flat
        CSV (``.csv``, ``.tsv``, ``.txt``, also ``.gz``; UTF-8, UTF-16 or GB18030), Parquet, or the
        first sheet of a workbook.

    Returns
    -------
    Flat
        The table.

    Raises
    ------
    ReadError
        When the file is missing, damaged, too large or has no header row.
    """
    if isinstance(source, Flat):
        return source
    if not isinstance(source, str | Path):
        return _from_frame(nw.from_native(source, eager_only=True).to_pandas(), "")
    path = Path(source)
    if not path.exists():
        raise refuse(str(path), "io.no_such_file")
    found = file_records(path)
    if isinstance(found, pd.DataFrame):
        return _from_frame(found, path.name)
    return _from_records(found, path.name)


def only(table: Flat, where: str | Mapping[str, str]) -> Flat:
    """Return the rows of a table that hold given values.

    Parameters
    ----------
    table : Flat
        The table.
    where : str or mapping of str to str
        Column and value, as text ``"body=HMT; snapshot=2011-03-31"``; empty for all rows.

    Raises
    ------
    UnknownNameError
        When the table has no such column.
    ReadError
        When no row is left.
    """
    for column, value in pairs(where).items():
        if column not in table.frame.columns:
            raise UnknownNameError.among("model.as_columns", column, table.frame.columns)
        table = table.where(table.frame[column] == value)
        if not len(table.frame):
            raise table.refuse("io_graph.no_rows_where", value, column=column)
    return table


def pairs(text: str | Mapping[str, str]) -> dict[str, str]:
    """Return ``"a=b; c=d"`` as a dictionary.

    Examples
    --------
    >>> pairs("id=post_ref; superior=reports_to")
    {'id': 'post_ref', 'superior': 'reports_to'}
    """
    if not isinstance(text, str):
        return dict(text)
    halves = (part.partition("=") for part in text.split(";") if part.strip())
    return {name.strip(): value.strip() for name, _, value in halves}


def header(path: Path) -> tuple[str, ...]:
    """Return the column names of a file's single table, none where there is no such table.

    Never raises: it serves to tell formats apart.
    """
    try:
        return file_header(path)
    except (ReadError, OSError):
        return ()


def meanings(
    columns: Iterable[str], synonyms: Mapping[str, tuple[str, ...]], given: Mapping[str, str]
) -> dict[str, str]:
    """Return which column of a table holds what.

    Parameters
    ----------
    columns : iterable of str
        Names in the header.
    synonyms : mapping
        Names by which each meaning is known; the first that stands in the header is taken.
    given : mapping of str to str
        Column names that the user gave; they go before the synonyms.

    Returns
    -------
    dict of str to str
        The column of each meaning that was found.
    """
    plain = {plain_name(name): name for name in reversed(list(columns))}
    found: dict[str, str] = {k: v for k, v in given.items() if v in plain.values()}
    for meaning, names in synonyms.items():
        for name in map(plain_name, names):
            if meaning not in given and name in plain and plain[name] not in found.values():
                found[meaning] = plain[name]
                break
    return found


def plain_name(name: str) -> str:
    """Return a column name without case, spaces, underscores and hyphens."""
    return "".join(c for c in name.casefold() if c not in " _-\t\u3000*：:")


def require(table: Flat, found: Mapping[str, str], needed: Iterable[str]) -> None:
    """Raise `ReadError` unless every meaning in `needed` has a column."""
    missing = [meaning for meaning in needed if meaning not in found]
    if missing:
        columns = ", ".join(map(str, table.frame.columns))
        raise table.refuse("io_graph.need_columns", missing=", ".join(missing), found=columns)


def provenance(table: Flat, form: str, used: Iterable[str]) -> tuple[str, ...]:
    """Return what is to be said about how a table was read, and log the columns left out."""
    steps = [say("io_graph.read_from", file=table.file or "data frame", form=form)]
    known = set(used)
    unused = [str(name) for name in table.frame.columns if name not in known]
    if unused:
        steps.append(say("io_graph.columns_unused", columns=", ".join(unused)))
        _log.warning("%s: %s", table.file or form, steps[-1])
    return tuple(steps)


def _from_records(found: Records, file: str) -> Flat:
    names, records = found.header, found.records
    width = len(names)
    problems = [
        Problem("io_graph.too_many_cells", Place("", row, "", file), params={"width": width})
        for row, record in records
        if any(record[width:])
    ]
    problems += [
        Problem("model.repeated_column", Place("", None, "", file), name)
        for name in dict.fromkeys(names)
        if name and names.count(name) > 1
    ]
    if problems:
        raise ReadError(problems, file)
    cells = [[*record[:width], *[""] * (width - len(record))] for _, record in records]
    frame = pd.DataFrame(cells, columns=list(names), dtype="str")
    named = frame.loc[:, [name != "" for name in names]]
    letters = {name: _letter(i) for i, name in enumerate(names) if name and found.sheet}
    return Flat(named, tuple(row for row, _ in records), file, found.sheet, letters)


def _letter(number: int) -> str:
    above, own = divmod(number, 26)
    return (_letter(above - 1) if above else "") + chr(ord("A") + own)


def _from_frame(frame: pd.DataFrame, file: str) -> Flat:
    columns = {str(name): _texts(frame[name]) for name in frame.columns}
    first = 2 if file else 1
    return Flat(pd.DataFrame(columns), tuple(range(first, first + len(frame))), file)


def _texts(column: "pd.Series[str]") -> "pd.Series[str]":
    if isinstance(column.dtype, pd.StringDtype):
        texts = column.fillna("").str.strip()
    else:
        texts = pd.Series([as_text(value) or "" for value in column], dtype="str")
    return texts.astype("str").reset_index(drop=True)
