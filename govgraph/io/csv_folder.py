"""A folder of CSV files, one per table, or the same folder as one archive."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pandas as pd

from govgraph.errors import Place, Problem
from govgraph.io.about import about_fields
from govgraph.io.archives import read_limited, refuse, unpack
from govgraph.io.atomic import new_folder, write_bytes
from govgraph.io.csv_text import cells_of, encoded
from govgraph.io.formats import FOLDER, Writing, reader, writer
from govgraph.io.sheets import Sheet, add_sheet, nearest_table, table_named
from govgraph.model.builder import Builder
from govgraph.model.coerce import visible
from govgraph.model.schema import ALL_TABLES, TABLES, WORKLOAD_TABLES, Table
from govgraph.model.structure import Structure
from govgraph.text import match

_ENDINGS = (".csv", ".tsv")
_MOMENT = (1980, 1, 1, 0, 0, 0)


@reader("csv_folder", FOLDER)
def read_csv_folder(path: Path) -> Builder:
    """Read a folder of CSV files named by their tables in either language.

    Parameters
    ----------
    path : Path
        The folder; files with other endings are left alone.

    Returns
    -------
    Builder
        The rows of all files.

    Raises
    ------
    ReadError
        When no file carries the name of a table.
    """
    files = sorted(file for file in path.iterdir() if file.suffix.lower() in _ENDINGS)
    return _read({f"{path.name}/{file.name}": read_limited(file) for file in files}, path.name)


@reader("csv_archive", ".zip")
def read_csv_archive(path: Path) -> Builder:
    """Read a folder of CSV files that was packed into one archive.

    Parameters
    ----------
    path : Path
        The archive.

    Returns
    -------
    Builder
        The rows of all files.

    Raises
    ------
    ReadError
        When the archive is unsafe, or no file in it carries the name of a table.
    """
    members = unpack(read_limited(path), path.name)
    files = {
        f"{path.name}/{name}": content
        for name, content in sorted(members.items())
        if PurePosixPath(name).suffix.lower() in _ENDINGS and "__MACOSX" not in name
    }
    return _read(files, path.name)


def _read(files: Mapping[str, bytes], name: str) -> Builder:
    builder = Builder()
    known = 0
    for file, data in files.items():
        stem = PurePosixPath(file).stem
        table = table_named(stem)
        if table is not None:
            known += 1
            add_sheet(builder, table, Sheet(file, "", cells_of(builder, data, file)))
        elif match("workbook", stem) not in {"help", "lists"}:
            problem = Problem(
                "io.unknown_sheet", Place(file=file), visible(stem), near=nearest_table(stem)
            )
            builder.report(problem)
    if not known:
        raise refuse(name, "io.no_tables")
    return builder


@writer("csv_folder", FOLDER)
def write_csv_folder(structure: Structure, path: Path, writing: Writing) -> None:
    """Write one CSV file per table that has rows, headers as in the model.

    Parameters
    ----------
    structure : Structure
        What to write.
    path : Path
        The folder; an existing one is replaced when it holds nothing but such files.
    writing : Writing
        The workload, if any.
    """
    with new_folder(path, _owns) as folder:
        for name, data in _files(structure, writing).items():
            (folder / name).write_bytes(data)


def _owns(name: str) -> bool:
    return name.endswith(".csv") and name.removesuffix(".csv") in {*ALL_TABLES, "about"}


@writer("csv_archive", ".zip")
def write_csv_archive(structure: Structure, path: Path, writing: Writing) -> None:
    """Write the files of `write_csv_folder` into one archive, the same bytes for the same content.

    Parameters
    ----------
    structure : Structure
        What to write.
    path : Path
        The archive.
    writing : Writing
        The workload, if any.
    """
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, data in _files(structure, writing).items():
            member = zipfile.ZipInfo(name, _MOMENT)
            member.external_attr = 0o644 << 16
            archive.writestr(member, data, zipfile.ZIP_DEFLATED)
    write_bytes(path, memory.getvalue())


def _files(structure: Structure, writing: Writing) -> dict[str, bytes]:
    about = [[name, value] for name, value in about_fields(structure.about).items()]
    found = {"about.csv": encoded([["field", "value"], *about])}
    for name in TABLES:
        if structure.has(name):
            found[f"{name}.csv"] = encoded(_rows(TABLES[name], structure.table(name)))
    for name, table in WORKLOAD_TABLES.items():
        if writing.workload is not None and len(writing.workload.table(name)):
            found[f"{name}.csv"] = encoded(_rows(table, writing.workload.table(name)))
    return found


def _rows(table: Table, frame: pd.DataFrame) -> list[list[str | float]]:
    kept = [c for c in table.columns if c.required or frame[c.name].notna().any()]
    columns = [_cells(frame[c.name]) for c in kept]
    return [[c.name for c in kept], *(list(row) for row in zip(*columns, strict=True))]


def _cells(values: pd.Series) -> list[str | float]:
    empty = values.isna().tolist()
    if values.dtype.kind == "f":
        return ["" if none else v for v, none in zip(values.tolist(), empty, strict=True)]
    if values.dtype == "boolean":
        said = values.fillna(value=False).astype(bool).tolist()
        return ["" if no else str(v).lower() for v, no in zip(said, empty, strict=True)]
    return ["" if none else str(v) for v, none in zip(values.tolist(), empty, strict=True)]
