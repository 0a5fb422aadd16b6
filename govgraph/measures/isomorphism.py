"""Isomorphic responsibilities (职责同构): units of one line, one level above the other, alike.

A duty of a unit is a pair of a matter and a role. Two units are compared when they belong to one
line (a merged department to each of its lines), one leads or guides the other, and it stands on a
higher level. 1 is 上下一般粗: both have exactly the same duties. Where the areas of duties lie does
not matter here, since the areas of two levels differ by construction. A unit for which no duty is
stated cannot be compared; that is a list left open, not a unit with nothing to do.
"""

from collections.abc import Hashable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.ends import ends
from govgraph.measures.groundwork.partition import groups
from govgraph.model.network import network
from govgraph.model.structure import Structure

FAMILY = Family("fragmentation", en="Isomorphic responsibilities", zh="职责同构")

__all__ = ["by_levels", "by_line", "likeness", "mean", "pairs", "unit"]

Relations = tuple[str, ...]
_VERTICAL: Relations = ("leads", "guides")
_SOURCES = ("ZhuZhang2005",)
_COLUMNS = ["upper", "lower", "line", "upper_level", "lower_level", "common", "all", "jaccard"]


def pairs(structure: Structure, *, relations: Relations = _VERTICAL) -> pd.DataFrame:
    """Return the vertically adjacent units of one line, and how alike their duties are.

    Parameters
    ----------
    structure : Structure
        What to measure.
    relations : tuple of str
        Kinds of relation that join a unit to the one above it.

    Returns
    -------
    DataFrame
        ``upper``, ``lower`` (unit ids), ``line`` (the first of the lines they share),
        ``upper_level``, ``lower_level``, ``common`` and ``all`` (numbers of duties that both, or
        either of them, have) and ``jaccard``, common over all; ``nan`` unless both state duties.

    Notes
    -----
    The level of a unit that states none is that of its area; a unit without any is not compared.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import isomorphism
    >>> build = gg.Builder().add("levels", id="city", name="City")
    >>> build = build.add("levels", id="county", name="County").add("lines", id="env", name="E")
    >>> build = build.add("matters", id="noise", name="Noise").add("matters", id="air", name="Air")
    >>> for unit in ("city", "county"):
    ...     row = {"id": unit, "name": unit, "kind": "department", "level": unit, "line": "env"}
    ...     build = build.add("units", **row)
    ...     build = build.add("duties", unit=unit, matter="noise", role="lead")
    >>> build = build.add("duties", unit="city", matter="air", role="lead")
    >>> build = build.add("relations", source="city", target="county", kind="guides")
    >>> isomorphism.pairs(build.build())[["upper", "lower", "jaccard"]].values.tolist()
    [['city', 'county', 0.5]]
    """
    key = ("isomorphism", tuple(relations))
    return structure.derive(key, lambda: _pairs(structure, relations)).copy(deep=False)


def _pairs(structure: Structure, relations: Relations) -> pd.DataFrame:
    graph = network(structure, relations).simple()
    level, names = _levels(structure), structure.levels["id"].tolist()
    lines, duties = _lines(structure), _duties(structure)
    nobody: frozenset[tuple[str, str]] = frozenset()
    below = level[graph.source] < level[graph.target]
    ends = zip(graph.source[below].tolist(), graph.target[below].tolist(), strict=True)
    units, rows = graph.nodes.tolist(), []
    for one, other in ends:
        upper, lower = units[one], units[other]
        shared = lines.get(upper, frozenset()) & lines.get(lower, frozenset())
        if shared:
            own, theirs = duties.get(upper, nobody), duties.get(lower, nobody)
            common, either = len(own & theirs), len(own | theirs)
            alike = common / either if own and theirs else np.nan
            places = names[int(level[one])], names[int(level[other])]
            rows.append((upper, lower, min(shared), *places, common, either, alike))
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"jaccard": float})


