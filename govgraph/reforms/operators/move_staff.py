"""Moving staff within quota, sinking staff to the grassroots (人员调整、力量下沉)."""

from dataclasses import dataclass

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Count, Flag, Unit, Units
from govgraph.reforms.joining import empty


@operator(
    "move_staff",
    subject="staff",
    en=ReformWording(
        "Move staff",
        "Officials go from one unit to others, shared equally. The receiving units must have room "
        "in their quota, unless quota moves with the officials; moving quota across levels takes a "
        "decision of the staffing commission, which the lint asks for. Posts by grade stay as they "
        "are: which grades move is not known.",
        "Move {number} officials from {source} to {target}.",
        {
            "source": "The unit that gives.",
            "target": "Units that receive.",
            "number": "How many officials altogether.",
            "with_quota": "Whether their posts in the quota move with them.",
        },
    ),
    zh=ReformWording(
        "调整人员、下沉力量",
        "将人员由一个单位调往其他单位，平均分配。除编制随人划转外，接收单位须有空编；"
        "跨层级划转编制须经机构编制委员会批准，由方案检查核对。分职级的职位数不变，因为无法得知调动的是哪些职级。",
        "由{source}向{target}调整{number}人。",
        {
            "source": "调出单位。",
            "target": "接收单位。",
            "number": "调整总人数。",
            "with_quota": "编制是否随人划转。",
        },
    ),
    mechanical=("official_load",),
)
@dataclass(frozen=True, kw_only=True)
class MoveStaff(Reform):
    """Move officials between units.

    Parameters
    ----------
    source : str
        The unit that gives.
    target : str or tuple of str or Where
        Units that receive, in equal parts.
    number : float
        How many officials altogether.
    with_quota : bool
        Whether quota moves with them.

    Notes
    -----
    A unit without a stated quota takes any number; one whose officials are not stated begins with
    those that come.

    Examples
    --------
    >>> from govgraph.reforms.example import tiny_county
    >>> from govgraph.reforms.operators.move_staff import MoveStaff
    >>> step = MoveStaff(source="env", target="station", number=2, with_quota=True)
    >>> units = step.apply(tiny_county()).units.set_index("id")
    >>> units.loc[["env", "station"], ["quota", "filled"]].values.tolist()
    [[7.0, 4.0], [11.0, 8.0]]
    """

    source: Unit
    target: Units
    number: Count
    with_quota: Flag = False

    def change(self, draft: Draft) -> None:
        """Take officials from one row and add them to others."""
        (source,) = draft.choose(self.source)
        targets = [unit for unit in draft.choose(self.target) if unit != source]
        if not targets:
            raise UserError("reforms.moves_nowhere", unit=source)
        self._move(draft, source, -self.number)
        for unit in targets:
            self._move(draft, unit, self.number / len(targets))

    def _move(self, draft: Draft, unit: str, number: float) -> None:
        (row,) = draft.rows("units", id=unit)
        (own,) = draft.records("units", [row])
        filled = number + (0.0 if empty(own["filled"]) else own["filled"])
        stated = self.with_quota or not empty(own["quota"])
        quota = 0.0 if empty(own["quota"]) else own["quota"]
        quota += number if self.with_quota else 0.0
        if filled < 0:
            raise UserError("reforms.too_few_staff", unit=unit, short=-filled)
        if stated and number > 0 and filled > quota:
            raise UserError("reforms.beyond_quota", unit=unit, filled=filled, quota=quota)
        moved = {"filled": filled} | ({"quota": quota} if self.with_quota else {})
        ends = {end: own[end] + number for end in ("low", "high") if not empty(own[end])}
        moved |= {end: max(value, 0.0) for end, value in ends.items()}
        draft.change("units", [row], "reforms.staff_moved", **moved)
