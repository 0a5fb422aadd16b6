"""Common superiors of two units (共同上级): who stands over both, how deep, how far away.

Superiors are those by ``leads`` ties that permit orders; a unit counts among its own superiors.
"""

from collections.abc import Hashable

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.arbiters import (
    lowest_common_superiors,
    number_of_lowest,
    steps_over_superior,
)
from govgraph.model.network import GraphLike

FAMILY = Family("coordination", en="Common superior", zh="共同上级")

__all__ = ["depth", "lowest_common_superiors", "number", "steps"]

_NONE_BETWEEN_EN = "Undefined when the two units have no common superior."
_NONE_BETWEEN_ZH = "两个单位没有共同上级时无定义。"


@FAMILY.measure(
    per="pair",
    en=Wording(
        "Arbiters of two units",
        "Number of lowest common superiors of two units; units that lead one another in a circle"
        " count as one.",
        "0: nobody can decide between them; 1: one superior can; more: several on one footing.",
    ),
    zh=Wording(
        "两单位裁决者数",
        "两个单位的最近共同上级数；互相领导成环的单位计为一个。",
        "0 表示无人可以裁决，1 表示有唯一的裁决者，更多则有并列的上级。",
    ),
    formula=r"|\mathrm{lcs}(a,b)|",
    range=(0, None),
    higher="depends",
    dimension="measures.units",
    sources=("Krackhardt1994",),
    graph=True,
)
def number(source: GraphLike, first: Hashable, second: Hashable) -> float:
    """Return the number of lowest common superiors; `lowest_common_superiors` lists them.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    first, second : hashable
        The two units.

    Returns
    -------
    float
        The number; 0 when they have no common superior.

    Raises
    ------
    UnknownNameError
        When there is no such unit.
    UndefinedMeasureError
        When a plain graph has no directions, or one unit is the public.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import common_superior
    >>> common_superior.number(nx.DiGraph([("gov", "env"), ("gov", "town")]), "env", "town")
    1.0
    """
    return float(number_of_lowest(source, first, second))


@FAMILY.measure(
    per="pair",
    en=Wording(
        "Depth of the arbiter of two units",
        "Depth below the top, in steps of leadership, of the lowest common superior of two "
        "units; of the deepest where they have several.",
        "Higher: the dispute is settled nearer to where it arises; 0: only the top can settle it.",
        _NONE_BETWEEN_EN,
    ),
    zh=Wording(
        "两单位裁决者深度",
        "两个单位的最近共同上级位于最高层以下的层数；有多个时取最深者。",
        "数值越大，争议越能就近解决；0 表示只能由最高层裁决。",
        _NONE_BETWEEN_ZH,
    ),
    formula=r"\max_{c \in \mathrm{lcs}(a,b)} h(c)",
    range=(0, None),
    higher="better",
    dimension="measures.layers",
    sources=("Krackhardt1994",),
    graph=True,
)
def depth(source: GraphLike, first: Hashable, second: Hashable) -> float:
    """Return the depth of the lowest common superior of two units; parameters of `number`.

    Raises
    ------
    UndefinedMeasureError
        When they have no common superior.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import common_superior
    >>> common_superior.depth(nx.DiGraph([("gov", "a"), ("a", "b"), ("a", "c")]), "b", "c")
    1.0
    """
    found = lowest_common_superiors(source, first, second)
    if found.empty:
        raise UndefinedMeasureError("measures.no_common_superior", first=first, second=second)
    return float(found["depth"].max())


@FAMILY.measure(
    per="pair",
    en=Wording(
        "Way over a common superior",
        "Fewest steps from one unit up along leadership to a common superior and down to the"
        " other.",
        "Higher: their common superior is further away; lateral ties do not count here.",
        _NONE_BETWEEN_EN,
    ),
    zh=Wording(
        "经共同上级的步数",
        "由一个单位沿领导关系上行至共同上级、再下行至另一单位的最少步数。",
        "数值越大，共同上级越远；此处不计横向联系。",
        _NONE_BETWEEN_ZH,
    ),
    formula=r"\min_{c \preceq a, b} d(c,a) + d(c,b)",
    range=(0, None),
    higher="worse",
    dimension="measures.steps",
    sources=("Krackhardt1994",),
    oracles=("lowest_common_superior",),
    graph=True,
    with_ties="falls",
)
def steps(source: GraphLike, first: Hashable, second: Hashable) -> float:
    """Return the steps over the nearest common superior; parameters are those of `number`.

    Raises
    ------
    UndefinedMeasureError
        When they have no common superior.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import common_superior
    >>> common_superior.steps(nx.DiGraph([("gov", "env"), ("gov", "town")]), "env", "town")
    2.0
    """
    found = steps_over_superior(source, first, second)
    if found is None:
        raise UndefinedMeasureError("measures.no_common_superior", first=first, second=second)
    return float(found)
