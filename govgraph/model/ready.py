"""Columns that already hold what the model wants, told at once instead of cell by cell.

Tables that a program made, or that come from Parquet, have typed columns of clean cells. What is
said here never differs from what `govgraph.model.coerce` would find in the same cells: a column
about which there is any doubt is left to it.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from govgraph.model.arrays import MANY, Text, as_text_array
from govgraph.model.schema import TEXT_LIMIT, Column

#: Blanks at either end, and all that is no visible character.
_DOUBTFUL = r"^\p{Z}|\p{Z}$|[\p{Cc}\p{Cf}\p{Co}\x{fffe}\x{ffff}]"
Distinct = Callable[[list[str]], bool]


def ready(
    column: Column, cells: "pd.Series[Any]", understood: Distinct
) -> NDArray[np.float64] | ExtensionArray | None:
    """Return a column as the model holds it; None when its cells have to be looked at.

    Parameters
    ----------
    column : Column
        What the column declares.
    cells : Series
        The cells.
    understood : callable
        Tells of the different texts of a column whether each stands for itself.

    Returns
    -------
    array or None
        The typed column.
    """
    if len(cells) < MANY:
        return None
    if column.kind == "number":
        return _numbers(column, cells)
    if column.kind == "flag":
        return cells.array if cells.dtype == "boolean" and _filled(column, cells) else None
    if cells.dtype != "str" or not _filled(column, cells):
        return None
    text = as_text_array(cells)
    if column.kind in {"id", "text"}:
        clean = _clean(text, understood)
    else:
        distinct = pc.unique(text).drop_null()
        few = len(distinct) < MANY
        clean = few and _clean(distinct, understood) and understood(distinct.to_pylist())
    return cells.array if clean else None


def _filled(column: Column, cells: "pd.Series[Any]") -> bool:
    return not (column.required and cells.isna().any())


def _clean(text: Text, understood: Distinct) -> bool:
    """Tell whether cells are free of what is no text, the few that look like it one by one."""
    if pc.max(pc.utf8_length(text)).as_py() > TEXT_LIMIT or pc.any(pc.equal(text, "")).as_py():
        return False
    doubtful = pc.unique(text.filter(pc.match_substring_regex(text, _DOUBTFUL)))
    if len(doubtful) > MANY:
        return False
    cells = doubtful.to_pylist()
    return all(cell == cell.strip() for cell in cells) and understood(cells)


def _numbers(column: Column, cells: "pd.Series[Any]") -> NDArray[np.float64] | None:
    if cells.dtype != np.float64:
        return None
    numbers = cells.to_numpy()
    given = numbers[~np.isnan(numbers)]
    if not np.isfinite(given).all() or not (_filled(column, cells)):
        return None
    extremes = (given.min(), given.max()) if len(given) else ()
    if not all(float(one) in column for one in extremes):
        return None
    return (
        numbers if column.default is None else np.where(np.isnan(numbers), column.default, numbers)
    )
