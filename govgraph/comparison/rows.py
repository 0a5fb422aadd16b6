"""Which rows differ between two structures: added, removed, moved, retyped, changed."""

from collections.abc import Mapping
from typing import TypeAlias

import pandas as pd

from govgraph.model.schema import TABLES, Table
from govgraph.model.structure import Structure

Line: TypeAlias = dict[str, object]
COLUMNS = ("table", "action", "row", "column", "before", "after")
#: The column whose change moves a row, and those that then say which row it was.
_MOVES = {
    "duties": ("unit", ["matter", "role", "area"]),
    "powers": ("unit", ["power", "matter", "line", "area"]),
    "posts": ("unit", ["grade", "kind"]),
}


def differences(
    before: Structure, after: Structure, renamed: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Return the rows that differ between two structures.

    Parameters
    ----------
    before, after : Structure
        The two structures.
    renamed : mapping of str to str, optional
        New ids of units and areas by old ones, so that a recoded unit is not one that is gone.

    Returns
    -------
    DataFrame
        ``table``, ``action``, ``row`` (its key), ``column``, ``before``, ``after``. Actions:
        ``added``; ``removed``; ``changed``, one line for each column; ``moved``, a duty, power or
        post that another unit has; ``retyped``, a tie between the same units of another kind.
    """
    parts = [
        _table(table, with_new_ids(before.table(name), table, renamed or {}), after.table(name))
        for name, table in TABLES.items()
    ]
    parts = [part for part in parts if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))


def with_new_ids(frame: pd.DataFrame, table: Table, new: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows of a table with new ids of units and areas in the place of old ones."""
    own = table.name in {"units", "areas"}
    for column in table.columns:
        if column.refers in {"units", "areas"} or (own and column.name == "id"):
            cells = frame[column.name]
            frame = frame.assign(**{column.name: cells.map(new).fillna(cells)}) if new else frame
    return frame


def _table(table: Table, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    old, new = keyed(table, before), keyed(table, after)
    gone, come = old.index.difference(new.index), new.index.difference(old.index)
    found: list[Line] = [
        *({"action": "removed", "row": row, "before": row} for row in gone),
        *({"action": "added", "row": row, "after": row} for row in come),
    ]
    found = _paired(table, old.loc[gone], new.loc[come], found)
    stayed = old.index.intersection(new.index)
    for column in (c for c in table.names if c not in table.key):
        was, now = old.loc[stayed, column], new.loc[stayed, column]
        same = (was == now).fillna(value=False) | (was.isna() & now.isna())
        found += [
            {"action": "changed", "row": r, "column": column, "before": was[r], "after": now[r]}
            for r in stayed[~same.to_numpy(bool)]
        ]
    return pd.DataFrame([{"table": table.name, **one} for one in found], columns=list(COLUMNS))


def keyed(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table under their keys as text."""
    key = frame[list(table.key)].astype(object).fillna("").astype(str)
    return frame.set_index(pd.Index(key.agg(" · ".join, axis=1) if len(frame) else [], dtype=str))


def _paired(table: Table, gone: pd.DataFrame, come: pd.DataFrame, found: list[Line]) -> list[Line]:
    """Turn a removed and an added row that are the same but for one column into one line."""
    if table.name == "relations":
        action, column, same = "retyped", "kind", ["source", "target", "matter"]
    elif table.name in _MOVES:
        action, (column, same) = "moved", _MOVES[table.name]
    else:
        return found
    waiting: dict[tuple[str, ...], list[str]] = {}
    for row, identity in _identities(come, same):
        waiting.setdefault(identity, []).append(row)
    pairs = {
        row: waiting[identity].pop(0)
        for row, identity in _identities(gone, same)
        if waiting.get(identity)
    }
    done = {*pairs, *pairs.values()}
    kept = [one for one in found if one["row"] not in done]
    return kept + [
        {
            "action": action,
            "row": old,
            "column": column,
            "before": gone.loc[old, column],
            "after": come.loc[new, column],
        }
        for old, new in pairs.items()
    ]


def _identities(frame: pd.DataFrame, same: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    cells = frame[same].astype(object).fillna("").astype(str)
    return [(str(row), tuple(values)) for row, *values in cells.itertuples()]
