"""Socio-technical congruence (社会—技术一致性): whether those who must coordinate have a tie.

Agents are units, tasks are matters, and two tasks depend on each other where one matter waits for
the other. Two units must coordinate when they lead, assist or decide the same matter in the same
area, or lead dependent matters there. They do when one leads the other, when both join one body,
by a coordination tie, or by a live call for the matter; sharing data is another question and never
counts. The same requirement averaged over matters and areas by their cases is
`govgraph.measures.profile.mechanism`; here every pair of units counts once.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from govgraph.errors import UndefinedMeasureError, UserError
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.gaps import partner_ties
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.measures.groundwork.requirement import crosses, required_pairs
from govgraph.model.network import network
from govgraph.model.structure import Structure

FAMILY = Family("fragmentation", en="Socio-technical congruence", zh="社会—技术一致性")

__all__ = ["met", "of_matrices", "required_pairs", "requirements", "unit", "unmet"]

_SOURCES = ("CataldoEtAl2006", "CataldoEtAl2008")
_NONE_EN = "Undefined when no two units must coordinate."
_NONE_ZH = "没有任何两个单位须相互协调时无定义。"


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Socio-technical congruence",
        "Share, among the pairs of units that must coordinate, of those that have a coordinating "
        "tie: leadership, a common joint body, coordination or a live call.",
        "1: everyone who must coordinate has a tie for it; 0: nobody has.",
        _NONE_EN,
    ),
    zh=Wording(
        "社会—技术一致性",
        "须相互协调的单位对中，具有领导关系、共同议事协调机构、协调关系或有效吹哨关系的占比。",
        "1 表示须协调的单位之间均有协调机制，0 表示均没有。",
        _NONE_ZH,
    ),
    formula=r"\frac{|\{i \ne j : R_{ij} > 0 \land A_{ij} > 0\}|}{|\{i \ne j : R_{ij} > 0\}|},"
    r"\quad R = T_A T_D T_A^{\top}",
    range=(0, 1),
    higher="better",
    dimension="measures.share",
    sources=_SOURCES,
    oracles=("sociotechnical_congruence",),
    with_ties="rises",
)
def met(structure: Structure, *, count: str = "pairs", across: str | None = None) -> float:
    """Return the share of coordination requirements that a coordinating tie meets.

    Parameters
    ----------
    structure : Structure
        What to measure.
    count : {"pairs", "cells"}
        Count every pair of units once, met by a tie for any of its matters, as published; or once
        for every matter and area in which it must coordinate, met by a tie for that matter.
    across : {"level", "line", "area", "sector"}, optional
        Only pairs whose two units stand in different levels, lines, areas or sectors.

    Returns
    -------
    float
        The share.

    Raises
    ------
    UndefinedMeasureError
        When no two units must coordinate.

    Notes
    -----
    Binary, as published first: how much two units must coordinate does not weigh, and the diagonal
    does not count.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import congruence
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("units", id="police", name="Police", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("duties", unit="police", matter="noise", role="assist")
    >>> congruence.met(build.build())
    0.0
    >>> build = build.add("relations", source="env", target="police", kind="coordinates")
    >>> congruence.met(build.build())
    1.0
    """
    check_choice(count, ("pairs", "cells"))
    rows = required_pairs(structure) if count == "pairs" else partner_ties(structure)
    if across is not None:
        rows = rows[crosses(structure, rows, across)]
    if rows.empty:
        raise UndefinedMeasureError("measures.no_requirements_to_coordinate")
    return float(rows["tied"].mean())


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Socio-technical congruence of a unit",
        "Share, among the units with which a unit must coordinate, of those to which it has a "
        "coordinating tie.",
        "1: it has a tie to everyone it must coordinate with; 0: to nobody.",
        "Undefined for a unit that need not coordinate with anyone.",
        "{unit} has a coordinating tie to {value} of the units with which it must coordinate.",
    ),
    zh=Wording(
        "单位社会—技术一致性",
        "须与某单位协调的其他单位中，已同其建立协调机制的占比。",
        "1 表示与所有须协调的单位均有协调机制，0 表示与任何单位均没有。",
        "无须与任何单位协调的单位无定义。",
        "须与{unit}协调的单位中，已同其建立协调机制的占 {value}。",
    ),
    formula=r"\frac{|\{j : R_{uj} > 0 \land A_{uj} > 0\}|}{|\{j : R_{uj} > 0\}|}",
    range=(0, 1),
    higher="better",
    dimension="measures.share",
    sources=_SOURCES,
)
def unit(structure: Structure) -> pd.Series:
    """Return for every unit the share of its coordination requirements that is met.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import congruence
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> congruence.unit(build.build()).to_dict()
    {'env': nan}
    """
    pairs = required_pairs(structure)
    tied = pd.concat([pairs["tied"].set_axis(pairs[end]) for end in ("first", "second")])
    share: pd.Series = tied.astype(float).groupby(level=0).mean()
    return share.reindex(network(structure).nodes).rename("congruence.unit")


def unmet(structure: Structure, *, across: str | None = None) -> pd.DataFrame:
    """Return the pairs of units that must coordinate and have no coordinating tie.

    Parameters
    ----------
    structure : Structure
        What to measure.
    across : {"level", "line", "area", "sector"}, optional
        Only pairs whose two units stand in different levels, lines, areas or sectors.

    Returns
    -------
    DataFrame
        ``first`` and ``second`` (unit ids), ``matters`` (tuple), ``cells`` (matters × areas in
        which they must coordinate) and ``distance``: the shortest lawful path that is left to
        them, ``nan`` when there is none. Those with the most cells come first.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import congruence
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("units", id="police", name="Police", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("duties", unit="police", matter="noise", role="assist")
    >>> congruence.unmet(build.build())[["first", "second", "matters"]].values.tolist()
    [['env', 'police', ('noise',)]]
    """
    pairs = required_pairs(structure)
    if across is not None:
        pairs = pairs[crosses(structure, pairs, across)]
    left = pairs.loc[~pairs["tied"]].drop(columns="tied")
    return left.sort_values("cells", ascending=False, kind="stable", ignore_index=True)


def requirements(assignment: ArrayLike, dependency: ArrayLike) -> NDArray[np.float64]:
    """Return who must coordinate with whom, from matrices: T_A T_D T_Aᵀ.

    Parameters
    ----------
    assignment : array-like of shape (agents, tasks)
        Which agent works which task.
    dependency : array-like of shape (tasks, tasks)
        Which task depends on which; its diagonal makes agents of one task depend on each other.

    Returns
    -------
    array of float of shape (agents, agents)
        How much each pair must coordinate.

    Raises
    ------
    UserError
        When the shapes do not fit.

    Examples
    --------
    >>> from govgraph.measures import congruence
    >>> congruence.requirements([[1, 0], [0, 1]], [[1, 1], [1, 1]]).tolist()
    [[1.0, 1.0], [1.0, 1.0]]
    """
    agents, tasks = np.asarray(assignment, float), np.asarray(dependency, float)
    if agents.ndim != 2 or tasks.shape != (agents.shape[1],) * 2:  # noqa: PLR2004 - a matrix
        raise UserError("measures.shapes", first=agents.shape, second=tasks.shape)
    return np.asarray(agents @ tasks @ agents.T, dtype=float)


def of_matrices(required: ArrayLike, actual: ArrayLike) -> float:
    """Return the congruence of two matrices: the share of required pairs that coordinate.

    Parameters
    ----------
    required : array-like of shape (agents, agents)
        Who must coordinate with whom; see `requirements`.
    actual : array-like of shape (agents, agents)
        Who does.

    Returns
    -------
    float
        The share of ordered pairs; the diagonal does not count.

    Raises
    ------
    UndefinedMeasureError
        When nobody must coordinate with anyone else.
    UserError
        When the shapes do not fit.

    Examples
    --------
    >>> from govgraph.measures import congruence
    >>> congruence.of_matrices([[0, 2, 1], [2, 0, 0], [1, 0, 0]], [[0, 1, 0], [1, 0, 0], [0, 0, 0]])
    0.5
    """
    need, have = np.asarray(required, float), np.asarray(actual, float)
    if need.ndim != 2 or need.shape != have.shape or need.shape[0] != need.shape[1]:  # noqa: PLR2004 - a matrix
        raise UserError("measures.shapes", first=need.shape, second=have.shape)
    asked = (need > 0) & ~np.eye(len(need), dtype=bool)
    if not asked.any():
        raise UndefinedMeasureError("measures.no_requirements_to_coordinate")
    return float((have[asked] > 0).mean())
