"""Writing event logs: CSV for people and other programs, Parquet for size and speed."""

import io
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from govgraph.errors import UserError
from govgraph.io.atomic import write_bytes
from govgraph.io.csv_text import encoded
from govgraph.model.event_log import EventLog

_TIME = "%Y-%m-%d %H:%M:%S.%f"


def write_event_log(log: EventLog, path: str | Path) -> Path:
    """Write an event log whole or not at all.

    Parameters
    ----------
    log : EventLog
        The log.
    path : path
        ``.csv`` (UTF-8 with mark, formulas guarded) or ``.parquet``. Columns that say nothing are
        left out of CSV.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    UserError
        When the ending is another one, or the file cannot be written.

    Notes
    -----
    CSV and Parquet hold the visits; the end of observation is not among them: give it to
    `read_event_log` again where it lies after the last time.
    """
    file = Path(path)
    suffix = file.suffix.casefold()
    if suffix == ".csv":
        stated = [name for name in log.visits.columns if name in log.stated]
        write_bytes(file, encoded([stated, *_rows(log.visits[stated])]))
    elif suffix == ".parquet":
        buffer = io.BytesIO()
        table = pa.Table.from_pandas(log.visits, preserve_index=False)
        pq.write_table(table.replace_schema_metadata(), buffer)
        write_bytes(file, buffer.getvalue())
    else:
        raise UserError("event_log.cannot_write_ending", file=file.name)
    return file


def _rows(visits: pd.DataFrame) -> list[tuple[str | float, ...]]:
    """Return the rows as CSV shows them; numbers stay numbers."""
    return list(zip(*(_shown(visits[name]) for name in visits.columns), strict=True))


def _shown(column: pd.Series) -> list[str | float]:
    texts = column.dt.strftime(_TIME) if column.dtype.kind == "M" else column
    if not pd.api.types.is_float_dtype(column):
        texts = texts.astype("str")
    return texts.astype("object").where(column.notna(), "").tolist()
