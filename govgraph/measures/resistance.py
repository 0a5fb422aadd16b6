"""Resistance distance (电阻距离): how far apart units are when every channel between them counts.

Each tie is a wire of resistance 1, taken either way. Two units joined by several ways are nearer
than the shortest of them says; on a tree the resistance is the plain distance.
"""

from collections.abc import Hashable

import numpy as np
from scipy.sparse.csgraph import connected_components

from govgraph.errors import UndefinedMeasureError
from govgraph.kernels.resistance import resistance_between, resistance_sum
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.ends import adjacency, ends
from govgraph.measures.groundwork.lengths import Over, Relations
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.model.network import GraphLike, network

FAMILY = Family("coordination", en="Resistance distance", zh="电阻距离")


def _sum(source: GraphLike, relations: Relations, over: Over) -> tuple[float, int]:
    """Sum of resistances over the pairs that are connected, and their number."""
    check_choice(over, ("reachable", "all"))
    graph = network(source, relations).undirected()
    total, pairs = resistance_sum(len(graph), graph.source, graph.target)
    every = len(graph) * (len(graph) - 1) // 2
    if not every:
        raise UndefinedMeasureError("measures.too_few_units", count=len(graph))
    if over == "all" and pairs < every:
        raise UndefinedMeasureError("measures.resistance_apart", share=1 - pairs / every)
    if not pairs:
        raise UndefinedMeasureError("measures.no_path")
    return total, pairs


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Kirchhoff index",
        "Sum of the resistance distances over all pairs of units; the number of units times the sum"
        " of 1 / λ over the Laplacian's eigenvalues other than 0.",
        "Higher: units are further apart with all their channels counted. Equal to the Wiener index"
        " on a tree, lower the more channels run in parallel; it grows with the number of units.",
        "Undefined when there are fewer than two units or the structure is not connected: the sum"
        " is then infinite.",
    ),
    zh=Wording(
        "基尔霍夫指数",
        "全部单位对的电阻距离之和；等于单位数乘以拉普拉斯矩阵非零特征值倒数之和。",
        "数值越大，计入全部渠道后单位之间仍相距越远；树形结构上等于维纳指数，并行渠道越多数值越小；"
        "随单位数增长。",
        "单位不足两个，或结构不连通（此时其和为无穷大）时无定义。",
    ),
    formula=r"K = \sum_{\{a,b\}} \Omega_{ab} = n \sum_{\lambda_i > 0} \frac{1}{\lambda_i}",
    range=(0, None),
    higher="worse",
    dimension="measures.index",
    sources=("KleinRandic1993",),
    oracles=("distance_family",),
    graph=True,
    with_ties="falls",
    limit=5_000,
)
def kirchhoff(source: GraphLike, *, relations: Relations = None, over: Over = "all") -> float:
    """Return the Kirchhoff index, also called the effective graph resistance.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way, several between two units count once.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.
    over : {"all", "reachable"}
        Refuse when any pair has no path, or leave such pairs out of the sum.

    Returns
    -------
    float
        The sum.

    Raises
    ------
    UndefinedMeasureError
        When there are fewer than two units, or some pair has no path: a resistance without a path
        is infinite. (networkx gives infinity for its ``effective_graph_resistance`` there.)

    Notes
    -----
    Trees that hang on the rest are summed exactly in one pass; what is left is inverted densely,
    in time that grows with the cube and memory that grows with the square of its size.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import resistance
    >>> round(resistance.kirchhoff(nx.cycle_graph(6)), 9)
    17.5
    """
    return _sum(source, relations, over)[0]


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Mean resistance distance",
        "Mean of the resistance distance over the pairs of units that have a path.",
        "Higher: units are further apart with all their channels counted. Beside the average plain"
        " path it shows how much parallel channels shorten: on a tree the two are equal.",
        "Undefined when no pair has a path.",
    ),
    zh=Wording(
        "平均电阻距离",
        "存在路径的单位对的电阻距离的平均值。",
        "数值越大，计入全部渠道后单位之间仍相距越远；与平均最短路径长度对照可见并行渠道的作用："
        "树形结构上二者相等。",
        "没有任何单位对之间存在路径时无定义。",
    ),
    formula=r"\bar\Omega ="
    r" \frac{\sum_{\{a,b\}: \Omega_{ab}<\infty} \Omega_{ab}}{|\{\{a,b\}: \Omega_{ab}<\infty\}|}",
    range=(0, None),
    higher="worse",
    dimension="measures.index",
    sources=("KleinRandic1993",),
    graph=True,
    limit=5_000,
)
def mean(source: GraphLike, *, relations: Relations = None, over: Over = "reachable") -> float:
    """Return the mean resistance distance; parameters are those of `kirchhoff`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import resistance
    >>> round(resistance.mean(nx.complete_graph(4)), 9)
    0.5
    """
    total, pairs = _sum(source, relations, over)
    return total / pairs


@FAMILY.measure(
    per="pair",
    en=Wording(
        "Resistance between two units",
        "Resistance between two units when each tie is a wire of resistance 1.",
        "Higher: fewer or longer channels join the two; never more than the plain distance, and"
        " less where channels run side by side.",
        "Undefined when no path joins the two units: the resistance is then infinite.",
    ),
    zh=Wording(
        "两单位电阻距离",
        "把每条联系视为阻值为 1 的导线时，两个单位之间的等效电阻。",
        "数值越大，两个单位之间的渠道越少或越长；不超过最短距离，有并行渠道时更小。",
        "两个单位之间没有路径（电阻为无穷大）时无定义。",
    ),
    formula=r"\Omega_{ab} = L^+_{aa} + L^+_{bb} - 2 L^+_{ab}",
    range=(0, None),
    higher="worse",
    dimension="measures.index",
    sources=("KleinRandic1993",),
    graph=True,
    with_ties="falls",
)
def between(
    source: GraphLike, first: Hashable, second: Hashable, *, relations: Relations = None
) -> float:
    """Return the resistance distance of two units.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way, several between two units count once.
    first, second : hashable
        The two units.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.

    Returns
    -------
    float
        The resistance; 0 from a unit to itself.

    Raises
    ------
    UnknownNameError
        When there is no such unit.
    UndefinedMeasureError
        When no path joins the two, or one of them is the public.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import resistance
    >>> round(resistance.between(nx.cycle_graph(4), 0, 2), 9)
    1.0
    """
    start, end = ends(source, first, second)
    if start == end:
        return 0.0
    matrix = adjacency(network(source, relations).undirected())
    _, component = connected_components(matrix, directed=False)
    if component[start] != component[end]:
        raise UndefinedMeasureError("measures.resistance_infinite", first=first, second=second)
    inside = np.flatnonzero(component == component[start])
    part = matrix[inside][:, inside]
    return resistance_between(part, *np.searchsorted(inside, [start, end]).tolist())
