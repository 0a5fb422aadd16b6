"""Shapes of ties (关系形态): lateral, skip-level, reciprocal, pooled and sequential ties.

The five edge counts of ORA, each as a share of all ties; `listed` names the ties behind a share.
Pooled, sequential and reciprocal ties follow Thompson's three kinds of interdependence. Two units
joined by several relations in one direction have one tie; ``coordinates`` holds either way.

What lies beside what is read from the administrative levels of a structure, or from the graph
alone, which is all that a plain graph has: then a lateral tie joins two units that stand equally
many steps below the top, and a tie skips when a longer way leads to the same unit. ORA measures the
steps from one root that the user names; here the top is every unit without a superior.
"""

from typing import Literal

import pandas as pd

from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork import shapes
from govgraph.measures.groundwork.lengths import Relations
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.measures.groundwork.shapes import By, End
from govgraph.model.authority import COORDINATION
from govgraph.model.network import GraphLike

FAMILY = Family("coordination", en="Shapes of ties", zh="关系形态")

Shape = Literal["lateral", "skip", "reciprocal", "pooled", "sequential"]
SHAPES: tuple[Shape, ...] = ("lateral", "skip", "reciprocal", "pooled", "sequential")
#: Relations that run down the levels, so that a level can be skipped.
_DOWNWARD = ("leads", "guides")

_NO_TIES_EN = "Undefined when there are no ties, or none whose ends both have a level."
_NO_TIES_ZH = "没有任何关系，或没有两端均有层级的关系时无定义。"
_NONE_EN = "Undefined when there are no ties."
_NONE_ZH = "没有任何关系时无定义。"


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Share of lateral ties",
        "Share of the ties that join two units of one administrative level; in a plain graph, two"
        " units equally many steps below the top.",
        "Higher: more coordination runs beside the chain of command instead of along it.",
        _NO_TIES_EN,
    ),
    zh=Wording(
        "横向关系占比",
        "连接同一行政层级两个单位的关系占比；在普通图中为距最高层步数相同的两个单位。",
        "数值越大，越多的协调在指挥链条之外横向进行。",
        _NO_TIES_ZH,
    ),
    formula=r"|\{(i,j) \in E : \ell(i) = \ell(j)\}| / |E|",
    range=(0, 1),
    higher="depends",
    dimension="measures.share",
    sources=("CarleyReminga2004",),
    graph=True,
)
def lateral(source: GraphLike, *, relations: Relations = None, by: By | None = None) -> float:
    """Return the share of lateral ties.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.
    by : {"level", "graph"}, optional
        Judge by administrative levels (a unit without one has that of its area), or by the fewest
        steps below a unit without superiors (``leads`` in a structure, all arcs in a graph); by
        default the levels of a structure, the graph itself for a plain graph. Ties of which one
        end has no level, or hangs below no top, are left out.

    Returns
    -------
    float
        The share.

    Raises
    ------
    UndefinedMeasureError
        When no tie can be judged, a plain graph has no directions, or levels are asked of one.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import ties
    >>> round(ties.lateral(nx.DiGraph([("gov", "env"), ("gov", "fire"), ("env", "fire")])), 4)
    0.3333
    """
    return shapes.lateral(source, relations, by).share


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Share of skip-level ties",
        "Share of the ties of leadership and guidance that pass over at least one administrative"
        " level; in a plain graph, of the arcs whose ends a longer way joins too.",
        "Higher: more superiors reach past the level between; it shortens paths and weakens those"
        " passed over.",
        _NO_TIES_EN,
    ),
    zh=Wording(
        "越级关系占比",
        "领导与业务指导关系中越过至少一个行政层级的占比；在普通图中为两端之间另有更长路径的关系占比。",
        "数值越大，越多的上级越过中间层级；路径缩短，被越过的层级则被削弱。",
        _NO_TIES_ZH,
    ),
    formula=r"|\{(i,j) \in E : \ell(j) - \ell(i) > 1\}| / |E|",
    range=(0, 1),
    higher="depends",
    dimension="measures.share",
    sources=("CarleyReminga2004",),
    graph=True,
)
def skip(
    source: GraphLike, *, relations: tuple[str, ...] = _DOWNWARD, by: By | None = None
) -> float:
    """Return the share of skip-level ties; parameters and errors are those of `lateral`.

    By levels, a tie skips when its lower end stands two levels or more below its upper end, every
    level of the structure counted. By the graph, it skips when another way leads from its upper to
    its lower end, which is ORA's definition.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import ties
    >>> round(ties.skip(nx.DiGraph([("city", "county"), ("county", "town"), ("city", "town")])), 4)
    0.3333
    """
    return shapes.skip(source, relations, by).share


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Share of reciprocal ties",
        "Share of the ties that run both ways; a tie that holds either way counts in both"
        " directions.",
        "Higher: more of what units do for one another goes back and forth.",
        _NONE_EN,
    ),
    zh=Wording(
        "互惠关系占比",
        "双向存在的关系占比；本身不分方向的关系按两个方向计。",
        "数值越大，单位之间有来有往的联系越多。",
        _NONE_ZH,
    ),
    formula=r"|\{(i,j) \in E : (j,i) \in E\}| / |E|",
    range=(0, 1),
    higher="depends",
    dimension="measures.share",
    sources=("CarleyReminga2004", "Thompson1967"),
    graph=True,
)
def reciprocal(source: GraphLike, *, relations: Relations = None) -> float:
    """Return the share of reciprocal ties; parameters and errors are those of `lateral`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import ties
    >>> round(ties.reciprocal(nx.DiGraph([("env", "fire"), ("fire", "env"), ("gov", "env")])), 4)
    0.6667
    """
    return shapes.reciprocal(source, relations).share


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Share of pooled ties",
        "Share of the ties that end at a unit at which another tie ends too.",
        "Higher: more units work side by side into one and the same unit.",
        _NONE_EN,
    ),
    zh=Wording(
        "汇聚关系占比",
        "与其他关系指向同一单位的关系占比。",
        "数值越大，越多的单位各自向同一单位汇聚。",
        _NONE_ZH,
    ),
    formula=r"|\{(i,j) \in E : \exists k \ne i,\ (k,j) \in E\}| / |E|",
    range=(0, 1),
    higher="depends",
    dimension="measures.share",
    sources=("CarleyReminga2004", "Thompson1967"),
    graph=True,
)
def pooled(source: GraphLike, *, relations: Relations = None, shared: End = "target") -> float:
    """Return the share of pooled ties; the other parameters and errors are those of `lateral`.

    Parameters
    ----------
    shared : {"target", "source"}
        Which end pooled ties have in common. With arcs from superior to subordinate the target
        shows units with several superiors; where arcs run from who reports to whom it shows
        superiors with several subordinates, and ``"source"`` does so for ours.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import ties
    >>> round(ties.pooled(nx.DiGraph([("env", "gov"), ("fire", "gov"), ("gov", "city")])), 4)
    0.6667
    """
    return shapes.pooled(source, relations, shared).share


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Share of sequential ties",
        "Share of the ties that are neither reciprocal nor pooled.",
        "Higher: more work is handed on from one unit to the next.",
        _NONE_EN,
    ),
    zh=Wording(
        "接续关系占比",
        "既非互惠也非汇聚的关系占比。",
        "数值越大，越多的工作由一个单位单向传递给下一个单位。",
        _NONE_ZH,
    ),
    formula=r"|\{(i,j) \in E : (j,i) \notin E \land \nexists k \ne i,\ (k,j) \in E\}| / |E|",
    range=(0, 1),
    higher="depends",
    dimension="measures.share",
    sources=("CarleyReminga2004", "Thompson1967"),
    graph=True,
)
def sequential(source: GraphLike, *, relations: Relations = None, shared: End = "target") -> float:
    """Return the share of sequential ties; parameters and errors are those of `pooled`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import ties
    >>> ties.sequential(nx.path_graph(4, create_using=nx.DiGraph))
    1.0
    """
    return shapes.sequential(source, relations, shared).share


