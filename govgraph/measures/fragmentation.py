"""Fragmentation of the network (网络碎片化): how far units cannot reach each other at all."""

import numpy as np

from govgraph.errors import UndefinedMeasureError
from govgraph.kernels.components import components as weak_components
from govgraph.kernels.distances import distance_counts
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.lengths import Histogram, Relations, either_way, plain_lengths
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.model.network import GraphLike, Network, derived, network

FAMILY = Family("fragmentation", en="Fragmentation of the network", zh="网络碎片化")

_FEW_EN = "Undefined when there are fewer than two units."
_FEW_ZH = "单位不足两个时无定义。"


def _graph(source: GraphLike, relations: Relations, pairs: str) -> Network:
    check_choice(pairs, ("unordered", "ordered"))
    graph = network(source, relations)
    if len(graph) < 2:  # noqa: PLR2004 - a pair takes two
        raise UndefinedMeasureError("measures.too_few_units", count=len(graph))
    return graph


def _ordered(source: GraphLike, graph: Network, relations: Relations) -> Histogram:
    """Lengths over ordered pairs, along the ties only."""

    def compute() -> Histogram:
        simple = graph.simple()
        ends = (simple.source, simple.target) if graph.directed else either_way(simple)
        counts = distance_counts(len(graph), *ends).astype(float)
        return Histogram("ordered", counts, len(graph) * (len(graph) - 1) - float(counts.sum()))

    return derived(source, ("ordered lengths", relations), compute)


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Fragmentation (F)",
        "Share of the pairs of units that no chain of ties joins.",
        "0: all units are connected; 1: no unit reaches another.",
        _FEW_EN,
    ),
    zh=Wording(
        "碎片化指数（F）",
        "没有任何关系链条相连的单位对占比。",
        "0 表示全部连通，1 表示任何单位都无法到达其他单位。",
        _FEW_ZH,
    ),
    formula=r"F = 1 - \frac{\sum_k s_k(s_k - 1)}{n(n-1)}",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=("Borgatti2006",),
    oracles=("fragmentation_F",),
    graph=True,
    with_ties="falls",
)
def components(
    source: GraphLike, *, relations: Relations = None, pairs: str = "unordered"
) -> float:
    """Return Borgatti's fragmentation F.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.
    pairs : {"unordered", "ordered"}
        Ties taken either way, as Borgatti defines it; or ordered pairs that are reached along the
        ties only.

    Returns
    -------
    float
        F.

    Raises
    ------
    UndefinedMeasureError
        When there are fewer than two units.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import fragmentation
    >>> round(fragmentation.components(nx.disjoint_union_all([nx.path_graph(5)] * 2)), 4)
    0.5556
    """
    graph = _graph(source, relations, pairs)
    if pairs == "ordered":
        found = _ordered(source, graph, relations)
        return found.without / found.total
    n = len(graph)
    size = np.bincount(weak_components(n, graph.source, graph.target)).astype(float)
    return float(1 - size @ (size - 1) / (n * (n - 1)))


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Distance-weighted fragmentation (DF)",
        "One minus the mean of 1 / length of the shortest path over all pairs of units; a pair"
        " without a path counts 0.",
        "0: every unit is tied to every other; towards 1: units are far apart or not connected.",
        _FEW_EN,
    ),
    zh=Wording(
        "距离加权碎片化指数（DF）",
        "1 减去全部单位对最短路径长度倒数的平均值；不连通的单位对计 0。",
        "0 表示所有单位两两直接相连，越接近 1 相距越远或不连通。",
        _FEW_ZH,
    ),
    formula=r"DF = 1 - \frac{2\sum_{i<j} 1/d_{ij}}{n(n-1)}",
    range=(0, 1),
    higher="worse",
    dimension="measures.index",
    sources=("Borgatti2006",),
    oracles=("distance_weighted_fragmentation_DF",),
    graph=True,
    with_ties="falls",
)
def distance(source: GraphLike, *, relations: Relations = None, pairs: str = "unordered") -> float:
    """Return Borgatti's distance-weighted fragmentation DF; parameters as in `components`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import fragmentation
    >>> round(fragmentation.distance(nx.star_graph(4)), 4)
    0.3
    """
    graph = _graph(source, relations, pairs)
    if pairs == "ordered":
        return 1 - _ordered(source, graph, relations).nearness
    return 1 - plain_lengths(source, relations).nearness
