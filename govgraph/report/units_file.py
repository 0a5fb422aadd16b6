"""``units.parquet``: every unit of a large structure with its place and its measures."""

import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from govgraph.model.structure import Structure

_COLUMNS = ("id", "name", "name_en", "kind", "level", "line", "area")


def units_bytes(structure: Structure, values: pd.DataFrame) -> bytes:
    """Return all units as a Parquet file.

    Parameters
    ----------
    structure : Structure
        Whose units.
    values : DataFrame
        Measures of units: one row per unit, one column per measure; those without any value are
        left out.

    Returns
    -------
    bytes
        The file: columns of the units table, then measures by their names in the catalogue.
    """
    frame = structure.units[list(_COLUMNS)].dropna(axis="columns", how="all")
    measures = values.loc[:, values.notna().any()].reindex(frame["id"])
    columns = {name: pa.array(frame[name]) for name in frame}
    columns |= {str(name): pa.array(measures[name], from_pandas=True) for name in measures}
    target = io.BytesIO()
    pq.write_table(pa.table(columns), target, compression="zstd")
    return target.getvalue()
