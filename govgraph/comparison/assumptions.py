"""Assumed numbers of a structure: which there are, and the structure with some of them moved."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure

#: The column by which assumed numbers of a table are varied together; tables that are not named
#: vary row by row.
GROUPED = {
    "units": "kind",
    "relations": "kind",
    "demand": "matter",
    "duties": "matter",
    "posts": "kind",
    "goals": "objective",
}


@dataclass(frozen=True, order=True)
class Assumption:
    """Assumed numbers that are varied together.

    Attributes
    ----------
    table, column : str
        Where they stand.
    group : str
        What their rows share: a matter, a kind of unit or of relation; the row's id.
    rows : int
        How many rows there are.
    """

    table: str
    column: str
    group: str
    rows: int = 1

    @property
    def key(self) -> tuple[str, str]:
        """What identifies it in any structure."""
        return self.table, self.group


def assumptions(*structures: Structure) -> list[Assumption]:
    """Return the assumed numbers of structures, those varied together as one.

    Parameters
    ----------
    *structures : Structure
        The structures; the rows of the one that has most are counted.

    Returns
    -------
    list of Assumption
        Rows that have a number and a lower or an upper end, by table and group.
    """
    found: dict[tuple[str, str], Assumption] = {}
    for structure in structures:
        for one in _of(structure):
            if one.key not in found or found[one.key].rows < one.rows:
                found[one.key] = one
    return sorted(found.values())


def _of(structure: Structure) -> Iterator[Assumption]:
    for name, table in TABLES.items():
        frame = structure.table(name)
        if table.principal and len(frame):
            groups = _groups(name, frame)[_assumed(name, frame)].value_counts()
            for group, count in groups.items():
                yield Assumption(name, table.principal, str(group), int(count))


def moved(
    structure: Structure, one: Assumption, by: float, only: pd.Index | None = None
) -> Structure:
    """Return a structure with assumed numbers moved within their ranges.

    Parameters
    ----------
    structure : Structure
        The structure.
    one : Assumption
        The numbers.
    by : float
        Where they go: −1 to their lower ends, 1 to their upper ends, 0 leaves them; in between, a
        part of the way. A row without that end stays.
    only : Index, optional
        Keys of the rows that move, as `keys` returns them; all by default.

    Returns
    -------
    Structure
        The new value.
    """
    frame = structure.table(one.table)
    rows = (_groups(one.table, frame) == one.group).to_numpy(bool)
    if only is not None:
        rows = rows & keys(structure, one.table).isin(only)
    return _moved(structure, one.table, np.where(rows, float(by), 0.0))


def moved_rows(structure: Structure, table: str, by: pd.Series) -> Structure:
    """Return a structure with the assumed numbers of some rows moved, each by its own part.

    Parameters
    ----------
    structure : Structure
        The structure.
    table : str
        The table.
    by : Series of float
        Where each number goes, as in `moved`, by key of its row; the other rows stay.

    Returns
    -------
    Structure
        The new value.
    """
    return _moved(structure, table, by.reindex(keys(structure, table)).fillna(0.0).to_numpy(float))


def _moved(structure: Structure, table: str, by: NDArray[np.float64]) -> Structure:
    frame, column = structure.table(table), TABLES[table].principal
    ends = np.where(by > 0, frame["high"].to_numpy(float), frame["low"].to_numpy(float))
    rows = _assumed(table, frame) & (by != 0) & ~np.isnan(ends)
    if not rows.any():
        return structure
    number = frame[column].to_numpy(float).copy()
    number[rows] += np.abs(by[rows]) * (ends[rows] - number[rows])
    return structure.replacing(structure.about, {table: frame.assign(**{column: number})})


def level(structure: Structure, one: Assumption) -> float:
    """Return the mean of assumed numbers in a structure; nan where it has none of them."""
    frame = structure.table(one.table)
    rows = _assumed(one.table, frame) & (_groups(one.table, frame) == one.group).to_numpy(bool)
    number = frame[one.column].to_numpy(float)[rows]
    return float(number.mean()) if len(number) else float("nan")


def keys(structure: Structure, table: str) -> pd.Index:
    """Return the key of every row as text."""
    columns = [structure.table(table)[name] for name in TABLES[table].key]
    cells = [column.astype(object).where(column.notna(), "").tolist() for column in columns]
    return pd.Index(["\x1f".join(map(str, row)) for row in zip(*cells, strict=True)], dtype=object)


def assumed_groups(structure: Structure, table: str) -> pd.Series:
    """Return the group that each assumed number of a table moves with, by key of its row."""
    frame = structure.table(table)
    groups = pd.Series(_groups(table, frame).to_numpy(object), keys(structure, table))
    return groups[_assumed(table, frame)]


def _assumed(table: str, frame: pd.DataFrame) -> NDArray[np.bool_]:
    ranged = frame["low"].notna() | frame["high"].notna()
    return (ranged & frame[TABLES[table].principal].notna()).to_numpy(bool)


def _groups(table: str, frame: pd.DataFrame) -> pd.Series:
    return frame[GROUPED.get(table, "id")].astype(object).fillna("")
