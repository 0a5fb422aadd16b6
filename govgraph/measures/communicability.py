"""Communicability (可通达性): all walks between units, not only the shortest.

Walks run over any coordinating ties, taken either way; a walk of k steps counts 1 / k!. Such sums
grow exponentially with the density of ties: within one structure they rank units and pairs, and
between structures only their logarithms can be compared.
"""

from collections.abc import Hashable
from typing import Literal

import numpy as np
import pandas as pd

from govgraph.errors import UndefinedMeasureError
from govgraph.kernels.walks import Spectrum, exponential_column
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.ends import adjacency, ends
from govgraph.measures.groundwork.hierarchy import per_unit
from govgraph.measures.groundwork.lengths import Relations
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.model.network import GraphLike, Network, network

FAMILY = Family("coordination", en="Communicability", zh="可通达性")

#: The sum itself, its natural logarithm, or the sum divided by ``exp`` of the largest eigenvalue.
Scale = Literal["plain", "log", "relative"]
SCALES: tuple[Scale, ...] = ("plain", "log", "relative")
#: Largest exponent whose exponential a float holds.
_LARGEST = float(np.log(np.finfo(float).max))

_OVERFLOW_EN = "Undefined when the sum is too large for a number; its logarithm can be asked for."
_OVERFLOW_ZH = "数值过大、超出可表示范围时无定义，可改求其对数。"


def _graph(source: GraphLike, relations: Relations) -> tuple[Network, Spectrum]:
    graph = network(source, relations).undirected()
    return graph, graph.derive(("spectrum",), lambda: Spectrum(adjacency(graph)))


def _scaled(logarithm: float, scale: Scale, largest: float) -> float:
    """Turn the logarithm of a sum into what is asked for."""
    if scale == "log":
        return logarithm
    exponent = logarithm - (largest if scale == "relative" else 0.0)
    if exponent > _LARGEST:
        raise UndefinedMeasureError("measures.too_large", logarithm=logarithm)
    return float(np.exp(exponent))


