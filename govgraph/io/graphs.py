"""Structures from networkx graphs and back."""

import logging
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import networkx as nx
import pandas as pd

from govgraph.errors import Place, Problem, UnknownNameError
from govgraph.io.about import Field, about_fields, add_about
from govgraph.io.flat import Flat, meanings
from govgraph.io.unit_list import SYNONYMS, add_units, check_kind, usable_kind, with_identity
from govgraph.model.builder import Builder, Origin
from govgraph.model.coerce import as_text
from govgraph.model.schema import SCHEMA_VERSION, TABLES
from govgraph.model.structure import Structure
from govgraph.text import Language, match, say, words

_log = logging.getLogger("govgraph")

Row = dict[str, Any]
#: Name of the graph attribute that marks a graph as one of ours and holds the schema version.
MARK = "govgraph"


def to_networkx(structure: Structure) -> "nx.MultiDiGraph[str]":
    """Return a structure as a networkx graph of your own.

    Parameters
    ----------
    structure : Structure
        A structure.

    Returns
    -------
    MultiDiGraph
        Units as nodes by id and relations as edges from source to target, each with its filled
        cells as attributes. An edge's key is the kind of relation, with ``:2``, ``:3`` … where two
        units have several of a kind. The graph attributes ``about`` and ``tables`` hold all else,
        so that `from_networkx` gives back an equal structure.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.io.graphs import from_networkx, to_networkx
    >>> build = gg.Builder().add("units", id="gov", name="County", kind="government")
    >>> build = build.add("units", id="env", name="Environment", kind="department")
    >>> structure = build.add("relations", source="gov", target="env", kind="leads").build()
    >>> graph = to_networkx(structure)
    >>> graph.edges["gov", "env", "leads"]["weight"]
    1.0
    >>> from_networkx(graph) == structure
    True
    """
    rest = {n: rows(structure.table(n)) for n in TABLES if n not in ("units", "relations")}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph |= {
        MARK: SCHEMA_VERSION,
        "about": about_fields(structure.about),
        "tables": {name: found for name, found in rest.items() if found},
    }
    for row in rows(structure.units):
        graph.add_node(row.pop("id"), **row)
    for row in rows(structure.relations):
        source, target = row.pop("source"), row.pop("target")
        graph.add_edge(source, target, key=_key(graph, source, target, row["kind"]), **row)
    return graph


def rows(frame: pd.DataFrame) -> list[Row]:
    """Return the filled cells of every row as plain Python values."""
    columns = {
        str(name): [None if pd.isna(v) else v for v in frame[name].astype(object)]
        for name in frame.columns
    }
    values = zip(*columns.values(), strict=True)
    return [{k: v for k, v in zip(columns, row, strict=True) if v is not None} for row in values]


def label(unit: Row, lang: Language) -> str:
    """Return the name of a unit's row in one language, the other where it is missing."""
    return str(unit["name"] if lang == "zh" else unit.get("name_en") or unit["name"])


def _key(graph: "nx.MultiDiGraph[str]", source: str, target: str, kind: str) -> str:
    known = graph[source].get(target, {}) if source in graph else {}
    number = sum(str(key).partition(":")[0] == kind for key in known)
    return f"{kind}:{number + 1}" if number else kind


def from_networkx(
    graph: "nx.Graph[Any]", *, relation: str = "leads", kind: str = "department"
) -> Structure:
    """Return the structure that a networkx graph stands for.

    A graph made by `to_networkx` gives back an equal structure. Of any other graph the nodes
    become units, with their labels as ids, and the edges become relations; attributes that are
    known by name (see `govgraph.io.unit_list.SYNONYMS`; ``kind`` and ``weight`` of an edge) are
    taken over, the others are logged.

    Parameters
    ----------
    graph : networkx graph
        Of any class; it is not changed.
    relation : str
        Kind of the relations of another graph. Edges without direction ``coordinate`` whatever
        is said here.
    kind : str
        Kind of the units of another graph that have none.

    Returns
    -------
    Structure
        The checked structure.

    Raises
    ------
    InvalidStructureError
        With every problem found: circles of ``leads``, for example.
    UnknownNameError
        When `relation` or `kind` is unknown.

    Notes
    -----
    Parallel edges of one kind between two nodes of another graph become one relation whose
    weight is the sum of theirs.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.io.graphs import from_networkx
    >>> from_networkx(nx.path_graph(3)).relations["kind"].tolist()
    ['coordinates', 'coordinates']
    """
    return graph_builder(graph, relation=relation, kind=kind).build("networkx")


