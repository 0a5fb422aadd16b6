"""Rows of a structure, read once as plain values, that many proposals are laid over."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

import pandas as pd

from govgraph.errors import InvalidStructureError, Place, Problem
from govgraph.model.coerce import Found, coerce
from govgraph.model.schema import ABOUT, TABLES, TEXT_LIMIT, Column, Table
from govgraph.model.structure import Structure
from govgraph.reforms.joining import empty
from govgraph.reforms.selection import Selection, select

Row: TypeAlias = Mapping[str, Any]
Key: TypeAlias = tuple[object, ...]

#: Tables that a screened proposal may change, with the columns that rows are looked up by.
CHANGED: dict[str, tuple[str, ...]] = {
    "relations": ("source", "target"),
    "duties": ("unit", "matter"),
    "powers": ("unit",),
}

_COLUMNS = {table: {c.name: c for c in TABLES[table].columns} for table in CHANGED}
_REQUIRED = {table: [c.name for c in TABLES[table].columns if c.required] for table in CHANGED}


class HeldTable:
    """The rows of one table, known by their number.

    Attributes
    ----------
    table : Table
        Its declaration.
    columns : dict of str to list
        Cells by column, None for empty ones.
    size : int
        Number of rows.
    keys : dict
        Number of each row by its key.
    by : dict
        Numbers of rows by column and value, for the columns of `CHANGED`.
    """

    def __init__(self, table: Table, frame: pd.DataFrame) -> None:
        self.table, self.size = table, len(frame)
        self.columns = {name: _plain(frame[name]) for name in table.names}
        cells = zip(*(self.columns[name] for name in table.key), strict=True)
        self.keys: dict[Key, int] = {key: row for row, key in enumerate(cells)}
        self._records: dict[int, Row] = {}
        self.by: dict[str, dict[object, list[int]]] = {}
        for name in CHANGED[table.name]:
            rows = self.by.setdefault(name, {})
            for row, cell in enumerate(self.columns[name]):
                rows.setdefault(cell, []).append(row)

    def record(self, row: int) -> Row:
        """Return a row by column."""
        found = self._records.get(row)
        if found is None:
            found = {name: cells[row] for name, cells in self.columns.items()}
            self._records[row] = found
        return found

    def all_records(self) -> Iterator[Row]:
        """Yield every row by column."""
        for cells in zip(*self.columns.values(), strict=True):
            yield dict(zip(self.columns, cells, strict=True))

    def key(self, row: Row) -> Key:
        """Return what may occur only once."""
        return tuple(row[name] for name in self.table.key)

    def candidates(self, equal: Mapping[str, object]) -> Iterable[int]:
        """Return rows among which are all that hold some values."""
        asked = {name: several(value) for name, value in equal.items() if name in self.by}
        if not asked:
            return range(self.size)
        name = min(asked, key=lambda one: len(asked[one]))
        rows = self.by[name]
        return [row for value in dict.fromkeys(asked[name]) for row in rows.get(value, ())]


def several(value: object) -> "list[object] | tuple[object, ...]":
    """Return the values that one condition allows; None stands for an empty cell."""
    return [*value] if isinstance(value, (list, set, tuple, frozenset)) else (value,)


class Held:
    """The tables of a structure as its proposals read them.

    Attributes
    ----------
    structure : Structure
        The structure.
    tables : dict of str to HeldTable
        The tables of `CHANGED`.
    ids : dict of str to frozenset
        The ids of every table that rows may refer to.
    """

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.tables = {name: HeldTable(TABLES[name], structure.table(name)) for name in CHANGED}
        self.ids = {
            name: frozenset(structure.table(name)["id"].tolist())
            for name, table in TABLES.items()
            if "id" in table.names
        }
        self._chosen: dict[tuple[str, Selection], list[str]] = {}
        self._typed: dict[Key, dict[str, Any] | list[Problem]] = {}
        self._wrong: dict[Key, list[Problem]] = {}

    def choose(self, chosen: Selection, table: str) -> list[str]:
        """Return the ids that a selection chooses; errors are those of `select`."""
        if isinstance(chosen, str) and chosen in self.ids[table]:
            return [chosen]
        key = (table, chosen)
        if key not in self._chosen:
            frames = {name: self.structure.table(name) for name in (table, "areas")}
            self._chosen[key] = select(frames, table, chosen)
        return list(self._chosen[key])

    def typed(self, table: str, row: Row) -> dict[str, Any]:
        """Return a row of the model from what a step says of it.

        Raises
        ------
        InvalidStructureError
            When a cell cannot be understood.
        """
        plain, rest = self._apart(table, row)
        key = (table, *sorted(rest.items()), *(name in plain for name in _REQUIRED[table]))
        if key not in self._typed:
            self._typed[key] = _understood(TABLES[table], {**plain, **rest}, set(plain))
        found = self._typed[key]
        if isinstance(found, list):
            raise InvalidStructureError(found, table)
        return {**found, **plain}

    def _apart(self, table: str, row: Row) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the cells that mean what they say, and the others that are not empty."""
        plain, rest = dict[str, Any](), dict[str, Any]()
        columns = _COLUMNS[table]
        for name, cell in row.items():
            if cell is None:
                continue
            column = columns[name]
            known = bool(column.refers) and cell in self.ids[column.refers]
            if known or _stands_for_itself(column, cell):
                plain[name] = cell
            elif not empty(cell):
                rest[name] = cell
        return plain, rest

    def problems(self, table: str, cells: Row) -> list[Problem]:
        """Return what cannot be understood of cells that a step put into a row."""
        key = (table, *sorted(cells.items()))
        if key not in self._wrong:
            declared = ABOUT if table == ABOUT.name else TABLES[table]
            columns = [one for one in declared.columns if one.name in cells]
            part = Table(declared.name, (), tuple(columns))
            frame = pd.DataFrame([dict(cells)], dtype=object)
            self._wrong[key] = [problem(one) for one in coerce(part, frame)[1]]
        return self._wrong[key]


def _stands_for_itself(column: Column, cell: object) -> bool:
    """Tell whether a cell is a text or number that the model takes as it is."""
    if column.kind == "text" and isinstance(cell, str):
        return cell.isprintable() and cell == cell.strip() and 0 < len(cell) <= TEXT_LIMIT
    if column.kind == "number" and isinstance(cell, float):
        return math.isfinite(cell) and cell in column
    return False


def _understood(table: Table, row: Row, plain: set[str]) -> dict[str, Any] | list[Problem]:
    """Return the typed cells of a row but for the plain ones, or what is wrong with it."""
    columns = tuple(c for c in table.columns if c.required or c.name in row)
    cells = {column.name: [row.get(column.name)] for column in columns}
    typed, found = coerce(replace(table, columns=columns), pd.DataFrame(cells, dtype=object))
    if found:
        return [problem(one) for one in found]
    blank = {one.name: one.default for one in table.columns}
    return blank | {name: _plain(typed[name])[0] for name in cells if name not in plain}


def problem(found: Found) -> Problem:
    """Return what the model found, as errors list it."""
    return Problem(found.key, Place(found.table, None, found.column), found.value)


def _plain(column: "pd.Series[Any]") -> list[Any]:
    missing, cells = column.isna().to_numpy(), column.tolist()
    if not missing.any():
        return cells
    return [None if gone else cell for gone, cell in zip(missing.tolist(), cells, strict=True)]
