"""Brokerage (中介角色): between whose units a unit mediates, by line or by area.

After Gould and Fernandez: a unit mediates for an ordered pair of units when the first has a tie to
it, it has one to the second, and the first has none to the second. The groups of the three give
the role: with ``X → broker → Y`` and groups by line, the *coordinator* mediates within its own
line, the *consultant* (itinerant broker) within another, the *gatekeeper* lets in what comes from
another line, the *representative* takes out what comes from its own, and the *liaison* mediates
between two other lines.

Ties run from superior to subordinate: over leadership and guidance, what is mediated is direction.
Only units that have a group count, as brokers and at either end.
"""

from typing import TypeAlias

import numpy as np
import pandas as pd

from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.hierarchy import per_unit
from govgraph.measures.groundwork.mediation import ROLES, mediation
from govgraph.measures.groundwork.partition import By
from govgraph.measures.groundwork.standing import TIES, roles
from govgraph.model.network import GraphLike

FAMILY = Family("accountability", en="Brokerage roles", zh="中介角色")

__all__ = [
    "ROLES",
    "consultant",
    "coordinator",
    "gatekeeper",
    "liaison",
    "representative",
    "roles",
    "total",
]

Relations: TypeAlias = tuple[str, ...]

_SOURCES = ("GouldFernandez1989",)
_NO_GROUP_EN = "Undefined for a unit that has no group: no line, by default."
_NO_GROUP_ZH = "未划入任何组（默认指未列明条线）的单位无定义。"


