"""Who is assigned to what (职责分派): measures of the meta-matrix of units, matters and powers.

Tasks are matters, area by area; agents are the units that hold one of the roles asked there;
resources are powers. Of the measures of Carley and Reminga's Organization Risk Analyzer

- assignment redundancy is `redundancy`, task exclusivity `exclusivity`;
- negotiation and under-supply are `undersupply`, counted by matters and by powers, and `lacking`
  matter by matter;
- need, unmet by those responsible, is `govgraph.measures.authority.gap`, waste is
  `govgraph.measures.powers.idle` (both with ``count="powers"`` where they take it), and they are
  not repeated here.

Cases do not weigh: every matter counts once in every area where it arises.
"""

import numpy as np
import pandas as pd

from govgraph.errors import UndefinedMeasureError
from govgraph.measures.catalogue import Family, Wording
from govgraph.measures.groundwork.gaps import power_needs
from govgraph.measures.groundwork.pairs import check_choice
from govgraph.measures.groundwork.partners import WORKING_ROLES
from govgraph.measures.groundwork.work import per_cell
from govgraph.model.jurisdiction import cells, participants
from govgraph.model.network import network
from govgraph.model.structure import Structure

FAMILY = Family("fragmentation", en="Assignment of matters", zh="职责分派")

__all__ = ["exclusivity", "lacking", "redundancy", "undersupply"]

Roles = tuple[str, ...]
_LEAD: Roles = ("lead",)
_SOURCES = ("CarleyReminga2004",)


def _assigned(structure: Structure, roles: Roles) -> pd.DataFrame:
    """Each cell beside each unit that holds one of the roles there, once."""
    duties = participants(structure)
    return duties.loc[duties["role"].isin(roles), ["cell", "unit"]].drop_duplicates()


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Assignment redundancy",
        "Number of units that lead a matter in an area beyond the first, averaged over all matters"
        " and areas.",
        "0: no matter has more than one lead; higher: more leads than matters need.",
        "Undefined when there are no matters.",
    ),
    zh=Wording(
        "职责重复度",
        "各区域各事项中，除第一个牵头单位外的其余牵头单位数的平均值。",
        "0 表示没有事项存在多头牵头，数值越大重复牵头越多。",
        "没有事项时无定义。",
    ),
    formula=r"\frac{1}{n}\sum_t \max(0, a_t - 1)",
    range=(0, None),
    higher="worse",
    dimension="measures.units",
    sources=_SOURCES,
    oracles=("ora_assignment_redundancy",),
)
def redundancy(structure: Structure, *, roles: Roles = _LEAD, scale: str = "mean") -> float:
    """Return the assignment redundancy.

    Parameters
    ----------
    structure : Structure
        What to measure.
    roles : tuple of str
        Duties that assign a matter to a unit.
    scale : {"mean", "sum", "share"}
        Surplus units per matter and area; all of them; or their share of the surplus that there
        would be if every unit of the structure were assigned everything, (m − 1) n. Only the last
        falls when a unit is added that has nothing to do.

    Returns
    -------
    float
        The redundancy.

    Raises
    ------
    UndefinedMeasureError
        When there are no matters, or, for the share, fewer than two units.

    Notes
    -----
    A matter that nobody leads has no surplus; it is a gap, which `govgraph.measures.profile`
    counts.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import assignment
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("units", id="police", name="Police", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("duties", unit="police", matter="noise", role="lead")
    >>> assignment.redundancy(build.build())
    1.0
    """
    check_choice(scale, ("mean", "sum", "share"))
    tasks, units = len(cells(structure)), len(network(structure))
    if not tasks:
        raise UndefinedMeasureError("measures.no_cells")
    if scale == "share" and units < 2:  # noqa: PLR2004 - one unit has no surplus
        raise UndefinedMeasureError("measures.too_few_units", count=units)
    counts = _assigned(structure, roles).groupby("cell").size()
    surplus = float((counts - 1).sum())
    return surplus / {"mean": tasks, "sum": 1, "share": (units - 1) * tasks}[scale]


@FAMILY.measure(
    per="unit",
    en=Wording(
        "Task exclusivity of a unit",
        "Matters that a unit leads, area by area, each counting 1 when it leads alone and"
        " exponentially less for every further lead.",
        "Higher: more matters would be without a lead if the unit failed.",
        "",
        "{unit} leads the equivalent of {value} matters all by itself (one led together with others"
        " counts for less).",
    ),
    zh=Wording(
        "单位职责专属度",
        "单位牵头的事项数（分区域计算）：独自牵头计 1，每多一个共同牵头单位即按指数递减。",
        "数值越大，该单位缺位时无人牵头的事项越多。",
        "",
        "{unit}牵头的事项折合独自牵头 {value} 项（共同牵头的折减计算）。",
    ),
    formula=r"\sum_t a_{ut}\, e^{1 - a_t}",
    range=(0, None),
    higher="depends",
    dimension="measures.matters",
    sources=_SOURCES,
)
def exclusivity(structure: Structure, *, roles: Roles = _LEAD, scale: str = "sum") -> pd.Series:
    """Return the task exclusivity of every unit.

    Parameters
    ----------
    structure : Structure
        What to measure.
    roles : tuple of str
        Duties that assign a matter to a unit.
    scale : {"sum", "share"}
        The sum over matters and areas, or that sum over their number.

    Returns
    -------
    Series
        One number per unit; 0 for a unit to which nothing is assigned.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import assignment
    >>> build = gg.Builder().add("units", id="env", name="Environment", kind="department")
    >>> build = build.add("matters", id="noise", name="Noise").add("matters", id="air", name="Air")
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> assignment.exclusivity(build.build(), scale="share").to_dict()
    {'env': 0.5}
    """
    check_choice(scale, ("sum", "share"))
    assigned = _assigned(structure, roles)
    weight = np.exp(1.0 - assigned.groupby("cell")["unit"].transform("size"))
    found: pd.Series = weight.groupby(assigned["unit"]).sum()
    found = found.reindex(network(structure).nodes, fill_value=0.0)
    tasks = max(len(cells(structure)), 1) if scale == "share" else 1
    return (found.astype(float) / tasks).rename("assignment.exclusivity")


