"""Assigning duties (划定职责)."""

from dataclasses import dataclass

from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Area, Hours, Matters, Role, Units


@operator(
    "assign_duties",
    subject="matters",
    en=ReformWording(
        "Assign duties",
        "Each unit gets a part in each matter. Parts that others have stay as they are; to change "
        "who leads, reassign the lead.",
        "Give {units} the part “{role}” in {matters}.",
        {
            "units": "Units that get a part.",
            "matters": "Matters they get a part in.",
            "role": "Their part.",
            "area": "Where it holds; the unit's own area when empty.",
            "hours": "Hours of work on a case; not stated when empty.",
            "low": "Lowest number of hours that is likely.",
            "high": "Highest number of hours that is likely.",
        },
    ),
    zh=ReformWording(
        "划定职责",
        "为每个单位在每个事项中确定一个角色；其他单位的职责不变。需要变更牵头单位的，使用“调整牵头单位”。",
        "由{units}在{matters}中承担“{role}”角色。",
        {
            "units": "承担职责的单位。",
            "matters": "所涉事项。",
            "role": "承担的角色。",
            "area": "适用区域；留空为单位所在区域。",
            "hours": "每件所需工时；留空为未说明。",
            "low": "工时的可能下限。",
            "high": "工时的可能上限。",
        },
    ),
    mechanical=("dispersion",),
)
@dataclass(frozen=True, kw_only=True)
class AssignDuties(Reform):
    """Give units a part in matters.

    Parameters
    ----------
    units, matters : str or tuple of str or Where
        Who gets a part in what.
    role : str
        Their part.
    area : str
        Where it holds.
    hours, low, high : float, optional
        Hours of work on a case, with their range.

    Examples
    --------
    >>> from govgraph.reforms.example import tiny_county
    >>> from govgraph.reforms.operators.assign_duties import AssignDuties
    >>> step = AssignDuties(units="police", matters="noise", role="assist")
    >>> step.apply(tiny_county()).duties[["unit", "role"]].values.tolist()
    [['env', 'lead'], ['police', 'assist'], ['town', 'assist']]
    """

    units: Units
    matters: Matters
    role: Role
    area: Area = ""
    hours: Hours | None = None
    low: Hours | None = None
    high: Hours | None = None

    def change(self, draft: Draft) -> None:
        """Add the rows; a part that a unit has already is kept once."""
        if self.area:
            draft.choose(self.area, "areas")
        for matter in draft.choose(self.matters, "matters"):
            for unit in draft.choose(self.units):
                draft.add(
                    "duties",
                    unit=unit,
                    matter=matter,
                    role=self.role,
                    area=self.area or None,
                    hours=self.hours,
                    low=self.low,
                    high=self.high,
                )
        draft.settle("reforms.already_there")
