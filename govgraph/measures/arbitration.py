"""Arbitration (裁决): how high a dispute must go before one superior stands over both sides.

The arbiter of a pair is its lowest common superior over ``leads`` ties that permit orders; a unit
counts among its own superiors, so that a superior arbitrates between itself and its subordinate.
"""

import pandas as pd

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import MANY_PAIRS, Family, Wording
from govgraph.measures.groundwork.arbiters import settled_pairs, several_weight
from govgraph.measures.groundwork.hierarchy import per_unit
from govgraph.measures.groundwork.lengths import Histogram, lawful_lengths
from govgraph.measures.groundwork.pairs import Pairs
from govgraph.model.network import GraphLike, network

FAMILY = Family("coordination", en="Arbitration", zh="裁决层级")

_NOBODY_EN = "Undefined when no two units have a common superior."
_NOBODY_ZH = "没有任何两个单位有共同上级时无定义。"


def _depths(source: GraphLike, pairs: Pairs) -> Histogram:
    found = lawful_lengths(source, pairs).arbiter
    if not found.weight.any() and found.total:
        raise UndefinedMeasureError("measures.no_arbiter")
    return found


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Share of pairs that only the top can arbitrate",
        "Share, among the pairs of units that have a common superior, of those whose common"
        " superiors all stand at the top (have no superior themselves).",
        "Higher: more disputes go all the way up. It rises when layers are removed, while paths"
        " become shorter.",
        _NOBODY_EN,
    ),
    zh=Wording(
        "只能由最高层裁决的单位对占比",
        "有共同上级的单位对中，共同上级全部处于最高层（自身没有上级）的占比。",
        "数值越大，越多的争议只能上交最高层；减少层级会缩短路径，但会提高该占比。",
        _NOBODY_ZH,
    ),
    formula=r"|\{ab : h(\mathrm{lcs}(a,b)) = 0\}| / |\{ab : \exists\,\mathrm{lcs}(a,b)\}|",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=("Krackhardt1994",),
    oracles=("balanced_tree_leaf_pairs", "lowest_common_superior"),
    graph=True,
    limit=MANY_PAIRS,
)
def top_share(source: GraphLike, *, pairs: Pairs = "units") -> float:
    """Return the share of pairs that only the top can arbitrate.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    pairs : {"units", "leaves", "matter"}
        Which pairs count: all units without the public, units without subordinates, or units
        that must coordinate on a matter, weighted by cases.

    Returns
    -------
    float
        The share. Pairs without any common superior are left out; they are counted by
        `arbitration.nobody`.

    Raises
    ------
    UndefinedMeasureError
        When no pair counts or none has a common superior.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import arbitration
    >>> tree = nx.balanced_tree(2, 3, create_using=nx.DiGraph)
    >>> round(arbitration.top_share(tree, pairs="leaves"), 4)
    0.5714
    """
    found = _depths(source, pairs)
    return float(found.weight[0] / found.weight.sum())


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Mean depth of the arbiter",
        "Mean depth below the top, in steps of leadership, of the lowest common superior of two "
        "units, over the pairs that have one.",
        "Higher: disputes are settled nearer to where they arise; 0: all go to the top.",
        _NOBODY_EN,
    ),
    zh=Wording(
        "裁决者平均深度",
        "两个单位的最近共同上级位于最高层以下的平均层数（仅计有共同上级的单位对）。",
        "数值越大，争议越能就近解决；0 表示全部上交最高层。",
        _NOBODY_ZH,
    ),
    formula=r"\overline{h(\mathrm{lcs}(a,b))}",
    range=(0, None),
    higher="better",
    dimension="measures.layers",
    sources=("Krackhardt1994",),
    oracles=("balanced_tree_leaf_pairs", "lowest_common_superior"),
    graph=True,
    limit=MANY_PAIRS,
)
def depth(source: GraphLike, *, pairs: Pairs = "units") -> float:
    """Return the mean depth of the lowest common superior; parameters as in `top_share`.

    Where a pair has several lowest common superiors the deepest counts.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import arbitration
    >>> arbitration.depth(nx.DiGraph([("gov", "env"), ("gov", "police")]))
    0.0
    """
    return _depths(source, pairs).mean()


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Share of pairs without an arbiter",
        "Share of the pairs of units that have no common superior at all.",
        "Higher: more disputes can be settled by agreement only.",
        "Undefined when there are fewer than two units.",
    ),
    zh=Wording(
        "无裁决者的单位对占比",
        "没有任何共同上级的单位对占比。",
        "数值越大，越多的争议只能靠协商解决。",
        "单位不足两个时无定义。",
    ),
    formula=r"|\{\{a,b\} : \nexists\,\mathrm{lcs}(a,b)\}| / |\mathcal P|",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=("Krackhardt1994",),
    oracles=("lowest_common_superior",),
    graph=True,
    limit=MANY_PAIRS,
)
def nobody(source: GraphLike, *, pairs: Pairs = "units") -> float:
    """Return the share of pairs without a common superior; parameters as in `top_share`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import arbitration
    >>> arbitration.nobody(nx.DiGraph([("county", "env"), ("city", "police")])) * 6
    4.0
    """
    found = lawful_lengths(source, pairs).arbiter
    return found.without / found.total


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Share of pairs with several arbiters",
        "Share, among the pairs of units that have a common superior, of those with more than one"
        " lowest common superior.",
        "Higher: more disputes have several superiors on one footing, none of whom can decide "
        "alone; 0 in every tree.",
        _NOBODY_EN,
    ),
    zh=Wording(
        "裁决者不唯一的单位对占比",
        "有共同上级的单位对中，最近共同上级不止一个的占比。",
        "数值越大，越多的争议有多个并列的上级、任何一方都不能单独裁决；树形结构恒为 0。",
        _NOBODY_ZH,
    ),
    formula=r"|\{ab : |\mathrm{lcs}(a,b)| > 1\}| / |\{ab : \exists\,\mathrm{lcs}(a,b)\}|",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=("Krackhardt1994",),
    oracles=("lowest_common_superior",),
    graph=True,
    limit=MANY_PAIRS,
)
def several(source: GraphLike, *, pairs: Pairs = "units") -> float:
    """Return the share of pairs with several lowest common superiors; parameters of `top_share`.

    Notes
    -----
    Units that lead one another in a circle, which a plain graph may hold, count as one superior.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import arbitration
    >>> both = [("env", "office"), ("env", "station"), ("town", "office"), ("town", "station")]
    >>> arbitration.several(nx.DiGraph(both)) * 5
    1.0
    """
    found = _depths(source, pairs)
    return several_weight(source, pairs) / float(found.weight.sum())


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Pairs that a unit arbitrates",
        "Number of pairs of units of which a unit is a lowest common superior; a pair of a superior"
        " and its subordinate has the superior.",
        "Higher: more disputes end at this unit.",
        "",
        "{unit} is a lowest common superior of {value} pairs of units.",
    ),
    zh=Wording(
        "单位裁决的单位对数",
        "以某单位为最近共同上级的单位对数；上级与其下级构成的单位对以该上级为准。",
        "数值越大，最终由该单位裁决的争议越多。",
        "",
        "{unit}是 {value} 对单位的最近共同上级。",
    ),
    formula=r"|\{\{a,b\} : i \in \mathrm{lcs}(a,b)\}|",
    range=(0, None),
    higher="depends",
    dimension="measures.pairs",
    sources=("Krackhardt1994",),
    graph=True,
    limit=MANY_PAIRS,
)
def settled(source: GraphLike, *, pairs: Pairs = "units") -> pd.Series:
    """Return of how many pairs every unit is an arbiter.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure; arcs of a plain graph run from superior to subordinate.
    pairs : {"units", "leaves", "matter"}
        Which pairs count: all units without the public, units without subordinates, or units
        that must coordinate on a matter, weighted by cases.

    Returns
    -------
    Series
        Number (or weight) of pairs per unit. A pair with several lowest common superiors counts
        at each of them.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import arbitration
    >>> tree = nx.DiGraph([("gov", "env"), ("gov", "town"), ("env", "station")])
    >>> arbitration.settled(tree).to_dict()
    {'gov': 5.0, 'env': 1.0, 'town': 0.0, 'station': 0.0}
    """
    return per_unit(network(source), settled_pairs(source, pairs), "arbitration.settled")


def load(source: GraphLike, *, pairs: Pairs = "units") -> pd.DataFrame:
    """Return the units at which disputes end, the busiest first.

    Parameters
    ----------
    source : Structure or networkx graph
        What to read; arcs of a plain graph run from superior to subordinate.
    pairs : {"units", "leaves", "matter"}
        Which pairs count.

    Returns
    -------
    DataFrame
        ``unit``, ``pairs`` (number or weight of the pairs of which it is a lowest common superior)
        and ``share`` (of all pairs that have one; the shares exceed 1 together when pairs have
        several). Units that are nobody's arbiter are left out.

    Raises
    ------
    UndefinedMeasureError
        When no pair counts or none has a common superior.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import arbitration
    >>> tree = nx.DiGraph([("gov", "env"), ("gov", "town"), ("env", "station")])
    >>> arbitration.load(tree).round(2).values.tolist()
    [['gov', 5.0, 0.83], ['env', 1.0, 0.17]]
    """
    total = float(_depths(source, pairs).weight.sum())
    found = settled(source, pairs=pairs)
    found = found[found > 0].sort_values(ascending=False, kind="stable")
    return pd.DataFrame(
        {"unit": found.index, "pairs": found.to_numpy(), "share": found.to_numpy() / total}
    )
