"""A structure under change: every row knows where it came from, so nothing can vanish unseen."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeGuard

import pandas as pd

from govgraph.errors import InvalidStructureError, Place, Problem
from govgraph.model.checks import check_structure
from govgraph.model.coerce import Found, coerce, coerce_rows
from govgraph.model.schema import TABLES, Column
from govgraph.model.structure import Structure
from govgraph.reforms.cells import Cells
from govgraph.reforms.joining import joined
from govgraph.reforms.selection import Selection, Where, named, select
from govgraph.reforms.sheet import Sheet

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
    """

    structure: Structure
    common: Mapping[str, object] = field(default_factory=dict)
    released: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._given: dict[str, Sheet] = {}
        self._written: dict[str, Sheet] = {}
        self._waiting: dict[str, dict[int, Mapping[str, object]]] = {}
        self._changed: dict[str, set[int]] = {name: set() for name in TABLES}
        self.fates: dict[str, dict[int, Fate]] = {name: {} for name in TABLES}
        self.parents: dict[str, dict[int, int]] = {name: {} for name in TABLES}
        self.reasons: dict[str, dict[int, str]] = {name: {} for name in TABLES}
        self.counted: dict[str, dict[int, float]] = {name: {} for name in COUNTED}

    def following(self, common: Mapping[str, object]) -> "Draft":
        """Return a draft for the next step, which begins with the tables of this one."""
        new = Draft(self.structure, common)
        new._given = self._given | {table: self.sheet(table) for table in self.touched()}
        return new

    def given(self, table: str) -> Sheet:
        """Return a table as the step found it; nothing writes into it."""
        if table not in self._given:
            cells = self.structure.derive(("cells", table), self._cells(table), of=(table,))
            self._given[table] = Sheet(cells)
        return self._given[table]

    def _cells(self, table: str) -> Callable[[], Cells]:
        return lambda: Cells(TABLES[table], self.structure.table(table))

    # Reading -----------------------------------------------------------------------------------

    def sheet(self, table: str) -> Sheet:
        """Return a table as it now stands; rows that were added one by one are typed together."""
        if waiting := self._waiting.pop(table, None):
            cells, found = coerce_rows(TABLES[table], list(waiting.values()))
            if found:
                raise InvalidStructureError(list(map(_problem, found)), table)
            self._own(table).add(dict(zip(waiting, cells, strict=True)))
        return self._now(table)

    def _now(self, table: str) -> Sheet:
        """Return a table as it stands but for rows that wait to be typed."""
        return self._written[table] if table in self._written else self.given(table)

    def _own(self, table: str) -> Sheet:
        """Return a table to write into."""
        if table not in self._written:
            self._written[table] = self.given(table).copy()
        return self._written[table]

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables as they now stand."""
        return {table: self.sheet(table).frame for table in TABLES}

    def frame(self, table: str) -> pd.DataFrame:
        """Return a table as it now stands; its index are the numbers of the rows."""
        return self.sheet(table).frame.copy(deep=False)

    def choose(self, chosen: Selection, table: str = "units") -> list[str]:
        """Return the ids that a selection chooses now."""
        if not isinstance(chosen, Where):
            return named(chosen, table, self.sheet(table).ids)
        return select({name: self.sheet(name).frame for name in (table, "areas")}, table, chosen)

    def rows(self, table: str, **equal: object) -> list[int]:
        """Return the numbers of the rows whose columns hold the values given.

        A list or set stands for any of its values, None for an empty cell.
        """
        return self.sheet(table).rows(equal)

    def records(self, table: str, rows: Rows) -> list[dict[str, Any]]:
        """Return rows, known by number, as dictionaries."""
        sheet = self.sheet(table)
        return [sheet.record(row) for row in rows]

    def row_of(self, unit: str) -> dict[str, Any]:
        """Return the row of a unit; raise `UnknownNameError` when there is none."""
        (one,) = self.choose(unit)
        return self.records("units", self.rows("units", id=one))[0]

    def touched(self) -> list[str]:
        """Return the tables that were written to."""
        for table in list(self._waiting):
            self.sheet(table)
        return [table for table in TABLES if table in self._written]

    def differs(self, table: str) -> bool:
        """Tell whether a table was written to, in this step or an earlier one."""
        return self.sheet(table).differs

    def rewritten(self, table: str) -> set[int]:
        """Return the rows that the step changed or took away."""
        return self._changed[table] | self.fates[table].keys()

    # Writing -----------------------------------------------------------------------------------

    def change(self, table: str, rows: Rows, reason: str = "", /, **values: object) -> None:
        """Give rows new values in some columns; a value may be a Series or mapping by row."""
        numbers = list(rows)
        if not numbers:
            return
        self.sheet(table)
        sheet = self._own(table)
        by_row = {name: value for name, value in values.items() if _by_row(value)}
        common = {name: value for name, value in values.items() if name not in by_row}
        for row in numbers:
            sheet.change(row, common | {name: cells[row] for name, cells in by_row.items()})
        self._changed[table].update(numbers)
        if reason:
            self.reasons[table] |= dict.fromkeys(numbers, reason)

    def add(self, table: str, /, **row: object) -> int:
        """Add a row that comes from nowhere; return its number."""
        return self._append(table, {**self.common, **row})

    def copy(self, table: str, row: int, reason: str = "", /, **values: object) -> int:
        """Add a row that descends from another; return its number."""
        sheet = self._now(table)
        sheet = sheet if row in sheet else self.sheet(table)
        number = self._append(table, {**sheet.record(row), **values})
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
                    sheet = self.sheet(name)
                    rows = sheet.rows({column.name: list(new)})
                    cells = {row: new[sheet.cell(row, column.name)] for row in rows}
                    self.change(name, rows, reason, **{column.name: cells})
        self.settle(reason)

    def settle(self, reason: str) -> None:
        """Drop ties from a unit to itself, and join rows that a change made alike."""
        ties = self.sheet("relations")
        internal = [r for r in ties.touched if ties.cell(r, "source") == ties.cell(r, "target")]
        self.lose("relations", internal, "reforms.internal")
        for name in self.touched():
            if "id" not in TABLES[name].key and (alike := self.sheet(name).alike()):
                self._join(name, alike, reason)
        if "relations" in self.touched():
            self._keep_one_primary()

    # Ending ------------------------------------------------------------------------------------

    def dangling(self) -> list[Problem]:
        """Return every reference to a row that is no longer there: what would be orphaned."""
        self.touched()
        lost = {name: self._now(name).lost for name in TABLES if "id" in TABLES[name].names}
        return [
            Problem("reforms.orphaned", Place(name, None, column.name), cell)
            for name, schema in TABLES.items()
            for column in schema.columns
            if column.refers and (name in self._written or lost[column.refers])
            for cell in self._unknown(name, column, lost[column.refers])
        ]

    def _unknown(self, table: str, column: Column, lost: set[str]) -> Iterator[str]:
        """Yield what a column names though no row has that id."""
        sheet, known = self._now(table), self._now(column.refers)
        new = range(self.given(table).next, sheet.next)
        written = {row for row in (*self._changed[table], *new) if row in sheet}
        for row in sorted({*written, *sheet.rows({column.name: lost})}):
            cell = sheet.cell(row, column.name)
            if isinstance(cell, str) and cell not in known.ids:
                yield cell

    def problems(self) -> list[Problem]:
        """Return what is wrong with rows that were changed, and between rows of touched tables.

        Rows that were added are known to be right in themselves.
        """
        touched, tables, found = self.touched(), self.tables, list[Found]()
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
        sheet = self._own(table)
        number = sheet.next
        sheet.next += 1
        self._waiting.setdefault(table, {})[number] = values
        return number

    def _join(self, table: str, groups: Iterable[Sequence[int]], reason: str) -> None:
        """Let the first row of each group stand for the group."""
        fates = dict[int, Fate]()
        for first, *others in groups:
            alike = joined(table, self.records(table, (first, *others)))
            if alike:
                self.change(table, [first], **alike)
            fates |= {row: Fate(reason, first) for row in others}
        self._remove(table, fates)

    def _keep_one_primary(self) -> None:
        """Let a unit that came to have several primary superiors keep the first."""
        rows, ties, led = (
            self.rows("relations", kind="leads", primary=True),
            self.sheet("relations"),
            set[str](),
        )
        again = []
        for row in rows:
            target = ties.cell(row, "target")
            again += [row] if target in led else []
            led.add(target)
        self.change("relations", again, "reforms.one_primary", primary=None)

    def _remove(self, table: str, fates: Mapping[int, Fate]) -> None:
        if fates:
            sheet = self.sheet(table)
            if table in COUNTED:
                self.counted[table] |= {row: sheet.cell(row, COUNTED[table]) for row in fates}
            self._own(table).remove(fates)
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


def _by_row(value: object) -> TypeGuard[Mapping[int, object]]:
    return isinstance(value, (pd.Series, Mapping))
