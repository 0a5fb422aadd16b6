"""The oracles of ``oracles.json``: values on graphs and matrices, each with where it comes from."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import networkx as nx
import numpy as np

from govgraph.errors import UndefinedMeasureError
from govgraph.model.builder import Builder
from govgraph.model.structure import Structure

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


def organisation(oracle: Oracle) -> Structure:
    """Agencies, tasks and resources as units, matters and powers."""
    given = matrices(oracle)
    build = Builder()
    for agency, tasks in enumerate(given["agency_task"]):
        build.add("units", id=f"a{agency}", name="agency", kind="department")
        for task in np.flatnonzero(tasks):
            build.add("duties", unit=f"a{agency}", matter=f"t{task}", role="lead")
    for agency, resources in enumerate(given["agency_resource"]):
        for resource in np.flatnonzero(resources):
            build.add("powers", unit=f"a{agency}", power=f"r{resource}")
    for task, resources in enumerate(given["task_resource_required"]):
        build.add("matters", id=f"t{task}", name="task")
        for resource in np.flatnonzero(resources):
            build.add("needs", matter=f"t{task}", power=f"r{resource}")
    return build.build()


def value(compute: Callable[..., Any], *args: Any, **options: Any) -> Any:
    """The number, or None where the measure says that it has none."""
    try:
        return compute(*args, **options)
    except UndefinedMeasureError:
        return None
