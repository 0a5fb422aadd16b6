"""One JSON document for a whole structure: versioned, strict, easy for other programs."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from govgraph.errors import Place, Problem, Words
from govgraph.errors.base import nearest
from govgraph.io.about import Field, about_fields, add_about
from govgraph.io.archives import read_limited, refuse
from govgraph.io.atomic import write_text
from govgraph.io.document_text import Repeating, parse
from govgraph.io.formats import Writing, reader, writer
from govgraph.io.migrations import migrate
from govgraph.model.builder import Builder, Origin
from govgraph.model.coerce import visible
from govgraph.model.schema import SCHEMA_VERSION, TABLES, WORKLOAD_TABLES, Table
from govgraph.model.structure import Structure

_PARTS: dict[str, dict[str, Table]] = {"tables": TABLES, "workload": WORKLOAD_TABLES}
_FIELDS = ("govgraph", "about", *_PARTS)


@reader("document", ".json")
def read_document(path: Path) -> Builder:
    """Read a JSON document of this or an older version.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    Builder
        Its rows, and the problems of fields and values.

    Raises
    ------
    ReadError
        When the file is no document, or one of a newer version.
    """
    document = parse(read_limited(path), path.name)
    if not isinstance(document, dict):
        raise refuse(path.name, "io.not_an_object")
    builder = Builder()
    for problem in _repeated(document, Place(file=path.name)):
        builder.report(problem)
    current = migrate(document, _version(document, path.name))
    for name in current:
        if name not in _FIELDS:
            near = nearest(name, _FIELDS) or ""
            place = Place(file=path.name)
            builder.report(Problem("io.unknown_part", place, visible(name), near=near))
    _read_about(builder, current.get("about", {}), path.name)
    for part, schema in _PARTS.items():
        _read_tables(builder, current.get(part, {}), schema, Place(part, file=path.name))
    return builder


def _version(document: Mapping[str, Any], file: str) -> int:
    version = document.get("govgraph")
    if version is None:
        raise refuse(file, "io.no_version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 0:
        raise refuse(file, "io.bad_version")
    if version > SCHEMA_VERSION:
        raise refuse(file, "io.newer_version", version=version, known=SCHEMA_VERSION)
    return version


def _repeated(value: object, place: Place) -> Iterator[Problem]:
    """Find the objects at any depth that name a field more than once."""
    if isinstance(value, Repeating):
        for name in value.repeated:
            yield Problem("io.repeated_name", place, visible(name))
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _repeated(inner, replace(place, table=visible(name)))
    if isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _repeated(inner, replace(place, row=number))


def _read_about(builder: Builder, about: object, file: str) -> None:
    place = Place("about", file=file)
    if not isinstance(about, dict):
        builder.report(Problem("io.object_expected", place))
        return
    plain = {name: value for name, value in about.items() if _is_plain(value)}
    for name in about:
        if name not in plain:
            where = Place("about", None, visible(name), file)
            builder.report(Problem("io.plain_value_expected", where))
    add_about(
        builder,
        (Field(n, value, Place("about", None, visible(n), file)) for n, value in plain.items()),
    )


def _is_plain(value: object, kind: str = "text") -> bool:
    if isinstance(value, bool):
        return kind == "flag"
    return value is None or isinstance(value, str | int | float)


def _read_tables(
    builder: Builder, tables: object, schema: Mapping[str, Table], place: Place
) -> None:
    if not isinstance(tables, dict):
        builder.report(Problem("io.object_expected", place))
        return
    for name, rows in tables.items():
        where = Place(visible(name), file=place.file)
        if name not in schema:
            near = nearest(name, schema) or ""
            builder.report(Problem("model.unknown_table", where, visible(name), near=near))
        elif not isinstance(rows, list):
            builder.report(Problem("io.list_expected", where))
        else:
            _read_rows(builder, schema[name], rows, where)


def _read_rows(builder: Builder, table: Table, rows: list[object], where: Place) -> None:
    kept: list[dict[str, Any]] = []
    numbers: list[int] = []
    unknown: dict[str, Place] = {}
    for number, row in enumerate(rows, 1):
        place = Place(table.name, number, "", where.file)
        if not isinstance(row, dict):
            builder.report(Problem("io.object_expected", place))
            continue
        for name in row:
            if name not in table.names:
                unknown.setdefault(name, Place(table.name, number, visible(name), where.file))
        kept.append(_plain_row(table, row, place, builder.report))
        numbers.append(number)
    for name, place in unknown.items():
        near = nearest(name, table.names) or ""
        params: dict[str, object] = {"table": Words("table", (table.name,))}
        builder.report(Problem("model.unknown_column", place, visible(name), params, near))
    if kept:
        frame = pd.DataFrame(kept, columns=_given(table, kept), dtype=object)
        builder.add_table(table.name, frame, Origin(where.file, "", 1, tuple(numbers)))


def _given(table: Table, rows: list[dict[str, Any]]) -> list[str]:
    """Columns to check: those that rows have, and those that they must have."""
    given = {name for row in rows for name in row}
    return [c.name for c in table.columns if c.required or c.name in given]


def _plain_row(
    table: Table, row: Mapping[str, Any], place: Place, report: Callable[[Problem], object]
) -> dict[str, Any]:
    kept = {}
    for name in table.names:
        if name not in row:
            continue
        value = row[name]
        kind = table.column(name).kind
        several = kind == "words" and isinstance(value, list)
        if several and all(isinstance(item, str) for item in value):
            kept[name] = ";".join(value) or None
        elif _is_plain(value, kind):
            kept[name] = value
        else:
            report(
                Problem("io.plain_value_expected", Place(table.name, place.row, name, place.file))
            )
    return kept


@writer("document", ".json")
def write_document(structure: Structure, path: Path, writing: Writing) -> None:
    """Write a structure as one JSON document; empty tables and fields are left out.

    Parameters
    ----------
    structure : Structure
        What to write.
    path : Path
        The file.
    writing : Writing
        The workload, if any.
    """
    document: dict[str, Any] = {
        "govgraph": SCHEMA_VERSION,
        "about": about_fields(structure.about),
        "tables": {n: _objects(t, structure.table(n)) for n, t in TABLES.items()},
    }
    if writing.workload is not None:
        workload = writing.workload
        document["workload"] = {
            n: _objects(t, workload.table(n)) for n, t in WORKLOAD_TABLES.items()
        }
    write_text(path, _text(document))


def _objects(table: Table, frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = {c.name: _values(frame[c.name], c.kind) for c in table.columns}
    rows = zip(*columns.values(), strict=True)
    return [{n: v for n, v in zip(columns, row, strict=True) if v is not None} for row in rows]


def _values(values: pd.Series, kind: str) -> list[Any]:
    plain = values.astype(object).where(values.notna(), None).tolist()
    if kind == "number":
        return [int(v) if v is not None and v.is_integer() and abs(v) < 2**53 else v for v in plain]
    if kind == "flag":
        return [v if v is None else bool(v) for v in plain]
    if kind == "words":
        return [v if v is None else v.split(";") for v in plain]
    return plain


def _text(document: dict[str, Any]) -> str:
    """One line per row, so that two versions of a document can be compared line by line."""
    parts = []
    for name, value in document.items():
        if name in _PARTS:
            tables = [
                f"  {json.dumps(table)}: [\n"
                + ",\n".join(f"   {json.dumps(row, ensure_ascii=False)}" for row in rows)
                + "\n  ]"
                for table, rows in value.items()
                if rows
            ]
            parts.append(f' "{name}": {{\n' + ",\n".join(tables) + "\n }")
        else:
            parts.append(f' "{name}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"
