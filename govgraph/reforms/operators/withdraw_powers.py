"""Withdrawing powers (收回权力)."""

from dataclasses import dataclass

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Line, Matter, Power, PowerMode, Unit, Units


@operator(
    "withdraw_powers",
    subject="powers",
    en=ReformWording(
        "Withdraw powers",
        "Powers of units are taken away. They go to the unit named, as its own, or are lost and "
        "listed as lost.",
        "Withdraw the power “{power}” from {units}.",
        {
            "units": "Units that lose powers.",
            "power": "The power; all when empty.",
            "matter": "Only powers on this matter.",
            "line": "Only powers on this line.",
            "mode": "Only powers held in this way.",
            "to": "The unit that gets them; nobody when empty.",
        },
    ),
    zh=ReformWording(
        "收回权力",
        "收回单位的权力。指明接收单位的，转为该单位自有权力；未指明的，列为失去。",
        "收回{units}的{power}权。",
        {
            "units": "被收回权力的单位。",
            "power": "权力种类；留空为全部权力。",
            "matter": "仅限该事项上的权力。",
            "line": "仅限该条线上的权力。",
            "mode": "仅限以该方式取得的权力。",
            "to": "接收单位；留空则无。",
        },
    ),
    mechanical=("profile.power", "authority", "powers"),
)
@dataclass(frozen=True, kw_only=True)
class WithdrawPowers(Reform):
    """Take powers away from units.

    Parameters
    ----------
    units : str or tuple of str or Where
        Units that lose powers.
    power, matter, line, mode : str
        Which powers; all that agree.
    to : str
        The unit that gets them; nobody when empty.

    Examples
    --------
    >>> from govgraph.reforms.example import tiny_county
    >>> from govgraph.reforms.operators.withdraw_powers import WithdrawPowers
    >>> step = WithdrawPowers(units="police", power="penalise", to="env")
    >>> step.apply(tiny_county()).powers[["unit", "power"]].values.tolist()
    [['env', 'penalise']]
    """

    units: Units
    power: Power = ""
    matter: Matter = ""
    line: Line = ""
    mode: PowerMode = ""
    to: Unit = ""

    def change(self, draft: Draft) -> None:
        """Move the rows to the unit named, or list them as lost."""
        asked = {"power": self.power, "matter": self.matter, "line": self.line, "mode": self.mode}
        chosen = draft.choose(self.units)
        rows = draft.rows("powers", unit=chosen, **{k: v for k, v in asked.items() if v})
        if not rows:
            raise UserError("reforms.no_such_power", unit=", ".join(chosen))
        if not self.to:
            draft.lose("powers", rows, "reforms.withdrawn")
            return
        (receiver,) = draft.choose(self.to)
        draft.change("powers", rows, "reforms.withdrawn", unit=receiver, mode="own")
        draft.settle("reforms.already_there")
