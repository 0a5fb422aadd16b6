"""Canonical row order and the fingerprint of tables."""

import hashlib
from collections.abc import Mapping

import numpy as np
import pandas as pd

from govgraph.model.schema import SCHEMA_VERSION, Table


def canonical(
    schema: Mapping[str, Table], tables: Mapping[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """Return the tables with their rows in an order that does not depend on how they came.

    Levels and grades keep the order they were given in as ``rank``; lines and areas follow
    ``rank`` where they have one.
    """
    return {name: _ordered(table, tables[name]) for name, table in schema.items()}


def _ordered(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.reindex(columns=list(table.names))
    if not len(frame):
        return frame
    if table.name in {"levels", "grades"}:
        position = pd.Series(np.arange(len(frame), dtype=float), index=frame.index)
        frame = frame.assign(rank=frame["rank"].fillna(position))
    by = ["rank", *table.key] if "rank" in table.names else list(table.key)
    return frame.sort_values(by, kind="stable", ignore_index=True)


def fingerprint(tables: Mapping[str, pd.DataFrame]) -> str:
    """Return the SHA-256 of the tables' content; empty tables and columns do not count."""
    digest = hashlib.sha256(f"govgraph document {SCHEMA_VERSION}\n".encode())
    for name in sorted(tables):
        frame = tables[name]
        if not len(frame):
            continue
        filled = [column for column in frame.columns if frame[column].notna().any()]
        texts = [_cells(frame[column]) for column in filled]
        digest.update("\x1f".join(["", name, *filled, "\n"]).encode())
        rows = sorted(map("\x1f".join, zip(*texts, strict=True)))
        digest.update("\x1e".join(rows).encode())
    return digest.hexdigest()


def _cells(column: pd.Series) -> list[str]:
    if column.dtype.kind == "f":
        return ["" if value != value else repr(value + 0.0) for value in column.tolist()]  # noqa: PLR0124
    return [
        "" if missing else str(value) for value, missing in zip(column, column.isna(), strict=True)
    ]
