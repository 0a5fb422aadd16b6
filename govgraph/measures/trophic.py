"""Trophic levels (营养级): a real-valued layer for every unit, and how far ties depart from it.

Two definitions are in use. That of MacKay, Johnson and Sansom always has a solution, whatever
circles and skip-level ties there are; that of Levine counts from units without a superior.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError
from govgraph.kernels.trophic_levels import Levels, chain_levels, least_squares_levels
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.hierarchy import per_unit
from govgraph.measures.groundwork.reach import Reach, once, reach
from govgraph.model.network import GraphLike, Network

FAMILY = Family("hierarchy", en="Trophic levels and coherence", zh="营养级与相干性")

_LEADS = ("leads",)
_GENERAL = ("MacKayEtAl2020",)
_CLASSIC = ("Levine1980", "JohnsonEtAl2014")
_NONE_EN = "Undefined when no unit leads another."
_NONE_ZH = "没有任何单位领导其他单位时无定义。"


def _levels(
    source: GraphLike, relations: tuple[str, ...], kernel: Callable[..., Levels]
) -> tuple[Reach, Levels]:
    """The ties, and the levels of the units; computed once for a structure."""
    found = reach(source, relations)
    graph = found.graph
    compute = partial(kernel, len(graph), graph.source, graph.target)
    return found, once(source, kernel.__name__, relations, compute)


def _steps(graph: Network, levels: Levels) -> NDArray[np.float64]:
    """By how many levels each arc leads down."""
    return levels[graph.target] - levels[graph.source]


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Trophic level",
        "Level of a unit when levels are chosen so that ties lead down by as nearly one level each"
        " as they can (least squares); the highest unit of each connected part has 0.",
        "Higher: further down. It serves as the layer of a unit where ties skip layers or run "
        "back.",
        sentence="{unit} stands {value} levels below the highest unit of its part.",
    ),
    zh=Wording(
        "营养级（等效层级）",
        "使各关系尽可能恰好下行一级（最小二乘）时单位所处的层级，各连通部分中最高的单位为 0。",
        "数值越大，位置越低；存在越级或回流关系时，可视为单位的等效层级。",
        sentence="{unit}比所在连通部分的最高单位低 {value} 级。",
    ),
    formula=r"\left(\operatorname{diag}(u) - W - W^{\top}\right) h = v,\quad"
    r" u_i = w_i^{\mathrm{in}} + w_i^{\mathrm{out}},\ v_i = w_i^{\mathrm{in}} - w_i^{\mathrm{out}}",
    range=(0, None),
    higher="depends",
    dimension="measures.layers",
    sources=_GENERAL,
    oracles=("trophic_levels_MJS",),
    graph=True,
)
def level(source: GraphLike, *, relations: tuple[str, ...] = _LEADS) -> pd.Series:
    """Return the trophic level of every unit after MacKay, Johnson and Sansom.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    relations : tuple of str
        Kinds of relation that count as leadership.

    Returns
    -------
    Series
        Levels, to twelve decimals; 0 for the highest unit of each part that hangs together, and
        for a unit without ties. In a tree they are the depths below the top.

    Raises
    ------
    UndefinedMeasureError
        When a plain graph has no directions.

    Notes
    -----
    Every tie weighs 1. Levels of different parts are not comparable: each part counts from its
    own top. One sparse system of linear equations.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import trophic
    >>> skip = nx.DiGraph([("city", "county"), ("county", "town"), ("city", "town")])
    >>> trophic.level(skip).round(3).to_dict()
    {'city': 0.0, 'county': 0.667, 'town': 1.333}
    """
    found, levels = _levels(source, relations, least_squares_levels)
    return per_unit(found.graph, levels, "trophic.level")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Trophic incoherence",
        "Mean squared distance of the ties' steps from exactly one trophic level.",
        "0: every tie leads down exactly one level; 1: no direction at all, as in a circle. Ties"
        " that skip layers raise it.",
        _NONE_EN,
    ),
    zh=Wording(
        "营养级不相干性",
        "各关系所跨营养级数与 1 之差的平方的平均值。",
        "0 表示所有关系都恰好下行一级；1 表示毫无方向性（如循环）；越级关系会使其升高。",
        _NONE_ZH,
    ),
    formula=r"F_0 = \frac{1}{m}\sum_{i \to j} (h_j - h_i - 1)^2",
    range=(0, 1),
    higher="depends",
    dimension="measures.index",
    sources=_GENERAL,
    oracles=("trophic_incoherence_F0",),
    graph=True,
)
def incoherence(source: GraphLike, *, relations: tuple[str, ...] = _LEADS) -> float:
    """Return the trophic incoherence F0 after MacKay, Johnson and Sansom.

    Parameters are those of `level`.

    Raises
    ------
    UndefinedMeasureError
        When no unit leads another, or a plain graph has no directions.

    Notes
    -----
    A tie of a unit to itself leads down no level and adds 1 to the sum, as in the authors' own
    software; a structure has none.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import trophic
    >>> round(trophic.incoherence(nx.DiGraph([(1, 2), (2, 3), (1, 3)])), 3)
    0.111
    """
    found, levels = _levels(source, relations, least_squares_levels)
    squares = (_steps(found.graph, levels) - 1) ** 2
    return (float(squares.sum()) + found.loops) / found.with_ties().ties


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Trophic coherence",
        "One minus trophic incoherence.",
        "1: every tie leads down exactly one level; 0: no direction at all.",
        _NONE_EN,
    ),
    zh=Wording(
        "营养级相干性",
        "1 减去营养级不相干性。",
        "1 表示所有关系都恰好下行一级；0 表示毫无方向性。",
        _NONE_ZH,
    ),
    formula=r"1 - F_0",
    range=(0, 1),
    higher="depends",
    dimension="measures.index",
    sources=_GENERAL,
    oracles=("trophic_incoherence_F0",),
    graph=True,
)
def coherence(source: GraphLike, *, relations: tuple[str, ...] = _LEADS) -> float:
    """Return the trophic coherence; parameters and errors are those of `incoherence`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import trophic
    >>> trophic.coherence(nx.balanced_tree(2, 3, create_using=nx.DiGraph))
    1.0
    """
    return 1 - incoherence(source, relations=relations)


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Trophic level (Levine)",
        "1 for a unit without superior, else one more than the mean level of its superiors.",
        "Higher: further down from the tops.",
        "Undefined for a unit above which there is a circle of units that no top stands over.",
        "{unit} stands on level {value}: a top is on level 1, every other unit one below the "
        "mean of its superiors.",
    ),
    zh=Wording(
        "营养级（列文）",
        "没有上级的单位为 1，其他单位为其各上级营养级的平均值加 1。",
        "数值越大，离最高层越远。",
        "单位之上存在不受任何最高层领导的循环时无定义。",
        "{unit}的营养级为 {value}（最高层单位为 1，其他单位为其各上级的平均值加 1）。",
    ),
    formula=r"s_i = 1 + \frac{1}{d_i}\sum_{j \to i} s_j,\quad s_{\text{top}} = 1",
    range=(1, None),
    higher="depends",
    dimension="measures.layers",
    sources=_CLASSIC,
    oracles=("trophic_levels_levine",),
    graph=True,
)
def levine_level(source: GraphLike, *, relations: tuple[str, ...] = _LEADS) -> pd.Series:
    """Return the trophic level of every unit after Levine.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    relations : tuple of str
        Kinds of relation that count as leadership.

    Returns
    -------
    Series
        Levels from 1 at the tops, to twelve decimals; nan where one can climb into a circle that
        has no top above it. (networkx refuses the whole graph then.)

    Raises
    ------
    UndefinedMeasureError
        When a plain graph has no directions.

    Notes
    -----
    In a circle that one top feeds, levels grow large. Prefer `level` where there are circles.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import trophic
    >>> trophic.levine_level(nx.DiGraph([(1, 2), (2, 3), (1, 3)])).to_dict()
    {1: 1.0, 2: 2.0, 3: 2.5}
    """
    found, levels = _levels(source, relations, chain_levels)
    return per_unit(found.graph, levels, "trophic.levine_level")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Trophic incoherence (Johnson)",
        "Standard deviation of the steps of ties between Levine's trophic levels.",
        "0: every tie leads down exactly one level; higher: ties skip levels or run back.",
        "Undefined when no unit leads another, or a circle of units has no top above it.",
    ),
    zh=Wording(
        "营养级不相干性（约翰逊）",
        "各关系所跨列文营养级数的标准差。",
        "0 表示所有关系都恰好下行一级；数值越大，越级或回流越多。",
        "没有任何单位领导其他单位，或存在不受任何最高层领导的循环时无定义。",
    ),
    formula=r"q = \sqrt{\frac{1}{m}\sum_{i \to j} (s_j - s_i)^2 - 1}",
    range=(0, None),
    higher="depends",
    dimension="measures.layers",
    sources=("JohnsonEtAl2014",),
    oracles=("trophic_incoherence_q",),
    graph=True,
)
def levine_incoherence(source: GraphLike, *, relations: tuple[str, ...] = _LEADS) -> float:
    """Return the trophic incoherence q of Johnson and others, over Levine's levels.

    Parameters are those of `levine_level`.

    Raises
    ------
    UndefinedMeasureError
        When no unit leads another, when a circle of units has no top above it, or when a plain
        graph has no directions.

    Notes
    -----
    The mean step is always exactly 1, so that the standard deviation is taken from 1. Ties of a
    unit to itself do not count, for the levels neither: cannibalism, in a food web.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import trophic
    >>> round(trophic.levine_incoherence(nx.DiGraph([(1, 2), (2, 3), (1, 3)])), 6)
    0.408248
    """
    found, levels = _levels(source, relations, chain_levels)
    graph = found.graph
    if not len(graph.source):
        raise UndefinedMeasureError("measures.hierarchy_no_ties")
    unfed = int(np.isnan(levels).sum())
    if unfed:
        raise UndefinedMeasureError("measures.hierarchy_no_top", count=unfed)
    return float(np.sqrt(((_steps(graph, levels) - 1) ** 2).mean()))
