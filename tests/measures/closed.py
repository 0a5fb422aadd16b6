"""Values known in advance: closed forms, values by hand, published tables and other software.

Each file of ``closed_forms`` holds ``[[value]]`` tables: ``measure``; what it is taken on
(``graph``, ``tables`` or ``numbers``); ``expected``; ``origin``, one of `ORIGINS`;
and ``why``, the formula, the sentence or the citation behind it.
"""

import tomllib
from pathlib import Path
from typing import Any, TypeAlias

import networkx as nx

from govgraph.model.builder import Builder
from govgraph.model.structure import Structure

Value: TypeAlias = dict[str, Any]
ORIGINS = ("closed form", "by hand", "published", "other software")
KEYS = {
    "measure",
    "graph",
    "tables",
    "numbers",
    "units",
    "conventions",
    "expected",
    "origin",
    "why",
}


def values() -> list[Value]:
    """Every value, in the order of files."""
    found: list[Value] = []
    for file in sorted(Path(__file__).parent.joinpath("closed_forms").glob("*.toml")):
        found += tomllib.loads(file.read_text("utf-8"))["value"]
    return found


def source_of(entry: Value) -> "nx.Graph[Any] | Structure":
    """What a value is taken on."""
    return _structure(entry["tables"]) if "tables" in entry else _graph(entry["graph"])


def _graph(form: dict[str, Any]) -> "nx.Graph[Any]":
    """``{tree = [span, height]}``, ``{path = n}`` … directed; ``{edges = …}`` undirected."""
    nodes = form.get("nodes", [])
    (kind, size), *_ = ((k, v) for k, v in form.items() if k != "nodes")
    makers: dict[str, Any] = {
        "tree": lambda: nx.balanced_tree(*size, create_using=nx.DiGraph),
        "path": lambda: nx.path_graph(size, create_using=nx.DiGraph),
        "cycle": lambda: nx.cycle_graph(size, create_using=nx.DiGraph),
        "complete": lambda: nx.complete_graph(size, create_using=nx.DiGraph),
        "star": lambda: nx.DiGraph([(0, leaf) for leaf in range(1, size)]),
        "empty": lambda: nx.empty_graph(size, create_using=nx.DiGraph),
        "arcs": lambda: nx.DiGraph([tuple(arc) for arc in size]),
        "edges": lambda: nx.Graph([tuple(edge) for edge in size]),
        "undirected": lambda: _graph(size).to_undirected(),
    }
    graph = makers[kind]()
    graph.add_nodes_from(nodes)
    return graph


def _structure(tables: dict[str, list[dict[str, Any]]]) -> Structure:
    """Rows of tables; a row that needs a name and has none is called after its id."""
    build = Builder()
    for table, rows in tables.items():
        for row in rows:
            named = {"name": row["id"], **row} if "id" in row else row
            build.add(table, **named)
    return build.build()
