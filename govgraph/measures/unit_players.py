"""Every unit as a key player (单位的关键程度): what its loss breaks, how near it is to everyone.

The values of single units behind `govgraph.measures.key_players`; ties are taken either way.
"""

import numpy as np
import pandas as pd

from govgraph.measures.catalogue import MANY_REACHED, Family, Wording
from govgraph.measures.groundwork.hierarchy import per_unit
from govgraph.measures.groundwork.players import (
    Relations,
    each_reach,
    each_removal,
    reached,
    removals,
    undirected,
)
from govgraph.model.network import GraphLike

FAMILY = Family("fragmentation", en="Units as key players", zh="单位的关键程度")

__all__ = ["components", "distance", "reach"]

_SOURCES = ("Borgatti2006",)
_EACH_EN = "Undefined when there are fewer than three units."
_EACH_ZH = "单位不足三个时无定义。"


def _each(source: GraphLike, criterion: str, relations: Relations, name: str) -> pd.Series:
    graph = undirected(source, relations)
    if len(graph) < 3:  # noqa: PLR2004 - without one of them a pair is left
        return per_unit(graph, np.full(len(graph), np.nan), name)
    removal = removals(source, criterion, relations, keep_removed=False, k=1)
    return per_unit(graph, each_removal(source, removal, relations), name)


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Fragmentation without a unit (F)",
        "Share of pairs of the other units that no chain of ties joins once the unit is gone.",
        "Higher than for other units: the network hangs together by this one.",
        _EACH_EN,
        "Without {unit}, the share of pairs of the other units that nothing joins would be"
        " {value}.",
    ),
    zh=Wording(
        "去除单位后的碎片化指数（F）",
        "去除该单位后，其余单位中互不连通的单位对占比。",
        "高于其他单位，表示整个网络依赖该单位维系。",
        _EACH_ZH,
        "若去除{unit}，其余单位中互不连通的单位对占 {value}。",
    ),
    formula=r"F(G \setminus \{u\})",
    range=(0, 1),
    higher="depends",
    dimension="measures.share",
    sources=_SOURCES,
    graph=True,
)
def components(source: GraphLike, *, relations: Relations = None) -> pd.Series:
    """Return for every unit Borgatti's F of the others without it.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import unit_players
    >>> unit_players.components(nx.star_graph(2)).tolist()
    [1.0, 0.0, 0.0]
    """
    return _each(source, "components", relations, "unit_players.components")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Distance-weighted fragmentation without a unit (DF)",
        "One minus the mean of 1 / distance over pairs of the other units once the unit is gone.",
        "Higher than for other units: short paths, or any paths, run through this one.",
        _EACH_EN,
        "Without {unit}, the distance-weighted fragmentation of the other units would be {value}.",
    ),
    zh=Wording(
        "去除单位后的距离加权碎片化指数（DF）",
        "去除该单位后，1 减去其余单位对距离倒数的平均值。",
        "高于其他单位，表示（较短）路径依赖该单位。",
        _EACH_ZH,
        "若去除{unit}，其余单位的距离加权碎片化指数为 {value}。",
    ),
    formula=r"DF(G \setminus \{u\})",
    range=(0, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
    graph=True,
    limit=500,
)
def distance(source: GraphLike, *, relations: Relations = None) -> pd.Series:
    """Return for every unit Borgatti's DF of the others without it.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import unit_players
    >>> unit_players.distance(nx.star_graph(2)).tolist()
    [1.0, 0.0, 0.0]
    """
    return _each(source, "distance", relations, "unit_players.distance")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Distance-weighted reach of a unit (D_R)",
        "Mean of 1 / distance from the unit to every unit; one that it does not reach counts 0, it"
        " itself 1.",
        "1: it is in touch with everyone; towards 0: it is far from most.",
        "",
        "{unit} reaches the structure to a degree of {value} (1 would mean a direct tie to every"
        " unit).",
    ),
    zh=Wording(
        "单位距离加权可达度（D_R）",
        "该单位到各单位距离倒数的平均值；不可达计 0，自身计 1。",
        "1 表示与所有单位直接相连，越接近 0 距多数单位越远。",
        "",
        "{unit}的距离加权可达度为 {value}（1 表示与所有单位直接相连）。",
    ),
    formula=r"\frac{1}{n}\sum_j \frac{1}{d_{uj}}",
    range=(0, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
    oracles=("distance_weighted_reach_DR",),
    graph=True,
    limit=MANY_REACHED,
)
def reach(
    source: GraphLike, *, normalisation: str = "members", relations: Relations = None
) -> pd.Series:
    """Return for every unit Borgatti's D_R of it alone; normalisations are those of `reaching`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import unit_players
    >>> unit_players.reach(nx.star_graph(2)).round(4).tolist()
    [1.0, 0.8333, 0.8333]
    """
    graph = undirected(source, relations)
    total = each_reach(source, graph, relations)
    return per_unit(graph, reached(total, len(graph), 1, normalisation), "unit_players.reach")
