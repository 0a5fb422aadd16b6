"""Core and periphery (核心—边缘): how near a structure is to a tied core around which others hang.

The ideal pattern is Borgatti and Everett's with ties *between* core and periphery left out of
account: every pair inside the core is tied, no pair inside the periphery is. The *best* divisions
contradict the pattern in the fewest pairs. Lip showed that they take the units with the most ties,
which finds them exactly. Often several divisions are best; every value here is that of all of them
together, so none depends on the order of units. Ties are taken either way, each pair once.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.hierarchy import per_unit
from govgraph.model.network import GraphLike, Network, network

FAMILY = Family("accountability", en="Core and periphery", zh="核心与边缘")

Relations: TypeAlias = tuple[str, ...] | None

_SOURCES = ("BorgattiEverett2000", "Lip2011")
_NO_TIES_EN = "Undefined when no two units are tied."
_NO_TIES_ZH = "没有任何两个单位之间存在联系时无定义。"


@dataclass(frozen=True, eq=False)
class _Best:
    """The best divisions of a graph.

    Each takes the units of class 0 into the core and none of class 2, and of the units of class 1
    any `few` or any ``few + 1``, one choice as good as any other.
    """

    graph: Network
    of: NDArray[np.int64]
    few: int

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Number of units of each class."""
        return np.bincount(self.of, minlength=3)

    @property
    def in_core(self) -> NDArray[np.float64]:
        """Share of the best divisions that have a unit of each class in the core."""
        return np.array([1.0, (self.few + 1) / (self.sizes[1] + 1), 0.0])

    def judged(self) -> NDArray[np.float64]:
        """Pairs in core (first row) and periphery, untied and tied: means over the divisions."""
        first, second = self.of[self.graph.source], self.of[self.graph.target]
        one_way = np.bincount(3 * first + second, minlength=9).reshape(3, 3)
        tied = (one_way + one_way.T) / 2
        pairs = (np.outer(self.sizes, self.sizes) - np.diag(self.sizes)) / 2
        several, few = max(int(self.sizes[1]), 1), self.few
        both = few * (few + 1) / (several * (several + 1))
        neither = (several - few) * (several - few - 1) / (several * (several + 1))
        inside = np.outer(self.in_core, self.in_core)
        outside = np.outer(1 - self.in_core, 1 - self.in_core)
        inside[1, 1], outside[1, 1] = both, neither
        return np.array(
            [[np.sum(side * (pairs - tied)), np.sum(side * tied)] for side in (inside, outside)]
        )


