"""Changing what units are assessed on (调整考核)."""

from dataclasses import dataclass

from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Count, Flag, Matter, Objective, Sign, Unit, Units


@operator(
    "change_assessment",
    subject="staff",
    en=ReformWording(
        "Change the assessment",
        "What units are assessed on: an objective is set with its sign and weight, in the place of "
        "the one of that name that they had, or dropped where the weight is 0. The assessor gets a "
        "tie of assessment where there was none.",
        "{assessor} assesses {units} on {objective} with weight {weight}.",
        {
            "units": "Units that are assessed.",
            "objective": "What they are assessed on.",
            "sign": "1 where more is better, −1 where less is.",
            "weight": "Its weight; 0 drops it.",
            "assessor": "Who assesses; whoever did when empty.",
            "matter": "The matter it is about; none when empty.",
            "veto": "Whether missing it undoes everything else (一票否决).",
            "low": "Lowest weight that is plausible.",
            "high": "Highest weight that is plausible.",
        },
    ),
    zh=ReformWording(
        "调整考核",
        "调整单位的考核内容：以新的方向和权重设定某项目标，替换原有同名目标；权重为 0 的予以取消。"
        "考核单位原无考核关系的，相应建立。",
        "由{assessor}以权重{weight}考核{units}的“{objective}”。",
        {
            "units": "被考核单位。",
            "objective": "考核目标。",
            "sign": "越多越好为 1，越少越好为 −1。",
            "weight": "权重；0 表示取消。",
            "assessor": "考核单位；留空则沿用原考核单位。",
            "matter": "所涉事项；留空则无。",
            "veto": "是否一票否决。",
            "low": "权重的合理下限。",
            "high": "权重的合理上限。",
        },
    ),
)
@dataclass(frozen=True, kw_only=True)
class ChangeAssessment(Reform):
    """Set, change or drop what units are assessed on.

    Parameters
    ----------
    units : str or tuple of str or Where
        Units that are assessed.
    objective : str
        What they are assessed on.
    weight : float
        Its weight; 0 drops it.
    sign : float
        Direction, −1 to 1.
    assessor : str
        Who assesses.
    matter : str
        The matter it is about.
    veto : bool
        Whether missing it undoes everything else.
    low, high : float, optional
        Range of the weight, where it is an assumption.

    Examples
    --------
    >>> from govgraph.reforms.example import tiny_county
    >>> from govgraph.reforms.operators.change_assessment import ChangeAssessment
    >>> step = ChangeAssessment(units="env", objective="noise", weight=0)
    >>> len(tiny_county().goals), len(step.apply(tiny_county()).goals)
    (1, 0)
    """

    units: Units
    objective: Objective
    weight: Count
    sign: Sign = 1.0
    assessor: Unit = ""
    matter: Matter = ""
    veto: Flag = False
    low: Count | None = None
    high: Count | None = None

    def change(self, draft: Draft) -> None:
        """Change the rows of the objective, add those that are missing, or drop them."""
        chosen = draft.choose(self.units)
        about = {"matter": self.matter} if self.matter else {}
        rows = draft.rows("goals", unit=chosen, objective=self.objective, **about)
        if not self.weight:
            draft.lose("goals", rows, "reforms.no_longer_assessed")
            return
        assessed = set(draft.frame("goals").loc[rows, "unit"])
        self._change(draft, rows)
        for unit in chosen:
            if unit not in assessed:
                self._add(draft, unit)
            if self.assessor:
                draft.add("relations", source=self.assessor, target=unit, kind="assesses")
        draft.settle("reforms.already_there")

    def _change(self, draft: Draft, rows: list[int]) -> None:
        values = {
            "sign": self.sign,
            "weight": self.weight,
            "veto": self.veto,
            "low": self.low,
            "high": self.high,
        }
        assessor = {"assessor": self.assessor} if self.assessor else {}
        draft.change("goals", rows, "reforms.assessed_anew", **values, **assessor)

    def _add(self, draft: Draft, unit: str) -> None:
        draft.add(
            "goals",
            unit=unit,
            objective=self.objective,
            sign=self.sign,
            weight=self.weight,
            assessor=self.assessor or None,
            matter=self.matter or None,
            veto=self.veto or None,
            low=self.low,
            high=self.high,
        )
