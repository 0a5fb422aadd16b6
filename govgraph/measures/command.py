"""Unity of command (统一指挥): how many superiors a unit takes orders from.

Computed facet by facet: by default for orders (``facet="order"``; a tie without stated facets
permits all). In the *strict* sense only leadership counts, in the *broad* sense guidance does too.
On a plain networkx graph every arc counts, from superior to subordinate.
"""

import pandas as pd

from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.heads import (
    Facet,
    Sense,
    several_heads,
    subordinates_only,
    superiors_of,
)
from govgraph.model.network import GraphLike
from govgraph.model.structure import Structure

FAMILY = Family("accountability", en="Unity of command", zh="统一指挥")

__all__ = [
    "declared",
    "excess_heads",
    "heads",
    "multiple_heads",
    "multiple_share",
    "several_heads",
    "tops",
    "undeclared",
]

_SOURCES = ("Fayol1916",)
_NONE_EN = "Undefined when no unit has a superior."
_NONE_ZH = "没有任何单位有上级时无定义。"


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Number of heads",
        "Number of units from which a unit takes orders (leadership only: the strict sense).",
        "1: unity of command; more: several masters.",
        sentence="{unit} takes orders from {value} units.",
    ),
    zh=Wording(
        "上级数",
        "有权对该单位下达命令的单位数（仅计领导关系，即狭义口径）。",
        "1 表示统一指挥，大于 1 表示多头领导。",
        sentence="有权对{unit}下达命令的单位有 {value} 个。",
    ),
    formula=r"d_i = |\{j : j \to i\}|",
    range=(0, None),
    higher="worse",
    dimension="measures.heads",
    sources=_SOURCES,
    oracles=("unity_of_command",),
    graph=True,
    with_ties="rises",
)
def heads(source: GraphLike, *, facet: Facet = "order", sense: Sense = "strict") -> pd.Series:
    """Return the number of superiors of every unit.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure.
    facet : str or None
        Count only ties that permit this facet (``"order"``, ``"appoint"``, ``"budget"`` …); None
        for any.
    sense : {"strict", "broad"}
        Leadership only, or guidance too.

    Returns
    -------
    Series
        Number of superiors per unit, 0 at the top.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import command
    >>> command.heads(nx.DiGraph([("bureau", "office"), ("town", "office")])).to_dict()
    {'bureau': 0.0, 'office': 2.0, 'town': 0.0}
    """
    found = superiors_of(source, facet, sense)
    return pd.Series(found.to_numpy(), found.index, dtype=float, name="command.heads")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Units with several heads",
        "Number of units that take orders from more than one unit.",
        "Higher: more units with several masters.",
    ),
    zh=Wording(
        "多头领导单位数",
        "接受一个以上单位命令的单位数。",
        "数值越大，多头领导越普遍。",
    ),
    formula=r"|\{i : d_i > 1\}|",
    range=(0, None),
    higher="worse",
    dimension="measures.units",
    sources=_SOURCES,
    oracles=("unity_of_command",),
    graph=True,
    with_ties="rises",
)
def multiple_heads(source: GraphLike, *, facet: Facet = "order", sense: Sense = "strict") -> float:
    """Return the number of units with more than one superior; parameters are those of `heads`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import command
    >>> command.multiple_heads(nx.DiGraph([("bureau", "office"), ("town", "office")]))
    1.0
    """
    return float((superiors_of(source, facet, sense) > 1).sum())


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Share of subordinates with several heads",
        "Share, among the units that have a superior, of those that have more than one.",
        "0: unity of command holds everywhere.",
        _NONE_EN,
    ),
    zh=Wording(
        "多头领导单位占比",
        "有上级的单位中，上级多于一个的占比。",
        "0 表示处处统一指挥。",
        _NONE_ZH,
    ),
    formula=r"|\{i : d_i > 1\}| / |\{i : d_i > 0\}|",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=_SOURCES,
    oracles=("unity_of_command",),
    graph=True,
)
def multiple_share(source: GraphLike, *, facet: Facet = "order", sense: Sense = "strict") -> float:
    """Return the share of subordinates with several superiors; parameters are those of `heads`.

    Raises
    ------
    UndefinedMeasureError
        When no unit has a superior.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import command
    >>> command.multiple_share(nx.DiGraph([("bureau", "office"), ("town", "office")]))
    1.0
    """
    return float((subordinates_only(superiors_of(source, facet, sense)) > 1).mean())


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Excess heads",
        "Superiors beyond the first, added up over all units.",
        "0: unity of command holds everywhere.",
    ),
    zh=Wording(
        "多余上级数",
        "各单位除第一个上级外的上级数之和。",
        "0 表示处处统一指挥。",
    ),
    formula=r"\sum_i \max(d_i - 1, 0)",
    range=(0, None),
    higher="worse",
    dimension="measures.heads",
    sources=_SOURCES,
    oracles=("unity_of_command",),
    graph=True,
    with_ties="rises",
)
def excess_heads(source: GraphLike, *, facet: Facet = "order", sense: Sense = "strict") -> float:
    """Return the number of superiors beyond the first; parameters are those of `heads`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import command
    >>> command.excess_heads(nx.DiGraph([(1, 4), (2, 4), (3, 4)]))
    2.0
    """
    return float((superiors_of(source, facet, sense) - 1).clip(lower=0).sum())


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Units without a superior",
        "Number of units without any superior.",
        "More than one: no single unit stands over all.",
    ),
    zh=Wording(
        "最高层单位数",
        "没有任何上级的单位数。",
        "大于 1 表示没有统领全局的单一上级。",
    ),
    formula=r"|\{i : d_i = 0\}|",
    range=(0, None),
    higher="depends",
    dimension="measures.units",
    sources=_SOURCES,
    oracles=("unity_of_command",),
    graph=True,
    with_ties="falls",
)
def tops(source: GraphLike, *, facet: Facet = "order", sense: Sense = "strict") -> float:
    """Return the number of units without a superior; parameters are those of `heads`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import command
    >>> command.tops(nx.DiGraph([("bureau", "office"), ("town", "office")]))
    2.0
    """
    return float((superiors_of(source, facet, sense) == 0).sum())


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Units under declared dual leadership",
        "Units led from both an area and a line, with exactly one primary superior and a basis.",
        "Higher: more units whose dual leadership is settled as to who comes first.",
    ),
    zh=Wording(
        "已明确的双重领导单位数",
        "同时受“块”和“条”领导，为主一方唯一明确且有依据的单位数。",
        "数值越大，主次关系已依规明确的双重领导单位越多。",
    ),
    formula=r"|\{i : d_i > 1,\ \text{declared}\}|",
    range=(0, None),
    higher="depends",
    dimension="measures.units",
    sources=("Mertha2005",),
)
def declared(structure: Structure, *, facet: Facet = "order", sense: Sense = "strict") -> float:
    """Return the number of units under declared dual leadership; see `several_heads`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import command
    >>> command.declared(gg.Builder().add("units", id="a", name="A", kind="centre").build())
    0.0
    """
    return float(several_heads(structure, facet=facet, sense=sense)["declared"].sum())


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Units under undeclared multiple leadership",
        "Units with several heads that are not under declared dual leadership: no single primary"
        " superior, no basis, or heads on one side only.",
        "Higher: more units whose superiors' precedence is not settled.",
    ),
    zh=Wording(
        "未明确的多头领导单位数",
        "有多个上级但不属于已明确双重领导的单位数：为主一方不唯一、无依据，"
        "或上级均在“条”或均在“块”。",
        "数值越大，上级主次不清的单位越多。",
    ),
    formula=r"|\{i : d_i > 1,\ \text{not declared}\}|",
    range=(0, None),
    higher="worse",
    dimension="measures.units",
    sources=("Mertha2005",),
)
def undeclared(structure: Structure, *, facet: Facet = "order", sense: Sense = "strict") -> float:
    """Return the number of units with several heads that nothing declares; see `several_heads`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import command
    >>> build = gg.Builder().add("units", id="town", name="Township", kind="government")
    >>> build = build.add("units", id="bureau", name="Bureau", kind="department")
    >>> build = build.add("units", id="office", name="Office", kind="dispatched_agency")
    >>> for head in ("town", "bureau"):
    ...     build = build.add("relations", source=head, target="office", kind="leads")
    >>> command.undeclared(build.build())
    1.0
    """
    return float((~several_heads(structure, facet=facet, sense=sense)["declared"]).sum())
