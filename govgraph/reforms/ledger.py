"""The ledger: what a reform moved from where to where, what it merged, created and lost."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.model.schema import TABLES
from govgraph.reforms.draft import COUNTED, Draft, records
from govgraph.reforms.joining import Row, empty

COLUMNS = (
    "step", "reform", "table", "action", "row", "unit", "column", "before", "after", "quantity",
    "reason",
)  # fmt: skip


@cache
def _no_entries() -> pd.DataFrame:
    return pd.DataFrame(columns=list(COLUMNS))


@dataclass(frozen=True, eq=False)
class Ledger:
    """Everything that happened to rows, one entry for each row and column.

    Attributes
    ----------
    entries : DataFrame
        ``step`` (from 1), ``reform`` (name of the operator), ``table``, ``action`` (``created``,
        ``moved``, ``changed``, ``merged``, ``lost``), ``row`` (its key as text, as it was),
        ``unit`` (whose row it is), ``column``, ``before``, ``after``, ``quantity`` (officials or
        cases where the row counts any; those it still counted when it went) and ``reason``
        (message key).
    """

    entries: pd.DataFrame = field(default_factory=lambda: _no_entries().copy(deep=False))

    def __len__(self) -> int:
        return len(self.entries)

    def of(self, action: str) -> pd.DataFrame:
        """Return the entries of one action."""
        return self.entries[self.entries["action"] == action]

    def then(self, other: "Ledger") -> "Ledger":
        """Return this ledger followed by another one."""
        parts = [part.entries for part in (self, other) if len(part)]
        return Ledger(pd.concat(parts, ignore_index=True)) if parts else Ledger()


def ledger(draft: Draft, step: int, reform: str) -> Ledger:
    """Write down what happened to the rows of a draft."""
    found: list[Entry] = []
    for table in draft.touched():
        found += [*_changed(draft, table), *_gone(draft, table), *_new(draft, table)]
    frame = pd.DataFrame([vars(entry) for entry in found], columns=list(COLUMNS[2:]))
    frame.insert(0, "step", step)
    frame.insert(1, "reform", reform)
    return Ledger(frame)


@dataclass
class Entry:
    """One line of the ledger, without its step."""

    table: str
    action: str
    row: str
    unit: str
    column: str
    before: object
    after: object
    quantity: float
    reason: str


def _changed(draft: Draft, table: str) -> Iterator[Entry]:
    before, after = draft.structure.table(table), draft.tables[table]
    stayed = after.index.intersection(before.index)
    old, new = before.loc[stayed], after.loc[stayed]
    differing = {c.name: _differs(old[c.name], new[c.name]) for c in TABLES[table].columns}
    touched = np.logical_or.reduce(list(differing.values()))
    rows = dict(zip(stayed[touched], records(old[touched]), strict=True))
    for column in TABLES[table].columns:
        differs = differing[column.name]
        if not differs.any():
            continue
        action = "moved" if column.refers or column.name == "id" else "changed"
        was, now = old.loc[differs, column.name], new.loc[differs, column.name]
        for row, cell, other in zip(stayed[differs], was, now, strict=True):
            reason = draft.reasons[table].get(int(row), "")
            yield _entry(table, action, rows[row], reason, column.name, cell, other)


def _differs(was: pd.Series, now: pd.Series) -> NDArray[np.bool_]:
    same = (was == now).fillna(value=False).to_numpy(bool)
    return ~(same | (was.isna() & now.isna()).to_numpy(bool))


def _gone(draft: Draft, table: str) -> Iterator[Entry]:
    before = draft.structure.table(table)
    rows = [row for row in draft.fates[table] if row in before.index]
    for row, values in zip(rows, records(before.loc[rows]), strict=True):
        fate = draft.fates[table][row]
        into = None if fate.into is None else _key_of(draft, table, fate.into)
        action = "lost" if fate.into is None else "merged"
        entry = _entry(table, action, values, fate.reason, "", _key(table, values), into)
        if table in COUNTED:
            entry.quantity = draft.counted[table][row]
        yield entry


def _new(draft: Draft, table: str) -> Iterator[Entry]:
    before, after = draft.structure.table(table), draft.tables[table]
    rows = after.index[after.index >= len(before)]
    for row, values in zip(rows, records(after.loc[rows]), strict=True):
        parent = _origin(draft, table, int(row))
        came = None if parent is None else _key(table, draft.given(table).record(parent))
        reason = draft.reasons[table].get(int(row), "")
        yield _entry(table, "created", values, reason, "", came, _key(table, values))


def _origin(draft: Draft, table: str, row: int) -> int | None:
    """Return the row of the structure that a new row descends from."""
    found = draft.parents[table].get(row)
    while found is not None and found >= len(draft.structure.table(table)):
        found = draft.parents[table].get(found)
    return found


def _entry(  # noqa: PLR0913, PLR0917 - the fields of an entry
    table: str,
    action: str,
    values: Row,
    reason: str,
    column: str,
    before: object,
    after: object,
) -> Entry:
    counted = COUNTED.get(table)
    quantity = float(values[counted]) if counted else float("nan")
    key, unit = _key(table, values), _unit(table, values)
    return Entry(table, action, key, unit, column, before, after, quantity, reason)


def _key_of(draft: Draft, table: str, row: int) -> str | None:
    """Return the key of the row that stands for another one, following it to the last."""
    fates = draft.fates[table]
    while row in fates and (into := fates[row].into) is not None:
        row = into
    sheet = draft.sheet(table)
    return _key(table, sheet.record(row)) if row in sheet else None


def _key(table: str, values: Row) -> str:
    cells = (values[column] for column in TABLES[table].key)
    return " · ".join(str(cell) for cell in cells if not empty(cell))


def _unit(table: str, values: Row) -> str:
    column = {"units": "id", "relations": "target", "demand": "door"}.get(table, "unit")
    return "" if empty(values.get(column)) else str(values[column])
