"""GraphML: for Gephi, yEd, Cytoscape and others, and back without loss."""

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import networkx as nx

from govgraph.io.archives import refuse
from govgraph.io.formats import Writing, reader, writer
from govgraph.io.graphs import MARK, graph_builder, label, to_networkx
from govgraph.io.xml_text import local, read_xml, write_xml
from govgraph.model.builder import Builder
from govgraph.model.coerce import visible
from govgraph.model.schema import TABLES, Column
from govgraph.model.structure import Structure

_TYPES = {"number": "double", "flag": "boolean"}
_NUMBERS = frozenset(("int", "integer", "long", "float", "double"))
#: Attributes written for other programs only; reading leaves them out.
_SHOWN = frozenset(("label",))


@writer("graphml", ".graphml")
def write_graphml(structure: Structure, path: Path, writing: Writing) -> None:
    """Write a structure as GraphML.

    Units are nodes with their ``label`` in the language asked for, relations are directed edges
    with ``kind`` and ``weight``; every filled cell is an attribute. The other tables stand as
    JSON in an attribute of the graph, so that `read_graphml` gives back an equal structure.

    Parameters
    ----------
    structure : Structure
        What to write.
    path : Path
        The file.
    writing : Writing
        Language of the labels.
    """
    graph = to_networkx(structure)
    root = Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    rest = {"about": graph.graph["about"], "tables": graph.graph["tables"]}
    whole = {MARK: json.dumps({MARK: graph.graph[MARK], **rest}, ensure_ascii=False)}
    names = _keys(root, structure)
    top = SubElement(root, "graph", id="structure", edgedefault="directed")
    _add_data(top, "graph", whole, names)
    for node, data in graph.nodes(data=True):
        shown = {"label": label(data, writing.lang), **data}
        _add_data(SubElement(top, "node", id=node), "node", shown, names)
    for number, (source, target, data) in enumerate(graph.edges(data=True)):
        edge = SubElement(top, "edge", id=f"e{number}", source=source, target=target)
        _add_data(edge, "edge", data, names)
    write_xml(root, path)


def _keys(root: Element, structure: Structure) -> dict[tuple[str, str], str]:
    """Declare the attributes that are filled anywhere and return their keys."""
    ends = ("id", "source", "target")
    used: list[tuple[str, Column]] = [("graph", Column(MARK)), ("node", Column("label"))]
    for scope, table in (("node", "units"), ("edge", "relations")):
        filled = structure.table(table).notna().any()
        used += [(scope, c) for c in TABLES[table].columns if filled[c.name] and c.name not in ends]
    names = {}
    for number, (scope, column) in enumerate(used):
        names[scope, column.name] = f"d{number}"
        kind = _TYPES.get(column.kind, "string")
        attributes = {"id": f"d{number}", "for": scope, "attr.name": column.name, "attr.type": kind}
        SubElement(root, "key", attributes)
    return names


def _add_data(
    element: Element, scope: str, data: Mapping[str, Any], names: Mapping[tuple[str, str], str]
) -> None:
    for name, value in data.items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        SubElement(element, "data", key=names[scope, name]).text = text


@reader("graphml", ".graphml")
def read_graphml(path: Path, *, relation: str = "leads", unit_kind: str = "department") -> Builder:
    """Read a GraphML file: one of ours without loss, any other as `from_networkx` reads a graph.

    Parameters
    ----------
    path : Path
        The file.
    relation, unit_kind : str
        Kinds of the relations and units of a file that is not ours.

    Returns
    -------
    Builder
        The rows as they were found.

    Raises
    ------
    ReadError
        When the file is too large, no GraphML, or declares a document type or entities.
    """
    root = read_xml(path)
    if local(root) != "graphml":
        raise refuse(path.name, "io_graph.not_graphml")
    return graph_builder(_graph(root, path), relation=relation, kind=unit_kind, file=path.name)


def _graph(root: Element, path: Path) -> "nx.MultiGraph[str]":
    keys = {key.get("id", ""): key for key in root.iter() if local(key) == "key"}
    top = next((element for element in root if local(element) == "graph"), None)
    if top is None:
        raise refuse(path.name, "io_graph.not_graphml")
    directed = top.get("edgedefault") != "undirected"
    graph: nx.MultiGraph[str] = nx.MultiDiGraph() if directed else nx.MultiGraph()
    graph.graph |= _whole(_data(top, keys), path)
    _add_nodes(graph, top, keys, path)
    _add_edges(graph, top, keys, path)
    return graph


def _add_nodes(
    graph: "nx.MultiGraph[str]", top: Element, keys: Mapping[str, Element], path: Path
) -> None:
    for element in top.iter():
        if local(element) == "node":
            name = element.get("id", "")
            if name in graph:
                raise refuse(path.name, "io_graph.node_twice", node=visible(name))
            graph.add_node(name)
            graph.nodes[name].update(_attributes(element, keys, graph))


def _add_edges(
    graph: "nx.MultiGraph[str]", top: Element, keys: Mapping[str, Element], path: Path
) -> None:
    for element in top.iter():
        if local(element) == "hyperedge":
            raise refuse(path.name, "io_graph.hyperedge")
        if local(element) == "edge":
            source, target = element.get("source", ""), element.get("target", "")
            for end in (source, target):
                if end not in graph:
                    raise refuse(path.name, "io_graph.no_such_node", node=visible(end))
            key = graph.add_edge(source, target)
            graph.edges[source, target, key].update(_attributes(element, keys, graph))


def _whole(data: Mapping[str, Any], path: Path) -> dict[str, Any]:
    if MARK not in data:
        return {}
    try:
        found = json.loads(str(data[MARK]))
    except (ValueError, RecursionError) as error:
        raise refuse(path.name, "io_graph.bad_graph_attributes") from error
    return found if isinstance(found, dict) else {}


def _attributes(
    element: Element, keys: Mapping[str, Element], graph: "nx.MultiGraph[str]"
) -> dict[str, Any]:
    own = MARK in graph.graph
    return {n: v for n, v in _data(element, keys).items() if not (own and n in _SHOWN)}


def _data(element: Element, keys: Mapping[str, Element]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for data in element:
        if local(data) == "data":
            key = keys.get(data.get("key", ""), data)
            name = key.get("attr.name") or ("label" if _label(data) else data.get("key") or "")
            found[name] = _value(_label(data) or "".join(data.itertext()), key.get("attr.type", ""))
    return found


def _label(data: Element) -> str:
    """Return the label that yEd keeps in an element of its own."""
    texts: Iterator[str] = (e.text or "" for e in data.iter() if local(e).endswith("Label"))
    return next((text.strip() for text in texts if text.strip()), "")


def _value(text: str, kind: str) -> object:
    """Return a number where the type says so; anything else stays text, to be checked as such."""
    if kind not in _NUMBERS:
        return text
    try:
        number = float(text)
    except ValueError:
        return text
    return number if math.isfinite(number) else text
