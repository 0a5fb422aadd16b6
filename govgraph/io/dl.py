"""UCINET's DL language: matrices and lists of ties as text."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from govgraph.io.archives import read_limited, refuse
from govgraph.io.atomic import write_bytes
from govgraph.io.csv_text import decode
from govgraph.io.dl_data import read_data
from govgraph.io.dl_header import read_header
from govgraph.io.formats import Writing, reader, writer
from govgraph.io.multigraph import Choices, Multigraph, multigraph_builder
from govgraph.io.sociomatrix import matrices_of, plain
from govgraph.model.builder import Builder
from govgraph.model.structure import Structure

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

_BEGINS = re.compile(rb"(\xef\xbb\xbf)?\s*dl[\s,]", re.IGNORECASE)
_PLAIN = re.compile(r"[^\W_][\w.\-]*")


def is_dl(path: Path) -> bool:
    """Tell by its first word whether a file is in the DL language."""
    try:
        with path.open("rb") as file:
            start = file.read(200)
    except OSError:
        return False
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", "ignore").encode()
    return _BEGINS.match(start) is not None


@reader("dl", ".dl", ".dat", ".txt", recognises=is_dl)
def read_dl(
    path: Path,
    *,
    relation: str | Mapping[str, str] = "",
    orientation: str | Mapping[str, str] = "leads",
    unit_kind: str = "department",
    nodes: "str | Path | IntoDataFrame | None" = None,
) -> Builder:
    """Read a file in UCINET's DL language.

    Formats ``fullmatrix``, ``upperhalf``, ``lowerhalf``, ``edgelist1``, ``nodelist1`` and
    ``nodelist1b``; one matrix or several, labels before the data or embedded in them, the diagonal
    present or absent.

    Parameters
    ----------
    path : Path
        The file.
    relation : str or mapping, optional
        Kind of all relations, ``"leads"``, or of some by name (their number where they have none),
        ``"ADVICE=guides; REPORTS=leads"``; the others are left out. By default relations named by
        a kind are of that kind, and the only one with a direction ``leads``. Half matrices, whose
        ties have no direction, ``coordinate`` in any case.
    orientation : str or mapping
        ``"leads"`` where the row is the superior, ``"reports_to"`` where it is the subordinate;
        of some relations by name, ``"REPORTS=reports_to"``.
    unit_kind : str
        Kind of the units that have none.
    nodes : path or data frame, optional
        A table of the nodes, with an id and what else there is; a path is taken from the folder of
        the file when there is no such file where you are.

    Returns
    -------
    Builder
        With units and relations. Cells of 0, missing ones (``na``) and the diagonal of a matrix
        are no ties.

    Raises
    ------
    ReadError
        When the file is no DL file, holds two sets of nodes, or several relations of which
        nothing says the kind.
    UnknownNameError
        When an option names something that does not exist.

    Notes
    -----
    Several matrices in a list format are separated by a line with ``!`` alone; other lines that
    begin with ``!`` are comments.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import govgraph as gg
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "boss.dl"
    ...     text = "DL N=3 FORMAT=EDGELIST1 LABELS: ann bob cy DATA:" + chr(10) + "2 1" + chr(10)
    ...     _ = file.write_text(text + "3 1")
    ...     structure = gg.read(file, orientation="reports_to")
    >>> structure.relations[["source", "target", "kind"]].values.tolist()
    [['ann', 'bob', 'leads'], ['ann', 'cy', 'leads']]
    """
    text = decode(read_limited(path), path.name)
    if text is None:
        raise refuse(path.name, "io.unknown_encoding")
    header = read_header(text.removeprefix("\ufeff"), path.name)
    labels, relations, notes = read_data(header)
    graph = Multigraph(
        path, labels, relations, header.title, notes=notes, problems=tuple(header.problems)
    )
    return multigraph_builder(graph, "dl", Choices(relation, orientation, unit_kind, nodes))


@writer("dl", ".dl", keeps="network")
def write_dl(structure: Structure, path: Path, writing: Writing) -> None:  # noqa: ARG001 - ids only
    """Write the units' ids and one full matrix for each kind of relation, in the DL language.

    Parameters
    ----------
    structure : Structure
        What to write.
    path : Path
        The file.
    writing : Writing
        Not used: labels are ids.

    Raises
    ------
    UserError
        When the matrices are too large.
    """
    network, matrices = matrices_of(structure, path.name)
    lines = [f"DL N = {len(network.ids)} NM = {len(matrices)}"]
    lines += ["FORMAT = FULLMATRIX DIAGONAL PRESENT"]
    lines += ["LABELS:", *map(_label, network.ids)]
    lines += ["LEVEL LABELS:", *map(_label, network.kinds), "DATA:"]
    for matrix in matrices:
        lines += [" ".join(map(plain, row)) for row in matrix.tolist()]
    text = "\r\n".join(lines) + "\r\n"
    write_bytes(path, text.encode("ascii" if text.isascii() else "utf-8-sig"))


def _label(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else '"' + text.replace('"', '""') + '"'
