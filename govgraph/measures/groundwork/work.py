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


def work_numbers(structure: Structure) -> Work:
    """Return the hours per case of every unit with a part in a cell, as arrays."""
    return structure.derive(("work",), lambda: _work(structure))


def _table(structure: Structure) -> pd.DataFrame:
    found = work_numbers(structure)
    units = structure.topology.units.array.take(found.unit)
    return pd.DataFrame({"cell": found.cell, "unit": units, "hours": found.hours})


def _work(structure: Structure) -> Work:
    part, place = parts(structure), places(structure)
    n = max(len(structure.topology.units), 1)
    key, row = np.unique(part.cell * n + part.unit, return_inverse=True)
    cell, unit = np.divmod(key, n)
    given = structure.duties["hours"].fillna(0.0).to_numpy(float)[part.duty]
    stated = np.bincount(row, given, len(key))
    leading = np.bincount(row, part.lead.astype(float), len(key)) > 0
    total = np.bincount(cell, stated, len(place))[cell]
    leads = np.bincount(cell, leading, len(place))[cell]
    hours = np.where(np.isnan(place.hours), 1.0, place.hours)[cell]
    with np.errstate(invalid="ignore", divide="ignore"):
        equal = np.where(leads > 0, hours * leading / leads, np.nan)
    return Work(cell, unit, np.where(total > 0, stated, equal))


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
