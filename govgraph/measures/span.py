"""Span of control (管理幅度): how many units each superior leads directly."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.hierarchy import hierarchy, out_degree, per_unit
from govgraph.model.network import GraphLike

FAMILY = Family("delayering", en="Span of control", zh="管理幅度")

#: Lower ends of the bands of the span of control: 1, 2–3, 4–7, 8–12, 13–16, 17 and more.
BANDS = (1, 2, 4, 8, 13, 17)

_NONE_EN = "Undefined when no unit leads another."
_NONE_ZH = "没有任何单位领导其他单位时无定义。"


def _spans(source: GraphLike, relations: tuple[str, ...]) -> NDArray[np.int64]:
    """Spans of the units that have subordinates."""
    degree = out_degree(hierarchy(source, relations))
    spans = degree[degree > 0]
    if not len(spans):
        raise UndefinedMeasureError("measures.no_subordinates")
    return spans


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Span of control",
        "Number of units that a unit leads directly.",
        "Higher: wider supervision, and less time for each subordinate.",
        sentence="{unit} leads {value} units directly.",
    ),
    zh=Wording(
        "管理幅度",
        "一个单位直接领导的单位数。",
        "数值越大，监督范围越宽，可用于每个下级的时间越少。",
        sentence="{unit}直接领导 {value} 个单位。",
    ),
    formula=r"s_i = |\{j : i \to j\}|",
    range=(0, None),
    higher="depends",
    dimension="measures.units",
    sources=("Graicunas1933", "GulickUrwick1937"),
    graph=True,
    with_ties="rises",
)
def subordinates(source: GraphLike, *, relations: tuple[str, ...] = ("leads",)) -> pd.Series:
    """Return the span of control of every unit.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    relations : tuple of str
        Kinds of relation that count as supervision.

    Returns
    -------
    Series
        Number of direct subordinates per unit; 0 for a unit that leads nobody.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import span
    >>> span.subordinates(nx.DiGraph([("county", "env"), ("county", "housing")])).to_dict()
    {'county': 2.0, 'env': 0.0, 'housing': 0.0}
    """
    graph = hierarchy(source, relations)
    return per_unit(graph, out_degree(graph), "span.subordinates")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Mean span of control",
        "Mean number of direct subordinates over the units that have any.",
        "Higher: wider supervision, as a rule with fewer layers.",
        _NONE_EN,
    ),
    zh=Wording(
        "平均管理幅度",
        "有下级的单位直接领导的单位数的平均值。",
        "数值越大，平均幅度越宽，层级通常越少。",
        _NONE_ZH,
    ),
    formula=r"\bar s = \frac{1}{|M|}\sum_{i \in M} s_i,\quad M = \{i : s_i > 0\}",
    range=(1, None),
    higher="depends",
    dimension="measures.units",
    sources=("GulickUrwick1937",),
    graph=True,
)
def mean(source: GraphLike, *, relations: tuple[str, ...] = ("leads",)) -> float:
    """Return the mean span of control over units that have subordinates.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure.
    relations : tuple of str
        Kinds of relation that count as supervision.

    Returns
    -------
    float
        The mean.

    Raises
    ------
    UndefinedMeasureError
        When no unit leads another.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import span
    >>> span.mean(nx.balanced_tree(3, 2, create_using=nx.DiGraph))
    3.0
    """
    return float(_spans(source, relations).mean())


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Widest span of control",
        "Largest number of direct subordinates of any unit.",
        "Higher: one superior is more of a bottleneck.",
        _NONE_EN,
    ),
    zh=Wording(
        "最大管理幅度",
        "各单位直接下级数的最大值。",
        "数值越大，该上级越易成为瓶颈。",
        _NONE_ZH,
    ),
    formula=r"\max_i s_i",
    range=(1, None),
    higher="depends",
    dimension="measures.units",
    sources=("GulickUrwick1937",),
    graph=True,
    with_ties="rises",
    name="max",
)
def widest(source: GraphLike, *, relations: tuple[str, ...] = ("leads",)) -> float:
    """Return the widest span of control; parameters and errors are those of `mean`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import span
    >>> span.widest(nx.DiGraph([(1, 2), (1, 3), (3, 4)]))
    2.0
    """
    return float(_spans(source, relations).max())


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Median span of control",
        "Median number of direct subordinates over the units that have any.",
        "Higher: the typical superior leads more units; single very wide spans do not touch it.",
        _NONE_EN,
    ),
    zh=Wording(
        "管理幅度中位数",
        "有下级的单位直接领导的单位数的中位数。",
        "数值越大，典型上级的管理幅度越大；不受个别极大值影响。",
        _NONE_ZH,
    ),
    formula=r"\operatorname{median}_{i \in M} s_i",
    range=(1, None),
    higher="depends",
    dimension="measures.units",
    sources=("GulickUrwick1937",),
    graph=True,
)
def median(source: GraphLike, *, relations: tuple[str, ...] = ("leads",)) -> float:
    """Return the median span of control; parameters and errors are those of `mean`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import span
    >>> span.median(nx.DiGraph([(1, 2), (1, 3), (3, 4)]))
    1.5
    """
    return float(np.median(_spans(source, relations)))


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Inequality of spans",
        "Gini coefficient of the number of direct subordinates over the units that have any.",
        "0: all superiors lead equally many; towards 1: a few lead almost all.",
        _NONE_EN,
    ),
    zh=Wording(
        "管理幅度不均衡度",
        "有下级的单位的直接下级数的基尼系数。",
        "0 表示各上级幅度相同，越接近 1 越集中于少数上级。",
        _NONE_ZH,
    ),
    formula=r"G = \frac{\sum_{i,j \in M}|s_i - s_j|}{2|M|^2 \bar s}",
    range=(0, 1),
    higher="depends",
    dimension="measures.index",
    sources=("Gini1912",),
    graph=True,
)
def gini(source: GraphLike, *, relations: tuple[str, ...] = ("leads",)) -> float:
    """Return the Gini coefficient of spans; parameters and errors are those of `mean`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import span
    >>> span.gini(nx.balanced_tree(2, 3, create_using=nx.DiGraph))
    0.0
    """
    spans = np.sort(_spans(source, relations))
    n = len(spans)
    return float((2 * np.arange(1, n + 1) - n - 1) @ spans / (n * spans.sum()))


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Share of superiors with one subordinate",
        "Share of the units with subordinates that lead exactly one.",
        "Higher: more superiors add a layer without adding span.",
        _NONE_EN,
    ),
    zh=Wording(
        "仅有一个下级的上级占比",
        "有下级的单位中只直接领导一个单位的占比。",
        "数值越大，只增加层级而不增加幅度的一对一领导越多。",
        _NONE_ZH,
    ),
    formula=r"\frac{|\{i : s_i = 1\}|}{|M|}",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=("GulickUrwick1937",),
    graph=True,
)
def one_over_one(source: GraphLike, *, relations: tuple[str, ...] = ("leads",)) -> float:
    """Return the share of superiors that lead exactly one unit.

    Parameters and errors are those of `mean`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import span
    >>> span.one_over_one(nx.DiGraph([(1, 2), (1, 3), (3, 4)]))
    0.5
    """
    return float((_spans(source, relations) == 1).mean())


def bands(
    source: GraphLike,
    *,
    relations: tuple[str, ...] = ("leads",),
    lower: tuple[int, ...] = BANDS,
) -> pd.Series:
    """Return the share of superiors in each band of the span of control.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure.
    relations : tuple of str
        Kinds of relation that count as supervision.
    lower : tuple of int
        Lower end of each band, ascending from 1; the last band has no upper end. The default is a
        convention of organisation design practice, no norm of law: the range that suits an office
        depends on how alike and how closely bound the subordinates' tasks are.

    Returns
    -------
    Series
        Shares by band (``"2-3"``, ``"17+"`` …); they add up to 1.

    Raises
    ------
    UndefinedMeasureError
        When no unit leads another.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import span
    >>> span.bands(nx.DiGraph([(1, 2), (1, 3), (3, 4)])).head(2).to_dict()
    {'1': 0.5, '2-3': 0.5}
    """
    spans = _spans(source, relations)
    band = np.searchsorted(np.asarray(lower), spans, side="right") - 1
    share = np.bincount(band, minlength=len(lower)) / len(spans)
    upper = [following - 1 for following in lower[1:]]
    closed = [
        str(low) if low == high else f"{low}-{high}"
        for low, high in zip(lower, upper, strict=False)
    ]
    names = pd.Index([*closed, f"{lower[-1]}+"], name="band")
    return pd.Series(share, index=names, name="span.bands")