def _lacking(structure: Structure, roles: Roles) -> pd.DataFrame:
    """Every power that a cell needs, and whether none of the cell's own units holds it."""
    assigned = _assigned(structure, roles)
    working = set(zip(assigned["cell"], assigned["unit"], strict=True))
    needs = power_needs(structure)[["cell", "power", "holders"]]
    rows = zip(needs["cell"], needs["holders"], strict=True)
    lacking = [not any((cell, unit) in working for unit in holders) for cell, holders in rows]
    return needs.assign(lacking=np.array(lacking, dtype=bool))


@FAMILY.measure(
    per="structure",
    en=Wording(
        "Under-supply of matters",
        "Share of the matters, area by area, that need some power which none of the units that"
        " lead, assist or decide there holds.",
        "Higher: more matters cannot be settled by those who work them together.",
        "Undefined when no matter states the powers it needs.",
    ),
    zh=Wording(
        "事项权力短缺率",
        "至少有一项所需权力为牵头、配合、决定单位均不具备的事项占比（分区域计算）。",
        "数值越大，现有承办单位合力也无法办结、须另行协商的事项越多。",
        "没有任何事项列明所需权力时无定义。",
    ),
    formula=r"\frac{|\{t : N_t \setminus \bigcup_{u \in A_t} P_u \ne \emptyset\}|}{n}",
    range=(0, 1),
    higher="worse",
    dimension="measures.share",
    sources=_SOURCES,
    oracles=("task_undersupply",),
)
def undersupply(
    structure: Structure, *, roles: Roles = WORKING_ROLES, count: str = "matters"
) -> float:
    """Return how far those who work a matter lack, together, the powers that it needs.

    Parameters
    ----------
    structure : Structure
        What to measure.
    roles : tuple of str
        Duties that make a unit work a matter.
    count : {"matters", "powers"}
        The share of matters and areas that lack any power (negotiation: someone else must be
        asked), or the mean number of powers that they lack (under-supply).

    Returns
    -------
    float
        Over the matters and areas that need any power; one where nobody works lacks all.

    Raises
    ------
    UndefinedMeasureError
        When no matter states a power that it needs.

    Notes
    -----
    Only powers that the units hold themselves count, not those that they could order or call up;
    see `govgraph.measures.profile.power` and `govgraph.measures.authority.gap_callable` for these.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import assignment
    >>> build = gg.Builder().add("units", id="town", name="Township", kind="government")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="town", matter="noise", role="lead")
    >>> build = build.add("needs", matter="noise", power="inspect")
    >>> build = build.add("needs", matter="noise", power="penalise")
    >>> structure = build.add("powers", unit="town", power="inspect", matter="noise").build()
    >>> assignment.undersupply(structure), assignment.undersupply(structure, count="powers")
    (1.0, 1.0)
    """
    check_choice(count, ("matters", "powers"))
    found = _lacking(structure, roles).groupby("cell")["lacking"]
    if not found.ngroups:
        raise UndefinedMeasureError("measures.no_needs")
    return float((found.any() if count == "matters" else found.sum()).mean())


@FAMILY.measure(
    per="matter",
    en=Wording(
        "Powers lacking for a matter",
        "Number of powers that the matter needs and none of the units that lead, assist or decide"
        " there holds.",
        "0: those who work it have all its powers between them.",
        "Undefined where the matter states no need.",
    ),
    zh=Wording(
        "事项短缺权力数",
        "事项所需权力中，该区域内的牵头、配合、决定单位均不具备的项数。",
        "0 表示承办单位合计具备全部所需权力。",
        "未列明所需权力的事项无定义。",
    ),
    formula=r"|N_t \setminus \bigcup_{u \in A_t} P_u|",
    range=(0, None),
    higher="worse",
    dimension="measures.powers",
    sources=_SOURCES,
    oracles=("task_undersupply",),
)
def lacking(structure: Structure, *, roles: Roles = WORKING_ROLES) -> pd.Series:
    """Return for every matter and area how many powers those who work it lack together.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.measures import assignment
    >>> build = gg.Builder().add("units", id="town", name="Township", kind="government")
    >>> build = build.add("matters", id="noise", name="Noise")
    >>> build = build.add("duties", unit="town", matter="noise", role="lead")
    >>> build = build.add("needs", matter="noise", power="penalise")
    >>> assignment.lacking(build.build()).tolist()
    [1.0]
    """
    found = _lacking(structure, roles).groupby("cell")["lacking"].sum()
    values = found.reindex(cells(structure).index).to_numpy(dtype=float)
    return per_cell(structure, values, "assignment.lacking")
