"""Robustness (稳健性): what still holds together when units fail.

Coordinating ties are taken either way. Units fall in an order; after each fall the connectivity is
the share of the units that are left that belong to the largest part still joined.
"""

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError
from govgraph.kernels.depth import depth
from govgraph.measures.catalogue import MANY_PAIRS, Family, Wording
from govgraph.measures.groundwork.falls import (
    connectivity_curve,
    mean_connectivity,
    neighbours,
)
from govgraph.measures.groundwork.hierarchy import hierarchy
from govgraph.measures.groundwork.load import Relations, load
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.model.network import GraphLike, Network, network

FAMILY = Family("congestion", en="Robustness", zh="稳健性")

Order = Literal["load", "degree", "depth", "random"]
ORDERS: tuple[Order, ...] = ("load", "degree", "depth", "random")

_SOURCES = ("DoddsEtAl2003",)
_FORMULA = (
    r"\bar C = \frac{\sum_k |g_k| C_k}{\sum_k |g_k|},\quad"
    r" C_k = \frac{S_k}{N - |g_1| - \cdots - |g_k|}"
)
_NONE_EN = "Undefined when there are fewer than two units or all of them fall at once."
_NONE_ZH = "单位不足两个，或全部单位同时失效时无定义。"


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Connectivity without the most loaded units",
        "Share of the remaining units in the largest part still joined, while the units between"
        " most others fall first, averaged over the units that fall.",
        "Higher: coordination outlives the loss of its busiest units.",
        _NONE_EN,
    ),
    zh=Wording(
        "最繁忙单位失效后的连通度",
        "按中转负荷由大到小使单位依次失效，每次失效后其余单位中仍连成一体的最大部分所占比例，"
        "按失效单位取平均。",
        "数值越大，最繁忙的单位失效后，其余单位越能保持协调联系。",
        _NONE_ZH,
    ),
    formula=_FORMULA,
    range=(0, 1),
    higher="better",
    dimension="measures.share",
    sources=(*_SOURCES, "Brandes2001"),
    graph=True,
    limit=MANY_PAIRS,
)
def by_load(source: GraphLike, *, share: float = 0.1, relations: Relations = None) -> float:
    """Return the mean connectivity while the most loaded units fall.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way.
    share : float
        Share of the units that fall at least, from above 0 to 1.
    relations : tuple of str, optional
        Kinds of relation that join; all that carry coordination by default.

    Returns
    -------
    float
        Mean of C = S / (N − N_r), where S is the size of the largest part still joined and N_r
        the number of units that have fallen.

    Raises
    ------
    UndefinedMeasureError
        When there are fewer than two units, or when nothing remains after the first fall.
    UserError
        When the share is no number from above 0 to 1.

    Notes
    -----
    The load is the number of messages that a unit passes on (`congestion.load` without origin) in
    the whole structure; it is not counted anew after a fall. Units of the same load fall
    together, so that the number does not depend on the order of rows; C after their fall counts
    once for each of them. Falling goes on until the share is reached and ends before the last
    unit. Only the mean over an order of falls is our own; C is that of the source.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import robustness
    >>> robustness.by_load(nx.star_graph(4)), robustness.by_load(nx.wheel_graph(6))
    (0.25, 1.0)
    """
    found = load(source, relations)
    return mean_connectivity(found.network, found.transit, share)


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Connectivity without the best connected units",
        "Share of the remaining units in the largest part still joined, while the units with the"
        " most neighbours fall first, averaged over the units that fall.",
        "Higher: coordination does not hang on a few hubs.",
        _NONE_EN,
    ),
    zh=Wording(
        "联系最多单位失效后的连通度",
        "按相邻单位数由多到少使单位依次失效，每次失效后其余单位中仍连成一体的最大部分所占比例，"
        "按失效单位取平均。",
        "数值越大，协调越不依赖少数枢纽单位。",
        _NONE_ZH,
    ),
    formula=_FORMULA,
    range=(0, 1),
    higher="better",
    dimension="measures.share",
    sources=_SOURCES,
    graph=True,
)
def by_degree(source: GraphLike, *, share: float = 0.1, relations: Relations = None) -> float:
    """Return the mean connectivity while the units with the most neighbours fall.

    Parameters and errors are those of `by_load`; degrees are not counted anew after a fall.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import robustness
    >>> robustness.by_degree(nx.star_graph(4))
    0.25
    """
    graph = network(source, relations).undirected()
    return mean_connectivity(graph, neighbours(graph), share)


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Connectivity without the top",
        "Share of the remaining units in the largest part still joined, while the units fall layer"
        " by layer from the top, averaged over the units that fall.",
        "Higher: the rest can still coordinate when the top is out of reach.",
        "Undefined when there are fewer than two units, when all of them fall at once, or when"
        " the ties have no direction.",
    ),
    zh=Wording(
        "最高层失效后的连通度",
        "自上而下逐层使单位失效，每次失效后其余单位中仍连成一体的最大部分所占比例，"
        "按失效单位取平均。",
        "数值越大，最高层无法联系时，其余单位越能保持协调联系。",
        "单位不足两个、全部单位同时失效，或关系没有方向时无定义。",
    ),
    formula=_FORMULA,
    range=(0, 1),
    higher="better",
    dimension="measures.share",
    sources=_SOURCES,
    graph=True,
)
def top_down(
    source: GraphLike,
    *,
    share: float = 0.1,
    relations: Relations = None,
    command: tuple[str, ...] = ("leads",),
) -> float:
    """Return the mean connectivity while units fall layer by layer from the top.

    The other parameters and errors are those of `by_load`. A plain graph needs directions.

    Parameters
    ----------
    command : tuple of str
        Kinds of relation that make superiors. A unit's layer is the longest chain of superiors
        above it, so that units without a superior fall first.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import robustness
    >>> robustness.top_down(nx.balanced_tree(4, 2, create_using=nx.DiGraph))
    0.1
    """
    graph = network(source, relations).undirected()
    return mean_connectivity(graph, -_layer(source, command), share)