def _best(source: GraphLike, relations: Relations) -> _Best:
    graph = network(source, relations).undirected()
    if not len(graph.source):
        raise UndefinedMeasureError("measures.no_ties")
    ties = np.bincount(np.concatenate((graph.source, graph.target)), minlength=len(graph))
    core = int(np.sum(np.sort(ties)[::-1] > np.arange(len(ties))))
    more = int(np.sum(ties >= core)) > core
    of = np.where(ties > core, 0, np.where(ties < core, 2, int(more)))
    return _Best(graph, of, core - int(np.sum(of == 0)))


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Core membership",
        "Share of the best divisions into core and periphery that have the unit in the core.",
        "1: in the core however it is drawn; 0: in the periphery; between: as well inside as"
        " outside.",
        _NO_TIES_EN,
        "{unit} is in the core in {value} of the best divisions into core and periphery.",
    ),
    zh=Wording(
        "核心隶属度",
        "在所有最优的核心—边缘划分中，单位处于核心的划分所占的比例。",
        "1 表示在任何最优划分中均处于核心，0 表示处于边缘，介于其间表示两可。",
        _NO_TIES_ZH,
        "在最优的核心—边缘划分中，{unit}处于核心的占 {value}。",
    ),
    formula=r"\frac{|\{S \in O : i \in S\}|}{|O|},\quad O = \arg\min_S Z(S),\quad"
    r" Z(S) = |\{i, j \in S : a_{ij} = 0\}| + |\{i, j \notin S : a_{ij} = 1\}|",
    range=(0, 1),
    higher="depends",
    dimension="measures.share",
    sources=_SOURCES,
    graph=True,
)
def membership(source: GraphLike, *, relations: Relations = None) -> pd.Series:
    """Return for every unit the share of the best divisions that have it in the core.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way, loops left out.
    relations : tuple of str or None
        Kinds of relation of a structure that count as ties; None for all that carry coordination.

    Returns
    -------
    Series
        1 in the core, 0 in the periphery, between where best divisions differ.

    Raises
    ------
    UndefinedMeasureError
        When no two units are tied.

    Notes
    -----
    A division is judged by its untied pairs in the core and its tied pairs in the periphery
    (pairs between the two are not judged), and the best ones are found exactly: the unit with the
    ``k + 1``-th most ties belongs to the core when it has more than ``k``. A unit that has
    exactly ``k`` may as well stay outside: of ``c`` such units, ``a`` or ``a + 1`` complete the
    core, so that each is in ``(a + 1) / (c + 1)`` of the best divisions. So the rim of a star
    with one centre is not wholly outside: the centre and one more unit make as good a core.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import core_periphery
    >>> core_periphery.membership(nx.DiGraph([("county", "env"), ("county", "town")])).round(
    ...     3
    ... ).to_dict()
    {'county': 1.0, 'env': 0.333, 'town': 0.333}
    """
    best = _best(source, relations)
    return per_unit(best.graph, best.in_core[best.of], "core_periphery.membership")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Size of the core",
        "Mean share of the units that is in the core, over the best divisions.",
        "Small: few units hold the structure together; 1: all are tied to all.",
        _NO_TIES_EN,
    ),
    zh=Wording(
        "核心规模占比",
        "在所有最优的核心—边缘划分中，核心单位占全部单位比例的平均值。",
        "数值小表示由少数单位维系整体，1 表示各单位两两相连。",
        _NO_TIES_ZH,
    ),
    formula=r"\frac{1}{|O|} \sum_{S \in O} \frac{|S|}{n}",
    range=(0, 1),
    higher="depends",
    dimension="measures.share",
    sources=_SOURCES,
    graph=True,
)
def core_share(source: GraphLike, *, relations: Relations = None) -> float:
    """Return the share of units in the core; parameters and errors are those of `membership`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import core_periphery
    >>> core_periphery.core_share(nx.Graph([(1, 2), (1, 3), (2, 3), (1, 4), (2, 5), (3, 6)]))
    0.5
    """
    best = _best(source, relations)
    return float(best.in_core @ best.sizes / len(best.graph))


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Misfit of core and periphery",
        "Share of the pairs within the core and within the periphery that contradict the ideal"
        " pattern, in the best divisions: untied in the core or tied in the periphery.",
        "0: a fully tied core around which all others hang only by it.",
        _NO_TIES_EN,
    ),
    zh=Wording(
        "核心—边缘偏离度",
        "在最优的核心—边缘划分中，核心内部和边缘内部的单位对里与理想模式不符"
        "（核心内不相连或边缘内相连）的占比。",
        "0 表示核心内部两两相连，其余单位仅与核心相连。",
        _NO_TIES_ZH,
    ),
    formula=r"\frac{Z(S)}{\binom{|S|}{2} + \binom{n - |S|}{2}}",
    range=(0, 1),
    higher="depends",
    dimension="measures.share",
    sources=_SOURCES,
    graph=True,
)
def misfit(source: GraphLike, *, relations: Relations = None) -> float:
    """Return the share of judged pairs that contradict the pattern; see `membership`.

    The pairs of all best divisions are put together.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import core_periphery
    >>> core_periphery.misfit(nx.star_graph(4))
    0.0
    """
    found = _best(source, relations).judged()
    return float((found[0, 0] + found[1, 1]) / found.sum())


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Core–periphery correlation",
        "Correlation, over the pairs within the core and within the periphery of the best"
        " divisions, between being tied and being in the core.",
        "1: the pairs in the core are tied and no others; 0: ties say nothing about a core.",
        "Undefined when no two units are tied, and where the judged pairs are all alike, as when"
        " all units are tied to all.",
    ),
    zh=Wording(
        "核心—边缘相关系数",
        "在最优的核心—边缘划分中，对核心内部和边缘内部的单位对，求“是否相连”与“是否在核心”的相关系数。",
        "1 表示核心内部全部相连而边缘内部全不相连，0 表示联系与核心无关。",
        "没有任何两个单位之间存在联系，或所判断的单位对全部相同（如各单位两两相连）时无定义。",
    ),
    formula=r"\operatorname{corr}\left(a_{ij}, \delta_{ij}\right),\quad"
    r" \delta_{ij} = 1 \text{ in the core}, \; 0 \text{ in the periphery}",
    range=(-1, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
    graph=True,
)
def correlation(source: GraphLike, *, relations: Relations = None) -> float:
    """Return the correlation with the ideal pattern in the best divisions.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; ties are taken either way, loops left out.
    relations : tuple of str or None
        Kinds of relation of a structure that count as ties; None for all that carry coordination.

    Returns
    -------
    float
        The correlation over the judged pairs of all best divisions together.

    Raises
    ------
    UndefinedMeasureError
        When no two units are tied, or the judged pairs are all alike.

    Notes
    -----
    Borgatti and Everett's discrete model with pairs between core and periphery left out. The
    divisions are those with the fewest contradictions, not those with the highest correlation: a
    search for the latter has no exact method that is fast.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import core_periphery
    >>> core_periphery.correlation(nx.star_graph(4))
    1.0
    """
    found = _best(source, relations).judged()
    spread = np.prod(found.sum(axis=0)) * np.prod(found.sum(axis=1))
    if spread <= 0:
        raise UndefinedMeasureError("measures.no_ideal")
    return float((found[0, 1] * found[1, 0] - found[0, 0] * found[1, 1]) / np.sqrt(spread))
