"""Reaching centrality (可达中心性): how much of the structure stands under a unit."""

import pandas as pd

from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.hierarchy import per_unit
from govgraph.measures.groundwork.reach import reach
from govgraph.model.network import GraphLike

FAMILY = Family("hierarchy", en="Reaching centrality", zh="可达中心性")

_LEADS = ("leads",)
_SOURCES = ("MonesEtAl2012",)
_NONE_EN = "Undefined when there are fewer than two units."
_NONE_ZH = "单位不足两个时无定义。"


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Local reaching centrality",
        "Share of the other units that a unit leads, directly or through others.",
        "1: all others stand under the unit; 0: it leads nobody.",
        _NONE_EN,
        "{unit} leads {value} of all other units, directly or through others.",
    ),
    zh=Wording(
        "局部可达中心性",
        "一个单位直接或间接领导的单位占其他全部单位的比例。",
        "1 表示其他单位全部在其之下，0 表示不领导任何单位。",
        _NONE_ZH,
        "{unit}直接或间接领导的单位占其他全部单位的 {value}。",
    ),
    formula=r"C_R(i) = \frac{|\{j \ne i : i \leadsto j\}|}{n-1}",
    range=(0, 1),
    higher="depends",
    dimension="measures.share",
    sources=_SOURCES,
    graph=True,
    with_ties="rises",
)
def centrality(source: GraphLike, *, relations: tuple[str, ...] = _LEADS) -> pd.Series:
    """Return the local reaching centrality of every unit.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    relations : tuple of str
        Kinds of relation that count as leadership.

    Returns
    -------
    Series
        Share of the other units that each unit can reach.

    Raises
    ------
    UndefinedMeasureError
        When there are fewer than two units, or a plain graph has no directions.

    Notes
    -----
    This is the unweighted form for directed graphs. The form for undirected or weighted graphs,
    which divides by distances, is another measure and not comparable.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import reaching
    >>> reaching.centrality(nx.DiGraph([(1, 2), (2, 3)])).to_dict()
    {1: 1.0, 2: 0.5, 3: 0.0}
    """
    found = reach(source, relations).with_pairs()
    share = found.below / (len(found.graph) - 1)
    return per_unit(found.graph, share, "reaching.centrality")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Global reaching centrality",
        "Mean gap between the largest local reaching centrality and those of the other units.",
        "1: one unit directly over all others; 0: all units reach equally far, as in a circle.",
        _NONE_EN,
    ),
    zh=Wording(
        "全局可达中心性",
        "最大的局部可达中心性与其他各单位局部可达中心性之差的平均值。",
        "1 表示一个单位直接领导其他所有单位；0 表示各单位可达范围相同（如循环）。",
        _NONE_ZH,
    ),
    formula=r"\mathrm{GRC} = \frac{\sum_i \left(C_R^{\max} - C_R(i)\right)}{n-1}",
    range=(0, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
    oracles=("global_reaching_centrality",),
    graph=True,
)
def global_centrality(source: GraphLike, *, relations: tuple[str, ...] = _LEADS) -> float:
    """Return the global reaching centrality.

    Parameters and errors are those of `centrality`. It is 0 where nobody leads anybody (networkx
    refuses a graph without arcs).

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import reaching
    >>> reaching.global_centrality(nx.DiGraph([(1, 2), (1, 3), (1, 4)]))
    1.0
    """
    found = reach(source, relations).with_pairs()
    n = len(found.graph)
    gaps = n * int(found.below.max()) - int(found.below.sum())
    return gaps / (n - 1) ** 2
