"""The gap between responsibility and authority (权责不对等).

有责无权: a unit leads a matter and lacks powers that the matter needs, *owned* (it has none of its
own) or *callable* (nor can it order or call up anyone who has). Its counterpart 有权无责 is in the
family `powers`.
"""

import pandas as pd

from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.measures.groundwork.responsibility import requirements, share_by_unit, share_of
from govgraph.model.structure import Structure

FAMILY = Family("accountability", en="Authority and responsibility", zh="权责匹配")

__all__ = [
    "gap",
    "gap_callable",
    "requirements",
    "unit_gap",
    "unit_gap_callable",
]

Roles = tuple[str, ...]
_LEAD: Roles = ("lead",)
_SOURCES = ("CarleyReminga2004",)
_NO_NEED_EN = "Undefined when no responsibility requires a power."
_NO_NEED_ZH = "没有任何职责需要权力时无定义。"


def _lacking(structure: Structure, roles: Roles, count: str, column: str) -> pd.Series:
    """For every requirement, whether it is lacking; the index names the unit."""
    check_choice(count, ("needs", "powers"))
    frame = requirements(structure, roles)
    lacking = (~frame[column]).set_axis(pd.Index(frame["unit"], name="unit"))
    if count == "needs":
        return lacking
    return lacking.groupby([frame["unit"].to_numpy(), frame["power"].to_numpy()]).any().droplevel(1)


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Responsibility without power (owned)",
        "Share of the powers required by the matters that units lead which those units do not"
        " hold themselves, area by area.",
        "Higher: more responsibility without the power to meet it.",
        _NO_NEED_EN,
    ),
    zh=Wording(
        "有责无权（自有口径）",
        "各单位牵头事项所需权力中，该单位自身不具备的占比（分区域计算）。",
        "数值越大，责任与权力越不匹配。",
        _NO_NEED_ZH,
    ),
    formula=r"\frac{\sum_u |\mathrm{req}(R_u) \setminus P_u|}{\sum_u |\mathrm{req}(R_u)|}",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=_SOURCES,
    oracles=("needs_congruence",),
)
def gap(structure: Structure, *, roles: Roles = _LEAD, count: str = "needs") -> float:
    """Return the share of required powers that the responsible units do not hold.

    Parameters
    ----------
    structure : Structure
        What to measure.
    roles : tuple of str
        Duties that make a unit responsible.
    count : {"needs", "powers"}
        Count every power of every matter and area that needs it, or every kind of power once per
        unit (lacking when any of the unit's matters lacks it), as organisation analysis with
        agent, task and resource matrices does.

    Returns
    -------
    float
        The share.

    Raises
    ------
    UndefinedMeasureError
        When no responsibility requires a power.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import authority
    >>> build = gg.Builder().add("units", id="town", name="Township", kind="government")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="town", matter="noise", role="lead")
    >>> build = build.add("needs", matter="noise", power="inspect")
    >>> build = build.add("needs", matter="noise", power="penalise")
    >>> build = build.add("powers", unit="town", power="inspect")
    >>> authority.gap(build.build())
    0.5
    """
    return share_of(_lacking(structure, roles, count, "owned"), "measures.no_requirement")


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Responsibility without power (callable)",
        "Share of the powers required by the matters that units lead which those units neither "
        "hold nor can have used by an order, a live call for the matter or, for data, by "
        "sharing; area by area.",
        "Higher: more responsibility that even calling on others cannot meet.",
        _NO_NEED_EN,
    ),
    zh=Wording(
        "有责无权（可调用口径）",
        "各单位牵头事项所需权力中，自身不具备，也无法通过命令、"
        "有效吹哨或数据共享调用的占比（分区域计算）。",
        "数值越大，即使调用其他单位也无法履行的责任越多。",
        _NO_NEED_ZH,
    ),
    formula=r"\frac{\sum_u |\mathrm{req}_u \setminus (P_u \cup C_u)|}{\sum_u |\mathrm{req}_u|}",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=_SOURCES,
)
def gap_callable(structure: Structure, *, roles: Roles = _LEAD, count: str = "needs") -> float:
    """Return the share of required powers that units can neither use nor call upon; see `gap`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import authority
    >>> build = gg.Builder().add("units", id="town", name="Township", kind="government")
    >>> build = build.add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="town", matter="noise", role="lead")
    >>> build = build.add("needs", matter="noise", power="penalise")
    >>> build = build.add("powers", unit="env", power="penalise")
    >>> build = build.add("relations", source="town", target="env", kind="calls", matter="noise")
    >>> structure = build.build()
    >>> authority.gap(structure), authority.gap_callable(structure)
    (1.0, 0.0)
    """
    return share_of(_lacking(structure, roles, count, "callable"), "measures.no_requirement")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Responsibility without power of a unit (owned)",
        "Share of the powers required by the matters a unit leads that it does not hold.",
        "1: it holds none of the powers it is required to have.",
        "Undefined for a unit whose responsibilities require no power.",
        "Of the powers required by the matters that {unit} leads, {value} are not its own.",
    ),
    zh=Wording(
        "单位有责无权（自有口径）",
        "单位牵头事项所需权力中，自身不具备的占比。",
        "1 表示所需权力全部缺失。",
        "职责不需要权力的单位无定义。",
        "{unit}牵头事项所需的权力中，自身不具备的占 {value}。",
    ),
    formula=r"|\mathrm{req}(R_u) \setminus P_u| / |\mathrm{req}(R_u)|",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=_SOURCES,
    oracles=("needs_congruence",),
)
def unit_gap(structure: Structure, *, roles: Roles = _LEAD, count: str = "needs") -> pd.Series:
    """Return for every unit the share of required powers it does not hold; see `gap`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import authority
    >>> build = gg.Builder().add("units", id="town", name="Township", kind="government")
    >>> authority.unit_gap(build.build()).to_dict()
    {'town': nan}
    """
    lacking = _lacking(structure, roles, count, "owned")
    return share_by_unit(structure, lacking, "authority.unit_gap")


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Responsibility without power of a unit (callable)",
        "Share of the powers required by the matters a unit leads that it neither holds nor can "
        "have used by an order, a live call or, for data, by sharing.",
        "1: it can have none of the powers it needs used.",
        "Undefined for a unit whose responsibilities require no power.",
        "Of the powers required by the matters that {unit} leads, {value} are neither its own "
        "nor within its reach by order, call or shared data.",
    ),
    zh=Wording(
        "单位有责无权（可调用口径）",
        "单位牵头事项所需权力中，自身不具备，也无法通过命令、有效吹哨或数据共享调用的占比。",
        "1 表示所需权力全部无法动用。",
        "职责不需要权力的单位无定义。",
        "{unit}牵头事项所需的权力中，自身不具备，也无法通过命令、吹哨或数据共享调用的占 {value}。",
    ),
    formula=r"|\mathrm{req}(R_u) \setminus (P_u \cup C_u)| / |\mathrm{req}(R_u)|",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=_SOURCES,
)
def unit_gap_callable(
    structure: Structure, *, roles: Roles = _LEAD, count: str = "needs"
) -> pd.Series:
    """Return for every unit the share of powers it can neither use nor call upon; see `gap`.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import authority
    >>> build = gg.Builder().add("units", id="town", name="Township", kind="government")
    >>> authority.unit_gap_callable(build.build()).to_dict()
    {'town': nan}
    """
    lacking = _lacking(structure, roles, count, "callable")
    return share_by_unit(structure, lacking, "authority.unit_gap_callable")
