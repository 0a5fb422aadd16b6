"""The work of every cell of matter and area, and averages over cells."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.groundwork.concentration import concentration
from govgraph.model.jurisdiction import cells, parts, places
from govgraph.model.structure import Structure


def work(structure: Structure) -> pd.DataFrame:
    """Return the hours per case of every unit with a part in a cell.

    Returns
    -------
    DataFrame
        ``cell``, ``unit``, ``hours``; one row per unit and cell. Where no duty of a cell states
        hours, its leads share the matter's hours (or one hour where the matter has none).

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures.groundwork.work import work
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise", hours=6)
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> work(build.build())["hours"].tolist()
    [6.0]
    """
    return structure.derive(("table of work",), lambda: _table(structure)).copy(deep=False)


@dataclass(frozen=True, eq=False)
class Work:
    """The hours per case of every unit in every cell, as arrays in the order of `work`.

    Attributes
    ----------
    cell, unit : array of int
        Row of the cell and number of the unit.
    hours : array of float
        As in `work`.
    """

    cell: NDArray[np.int64]
    unit: NDArray[np.int64]
    hours: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Shares:
    """Who has a part in which cell, before any hours are stated.

    Attributes
    ----------
    cell, unit, matter : array of int
        As in `Work`, and the row of the cell's matter.
    row, duty : array of int
        Of each duty in a cell: whose part it is, and its row.
    lead : array of float
        The part of each unit in the leads of its cell, nan where none leads.
    """

    cell: NDArray[np.int64]
    unit: NDArray[np.int64]
    matter: NDArray[np.int64]
    row: NDArray[np.int64]
    duty: NDArray[np.int64]
    lead: NDArray[np.float64]

    def hours(self, structure: Structure) -> NDArray[np.float64]:
        """Return the hours that the duties and matters of a structure with these rows state."""
        given = structure.duties["hours"].fillna(0.0).to_numpy(float)[self.duty]
        stated = np.bincount(self.row, given, len(self.cell))
        total = np.bincount(self.cell, stated)[self.cell]
        hours = structure.matters["hours"].to_numpy(float)
        equal = np.where(np.isnan(hours), 1.0, hours)[self.matter] * self.lead
        return np.where(total > 0, stated, equal)


def shares(structure: Structure) -> Shares:
    """Return who has a part in which cell."""
    return structure.derive(("shares in work",), lambda: _shares(structure))


def work_numbers(structure: Structure) -> Work:
    """Return the hours per case of every unit with a part in a cell, as arrays."""
    return structure.derive(("work",), lambda: _work(structure))


def _table(structure: Structure) -> pd.DataFrame:
    found = work_numbers(structure)
    units = structure.topology.units.array.take(found.unit)
    return pd.DataFrame({"cell": found.cell, "unit": units, "hours": found.hours})


def _work(structure: Structure) -> Work:
    found = shares(structure)
    return Work(found.cell, found.unit, found.hours(structure))


def _shares(structure: Structure) -> Shares:
    part, place = parts(structure), places(structure)
    n = max(len(structure.topology.units), 1)
    key, row = np.unique(part.cell * n + part.unit, return_inverse=True)
    cell, unit = np.divmod(key, n)
    leading = np.bincount(row, part.lead.astype(float), len(key)) > 0
    leads = np.bincount(cell, leading, len(place))[cell]
    with np.errstate(invalid="ignore"):
        lead = np.where(leads > 0, leading / leads, np.nan)
    return Shares(cell, unit, place.matter[cell], row, part.duty, lead)


def concentrations(structure: Structure) -> pd.DataFrame:
    """Return every index of concentration of every cell, in the order of the cells.

    Returns
    -------
    DataFrame
        One row per cell; columns as in `govgraph.measures.groundwork.concentration.Concentration`.
    """

    def compute() -> pd.DataFrame:
        groups = work(structure).groupby("cell")["hours"]
        found = {cell: vars(concentration(hours)) for cell, hours in groups}
        names = ["herfindahl", "normalised", "entropy", "evenness", "effective", "holders"]
        frame = pd.DataFrame.from_dict(found, orient="index", columns=names, dtype=float)
        return frame.reindex(cells(structure).index)

    return structure.derive(("concentrations",), compute).copy(deep=False)


def per_cell(structure: Structure, values: NDArray[np.float64], name: str) -> pd.Series:
    """Return one number per cell as a Series over matter and area."""
    index = pd.MultiIndex.from_frame(cells(structure)[["matter", "area"]])
    return pd.Series(values, index=index, name=name, dtype=float)


def cell_concentration(structure: Structure, column: str, name: str) -> pd.Series:
    """Return one index of concentration of every cell as a Series over matter and area."""
    return per_cell(structure, concentrations(structure)[column].to_numpy(dtype=float), name)


def mean_over_cells(values: NDArray[np.float64], weight: NDArray[np.float64]) -> float:
    """Return the mean over cells that have a value; raise when none has any weight."""
    known = ~np.isnan(values) & (weight > 0)
    if not known.any():
        raise UndefinedMeasureError("measures.no_cells")
    return float(values[known] @ weight[known] / weight[known].sum())
