"""Creating a joint body: leading group, joint conference (设立领导小组、联席会议)."""

from dataclasses import dataclass

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Date, Flag, Line, Matter, NewId, Text, Unit, Units


@operator(
    "create_joint_body",
    subject="bodies",
    en=ReformWording(
        "Create a joint body",
        "A leading group or joint conference with a chair, members and a secretariat. Whoever "
        "leads the units goes on leading them; the body decides only where its chair leads all "
        "members concerned, or where it is said to decide and the basis of the step gives it the "
        "decision; else it agrees. It has no power, no duty and no data of its own.",
        "Create {name} with {chair} in the chair and {members} as members.",
        {
            "id": "Id of the body.",
            "name": "Its name.",
            "name_en": "Its English name.",
            "chair": "The unit in the chair.",
            "members": "Units that are members.",
            "secretariat": "The unit that keeps its office; nobody when empty.",
            "matter": "The matter it is for; all when empty.",
            "decides": "Whether the basis of the step gives it the decision.",
            "short": "Its short name on maps.",
            "short_en": "Its short English name.",
            "line": "Its line.",
            "until": "When it ends; a body without an end is listed by the lint.",
        },
    ),
    zh=ReformWording(
        "设立议事协调机构",
        "设立领导小组或联席会议，明确召集单位、成员单位和办公室。各单位原有领导关系不变；"
        "只有召集单位领导全部相关成员，或指明其有决定权且步骤载明依据时，该机构才能作出决定，否则只能协商一致。"
        "机构本身没有权力、职责和数据。",
        "设立{name}，由{chair}召集，成员为{members}。",
        {
            "id": "机构编号。",
            "name": "机构名称。",
            "name_en": "机构英文名称。",
            "chair": "召集单位。",
            "members": "成员单位。",
            "secretariat": "承担办公室职责的单位；留空则无。",
            "matter": "所涉事项；留空表示全部事项。",
            "decides": "步骤依据是否赋予其决定权。",
            "short": "地图上的简称。",
            "short_en": "英文简称。",
            "line": "所属条线。",
            "until": "终止日期；未设终止日期的，由方案检查列出。",
        },
    ),
    mechanical=("distance", "coordination", "profile.mechanism"),
)
@dataclass(frozen=True, kw_only=True)
class CreateJointBody(Reform):
    """Create a joint body.

    Parameters
    ----------
    id, name, name_en, short, short_en : str
        What it is called.
    chair : str
        The unit in the chair.
    members : str or tuple of str or Where
        Units that are members.
    secretariat : str
        The unit that keeps its office.
    matter : str
        The matter it is for.
    decides : bool
        Whether the basis of the step gives it the decision.
    line : str
        Its line.
    until : str
        When it ends.

    Examples
    --------
    >>> from govgraph.reforms.example import tiny_county
    >>> from govgraph.reforms.operators.create_joint_body import CreateJointBody
    >>> step = CreateJointBody(
    ...     id="group", name="Group", chair="gov", members=("env", "police"), until="2026-12-31"
    ... )
    >>> ties = step.apply(tiny_county()).relations
    >>> ties.loc[ties["kind"] == "joins", ["source", "mode"]].values.tolist()
    [['env', 'member'], ['gov', 'chair'], ['police', 'member']]
    """

    id: NewId
    name: Text
    chair: Unit
    members: Units
    name_en: Text = ""
    secretariat: Unit = ""
    matter: Matter = ""
    until: Date = ""
    decides: Flag = False
    short: Text = ""
    short_en: Text = ""
    line: Line = ""

    def change(self, draft: Draft) -> None:
        """Add the unit and its ties; the basis stands in the chair's tie only if it decides."""
        if self.decides and not draft.common.get("basis"):
            raise UserError("reforms.decision_without_basis", unit=self.id)
        home = draft.row_of(self.chair)
        draft.add(
            "units",
            id=self.id,
            name=self.name,
            name_en=self.name_en or None,
            kind="joint_body",
            area=home["area"],
            level=home["level"],
            short=self.short or None,
            short_en=self.short_en or None,
            line=self.line or None,
            until=self.until or None,
        )
        modes = {home["id"]: "chair"}
        if self.secretariat:
            modes |= dict.fromkeys(draft.choose(self.secretariat), "secretariat")
        for member in draft.choose(self.members):
            modes.setdefault(member, "member")
        for member, mode in modes.items():
            decision = {} if mode != "chair" or self.decides else {"basis": None}
            draft.add(
                "relations",
                source=member,
                target=self.id,
                kind="joins",
                mode=mode,
                matter=self.matter or None,
                **decision,
            )
