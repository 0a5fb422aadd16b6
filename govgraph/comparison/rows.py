"""Which rows differ between two structures: added, removed, moved, retyped, changed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeAlias

import pandas as pd

from govgraph.model.schema import TABLES, Table
from govgraph.model.structure import Structure

Line: TypeAlias = dict[str, object]
Identity: TypeAlias = tuple[str, ...]
COLUMNS = ("table", "action", "row", "column", "before", "after")
#: Units before and after, one of which took something over from the other.
Lineage: TypeAlias = AbstractSet[tuple[str, str]]
#: What a row is that another unit may take over.
_MOVES = {
    "duties": ["matter", "role", "area"],
    "powers": ["power", "matter", "line", "area"],
    "posts": ["grade", "kind"],
}


def differences(
    before: Structure,
    after: Structure,
    renamed: Mapping[str, str] | None = None,
    lineage: Lineage = frozenset(),
) -> pd.DataFrame:
    """Return the rows that differ between two structures.

    Parameters
    ----------
    before, after : Structure
        The two structures.
    renamed : mapping of str to str, optional
        New ids of units and areas by old ones, so that a recoded unit is not one that is gone.
    lineage : set of pairs of str
        Units between which rows are known to have moved, the one before first.

    Returns
    -------
    DataFrame
        ``table``, ``action``, ``row`` (its key), ``column``, ``before``, ``after``. Actions:
        ``added``; ``removed``; ``changed``, one line for each column; ``moved``, a duty, power or
        post that another unit has; ``retyped``, a tie between the same units of another kind.

    Notes
    -----
    A row that is gone and one that came are one that moved where its units are of one lineage or
    of one line, area and kind, or where no other row of that place could be meant on either side.
    Others stand as removed and as added.
    """
    new = renamed or {}
    old = {name: with_new_ids(before.table(name), table, new) for name, table in TABLES.items()}
    known = {(new.get(was, was), now) for was, now in lineage}
    takes = _Takes(_places(old["units"]), _places(after.units), known)
    parts = [_table(table, old[name], after.table(name), takes) for name, table in TABLES.items()]
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


@dataclass(frozen=True)
class _Takes:
    """Who may have taken over what from whom: line, area and kind of units before and after."""

    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]
    lineage: Lineage

    def plausible(self, was: str, now: str) -> bool:
        """Tell whether a unit goes on with what another one did."""
        own = self.before[was]
        return (was, now) in self.lineage or (bool(own[0]) and own == self.after[now])


def _places(units: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    cells = units[["line", "area", "kind"]].astype(object).fillna("")
    return dict(zip(units["id"], cells.itertuples(index=False, name=None), strict=True))


def _table(table: Table, before: pd.DataFrame, after: pd.DataFrame, takes: _Takes) -> pd.DataFrame:
    if before.equals(after):
        return pd.DataFrame(columns=list(COLUMNS))
    old, new = keyed(table, before), keyed(table, after)
    gone = old.loc[old.index.difference(new.index)]
    come = new.loc[new.index.difference(old.index)]
    action, column, pairs = _paired(table, gone, come, takes)
    done = [*pairs, *pairs.values()]
    found: list[Line] = [
        *({"action": "removed", "row": row, "before": row} for row in gone.index.difference(done)),
        *({"action": "added", "row": row, "after": row} for row in come.index.difference(done)),
    ]
    for row, other in pairs.items():
        ends = {"before": gone.loc[row, column], "after": come.loc[other, column]}
        found.append({"action": action, "row": row, "column": column, **ends})
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
    rows = zip(*(key[name].tolist() for name in key), strict=True)
    return frame.set_index(pd.Index([" · ".join(row) for row in rows], dtype=str))


def _paired(
    table: Table, gone: pd.DataFrame, come: pd.DataFrame, takes: _Takes
) -> tuple[str, str, dict[str, str]]:
    """Return rows that are gone with those that came in their place, what happened and where."""
    if table.name == "relations":
        return "retyped", "kind", _in_order(gone, come, ["source", "target", "matter"])
    if table.name in _MOVES:
        return "moved", "unit", _taken(gone, come, _MOVES[table.name], takes)
    return "", "", {}


def _in_order(gone: pd.DataFrame, come: pd.DataFrame, same: list[str]) -> dict[str, str]:
    waiting: dict[tuple[str, ...], list[str]] = {}
    for row, identity in _identities(come, same):
        waiting.setdefault(identity, []).append(row)
    return {
        row: waiting[identity].pop(0)
        for row, identity in _identities(gone, same)
        if waiting.get(identity)
    }


def _taken(
    gone: pd.DataFrame, come: pd.DataFrame, same: list[str], takes: _Takes
) -> dict[str, str]:
    """Return rows with those of units that took them over: kin first, then where all is clear."""
    was, now = (dict(zip(f.index, f["unit"].astype(str), strict=True)) for f in (gone, come))
    kin = [
        (row, other)
        for row, other in _alike(_identities(gone, same), _identities(come, same))
        if takes.plausible(was[row], now[other])
    ]
    old, new = _settled(gone, same, takes.before), _settled(come, same, takes.after)
    there = list(_alike(old, new))
    often = Counter(row for pair in there for row in pair)
    clear = [pair for pair in there if all(often[row] == 1 for row in pair)]
    pairs: dict[str, str] = {}
    for row, other in [*kin, *clear]:
        if row not in pairs and other not in pairs.values():
            pairs[row] = other
    return pairs


def _alike(
    gone: list[tuple[str, Identity]], come: list[tuple[str, Identity]]
) -> Iterator[tuple[str, str]]:
    """Yield rows that are the same but for their unit."""
    waiting: dict[Identity, list[str]] = {}
    for row, identity in come:
        waiting.setdefault(identity, []).append(row)
    for row, identity in gone:
        yield from ((row, other) for other in waiting.get(identity, ()))


def _settled(
    frame: pd.DataFrame, same: list[str], places: Mapping[str, Identity]
) -> list[tuple[str, Identity]]:
    """Return rows with what they are and where: in the area they name, or else their unit's."""
    home = frame["unit"].map({unit: place[1] for unit, place in places.items()})
    area = frame["area"].fillna(home) if "area" in frame.columns else home
    return _identities(frame.assign(area=area), [*same, *({"area"} - set(same))])


def _identities(frame: pd.DataFrame, same: list[str]) -> list[tuple[str, Identity]]:
    cells = frame[same].astype(object).fillna("").astype(str)
    return [(str(row), tuple(values)) for row, *values in cells.itertuples()]
