"""The four fragmentations (四类碎片化): power, function, mechanism and information.

All are judged on cells of matter and area, and the whole structure's value is the mean over cells
weighted by cases (each cell counting one where no cases are stated): what an average case meets.
A unit or a joint body that is added and given nothing to do changes none of them.
"""

from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.gaps import (
    fragmentation,
    missing_powers,
    partner_ties,
    power_needs,
    uncoordinated_pairs,
    unshared_pairs,
)
from govgraph.measures.groundwork.gaps import profile_table as table
from govgraph.measures.groundwork.partners import cell_weights
from govgraph.measures.groundwork.work import mean_over_cells
from govgraph.model.structure import Structure

FAMILY = Family("fragmentation", en="The four fragmentations", zh="四类碎片化")

__all__ = [
    "function",
    "information",
    "mechanism",
    "missing_powers",
    "partner_ties",
    "power",
    "power_needs",
    "table",
    "uncoordinated_pairs",
    "unshared_pairs",
]


def _average(structure: Structure, column: str) -> float:
    return mean_over_cells(fragmentation(structure, column), cell_weights(structure))


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Power fragmentation",
        "Share of the powers a matter needs that are held neither by its lead nor by a unit its"
        " lead can give orders to (nor, for data sets, shared with the lead); averaged over matters"
        " and areas, weighted by cases.",
        "Higher: more cases meet a lead that must ask others for the powers it needs.",
        "Undefined when no matter states the powers it needs.",
    ),
    zh=Wording(
        "权力碎片化",
        "事项所需权力中，牵头单位及其可指挥单位均不具备（数据亦未共享给牵头单位）的占比；分区域、"
        "分事项计算，按办件量加权平均。",
        "数值越大，牵头单位须求助于其他单位才能取得所需权力的办件越多。",
        "没有任何事项列明所需权力时无定义。",
    ),
    formula=r"\frac{\sum_c w_c\,|N_c \setminus P(L_c)|/|N_c|}{\sum_c w_c}",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=("SixEtAl2002", "CarleyReminga2004"),
)
def power(structure: Structure) -> float:
    """Return the power fragmentation of the whole structure.

    Parameters
    ----------
    structure : Structure
        What to measure.

    Returns
    -------
    float
        Mean over the cells that need any power. A cell without a lead commands nothing.

    Raises
    ------
    UndefinedMeasureError
        When no cell needs a power.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import profile
    >>> build = gg.Builder().add("units", id="town", name="Township", kind="government")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="town", matter="noise", role="lead")
    >>> build = build.add("needs", matter="noise", power="inspect")
    >>> build = build.add("needs", matter="noise", power="penalise")
    >>> build = build.add("powers", unit="town", power="inspect", matter="noise")
    >>> profile.power(build.build())
    0.5
    """
    return _average(structure, "power")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Function fragmentation",
        "Share of matters, area by area and weighted by cases, that do not have exactly one lead.",
        "Higher: more cases fall on a matter that nobody, or more than one unit, leads.",
        "Undefined when there are no matters.",
    ),
    zh=Wording(
        "职能碎片化",
        "并非有且仅有一个牵头单位的事项占比；分区域计算，以办件量加权。",
        "数值越大，无人牵头或多头牵头的办件越多。",
        "没有事项时无定义。",
    ),
    formula=r"\frac{\sum_c w_c\,[\,|L_c| \ne 1\,]}{\sum_c w_c}",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=("SixEtAl2002",),
)
def function(structure: Structure) -> float:
    """Return the function fragmentation of the whole structure.

    Parameters
    ----------
    structure : Structure
        What to measure.

    Returns
    -------
    float
        Mean over cells. A cell whose every area below has a lead of its own counts as led. The
        spread of work over units is a measure of its own: `dispersion.mean_effective_number`.

    Raises
    ------
    UndefinedMeasureError
        When there are no matters.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import profile
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise").add("matters", id="air", name="Air")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> profile.function(build.build())
    0.5
    """
    return _average(structure, "function")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Mechanism fragmentation",
        "Share of the pairs of units that must coordinate (they work one matter in one area, or"
        " lead dependent matters there) without a leadership tie, a common joint body, a"
        " coordination tie or a live call; averaged over matters and areas, weighted by cases.",
        "Higher: more cooperation is left to chance or to the common superior.",
        "Undefined when no two units must coordinate.",
    ),
    zh=Wording(
        "机制碎片化",
        "须相互协调的单位对（在同一区域共同办理同一事项，或牵头相互依赖的事项）中，既无领导关系、"
        "共同议事协调机构，也无协调关系或有效吹哨关系的占比；分区域、分事项计算，"
        "按办件量加权平均。",
        "数值越大，越多的协作缺乏机制保障，只能依靠共同上级。",
        "没有任何两个单位须相互协调时无定义。",
    ),
    formula=r"\frac{\sum_c w_c\,|R_c \setminus A_c|/|R_c|}{\sum_c w_c}",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=("SixEtAl2002", "CataldoEtAl2008"),
)
def mechanism(structure: Structure) -> float:
    """Return the mechanism fragmentation of the whole structure.

    Parameters
    ----------
    structure : Structure
        What to measure.

    Returns
    -------
    float
        Mean over the cells in which any two units must coordinate. Data sharing does not count.

    Raises
    ------
    UndefinedMeasureError
        When no two units must coordinate.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import profile
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("units", id="police", name="Police", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("duties", unit="police", matter="noise", role="assist")
    >>> profile.mechanism(build.build())
    1.0
    """
    return _average(structure, "mechanism")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Information fragmentation",
        "Share of the pairs of units that must coordinate without a path on which the matter's"
        " data reach both; averaged over matters and areas, weighted by cases.",
        "Higher: more cases are worked by units that cannot see the same data.",
        "Undefined when no two units must coordinate.",
    ),
    zh=Wording(
        "信息碎片化",
        "须相互协调的单位对中，没有可使双方获得事项数据的共享途径的占比；分区域、分事项计算，"
        "按办件量加权平均。",
        "数值越大，越多的办件由看不到同一数据的单位共同办理。",
        "没有任何两个单位须相互协调时无定义。",
    ),
    formula=r"\frac{\sum_c w_c\,|R_c \setminus S_c|/|R_c|}{\sum_c w_c}",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=("SixEtAl2002",),
)
def information(structure: Structure) -> float:
    """Return the information fragmentation of the whole structure.

    Parameters
    ----------
    structure : Structure
        What to measure.

    Returns
    -------
    float
        Mean over the cells in which any two units must coordinate.

    Raises
    ------
    UndefinedMeasureError
        When no two units must coordinate.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import profile
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("units", id="police", name="Police", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("duties", unit="police", matter="noise", role="assist")
    >>> build = build.add("relations", source="env", target="police", kind="shares")
    >>> profile.information(build.build())
    0.0
    """
    return _average(structure, "information")