def _levels(structure: Structure) -> NDArray[np.float64]:
    """Position of every unit's level, highest first; ``nan`` for a unit without one."""
    codes, labels = groups(structure, "level")
    place = pd.Index(structure.levels["id"]).get_indexer(labels).astype(float)
    return np.append(place, np.nan)[codes]


def _lines(structure: Structure) -> dict[str, frozenset[str]]:
    own = structure.units[["id", "line"]].dropna()
    found = {unit: frozenset((line,)) for unit, line in zip(own["id"], own["line"], strict=True)}
    further = structure.unit_lines
    for unit, line in zip(further["unit"], further["line"], strict=True):
        found[unit] = found.get(unit, frozenset()) | {line}
    return found


def _duties(structure: Structure) -> dict[str, frozenset[tuple[str, str]]]:
    return {
        str(unit): frozenset(zip(rows["matter"], rows["role"], strict=True))
        for unit, rows in structure.duties.groupby("unit")
    }


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Responsibility isomorphism",
        "Mean Jaccard index of the duties (matter and role) of units of one line of which one"
        " stands directly above the other.",
        "1: every level has the same duties as the level above; 0: no two levels share any.",
        "Undefined when no two such units both state duties.",
    ),
    zh=Wording(
        "职责同构度",
        "同一条线上下相邻单位职责（事项与角色）杰卡德系数的平均值。",
        "1 表示上下级职责完全相同（上下一般粗），0 表示没有任何相同职责。",
        "没有任何双方均列明职责的此类单位对时无定义。",
    ),
    formula=r"\frac{1}{|V|}\sum_{(u, v) \in V} \frac{|D_u \cap D_v|}{|D_u \cup D_v|}",
    range=(0, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
)
def mean(structure: Structure, *, relations: Relations = _VERTICAL) -> float:
    """Return the mean likeness of duties of vertically adjacent units of one line.

    Parameters
    ----------
    structure : Structure
        What to measure.
    relations : tuple of str
        Kinds of relation that join a unit to the one above it.

    Returns
    -------
    float
        The mean over pairs of which both units state duties.

    Raises
    ------
    UndefinedMeasureError
        When there is no such pair.

    Notes
    -----
    The concept is Zhu and Zhang's; the index is a definition of this project, as no published one
    is known.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import isomorphism
    >>> build = gg.Builder().add("levels", id="city", name="City")
    >>> build = build.add("levels", id="county", name="County").add("lines", id="env", name="E")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> for unit in ("city", "county"):
    ...     row = {"id": unit, "name": unit, "kind": "department", "level": unit, "line": "env"}
    ...     build = build.add("units", **row)
    ...     build = build.add("duties", unit=unit, matter="noise", role="lead")
    >>> build = build.add("relations", source="city", target="county", kind="guides")
    >>> isomorphism.mean(build.build())
    1.0
    """
    if not structure.has("duties"):
        raise UndefinedMeasureError("measures.no_counterparts")
    alike = pairs(structure, relations=relations)["jaccard"].dropna()
    if alike.empty:
        raise UndefinedMeasureError("measures.no_counterparts")
    return float(alike.mean())


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Responsibility isomorphism of a unit",
        "Mean Jaccard index of a unit's duties (matter and role) and those of the units of its line"
        " directly above and below it.",
        "1: it has exactly the duties of its neighbours in the line; 0: it shares none.",
        "Undefined for a unit that states no duties, or has no such neighbour that does.",
        "The duties of {unit} and of the units directly above and below it in its line overlap by"
        " {value} (0: none in common; 1: the same).",
    ),
    zh=Wording(
        "单位职责同构度",
        "单位与同一条线直接上级、下级单位职责（事项与角色）杰卡德系数的平均值。",
        "1 表示与上下级职责完全相同，0 表示没有任何相同职责。",
        "未列明职责、或没有列明职责的此类上下级的单位无定义。",
        "{unit}与同一条线直接上下级单位的职责重合度为 {value}（0 表示毫无重合，1 表示完全相同）。",
    ),
    formula=r"\frac{1}{|V_u|}\sum_{v \in V_u} \frac{|D_u \cap D_v|}{|D_u \cup D_v|}",
    range=(0, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
)
def unit(structure: Structure, *, relations: Relations = _VERTICAL) -> pd.Series:
    """Return for every unit its mean likeness to its neighbours in its line; see `mean`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import isomorphism
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> isomorphism.unit(build.build()).to_dict()
    {'env': nan}
    """
    found = pairs(structure, relations=relations)
    both = pd.concat([found["jaccard"].set_axis(found[end]) for end in ("upper", "lower")])
    alike: pd.Series = both.groupby(level=0).mean().reindex(network(structure).nodes)
    return alike.astype(float).rename("isomorphism.unit")