def listed(
    source: GraphLike,
    shape: Shape,
    *,
    relations: Relations = None,
    by: By | None = None,
    shared: End = "target",
) -> pd.DataFrame:
    """Return the ties that have a shape.

    Parameters
    ----------
    source : Structure or networkx graph
        What to read.
    shape : {"lateral", "skip", "reciprocal", "pooled", "sequential"}
        The shape.
    relations : tuple of str, optional
        Kinds of relation of a structure; by default those of the measure of that name.
    by : {"level", "graph"}, optional
        Where lateral ties and skips are read from; see `lateral`.
    shared : {"target", "source"}
        Which end pooled ties have in common; see `pooled`.

    Returns
    -------
    DataFrame
        ``source`` and ``target``; for a structure also ``kinds``, the relations that make the tie,
        joined by semicolons. Its length over the number of ties is the measure.

    Raises
    ------
    UnknownNameError
        When there is no such shape.
    UndefinedMeasureError
        When a plain graph has no directions, or levels are asked of one.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import ties
    >>> graph = nx.DiGraph([("city", "county"), ("county", "town"), ("city", "town")])
    >>> ties.listed(graph, "skip").values.tolist()
    [['city', 'town']]
    """
    check_choice(shape, SHAPES)
    kinds = relations or (_DOWNWARD if shape == "skip" else COORDINATION)
    if shape in ("lateral", "skip"):
        judge = shapes.lateral if shape == "lateral" else shapes.skip
        judged = judge(source, kinds, by)
    elif shape == "reciprocal":
        judged = shapes.reciprocal(source, kinds)
    else:
        judge_end = shapes.pooled if shape == "pooled" else shapes.sequential
        judged = judge_end(source, kinds, shared)
    return shapes.listed(source, judged, kinds)
