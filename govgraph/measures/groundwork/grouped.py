"""Ties among units that are grouped: what measures of a given partition read.

A unit without a group is left out, and its ties with it.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.measures.groundwork.partition import By, groups
from govgraph.model.network import GraphLike, Network, network

#: Every ordered pair of units that is tied, or every pair that is tied either way.
TIES = ("arcs", "edges")


@dataclass(frozen=True, eq=False)
class Grouped:
    """Ties among units that have a group, and everybody's group.

    Attributes
    ----------
    graph : Network
        All units and the ties that count, simple.
    codes : array of int32
        Number of each unit's group, −1 for a unit without one.
    first, second : array of int32
        Groups of both ends of each tie.
    sizes : array of int
        Number of units of each group.
    labels : Index
        Names of the groups.
    """

    graph: Network
    codes: NDArray[np.int32]
    first: NDArray[np.int32]
    second: NDArray[np.int32]
    sizes: NDArray[np.int64]
    labels: pd.Index


def grouped(
    source: GraphLike, by: By, relations: tuple[str, ...] | None = None, ties: str = "arcs"
) -> Grouped:
    """Return the ties among grouped units.

    Parameters
    ----------
    source : Structure or networkx graph or Network
        The units and their ties.
    by : str or mapping or Series
        The groups; see `govgraph.measures.groundwork.partition.groups`.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.
    ties : {"arcs", "edges"}
        Count both directions of a mutual tie, or the pair of units once. An undirected graph has
        edges only.

    Returns
    -------
    Grouped
        Without loops and repeated ties.

    Raises
    ------
    UndefinedMeasureError
        When no tie joins two units that have a group.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures.groundwork.grouped import grouped
    >>> found = grouped(nx.path_graph(3), {0: "county", 1: "county"})
    >>> found.first.tolist(), found.second.tolist(), found.sizes.tolist()
    ([0], [0], [2])
    """
    check_choice(ties, TIES)
    graph = network(source, relations)
    graph = graph.simple() if ties == "arcs" else graph.undirected()
    codes, labels = groups(source, by)
    first, second = codes[graph.source], codes[graph.target]
    inside = (first >= 0) & (second >= 0)
    if not inside.any():
        raise UndefinedMeasureError("measures.no_grouped_ties")
    kept = Network(graph.nodes, graph.source[inside], graph.target[inside], graph.directed)
    sizes = np.bincount(codes[codes >= 0], minlength=len(labels))
    return Grouped(kept, codes, first[inside], second[inside], sizes, labels)