def graph_builder(
    graph: "nx.Graph[Any]", *, relation: str = "leads", kind: str = "department", file: str = ""
) -> Builder:
    """Return a builder with the content of a graph; see `from_networkx`."""
    check_kind(kind)
    if match("relation_kind", relation) is None:
        raise UnknownNameError.among("model.as_relation_kinds", relation, words("relation_kind"))
    builder = Builder()
    if graph.graph.get(MARK) == SCHEMA_VERSION and graph.is_directed():
        _add_own(builder, graph, file)
    else:
        _add_units(builder, graph, kind, file)
        _add_edges(builder, graph, relation if graph.is_directed() else "coordinates", file)
    return builder


def _add_own(builder: Builder, graph: "nx.Graph[Any]", file: str) -> None:
    about, tables = graph.graph.get("about", {}), graph.graph.get("tables", {})
    if not isinstance(about, dict) or not _is_tables(tables):
        builder.report(Problem("io_graph.bad_graph_attributes", Place(file=file)))
        return
    fields = (Field(str(k), v, Place("about", None, str(k), file)) for k, v in about.items())
    add_about(builder, fields)
    for name, found in tables.items():
        builder.add_table(name, pd.DataFrame(found, dtype=object), Origin(file))
    units = [{"id": as_text(node), **data} for node, data in graph.nodes(data=True)]
    ties = [{"source": str(u), "target": str(v), **data} for u, v, data in graph.edges(data=True)]
    builder.add_table("units", pd.DataFrame(units, dtype=object), Origin(file))
    if ties:
        builder.add_table("relations", pd.DataFrame(ties, dtype=object), Origin(file))


def _is_tables(tables: object) -> bool:
    return isinstance(tables, dict) and all(
        isinstance(found, list) and all(isinstance(row, dict) for row in found)
        for found in tables.values()
    )


def _add_units(builder: Builder, graph: "nx.Graph[Any]", kind: str, file: str) -> None:
    data = [
        {"id": _id(node), **_texts(attributes, {"id"})}
        for node, attributes in graph.nodes(data=True)
    ]
    frame = pd.DataFrame(data, dtype="str").fillna("")
    if "id" not in frame:
        return
    table = Flat(frame, tuple(range(1, len(frame) + 1)), file)
    known = {m: n for m, n in SYNONYMS.items() if m not in ("id", "superior", "dotted")}
    columns = meanings(frame.columns, known, {}) | {"id": "id"}
    columns = with_identity(usable_kind(table, columns))
    _say_unused(frame.columns, columns.values(), file)
    add_units(builder, table, columns, kind, pd.Series(0.0, index=frame.index))


def _id(node: Hashable) -> str:
    """Return a node's label as an id; a tuple keeps its order and looks."""
    return str(node) if isinstance(node, tuple | frozenset) else as_text(node) or ""


def _texts(attributes: Mapping[str, Any], taken: set[str]) -> dict[str, str]:
    plain = {str(name): as_text(value) or "" for name, value in attributes.items()}
    return {name: text for name, text in plain.items() if name not in taken}


def _say_unused(given: Iterable[str], used: Iterable[str], file: str) -> None:
    known = set(used)
    unused = [str(name) for name in given if name not in known]
    if unused:
        said = say("io_graph.columns_unused", columns=", ".join(unused))
        _log.warning("%s: %s", file or "networkx", said)


def _add_edges(builder: Builder, graph: "nx.Graph[Any]", relation: str, file: str) -> None:
    weights: dict[tuple[str, str, str], list[object]] = {}
    names: dict[str, None] = {}
    for source, target, data in graph.edges(data=True):
        given = as_text(data.get("kind"))
        found = match("relation_kind", given) if given else None
        key = (_id(source), _id(target), found or relation)
        weights.setdefault(key, []).append(data.get("weight", 1.0))
        names |= dict.fromkeys(str(n) for n in data if n != "weight" and (n != "kind" or not found))
    _say_unused(names, (), file)
    frame = pd.DataFrame(list(weights), columns=["source", "target", "kind"])
    frame["weight"] = pd.Series([_total(values) for values in weights.values()], dtype=object)
    builder.add_table("relations", frame, Origin(file))


def _total(values: list[object]) -> object:
    """Return the sum of weights; one that is no number stands for all, to be reported."""
    strange = [value for value in values if not isinstance(value, int | float)]
    return strange[0] if strange else sum(float(str(value)) for value in values)
