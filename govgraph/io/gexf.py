"""GEXF 1.3: Gephi's own format; written only."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from govgraph.io.formats import Writing, writer
from govgraph.io.graphs import label, rows
from govgraph.io.xml_text import write_xml
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure

_TYPES = {"number": "double", "flag": "boolean"}
_NATURAL = frozenset(("id", "source", "target", "weight"))


@writer("gexf", ".gexf", keeps="network")
def write_gexf(structure: Structure, path: Path, writing: Writing) -> None:
    """Write a structure's units and relations as GEXF for Gephi.

    Nodes carry a label in the language asked for and every filled cell of the unit; edges carry
    kind, weight and every filled cell of the relation.

    Parameters
    ----------
    structure : Structure
        What to write; tables other than units and relations are left out.
    path : Path
        The file.
    writing : Writing
        Language of the labels.
    """
    root = Element("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = "govgraph"
    if structure.about.label(writing.lang):
        SubElement(meta, "description").text = structure.about.label(writing.lang)
    graph = SubElement(root, "graph", defaultedgetype="directed", mode="static")
    names = {
        scope: _declare(graph, structure, scope, table)
        for scope, table in (("node", "units"), ("edge", "relations"))
    }
    nodes = SubElement(graph, "nodes")
    for row in rows(structure.units):
        node = SubElement(nodes, "node", id=row["id"], label=label(row, writing.lang))
        _add_values(node, row, names["node"])
    edges = SubElement(graph, "edges")
    for number, row in enumerate(rows(structure.relations)):
        ends = {"source": row["source"], "target": row["target"]}
        given = {"id": f"e{number}", **ends, "kind": row["kind"], "weight": str(row["weight"])}
        _add_values(SubElement(edges, "edge", given), row, names["edge"])
    write_xml(root, path)


def _declare(graph: Element, structure: Structure, scope: str, table: str) -> dict[str, str]:
    filled = structure.table(table).notna().any()
    used = [c for c in TABLES[table].columns if filled[c.name] and c.name not in _NATURAL]
    declared = SubElement(graph, "attributes", {"class": scope, "mode": "static"})
    for number, column in enumerate(used):
        given = {"id": str(number), "title": column.name, "type": _TYPES.get(column.kind, "string")}
        SubElement(declared, "attribute", given)
    return {column.name: str(number) for number, column in enumerate(used)}


def _add_values(element: Element, row: Mapping[str, Any], names: Mapping[str, str]) -> None:
    values = SubElement(element, "attvalues")
    for name, number in names.items():
        if name in row:
            text = str(row[name]).lower() if isinstance(row[name], bool) else str(row[name])
            SubElement(values, "attvalue", {"for": number, "value": text})
