"""Assumed numbers of tables and where a draw puts them within their ranges."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.casework.parameters import PARAMETERS
from govgraph.comparison.assumptions import GROUPED, Assumption, assumptions
from govgraph.model.schema import TABLES, WORKLOAD_TABLES
from govgraph.model.structure import Structure
from govgraph.model.workload import Workload

Floats = NDArray[np.float64]
#: Table and group that identify an assumption, as `Assumption.key`.
Key = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Ranged:
    """The numbers of one table, and which assumption moves which of them.

    Attributes
    ----------
    column : str
        Where they stand.
    number, low, high : array of float
        As assumed, and the ends of the range; an end that is not stated is the number itself.
    place : array of int
        Number of the assumption of each row, −1 for none.
    """

    column: str
    number: Floats
    low: Floats
    high: Floats
    place: NDArray[np.int64]

    def at(self, by: Floats) -> Floats:
        """Return the numbers for a place of every assumption in its range, from −1 to 1."""
        way = np.append(by, 0.0)[self.place]
        end = np.where(way > 0, self.high, self.low)
        return np.asarray(self.number + np.abs(way) * (end - self.number), np.float64)


def of_structures(structures: Iterable[Structure]) -> list[Assumption]:
    """Return the assumptions of the tables of structures."""
    return assumptions(*structures)


def of_workloads(pairs: Iterable[tuple[Structure, Workload | None]]) -> list[Assumption]:
    """Return the assumptions of workloads: officials by kind of unit, and parameters."""
    found: dict[Key, Assumption] = {}
    stated: set[str] = set()
    for structure, workload in pairs:
        if workload is None:
            continue
        for table in ("servers", "parameters"):
            frame = workload.table(table)
            groups = workload_groups(table, frame, structure)[_ranged(table, frame)]
            for group, rows in groups.value_counts().items():
                one = Assumption(table, WORKLOAD_TABLES[table].principal, str(group), int(rows))
                found[one.key] = one
        stated |= set(workload.parameters["parameter"])
    for name in PARAMETERS:
        if name not in stated:
            found["parameters", name] = Assumption("parameters", "value", name)
    return sorted(found.values())


def ranged(
    table: str, frame: pd.DataFrame, groups: pd.Series, places: Mapping[Key, int]
) -> Ranged | None:
    """Return the assumed numbers of a table; None where it has none."""
    moved = _ranged(table, frame)
    if not moved.any():
        return None
    column = (TABLES | WORKLOAD_TABLES)[table].principal
    number = frame[column].to_numpy(float, na_value=np.nan)
    ends = (frame[end].to_numpy(float, na_value=np.nan) for end in ("low", "high"))
    low, high = (np.where(np.isnan(end), number, end) for end in ends)
    own = [places.get((table, str(group)), -1) for group in groups]
    return Ranged(column, number, low, high, np.where(moved, own, -1).astype(np.int64))


def groups_of(table: str, frame: pd.DataFrame) -> pd.Series:
    """Return what rows of a table of a structure share that are moved together."""
    return frame[GROUPED.get(table, "id")].astype(object).fillna("")


def workload_groups(table: str, frame: pd.DataFrame, structure: Structure) -> pd.Series:
    """Return what rows of a table of a workload share that are moved together."""
    if table == "servers":
        kind = structure.units.set_index("id")["kind"].astype(object)
        return kind.reindex(frame["unit"]).reset_index(drop=True)
    columns = [frame[name].astype(object).fillna("") for name in ("parameter", "matter", "unit")]
    rows = zip(*columns, strict=True)
    return pd.Series([" ".join(part for part in row if part) for row in rows], dtype=object)


def _ranged(table: str, frame: pd.DataFrame) -> NDArray[np.bool_]:
    principal = (TABLES | WORKLOAD_TABLES)[table].principal
    known = frame["low"].notna() | frame["high"].notna()
    return (known & frame[principal].notna()).to_numpy(bool)
