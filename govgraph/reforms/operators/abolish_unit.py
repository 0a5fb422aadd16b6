"""Abolishing units (撤销机构)."""

from dataclasses import dataclass

from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Home, Units
from govgraph.reforms.rehoming import Rehoming, abolish


@operator(
    "abolish_unit",
    subject="units",
    en=ReformWording(
        "Abolish units",
        "Units are abolished. Five policies say where what they held goes: the lead over their "
        "subordinates, duties, powers, staff with quota and posts, and the doors of cases. “Up” is "
        "the unit of the same kind and line in the area above (or the unit's own superior), “down” "
        "the units of the same kind and line in the areas below, “split” both, “drop” nobody; a "
        "unit may be named. Without a policy the step refuses and names what has no home. Ties to "
        "superiors and peers, and what the units were assessed on, end with them and are listed.",
        "Abolish {units}: superiors {superiors}, duties {duties}, powers {powers}, staff {staff}, "
        "doors {doors}.",
        {
            "units": "The units.",
            "superiors": "Who leads, guides and assesses their subordinates then.",
            "duties": "Who takes their duties.",
            "powers": "Who takes their powers.",
            "staff": "Who takes their officials, quota and posts.",
            "doors": "Where cases come in that came in at them.",
        },
    ),
    zh=ReformWording(
        "撤销机构",
        "撤销若干单位。五项政策分别说明其所承担内容的去向：对下级的领导、职责、权力、人员（连同编制和职位）、办件受理入口。"
        "“上收”指交由上一级区域同类型、同条线的单位（没有的交由其上级单位），“下放”指交由下一级各区域同类型、同条线的单位，"
        "“分流”指两者兼有，“取消”指不再安排去向，也可指定单位。未作说明的，该步骤不予执行，并列明无去向的内容。"
        "与上级、同级的关系以及对其考核随之终止并列明。",
        "撤销{units}：对下级的领导{superiors}，职责{duties}，权力{powers}，人员{staff}，受理入口{doors}。",
        {
            "units": "被撤销的单位。",
            "superiors": "此后由谁领导、指导、考核其下级。",
            "duties": "职责由谁承接。",
            "powers": "权力由谁承接。",
            "staff": "人员、编制和职位由谁承接。",
            "doors": "原由其受理的办件改由何处受理。",
        },
    ),
    mechanical=("span", "coordination", "dispersion"),
    uk=("Abolition",),
)
@dataclass(frozen=True, kw_only=True)
class AbolishUnit(Reform):
    """Abolish units and re-home what they held.

    Parameters
    ----------
    units : str or tuple of str or Where
        The units.
    superiors, duties, powers, staff, doors : str
        Where everything goes: ``up``, ``down``, ``split``, ``drop`` or the id of a unit.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.operators.abolish_unit import AbolishUnit
    >>> build = gg.Builder().add("units", id="gov", name="gov", kind="government", filled=9)
    >>> build = build.add("units", id="env", name="env", kind="department", filled=4)
    >>> build = build.add("relations", source="gov", target="env", kind="leads")
    >>> AbolishUnit(units="env", staff="up").apply(build.build()).units["filled"].tolist()
    [13.0]
    """

    units: Units
    superiors: Home = ""
    duties: Home = ""
    powers: Home = ""
    staff: Home = ""
    doors: Home = ""

    def change(self, draft: Draft) -> None:
        """Re-home what the units held and take them away."""
        homes = Rehoming(self.superiors, self.duties, self.powers, self.staff, self.doors)
        abolish(draft, draft.choose(self.units), homes, self.operator.name)