@FAMILY.measure(
    per="pair",
    en=Wording(
        "Communicability of two units",
        "Sum over all walks between two units, a walk of k steps counting 1 / k!.",
        "Higher: more and shorter walks join the two. Read it as a rank within one structure.",
        "Undefined when the sum is too large for a number, or when its logarithm is asked for and"
        " no walk joins the two.",
    ),
    zh=Wording(
        "两单位可通达性",
        "两个单位之间全部游走之和，k 步的游走计 1/k!。",
        "数值越大，两个单位之间的游走越多、越短；只宜在同一结构内作排序解读。",
        "数值超出可表示范围，或求对数而两个单位之间没有任何游走时无定义。",
    ),
    formula=r"G_{ab} = (e^A)_{ab} = \sum_{k \ge 0} \frac{(A^k)_{ab}}{k!}",
    range=(0, None),
    higher="better",
    dimension="measures.index",
    sources=("EstradaHatano2008",),
    oracles=("communicability",),
    graph=True,
)
def between(
    source: GraphLike,
    first: Hashable,
    second: Hashable,
    *,
    relations: Relations = None,
    scale: Scale = "plain",
) -> float:
    """Return the communicability of two units.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way, several between two units count once.
    first, second : hashable
        The two units; twice the same gives its subgraph centrality.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.
    scale : {"plain", "log", "relative"}
        The sum itself, its natural logarithm, or the sum divided by ``exp`` of the largest
        eigenvalue of the adjacency matrix.

    Returns
    -------
    float
        The sum; 0 when no walk joins the two.

    Raises
    ------
    UnknownNameError
        When there is no such unit.
    UndefinedMeasureError
        When the sum overflows, when the logarithm of 0 is asked for, or when one unit is the
        public.

    Notes
    -----
    A unit with many ties makes every sum around it large: values above some thousands tell ranks
    only. The power series is summed for one column, so no matrix of all pairs is needed.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import communicability
    >>> round(communicability.between(nx.path_graph(2), 0, 1), 6)  # sinh 1
    1.175201
    """
    check_choice(scale, SCALES)
    start, end = ends(source, first, second)
    matrix = adjacency(network(source, relations).undirected())
    column, kept = exponential_column(matrix, start)
    if column[end] == 0:
        if scale == "log":
            raise UndefinedMeasureError("measures.no_path_between", first=first, second=second)
        return 0.0
    largest = _graph(source, relations)[1].largest if scale == "relative" else 0.0
    return _scaled(float(np.log(column[end])) + kept, scale, largest)


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Subgraph centrality",
        "Sum over all closed walks of a unit, a walk of k steps counting 1 / k!.",
        "Higher: the unit sits in more and smaller circles of coordination. Read it as a rank"
        " within one structure.",
        _OVERFLOW_EN,
        "Closed walks through {unit} add up to {value}, where a unit without ties has 1.",
    ),
    zh=Wording(
        "子图中心性",
        "一个单位的全部闭合游走之和，k 步的游走计 1/k!。",
        "数值越大，该单位所处的协调回路越多、越小；只宜在同一结构内作排序解读。",
        _OVERFLOW_ZH,
        "经过{unit}的闭合游走之和为 {value}（没有任何联系的单位为 1）。",
    ),
    formula=r"G_{ii} = (e^A)_{ii}",
    range=(0, None),
    higher="depends",
    dimension="measures.index",
    sources=("EstradaRodriguezVelazquez2005",),
    graph=True,
    limit=2_000,
)
def subgraph(
    source: GraphLike, *, relations: Relations = None, scale: Scale = "plain"
) -> pd.Series:
    """Return the subgraph centrality of every unit.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way, several between two units count once.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.
    scale : {"plain", "log", "relative"}
        The sum itself, its natural logarithm, or the sum divided by ``exp`` of the largest
        eigenvalue of the adjacency matrix.

    Returns
    -------
    Series
        The sum per unit; 1 for a unit without ties.

    Raises
    ------
    UndefinedMeasureError
        When a sum overflows: ask for the logarithm then.

    Notes
    -----
    Units with the same neighbours are joined first. Where ties are few, a power series is summed
    that no number cancels in; else each component is decomposed as a full matrix.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import communicability
    >>> communicability.subgraph(nx.path_graph(2)).round(6).to_dict()  # cosh 1
    {0: 1.543081, 1: 1.543081}
    """
    check_choice(scale, SCALES)
    graph, spectrum = _graph(source, relations)
    if scale == "plain" and spectrum.bound > _LARGEST and spectrum.largest > _LARGEST:
        raise UndefinedMeasureError("measures.too_large", logarithm=spectrum.largest)
    values, largest = spectrum.closed(relative=scale != "plain")
    if scale == "log":
        values = np.log(values) + largest
    return per_unit(graph, values, "communicability.subgraph")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Estrada index",
        "Sum of the subgraph centralities of all units: the sum of e to the power of the adjacency"
        " matrix's eigenvalues.",
        "Higher: more redundant ways through the structure. It grows with size and exponentially"
        " with density, so it ranks structures of one size at most.",
        "Undefined when there are no units, or when the sum is too large for a number.",
    ),
    zh=Wording(
        "埃斯特拉达指数",
        "全部单位的子图中心性之和，即邻接矩阵各特征值的指数之和。",
        "数值越大，结构中的冗余途径越多；随规模增长并随密度呈指数增长，只宜对规模相同的结构排序。",
        "没有单位，或数值超出可表示范围时无定义。",
    ),
    formula=r"EE = \sum_i e^{\lambda_i}",
    range=(0, None),
    higher="depends",
    dimension="measures.index",
    sources=("EstradaRodriguezVelazquez2005",),
    oracles=("distance_family",),
    graph=True,
    with_ties="rises",
    limit=2_000,
)
def estrada(source: GraphLike, *, relations: Relations = None, scale: Scale = "plain") -> float:
    """Return the Estrada index; parameters are those of `subgraph`.

    Raises
    ------
    UndefinedMeasureError
        When there are no units, or the sum overflows: ask for the logarithm then.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import communicability
    >>> round(communicability.estrada(nx.empty_graph(3)), 9)
    3.0
    """
    check_choice(scale, SCALES)
    spectrum = _spectrum(source, relations)
    return _scaled(spectrum.logarithm, scale, spectrum.largest if scale == "relative" else 0.0)


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Natural connectivity",
        "Natural logarithm of the mean subgraph centrality over all units.",
        "Higher: more redundant ways through the structure, on a scale that neither overflows nor"
        " grows with the number of copies of a structure.",
        "Undefined when there are no units.",
    ),
    zh=Wording(
        "自然连通度",
        "全部单位子图中心性平均值的自然对数。",
        "数值越大，结构中的冗余途径越多；该尺度不会溢出，结构成倍复制时也不变。",
        "没有单位时无定义。",
    ),
    formula=r"\ln\left(\frac{1}{n}\sum_i e^{\lambda_i}\right)",
    range=(0, None),
    higher="depends",
    dimension="measures.index",
    sources=("WuEtAl2011",),
    graph=True,
    with_ties="rises",
    limit=2_000,
)
def natural(source: GraphLike, *, relations: Relations = None) -> float:
    """Return the natural connectivity; parameters are those of `subgraph`.

    Raises
    ------
    UndefinedMeasureError
        When there are no units.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import communicability
    >>> round(communicability.natural(nx.path_graph(2)), 6)  # ln cosh 1
    0.433781
    """
    spectrum = _spectrum(source, relations)
    return spectrum.logarithm - float(np.log(len(network(source))))


def _spectrum(source: GraphLike, relations: Relations) -> Spectrum:
    """The spectrum of a graph that has units."""
    graph, spectrum = _graph(source, relations)
    if not len(graph):
        raise UndefinedMeasureError("measures.no_units")
    return spectrum
