"""Counterparts (上下对口): which units of its line a unit answers to, and which answer to it."""

from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.counterparts import counterparts, numbers, rank_in_line
from govgraph.model.network import network
from govgraph.model.structure import Structure

Flags: TypeAlias = NDArray[np.bool_]

FAMILY = Family("delayering", en="Counterparts across levels", zh="上下对口")

_SOURCES = ("ZhuZhang2005",)
_NO_LEVELS_EN = "Undefined when no unit of a line stands below the highest level that has any."
_NO_LEVELS_ZH = "没有处于较低层级的条线单位时无定义。"


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Counterparts above",
        "Number of units of lines on a higher level that lead or guide a unit of a line; for a unit"
        " of several lines also those that hold one of them in the area above.",
        "1 is the rule; 0: nobody above answers for its line; more than 1: it serves several"
        " superiors.",
        "Undefined for units that belong to no line (governments, portfolios, communities …), have"
        " no level, or stand on the highest level that has units of lines.",
        "{unit} has {value} counterpart(s) on higher levels.",
    ),
    zh=Wording(
        "上级对口单位数",
        "在较高层级上领导或指导某一条线单位的条线单位数；承担多条条线职能的单位，"
        "还计入上一级区域中承担其中任一条线的单位。",
        "一般为 1；0 表示上级无对口单位；大于 1 表示对应多个上级。",
        "不属于条线的单位（政府、分管领导、社区等）、未注明层级的单位和处于最高层级的条线单位无定义。",
        "{unit}在上级有 {value} 个对口单位。",
    ),
    formula=r"|\{j : j \text{ a counterpart of } i,\ \ell(j) < \ell(i)\}|",
    range=(0, None),
    higher="depends",
    dimension="measures.units",
    sources=_SOURCES,
)
def above(structure: Structure) -> pd.Series:
    """Return the number of counterparts on higher levels of every unit.

    Parameters
    ----------
    structure : Structure
        What to measure.

    Returns
    -------
    Series
        Number per unit; ``nan`` for a unit that belongs to no line, has no level, or stands on the
        highest level that has units of lines.

    Notes
    -----
    Units of lines are departments, Party organs, dispatched agencies and centres. The rule on
    several superior counterparts (GG203) counts the same ones.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import counterparts
    >>> found = counterparts.above(gg.load("longgang", stage="2023"))
    >>> int(found["LG.social"])
    5
    """
    rank = rank_in_line(structure)
    return _counted(structure, "unit", rank > np.nanmin(rank, initial=np.inf), "above")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Counterparts below",
        "Number of units of lines on lower levels that have a given unit of a line as a "
        "counterpart above.",
        "Higher: it stands opposite more units below.",
        "Undefined for units that belong to no line (governments, portfolios, communities …), have"
        " no level, or stand on the lowest level that has units of lines.",
        "{unit} is the counterpart above of {value} unit(s) on lower levels.",
    ),
    zh=Wording(
        "下级对口单位数",
        "以某条线单位为上级对口单位的较低层级条线单位数。",
        "数值越大，所面对的下级单位越多。",
        "不属于条线的单位（政府、分管领导、社区等）、未注明层级的单位和处于最低层级的条线单位无定义。",
        "{unit}在下级有 {value} 个对口单位。",
    ),
    formula=r"|\{j : i \text{ a counterpart of } j,\ \ell(j) > \ell(i)\}|",
    range=(0, None),
    higher="depends",
    dimension="measures.units",
    sources=_SOURCES,
)
def below(structure: Structure) -> pd.Series:
    """Return the number of units on lower levels whose counterpart each unit is.

    Parameters
    ----------
    structure : Structure
        What to measure.

    Returns
    -------
    Series
        Number per unit; ``nan`` for a unit that belongs to no line, has no level, or stands on the
        lowest level that has units of lines.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import counterparts
    >>> float(counterparts.below(gg.load("longgang", stage="2018")).max())
    19.0
    """
    rank = rank_in_line(structure)
    return _counted(structure, "upper", rank < np.nanmax(rank, initial=-np.inf), "below")


