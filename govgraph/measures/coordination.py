"""Coordination paths (协调路径): how far apart units are that must act together.

Two numbers, always both: the *plain* shortest path over any ties (family `distance`), and the
*lawful* path: up leadership, at most one step to the side, and down again (see `lawful`). Which
pairs count is the caller's choice: all units but the public, units without subordinates, or those
that must coordinate on a matter in an area, weighted by its cases.

On a plain networkx graph every arc is leadership, from superior to subordinate.
"""

from collections.abc import Hashable

import numpy as np

from govgraph.errors import UndefinedMeasureError
from govgraph.kernels.lawful import NO_WAY
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.arbiters import both
from govgraph.measures.groundwork.distribution import advisory_total, distribution, lawful_histogram
from govgraph.measures.groundwork.lengths import Over, lawful_lengths
from govgraph.measures.groundwork.pairs import Pairs
from govgraph.measures.groundwork.paths import lawful, path, plain, unreachable_pairs
from govgraph.measures.groundwork.routes import Paths, Route, Step
from govgraph.measures.groundwork.ties import ways
from govgraph.model.network import GraphLike
from govgraph.model.structure import Structure

FAMILY = Family("coordination", en="Lawful coordination path", zh="法定协调路径")

__all__ = [
    "Paths",
    "Route",
    "Step",
    "advisory_only",
    "average",
    "between",
    "distribution",
    "harmonic",
    "lawful",
    "longest",
    "matter_average",
    "path",
    "plain",
    "unreachable",
    "unreachable_pairs",
]

_NO_PATH_EN = "Undefined when no pair has a path."
_NO_PATH_ZH = "没有任何单位对之间存在路径时无定义。"


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Average lawful coordination path",
        "Mean number of steps of the lawful path over the pairs of units that have one: up along"
        " leadership, at most one step to the side, down again.",
        "Higher: units that must act together are further apart. Read it beside the share of"
        " pairs without a lawful path, which this average leaves out.",
        _NO_PATH_EN,
    ),
    zh=Wording(
        "平均法定协调路径长度",
        "存在法定协调路径的单位对的平均步数：沿领导关系上行，至多一次横向联系，再沿领导关系下行。",
        "数值越大，需协同的单位相距越远；应与“没有法定协调路径的单位对占比”一并解读。",
        _NO_PATH_ZH,
    ),
    formula=r"\bar d = \frac{\sum_{\{a,b\}: d_{ab} < \infty} d_{ab}}{|\{\{a,b\}: d_{ab}<\infty\}|}",
    range=(1, None),
    higher="worse",
    dimension="measures.steps",
    sources=("Krackhardt1994", "SixEtAl2002"),
    oracles=("lowest_common_superior", "balanced_tree_leaf_pairs"),
    graph=True,
)
def average(source: GraphLike, *, pairs: Pairs = "units", over: Over = "reachable") -> float:
    """Return the mean lawful path length.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    pairs : {"units", "leaves", "matter"}
        Which pairs count.
    over : {"reachable", "all"}
        Average over the pairs that have a path, or refuse when any pair has none.

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
    >>> from govgraph.measures import coordination
    >>> round(coordination.average(nx.balanced_tree(2, 2, create_using=nx.DiGraph)), 3)
    2.286
    """
    return lawful_histogram(source, pairs).mean(over)


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Harmonic mean lawful path",
        "Inverse of the mean of 1 / length over all pairs of units; a pair without a lawful path"
        " counts as infinitely far.",
        "Higher: units are further apart or have no lawful path at all.",
        _NO_PATH_EN,
    ),
    zh=Wording(
        "法定协调路径的调和平均长度",
        "全部单位对路径长度倒数的平均值的倒数；没有法定协调路径的单位对视为无穷远。",
        "数值越大，单位之间相距越远或根本没有法定协调路径。",
        _NO_PATH_ZH,
    ),
    formula=r"\left(\frac{1}{|\mathcal P|}\sum_{\{a,b\}} \frac{1}{d_{ab}}\right)^{-1}",
    range=(1, None),
    higher="worse",
    dimension="measures.steps",
    sources=("LatoraMarchiori2001",),
    graph=True,
)
def harmonic(source: GraphLike, *, pairs: Pairs = "units") -> float:
    """Return the harmonic mean of lawful path lengths; parameters are those of `average`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import coordination
    >>> coordination.harmonic(nx.DiGraph([("gov", "env"), ("gov", "police")]))
    1.2
    """
    return lawful_histogram(source, pairs).harmonic()


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Longest lawful coordination path",
        "Largest number of steps of the shortest lawful path between two units, over the pairs "
        "that have one.",
        "Higher: the two units furthest apart need more steps.",
        _NO_PATH_EN,
    ),
    zh=Wording(
        "最长法定协调路径",
        "存在法定协调路径的单位对中，最短法定协调路径的最大步数。",
        "数值越大，相距最远的两个单位所需步数越多。",
        _NO_PATH_ZH,
    ),
    formula=r"\max_{\{a,b\}: d_{ab} < \infty} d_{ab}",
    range=(1, None),
    higher="worse",
    dimension="measures.steps",
    sources=("Harary1969",),
    graph=True,
)
def longest(source: GraphLike, *, pairs: Pairs = "units") -> float:
    """Return the length of the longest lawful path; parameters are those of `average`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import coordination
    >>> coordination.longest(nx.balanced_tree(2, 3, create_using=nx.DiGraph))
    6.0
    """
    return lawful_histogram(source, pairs).largest()


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Share of pairs without a lawful path",
        "Share of the pairs of units that neither a common superior nor one lateral tie joins.",
        "Higher: more units have no lawful way to act together.",
        "Undefined when there are fewer than two units.",
    ),
    zh=Wording(
        "没有法定协调路径的单位对占比",
        "既无共同上级、又无一次横向联系可连接的单位对占比。",
        "数值越大，越多的单位之间没有法定的协同途径。",
        "单位不足两个时无定义。",
    ),
    formula=r"|\{\{a,b\}: d_{ab} = \infty\}| / |\mathcal P|",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=("Borgatti2006",),
    oracles=("lowest_common_superior",),
    graph=True,
)
def unreachable(source: GraphLike, *, pairs: Pairs = "units") -> float:
    """Return the share of pairs without a lawful path; `unreachable_pairs` lists them.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import coordination
    >>> coordination.unreachable(nx.DiGraph([("county", "env"), ("city", "police")])) * 6
    4.0
    """
    found = lawful_histogram(source, pairs)
    return found.without / found.total


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Share of pairs with an advisory path only",
        "Share of the pairs of units that have no lawful path, only one over professional "
        "guidance, along which nobody can decide.",
        "Higher: more cooperation rests on advice alone.",
        "Undefined when there are fewer than two units.",
    ),
    zh=Wording(
        "仅有参考路径的单位对占比",
        "没有法定协调路径、但可经由业务指导相互联系的单位对占比；沿该路径无人有权决定。",
        "数值越大，越多的协作只能依靠业务指导。",
        "单位不足两个时无定义。",
    ),
    formula=r"|\{\{a,b\}: d_{ab} = \infty,\ g_{ab} < \infty\}| / |\mathcal P|",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=("Mertha2005",),
    graph=True,
)
def advisory_only(source: GraphLike, *, pairs: Pairs = "units") -> float:
    """Return the share of pairs that only guidance joins; parameters are those of `average`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import coordination
    >>> coordination.advisory_only(nx.DiGraph([("gov", "env"), ("gov", "police")]))
    0.0
    """
    total = lawful_histogram(source, pairs).total
    return advisory_total(source, pairs) / total


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Average lawful path between units that share a matter",
        "Mean number of steps of the lawful path over the pairs of units that must coordinate on"
        " a matter in an area, weighted by its cases, over the pairs that have one.",
        "Higher: the average case is worked by units that are further apart.",
        "Undefined when no two units must coordinate or none of them has a lawful path.",
    ),
    zh=Wording(
        "共办事项单位间的平均法定协调路径",
        "在同一区域须就同一事项（或相互依赖的事项）协调的单位对的平均法定协调步数，按办件量加权，"
        "仅计存在法定协调路径的单位对。",
        "数值越大，一般办件所涉单位相距越远。",
        "没有须相互协调的单位对，或其间均不存在法定协调路径时无定义。",
    ),
    formula=r"\frac{\sum_c w_c \sum_{\{a,b\} \in R_c} d_{ab}}{\sum_c w_c |R_c|}",
    range=(1, None),
    higher="worse",
    dimension="measures.steps",
    sources=("CataldoEtAl2008",),
)
def matter_average(structure: Structure) -> float:
    """Return the mean lawful path over units that must coordinate, weighted by cases.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import coordination
    >>> build = gg.Builder().add("units", id="gov", name="County", kind="government")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> for unit, role in (("env", "lead"), ("police", "assist")):
    ...     build = build.add("units", id=unit, name=unit.title(), kind="department")
    ...     build = build.add("relations", source="gov", target=unit, kind="leads")
    ...     build = build.add("duties", unit=unit, matter="noise", role=role)
    >>> coordination.matter_average(build.build())
    2.0
    """
    return lawful_lengths(structure, "matter").lengths.mean()


