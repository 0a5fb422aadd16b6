"""Granting powers: delegating, conferring, entrusting (授权、赋权、委托)."""

from dataclasses import dataclass

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Flag, Line, Matter, Power, PowerMode, Unit, Units


@operator(
    "grant_powers",
    subject="powers",
    en=ReformWording(
        "Grant powers",
        "Powers of one unit are given to others: conferred (赋权), authorised (授权) or entrusted "
        "(委托); mode and legal ground stand in the new rows. The giver keeps them unless it gives "
        "them up; who entrusts cannot, because it goes on answering for what is done.",
        "{source} grants {target} its power “{power}”, as {mode}.",
        {
            "source": "The unit that gives.",
            "target": "Units that get the powers.",
            "power": "The power; all that the giver holds when empty.",
            "matter": "Only powers on this matter.",
            "line": "Only powers on this line.",
            "mode": "How it is given.",
            "give_up": "Whether the giver loses what it gives.",
        },
    ),
    zh=ReformWording(
        "赋权、授权与委托",
        "将一个单位的权力给予其他单位：赋权、授权或委托，方式与依据记入新行。除指明交出外，原单位保留权力；"
        "委托不得交出，因为委托单位仍须承担法律责任。",
        "{source}以“{mode}”方式将{power}权给予{target}。",
        {
            "source": "给予权力的单位。",
            "target": "获得权力的单位。",
            "power": "权力种类；留空为其全部权力。",
            "matter": "仅限该事项上的权力。",
            "line": "仅限该条线上的权力。",
            "mode": "给予方式。",
            "give_up": "原单位是否交出所给予的权力。",
        },
    ),
    mechanical=("profile.power", "authority", "powers"),
)
@dataclass(frozen=True, kw_only=True)
class GrantPowers(Reform):
    """Give powers of one unit to others.

    Parameters
    ----------
    source : str
        The unit that gives.
    target : str or tuple of str or Where
        Units that get the powers.
    power, matter, line : str
        Which powers; all that agree.
    mode : str
        How: ``conferred``, ``authorised`` or ``entrusted``.
    give_up : bool
        Whether the giver loses them.

    Examples
    --------
    >>> from govgraph.reforms.example import tiny_county
    >>> from govgraph.reforms.operators.grant_powers import GrantPowers
    >>> step = GrantPowers(source="police", target="town", mode="conferred", power="penalise")
    >>> step.apply(tiny_county()).powers[["unit", "power", "mode"]].fillna("own").values.tolist()
    [['police', 'penalise', 'own'], ['town', 'penalise', 'conferred']]
    """

    source: Unit
    target: Units
    mode: PowerMode
    power: Power = ""
    matter: Matter = ""
    line: Line = ""
    give_up: Flag = False

    def change(self, draft: Draft) -> None:
        """Copy the rows to the receivers; each copy names its mode and the step's ground."""
        (source,) = draft.choose(self.source)
        asked = {"power": self.power, "matter": self.matter, "line": self.line}
        rows = draft.rows("powers", unit=source, **{k: v for k, v in asked.items() if v})
        if not rows:
            raise UserError("reforms.no_such_power", unit=source)
        if self.give_up and self.mode == "entrusted":
            raise UserError("reforms.entrusted_is_kept", unit=source)
        for unit in draft.choose(self.target):
            for row in rows:
                draft.copy(
                    "powers", row, "reforms.granted", unit=unit, mode=self.mode, **draft.common
                )
        if self.give_up:
            draft.lose("powers", rows, "reforms.given_up")
        draft.settle("reforms.already_there")
