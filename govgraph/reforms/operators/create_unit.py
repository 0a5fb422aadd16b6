"""Creating a unit (设立机构)."""

from dataclasses import dataclass

from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Area, Count, Level, Line, NewId, Text, Unit, UnitKind


@operator(
    "create_unit",
    subject="units",
    en=ReformWording(
        "Create a unit",
        "A new unit under a superior. Where no area or level is given it has those of its "
        "superior. It has no duties, powers or officials yet: later steps hand them over.",
        "Create {name} ({kind}), led by {led_by}.",
        {
            "id": "Its id.",
            "name": "Its name.",
            "name_en": "Its English name.",
            "kind": "Kind of unit.",
            "led_by": "Its superior; none when empty.",
            "area": "Its area.",
            "level": "Its level.",
            "line": "Its line.",
            "quota": "Its quota.",
            "short": "Its short name on maps.",
            "short_en": "Its short English name.",
            "site": "The place people go to.",
        },
    ),
    zh=ReformWording(
        "设立机构",
        "在上级之下设立新单位。未指明区域或层级的，与上级相同。新单位尚无职责、权力和人员，由后续步骤划转。",
        "设立由{led_by}领导的{name}（{kind}）。",
        {
            "id": "单位编号。",
            "name": "单位名称。",
            "name_en": "单位英文名称。",
            "kind": "单位类型。",
            "led_by": "上级单位；留空为无上级。",
            "area": "所在区域。",
            "level": "所属层级。",
            "line": "所属条线。",
            "quota": "编制数。",
            "short": "地图上的简称。",
            "short_en": "英文简称。",
            "site": "办公地点。",
        },
    ),
    mechanical=("span",),
    uk=("Creation",),
)
@dataclass(frozen=True, kw_only=True)
class CreateUnit(Reform):
    """Create a unit.

    Parameters
    ----------
    id, name, name_en, short, short_en : str
        What it is called.
    kind : str
        Kind of unit.
    led_by : str
        Its superior.
    area, level, line : str
        Where it stands.
    quota : float
        Its quota.
    site : str
        The place people go to.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.operators.create_unit import CreateUnit
    >>> before = gg.Builder().add("units", id="gov", name="gov", kind="government").build()
    >>> after = CreateUnit(id="env", name="环境局", kind="department", led_by="gov").apply(before)
    >>> after.units["id"].tolist()
    ['env', 'gov']
    """

    id: NewId
    name: Text
    kind: UnitKind
    led_by: Unit = ""
    name_en: Text = ""
    area: Area = ""
    level: Level = ""
    line: Line = ""
    quota: Count | None = None
    short: Text = ""
    short_en: Text = ""
    site: Text = ""

    def change(self, draft: Draft) -> None:
        """Add the unit and the tie from its superior."""
        units = draft.frame("units").set_index("id")[["area", "level"]]
        above = dict(units.loc[draft.choose(self.led_by)[0]]) if self.led_by else {}
        draft.add(
            "units",
            id=self.id,
            name=self.name,
            name_en=self.name_en or None,
            kind=self.kind,
            area=self.area or above.get("area"),
            level=self.level or above.get("level"),
            line=self.line or None,
            quota=self.quota,
            short=self.short or None,
            short_en=self.short_en or None,
            site=self.site or None,
        )
        if self.led_by:
            draft.add("relations", source=self.led_by, target=self.id, kind="leads")
