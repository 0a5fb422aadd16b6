"""UCINET's own datasets: a header (``.##h``) and, beside it, the cells (``.##d``)."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from govgraph.errors import Place, Problem
from govgraph.io.archives import read_limited, refuse
from govgraph.io.atomic import write_bytes
from govgraph.io.formats import Writing, reader, writer
from govgraph.io.multigraph import Choices, Multigraph, multigraph_builder, of_matrix
from govgraph.io.sociomatrix import matrices_of
from govgraph.io.ucinet_header import Header, read_header, write_header
from govgraph.model.builder import Builder
from govgraph.model.coerce import visible
from govgraph.model.structure import Structure

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

_HEAD, _CELLS = ".##h", ".##d"
#: UCINET marks a missing value by 1E+38.
_MISSING_FROM = 1e37


@reader("ucinet", _HEAD, _CELLS)
def read_ucinet(
    path: Path,
    *,
    relation: str | Mapping[str, str] = "",
    orientation: str | Mapping[str, str] = "leads",
    unit_kind: str = "department",
    nodes: "str | Path | IntoDataFrame | None" = None,
) -> Builder:
    """Read a UCINET dataset, of one matrix or several.

    Parameters
    ----------
    path : Path
        Either of its two files; the other lies beside it.
    relation, orientation, unit_kind, nodes
        As for `govgraph.io.dl.read_dl`.

    Returns
    -------
    Builder
        With units and relations. Cells of 0, missing ones and the diagonal of a matrix are no
        ties.

    Raises
    ------
    ReadError
        When a file is missing or damaged, of a version before 2000, or holds two sets of nodes or
        several relations of which nothing says the kind.
    UnknownNameError
        When an option names something that does not exist.

    Notes
    -----
    Written by version 6404 (labels in UTF-16) or the one before it (``DATE:``).
    """
    head, cells = path.with_suffix(_HEAD), path.with_suffix(_CELLS)
    for file, key in ((head, "io_network.no_header_file"), (cells, "io_network.no_data_file")):
        if not file.exists():
            raise refuse(path.name, key, beside=file.name)
    header = read_header(read_limited(head), head.name)
    if header.rows != header.columns:
        sizes = {"rows": header.rows, "columns": header.columns}
        raise refuse(head.name, "io_network.two_mode", **sizes)
    graph = _multigraph(header, read_limited(cells), head)
    return multigraph_builder(graph, "ucinet", Choices(relation, orientation, unit_kind, nodes))


def _multigraph(header: Header, data: bytes, head: Path) -> Multigraph:
    columns, rows, names = header.labels
    size, count = header.rows, header.matrices
    expected = size * size * count * np.dtype(header.dtype).itemsize
    if len(data) != expected:
        file = head.with_suffix(_CELLS).name
        raise refuse(file, "io_network.wrong_size", found=len(data), expected=expected)
    cells = np.frombuffer(data, dtype=header.dtype).astype(float).reshape(count, size, size)
    cells[~(np.abs(cells) < _MISSING_FROM)] = np.nan
    found = [
        of_matrix(name, matrix, visible(name) or str(number))
        for number, (name, matrix) in enumerate(
            zip(names or [""] * count, cells, strict=True), start=1
        )
    ]
    return Multigraph(
        head,
        rows or columns or [""] * size,
        [one for one, _ in found],
        header.title,
        notes=tuple(note for _, notes in found for note in notes),
        problems=_differing(rows, columns, head.name),
    )


def _differing(rows: list[str], columns: list[str], file: str) -> tuple[Problem, ...]:
    if not rows or not columns or rows == columns:
        return ()
    other = next(a for a, b in zip(rows, columns, strict=True) if a != b)
    return (Problem("io_network.labels_differ", Place(file=file), visible(other)),)


@writer("ucinet", _HEAD, keeps="network")
def write_ucinet(structure: Structure, path: Path, writing: Writing) -> None:
    """Write the units' ids and one matrix for each kind of relation as a UCINET dataset.

    Parameters
    ----------
    structure : Structure
        What to write.
    path : Path
        The header; the cells are written beside it.
    writing : Writing
        Language of the title.

    Raises
    ------
    UserError
        When the matrices are too large.

    Notes
    -----
    UCINET keeps weights as 32-bit floats, and titles without letters beyond ASCII. The header
    bears no date, so that the same structure gives the same bytes.
    """
    network, matrices = matrices_of(structure, path.name)
    title = structure.about.label(writing.lang)
    size, ids = len(network.ids), network.ids
    header = Header(size, size, len(matrices), title=title, labels=(ids, ids, network.kinds))
    write_bytes(path.with_suffix(_CELLS), np.array(matrices, dtype="<f4").tobytes())
    write_bytes(path.with_suffix(_HEAD), write_header(header))
