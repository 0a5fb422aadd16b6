"""Creating a joint centre: desks under one roof, with or without decisions and data (综合中心)."""

from dataclasses import dataclass

from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Flag, Line, Matters, NewId, Text, Unit, Units
from govgraph.reforms.selection import Where


@operator(
    "create_joint_centre",
    subject="bodies",
    en=ReformWording(
        "Create a joint centre",
        "Departments send desks to one place. Co-location alone changes where people go: each desk "
        "keeps the lead of its own department, and cases that came to the department come to its "
        "desk. With delegated decisions the desks get the departments' powers on the matters, "
        "entrusted, and decide there. With shared data desks and departments read each other's "
        "data. The three are told apart because they do different things.",
        "Create {name}, led by {led_by}, with desks of {departments}.",
        {
            "id": "Id of the centre; its desks are called after it.",
            "name": "Its name.",
            "name_en": "Its English name.",
            "led_by": "The unit that leads the centre.",
            "departments": "Units that send desks.",
            "matters": "Matters taken in there; all that the departments have a part in if empty.",
            "decides": "Whether decisions are delegated to the desks.",
            "shares": "Whether desks and departments share data.",
            "short": "Its short name on maps; desks are called after their departments.",
            "short_en": "Its short English name.",
            "line": "Its line.",
        },
    ),
    zh=ReformWording(
        "设立综合中心",
        "各部门派驻窗口集中到一处。仅集中办公只改变群众办事的地点：窗口仍由原部门领导，原由部门受理的办件改由其窗口受理。"
        "授权窗口决定的，窗口受委托取得部门在相关事项上的权力并就地决定。数据共享的，窗口与部门之间相互开放数据。"
        "三者作用不同，须加区分。",
        "设立由{led_by}领导的{name}，由{departments}派驻窗口。",
        {
            "id": "中心编号，窗口编号以此为后缀。",
            "name": "中心名称。",
            "name_en": "中心英文名称。",
            "led_by": "领导该中心的单位。",
            "departments": "派驻窗口的单位。",
            "matters": "进驻事项；留空为这些单位承担职责的全部事项。",
            "decides": "是否授权窗口决定。",
            "shares": "窗口与部门是否共享数据。",
            "short": "地图上的简称；窗口按所属部门命名。",
            "short_en": "英文简称。",
            "line": "所属条线。",
        },
    ),
    mechanical=("distance", "profile.information", "profile.power"),
)
@dataclass(frozen=True, kw_only=True)
class CreateJointCentre(Reform):
    """Bring desks of departments to one place.

    Parameters
    ----------
    id, name, name_en, short, short_en : str
        What the centre is called.
    led_by : str
        The unit that leads it.
    departments : str or tuple of str or Where
        Units that send desks.
    matters : str or tuple of str or Where
        Matters taken in there.
    decides, shares : bool
        Whether decisions are delegated, and whether data are shared.
    line : str
        Its line.
    """

    id: NewId
    name: Text
    led_by: Unit
    departments: Units
    name_en: Text = ""
    matters: Matters = ()
    decides: Flag = False
    shares: Flag = False
    short: Text = ""
    short_en: Text = ""
    line: Line = ""

    def called_after(self) -> tuple[str, ...]:
        """Return the ids of the desks of departments that are named by id."""
        if isinstance(self.departments, Where):
            return ()
        named = self.departments
        return tuple(map(self._called, (named,) if isinstance(named, str) else named))

    def _called(self, department: str) -> str:
        return f"{department}@{self.id}"

    def change(self, draft: Draft) -> None:
        """Add the centre and its desks; move the doors of cases; delegate and share where asked."""
        departments = draft.choose(self.departments)
        matters = self._matters(draft, departments)
        self._open(draft)
        desks = {unit: self._desk(draft, unit) for unit in departments}
        for unit, desk in desks.items():
            doors = draft.rows("demand", door=unit, matter=matters)
            draft.change("demand", doors, "reforms.door_moved", door=desk)
            self._duties(draft, unit, desk, matters)
            if self.decides:
                self._delegate(draft, unit, desk, matters)
        if self.shares:
            self._share(draft, [*desks, *desks.values()])
        draft.settle("reforms.already_there")

    def _matters(self, draft: Draft, departments: list[str]) -> list[str]:
        if self.matters:
            return draft.choose(self.matters, "matters")
        duties = draft.frame("duties")
        return list(dict.fromkeys(duties.loc[duties["unit"].isin(departments), "matter"]))

    def _open(self, draft: Draft) -> None:
        home = draft.frame("units").set_index("id").loc[draft.choose(self.led_by)[0]]
        draft.add(
            "units",
            id=self.id,
            name=self.name,
            name_en=self.name_en or None,
            kind="centre",
            short=self.short or None,
            short_en=self.short_en or None,
            area=home["area"],
            level=home["level"],
            line=self.line or None,
            site=self.id,
        )
        draft.add("relations", source=self.led_by, target=self.id, kind="leads")
        self._serve(draft, self.id)

    def _desk(self, draft: Draft, unit: str) -> str:
        home = draft.frame("units").set_index("id").loc[unit]
        desk = self._called(unit)
        english = f"{home['name_en']} ({self.name_en or self.name} desk)"
        draft.add(
            "units",
            id=desk,
            name=f"{home['name']}（{self.name}窗口）",
            name_en=english if isinstance(home["name_en"], str) else None,
            kind="desk",
            short=_desk_of(home["short"], "窗口"),
            short_en=_desk_of(home["short_en"], " desk"),
            area=home["area"],
            level=home["level"],
            line=home["line"],
            site=self.id,
        )
        draft.add("relations", source=unit, target=desk, kind="leads", primary=True)
        draft.add("relations", source=self.id, target=desk, kind="coordinates")
        self._serve(draft, desk)
        return desk

    @staticmethod
    def _serve(draft: Draft, unit: str) -> None:
        for public in draft.frame("units").query("kind == 'public'")["id"]:
            draft.add("relations", source=unit, target=public, kind="serves", mode="window")

    def _duties(self, draft: Draft, unit: str, desk: str, matters: list[str]) -> None:
        duties = draft.frame("duties")
        has_part = set(duties.loc[duties["unit"] == unit, "matter"])
        for matter in (one for one in matters if one in has_part):
            for role in ("receive", "decide") if self.decides else ("receive",):
                draft.add("duties", unit=desk, matter=matter, role=role)

    @staticmethod
    def _delegate(draft: Draft, unit: str, desk: str, matters: list[str]) -> None:
        """Entrust the powers on the matters, on their lines, or on everything."""
        lines = draft.frame("matters").set_index("id")["line"].reindex(matters)
        held = draft.frame("powers")
        general = held["matter"].isna() & held["line"].isna()
        meant = held["matter"].isin(matters) | held["line"].isin(lines.dropna()) | general
        for row in held.index[meant & (held["unit"] == unit)]:
            given = {"unit": desk, "mode": "entrusted", **draft.common}
            draft.copy("powers", row, "reforms.granted", **given)

    @staticmethod
    def _share(draft: Draft, units: list[str]) -> None:
        for source in units:
            for target in units:
                if source != target:
                    draft.add("relations", source=source, target=target, kind="shares")


def _desk_of(short: object, desk: str) -> str | None:
    """Return the short name of a department's desk, None where the department has none."""
    return f"{short.removesuffix('局')}{desk}" if isinstance(short, str) else None
