"""Creating a joint centre: desks under one roof, with or without decisions and data (综合中心)."""

from dataclasses import dataclass

from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Flag, Line, Matters, NewId, Text, Unit, Units
from govgraph.reforms.joining import Row, empty
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

    Examples
    --------
    >>> from govgraph.reforms.example import tiny_county
    >>> from govgraph.reforms.operators.create_joint_centre import CreateJointCentre
    >>> plain, deciding = (
    ...     CreateJointCentre(
    ...         id="hall", name="Hall", led_by="gov", departments="env", decides=decides
    ...     )
    ...     for decides in (False, True)
    ... )
    >>> after = plain.apply(tiny_county())
    >>> after.units.loc[after.units["site"] == "hall", ["id", "kind"]].values.tolist()
    [['env@hall', 'desk'], ['hall', 'centre']]
    >>> [len(step.apply(tiny_county()).duties) for step in (plain, deciding)]
    [3, 4]
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
        led_by, *homes = (draft.row_of(unit) for unit in (self.led_by, *departments))
        parts = {unit: self._parts(draft, unit, matters) for unit in departments}
        powers = {unit: self._powers(draft, unit, matters) for unit in departments}
        publics = [one["id"] for one in draft.records("units", draft.rows("units", kind="public"))]
        self._open(draft, led_by)
        desks = {home["id"]: self._desk(draft, home) for home in homes}
        for unit, desk in desks.items():
            doors = draft.rows("demand", door=unit, matter=matters)
            draft.change("demand", doors, "reforms.door_moved", door=desk)
            self._receive(draft, desk, parts[unit])
            self._entrust(draft, desk, powers[unit])
        for unit in (self.id, *desks.values()):
            for public in publics:
                draft.add("relations", source=unit, target=public, kind="serves", mode="window")
        if self.shares:
            self._share(draft, [*desks, *desks.values()])
        draft.settle("reforms.already_there")

    def _matters(self, draft: Draft, departments: list[str]) -> list[str]:
        if self.matters:
            return draft.choose(self.matters, "matters")
        duties = draft.frame("duties")
        return list(dict.fromkeys(duties.loc[duties["unit"].isin(departments), "matter"]))

    def _open(self, draft: Draft, home: Row) -> None:
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

    def _desk(self, draft: Draft, home: Row) -> str:
        desk = self._called(home["id"])
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
        draft.add("relations", source=home["id"], target=desk, kind="leads", primary=True)
        draft.add("relations", source=self.id, target=desk, kind="coordinates")
        return desk

    @staticmethod
    def _parts(draft: Draft, unit: str, matters: list[str]) -> list[str]:
        """Return the matters that a department has a part in."""
        rows = draft.records("duties", draft.rows("duties", unit=unit))
        held = {row["matter"] for row in rows}
        return [one for one in matters if one in held]

    def _receive(self, draft: Draft, desk: str, matters: list[str]) -> None:
        for matter in matters:
            for role in ("receive", "decide") if self.decides else ("receive",):
                draft.add("duties", unit=desk, matter=matter, role=role)

    def _powers(self, draft: Draft, unit: str, matters: list[str]) -> list[int]:
        """Return the rows of powers on the matters, on their lines, or on everything."""
        if not self.decides:
            return []
        lines = {one["line"] for one in draft.records("matters", draft.rows("matters", id=matters))}
        rows = draft.rows("powers", unit=unit)
        return [
            number
            for number, row in zip(rows, draft.records("powers", rows), strict=True)
            if row["matter"] in matters
            or (not empty(row["line"]) and row["line"] in lines)
            or (empty(row["matter"]) and empty(row["line"]))
        ]

    @staticmethod
    def _entrust(draft: Draft, desk: str, rows: list[int]) -> None:
        for row in rows:
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
