"""A table under change: the rows of a structure, and beside them what became of them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from govgraph.model.schema import Column
from govgraph.reforms.cells import Cells, Key, typed, value_of

_Values: TypeAlias = Mapping[str, set[object]]
_Places: TypeAlias = NDArray[np.intp]


class Sheet:
    """A table of a draft.

    Rows are known by number: the rows of the structure keep theirs, new rows get the next ones.
    New cells, new rows and rows that are gone are noted beside the table, so that a step costs as
    much as it changes, however large the table is.

    Parameters
    ----------
    cells : Cells
        The table as the structure has it.

    Attributes
    ----------
    changed : dict
        New cells by row of the structure and column.
    added : dict
        New rows by number.
    gone : set of int
        Rows of the structure that are there no more.
    next : int
        Number that the next new row gets.
    """

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.changed: dict[int, dict[str, Any]] = {}
        self.added: dict[int, dict[str, Any]] = {}
        self.gone: set[int] = set()
        self.next = len(cells)

    def copy(self) -> "Sheet":
        """Return a sheet of the same rows; changing one leaves the other."""
        new = Sheet(self.cells)
        new.changed, new.added = dict(self.changed), dict(self.added)
        new.gone, new.next = set(self.gone), self.next
        return new

    # Reading -----------------------------------------------------------------------------------

    def __contains__(self, row: int) -> bool:
        return row in self.added or (row < len(self.cells) and row not in self.gone)

    def __len__(self) -> int:
        return len(self.cells) - len(self.gone) + len(self.added)

    @property
    def differs(self) -> bool:
        """Whether anything became of the rows of the structure."""
        return bool(self.changed or self.added or self.gone)

    @property
    def touched(self) -> Iterator[int]:
        """The rows that were changed or added, in order."""
        yield from sorted(self.changed)
        yield from self.added

    def cell(self, row: int, column: str) -> Any:  # noqa: ANN401 - a cell of any column
        """Return a cell."""
        if row in self.added:
            return self.added[row].get(column, self.cells.blank[column])
        own = self.changed.get(row, {})
        return own[column] if column in own else self.cells.column(column)[row]

    def record(self, row: int) -> dict[str, Any]:
        """Return a row as a dictionary."""
        if row in self.added:
            return self.cells.blank | self.added[row]
        columns = {name: self.cells.column(name)[row] for name in self.cells.table.names}
        return columns | self.changed.get(row, {})

    def rows(self, equal: Mapping[str, object]) -> list[int]:
        """Return the numbers of the rows whose columns hold the values given, in order.

        A list or set stands for any of its values, None for an empty cell.
        """
        wanted = {name: _wanted(value) for name, value in equal.items()}
        found = [row for row in self._untouched(wanted) if row not in self.changed]
        found += [row for row in self.touched if self._holds(row, wanted)]
        return sorted(found)

    def _untouched(self, wanted: _Values) -> list[int]:
        """Return the rows that the structure had, and that held the values there."""
        if not wanted:
            return [row for row in range(len(self.cells)) if row not in self.gone]
        holding = {name: self.cells.holding(name) for name in wanted}
        lists = {
            name: [rows for value in values if (rows := holding[name].get(value))]
            for name, values in wanted.items()
        }
        first, *others = sorted(wanted, key=lambda name: sum(map(len, lists[name])))
        others_held = [(self.cells.column(name), wanted[name]) for name in others]
        return [
            row
            for rows in lists[first]
            for row in rows
            if row not in self.gone
            and all(value_of(cells[row]) in values for cells, values in others_held)
        ]

    def _holds(self, row: int, wanted: _Values) -> bool:
        return all(value_of(self.cell(row, name)) in values for name, values in wanted.items())

    @cached_property
    def ids(self) -> set[str]:
        """The ids of the rows."""
        return set(self.cells.column("id")) - self.lost | self._new_ids

    @property
    def lost(self) -> set[str]:
        """The ids that the structure has and the sheet has no more."""
        old = self.cells.column("id")
        renamed = [row for row, own in self.changed.items() if own.get("id", old[row]) != old[row]]
        return {old[row] for row in (*self.gone, *renamed)} - self._new_ids

    @property
    def _new_ids(self) -> set[str]:
        changed = {own["id"] for own in self.changed.values() if "id" in own}
        return changed | {own["id"] for own in self.added.values()}

    def alike(self) -> list[list[int]]:
        """Return the numbers of rows with one key, empty cells being alike too."""
        found: dict[Key, set[int]] = {}
        for row in (*self.cells.again, *self.touched):
            if row not in self.gone:
                key = self._key(row)
                found.setdefault(key, {row}).add(row)
                first = self.cells.keys.get(key)
                if first is not None and first in self and self._key(first) == key:
                    found[key].add(first)
        return sorted(sorted(rows) for rows in found.values() if len(rows) > 1)

    def _key(self, row: int) -> Key:
        return tuple(value_of(self.cell(row, name)) for name in self.cells.table.key)

    # Writing -----------------------------------------------------------------------------------

    def change(self, row: int, values: Mapping[str, object]) -> None:
        """Give a row new cells."""
        own = {name: typed(self.cells.table.column(name), value) for name, value in values.items()}
        kept = self.added if row in self.added else self.changed
        kept[row] = {**kept.get(row, {}), **own}
        self._forget()

    def add(self, rows: Mapping[int, dict[str, Any]]) -> None:
        """Add rows whose cells are typed."""
        self.added |= rows
        self._forget()

    def remove(self, rows: Iterable[int]) -> None:
        """Take rows away."""
        for row in rows:
            if self.added.pop(row, None) is None:
                self.gone.add(row)
                self.changed.pop(row, None)
        self._forget()

    def _forget(self) -> None:
        for name in ("frame", "ids", "_kept"):
            self.__dict__.pop(name, None)

    # As a frame --------------------------------------------------------------------------------

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The table; its index are the numbers of the rows."""
        upper = self.cells.frame
        if not self.differs:
            return upper
        kept = self._kept
        longer = np.append(kept, np.full(len(self.added), -1))
        places = longer if self.added or self.gone else None
        new = self._new_cells()
        columns = {
            column.name: _column(column, upper[column.name].array, places, new[column.name])
            for column in self.cells.table.columns
        }
        index = np.append(kept, np.fromiter(self.added, np.intp, len(self.added)))
        return pd.DataFrame(columns, index=pd.Index(index), copy=False)

    @cached_property
    def _kept(self) -> _Places:
        """The rows of the structure that are still there."""
        stays = np.ones(len(self.cells), bool)
        stays[list(self.gone)] = False
        return np.flatnonzero(stays)

    @property
    def fresh(self) -> _Places:
        """Places in the frame of the rows that were changed, then of those that were added."""
        changed = np.fromiter(self.changed, np.intp, len(self.changed))
        added = np.arange(len(self._kept), len(self))
        return np.concatenate((np.searchsorted(self._kept, changed), added))

    def _new_cells(self) -> dict[str, dict[int, Any]]:
        """Return the new cells of every column by their places."""
        found: dict[str, dict[int, Any]] = {name: {} for name in self.cells.table.names}
        own = [*self.changed.values(), *self.added.values()]
        for place, row in zip(self.fresh.tolist(), own, strict=True):
            for name, cell in row.items():
                found[name][place] = cell
        return found


def _column(
    column: Column, upper: ExtensionArray, places: _Places | None, new: Mapping[int, Any]
) -> ExtensionArray:
    """Return a column of the rows at some places, −1 for new ones, with its new cells."""
    found = upper if places is None else upper.take(places, allow_fill=True)
    if places is not None and column.default is not None:
        found[places < 0] = column.default
    if new:
        found = found.copy() if places is None else found
        found[np.array(list(new))] = list(new.values())
    return found


def _wanted(value: object) -> set[object]:
    if isinstance(value, (list, set, tuple, frozenset)):
        return {value_of(one) for one in value if one is not None}
    return {value_of(value)}
