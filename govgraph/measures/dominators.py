"""Gateways of accountability (必经节点): units that every chain of command to a unit passes.

Unit ``u`` *dominates* ``v`` when every chain from the top to ``v`` passes ``u``: ``v`` is
accountable only through it. Several tops stand under one virtual root that is no unit. A second
head, as in dual leadership, takes the gateway away unless both chains meet again above.

Cases run the other way, from the public upwards to units that decide; what every way of a case
passes there is in the family `post_dominators`.
"""

from collections.abc import Hashable
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError, UnknownNameError
from govgraph.kernels.dominators import UNREACHED, below, height
from govgraph.kernels.dominators import immediate_dominators as tree
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.hierarchy import hierarchy, in_degree, per_unit
from govgraph.model.network import GraphLike, Network, derived

FAMILY = Family("accountability", en="Gateways", zh="必经节点")

__all__ = [
    "dependents",
    "gateway_share",
    "gateways",
    "immediate",
]

Relations: TypeAlias = tuple[str, ...]
Tree: TypeAlias = tuple[NDArray[np.int32], NDArray[np.int32]]

_LEADS: Relations = ("leads",)
_SOURCES = ("LengauerTarjan1979", "CooperEtAl2001")
_CIRCLE_EN = (
    "Undefined for a unit that no top leads, directly or through others (circular command)."
)
_CIRCLE_ZH = "不受任何最高层单位直接或间接领导的单位（循环领导）无定义。"


def _tree(source: GraphLike, relations: Relations) -> tuple[Network, Tree]:
    """The chain of command and what dominates each unit; computed once."""

    def compute() -> tuple[Network, Tree]:
        graph = hierarchy(source, relations)
        tops = np.flatnonzero(in_degree(graph) == 0)
        return graph, tree(len(graph), graph.source, graph.target, tops)

    return derived(source, ("dominators", tuple(sorted(relations))), compute)


def immediate(
    source: GraphLike, *, relations: Relations = _LEADS, top: Hashable | None = None
) -> pd.Series:
    """Return the nearest unit through which each unit is accountable to the top.

    Parameters
    ----------
    source : Structure or networkx graph
        What to look at; arcs of a plain graph run from superior to subordinate.
    relations : tuple of str
        Kinds of relation of a structure that make accountable.
    top : hashable, optional
        Count chains of command from this unit only; from every unit without a superior by
        default.

    Returns
    -------
    Series
        The immediate dominator of every unit that a top leads, directly or through others; None
        for a top, and for a unit whose chains of command share no unit (the virtual root above
        several tops is no unit). Units that no top leads are left out.

    Raises
    ------
    UnknownNameError
        When `top` is no unit.
    UndefinedMeasureError
        When a plain graph has no directions.

    Notes
    -----
    Found by the algorithm of Cooper, Harvey and Kennedy, in time close to the number of ties for
    charts of command. networkx leaves its start out of the answer; here a top stands in it with
    None.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import dominators
    >>> chart = nx.DiGraph([("county", "bureau"), ("county", "town"), ("town", "station")])
    >>> dominators.immediate(chart).to_dict()
    {'county': None, 'bureau': 'county', 'town': 'county', 'station': 'town'}
    >>> chart.add_edge("bureau", "station")
    >>> dominators.immediate(chart)["station"]
    'county'
    """
    if top is None:
        graph, (above, _) = _tree(source, relations)
    else:
        graph = hierarchy(source, relations)
        above, _ = tree(len(graph), graph.source, graph.target, _number(graph, top))
    reached = np.flatnonzero(above != UNREACHED)
    nobody = np.array([None], dtype=object)
    named = np.concatenate((graph.nodes.to_numpy(dtype=object), nobody))
    found = named[above[reached]]
    return pd.Series(found, index=graph.nodes[reached], name="dominators.immediate", dtype=object)


