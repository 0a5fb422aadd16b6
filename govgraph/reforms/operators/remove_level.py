"""Removing a level: a delayering (减少管理层级)."""

from dataclasses import dataclass

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft, records
from govgraph.reforms.fields import Area, Home, Level
from govgraph.reforms.joining import empty
from govgraph.reforms.rehoming import Rehoming, abolish
from govgraph.reforms.selection import under
from govgraph.reforms.sharing import equal, shared, spread


@operator(
    "remove_level",
    subject="levels",
    en=ReformWording(
        "Remove a level",
        "The units of a level are abolished, everywhere or under one area. Five policies say where "
        "what they held goes: the lead over their subordinates, duties, powers, staff with quota "
        "and posts, and the doors of cases. “Up” is the unit of the same kind and line in the area "
        "above (or the unit's own superior), “down” the units of the same kind and line in the "
        "areas below, “split” both, “drop” nobody; a unit may be named. Without a policy the step "
        "refuses and names what has no home. The areas of the level are taken out of the tree: "
        "areas below, cases and other units there come under the area above. What only the "
        "abolished units themselves could have ends with them and is listed: ties to superiors and "
        "peers, what they were assessed on.",
        "Remove the level {level} under {area}: superiors {superiors}, duties {duties}, powers "
        "{powers}, staff {staff}, doors {doors}.",
        {
            "level": "The level.",
            "area": "Only in this area and below; everywhere when empty.",
            "superiors": "Who leads, guides and assesses their subordinates then.",
            "duties": "Who takes their duties.",
            "powers": "Who takes their powers.",
            "staff": "Who takes their officials, quota and posts.",
            "doors": "Where cases come in that came in at them.",
        },
    ),
    zh=ReformWording(
        "减少管理层级",
        "撤销全部范围或某一区域内某一层级的单位。五项政策分别说明其所承担内容的去向：对下级的领导、职责、权力、"
        "人员（连同编制和职位）、办件受理入口。“上收”指交由上一级区域同类型、同条线的单位（没有的交由其上级单位），"
        "“下放”指交由下一级各区域同类型、同条线的单位，“分流”指两者兼有，“取消”指不再安排去向，也可指定单位。"
        "未作说明的，该步骤不予执行，并列明无去向的内容。该层级的区域不再作为一级：下级区域、办件及该区域内其他单位划归上一级区域。"
        "只属于被撤销单位自身的内容（与上级、同级的关系，对其考核）随之终止并列明。",
        "在{area}范围内减少{level}这一层级：对下级的领导{superiors}，职责{duties}，权力{powers}，人员{staff}，受理入口{doors}。",
        {
            "level": "减少的层级。",
            "area": "仅限该区域及其下级；留空为全部范围。",
            "superiors": "此后由谁领导、指导、考核其下级。",
            "duties": "职责由谁承接。",
            "powers": "权力由谁承接。",
            "staff": "人员、编制和职位由谁承接。",
            "doors": "原由其受理的办件改由何处受理。",
        },
    ),
    mechanical=("span", "distance", "layers", "coordination", "delayering"),
)
@dataclass(frozen=True, kw_only=True)
class RemoveLevel(Reform):
    """Abolish the units of a level and take its areas out of the tree.

    Parameters
    ----------
    level : str
        The level.
    area : str
        Only in this area and below.
    superiors, duties, powers, staff, doors : str
        Where everything goes: ``up``, ``down``, ``split``, ``drop`` or the id of a unit.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.operators.remove_level import RemoveLevel
    >>> build = gg.Builder()
    >>> for level, parent in (("county", None), ("town", "county"), ("village", "town")):
    ...     _ = build.add("levels", id=level, name=level)
    ...     _ = build.add("areas", id=level, name=level, level=level, parent=parent)
    ...     _ = build.add("units", id=f"{level}.gov", name=level, kind="government", level=level,
    ...                   area=level, filled=4)
    >>> _ = build.add("relations", source="county.gov", target="town.gov", kind="leads")
    >>> _ = build.add("relations", source="town.gov", target="village.gov", kind="leads")
    >>> after = RemoveLevel(level="town", superiors="up", staff="split").apply(build.build())
    >>> after.units[["id", "filled"]].values.tolist()
    [['county.gov', 6.0], ['village.gov', 6.0]]
    >>> after.relations[["source", "target"]].values.tolist()
    [['county.gov', 'village.gov']]
    """

    level: Level
    area: Area = ""
    superiors: Home = ""
    duties: Home = ""
    powers: Home = ""
    staff: Home = ""
    doors: Home = ""

    def change(self, draft: Draft) -> None:
        """Abolish the units, then take the areas out."""
        draft.choose(self.level, "levels")
        areas = draft.frame("areas").set_index("id")
        inside = under(draft.frame("areas"), self.area) if self.area else set(areas.index)
        gone = [one for one in areas.index if one in inside and areas["level"][one] == self.level]
        units = self._units(draft, inside if self.area else None)
        if not units and not gone:
            raise UserError("reforms.no_such_level", level=self.level)
        homes = Rehoming(self.superiors, self.duties, self.powers, self.staff, self.doors)
        if units:
            abolish(draft, units, homes, self.operator.name)
        _take_out(draft, gone)

    def _units(self, draft: Draft, inside: set[str] | None) -> list[str]:
        """Return the units of the level; one without a level has that of its area."""
        units, areas = draft.frame("units"), draft.frame("areas")
        there = areas.loc[areas["level"] == self.level, "id"].tolist()
        keep = (units["level"] == self.level).fillna(value=False)
        keep |= units["level"].isna() & units["area"].isin(there)
        if inside is not None:
            keep &= units["area"].isin(list(inside))
        found: list[str] = units.loc[keep, "id"].tolist()
        return found


def _take_out(draft: Draft, gone: list[str]) -> None:
    """Take areas out of the tree: what was in them comes under the area above."""
    areas = draft.frame("areas").set_index("id")
    above = {area: areas["parent"][area] for area in gone}
    children = {area: areas.index[areas["parent"] == area].tolist() for area in gone}
    for table, column in (("areas", "parent"), ("units", "area")):
        rows = draft.rows(table, **{column: gone})
        new = draft.frame(table).loc[rows, column].map(above)
        draft.change(table, rows, "reforms.area_above", **{column: new})
    for table in ("duties", "powers"):
        for row in draft.rows(table, area=gone):
            area = draft.frame(table)["area"][row]
            places = [{"area": one} for one in children[area]] or [{"area": above[area]}]
            spread(draft, table, row, places, "reforms.area_below")
    _move_cases(draft, above, children)
    draft.lose("areas", draft.rows("areas", id=gone), "reforms.area_taken_out")
    draft.settle("reforms.area_above")


def _move_cases(draft: Draft, above: dict[str, object], children: dict[str, list[str]]) -> None:
    """Count the cases of an area in the one above, or else in equal parts in those below."""
    rows = draft.rows("demand", area=list(above))
    for row, demand in zip(rows, records(draft.frame("demand").loc[rows]), strict=True):
        parent, below = above[demand["area"]], children[demand["area"]]
        if not empty(parent) or not below:
            draft.change("demand", [row], "reforms.area_above", area=parent)
            continue
        values = shared("demand", demand, equal(len(below)))
        places = [{**value, "area": area} for value, area in zip(values, below, strict=True)]
        spread(draft, "demand", row, places, "reforms.area_below")
