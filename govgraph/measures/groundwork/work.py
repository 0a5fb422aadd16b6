"""The work of every cell of matter and area, and averages over cells."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.groundwork.concentration import concentration
from govgraph.model.jurisdiction import cells, participants
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
    return structure.derive(("work",), lambda: _work(structure)).copy(deep=False)


def _work(structure: Structure) -> pd.DataFrame:
    duties, place, units = participants(structure), cells(structure), structure.topology.units
    n = max(len(units), 1)
    own = duties["cell"].to_numpy(np.int64) * n + units.get_indexer(pd.Index(duties["unit"]))
    key, row = np.unique(own, return_inverse=True)
    cell, unit = np.divmod(key, n)
    stated = np.bincount(row, duties["hours"].fillna(0.0).to_numpy(float), len(key))
    leading = np.bincount(row, (duties["role"] == "lead").to_numpy(float), len(key)) > 0
    total = np.bincount(cell, stated, len(place))[cell]
    leads = np.bincount(cell, leading, len(place))[cell]
    hours = place["hours"].fillna(1.0).to_numpy(float)[cell]
    with np.errstate(invalid="ignore", divide="ignore"):
        equal = np.where(leads > 0, hours * leading / leads, np.nan)
    return pd.DataFrame(
        {
            "cell": cell,
            "unit": units.array.take(unit),
            "hours": np.where(total > 0, stated, equal),
        }
    )


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
