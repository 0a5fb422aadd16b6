"""A structure under change: every row knows where it came from, so nothing can vanish unseen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import InvalidStructureError, Place, Problem
from govgraph.model.checks import check_structure
from govgraph.model.coerce import Found, coerce
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from govgraph.reforms.cells import Cells, appended, typed_rows
from govgraph.reforms.joining import empty, joined
from govgraph.reforms.selection import Selection, select

Rows = Iterable[int]
#: Tables whose rows count officials or cases, and in which column.
COUNTED = {"units": "filled", "posts": "filled", "demand": "cases"}


@dataclass(frozen=True)
class Fate:
    """What became of a row that is no longer there.

    Attributes
    ----------
    reason : str
        Message key of the reason.
    into : int or None
        The row that now stands for it; None where it is lost.
    """

    reason: str
    into: int | None = None


@dataclass
class Draft:
    """The tables of a structure while one step of a reform changes them.

    Rows are known by number: the rows of the structure keep theirs, new rows get the next ones.
    Operators read with `frame` and `choose`, and write with the other methods only; the ledger is
    written from what happened to the rows.

    Attributes
    ----------
    structure : Structure
        The structure as it was.
    common : mapping of str to object
        What new rows carry unless they say otherwise: ``basis``, ``origin``, ``since``.
    released : set of str
        Units that may stand without a superior afterwards, though they had one before.
    counted : dict
        Officials or cases that rows still counted when they were taken away, by table and row.
    earlier : mapping of str to DataFrame
        Tables that earlier steps wrote, where several are taken in one go.
    """

    structure: Structure
    common: Mapping[str, object] = field(default_factory=dict)
    released: set[str] = field(default_factory=set)
    earlier: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._written: dict[str, pd.DataFrame] = {}
        self._cells = Cells()
        self._added: dict[str, dict[int, Mapping[str, object]]] = {}
        self._changed: dict[str, set[int]] = {name: set() for name in TABLES}
        self.fates: dict[str, dict[int, Fate]] = {name: {} for name in TABLES}
        self.parents: dict[str, dict[int, int]] = {name: {} for name in TABLES}
        self.reasons: dict[str, dict[int, str]] = {name: {} for name in TABLES}
        self.counted: dict[str, dict[int, float]] = {name: {} for name in COUNTED}
        self._next: dict[str, int] = {}

    def following(self, common: Mapping[str, object]) -> "Draft":
        """Return a draft for the next step, which begins with the tables of this one."""
        written = {table: self._typed(table) for table in self.touched()}
        new = Draft(self.structure, common, earlier={**self.earlier, **written})
        new._cells = self._cells
        return new

    def given(self, table: str) -> pd.DataFrame:
        """Return a table as the step found it; nothing writes into it."""
        if table in self.earlier:
            return self.earlier[table]
        return self.structure.derive(("draft", table), lambda: self.structure.table(table))

    def _now(self, table: str) -> pd.DataFrame:
        """Return a table as it stands but for rows that wait to be typed."""
        return self._written[table] if table in self._written else self.given(table)

    # Reading -----------------------------------------------------------------------------------

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables as they now stand; rows that were added one by one are typed together."""
        return {table: self._typed(table) for table in TABLES}

    def frame(self, table: str) -> pd.DataFrame:
        """Return a table as it now stands; its index are the numbers of the rows."""
        return self._typed(table).copy(deep=False)

    def choose(self, chosen: Selection, table: str = "units") -> list[str]:
        """Return the ids that a selection chooses now."""
        return select({name: self._typed(name) for name in (table, "areas")}, table, chosen)

    def rows(self, table: str, **equal: object) -> list[int]:
        """Return the numbers of the rows whose columns hold the values given.

        A list or set stands for any of its values, None for an empty cell.
        """
        frame = self._typed(table)
        keep = np.ones(len(frame), bool)
        for column, value in equal.items():
            keep &= _holds(self._cells.column(table, frame, column), value)
        return frame.index[keep].tolist()

    def records(self, table: str, rows: Rows) -> list[dict[str, Any]]:
        """Return rows, known by number, as dictionaries."""
        return self._cells.records(table, self._typed(table), list(rows))

    def row_of(self, unit: str) -> dict[str, Any]:
        """Return the row of a unit; raise `UnknownNameError` when there is none."""
        (one,) = self.choose(unit)
        return self.records("units", self.rows("units", id=one))[0]

    def touched(self) -> list[str]:
        """Return the tables that were written to."""
        for table in list(self._added):
            self._typed(table)
        return [table for table in TABLES if table in self._written]

    def differs(self, table: str) -> bool:
        """Tell whether a table was written to, in this step or an earlier one."""
        return table in self._written or table in self.earlier

    def rewritten(self, table: str) -> bool:
        """Tell whether rows were changed or taken away, not only added."""
        return bool(self._changed[table] or self.fates[table])

    def removed(self, table: str) -> list[str]:
        """Return the ids that the table had and has no more."""
        if not self.rewritten(table):
            return []
        return list(set(self.given(table)["id"]) - set(self._typed(table)["id"]))

    # Writing -----------------------------------------------------------------------------------

    def change(self, table: str, rows: Rows, reason: str = "", /, **values: object) -> None:
        """Give rows new values in some columns; a value may be a Series by row number."""
        numbers = list(rows)
        if not numbers:
            return
        frame = self._typed(table).copy(deep=False)
        places = frame.index.get_indexer(pd.Index(numbers))
        for column, value in values.items():
            cells = frame[column].array.copy()
            if isinstance(value, pd.Series):
                cells[places] = value[numbers].astype(cells.dtype).array
            else:
                cells[places] = np.nan if value is None else value
            frame[column] = cells
        self._written[table] = frame
        self._changed[table].update(numbers)
        if reason:
            self.reasons[table] |= dict.fromkeys(numbers, reason)

    def add(self, table: str, /, **row: object) -> int:
        """Add a row that comes from nowhere; return its number."""
        return self._append(table, {**self.common, **row})

    def copy(self, table: str, row: int, reason: str = "", /, **values: object) -> int:
        """Add a row that descends from another; return its number."""
        frame = self._now(table)
        frame = frame if row in frame.index else self._typed(table)
        number = self._append(table, {**self._cells.records(table, frame, [row])[0], **values})
        self.parents[table][number] = row
        if reason:
            self.reasons[table][number] = reason
        return number

    def lose(self, table: str, rows: Rows, reason: str) -> None:
        """Take rows away; the ledger lists each as lost, with the reason."""
        self._remove(table, {row: Fate(reason) for row in rows})

    def join(self, table: str, rows: Sequence[int], reason: str) -> None:
        """Let the first row stand for all; columns are joined by the rules of `joining`."""
        self._join(table, [list(rows)], reason)

    def repoint(self, table: str, new: Mapping[str, str], reason: str) -> None:
        """Let every reference to an id name another id, in all tables.

        Ties whose two ends are now one unit are lost as internal; rows that are now alike are
        joined. The rows of `table` itself stay.
        """
        for name, schema in TABLES.items():
            for column in schema.columns:
                if column.refers == table:
                    frame = self._typed(name)
                    cells = self._cells.column(name, frame, column.name)
                    pairs = zip(frame.index.tolist(), cells, strict=True)
                    changed = pd.Series({row: new[cell] for row, cell in pairs if cell in new})
                    self.change(name, changed.index, reason, **{column.name: changed})
        self.settle(reason)

    def settle(self, reason: str) -> None:
        """Drop ties from a unit to itself, and join rows that a change made alike."""
        ties = self._typed("relations")
        ends = (self._cells.column("relations", ties, end) for end in ("source", "target"))
        pairs = zip(ties.index.tolist(), *ends, strict=True)
        internal = [row for row, source, target in pairs if source == target]
        self.lose("relations", internal, "reforms.internal")
        for name in self.touched():
            if "id" not in TABLES[name].key and (alike := self._alike(name)):
                self._join(name, alike, reason)
        if "relations" in self.touched():
            self._keep_one_primary()

    # Ending ------------------------------------------------------------------------------------

    def dangling(self) -> list[Problem]:
        """Return every reference to a row that is no longer there: what would be orphaned."""
        found = []
        touched, lost = set(self.touched()), {name for name in TABLES if self._loses(name)}
        for name, schema in TABLES.items():
            for column in schema.columns:
                if column.refers and (name in touched or column.refers in lost):
                    partly = not self.rewritten(name) and column.refers not in lost
                    cells = self._cells.column(name, self._typed(name), column.name)
                    known = self._cells.ids(column.refers, self._typed(column.refers))
                    found += [
                        Problem("reforms.orphaned", Place(name, None, column.name), cell)
                        for cell in cells[len(self.given(name)) if partly else 0 :]
                        if isinstance(cell, str) and cell not in known
                    ]
        return found

    def _loses(self, table: str) -> bool:
        return "id" in TABLES[table].names and bool(self.removed(table))

    def problems(self) -> list[Problem]:
        """Return what is wrong with rows that were changed, and between rows of touched tables.

        Rows that were added are known to be right in themselves.
        """
        tables, touched, found = self.tables, self.touched(), list[Found]()
        for name in touched:
            rows = tables[name].index.intersection(sorted(self._changed[name]))
            own = tables[name].loc[rows].astype(object).reset_index(drop=True)
            found += coerce(TABLES[name], own)[1]
        if not found:
            found += check_structure(
                {n: t.reset_index(drop=True) for n, t in tables.items()}, touched
            )
        return [_problem(item) for item in found]

    def _append(self, table: str, values: Mapping[str, object]) -> int:
        numbers = self.given(table).index
        number = self._next.setdefault(table, int(numbers.max()) + 1 if len(numbers) else 0)
        self._next[table] += 1
        self._added.setdefault(table, {})[number] = values
        return number

    def _typed(self, table: str) -> pd.DataFrame:
        """Return a table; rows that were added are typed, checked and put into it together."""
        added, schema = self._added.pop(table, None), TABLES[table]
        if not added:
            return self._now(table)
        typed, found = typed_rows(schema, list(added.values()))
        if found:
            raise InvalidStructureError(list(map(_problem, found)), table)
        typed.index = pd.Index(list(added))
        self._written[table] = appended(schema, self._now(table), typed)
        return self._written[table]

    def _join(self, table: str, groups: Iterable[Sequence[int]], reason: str) -> None:
        """Let the first row of each group stand for the group."""
        frame, fates = self._typed(table), dict[int, Fate]()
        values = [row for rows in groups for row in rows]
        known = dict(zip(values, self._cells.records(table, frame, values), strict=True))
        changed: dict[str, dict[int, object]] = {}
        for first, *others in groups:
            alike = joined(table, [known[row] for row in (first, *others)])
            for column, value in alike.items():
                changed.setdefault(column, {})[first] = value
            fates |= {row: Fate(reason, first) for row in others}
        for column, cells in changed.items():
            self.change(table, list(cells), **{column: pd.Series(cells, dtype=object)})
        self._remove(table, fates)

    def _alike(self, table: str) -> list[list[int]]:
        """Return the numbers of rows with one key, empty cells being alike too."""
        frame = self._typed(table)
        keys = self._cells.keys(table, frame, TABLES[table].key)
        if len(set(keys)) == len(keys):
            return []
        found: dict[tuple[object, ...], list[int]] = {}
        for row, key in zip(frame.index.tolist(), keys, strict=True):
            found.setdefault(key, []).append(row)
        return [rows for rows in found.values() if len(rows) > 1]

    def _keep_one_primary(self) -> None:
        """Let a unit that came to have several primary superiors keep the first."""
        rows = self.rows("relations", kind="leads", primary=True)
        led = [one["target"] for one in self.records("relations", rows)]
        again = [row for place, row in enumerate(rows) if led[place] in led[:place]]
        self.change("relations", again, "reforms.one_primary", primary=None)

    def _remove(self, table: str, fates: Mapping[int, Fate]) -> None:
        if fates:
            gone = self._typed(table).loc[list(fates)]
            if table in COUNTED:
                numbers = gone[COUNTED[table]].astype(float)
                self.counted[table] |= dict(zip(fates, numbers.tolist(), strict=True))
            self._written[table] = self._typed(table).drop(index=list(fates))
            self.fates[table] |= fates


def _problem(item: Found) -> Problem:
    place = Place(item.table, None, item.column)
    params = dict(item.params) | ({} if item.first is None else {"first": place})
    return Problem(item.key, place, item.value, params, item.near)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows as dictionaries, which are quicker to read cell by cell than a frame."""
    columns = [frame[name].tolist() for name in frame.columns]
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _holds(cells: list[Any], value: object) -> NDArray[np.bool_]:
    if value is None:
        return np.fromiter(map(empty, cells), bool, len(cells))
    wanted = set(value if isinstance(value, (list, set, tuple, frozenset)) else (value,))
    return np.fromiter((cell in wanted for cell in cells), bool, len(cells))