def _number(graph: Network, unit: Hashable) -> NDArray[np.intp]:
    if unit not in graph.number:
        raise UnknownNameError.among("model.as_units", str(unit), map(str, graph.nodes))
    return np.array([graph.number[unit]], dtype=np.intp)


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Units accountable only through a unit",
        "Number of other units to which every chain of command from the top passes this unit.",
        "Higher: more units lose their superior when this one fails, and it alone answers for"
        " them; 0 for a unit that is nobody's gateway.",
        _CIRCLE_EN,
        "{value} units are accountable to the top only through {unit}.",
    ),
    zh=Wording(
        "以本单位为必经节点的单位数",
        "其他单位中，自最高层而下的所有领导链条均须经过本单位的单位数。",
        "数值越大，本单位一旦失灵，与上级失去领导联系的单位越多，对其负责的也只有本单位；"
        "0 表示不是任何单位的必经节点。",
        _CIRCLE_ZH,
        "只能经由{unit}向上负责的单位有 {value} 个。",
    ),
    formula=r"|\{v \neq u : u \operatorname{dom} v\}|",
    range=(0, None),
    higher="depends",
    dimension="measures.units",
    sources=_SOURCES,
    oracles=("immediate_dominators",),
    graph=True,
)
def dependents(source: GraphLike, *, relations: Relations = _LEADS) -> pd.Series:
    """Return for every unit the number of units that are accountable only through it.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    relations : tuple of str
        Kinds of relation of a structure that make accountable.

    Returns
    -------
    Series
        Number of units each unit dominates, itself left out; nan for a unit that no top leads.

    Raises
    ------
    UndefinedMeasureError
        When a plain graph has no directions.

    Notes
    -----
    In a tree this is the number of all units below. Each tie that gives a unit a second head
    takes it from the gateways that only one of its chains passes.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import dominators
    >>> chart = nx.DiGraph([("county", "bureau"), ("county", "town"), ("town", "station")])
    >>> dominators.dependents(chart).to_dict()
    {'county': 3.0, 'bureau': 0.0, 'town': 1.0, 'station': 0.0}
    >>> chart.add_edge("bureau", "station")
    >>> dominators.dependents(chart)["town"]
    np.float64(0.0)
    """
    graph, (above, order) = _tree(source, relations)
    return _where_reached(graph, above, below(above, order), "dominators.dependents")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Gateways above a unit",
        "Number of other units, the top included, that every chain of command from the top to the"
        " unit passes.",
        "Higher: more units that cannot be bypassed; 0 for a top, and where chains from several"
        " tops meet at the unit alone.",
        _CIRCLE_EN,
        "Every chain of command to {unit} passes {value} other units.",
    ),
    zh=Wording(
        "上行必经节点数",
        "从最高层到该单位的所有领导链条均须经过的其他单位数（含最高层单位）。",
        "数值越大，无法绕开的上级越多；最高层单位，以及各条链条除自身外无共同单位的，为 0。",
        _CIRCLE_ZH,
        "通往{unit}的所有领导链条都要经过 {value} 个其他单位。",
    ),
    formula=r"|\{u \neq v : u \operatorname{dom} v\}|",
    range=(0, None),
    higher="depends",
    dimension="measures.units",
    sources=_SOURCES,
    oracles=("immediate_dominators",),
    graph=True,
)
def gateways(source: GraphLike, *, relations: Relations = _LEADS) -> pd.Series:
    """Return how many units every chain of command to a unit passes; see `dependents`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import dominators
    >>> chart = nx.DiGraph([("county", "bureau"), ("county", "town"), ("town", "station")])
    >>> dominators.gateways(chart).to_dict()
    {'county': 0.0, 'bureau': 1.0, 'town': 1.0, 'station': 2.0}
    """
    graph, (above, order) = _tree(source, relations)
    return _where_reached(graph, above, height(above, order), "dominators.gateways")


def _where_reached(
    graph: Network, above: NDArray[np.int32], count: NDArray[np.integer], name: str
) -> pd.Series:
    return per_unit(graph, np.where(above == UNREACHED, np.nan, count), name)


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Share of units behind a sole gateway",
        "Share, among the units below the top that a top leads, of those accountable only through"
        " one and the same unit that is itself no top.",
        "Higher: more units for which one unit below the top answers alone, and whose failure cuts"
        " them off; dual leadership lowers it.",
        "Undefined when no unit is led from a top.",
    ),
    zh=Wording(
        "处于中间必经节点之下的单位占比",
        "受最高层领导的下属单位中，只能经由某一个非最高层单位向上负责的占比。",
        "数值越大，由单一中间单位独自负责、该单位失灵即与上级中断联系的单位越多；"
        "双重领导会使其降低。",
        "没有任何单位受最高层单位领导时无定义。",
    ),
    formula=r"\frac{|\{v \in B : \operatorname{idom}(v) \in B\}|}{|B|},\quad"
    r" B = \{v : v \text{ reached, } d_v > 0\}",
    range=(0, 1),
    higher="depends",
    dimension="measures.share",
    sources=_SOURCES,
    oracles=("immediate_dominators",),
    graph=True,
)
def gateway_share(source: GraphLike, *, relations: Relations = _LEADS) -> float:
    """Return the share of units below the top that have a sole gateway below the top.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    relations : tuple of str
        Kinds of relation of a structure that make accountable.

    Returns
    -------
    float
        The share. The top itself does not count as a gateway, or every chart with one top would
        have the value 1.

    Raises
    ------
    UndefinedMeasureError
        When no unit is led from a top, or a plain graph has no directions.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import dominators
    >>> chart = nx.DiGraph([("county", "bureau"), ("county", "town"), ("town", "station")])
    >>> round(dominators.gateway_share(chart), 3)
    0.333
    """
    graph, (above, _) = _tree(source, relations)
    led = in_degree(graph) > 0
    reached = led & (above != UNREACHED)
    if not reached.any():
        raise UndefinedMeasureError("measures.no_subordinates")
    gateway = above[reached]
    return float((led[gateway] & (gateway >= 0)).mean())
