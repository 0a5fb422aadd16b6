"""Load of officials (人均工作量): hours of case work, and how many there are to do it."""

import numpy as np
import pandas as pd

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.hierarchy import per_unit
from govgraph.measures.groundwork.work import work_numbers
from govgraph.model.arrays import positions
from govgraph.model.jurisdiction import places
from govgraph.model.network import network
from govgraph.model.structure import Structure

FAMILY = Family("delayering", en="Load of officials", zh="人均工作量")

_NO_STAFF_EN = "Undefined for a unit without officials in post."
_NO_STAFF_ZH = "单位没有在岗人员时无定义。"


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Hours of case work",
        "Hours that the cases of a year take from a unit, over all matters and areas it has a "
        "part in.",
        "Higher: more work falls on the unit.",
        sentence="Cases take {value} hours a year from {unit}.",
    ),
    zh=Wording(
        "办件工时",
        "一个单位在其承担职责的全部事项和区域中，一年办件所需的工时。",
        "数值越大，落在该单位的工作越多。",
        sentence="{unit}一年办件需 {value} 小时。",
    ),
    formula=r"H_i = \sum_{m,a} n_{ma} h_{ima}",
    range=(0, None),
    higher="depends",
    dimension="measures.hours",
    sources=("GulickUrwick1937",),
)
def hours(source: Structure) -> pd.Series:
    """Return the hours of case work of every unit.

    Parameters
    ----------
    source : Structure
        What to measure.

    Returns
    -------
    Series
        Cases of a matter in an area times the unit's hours on one of them, added up. Where no
        duty of a cell states hours, its leads share the matter's hours, or one hour.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import official_load
    >>> build = gg.Builder().add("levels", id="c", name="C")
    >>> build = build.add("areas", id="A", name="A", level="c")
    >>> build = build.add("units", id="env", name="Env", kind="department", area="A", filled=4)
    >>> build = build.add("matters", id="noise", name="Noise", hours=2)
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> county = build.add("demand", matter="noise", area="A", cases=30).build()
    >>> official_load.hours(county).to_dict()
    {'env': 60.0}
    """
    done, cases, topology = work_numbers(source), places(source).cases, source.topology
    spent = pd.Series(np.nan_to_num(done.hours) * np.nan_to_num(cases)[done.cell])
    total = spent.groupby(done.unit).sum()
    values = np.zeros(len(topology.units))
    values[total.index.to_numpy(np.intp)] = total.to_numpy()
    graph, values = network(source), values[topology.unit_kind != "public"]
    return per_unit(graph, values, "official_load.hours")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Hours per official",
        "Hours of case work of a unit, divided by its officials in post.",
        "Higher: fewer people for more work.",
        _NO_STAFF_EN,
        "Each official of {unit} has {value} hours of case work a year.",
    ),
    zh=Wording(
        "人均办件工时",
        "一个单位一年的办件工时除以在岗人数。",
        "数值越大，人越少、事越多。",
        _NO_STAFF_ZH,
        "{unit}人均一年办件 {value} 小时。",
    ),
    formula=r"\frac{H_i}{f_i}",
    range=(0, None),
    higher="worse",
    dimension="measures.hours",
    sources=("GulickUrwick1937",),
)
def unit(source: Structure) -> pd.Series:
    """Return the hours per official of every unit; parameters are those of `hours`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import official_load
    >>> build = gg.Builder().add("units", id="env", name="Env", kind="department", filled=4)
    >>> official_load.unit(build.build()).to_dict()
    {'env': 0.0}
    """
    total = hours(source)
    filled = _filled(source).reindex(total.index).to_numpy(dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.where(filled > 0, total.to_numpy() / filled, np.nan)
    return pd.Series(values, total.index, dtype=float, name="official_load.unit")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Mean hours per official",
        "Hours of case work of all units with officials, divided by the officials in post.",
        "Higher: fewer people for more work.",
        "Undefined when no unit states officials in post.",
    ),
    zh=Wording(
        "总体人均办件工时",
        "有在岗人员的全部单位一年办件工时之和除以在岗人数之和。",
        "数值越大，人越少、事越多。",
        "没有任何单位填写在岗人数时无定义。",
    ),
    formula=r"\frac{\sum_i H_i}{\sum_i f_i},\quad f_i > 0",
    range=(0, None),
    higher="worse",
    dimension="measures.hours",
    sources=("GulickUrwick1937",),
)
def mean(source: Structure) -> float:
    """Return the mean hours per official; parameters are those of `hours`.

    Raises
    ------
    UndefinedMeasureError
        When no unit states officials in post.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import official_load
    >>> build = gg.Builder().add("units", id="env", name="Env", kind="department", filled=4)
    >>> official_load.mean(build.build())
    0.0
    """
    total = hours(source)
    filled = _filled(source).reindex(total.index).fillna(0.0)
    if not filled.sum():
        raise UndefinedMeasureError("measures.no_officials")
    return float(total[filled > 0].sum() / filled.sum())


def _filled(source: Structure) -> pd.Series:
    """Officials in post by unit: the unit's own number, else those of its posts."""
    filled, posts = source.units["filled"].to_numpy(), source.posts
    unit = positions(posts["unit"], source.topology.units)
    total = posts["filled"].reset_index(drop=True).groupby(unit).sum()
    own = total.reindex(np.arange(len(filled))).to_numpy()
    return pd.Series(np.where(np.isnan(filled), own, filled), source.topology.units)
