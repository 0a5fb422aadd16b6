"""Modularity of a given partition (模块度): whether ties keep within lines, areas or sectors.

The partition is given, never searched: the score says how far the ties of a structure follow a
division that somebody made. Units without a group are left out with their ties, a merged
department counts in its main line, and ties with oneself do not count.
"""

import numpy as np

from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.grouped import grouped
from govgraph.measures.groundwork.partition import By
from govgraph.model.network import GraphLike
from govgraph.model.structure import Structure

FAMILY = Family("fragmentation", en="Modularity of a given division", zh="既定划分的模块度")

__all__ = ["area", "line", "score", "sector"]

Relations = tuple[str, ...] | None
_SOURCES = ("NewmanGirvan2004", "LeichtNewman2008")
_FORMULA = (
    r"Q = \frac{1}{m}\sum_{ij}\left(A_{ij} - \frac{k_i^{\text{out}} k_j^{\text{in}}}{m}\right)"
)


def score(
    source: GraphLike, partition: By, *, relations: Relations = None, ties: str = "arcs"
) -> float:
    """Return the modularity of a given partition.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure.
    partition : str or mapping or Series
        The group of each unit: for a structure ``"level"``, ``"line"``, ``"area"`` or
        ``"sector"``; for a networkx graph the name of a node attribute; for either a mapping from
        units to groups.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.
    ties : {"arcs", "edges"}
        ``"arcs"``: every direction counts, against the directed null model of Leicht and Newman;
        ``"edges"``: a pair tied either way counts once, against the null model of Newman and
        Girvan. An undirected graph has edges only; its value is that of its edges as arcs both
        ways.

    Returns
    -------
    float
        Share of ties within groups, minus the share expected of ties drawn at random between units
        of the same degrees.

    Raises
    ------
    UndefinedMeasureError
        When no tie joins two units that have a group.
    UnknownNameError
        When there is no such column or node attribute, or a mapping names an unknown unit.

    Notes
    -----
    Resolution 1. Units without a group are left out with their ties. Without loops, and with every
    unit grouped, the value is that of ``networkx.community.modularity``. Linear in the ties.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import modularity
    >>> two = nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(3))
    >>> modularity.score(two, dict.fromkeys(range(3), "a") | dict.fromkeys(range(3, 6), "b"))
    0.5
    """
    found = grouped(source, partition, relations, ties)
    count = len(found.sizes)
    out = np.bincount(found.first, minlength=count) / len(found.first)
    into = np.bincount(found.second, minlength=count) / len(found.first)
    if not found.graph.directed:
        out = into = (out + into) / 2
    return float(np.mean(found.first == found.second) - out @ into)


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Modularity by line",
        "Share of ties between units of the same line, minus the share expected of random ties"
        " between units with the same numbers of ties.",
        "Higher: ties keep within lines more than chance would have it; below 0: they cross lines.",
        "Undefined when no tie joins two units with a line.",
    ),
    zh=Wording(
        "条线模块度",
        "同一条线单位之间的关系占比，减去在各单位关系数不变的随机情形下的期望占比。",
        "数值越大，关系越集中于条线内部；小于 0 表示关系更多地跨越条线。",
        "没有任何关系连接两个有条线归属的单位时无定义。",
    ),
    formula=_FORMULA + r"\,[\,\text{line}_i = \text{line}_j\,]",
    range=(-0.5, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
    oracles=("modularity", "max_modularity"),
)
def line(structure: Structure, *, relations: Relations = None, ties: str = "arcs") -> float:
    """Return the modularity of the division into lines; parameters and errors as in `score`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import modularity
    >>> build = gg.Builder().add("lines", id="env", name="Environment")
    >>> build = build.add("units", id="upper", name="Upper", kind="department", line="env")
    >>> build = build.add("units", id="lower", name="Lower", kind="department", line="env")
    >>> build = build.add("relations", source="upper", target="lower", kind="guides")
    >>> modularity.line(build.build())
    0.0
    """
    return score(structure, "line", relations=relations, ties=ties)


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Modularity by area",
        "Share of ties between units of the same area, minus the share expected of random ties"
        " between units with the same numbers of ties.",
        "Higher: ties keep within areas more than chance would have it; below 0: they cross areas.",
        "Undefined when no tie joins two units with an area.",
    ),
    zh=Wording(
        "区域模块度",
        "同一区域单位之间的关系占比，减去在各单位关系数不变的随机情形下的期望占比。",
        "数值越大，关系越集中于区域内部；小于 0 表示关系更多地跨越区域。",
        "没有任何关系连接两个有所属区域的单位时无定义。",
    ),
    formula=_FORMULA + r"\,[\,\text{area}_i = \text{area}_j\,]",
    range=(-0.5, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
    oracles=("modularity", "max_modularity"),
)
def area(structure: Structure, *, relations: Relations = None, ties: str = "arcs") -> float:
    """Return the modularity of the division into areas; parameters and errors as in `score`.

    A unit belongs to the area it names, not to those above it.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import modularity
    >>> build = gg.Builder().add("levels", id="town", name="Town")
    >>> build = build.add("areas", id="A", name="A", level="town")
    >>> build = build.add("areas", id="B", name="B", level="town")
    >>> build = build.add("units", id="a", name="A", kind="government", area="A")
    >>> build = build.add("units", id="b", name="B", kind="government", area="B")
    >>> build = build.add("relations", source="a", target="b", kind="coordinates")
    >>> modularity.area(build.build(), ties="edges")
    -0.5
    """
    return score(structure, "area", relations=relations, ties=ties)


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Modularity by sector",
        "Share of ties between units of the same sector (public, Party, market, social), minus the"
        " share expected of random ties between units with the same numbers of ties.",
        "Higher: ties keep within sectors more than chance would have it; below 0: they cross"
        " sectors.",
        "Undefined when no tie joins two units with a sector.",
    ),
    zh=Wording(
        "部门性质模块度",
        "同一部门性质（公共、党群、私营、志愿）单位之间的关系占比，减去在各单位关系数不变的随机"
        "情形下的期望占比。",
        "数值越大，关系越集中于同一部门性质内部；小于 0 表示关系更多地跨越部门性质。",
        "没有任何关系连接两个已标明部门性质的单位时无定义。",
    ),
    formula=_FORMULA + r"\,[\,\text{sector}_i = \text{sector}_j\,]",
    range=(-0.5, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
    oracles=("modularity", "max_modularity"),
)
def sector(structure: Structure, *, relations: Relations = None, ties: str = "arcs") -> float:
    """Return the modularity of the division into sectors; parameters and errors as in `score`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import modularity
    >>> build = gg.Builder()
    >>> build = build.add("units", id="a", name="A", kind="government", sector="public")
    >>> build = build.add("units", id="b", name="B", kind="community", sector="social")
    >>> build = build.add("relations", source="a", target="b", kind="guides")
    >>> modularity.sector(build.build())
    0.0
    """
    return score(structure, "sector", relations=relations, ties=ties)
