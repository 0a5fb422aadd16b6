"""Layers and depth (管理层级): how many steps of leadership lie between the top and the ground."""

import pandas as pd

from govgraph.errors import UndefinedMeasureError
from govgraph.kernels.depth import depth as longest_path
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.hierarchy import hierarchy, per_unit
from govgraph.model.network import GraphLike

FAMILY = Family("hierarchy", en="Layers", zh="管理层级")

_LEADS = ("leads",)


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Depth below the top",
        "Steps of the longest chain of leadership from a top (a unit without superior) down to"
        " the unit.",
        "Higher: orders pass more layers before they arrive.",
        sentence="{unit} stands {value} steps of leadership below the top.",
    ),
    zh=Wording(
        "所处层级深度",
        "自最高层（没有上级的单位）沿领导关系到达该单位的最长链条的步数。",
        "数值越大，指令到达前经过的层级越多。",
        sentence="从最高层到{unit}须沿领导关系下行 {value} 层。",
    ),
    formula=r"h(i) = \max_{j \to i} h(j) + 1,\quad h(\text{top}) = 0",
    range=(0, None),
    higher="depends",
    dimension="measures.layers",
    sources=("GulickUrwick1937",),
    oracles=("lowest_common_superior",),
    graph=True,
)
def unit_depth(source: GraphLike, *, relations: tuple[str, ...] = _LEADS) -> pd.Series:
    """Return the depth of every unit below the top.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    relations : tuple of str
        Kinds of relation that count as leadership.

    Returns
    -------
    Series
        Depth per unit; 0 at the top.

    Raises
    ------
    UndefinedMeasureError
        When a plain graph has no directions.

    Notes
    -----
    Where ties run in a circle, the units of the circle share one depth and count as one step of a
    chain; leadership in a circle is refused in a structure, so that this concerns plain graphs
    and other kinds of relation. `trophic.level` places the units of a circle, and those that ties
    skip layers to, on real-valued layers instead.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import layers
    >>> layers.unit_depth(nx.DiGraph([(1, 2), (2, 3), (1, 3)])).to_dict()
    {1: 0.0, 2: 1.0, 3: 2.0}
    """
    graph = hierarchy(source, relations)
    return per_unit(
        graph, longest_path(len(graph), graph.source, graph.target), "layers.unit_depth"
    )


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Depth of the hierarchy",
        "Steps of the longest chain of leadership.",
        "Higher: a taller structure.",
        "Undefined when there are no units.",
    ),
    zh=Wording(
        "层级深度",
        "最长领导链条的步数。",
        "数值越大，结构越高耸。",
        "没有单位时无定义。",
    ),
    formula=r"\max_i h(i)",
    range=(0, None),
    higher="depends",
    dimension="measures.steps",
    sources=("GulickUrwick1937",),
    graph=True,
)
def depth(source: GraphLike, *, relations: tuple[str, ...] = _LEADS) -> float:
    """Return the length of the longest chain of leadership; parameters are those of `unit_depth`.

    Raises
    ------
    UndefinedMeasureError
        When there are no units.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import layers
    >>> layers.depth(nx.balanced_tree(3, 2, create_using=nx.DiGraph))
    2.0
    """
    depths = unit_depth(source, relations=relations)
    if depths.empty:
        raise UndefinedMeasureError("measures.no_units")
    return float(depths.max())


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Number of layers",
        "Units on the longest chain of leadership, both ends included.",
        "Higher: a taller structure. Fewer layers come with wider spans and more disputes that"
        " only the top can settle: read the three together.",
        "Undefined when there are no units.",
    ),
    zh=Wording(
        "管理层级数",
        "最长领导链条上的单位数（含两端）。",
        "数值越大，结构越高耸；减少层级会扩大管理幅度、增加只能由最高层裁决的争议，三者应一并解读。",
        "没有单位时无定义。",
    ),
    formula=r"\max_i h(i) + 1",
    range=(1, None),
    higher="depends",
    dimension="measures.layers",
    sources=("GulickUrwick1937",),
    graph=True,
)
def count(source: GraphLike, *, relations: tuple[str, ...] = _LEADS) -> float:
    """Return the number of layers, one more than `depth`; parameters and errors are the same.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import layers
    >>> layers.count(nx.balanced_tree(3, 2, create_using=nx.DiGraph))
    3.0
    """
    return depth(source, relations=relations) + 1
