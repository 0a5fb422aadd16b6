"""Efficiency (效率): how near units are to one another, also where some are not connected at all.

Paths run over any coordinating ties, taken either way, as in the family `distance`.
"""

from typing import Literal

import numpy as np
import pandas as pd

from govgraph.errors import UndefinedMeasureError
from govgraph.kernels.neighbourhoods import neighbourhood_efficiency
from govgraph.measures.catalogue import MANY_PAIRS, Family, Wording
from govgraph.measures.groundwork.hierarchy import per_unit
from govgraph.measures.groundwork.lengths import Relations, plain_lengths
from govgraph.measures.groundwork.pairs import Pairs, check_choice
from govgraph.model.network import GraphLike, network

FAMILY = Family("coordination", en="Efficiency", zh="效率")

#: What units with fewer than two neighbours do in the local efficiency.
Few = Literal["zero", "left_out"]


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Global efficiency",
        "Mean of 1 / length of the plain path over all pairs of units; a pair without a path counts"
        " 0.",
        "1: every two units are tied directly; 0: no two units are tied. Unlike the average path it"
        " also holds where the structure falls apart.",
        "Undefined when there are fewer than two units.",
    ),
    zh=Wording(
        "全局效率",
        "全部单位对最短路径长度倒数的平均值；不连通的单位对计为 0。",
        "1 表示任意两个单位直接相连，0 表示没有任何联系；结构不连通时同样适用。",
        "单位不足两个时无定义。",
    ),
    formula=r"E = \frac{1}{n(n-1)}\sum_{a \ne b} \frac{1}{d_{ab}}",
    range=(0, 1),
    higher="better",
    dimension="measures.index",
    sources=("LatoraMarchiori2001",),
    oracles=("distance_family",),
    graph=True,
    with_ties="rises",
)
def overall(source: GraphLike, *, relations: Relations = None, pairs: Pairs = "units") -> float:
    """Return the global efficiency.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.
    pairs : {"units", "leaves", "matter"}
        Which pairs count: all units without the public, units without subordinates, or units
        that must coordinate on a matter, weighted by cases.

    Returns
    -------
    float
        The mean of 1 / distance.

    Raises
    ------
    UndefinedMeasureError
        When no pair counts.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import efficiency
    >>> efficiency.overall(nx.star_graph(4))
    0.7
    """
    return plain_lengths(source, relations, pairs).nearness


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Efficiency around a unit",
        "Global efficiency of the graph that the neighbours of a unit span among themselves,"
        " without the unit.",
        "1: all neighbours are tied directly and can do without the unit; 0: no two of them are"
        " tied, and everything between them goes through it.",
        "Undefined for a unit with fewer than two neighbours.",
        "Were {unit} absent, its neighbours would still reach one another with an efficiency of"
        " {value}.",
    ),
    zh=Wording(
        "单位周边效率",
        "去掉某单位后，其相邻单位之间所成图的全局效率。",
        "1 表示相邻单位彼此直接相连，离开该单位也能联系；0 表示相邻单位之间没有联系，"
        "一切都要经过该单位。",
        "相邻单位不足两个的单位无定义。",
        "若{unit}缺位，其相邻单位之间的联系效率为 {value}。",
    ),
    formula=r"E_i = \frac{1}{k_i(k_i-1)}\sum_{a \ne b \in N_i} \frac{1}{d_{ab}(N_i)}",
    range=(0, 1),
    higher="depends",
    dimension="measures.index",
    sources=("LatoraMarchiori2001",),
    graph=True,
    limit=MANY_PAIRS,
)
def around(source: GraphLike, *, relations: Relations = None) -> pd.Series:
    """Return how well the neighbours of every unit reach one another without it.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.

    Returns
    -------
    Series
        Efficiency per unit; ``nan`` for a unit with fewer than two neighbours. Paths run over
        the neighbours alone.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import efficiency
    >>> efficiency.around(nx.Graph([("env", "gov"), ("police", "gov")])).to_dict()
    {'env': nan, 'gov': 0.0, 'police': nan}
    """
    graph = network(source, relations).undirected()
    values = neighbourhood_efficiency(len(graph), graph.source, graph.target)
    return per_unit(graph, values, "efficiency.around")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Local efficiency",
        "Mean over all units of the efficiency of the graph that a unit's neighbours span among"
        " themselves; a unit with fewer than two neighbours counts 0.",
        "Higher: where a unit fails, those around it still reach one another; 0 in every tree.",
        "Undefined when there are no units.",
    ),
    zh=Wording(
        "局部效率",
        "各单位的相邻单位之间所成图的全局效率的平均值；相邻单位不足两个的单位计为 0。",
        "数值越大，某单位失灵时其周边单位之间仍能联系；树形结构恒为 0。",
        "没有单位时无定义。",
    ),
    formula=r"E_{loc} = \frac{1}{n}\sum_i E_i",
    range=(0, 1),
    higher="better",
    dimension="measures.index",
    sources=("LatoraMarchiori2001",),
    oracles=("distance_family",),
    graph=True,
    limit=MANY_PAIRS,
)
def local(source: GraphLike, *, relations: Relations = None, few: Few = "zero") -> float:
    """Return the local efficiency.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.
    few : {"zero", "left_out"}
        What units with fewer than two neighbours do: count 0, as networkx has it, or stay out of
        the mean.

    Returns
    -------
    float
        The mean.

    Raises
    ------
    UndefinedMeasureError
        When there are no units, or none that counts.

    Notes
    -----
    The definition of Latora and Marchiori (2001) as networkx computes it: without comparing to
    the complete graph, which for ties of length 1 has an efficiency of 1.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import efficiency
    >>> efficiency.local(nx.complete_graph(4)), efficiency.local(nx.path_graph(4))
    (1.0, 0.0)
    """
    check_choice(few, ("zero", "left_out"))
    values = around(source, relations=relations).to_numpy()
    counted = np.nan_to_num(values) if few == "zero" else values[~np.isnan(values)]
    if not len(counted):
        raise UndefinedMeasureError("measures.no_units" if few == "zero" else "measures.no_middle")
    return float(counted.mean())
