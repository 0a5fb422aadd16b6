"""Changing an area's level and parent (调整行政层级、隶属: 镇改市, 县改区, 省直管县)."""

from dataclasses import dataclass

import pandas as pd

from govgraph.errors import InvalidStructureError, Place, Problem, UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.counterparts import RULING, Counterparts
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Area, Flag, Level
from govgraph.reforms.selection import under

#: Columns that name a unit of the old parent beside a unit of the area.
_TIES = (
    ("relations", "source", "target"),
    ("relations", "target", "source"),
    ("goals", "assessor", "unit"),
)


@operator(
    "change_level",
    subject="levels",
    en=ReformWording(
        "Change an area's level and parent",
        "An area comes to another level, under another area, or both: a town promoted to a "
        "county-level city, a county turned district, a county managed by the province directly. "
        "Its units of the old level get the new one. Ties between units of the area and units of "
        "the old parent go to the counterpart, of the same kind and line, in the new parent; so do "
        "assessors and doors of cases. A tie without a counterpart makes the step refuse, or is "
        "dropped and listed. Duties that units of the old parent had for the area end with their "
        "territory: give them to others in further steps.",
        "Bring {area} to the level {level} under {parent}.",
        {
            "area": "The area.",
            "level": "Its new level; the old one when empty.",
            "parent": "The area it comes under; the old one when empty.",
            "drop": "Whether ties without a counterpart are dropped and listed.",
        },
    ),
    zh=ReformWording(
        "调整区域层级与隶属",
        "区域调整层级或改隶另一区域，或两者兼有：撤镇设市、撤县设区、省直管县。原层级的单位随之调整层级。"
        "该区域单位与原上级区域单位之间的关系，转由新上级区域同类型、同条线的对应单位承担，考核主体和办件受理入口亦同。"
        "没有对应单位的，该步骤不予执行，或者取消并列明。原上级区域单位对该区域承担的职责随管辖范围终止，须由后续步骤另行确定。",
        "将{area}调整为{level}，隶属{parent}。",
        {
            "area": "所调整的区域。",
            "level": "新层级；留空为不变。",
            "parent": "新的上级区域；留空为不变。",
            "drop": "没有对应单位的关系是否取消并列明。",
        },
    ),
    mechanical=("span", "distance", "layers", "coordination"),
)
@dataclass(frozen=True, kw_only=True)
class ChangeLevel(Reform):
    """Bring an area to another level, under another area.

    Parameters
    ----------
    area : str
        The area.
    level : str
        Its new level.
    parent : str
        The area it comes under.
    drop : bool
        Whether ties without a counterpart are dropped and listed.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.operators.change_level import ChangeLevel
    >>> build = gg.Builder()
    >>> for level, parent in (("city", None), ("county", "city"), ("town", "county")):
    ...     _ = build.add("levels", id=level, name=level)
    ...     _ = build.add("areas", id=level, name=level, level=level, parent=parent)
    ...     _ = build.add("units", id=f"{level}.gov", name=level, kind="government", level=level,
    ...                   area=level)
    >>> _ = build.add("relations", source="city.gov", target="county.gov", kind="leads")
    >>> _ = build.add("relations", source="county.gov", target="town.gov", kind="leads")
    >>> promoted = ChangeLevel(area="town", level="county", parent="city").apply(build.build())
    >>> promoted.relations[["source", "target"]].values.tolist()
    [['city.gov', 'county.gov'], ['city.gov', 'town.gov']]
    """

    area: Area
    level: Level = ""
    parent: Area = ""
    drop: Flag = False

    def change(self, draft: Draft) -> None:
        """Change the area and its units, then move ties to the counterparts."""
        draft.choose((self.area, self.parent) if self.parent else self.area, "areas")
        (row,) = draft.rows("areas", id=self.area)
        old = {name: draft.frame("areas")[name][row] for name in ("level", "parent")}
        new = {"level": self.level, "parent": self.parent}
        new = {name: value for name, value in new.items() if value and value != old[name]}
        if not new:
            raise UserError("reforms.says_nothing")
        if "level" in new:
            draft.choose(self.level, "levels")
            units = draft.rows("units", area=self.area, level=old["level"])
            draft.change("units", units, "reforms.level_changed", level=self.level)
        if "parent" in new and not pd.isna(old["parent"]):
            self._move_ties(draft, str(old["parent"]))
        draft.change("areas", [row], "reforms.level_changed", **new)
        draft.settle("reforms.already_there")

    def _move_ties(self, draft: Draft, old: str) -> None:
        """Let what named units of the old parent name their counterparts."""
        units, found = draft.frame("units"), Counterparts(draft)
        inside = units.loc[units["area"].isin(list(under(draft.frame("areas"), self.area))), "id"]
        outside = units.loc[units["area"] == old, "id"]
        twins = {unit: found.within(unit, self.parent) for unit in outside}
        problems: list[Problem] = []
        for table, column, beside in _TIES:
            rows = draft.rows(table, **{column: list(outside), beside: list(inside)})
            problems += self._move(draft, table, column, rows, twins)
        below = list(under(draft.frame("areas"), self.area))
        doors = draft.rows("demand", area=below, door=list(outside))
        problems += self._move(draft, "demand", "door", doors, twins)
        if problems:
            raise InvalidStructureError(problems, self.operator.name)

    def _move(
        self, draft: Draft, table: str, column: str, rows: list[int], twins: dict[str, str | None]
    ) -> list[Problem]:
        named = draft.frame(table).loc[rows, column]
        new = named.map(twins)
        moved, alone = new.index[new.notna()].tolist(), new.index[new.isna()].tolist()
        draft.change(table, moved, "reforms.counterpart", **{column: new[moved]})
        if not self.drop:
            place = Place(table, None, column)
            known = sorted(set(named[alone]))
            said: dict[str, object] = {"area": self.parent}
            return [Problem("reforms.no_counterpart", place, one, said) for one in known]
        if table == "relations":
            self._drop(draft, alone)
        else:
            draft.change(table, alone, "reforms.no_counterpart_found", **{column: None})
        return []

    @staticmethod
    def _drop(draft: Draft, rows: list[int]) -> None:
        ties = draft.frame("relations").loc[rows]
        draft.released |= set(ties.loc[ties["kind"].isin(RULING), "target"])
        draft.lose("relations", rows, "reforms.no_counterpart_found")
