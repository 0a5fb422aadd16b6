"""The oracles of ``oracles.json``: values on graphs and matrices, each with where it comes from."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import networkx as nx

from govgraph.errors import UndefinedMeasureError

ORACLES = json.loads(Path(__file__).parents[1].joinpath("oracles.json").read_text("utf-8"))
Oracle: TypeAlias = dict[str, Any]
#: Recomputes what an oracle expects, in the same shape; numbers that are not built are left out.
Check: TypeAlias = Callable[[Oracle], Any]


def graph_of(oracle: Oracle) -> "nx.Graph[Any]":
    """The graph that an oracle is about."""
    entry = ORACLES["graphs"][oracle["graph"]]
    graph = nx.DiGraph() if entry["directed"] else nx.Graph()
    graph.add_nodes_from(entry["nodes"])
    graph.add_edges_from(map(tuple, entry["edges"]))
    return graph


def partition(name: str, graph: "nx.Graph[Any]") -> dict[Any, Any]:
    """A partition of the graph's nodes by its name."""
    groups = ORACLES["partitions"][name]
    return {node: groups[str(node)] for node in graph}


def matrices(oracle: Oracle) -> dict[str, Any]:
    """The matrices that an oracle is about."""
    return ORACLES["matrices"][oracle["params"]["matrices"]]


def value(compute: Callable[..., Any], *args: Any, **options: Any) -> Any:
    """The number, or None where the measure says that it has none."""
    try:
        return compute(*args, **options)
    except UndefinedMeasureError:
        return None
