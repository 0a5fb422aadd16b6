"""The E-I index of every unit on the three axes of integration (单位整合程度).

The ties of one unit, either way, to units of another level, line or sector and to units of its
own. Conventions are those of `govgraph.measures.integration`.
"""

import numpy as np
import pandas as pd

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.grouped import grouped
from govgraph.measures.groundwork.hierarchy import per_unit
from govgraph.measures.groundwork.partition import By
from govgraph.model.network import GraphLike, network
from govgraph.model.structure import Structure

FAMILY = Family("fragmentation", en="Integration of units across axes (E-I)",
                zh="单位整合程度（E-I 指数）")  # fmt: skip

__all__ = ["index", "level", "line", "of_groups", "sector"]

Relations = tuple[str, ...] | None
_SOURCES = ("KrackhardtStern1988",)
_FORMULA = r"EI_u = \frac{E_u - I_u}{E_u + I_u}"


def index(
    source: GraphLike, partition: By, *, relations: Relations = None, ties: str = "arcs"
) -> pd.Series:
    """Return the E-I index of every unit on a division.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure.
    partition : str or mapping or Series
        The group of each unit, as in `govgraph.measures.integration.index`.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.
    ties : {"arcs", "edges"}
        Count both directions of a mutual tie, or each pair of tied units once.

    Returns
    -------
    Series
        One number per unit; ``nan`` for a unit without a group, or without a tie to a unit that
        has one.

    Raises
    ------
    UnknownNameError
        When there is no such column or node attribute, or a mapping names an unknown unit.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import unit_integration
    >>> unit_integration.index(nx.path_graph(3), {0: "a", 1: "a", 2: "b"}).tolist()
    [-1.0, 0.0, 1.0]
    """
    try:
        found = grouped(source, partition, relations, ties)
    except UndefinedMeasureError:
        nodes = network(source, relations).nodes
        return pd.Series(np.nan, index=nodes, name="unit_integration.index", dtype=float)
    ends = np.concatenate((found.graph.source, found.graph.target))
    sign = np.where(found.first == found.second, -1.0, 1.0)
    n = len(found.graph)
    balance = np.bincount(ends, np.concatenate((sign, sign)), minlength=n)
    count = np.bincount(ends, minlength=n)
    value = np.full(n, np.nan)
    np.divide(balance, count, out=value, where=count > 0)
    return per_unit(found.graph, value, "unit_integration.index")


def of_groups(
    source: GraphLike, partition: By, *, relations: Relations = None, ties: str = "arcs"
) -> pd.DataFrame:
    """Return the E-I index of every group of a division.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure.
    partition : str or mapping or Series
        The group of each unit, as in `govgraph.measures.integration.index`.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.
    ties : {"arcs", "edges"}
        Count both directions of a mutual tie, or each pair of tied units once.

    Returns
    -------
    DataFrame
        Indexed by ``group``: ``units``, ``external`` (ties of which one end belongs to the group),
        ``internal`` (ties of which both do) and ``index``, ``nan`` for a group without ties. Every
        external tie stands with two groups.

    Raises
    ------
    UndefinedMeasureError
        When no tie joins two units that have a group.
    UnknownNameError
        When there is no such column or node attribute, or a mapping names an unknown unit.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import unit_integration
    >>> unit_integration.of_groups(nx.path_graph(3), {0: "a", 1: "a", 2: "b"})["index"].to_dict()
    {'a': 0.0, 'b': 1.0}
    """
    found = grouped(source, partition, relations, ties)
    count = len(found.labels)
    inside = found.first == found.second
    internal = np.bincount(found.first[inside], minlength=count)
    across = np.concatenate((found.first[~inside], found.second[~inside]))
    external = np.bincount(across, minlength=count)
    value = np.full(count, np.nan)
    both = external + internal
    np.divide(external - internal, both, out=value, where=both > 0)
    columns = {"units": found.sizes, "external": external, "internal": internal, "index": value}
    return pd.DataFrame(columns, index=found.labels.rename("group"))


