"""Propagation of change (变更传播): how far what one unit does can reach."""

import pandas as pd

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import MANY_REACHED, Family, Wording
from govgraph.measures.groundwork.hierarchy import per_unit
from govgraph.measures.groundwork.reach import reach
from govgraph.model.network import GraphLike

FAMILY = Family("fragmentation", en="Propagation of change", zh="变更传播")

#: Ties along which what one unit does reaches the next: orders and guidance, cases handed on,
#: calls, and data shared with their user.
PASSING = ("leads", "guides", "refers", "calls", "shares")

_SOURCES = ("MacCormackEtAl2006",)


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Propagation cost",
        "Share of the ordered pairs of units, each unit with itself included, of which the first"
        " can reach the second.",
        "Higher: a change at one unit reaches more of the structure on average.",
        "Undefined when there are no units.",
    ),
    zh=Wording(
        "传播成本",
        "在全部有序单位对（含单位自身）中，前者能够影响到后者的占比。",
        "数值越大，一个单位的变更平均波及的范围越广。",
        "没有单位时无定义。",
    ),
    formula=r"\mathrm{PC} = \frac{1}{n^2}\sum_i |\{j : i \leadsto j\}|,\quad i \leadsto i",
    range=(0, 1),
    higher="depends",
    dimension="measures.share",
    sources=_SOURCES,
    oracles=("propagation_cost",),
    graph=True,
    with_ties="rises",
    limit=MANY_REACHED,
)
def cost(
    source: GraphLike, *, relations: tuple[str, ...] = PASSING, diagonal: bool = True
) -> float:
    """Return the propagation cost: the density of the visibility matrix.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from the one that acts to the one that it
        reaches.
    relations : tuple of str
        Kinds of relation along which a change passes on. By default leadership, guidance, cases
        handed on, calls and shared data; seats on a joint body and coordination bind both sides
        at once and are left out.
    diagonal : bool
        Whether a unit counts as reached by itself, as in the published definition (sum over n²);
        otherwise pairs of different units only (over n (n − 1)).

    Returns
    -------
    float
        Share of ordered pairs.

    Raises
    ------
    UndefinedMeasureError
        When there are no units, without the diagonal fewer than two, or a plain graph has no
        directions.

    Examples
    --------
    The six elements of the paper's example:

    >>> import networkx as nx
    >>> from govgraph.measures import propagation
    >>> six = nx.DiGraph([("A", "B"), ("A", "C"), ("B", "D"), ("C", "E"), ("E", "F")])
    >>> round(propagation.cost(six), 2)
    0.42
    >>> propagation.cost(six, diagonal=False)
    0.3
    """
    found = reach(source, relations)
    n, own = len(found.graph), int(diagonal)
    if n == 0:
        raise UndefinedMeasureError("measures.no_units")
    if n == 1 and not diagonal:
        raise UndefinedMeasureError("measures.too_few_units", count=n)
    return (int(found.below.sum()) + n * own) / (n * (n - 1 + own))


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Visibility fan-out",
        "Number of units that a change at a unit can reach, itself included.",
        "Higher: what the unit does has wider effects.",
        sentence="A change at {unit} can reach {value} units, itself included.",
    ),
    zh=Wording(
        "可见扇出",
        "一个单位的变更能够波及的单位数（含自身）。",
        "数值越大，该单位举措的影响范围越广。",
        sentence="{unit}的变更能够波及 {value} 个单位（含自身）。",
    ),
    formula=r"|\{j : i \leadsto j\}|,\quad i \leadsto i",
    range=(0, None),
    higher="depends",
    dimension="measures.units",
    sources=_SOURCES,
    graph=True,
    with_ties="rises",
    limit=MANY_REACHED,
)
def fan_out(
    source: GraphLike, *, relations: tuple[str, ...] = PASSING, diagonal: bool = True
) -> pd.Series:
    """Return how many units a change at each unit can reach.

    Parameters
    ----------
    source, relations
        As in `cost`.
    diagonal : bool
        Whether a unit counts as reached by itself.

    Returns
    -------
    Series
        Number of units.

    Raises
    ------
    UndefinedMeasureError
        When a plain graph has no directions.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import propagation
    >>> propagation.fan_out(nx.DiGraph([("A", "B"), ("B", "C")])).to_dict()
    {'A': 3.0, 'B': 2.0, 'C': 1.0}
    """
    found = reach(source, relations)
    return per_unit(found.graph, found.below + int(diagonal), "propagation.fan_out")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Visibility fan-in",
        "Number of units at which a change can reach a unit, itself included.",
        "Higher: the unit is exposed to what more others do.",
        sentence="A change at any of {value} units, itself included, can reach {unit}.",
    ),
    zh=Wording(
        "可见扇入",
        "变更能够波及某一单位的单位数（含自身）。",
        "数值越大，该单位越易受其他单位举措的影响。",
        sentence="共有 {value} 个单位（含自身）的变更能够波及{unit}。",
    ),
    formula=r"|\{j : j \leadsto i\}|,\quad i \leadsto i",
    range=(0, None),
    higher="depends",
    dimension="measures.units",
    sources=_SOURCES,
    graph=True,
    with_ties="rises",
    limit=MANY_REACHED,
)
def fan_in(
    source: GraphLike, *, relations: tuple[str, ...] = PASSING, diagonal: bool = True
) -> pd.Series:
    """Return from how many units a change can reach each unit.

    Parameters and errors are those of `fan_out`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import propagation
    >>> propagation.fan_in(nx.DiGraph([("A", "B"), ("B", "C")]), diagonal=False).to_dict()
    {'A': 0.0, 'B': 1.0, 'C': 2.0}
    """
    found = reach(source, relations)
    return per_unit(found.graph, found.above + int(diagonal), "propagation.fan_in")
