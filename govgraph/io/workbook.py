"""Excel workbooks: one sheet per table, headers and words in either language."""

import io
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from govgraph.errors import Place, Problem
from govgraph.io.archives import read_limited, refuse, refuse_entities, unpack
from govgraph.io.atomic import write_bytes
from govgraph.io.formats import Writing, reader, writer
from govgraph.io.sheets import Sheet, add_sheet, nearest_table, table_named
from govgraph.io.workbook_layout import workbook_bytes
from govgraph.io.workbook_parts import cell_problems, refuse_sparse, sheet_parts
from govgraph.model.builder import Builder
from govgraph.model.coerce import visible
from govgraph.model.schema import TABLES, WORKLOAD_TABLES
from govgraph.model.structure import Structure
from govgraph.text import match


@reader("workbook", ".xlsx", ".xlsm")
def read_workbook(path: Path) -> Builder:
    """Read a workbook; sheets, headers and words may stand in English or Chinese.

    Parameters
    ----------
    path : Path
        The workbook.

    Returns
    -------
    Builder
        Its rows, and the problems of sheets, headers and cells without a value.

    Raises
    ------
    ReadError
        When the file is no workbook, unsafe, or has no sheet of the model.
    """
    data = read_limited(path)
    parts = unpack(data, path.name)
    refuse_entities(parts, path.name)
    xml = sheet_parts(parts, path.name)
    refuse_sparse(xml, path.name)
    builder = Builder()
    known = 0
    for sheet in _sheets(data, path.name):
        table = table_named(sheet.name)
        if table is not None:
            known += 1
            add_sheet(builder, table, sheet)
            place = Place(table, None, "", path.name, sheet.name)
            for problem in cell_problems(xml.get(sheet.name, b""), place):
                builder.report(problem)
        elif sheet.filled and match("workbook", sheet.name) not in {"help", "lists"}:
            place = Place("", None, "", path.name, sheet.name)
            near = nearest_table(sheet.name)
            builder.report(Problem("io.unknown_sheet", place, visible(sheet.name), near=near))
    if not known:
        raise refuse(path.name, "io.no_tables")
    return builder


def _sheets(data: bytes, file: str) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return [
                Sheet(file, name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
                for name in book.sheet_names
            ]
    except (CalamineError, OSError, ValueError) as error:
        raise refuse(file, "io.damaged_archive") from error


@writer("workbook", ".xlsx")
def write_workbook(structure: Structure, path: Path, writing: Writing) -> None:
    """Write a workbook with drop-downs, header notes and text kept as text.

    Parameters
    ----------
    structure : Structure
        What to write.
    path : Path
        The file.
    writing : Writing
        Language of headers and words, and the workload.
    """
    tables = {name: structure.table(name) for name in TABLES if structure.has(name)}
    if writing.workload is not None:
        every = {name: writing.workload.table(name) for name in WORKLOAD_TABLES}
        tables |= {name: frame for name, frame in every.items() if len(frame)}
    write_bytes(path, workbook_bytes(structure.about, tables, writing.lang))