@FAMILY.measure(
    per="unit",
    en=Wording(
        "E-I index of a unit across levels",
        "A unit's ties to other levels minus its ties within its level, divided by the sum of "
        "both.",
        "1: all its ties lead to other levels; −1: all stay within its own.",
        "Undefined for a unit without a level, or without a tie to a unit that has one.",
        "On the scale from −1 (all ties within its own level) to 1 (all ties to other levels),"
        " {unit} stands at {value}.",
    ),
    zh=Wording(
        "单位层级 E-I 指数",
        "单位的跨层级关系数减去同层级关系数，再除以两者之和。",
        "1 表示其关系全部跨层级，−1 表示全部在同一层级内。",
        "没有层级、或与有层级的单位没有关系的单位无定义。",
        "在 −1（关系全部在本层级内）至 1（关系全部跨层级）之间，{unit}为 {value}。",
    ),
    formula=_FORMULA,
    range=(-1, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
)
def level(structure: Structure, *, relations: Relations = None, ties: str = "arcs") -> pd.Series:
    """Return the E-I index of every unit across levels; parameters as in `index`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import unit_integration
    >>> build = gg.Builder().add("levels", id="county", name="County")
    >>> build = build.add("units", id="a", name="A", kind="department", level="county")
    >>> build = build.add("units", id="b", name="B", kind="department", level="county")
    >>> build = build.add("relations", source="a", target="b", kind="coordinates")
    >>> unit_integration.level(build.build()).to_dict()
    {'a': -1.0, 'b': -1.0}
    """
    found = index(structure, "level", relations=relations, ties=ties)
    return found.rename("unit_integration.level")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "E-I index of a unit across lines",
        "A unit's ties to other lines minus its ties within its line, divided by the sum of both.",
        "1: all its ties lead to other lines; −1: all stay within its own.",
        "Undefined for a unit without a line, or without a tie to a unit that has one.",
        "On the scale from −1 (all ties within its own line) to 1 (all ties to other lines),"
        " {unit} stands at {value}.",
    ),
    zh=Wording(
        "单位条线 E-I 指数",
        "单位的跨条线关系数减去同条线关系数，再除以两者之和。",
        "1 表示其关系全部跨条线，−1 表示全部在本条线内。",
        "没有条线、或与有条线的单位没有关系的单位无定义。",
        "在 −1（关系全部在本条线内）至 1（关系全部跨条线）之间，{unit}为 {value}。",
    ),
    formula=_FORMULA,
    range=(-1, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
)
def line(structure: Structure, *, relations: Relations = None, ties: str = "arcs") -> pd.Series:
    """Return the E-I index of every unit across lines; parameters as in `index`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import unit_integration
    >>> build = gg.Builder().add("lines", id="env", name="Environment")
    >>> build = build.add("units", id="a", name="A", kind="department", line="env")
    >>> unit_integration.line(build.build()).to_dict()
    {'a': nan}
    """
    return index(structure, "line", relations=relations, ties=ties).rename("unit_integration.line")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "E-I index of a unit across sectors",
        "A unit's ties to other sectors minus its ties within its sector, divided by the sum of "
        "both.",
        "1: all its ties lead to other sectors; −1: all stay within its own.",
        "Undefined for a unit without a sector, or without a tie to a unit that has one.",
        "On the scale from −1 (all ties within its own sector) to 1 (all ties to other sectors),"
        " {unit} stands at {value}.",
    ),
    zh=Wording(
        "单位部门性质 E-I 指数",
        "单位的跨部门性质关系数减去同一部门性质内的关系数，再除以两者之和。",
        "1 表示其关系全部跨部门性质，−1 表示全部在同一部门性质内。",
        "未标明部门性质、或与已标明部门性质的单位没有关系的单位无定义。",
        "在 −1（关系全部在同一部门性质内）至 1（关系全部跨部门性质）之间，{unit}为 {value}。",
    ),
    formula=_FORMULA,
    range=(-1, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
)
def sector(structure: Structure, *, relations: Relations = None, ties: str = "arcs") -> pd.Series:
    """Return the E-I index of every unit across sectors; parameters as in `index`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import unit_integration
    >>> build = gg.Builder()
    >>> build = build.add("units", id="a", name="A", kind="government", sector="public")
    >>> build = build.add("units", id="b", name="B", kind="community", sector="social")
    >>> build = build.add("relations", source="a", target="b", kind="guides")
    >>> unit_integration.sector(build.build()).to_dict()
    {'a': 1.0, 'b': 1.0}
    """
    found = index(structure, "sector", relations=relations, ties=ties)
    return found.rename("unit_integration.sector")
