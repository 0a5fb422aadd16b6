"""Plain distance (最短路径): how many ties lie between units, whoever may decide on the way.

Paths run over any coordinating ties, taken either way, and through shared subordinates too; the
lawful path is in the family `coordination`.
"""

from collections.abc import Hashable

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.ends import ends, steps
from govgraph.measures.groundwork.lengths import Over, Relations, plain_lengths
from govgraph.measures.groundwork.pairs import Pairs
from govgraph.model.network import GraphLike, network

FAMILY = Family("coordination", en="Plain path", zh="最短路径")

_NO_PATH_EN = "Undefined when no pair has a path."
_NO_PATH_ZH = "没有任何单位对之间存在路径时无定义。"


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Average plain path",
        "Mean length of the shortest path over any coordinating ties, taken either way, over the"
        " pairs of units that have one.",
        "Higher: units are further apart, whoever may decide on the way.",
        _NO_PATH_EN,
    ),
    zh=Wording(
        "平均最短路径长度",
        "存在路径的单位对之间经由任意协调性关系（不计方向）的最短路径平均长度。",
        "数值越大，单位之间相距越远（不论沿途由谁决定）。",
        _NO_PATH_ZH,
    ),
    formula=r"\frac{\sum_{\{a,b\}: d_{ab}<\infty} d_{ab}}{|\{\{a,b\}: d_{ab}<\infty\}|}",
    range=(1, None),
    higher="worse",
    dimension="measures.steps",
    sources=("WattsStrogatz1998",),
    oracles=("distance_family",),
    graph=True,
)
def average(
    source: GraphLike,
    *,
    relations: Relations = None,
    pairs: Pairs = "units",
    over: Over = "reachable",
) -> float:
    """Return the mean plain path length.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.
    pairs : {"units", "leaves", "matter"}
        Which pairs count: all units without the public, units without subordinates, or units
        that must coordinate on a matter, weighted by cases.
    over : {"reachable", "all"}
        Average over the pairs that have a path, or refuse when any pair has none, as the
        characteristic path length of a connected graph does.

    Returns
    -------
    float
        The mean, in steps.

    Raises
    ------
    UndefinedMeasureError
        When no pair counts or none has a path.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import distance
    >>> distance.average(nx.path_graph(5))
    2.0
    """
    return plain_lengths(source, relations, pairs).mean(over)


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Harmonic mean plain path",
        "Inverse of the mean of 1 / length of the plain path over all pairs of units; a pair"
        " without a path counts as infinitely far. The inverse of global efficiency.",
        "Higher: units are further apart or not connected at all.",
        _NO_PATH_EN,
    ),
    zh=Wording(
        "最短路径的调和平均长度",
        "全部单位对最短路径长度倒数的平均值的倒数；不连通的单位对视为无穷远。即全局效率的倒数。",
        "数值越大，单位之间相距越远或不连通。",
        _NO_PATH_ZH,
    ),
    formula=r"1 / E,\quad E = \frac{1}{n(n-1)}\sum_{a \ne b} \frac{1}{d_{ab}}",
    range=(1, None),
    higher="worse",
    dimension="measures.steps",
    sources=("LatoraMarchiori2001",),
    oracles=("distance_family",),
    graph=True,
    with_ties="falls",
)
def harmonic(source: GraphLike, *, relations: Relations = None, pairs: Pairs = "units") -> float:
    """Return the harmonic mean plain path; parameters are those of `average`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import distance
    >>> distance.harmonic(nx.complete_graph(4))
    1.0
    """
    return plain_lengths(source, relations, pairs).harmonic()


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Diameter of the network",
        "Length of the longest of the shortest paths between any two units that have one.",
        "Higher: the two units furthest apart are further apart.",
        _NO_PATH_EN,
    ),
    zh=Wording(
        "网络直径",
        "存在路径的单位对中最短路径的最大长度。",
        "数值越大，相距最远的两个单位越远。",
        _NO_PATH_ZH,
    ),
    formula=r"\max_{\{a,b\}: d_{ab}<\infty} d_{ab}",
    range=(1, None),
    higher="worse",
    dimension="measures.steps",
    sources=("Harary1969",),
    oracles=("distance_family",),
    graph=True,
)
def diameter(
    source: GraphLike,
    *,
    relations: Relations = None,
    pairs: Pairs = "units",
    over: Over = "reachable",
) -> float:
    """Return the longest plain path; parameters are those of `average`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import distance
    >>> distance.diameter(nx.path_graph(5))
    4.0
    """
    return plain_lengths(source, relations, pairs).largest(over)


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Wiener index",
        "Sum of the lengths of the plain paths over all pairs of units.",
        "Higher: the same number of units is further apart. It grows with the number of units, so"
        " compare it between structures of one size.",
        "Undefined when there are fewer than two units or some pair has no path.",
    ),
    zh=Wording(
        "维纳指数",
        "全部单位对最短路径长度之和。",
        "单位数相同时，数值越大单位之间相距越远；随单位数增长，只宜在规模相同的结构之间比较。",
        "单位不足两个，或有单位对之间没有路径时无定义。",
    ),
    formula=r"W = \sum_{\{a,b\}} d_{ab}",
    range=(1, None),
    higher="worse",
    dimension="measures.steps",
    sources=("Wiener1947",),
    oracles=("distance_family",),
    graph=True,
)
def wiener(
    source: GraphLike,
    *,
    relations: Relations = None,
    pairs: Pairs = "units",
    over: Over = "all",
) -> float:
    """Return the Wiener index; parameters are those of `average`.

    With ``over="reachable"`` the pairs without a path are left out of the sum; the sum is then
    lower the more the structure falls apart.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import distance
    >>> distance.wiener(nx.path_graph(5))
    20.0
    """
    return plain_lengths(source, relations, pairs).sum(over)


@FAMILY.measure(
    per="pair",
    en=Wording(
        "Plain distance",
        "Number of ties on the shortest path between two units over any coordinating ties, taken"
        " either way.",
        "Higher: the two units are further apart, whoever may decide on the way.",
        "Undefined when no path joins the two units.",
    ),
    zh=Wording(
        "两单位最短距离",
        "两个单位之间经由任意协调性关系（不计方向）的最短路径步数。",
        "数值越大，两个单位相距越远（不论沿途由谁决定）。",
        "两个单位之间没有路径时无定义。",
    ),
    formula=r"d_{ab}",
    range=(0, None),
    higher="worse",
    dimension="measures.steps",
    sources=("Harary1969",),
    graph=True,
    with_ties="falls",
)
def between(
    source: GraphLike, first: Hashable, second: Hashable, *, relations: Relations = None
) -> float:
    """Return the length of the shortest path between two units; `coordination.plain` shows it.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way.
    first, second : hashable
        The two units.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.

    Returns
    -------
    float
        Steps; 0 from a unit to itself.

    Raises
    ------
    UnknownNameError
        When there is no such unit.
    UndefinedMeasureError
        When no path joins the two, or one of them is the public.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import distance
    >>> distance.between(nx.DiGraph([("gov", "env"), ("gov", "police")]), "env", "police")
    2.0
    """
    start, end = ends(source, first, second)
    found = steps(source, network(source, relations).undirected(), start, end)
    if found is None:
        raise UndefinedMeasureError("measures.no_path_between", first=first, second=second)
    return float(found)
