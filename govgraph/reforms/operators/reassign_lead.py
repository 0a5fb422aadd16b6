"""Reassigning the lead of a matter (调整牵头单位)."""

from dataclasses import dataclass

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Flag, Matters, Unit, Units


@operator(
    "reassign_lead",
    subject="matters",
    en=ReformWording(
        "Reassign the lead",
        "The lead in matters moves from units to another one, with its hours, area and legal "
        "ground. The former leads assist from now on, unless they are released.",
        "Move the lead in {matters} from {source} to {target}.",
        {
            "matters": "The matters.",
            "source": "Units that lead now.",
            "target": "The unit that leads from now on.",
            "release": "Whether the former leads get out of the matter altogether.",
        },
    ),
    zh=ReformWording(
        "调整牵头单位",
        "将事项的牵头职责连同工时、区域和依据由原牵头单位移交给另一单位；原牵头单位转为配合，除非指明免除其职责。",
        "将{matters}的牵头职责由{source}移交{target}。",
        {
            "matters": "所涉事项。",
            "source": "现牵头单位。",
            "target": "今后的牵头单位。",
            "release": "原牵头单位是否完全退出该事项。",
        },
    ),
    mechanical=("profile.function",),
    uk=("Transfer of functions",),
)
@dataclass(frozen=True, kw_only=True)
class ReassignLead(Reform):
    """Move the lead in matters to another unit.

    Parameters
    ----------
    matters : str or tuple of str or Where
        The matters.
    source : str or tuple of str or Where
        Units that lead now.
    target : str
        The unit that leads from now on.
    release : bool
        Whether the former leads get out of the matter altogether.

    Examples
    --------
    >>> from govgraph.reforms.example import tiny_county
    >>> from govgraph.reforms.operators.reassign_lead import ReassignLead
    >>> step = ReassignLead(matters="noise", source="env", target="police")
    >>> step.apply(tiny_county()).duties[["unit", "role"]].values.tolist()
    [['env', 'assist'], ['police', 'lead'], ['town', 'assist']]
    """

    matters: Matters
    source: Units
    target: Unit
    release: Flag = False

    def change(self, draft: Draft) -> None:
        """Move each row of a lead; leave an assisting row behind."""
        matters, source = draft.choose(self.matters, "matters"), draft.choose(self.source)
        (target,) = draft.choose(self.target)
        rows = draft.rows("duties", unit=source, matter=matters, role="lead")
        if not rows:
            raise UserError("reforms.no_lead", matters=", ".join(matters))
        if not self.release:
            for row in rows:
                draft.copy("duties", row, "reforms.assists_now", role="assist", hours=None)
        draft.change("duties", rows, "reforms.lead_moved", unit=target)
        draft.settle("reforms.already_there")
