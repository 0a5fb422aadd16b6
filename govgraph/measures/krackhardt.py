"""Krackhardt's four dimensions of hierarchy (克拉克哈特图论维度): how close to an out-tree.

A structure in which every unit but one has exactly one superior, and all stand under that one,
has the value 1 on each of the four. The number of ties alone limits what values they can take:
compare them with those of random structures that keep it before reading much into them.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError
from govgraph.kernels.components import components
from govgraph.kernels.upper_bounds import bounded_pairs
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.measures.groundwork.places import places
from govgraph.measures.groundwork.reach import reach
from govgraph.model.network import GraphLike, Network, network

FAMILY = Family("hierarchy", en="Krackhardt's dimensions", zh="克拉克哈特图论维度")

Links = Literal["arcs", "edges", "all"]

_LEADS = ("leads",)
_SOURCES = ("Krackhardt1994",)


def _component_sizes(graph: Network) -> NDArray[np.int64]:
    """Sizes of the parts that hang together, directions aside."""
    return np.bincount(components(len(graph), graph.source, graph.target))


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Connectedness",
        "Share of the pairs of units that are joined by some chain of ties, whatever its"
        " directions.",
        "1: all units form one connected whole; lower: they fall into separate parts.",
        "Undefined when there are fewer than two units.",
    ),
    zh=Wording(
        "连通度",
        "不论方向，能够经由关系链条相连的单位对占全部单位对的比例。",
        "1 表示所有单位连成一体，数值越低越分散。",
        "单位不足两个时无定义。",
    ),
    formula=r"C = \frac{\sum_c n_c (n_c - 1)}{n(n-1)}",
    range=(0, 1),
    higher="better",
    dimension="measures.share",
    sources=_SOURCES,
    oracles=("krackhardt_connectedness",),
    graph=True,
    with_ties="rises",
)
def connectedness(source: GraphLike, *, relations: tuple[str, ...] = _LEADS) -> float:
    """Return Krackhardt's connectedness.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; it may be undirected.
    relations : tuple of str
        Kinds of relation that count as leadership.

    Returns
    -------
    float
        Sum over the connected parts of n_c (n_c − 1), divided by n (n − 1). It is 0 where nobody
        leads anybody, and one minus Borgatti's fragmentation of the same ties.

    Raises
    ------
    UndefinedMeasureError
        When there are fewer than two units. (R's sna gives 1 for a single one.)

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import krackhardt
    >>> krackhardt.connectedness(nx.DiGraph([(1, 2), (1, 3), (4, 5), (4, 6)]))
    0.4
    """
    graph = network(source, relations)
    n = len(graph)
    if n < 2:  # noqa: PLR2004 - a pair
        raise UndefinedMeasureError("measures.too_few_units", count=n)
    sizes = _component_sizes(graph)
    return int((sizes * (sizes - 1)).sum()) / (n * (n - 1))


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Hierarchy (Krackhardt)",
        "Share, among the pairs of units of which one stands above the other directly or through"
        " others, of those in which only one does.",
        "1: nobody stands above one's own superiors; 0: whoever can reach a unit can be reached"
        " by it.",
        "Undefined when no unit leads another.",
    ),
    zh=Wording(
        "层级度（克拉克哈特）",
        "在直接或间接存在上下关系的单位对中，上下关系只有单一方向的占比。",
        "1 表示没有任何单位反居其上级之上；0 表示上下关系全部互逆。",
        "没有任何单位领导其他单位时无定义。",
    ),
    formula=r"H = 1 - \frac{|\{\{i,j\} : i \leadsto j \land j \leadsto i\}|}"
    r"{|\{\{i,j\} : i \leadsto j \lor j \leadsto i\}|}",
    range=(0, 1),
    higher="depends",
    dimension="measures.share",
    sources=_SOURCES,
    oracles=("krackhardt_hierarchy",),
    graph=True,
)
def hierarchy(source: GraphLike, *, relations: tuple[str, ...] = _LEADS) -> float:
    """Return Krackhardt's hierarchy.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    relations : tuple of str
        Kinds of relation that count as leadership.

    Returns
    -------
    float
        One minus the reciprocity of the reachability graph, pair by pair.

    Raises
    ------
    UndefinedMeasureError
        When no unit leads another, or a plain graph has no directions.

    Notes
    -----
    Leadership in a circle is refused in a structure, so that it is 1 there over ``leads`` alone;
    other kinds of relation, and plain graphs, may fall short of it.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import krackhardt
    >>> krackhardt.hierarchy(nx.DiGraph([(1, 2), (2, 1), (2, 3)]))
    0.6666666666666667
    """
    found = reach(source, relations)
    if not len(found.graph.source):
        raise UndefinedMeasureError("measures.hierarchy_no_ties")
    if len(found.condensed) == len(found.graph):
        return 1.0
    size = found.condensed.size
    both = int((size * (size - 1)).sum()) // 2
    return 1 - both / (int(found.below.sum()) - both)


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Graph efficiency (Krackhardt)",
        "One minus the superfluous ties, those beyond what a tree over the same connected parts "
        "needs, as a share of all that could be superfluous.",
        "1: no tie could be taken away without a part falling apart; lower: more ties that the "
        "chain of command could do without.",
        "Undefined when no part could hold a superfluous tie.",
    ),
    zh=Wording(
        "图效率（克拉克哈特）",
        "各连通部分中超出构成树所需的多余关系数，占可能的多余关系数的比例，以 1 减之。",
        "1 表示去掉任一关系都会使某一部分断开；数值越低，指挥链条之外的多余关系越多。",
        "没有任何部分可能存在多余关系时无定义。",
    ),
    formula=r"E = 1 - \frac{\sum_c \left(m_c - (n_c - 1)\right)}{\sum_c (n_c - 1)^2}",
    range=(0, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
    oracles=("krackhardt_efficiency",),
    graph=True,
)
def efficiency(
    source: GraphLike, *, relations: tuple[str, ...] = _LEADS, links: Links = "arcs"
) -> float:
    """Return Krackhardt's graph efficiency.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    relations : tuple of str
        Kinds of relation that count as leadership.
    links : {"arcs", "edges", "all"}
        What counts as superfluous, and out of how many. ``"arcs"``: arcs beyond n_c − 1 in each
        connected part, out of (n_c − 1)², as in R's sna from version 0.51 on. ``"edges"``: the
        same over the underlying undirected graph, out of n_c (n_c − 1) / 2 − (n_c − 1).
        ``"all"``: arcs beyond those of the trees, out of all n (n − 1) arcs of the whole
        graph less those of the trees, as in sna before 0.51.

    Returns
    -------
    float
        One minus superfluous ties over possible ones, each summed over the parts.

    Raises
    ------
    UndefinedMeasureError
        When no tie could be superfluous (only single units; for ``"edges"`` also only pairs), or
        a plain graph has no directions.
    UnknownNameError
        When `links` is none of the three.

    Notes
    -----
    UCINET's help counts the edges of the underlying graph against (k − 1)² and averages the
    components by their size: a fourth convention, not offered.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import krackhardt
    >>> skip = nx.DiGraph([(1, 2), (2, 3), (1, 3)])
    >>> [krackhardt.efficiency(skip, links=links) for links in ("arcs", "edges", "all")]
    [0.75, 0.0, 0.75]
    """
    check_choice(links, ("arcs", "edges", "all"))
    graph = reach(source, relations).graph
    sizes = _component_sizes(graph)
    tree = sizes - 1
    possible = {
        "arcs": int((tree**2).sum()),
        "edges": int((sizes * tree // 2 - tree).sum()),
        "all": len(graph) * (len(graph) - 1) - int(tree.sum()),
    }[links]
    if possible == 0:
        raise UndefinedMeasureError("measures.hierarchy_no_superfluous")
    ties = graph.undirected() if links == "edges" else graph
    return 1 - (len(ties.source) - int(tree.sum())) / possible


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Least upper boundedness",
        "One minus the share, among the pairs within a connected part that could lack one, of"
        " pairs without a least common superior: a unit above both (or one of the two) that"
        " stands below every other unit above both.",
        "1: every pair has one lowest unit that can settle what lies between them; lower: more"
        " pairs under several superiors, none of whom stands over the other, or under none.",
        "Undefined when no connected part has three units.",
    ),
    zh=Wording(
        "最小上界度",
        "同一连通部分内，缺少最低共同上级的单位对占可能缺少者的比例，以 1 减之；最低共同上级是指位"
        "居双方之上（或为其中一方）、且位居其他所有共同上级之下的单位。",
        "1 表示任何两个单位都有唯一的最低裁决者；数值越低，处于多个互不隶属的上级之下或没有共同上级"
        "的单位对越多。",
        "没有任何连通部分达到三个单位时无定义。",
    ),
    formula=r"L = 1 - \frac{\sum_c V_c}{\sum_c (n_c - 1)(n_c - 2) / 2}"
    r",\quad V_c = |\{\{i,j\} \subseteq c : \nexists u \in B_{ij}\ \forall w \in B_{ij}"
    r" : w \leadsto u\}|,\quad B_{ij} = \{u : u \leadsto i \land u \leadsto j\}",
    range=(0, 1),
    higher="better",
    dimension="measures.index",
    sources=_SOURCES,
    oracles=("krackhardt_lubness", "sna_lubness_greatest_upper_bound"),
    graph=True,
    limit=3000,
    limit_within="area",
)
def least_upper_boundedness(source: GraphLike, *, relations: tuple[str, ...] = _LEADS) -> float:
    """Return Krackhardt's least upper boundedness.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    relations : tuple of str
        Kinds of relation that count as leadership.

    Returns
    -------
    float
        One minus pairs without a least upper bound over (n_c − 1)(n_c − 2) / 2, each summed over
        the connected parts.

    Raises
    ------
    UndefinedMeasureError
        When no connected part has three units, a plain graph has no directions, or so many units
        stand above so many others that all pairs could not be compared in a few GB of memory.

    Notes
    -----
    An upper bound of two units reaches both; it may be one of them. It is a *least* upper bound
    when every other upper bound reaches it. Two units that lead the same two others make a
    violation although all four may have one top above them: dual leadership and the lack of a
    single arbiter are different findings, and only the second one counts here. In a circle of
    units each stands above all the others.

    ``lubness`` of R's sna (up to 2.7) computes something else under this name: it looks for an
    upper bound that *reaches* every other one, the greatest. Both agree on out-trees. They part
    where it matters: with one top over two heads of the same two units (1→2, 1→3, 2→4, 2→5, 3→4,
    3→5) the definition gives 5/6 and sna 1; with two tops over one head of two units (1→3, 2→3,
    3→4, 3→5) the definition gives 5/6 and sna 1/3.

    Structures are gone through area by area. Where units lead others of their own area or of areas
    inside it, the time grows with the number of units, and with the square of the number of
    different sets of superiors in one area alone: 0.3 s for a million units. A unit that leads one
    of another area counts, with all its superiors, as one of the area around both; hundreds of such
    ties across a whole country take some ten seconds, thousands minutes. Without areas, as in a
    plain graph, all units are of one. Where sets of superiors share little, the cost is the cube of
    their number, 64 at a time.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import krackhardt
    >>> crown = [("top", "tiao"), ("top", "kuai")]
    >>> crown += [(head, office) for head in ("tiao", "kuai") for office in ("a", "b")]
    >>> krackhardt.least_upper_boundedness(nx.DiGraph(crown))
    0.8333333333333334
    """
    found = reach(source, relations)
    sizes = _component_sizes(found.graph)
    possible = int(((sizes - 1) * (sizes - 2)).sum()) // 2
    if possible == 0:
        raise UndefinedMeasureError("measures.hierarchy_no_three")
    within = int((sizes * (sizes - 1)).sum()) // 2
    bounded = bounded_pairs(found.condensed, *places(source))
    if bounded is None:
        raise UndefinedMeasureError("measures.hierarchy_tangled", count=len(found.graph))
    return 1 - (within - bounded) / possible
