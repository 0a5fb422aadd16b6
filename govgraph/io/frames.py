"""Structures from data frames of any library, and back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from govgraph.model.about import About
from govgraph.model.builder import Builder
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame


def from_frames(
    about: About | Mapping[str, str] | None = None, **tables: "IntoDataFrame"
) -> Structure:
    """Build a structure from data frames: pandas, Polars, Arrow or any other that narwhals takes.

    Parameters
    ----------
    about : About or mapping, optional
        Title, date, status and origin.
    **tables : data frame
        One per table, by the table's name, columns named as in the model.

    Returns
    -------
    Structure
        The checked structure.

    Raises
    ------
    InvalidStructureError
        With every problem found.

    Examples
    --------
    >>> import polars as pl
    >>> units = pl.DataFrame({"id": ["gov"], "name": ["县政府"], "kind": ["政府"]})
    >>> from_frames({"title": "County"}, units=units).units["kind"].tolist()
    ['government']
    """
    builder = Builder(about) if isinstance(about, About) else Builder(None, **(about or {}))
    for name, frame in tables.items():
        builder.add_table(name, frame)
    return builder.build()


def to_frames(structure: Structure) -> dict[str, pd.DataFrame]:
    """Return every table that has rows as a pandas frame of your own.

    Parameters
    ----------
    structure : Structure
        A structure.

    Returns
    -------
    dict of str to DataFrame
        By table name, in the order of the schema.

    Examples
    --------
    >>> import govgraph as gg
    >>> structure = gg.Builder().add("units", id="a", name="A", kind="department").build()
    >>> list(to_frames(structure))
    ['units']
    >>> from_frames(structure.about, **to_frames(structure)) == structure
    True
    """
    return {name: structure.table(name) for name in TABLES if structure.has(name)}
