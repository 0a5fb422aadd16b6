"""Splitting a unit (分设机构)."""

from dataclasses import dataclass

from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.counterparts import RULING
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Line, Matters, NewId, Share, Text, Unit, Units
from govgraph.reforms.transferring import Functions, transfer


@operator(
    "split_unit",
    subject="units",
    en=ReformWording(
        "Split a unit",
        "A part of a unit becomes a unit of its own, of the same kind, in the same place, under "
        "the same superiors. It takes the duties, powers, doors, goals and ties of the matters "
        "named, those of a line, a share of the officials, quota and posts, and subordinates. What "
        "is not named stays. A unit that falls into three parts is split twice.",
        "Split {name} off {unit}, with {matters} and {staff} of the staff.",
        {
            "unit": "The unit that is split.",
            "id": "Id of the new unit.",
            "name": "Its name.",
            "name_en": "Its English name.",
            "matters": "Matters that it takes.",
            "line": "Its line, whose matters and powers it takes too; that of the old unit if "
            "empty.",
            "subordinates": "Units that it leads or guides from then on.",
            "staff": "Share of officials, quota and posts that it takes.",
        },
    ),
    zh=ReformWording(
        "分设机构",
        "从一个单位中分出一部分单独设置，类型、区域、层级和上级不变。新单位承接所列事项的职责、权力、受理入口、考核和关系，"
        "以及某一条线的事项，并按比例承接人员、编制、职位和下属单位。未列明的留在原单位。一分为三的，分两次进行。",
        "从{unit}中分设{name}，承接{matters}，人员划转比例{staff}。",
        {
            "unit": "被分设的单位。",
            "id": "新单位编号。",
            "name": "新单位名称。",
            "name_en": "新单位英文名称。",
            "matters": "新单位承接的事项。",
            "line": "新单位所属条线，其事项和权力一并承接；留空则与原单位相同。",
            "subordinates": "此后由新单位领导或指导的单位。",
            "staff": "新单位承接的人员、编制和职位比例。",
        },
    ),
    mechanical=("span", "coordination", "dispersion"),
    uk=("Demerger",),
)
@dataclass(frozen=True, kw_only=True)
class SplitUnit(Reform):
    """Make a part of a unit a unit of its own.

    Parameters
    ----------
    unit : str
        The unit that is split.
    id, name, name_en : str
        What the new unit is called.
    matters : str or tuple of str or Where
        Matters that it takes.
    line : str
        Its line.
    subordinates : str or tuple of str or Where
        Units that it leads or guides from then on.
    staff : float
        Share of the staff that it takes.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.operators.split_unit import SplitUnit
    >>> build = gg.Builder().add("units", id="env", name="env", kind="department", filled=9)
    >>> step = SplitUnit(unit="env", id="water", name="Water", staff=1 / 3)
    >>> step.apply(build.build()).units[["id", "filled"]].values.tolist()
    [['env', 6.0], ['water', 3.0]]
    """

    unit: Unit
    id: NewId
    name: Text
    name_en: Text = ""
    matters: Matters = ()
    line: Line = ""
    subordinates: Units = ()
    staff: Share = 0.0

    def change(self, draft: Draft) -> None:
        """Add the new unit beside the old one, then hand over what it takes."""
        (unit,) = draft.choose(self.unit)
        (row,) = draft.rows("units", id=unit)
        own = {"id": self.id, "name": self.name, "name_en": self.name_en or None}
        if self.line:
            own["line"] = draft.choose(self.line, "lines")[0]
        empty = dict.fromkeys(("short", "short_en", "quota", "filled", "low", "high"))
        draft.copy("units", row, "reforms.handed_over", **{**empty, **own, **draft.common})
        for tie in draft.rows("relations", target=unit, kind=[*RULING]):
            new = {"target": self.id, **draft.common}
            draft.copy("relations", tie, "reforms.handed_over", **new)
        matters, below = draft.choose(self.matters, "matters"), draft.choose(self.subordinates)
        if matters or below or self.line or self.staff:
            transfer(draft, unit, self.id, Functions(matters, self.line, below, self.staff))