@FAMILY.measure(
    per="pair",
    en=Wording(
        "Likeness of two units' duties",
        "Jaccard index of the duties (matter and role) of two units.",
        "1: both have exactly the same duties; 0: they share none.",
        "Undefined unless both units state duties.",
    ),
    zh=Wording(
        "两单位职责相似度",
        "两个单位职责（事项与角色）的杰卡德系数。",
        "1 表示职责完全相同，0 表示没有任何相同职责。",
        "任一单位未列明职责时无定义。",
    ),
    formula=r"\frac{|D_a \cap D_b|}{|D_a \cup D_b|}",
    range=(0, 1),
    higher="depends",
    dimension="measures.index",
    sources=_SOURCES,
)
def likeness(structure: Structure, first: Hashable, second: Hashable) -> float:
    """Return how alike the duties of two units are, wherever the two stand.

    Parameters
    ----------
    structure : Structure
        What to measure.
    first, second : hashable
        The two units.

    Returns
    -------
    float
        Duties that both have over duties that either has.

    Raises
    ------
    UnknownNameError
        When there is no such unit.
    UndefinedMeasureError
        When one of them states no duty, or is the public.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import isomorphism
    >>> build = gg.Builder().add("matters", id="noise", name="Noise")
    >>> for unit in ("env", "police"):
    ...     build = build.add("units", id=unit, name=unit, kind="department")
    ...     build = build.add("duties", unit=unit, matter="noise", role="lead")
    >>> isomorphism.likeness(build.build(), "env", "police")
    1.0
    """
    ends(structure, first, second)
    duties = _duties(structure)
    one, other = (duties.get(str(unit), frozenset()) for unit in (first, second))
    if not (one and other):
        raise UndefinedMeasureError("measures.no_duties")
    return len(one & other) / len(one | other)


def by_line(structure: Structure, *, relations: Relations = _VERTICAL) -> pd.DataFrame:
    """Return the isomorphism of every line.

    Parameters
    ----------
    structure : Structure
        What to measure.
    relations : tuple of str
        Kinds of relation that join a unit to the one above it.

    Returns
    -------
    DataFrame
        Indexed by ``line``: ``pairs`` (vertically adjacent ones), ``compared`` (those of which
        both units state duties) and ``mean``, ``nan`` when none is compared.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import isomorphism
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> len(isomorphism.by_line(build.build()))
    0
    """
    return _summary(pairs(structure, relations=relations), ["line"])


def by_levels(structure: Structure, *, relations: Relations = _VERTICAL) -> pd.DataFrame:
    """Return the isomorphism of every pair of levels; columns and parameters as in `by_line`.

    Returns
    -------
    DataFrame
        Indexed by ``upper_level`` and ``lower_level``.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import isomorphism
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> isomorphism.by_levels(build.build()).columns.tolist()
    ['pairs', 'compared', 'mean']
    """
    return _summary(pairs(structure, relations=relations), ["upper_level", "lower_level"])


def _summary(found: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    alike = found.groupby(keys)["jaccard"]
    return pd.DataFrame({"pairs": alike.size(), "compared": alike.count(), "mean": alike.mean()})
