"""Graicunas' relationships (格拉丘纳斯关系数): what a superior of n units must attend to."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.hierarchy import hierarchy, out_degree, per_unit
from govgraph.model.network import GraphLike

FAMILY = Family("delayering", en="Graicunas relationships", zh="格拉丘纳斯关系")

_SOURCES = ("Graicunas1933",)


@dataclass(frozen=True)
class Relationships:
    """Relationships of one superior, as exact whole numbers.

    Attributes
    ----------
    single : int
        With each subordinate alone: n.
    cross : int
        Between subordinates, both ways: n (n − 1).
    group : int
        With each subordinate in the presence of each group of others: n (2^(n−1) − 1).
    """

    single: int
    cross: int
    group: int

    @property
    def total(self) -> int:
        """All of them: n (2^(n−1) + n − 1)."""
        return self.single + self.cross + self.group


def relationships(subordinates: int) -> Relationships:
    """Return the relationships of a superior with so many direct subordinates.

    Parameters
    ----------
    subordinates : int
        Number of direct subordinates, 0 or more.

    Returns
    -------
    Relationships
        Exact whole numbers, however large.

    Examples
    --------
    >>> from govgraph.measures.graicunas import relationships
    >>> [relationships(n).total for n in (1, 2, 3, 4, 5, 6)]
    [1, 6, 18, 44, 100, 222]
    """
    n = subordinates
    group = n * (2 ** (n - 1) - 1) if n else 0
    return Relationships(n, n * (n - 1), group)


def _floats(source: GraphLike, relations: tuple[str, ...], part: str) -> pd.Series:
    graph = hierarchy(source, relations)
    spans = out_degree(graph)
    exact = {n: getattr(relationships(n), part) for n in np.unique(spans).tolist()}
    values = np.array([_as_float(exact[n]) for n in spans.tolist()])
    return per_unit(graph, values, f"graicunas.{part}")


def _as_float(exact: int) -> float:
    try:
        return float(exact)
    except OverflowError:
        return np.inf


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Graicunas relationships",
        "Direct single, cross and direct group relationships of a unit with its direct"
        " subordinates, all together.",
        "It grows exponentially with the span: from 44 at four subordinates to 5,210 at ten.",
        sentence="{unit} has {value} relationships with and among its direct subordinates to attend"
        " to.",
    ),
    zh=Wording(
        "格拉丘纳斯关系数",
        "一个单位与其直接下级之间的直接单一关系、交叉关系和直接组合关系的总数。",
        "随管理幅度指数增长：4 个下级为 44 种，10 个下级为 5210 种。",
        sentence="{unit}需要顾及与直接下级之间及下级相互之间的 {value} 种关系。",
    ),
    formula=r"n\left(2^{n-1} + n - 1\right)",
    range=(0, None),
    higher="depends",
    dimension="measures.relationships",
    sources=_SOURCES,
    graph=True,
    with_ties="rises",
)
def total(source: GraphLike, *, relations: tuple[str, ...] = ("leads",)) -> pd.Series:
    """Return the number of Graicunas relationships of every unit.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    relations : tuple of str
        Kinds of relation that count as supervision.

    Returns
    -------
    Series
        0 for a unit without subordinates; ``inf`` beyond the largest floating-point number (from
        about 1,015 subordinates), where `relationships` still gives the exact one.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import graicunas
    >>> graicunas.total(nx.DiGraph([(1, 2), (1, 3), (1, 4)])).to_dict()
    {1: 18.0, 2: 0.0, 3: 0.0, 4: 0.0}
    """
    return _floats(source, relations, "total")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Direct single relationships",
        "Relationships of a unit with each direct subordinate alone.",
        "It equals the span of control.",
        sentence="{unit} deals with {value} direct subordinates one by one.",
    ),
    zh=Wording(
        "直接单一关系数",
        "一个单位与每个直接下级之间的单独关系数。",
        "等于管理幅度。",
        sentence="{unit}与直接下级之间有 {value} 种单独关系。",
    ),
    formula=r"n",
    range=(0, None),
    higher="depends",
    dimension="measures.relationships",
    sources=_SOURCES,
    graph=True,
    with_ties="rises",
)
def single(source: GraphLike, *, relations: tuple[str, ...] = ("leads",)) -> pd.Series:
    """Return the direct single relationships of every unit; parameters are those of `total`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import graicunas
    >>> graicunas.single(nx.DiGraph([(1, 2), (1, 3)])).tolist()
    [2.0, 0.0, 0.0]
    """
    return _floats(source, relations, "single")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Cross relationships",
        "Relationships between the direct subordinates of a unit, each pair both ways.",
        "Higher: more ties among subordinates that the superior must keep in view.",
        sentence="Among the direct subordinates of {unit} there are {value} cross relationships.",
    ),
    zh=Wording(
        "交叉关系数",
        "一个单位的直接下级相互之间的关系数（每对计双向）。",
        "数值越大，上级需要顾及的下级间关系越多。",
        sentence="{unit}的直接下级相互之间有 {value} 种交叉关系。",
    ),
    formula=r"n(n-1)",
    range=(0, None),
    higher="depends",
    dimension="measures.relationships",
    sources=_SOURCES,
    graph=True,
    with_ties="rises",
)
def cross(source: GraphLike, *, relations: tuple[str, ...] = ("leads",)) -> pd.Series:
    """Return the cross relationships of every unit; parameters are those of `total`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import graicunas
    >>> graicunas.cross(nx.DiGraph([(1, 2), (1, 3)])).tolist()
    [2.0, 0.0, 0.0]
    """
    return _floats(source, relations, "cross")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Direct group relationships",
        "Relationships of a unit with each direct subordinate in the presence of each possible"
        " group of the others.",
        "Higher: more combinations of subordinates with which the superior may have to deal.",
        sentence="{unit} may meet its direct subordinates in {value} group relationships.",
    ),
    zh=Wording(
        "直接组合关系数",
        "在其他下级的各种组合在场时，一个单位与每个直接下级之间的关系数。",
        "数值越大，上级可能面对的下级组合越多。",
        sentence="{unit}可能以 {value} 种直接组合关系面对其直接下级。",
    ),
    formula=r"n\left(2^{n-1} - 1\right)",
    range=(0, None),
    higher="depends",
    dimension="measures.relationships",
    sources=_SOURCES,
    graph=True,
    with_ties="rises",
)
def group(source: GraphLike, *, relations: tuple[str, ...] = ("leads",)) -> pd.Series:
    """Return the direct group relationships of every unit; parameters are those of `total`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import graicunas
    >>> graicunas.group(nx.DiGraph([(1, 2), (1, 3)])).tolist()
    [2.0, 0.0, 0.0]
    """
    return _floats(source, relations, "group")
