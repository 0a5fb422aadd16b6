"""What the XML of a workbook says and its values do not: error cells, uncounted formulas, size."""

import posixpath
import re
from collections.abc import Iterator

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from govgraph.errors import Place, Problem
from govgraph.io.archives import refuse

#: Most cells of one sheet, counted from A1 to the last row and column in use.
CELL_LIMIT = 20_000_000

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_POSITION = re.compile(rb"<(?:\w+:)?(?:row|c)\b[^>]*?\sr=[\"']([A-Z]{0,4})([0-9]{1,9})[\"']")
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b(?=[^>]*\st=[\"']e[\"'])[^>]*?\sr=[\"']([A-Z]+[0-9]+)[\"'][^>]*>"
    rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<",
    re.DOTALL,
)
_UNCOUNTED = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\sr=[\"']([A-Z]+[0-9]+)[\"'][^>]*>"
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)


def sheet_parts(parts: dict[str, bytes], file: str) -> dict[str, bytes]:
    """Return the XML of every sheet by the sheet's name.

    Parameters
    ----------
    parts : dict of str to bytes
        Members of the workbook.
    file : str
        Its name, for errors.

    Returns
    -------
    dict of str to bytes
        In the order of the workbook.

    Raises
    ------
    ReadError
        When the parts make no workbook.
    """
    try:
        book = fromstring(parts["xl/workbook.xml"])
        links = fromstring(parts["xl/_rels/workbook.xml.rels"])
    except KeyError as error:
        raise refuse(file, "io.not_a_workbook") from error
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise refuse(file, "io.damaged_archive") from error
    targets = {link.get("Id"): str(link.get("Target")) for link in links}
    found = {}
    for sheet in book.iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            target = targets.get(sheet.get(_RELATION), "")
            name = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            found[str(sheet.get("name"))] = parts.get(name, b"")
    return found


def refuse_sparse(sheets: dict[str, bytes], file: str) -> None:
    """Refuse a sheet whose used range is too large to hold, however few cells it has.

    Parameters
    ----------
    sheets : dict of str to bytes
        XML by sheet name.
    file : str
        Name of the workbook, for errors.

    Raises
    ------
    ReadError
        Naming the first such sheet.
    """
    for name, xml in sheets.items():
        found = set(_POSITION.findall(xml))
        rows = max((int(row) for _, row in found), default=0)
        columns = max((_number(letters) for letters, _ in found), default=0)
        if rows * columns > CELL_LIMIT:
            raise refuse(file, "io.too_many_cells", sheet=name, limit=f"{CELL_LIMIT:,}")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def cell_problems(xml: bytes, place: Place) -> Iterator[Problem]:
    """Yield the cells that show no value: errors such as ``#REF!``, formulas without a result.

    Parameters
    ----------
    xml : bytes
        XML of one sheet.
    place : Place
        File and sheet.
    """
    for cell, value in _ERROR.findall(xml):
        yield Problem("io.error_cell", _at(place, cell), value.decode("utf-8", "replace"))
    for cell in _UNCOUNTED.findall(xml):
        yield Problem("io.formula_without_value", _at(place, cell))


def _at(place: Place, cell: bytes) -> Place:
    address = cell.decode("ascii")
    row = int(re.sub("[A-Z]", "", address))
    return Place(place.table, row, "", place.file, place.sheet, address)
