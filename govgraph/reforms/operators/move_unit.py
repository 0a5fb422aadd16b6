"""Moving units under another superior, into another area or line (调整隶属关系)."""

from dataclasses import dataclass

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Area, Line, Unit, Units


@operator(
    "move_unit",
    subject="units",
    en=ReformWording(
        "Move units",
        "Units come under another superior, into another area or into another line. The tie of "
        "leadership goes to the new superior with all it permits; a unit with several superiors "
        "leaves the one named. Guidance, duties, powers and staff stay as they are.",
        "Move {units} under {to}.",
        {
            "units": "The units.",
            "to": "Their new superior; unchanged when empty.",
            "leaves": "The superior they leave; needed where a unit has several.",
            "area": "Their new area; unchanged when empty.",
            "line": "Their new line; unchanged when empty.",
        },
    ),
    zh=ReformWording(
        "调整隶属关系",
        "单位改由另一上级领导，或划入另一区域、另一条线。领导关系连同其权能转归新上级；有多个上级的，须指明脱离哪一个。"
        "业务指导、职责、权力和人员不变。",
        "将{units}划归{to}领导。",
        {
            "units": "所调整的单位。",
            "to": "新的上级；留空为不变。",
            "leaves": "脱离的上级；有多个上级时须填写。",
            "area": "新的所在区域；留空为不变。",
            "line": "新的所属条线；留空为不变。",
        },
    ),
    mechanical=("span", "distance", "coordination"),
)
@dataclass(frozen=True, kw_only=True)
class MoveUnit(Reform):
    """Move units to another superior, area or line.

    Parameters
    ----------
    units : str or tuple of str or Where
        The units.
    to : str
        Their new superior.
    leaves : str
        The superior they leave.
    area, line : str
        Their new area and line.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.operators.move_unit import MoveUnit
    >>> build = gg.Builder()
    >>> for unit in ("env", "land", "park"):
    ...     _ = build.add("units", id=unit, name=unit, kind="department")
    >>> _ = build.add("relations", source="env", target="park", kind="leads")
    >>> MoveUnit(units="park", to="land").apply(build.build()).relations["source"].tolist()
    ['land']
    """

    units: Units
    to: Unit = ""
    leaves: Unit = ""
    area: Area = ""
    line: Line = ""

    def change(self, draft: Draft) -> None:
        """Change the rows of the units and the ties of leadership to them."""
        if not (self.to or self.area or self.line):
            raise UserError("reforms.says_nothing")
        units = draft.choose(self.units)
        places = {"area": (self.area, "areas"), "line": (self.line, "lines")}
        new = {c: draft.choose(one, table)[0] for c, (one, table) in places.items() if one}
        draft.change("units", draft.rows("units", id=units), "reforms.moved_to", **new)
        for unit in units if self.to else ():
            self._lead(draft, unit, draft.choose(self.to)[0])
        draft.settle("reforms.already_there")

    def _lead(self, draft: Draft, unit: str, to: str) -> None:
        left = {"source": self.leaves} if self.leaves else {}
        rows = draft.rows("relations", kind="leads", target=unit, **left)
        if len(rows) > 1 or (self.leaves and not rows):
            count = len(draft.rows("relations", kind="leads", target=unit))
            raise UserError("reforms.which_superior", unit=unit, count=count)
        if rows:
            draft.change("relations", rows, "reforms.moved_to", source=to)
        else:
            draft.add("relations", source=to, target=unit, kind="leads")