def _counted(structure: Structure, of: str, having: Flags, name: str) -> pd.Series:
    count = np.bincount(numbers(structure)[of], minlength=len(having)).astype(float)
    count[~having] = np.nan
    kept = structure.topology.unit_kind != "public"
    return pd.Series(count[kept], index=network(structure).nodes, name=f"counterparts.{name}")


def _defined(structure: Structure) -> pd.Series:
    found = above(structure).dropna()
    if found.empty:
        raise UndefinedMeasureError("measures.no_lower_units")
    return found


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Share of units without a counterpart above",
        "Share of the units of lines below the highest level that have no counterpart above.",
        "Higher: more units have nobody above who answers for their line.",
        _NO_LEVELS_EN,
    ),
    zh=Wording(
        "没有上级对口单位的单位占比",
        "最高层级以下的条线单位中，没有上级对口单位的占比。",
        "数值越大，没有上级对口单位的条线单位越多。",
        _NO_LEVELS_ZH,
    ),
    formula=r"|\{i \in L : c_i = 0\}| / |L|",
    range=(0, 1),
    higher="depends",
    dimension="measures.share",
    sources=_SOURCES,
)
def without(structure: Structure) -> float:
    """Return the share of units without a counterpart above.

    Parameters
    ----------
    structure : Structure
        What to measure.

    Returns
    -------
    float
        The share, over the units for which `above` has a value.

    Raises
    ------
    UndefinedMeasureError
        When no unit of a line stands below the highest level that has any.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import counterparts
    >>> round(counterparts.without(gg.load("longgang", stage="2023")), 3)
    0.051
    """
    return float((_defined(structure) == 0).mean())


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Share of units with several counterparts above",
        "Share of the units of lines below the highest level that have more than one counterpart"
        " above.",
        "Higher: more units serve several superiors. Merging below but not above raises it.",
        _NO_LEVELS_EN,
    ),
    zh=Wording(
        "有多个上级对口单位的单位占比",
        "最高层级以下的条线单位中，上级对口单位多于一个的占比。",
        "数值越大，对应多个上级的单位越多；只合下不合上会提高该占比。",
        _NO_LEVELS_ZH,
    ),
    formula=r"|\{i \in L : c_i > 1\}| / |L|",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=_SOURCES,
)
def several(structure: Structure) -> float:
    """Return the share of units with more than one counterpart above.

    Parameters and errors are those of `without`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import counterparts
    >>> [round(counterparts.several(gg.load("longgang", stage=s)), 3) for s in ("2018", "2023")]
    [0.0, 0.076]
    """
    return float((_defined(structure) > 1).mean())


def by_line(structure: Structure) -> pd.DataFrame:
    """Return how the units of each line meet across levels.

    Parameters
    ----------
    structure : Structure
        What to read.

    Returns
    -------
    DataFrame
        By line, in the order of the lines table: ``units`` below the highest level for which
        `above` has a value, how many of them have no counterpart above (``without``), exactly one
        (``one``) or more (``several``), the mean number (``mean_above``), and the different units
        above that they answer to (``upper``), of whatever line. A unit counts under its main line.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import counterparts
    >>> found = counterparts.by_line(gg.load("longgang", stage="2018"))
    >>> found.loc["education", ["units", "without", "one", "several"]].astype(int).tolist()
    [2, 0, 2, 0]
    """
    count = above(structure).dropna()
    line = structure.units.set_index("id")["line"].reindex(count.index)
    pairs = counterparts(structure)
    pairs = pairs[pairs["unit"].isin(count.index)]
    upper = pairs.groupby(pairs["unit"].map(line))["upper"].nunique()
    groups = count.groupby(line)
    found = pd.DataFrame(
        {
            "units": groups.size(),
            "without": (count == 0).groupby(line).sum(),
            "one": (count == 1).groupby(line).sum(),
            "several": (count > 1).groupby(line).sum(),
            "mean_above": groups.mean(),
        }
    )
    order = structure.lines["id"]
    found = found.reindex(order[order.isin(found.index)]).rename_axis("line")
    return found.assign(upper=upper.reindex(found.index, fill_value=0))