@FAMILY.measure(
    per="pair",
    en=Wording(
        "Lawful path between two units",
        "Number of steps of the shortest lawful path between two units: up along leadership, at"
        " most one step to the side, down again.",
        "Higher: the two units need more steps to act together.",
        "Undefined when no lawful path joins the two units.",
    ),
    zh=Wording(
        "两单位法定协调路径步数",
        "两个单位之间最短法定协调路径的步数：沿领导关系上行，至多一次横向联系，再沿领导关系下行。",
        "数值越大，两个单位协同所需步数越多。",
        "两个单位之间没有法定协调路径时无定义。",
    ),
    formula=r"d_{ab}",
    range=(0, None),
    higher="worse",
    dimension="measures.steps",
    sources=("Krackhardt1994", "SixEtAl2002"),
    graph=True,
    with_ties="falls",
)
def between(
    source: GraphLike,
    first: Hashable,
    second: Hashable,
    *,
    matter: str | None = None,
    advisory: bool = False,
) -> float:
    """Return the length of the lawful path between two units; `lawful` shows the path itself.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    first, second : hashable
        The two units; 0 steps lie between a unit and itself.
    matter : str, optional
        The matter to coordinate on: lateral ties that name another matter are left out.
    advisory : bool
        Climb and descend over guidance too, along which nobody can decide.

    Raises
    ------
    UnknownNameError, UndefinedMeasureError
        When there is no such unit; when one is the public or no such path joins the two.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import coordination
    >>> coordination.between(nx.DiGraph([("gov", "env"), ("gov", "police")]), "env", "police")
    2.0
    """
    start, end = both(source, first, second)
    steps = int(ways(source, matter, advisory=advisory).lengths(np.array([start]))[end, 0])
    if steps == NO_WAY:
        raise UndefinedMeasureError("measures.no_lawful_between", first=first, second=second)
    return float(steps)
