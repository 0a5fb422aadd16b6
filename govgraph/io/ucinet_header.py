"""The header file of a UCINET dataset (``.##h``): sizes, type, title and labels.

Verified against files that UCINET wrote: the version (a length byte and ``V6404`` or ``DATE:``),
the date and the type of the labels (five 16-bit numbers), the type of the cells (one byte, 7 for
32-bit floats), the number of dimensions (16 bits), columns, rows and matrices (32 bits each in
``V6404``, 16 in ``DATE:``), the title (a length byte and one byte a character), one byte for each
dimension that tells whether it has labels, and the labels (a 16-bit length in bytes; UTF-16 in
``V6404``, one byte a character in ``DATE:``). All numbers are little-endian. Cell types other than
7 follow the order of the types' names and were not seen in a file.
"""

import struct
from dataclasses import dataclass, field

from govgraph.errors import ReadError
from govgraph.io.archives import refuse
from govgraph.io.multigraph import CELL_LIMIT

#: Type of the cells by its number, as numpy calls it.
TYPES = {1: "<u1", 2: "<u1", 3: "<i1", 4: "<u2", 5: "<i2", 6: "<i4", 7: "<f4", 9: "<f8", 20: "<i8"}
_SINGLE = 7
_VERSIONS = {b"\x05V6404": ("<i", "utf-16-le"), b"\x05DATE:": ("<h", "cp1252")}
#: A date that says nothing, so that the same structure gives the same bytes: Saturday, 2000-01-01.
_NO_DATE = (0, 1, 1, 7)
_TYPE_OF_LABELS = 3


@dataclass(frozen=True)
class Header:
    """What the header says.

    Attributes
    ----------
    columns, rows, matrices : int
        Sizes.
    dtype : str
        Type of the cells.
    title : str
        Title.
    labels : tuple of list of str
        Labels of columns, rows and matrices; empty where there are none.
    """

    columns: int
    rows: int
    matrices: int = 1
    dtype: str = TYPES[_SINGLE]
    title: str = ""
    labels: tuple[list[str], ...] = field(default=([], [], []))


def read_header(data: bytes, file: str) -> Header:
    """Read a header.

    Parameters
    ----------
    data : bytes
        The header file.
    file : str
        Its name, for errors.

    Raises
    ------
    ReadError
        When it is no UCINET header, damaged, or announces more than is read.
    """
    stream = _Stream(data, file)
    version = _VERSIONS.get(stream.take(6))
    if version is None:
        raise refuse(file, "io_network.not_ucinet")
    number, encoding = version
    stream.take(10)
    kind, at = stream.number("<B"), stream.at - 1
    if kind not in TYPES:
        raise refuse(file, "io_network.unknown_data_type", byte=at, given=kind)
    sizes = _sizes(stream, number)
    title = stream.take(stream.number("<B")).decode("cp1252", "replace")
    labelled = [stream.number("<B") for _ in sizes]
    labels = [
        [stream.label(encoding) for _ in range(size)] if has else []
        for size, has in zip(sizes, labelled, strict=True)
    ]
    columns, rows, matrices = (*sizes, 1)[:3]
    names = (*labels, [])[:3]
    return Header(columns, rows, matrices, TYPES[kind], title, names)


def _sizes(stream: "_Stream", number: str) -> list[int]:
    """Return columns, rows and, where there are three dimensions, matrices."""
    at = stream.at
    count = stream.number("<h")
    if count not in (2, 3):
        raise refuse(stream.file, "io_network.bad_dimensions", byte=at, given=count)
    sizes: list[int] = []
    for _ in range(count):
        at = stream.at
        sizes.append(stream.number(number))
        if sizes[-1] <= 0:
            raise refuse(stream.file, "io_network.bad_dimensions", byte=at, given=sizes[-1])
    cells = sizes[0] * sizes[1] * (sizes[2] if count > 2 else 1)  # noqa: PLR2004 - dimensions
    if cells > CELL_LIMIT:
        raise refuse(stream.file, "io_network.too_many_cells", count=cells, limit=CELL_LIMIT)
    return sizes


class _Stream:
    """Bytes that are read once, from the beginning."""

    def __init__(self, data: bytes, file: str) -> None:
        self.data = data
        self.file = file
        self.at = 0

    def take(self, count: int) -> bytes:
        """Return the next bytes."""
        if count < 0 or self.at + count > len(self.data):
            raise self._ends()
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self, form: str) -> int:
        """Return the next number."""
        return int(struct.unpack(form, self.take(struct.calcsize(form)))[0])

    def label(self, encoding: str) -> str:
        """Return the next label."""
        return self.take(self.number("<h")).decode(encoding, "replace")

    def _ends(self) -> ReadError:
        return refuse(self.file, "io_network.ends_early", byte=len(self.data))


def write_header(header: Header) -> bytes:
    """Return a header of version 6404 for cells of 32-bit floats, with labels."""
    parts = [b"\x05V6404", struct.pack("<5h", *_NO_DATE, _TYPE_OF_LABELS)]
    sizes = (header.columns, header.rows, header.matrices)
    parts += [struct.pack("<Bh3i", _SINGLE, 3, *sizes)]
    title = header.title.encode("ascii", "ignore")[:255]
    parts += [struct.pack("<B", len(title)), title]
    parts += [struct.pack("<3B", *(bool(names) for names in header.labels))]
    parts += [_label(text) for names in header.labels for text in names]
    return b"".join(parts)


def _label(text: str) -> bytes:
    data = text.encode("utf-16-le")
    return struct.pack("<h", len(data)) + data
