"""A table of a structure cell by cell: what a step looks up, found once for all steps."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, TypeAlias

import pandas as pd

from govgraph.model.schema import Column, Table
from govgraph.reforms.joining import empty

#: What tells rows of a table apart; empty cells are None.
Key: TypeAlias = tuple[object, ...]


class Cells:
    """The rows of a table, known by number, as they were before anything changed.

    Columns, and the rows that hold each value, are looked up when they are first asked for.

    Parameters
    ----------
    table : Table
        Declaration of the table.
    frame : DataFrame
        The table.
    """

    def __init__(self, table: Table, frame: pd.DataFrame) -> None:
        self.table, self.frame = table, frame
        self._columns: dict[str, list[Any]] = {}
        self._holding: dict[str, dict[object, list[int]]] = {}

    def __len__(self) -> int:
        return len(self.frame)

    def column(self, name: str) -> list[Any]:
        """Return the cells of a column."""
        if name not in self._columns:
            self._columns[name] = self.frame[name].tolist()
        return self._columns[name]

    def holding(self, name: str) -> Mapping[object, list[int]]:
        """Return the rows that hold each value of a column; None stands for an empty cell."""
        if name not in self._holding:
            found: dict[object, list[int]] = {}
            for row, cell in enumerate(self.column(name)):
                found.setdefault(value_of(cell), []).append(row)
            self._holding[name] = found
        return self._holding[name]

    @cached_property
    def blank(self) -> dict[str, Any]:
        """A row without any value."""
        return {column.name: typed(column, column.default) for column in self.table.columns}

    @cached_property
    def keys(self) -> dict[Key, int]:
        """The first row of each key."""
        found: dict[Key, int] = {}
        for row, key in enumerate(self._all_keys()):
            found.setdefault(key, row)
        return found

    @cached_property
    def again(self) -> list[int]:
        """Rows with a key that an earlier row has."""
        if len(self.keys) == len(self):
            return []
        return [row for row, key in enumerate(self._all_keys()) if self.keys[key] != row]

    def _all_keys(self) -> "zip[Key]":
        return zip(
            *([value_of(cell) for cell in self.column(name)] for name in self.table.key),
            strict=True,
        )


def value_of(cell: object) -> object:
    """Return a cell, None where it is empty."""
    return None if empty(cell) else cell


def typed(column: Column, value: object) -> Any:  # noqa: ANN401 - a cell of any column
    """Return a value as a column holds it."""
    if column.kind == "number":
        return float("nan") if empty(value) else float(value)  # type: ignore[arg-type]
    if column.kind == "flag":
        return pd.NA if empty(value) else bool(value)
    return float("nan") if empty(value) else value
