"""Plain distance (最短路径): how many ties lie between units, whoever may decide on the way.

Paths run over any coordinating ties, taken either way, and through shared subordinates too; the
lawful path is in the family `coordination`.
"""

from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.lengths import Over, Relations, plain_lengths
from govgraph.measures.groundwork.pairs import Pairs
from govgraph.model.network import GraphLike

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
    """Return the mean plain path length; parameters are those of `average`.

    `relations` names the kinds of relation; by default all that carry distance.

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
        "最短路径调和平均",
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
        "Diameter",
        "Longest plain path between any two units that have one.",
        "Higher: the two units furthest apart are further apart.",
        _NO_PATH_EN,
    ),
    zh=Wording(
        "直径",
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
