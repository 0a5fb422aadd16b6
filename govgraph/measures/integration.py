"""The E-I index on the three axes of integration (整合三轴): levels, lines and sectors.

Ties to units of another group are external, ties to units of the same group internal. Units
without a group on an axis are left out of that axis with their ties, and the level of a unit that
states none is that of its area. Edge values and ties with oneself do not count.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.grouped import grouped
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.measures.groundwork.partition import By
from govgraph.measures.groundwork.requirement import AXES, share_met
from govgraph.model.network import GraphLike
from govgraph.model.structure import Structure

FAMILY = Family("fragmentation", en="Integration across axes (E-I)", zh="整合程度（E-I 指数）")

__all__ = ["AXES", "Integration", "index", "level", "line", "sector", "table"]

Relations = tuple[str, ...] | None
SCALES = ("raw", "excess", "normalised")
_SOURCES = ("KrackhardtStern1988",)
_FORMULA = r"EI = \frac{E - I}{E + I}"


@dataclass(frozen=True)
class Integration:
    """Ties across and within the groups of one division.

    Attributes
    ----------
    external, internal : int
        Ties between units of different groups and of the same group.
    index : float
        (E − I) / (E + I): −1 when every tie is internal, 1 when every tie is external.
    expected : float
        Mean of the index over all ways to deal the same groups out among the same units:
        1 − 2 Σ n_g (n_g − 1) / (n (n − 1)).
    normalised : float
        The index brought from the lowest and highest values that the number of ties and the sizes
        of the groups allow to −1 and 1; ``nan`` when they allow one value only.
    units, left_out : int
        Units with a group, and without one.
    """

    external: int
    internal: int
    index: float
    expected: float
    normalised: float
    units: int
    left_out: int

    @property
    def excess(self) -> float:
        """The index minus its expectation."""
        return self.index - self.expected


def index(
    source: GraphLike, partition: By, *, relations: Relations = None, ties: str = "arcs"
) -> Integration:
    """Return the E-I index of a division, with what chance and the sizes of groups would make it.

    Parameters
    ----------
    source : Structure or networkx graph
        What to measure.
    partition : str or mapping or Series
        The group of each unit: for a structure ``"level"``, ``"line"``, ``"area"`` or
        ``"sector"``; for a networkx graph the name of a node attribute; for either a mapping from
        units to groups.
    relations : tuple of str, optional
        Kinds of relation of a structure; all that carry coordination by default.
    ties : {"arcs", "edges"}
        Count both directions of a mutual tie, or each pair of tied units once: the two give
        different values wherever mutual ties fall unevenly. An undirected graph has edges only.

    Returns
    -------
    Integration
        Counts, index, expectation.

    Raises
    ------
    UndefinedMeasureError
        When no tie joins two units that have a group.
    UnknownNameError
        When there is no such column or node attribute, or a mapping names an unknown unit.

    Notes
    -----
    The expectation is exact, so that no permutations need be drawn for it; the spread of the
    permuted values is not given. Rescaling by the attainable range follows the description of
    UCINET, which reports permuted values too. Linear in the ties.

    Examples
    --------
    >>> import networkx as nx
    >>> from govgraph.measures import integration
    >>> found = integration.index(nx.path_graph(4), {0: "a", 1: "a", 2: "b", 3: "b"})
    >>> found.external, found.internal, round(found.index, 3), round(found.expected, 3)
    (1, 2, -0.333, 0.333)
    """
    found = grouped(source, partition, relations, ties)
    count = len(found.first)
    external = int(np.count_nonzero(found.first != found.second))
    units = int(found.sizes.sum())
    pairs = units * (units - 1) / (1 if found.graph.directed else 2)
    within = float(found.sizes @ (found.sizes - 1)) / (units * (units - 1))
    least, most = max(0.0, count - within * pairs), min(count, pairs - within * pairs)
    room = most - least > 0.5  # noqa: PLR2004 - both are whole numbers
    return Integration(
        external=external,
        internal=count - external,
        index=(2 * external - count) / count,
        expected=1 - 2 * within,
        normalised=2 * (external - least) / (most - least) - 1 if room else np.nan,
        units=units,
        left_out=len(found.codes) - units,
    )


def table(structure: Structure, *, relations: Relations = None, ties: str = "arcs") -> pd.DataFrame:
    """Return the three axes of integration side by side.

    Parameters
    ----------
    structure : Structure
        What to measure.
    relations : tuple of str, optional
        Kinds of relation; all that carry coordination by default.
    ties : {"arcs", "edges"}
        See `index`.

    Returns
    -------
    DataFrame
        One row for each of ``level``, ``line`` and ``sector``: ``external``, ``internal``,
        ``index``, ``expected``, ``excess`` (index minus expectation), ``normalised``, ``units``,
        ``left_out``; and of the pairs of units that must coordinate across the axis ``pairs``,
        how many there are, and ``congruence``, the share that has a coordinating tie. ``nan``
        where a number is not defined.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import integration
    >>> build = gg.Builder()
    >>> build = build.add("units", id="a", name="A", kind="government", sector="public")
    >>> build = build.add("units", id="b", name="B", kind="community", sector="social")
    >>> build = build.add("relations", source="a", target="b", kind="guides")
    >>> integration.table(build.build()).loc["sector", ["external", "index"]].tolist()
    [1.0, 1.0]
    """
    rows = {}
    for axis in AXES:
        pairs, congruence = share_met(structure, axis)
        row = {"pairs": pairs, "congruence": congruence}
        try:
            found = index(structure, axis, relations=relations, ties=ties)
        except UndefinedMeasureError:
            found = None
        rows[axis] = row if found is None else {**vars(found), "excess": found.excess, **row}
    columns = ["external", "internal", "index", "expected", "excess", "normalised", "units",
               "left_out", "pairs", "congruence"]  # fmt: skip
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype=float)
    return frame.rename_axis("axis")


def _on_axis(structure: Structure, axis: str, relations: Relations, ties: str, scale: str) -> float:
    check_choice(scale, SCALES)
    found = index(structure, axis, relations=relations, ties=ties)
    if scale == "normalised" and np.isnan(found.normalised):
        raise UndefinedMeasureError("measures.no_room")
    return {"raw": found.index, "excess": found.excess, "normalised": found.normalised}[scale]


@FAMILY.measure(
    per="structure",
    en=Wording(
        "E-I index across levels",
        "Ties between units of different levels minus ties within a level, divided by the sum of "
        "both.",
        "1: every tie crosses levels; −1: every tie stays within a level. Compare it with its"
        " expectation.",
        "Undefined when no tie joins two units with a level.",
    ),
    zh=Wording(
        "层级 E-I 指数",
        "跨层级关系数减去同层级关系数，再除以两者之和。",
        "1 表示全部关系跨层级，−1 表示全部关系在同一层级内；应与其期望值比较。",
        "没有任何关系连接两个有层级的单位时无定义。",
    ),
    formula=_FORMULA,
    range=(-1, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
    oracles=("ei_index",),
)
def level(
    structure: Structure, *, relations: Relations = None, ties: str = "arcs", scale: str = "raw"
) -> float:
    """Return the E-I index across levels.

    Parameters
    ----------
    structure : Structure
        What to measure.
    relations : tuple of str, optional
        Kinds of relation; all that carry coordination by default.
    ties : {"arcs", "edges"}
        Count both directions of a mutual tie, or each pair of tied units once.
    scale : {"raw", "excess", "normalised"}
        The index; the index minus its expectation; or the index within the range that the number
        of ties and the sizes of the groups allow. See `Integration`.

    Returns
    -------
    float
        The index.

    Raises
    ------
    UndefinedMeasureError
        When no tie joins two units with a level, or normalised when only one value is possible.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import integration
    >>> build = gg.Builder().add("levels", id="county", name="County")
    >>> build = build.add("units", id="a", name="A", kind="department", level="county")
    >>> build = build.add("units", id="b", name="B", kind="department", level="county")
    >>> build = build.add("relations", source="a", target="b", kind="coordinates")
    >>> integration.level(build.build())
    -1.0
    """
    return _on_axis(structure, "level", relations, ties, scale)


@FAMILY.measure(
    per="structure",
    en=Wording(
        "E-I index across lines",
        "Ties between units of different lines minus ties within a line, divided by the sum of "
        "both.",
        "1: every tie crosses lines; −1: every tie stays within a line. Compare it with its"
        " expectation.",
        "Undefined when no tie joins two units with a line.",
    ),
    zh=Wording(
        "条线 E-I 指数",
        "跨条线关系数减去同条线关系数，再除以两者之和。",
        "1 表示全部关系跨条线，−1 表示全部关系在同一条线内；应与其期望值比较。",
        "没有任何关系连接两个有条线归属的单位时无定义。",
    ),
    formula=_FORMULA,
    range=(-1, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
    oracles=("ei_index",),
)
def line(
    structure: Structure, *, relations: Relations = None, ties: str = "arcs", scale: str = "raw"
) -> float:
    """Return the E-I index across lines; parameters and errors are those of `level`.

    A merged department counts in its main line.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import integration
    >>> build = gg.Builder().add("lines", id="env", name="Environment")
    >>> build = build.add("lines", id="law", name="Law")
    >>> build = build.add("units", id="a", name="A", kind="department", line="env")
    >>> build = build.add("units", id="b", name="B", kind="department", line="law")
    >>> build = build.add("relations", source="a", target="b", kind="coordinates")
    >>> integration.line(build.build())
    1.0
    """
    return _on_axis(structure, "line", relations, ties, scale)


@FAMILY.measure(
    per="structure",
    en=Wording(
        "E-I index across sectors",
        "Ties between units of different sectors (public, Party, market, social) minus ties "
        "within a sector, divided by the sum of both.",
        "1: every tie crosses sectors; −1: every tie stays within a sector. Compare it with its"
        " expectation.",
        "Undefined when no tie joins two units with a sector.",
    ),
    zh=Wording(
        "部门性质 E-I 指数",
        "跨部门性质（公共、党群、私营、志愿）的关系数减去同一部门性质内的关系数，再除以两者之和。",
        "1 表示全部关系跨部门性质，−1 表示全部关系在同一部门性质内；应与其期望值比较。",
        "没有任何关系连接两个已标明部门性质的单位时无定义。",
    ),
    formula=_FORMULA,
    range=(-1, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
    oracles=("ei_index",),
)
def sector(
    structure: Structure, *, relations: Relations = None, ties: str = "arcs", scale: str = "raw"
) -> float:
    """Return the E-I index across sectors; parameters and errors are those of `level`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import integration
    >>> build = gg.Builder()
    >>> build = build.add("units", id="a", name="A", kind="government", sector="public")
    >>> build = build.add("units", id="b", name="B", kind="community", sector="social")
    >>> build = build.add("relations", source="a", target="b", kind="guides")
    >>> integration.sector(build.build())
    1.0
    """
    return _on_axis(structure, "sector", relations, ties, scale)
