"""A folder of Parquet files, one per table: the fast way for large structures."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from govgraph.errors import Place, Problem
from govgraph.io.about import Field, about_fields, add_about
from govgraph.io.archives import read_limited, refuse
from govgraph.io.atomic import new_folder
from govgraph.io.formats import Writing, reader, writer
from govgraph.io.sheets import nearest_table
from govgraph.model.builder import Builder, Origin
from govgraph.model.coerce import visible
from govgraph.model.schema import ALL_TABLES, TABLES, WORKLOAD_TABLES
from govgraph.model.structure import Structure


@reader("parquet", ".parquet")
def read_parquet(path: Path) -> Builder:
    """Read a folder of Parquet files named by their tables, with ``about.json`` beside them.

    Parameters
    ----------
    path : Path
        The folder, ``name.parquet``.

    Returns
    -------
    Builder
        The rows of all files.

    Raises
    ------
    ReadError
        When the path is a single file, no file carries the name of a table, or one is damaged.
    """
    if not path.is_dir():
        raise refuse(path.name, "io.parquet_file")
    builder = Builder()
    known = 0
    for file in sorted(path.glob("*.parquet")):
        place = f"{path.name}/{file.name}"
        if file.stem not in ALL_TABLES:
            near = nearest_table(file.stem)
            builder.report(
                Problem("io.unknown_sheet", Place(file=place), visible(file.stem), near=near)
            )
            continue
        known += 1
        try:
            frame = pq.read_table(file).to_pandas()
        except (pa.ArrowException, OSError, ValueError, TypeError) as error:
            raise refuse(place, "io.damaged_parquet") from error
        builder.add_table(file.stem, frame, Origin(place))
    if not known:
        raise refuse(path.name, "io.no_tables")
    _read_about(builder, path / "about.json")
    return builder


def _read_about(builder: Builder, file: Path) -> None:
    if not file.exists():
        return
    place = Place("about", None, "", f"{file.parent.name}/{file.name}")
    try:
        fields = json.loads(read_limited(file).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise refuse(place.file, "io.bad_json_text") from error
    if not isinstance(fields, dict):
        raise refuse(place.file, "io.not_an_object")
    add_about(builder, (Field(name, str(value), place) for name, value in fields.items()))


@writer("parquet", ".parquet")
def write_parquet(structure: Structure, path: Path, writing: Writing) -> None:
    """Write one Parquet file per table that has rows, and ``about.json``.

    Parameters
    ----------
    structure : Structure
        What to write.
    path : Path
        The folder; an existing one is replaced when it holds nothing but such files.
    writing : Writing
        The workload, if any.
    """
    frames = {name: structure.table(name) for name in TABLES if structure.has(name)}
    if writing.workload is not None:
        frames |= {name: writing.workload.table(name) for name in WORKLOAD_TABLES}
    about = json.dumps(about_fields(structure.about), ensure_ascii=False, indent=1)
    with new_folder(path, _owns) as folder:
        (folder / "about.json").write_bytes((about + "\n").encode())
        for name, frame in frames.items():
            if len(frame):
                table = pa.Table.from_pandas(frame, preserve_index=False)
                pq.write_table(table.replace_schema_metadata(), folder / f"{name}.parquet")


def _owns(name: str) -> bool:
    return name == "about.json" or name.removesuffix(".parquet") in ALL_TABLES