def _role(source: GraphLike, by: By, relations: Relations, name: str) -> pd.Series:
    found = mediation(source, by, relations)
    values = np.where(found.group >= 0, found.counts[:, ROLES.index(name)], np.nan)
    return per_unit(found.units, values, f"brokerage.{name}")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Coordinator role",
        "Number of ordered pairs of units of a unit's own group (its line, by default) that "
        "it joins: the first directs it, it directs the second, and the first does not "
        "direct the second.",
        "Higher: more of its own line's direction runs through it.",
        _NO_GROUP_EN,
        "{unit} mediates within its own group for {value} pairs of units.",
    ),
    zh=Wording(
        "协调人角色",
        "由本单位在同组（默认指同一条线）两个单位之间居中传导的有序单位对数：前者指挥本单位，"
        "本单位指挥后者，而前者不直接指挥后者。",
        "数值越大，经由本单位在本条线内部传导的指挥越多。",
        _NO_GROUP_ZH,
        "{unit}在本条线（组）内部承上启下，涉及 {value} 对单位。",
    ),
    formula=r"|\{(a, b) : x_{av} = x_{vb} = 1, \; x_{ab} = 0, \; g_a = g_v = g_b\}|",
    range=(0, None),
    higher="depends",
    dimension="measures.open_paths",
    sources=_SOURCES,
)
def coordinator(source: GraphLike, *, by: By = "line", relations: Relations = TIES) -> pd.Series:
    """Return for every unit how many pairs of its own group it mediates for.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure. Undirected edges, and relations of a structure that hold either way,
        count in both directions.
    by : {"line", "area", "level", "sector"} or str or mapping
        Groups of a structure's units, the name of a node attribute of a networkx graph, or the
        group of each unit.
    relations : tuple of str
        Kinds of relation of a structure that mediate.

    Returns
    -------
    Series
        Number of ordered pairs per unit; nan for a unit without a group.

    Raises
    ------
    UnknownNameError
        When there are no such groups.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import brokerage
    >>> chart = nx.DiGraph([("a", "b"), ("b", "c")])
    >>> brokerage.coordinator(chart, by=dict(a="env", b="env", c="env")).to_dict()
    {'a': 0.0, 'b': 1.0, 'c': 0.0}
    """
    return _role(source, by, relations, "coordinator")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Consultant role",
        "Number of ordered pairs of units of one other group (another line, by default) "
        "between which the unit stands; also called itinerant broker.",
        "Higher: more of another line's direction runs through an outsider.",
        _NO_GROUP_EN,
        "{unit} mediates between units of one other group for {value} pairs.",
    ),
    zh=Wording(
        "外部中介人角色",
        "由本单位在另一个组（默认指另一条线）内部的两个单位之间居中传导的有序单位对数；"
        "又称顾问角色。",
        "数值越大，其他条线内部的指挥经由本单位这一外部单位传导的越多。",
        _NO_GROUP_ZH,
        "{unit}在其他条线（组）内部的单位之间居中传导，涉及 {value} 对单位。",
    ),
    formula=r"|\{(a, b) : x_{av} = x_{vb} = 1, \; x_{ab} = 0, \; g_a = g_b \neq g_v\}|",
    range=(0, None),
    higher="depends",
    dimension="measures.open_paths",
    sources=_SOURCES,
)
def consultant(source: GraphLike, *, by: By = "line", relations: Relations = TIES) -> pd.Series:
    """Return for every unit how many pairs of one other group it mediates for.

    Parameters and errors are those of `coordinator`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import brokerage
    >>> chart = nx.DiGraph([("a", "b"), ("b", "c")])
    >>> brokerage.consultant(chart, by=dict(a="env", b="police", c="env")).to_dict()
    {'a': 0.0, 'b': 1.0, 'c': 0.0}
    """
    return _role(source, by, relations, "consultant")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Gatekeeper role",
        "Number of ordered pairs in which a unit of another group (another line, by default) "
        "directs the unit, and it directs one of its own group.",
        "Higher: more of what enters its line from outside enters through it.",
        _NO_GROUP_EN,
        "{unit} passes direction from other groups on into its own for {value} pairs of units.",
    ),
    zh=Wording(
        "守门人角色",
        "由外组（默认指其他条线）单位指挥本单位、本单位再指挥同组单位的有序单位对数。",
        "数值越大，外部指挥进入本条线时经由本单位的越多。",
        _NO_GROUP_ZH,
        "{unit}把外部指令传入本条线（组），涉及 {value} 对单位。",
    ),
    formula=r"|\{(a, b) : x_{av} = x_{vb} = 1, \; x_{ab} = 0, \; g_a \neq g_v = g_b\}|",
    range=(0, None),
    higher="depends",
    dimension="measures.open_paths",
    sources=_SOURCES,
)
def gatekeeper(source: GraphLike, *, by: By = "line", relations: Relations = TIES) -> pd.Series:
    """Return for how many pairs every unit lets into its own group what comes from another.

    Parameters and errors are those of `coordinator`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import brokerage
    >>> chart = nx.DiGraph([("a", "b"), ("b", "c")])
    >>> brokerage.gatekeeper(chart, by=dict(a="general", b="env", c="env")).to_dict()
    {'a': 0.0, 'b': 1.0, 'c': 0.0}
    """
    return _role(source, by, relations, "gatekeeper")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Representative role",
        "Number of ordered pairs in which a unit of its own group (its line, by default) "
        "directs the unit, and it directs one of another group.",
        "Higher: more of what leaves its line leaves through it.",
        _NO_GROUP_EN,
        "{unit} passes direction from its own group on to others for {value} pairs of units.",
    ),
    zh=Wording(
        "代表人角色",
        "由同组（默认指同一条线）单位指挥本单位、本单位再指挥外组单位的有序单位对数。",
        "数值越大，本条线对外的指挥经由本单位的越多。",
        _NO_GROUP_ZH,
        "{unit}把本条线（组）的指令传往外部，涉及 {value} 对单位。",
    ),
    formula=r"|\{(a, b) : x_{av} = x_{vb} = 1, \; x_{ab} = 0, \; g_a = g_v \neq g_b\}|",
    range=(0, None),
    higher="depends",
    dimension="measures.open_paths",
    sources=_SOURCES,
)
def representative(source: GraphLike, *, by: By = "line", relations: Relations = TIES) -> pd.Series:
    """Return for how many pairs every unit takes out what comes from its own group.

    Parameters and errors are those of `coordinator`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import brokerage
    >>> chart = nx.DiGraph([("a", "b"), ("b", "c")])
    >>> brokerage.representative(chart, by=dict(a="env", b="env", c="police")).to_dict()
    {'a': 0.0, 'b': 1.0, 'c': 0.0}
    """
    return _role(source, by, relations, "representative")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Liaison role",
        "Number of ordered pairs of units of two different groups, neither of them the "
        "unit's own (lines, by default), between which the unit stands.",
        "Higher: more direction between other lines runs through it.",
        _NO_GROUP_EN,
        "{unit} mediates between two other groups for {value} pairs of units.",
    ),
    zh=Wording(
        "联络人角色",
        "由本单位在分属两个不同外组（默认指其他条线）的单位之间居中传导的有序单位对数。",
        "数值越大，其他条线之间的指挥经由本单位传导的越多。",
        _NO_GROUP_ZH,
        "{unit}在另外两条线（组）之间居中联络，涉及 {value} 对单位。",
    ),
    formula=r"|\{(a, b) : x_{av} = x_{vb} = 1, \; x_{ab} = 0,"
    r" \; g_a, g_v, g_b \text{ all different}\}|",
    range=(0, None),
    higher="depends",
    dimension="measures.open_paths",
    sources=_SOURCES,
)
def liaison(source: GraphLike, *, by: By = "line", relations: Relations = TIES) -> pd.Series:
    """Return for how many pairs of two other groups every unit mediates.

    Parameters and errors are those of `coordinator`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import brokerage
    >>> chart = nx.DiGraph([("a", "b"), ("b", "c")])
    >>> brokerage.liaison(chart, by=dict(a="general", b="env", c="police")).to_dict()
    {'a': 0.0, 'b': 1.0, 'c': 0.0}
    """
    return _role(source, by, relations, "liaison")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Brokerage in all roles",
        "Number of ordered pairs of units between which the unit stands, whatever their "
        "groups: the sum of the five roles.",
        "Higher: more direction runs through it that no direct tie carries.",
        _NO_GROUP_EN,
        "{unit} mediates for {value} pairs of units in all.",
    ),
    zh=Wording(
        "中介角色合计",
        "由本单位在任意两个单位之间居中传导的有序单位对数，即五种角色之和。",
        "数值越大，经由本单位传导而无直接关系可替代的指挥越多。",
        _NO_GROUP_ZH,
        "{unit}共为 {value} 对单位居中传导。",
    ),
    formula=r"|\{(a, b) : x_{av} = x_{vb} = 1, \; x_{ab} = 0\}|",
    range=(0, None),
    higher="depends",
    dimension="measures.open_paths",
    sources=_SOURCES,
)
def total(source: GraphLike, *, by: By = "line", relations: Relations = TIES) -> pd.Series:
    """Return for every unit how many pairs it mediates for, in all roles.

    Parameters and errors are those of `coordinator`.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import brokerage
    >>> chart = nx.DiGraph([("a", "b"), ("b", "c")])
    >>> brokerage.total(chart, by=dict(a="general", b="env", c="env")).to_dict()
    {'a': 0.0, 'b': 1.0, 'c': 0.0}
    """
    return _role(source, by, relations, "total")
