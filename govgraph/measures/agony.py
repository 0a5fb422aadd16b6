"""Agony (层级违逆度): how far ties run against the best ranking of the units."""

from functools import partial

import pandas as pd

from govgraph.kernels.agony import Ranks, least_ranks
from govgraph.kernels.agony import agony as total_agony
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.hierarchy import per_unit
from govgraph.measures.groundwork.reach import DIRECTING, Reach, once, reach
from govgraph.model.network import GraphLike

FAMILY = Family("hierarchy", en="Agony", zh="层级违逆")

_SOURCES = ("GupteEtAl2011", "Tatti2017", "LetiziaEtAl2018")
#: Units up to which it is taken unasked: a linear programme for each circle of units.
_LIMIT = 3000


def _ranked(source: GraphLike, relations: tuple[str, ...]) -> tuple[Reach, Ranks]:
    """The ties, and the best ranks of the units; computed once for a structure."""
    found = reach(source, relations)
    graph = found.graph
    compute = partial(least_ranks, len(graph), graph.source, graph.target)
    return found, once(source, "least ranks", relations, compute)


def _agony(found: Reach, ranks: Ranks) -> int:
    return total_agony(ranks, found.graph.source, found.graph.target) + found.loops


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Agony rank",
        "Rank of a unit in the ranking that runs least against the ties, counted from 0 at the"
        " top; among the best rankings, the one that places every unit as high as possible.",
        "Higher: further down. Without circles it is the depth below the top.",
        sentence="{unit} stands {value} ranks below the top in the ranking that fits all ties"
        " best.",
    ),
    zh=Wording(
        "最小违逆位次",
        "在与各关系方向冲突最小的排序中单位的位次，最高为 0；最优排序不唯一时，取使各单位位次最高的"
        "一种。",
        "数值越大，位次越低；没有循环时等于所处层级深度。",
        sentence="在与全部关系最为相符的排序中，{unit}的位次为 {value}（最高为 0）。",
    ),
    formula=r"r = \min \arg\min_{r \ge 0} \sum_{i \to j} \max(r_i - r_j + 1, 0)",
    range=(0, None),
    higher="depends",
    dimension="measures.layers",
    sources=_SOURCES,
    graph=True,
    limit=_LIMIT,
)
def rank(source: GraphLike, *, relations: tuple[str, ...] = DIRECTING) -> pd.Series:
    """Return the rank of every unit in the ranking with the least agony.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    relations : tuple of str
        Kinds of relation that count. By default those along which one unit directs another:
        leadership, guidance, and calls from below.

    Returns
    -------
    Series
        Whole ranks from 0 at the top. The best ranking is seldom unique; of all best ones this
        gives every unit the lowest number it has in any, so that units differ only where ties
        demand it.

    Raises
    ------
    UndefinedMeasureError
        When a plain graph has no directions.

    Notes
    -----
    Exact: one linear programme, whose solutions are whole, for each circle of units; none where
    nothing runs in a circle.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import agony
    >>> whistle = nx.DiGraph([("county", "bureau"), ("county", "town"), ("town", "bureau")])
    >>> whistle.add_edges_from([("bureau", "town"), ("town", "village")])
    >>> agony.rank(whistle).to_dict()
    {'county': 0.0, 'bureau': 1.0, 'town': 1.0, 'village': 2.0}
    """
    found, ranks = _ranked(source, relations)
    return per_unit(found.graph, ranks, "agony.rank")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Agony",
        "Least total by which ties fail to lead down at least one rank, over all rankings of the"
        " units.",
        "0: the ties run in no circle; higher: more of them, or over more ranks, run upwards.",
    ),
    zh=Wording(
        "层级违逆度",
        "在单位的各种排序中，各关系未能下行至少一个位次的差额之和的最小值。",
        "0 表示不存在循环；数值越大，逆向关系越多或跨越位次越多。",
    ),
    formula=r"A = \min_r \sum_{i \to j} \max(r_i - r_j + 1, 0)",
    range=(0, None),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
    oracles=("agony",),
    graph=True,
    with_ties="rises",
    limit=_LIMIT,
)
def total(source: GraphLike, *, relations: tuple[str, ...] = DIRECTING) -> float:
    """Return the agony of the whole; parameters, errors and cost are those of `rank`.

    A tie of a unit to itself adds 1. Agony equals the largest number of ties that can be chosen
    so that as many enter as leave each unit, and is therefore at most the number of ties. It has a
    resolution limit: ranks within small parts of a large structure may be passed over (Letizia,
    Barucca and Lillo 2018).

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import agony
    >>> agony.total(nx.DiGraph([(1, 2), (2, 3), (3, 1)]))
    3.0
    """
    return float(_agony(*_ranked(source, relations)))


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Hierarchy (agony)",
        "One minus agony per tie.",
        "1: no ties run in circles; 0: no ranking fits better than none.",
        "Undefined when there are no ties.",
    ),
    zh=Wording(
        "层级度（违逆法）",
        "1 减去平均每条关系的层级违逆度。",
        "1 表示不存在循环；0 表示任何排序都不优于不排序。",
        "没有任何关系时无定义。",
    ),
    formula=r"h = 1 - \frac{A}{m}",
    range=(0, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
    oracles=("agony_hierarchy",),
    graph=True,
    limit=_LIMIT,
)
def hierarchy(source: GraphLike, *, relations: tuple[str, ...] = DIRECTING) -> float:
    """Return the hierarchy by agony; parameters and cost are those of `rank`.

    Raises
    ------
    UndefinedMeasureError
        When there are no ties, or a plain graph has no directions.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import agony
    >>> agony.hierarchy(nx.DiGraph([(1, 2), (2, 1), (2, 3), (2, 4)]))
    0.5
    """
    found, ranks = _ranked(source, relations)
    return 1 - _agony(found, ranks) / found.with_ties().ties
