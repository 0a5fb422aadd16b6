"""XML in and out: no document types or entities in, only what XML can hold out."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, indent, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from govgraph.errors import UserError
from govgraph.io.archives import read_limited, refuse
from govgraph.io.atomic import write_bytes

_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read_xml(path: Path) -> Element:
    """Return the root of an XML file.

    Raises
    ------
    ReadError
        When the file is too large, no XML, or declares a document type or entities.
    """
    data = read_limited(path)
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise refuse(path.name, "io_graph.entities") from error
    except (ParseError, ValueError, LookupError) as error:
        raise refuse(path.name, "io_graph.not_xml", reason=error) from error
    return root


def write_xml(root: Element, path: Path) -> None:
    """Write a tree whole; carriage returns in it survive reading.

    Raises
    ------
    UserError
        When a text holds a character that XML cannot hold, or the file cannot be written.
    """
    indent(root)
    text = tostring(root, encoding="unicode")
    found = _IMPOSSIBLE.search(text)
    if found:
        raise UserError("io_graph.not_for_xml", character=f"U+{ord(found[0]):04X}")
    whole = '<?xml version="1.0" encoding="UTF-8"?>\n' + text.replace("\r", "&#13;") + "\n"
    write_bytes(path, whole.encode())


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
