"""Flow hierarchy (流层级): how much of the directing runs one way, and how much in circles."""

from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.reach import DIRECTING, reach
from govgraph.model.network import GraphLike

FAMILY = Family("hierarchy", en="Flow hierarchy", zh="流层级")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Flow hierarchy",
        "Share of the ties that lie on no circle.",
        "1: nothing comes back to where it started; 0: every tie is part of a circle.",
        "Undefined when there are no ties.",
    ),
    zh=Wording(
        "流层级度",
        "不处于任何循环之中的关系所占的比例。",
        "1 表示没有任何循环；0 表示所有关系都处于循环之中。",
        "没有任何关系时无定义。",
    ),
    formula=r"h = 1 - \frac{|\{(i,j) : i \to j,\ j \leadsto i\}|}{m}",
    range=(0, 1),
    higher="depends",
    dimension="measures.share",
    sources=("LuoMagee2011",),
    oracles=("flow_hierarchy",),
    graph=True,
)
def hierarchy(source: GraphLike, *, relations: tuple[str, ...] = DIRECTING) -> float:
    """Return the flow hierarchy.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    relations : tuple of str
        Kinds of relation that count. By default those along which one unit directs another:
        leadership, guidance, and calls from below. Leadership alone never runs in a circle.

    Returns
    -------
    float
        Share of the arcs whose ends lie in different strongly connected components.

    Raises
    ------
    UndefinedMeasureError
        When there are no ties, or a plain graph has no directions.

    Notes
    -----
    A tie of a unit to itself is a circle. Several ties from one unit to another count once.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import flow
    >>> flow.hierarchy(nx.DiGraph([(1, 2), (2, 3), (3, 2), (3, 4)]))
    0.5
    """
    found = reach(source, relations).with_ties()
    return 1 - (int(found.circling.sum()) + found.loops) / found.ties