def curve(
    source: GraphLike,
    *,
    order: Order = "load",
    seed: int = 0,
    relations: Relations = None,
    command: tuple[str, ...] = ("leads",),
) -> pd.DataFrame:
    """Return the connectivity robustness after each removal, unit by unit.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way.
    order : {"load", "degree", "depth", "random"}
        Which units are removed first: those that pass on the most messages, those with the most
        neighbours, those at the top, or any.
    seed : int
        Seed of the random order, in which units that are equal in another order fall too.
    relations : tuple of str, optional
        Kinds of relation that join; all that carry coordination by default.
    command : tuple of str
        Kinds of relation that make superiors, for ``"depth"``.

    Returns
    -------
    DataFrame
        One row per number of units removed, from none to all but one: ``removed``, ``unit`` (the
        last one removed; missing in the first row), ``largest`` (S, units in the largest part
        still joined) and ``connectivity`` (C = S / (N − N_r)).

    Raises
    ------
    UnknownNameError
        When there is no such order.
    UndefinedMeasureError
        When there are no units, or when a graph without directions is to fall by depth.

    Notes
    -----
    Loads and degrees are those of the whole structure, not counted anew after a removal.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import robustness
    >>> frame = robustness.curve(nx.star_graph(4), order="degree")
    >>> frame["connectivity"].tolist()
    [1.0, 0.25, 0.333..., 0.5, 1.0]
    """
    check_choice(order, ORDERS)
    graph = network(source, relations).undirected()
    if not len(graph):
        raise UndefinedMeasureError("measures.no_units")
    return connectivity_curve(graph, _weight(source, order, graph, relations, command), seed)


def _weight(
    source: GraphLike,
    order: Order,
    graph: Network,
    relations: Relations,
    command: tuple[str, ...],
) -> NDArray[np.float64]:
    """What makes a unit fall early."""
    if order == "load":
        return load(source, relations).transit
    if order == "degree":
        return neighbours(graph)
    return -_layer(source, command) if order == "depth" else np.zeros(len(graph))


def _layer(source: GraphLike, command: tuple[str, ...]) -> NDArray[np.float64]:
    graph = hierarchy(source, command)
    return depth(len(graph), graph.source, graph.target).astype(float)
