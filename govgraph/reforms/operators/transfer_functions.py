"""Transferring functions between units (职能划转)."""

from dataclasses import dataclass

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Line, Matters, Share, Unit, Units
from govgraph.reforms.transferring import Functions, transfer


@operator(
    "transfer_functions",
    subject="units",
    en=ReformWording(
        "Transfer functions",
        "Work on some matters, or on those of a line, goes from one unit to another: duties, "
        "powers, doors of cases, goals and ties for these matters; with a share of the officials, "
        "quota and posts, and with subordinates. What the other unit has already is joined.",
        "Transfer {matters} from {source} to {target}, with {staff} of the staff.",
        {
            "source": "The unit that gives.",
            "target": "The unit that receives.",
            "matters": "The matters.",
            "line": "A line whose matters and powers go too.",
            "subordinates": "Units that are led or guided by the other unit from then on.",
            "staff": "Share of officials, quota and posts that goes along.",
        },
    ),
    zh=ReformWording(
        "职能划转",
        "某些事项或某一条线的职能由一个单位划转至另一单位：相关职责、权力、受理入口、考核和限于这些事项的关系，"
        "并按比例划转人员、编制和职位，下属单位随之划转。对方原已具有的归并为一项。",
        "将{matters}由{source}划转至{target}，人员划转比例{staff}。",
        {
            "source": "划出单位。",
            "target": "划入单位。",
            "matters": "划转事项。",
            "line": "一并划转其事项和权力的条线。",
            "subordinates": "此后由划入单位领导或指导的单位。",
            "staff": "随之划转的人员、编制和职位比例。",
        },
    ),
    mechanical=("official_load", "dispersion"),
    uk=("Transfer of functions",),
)
@dataclass(frozen=True, kw_only=True)
class TransferFunctions(Reform):
    """Hand functions over from one unit to another.

    Parameters
    ----------
    source, target : str
        The unit that gives and the one that receives.
    matters : str or tuple of str or Where
        The matters.
    line : str
        A line whose matters and powers go too.
    subordinates : str or tuple of str or Where
        Units that go along.
    staff : float
        Share of the staff that goes along.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.operators.transfer_functions import TransferFunctions
    >>> build = gg.Builder().add("matters", id="waste", name="waste")
    >>> for unit in ("env", "urban"):
    ...     _ = build.add("units", id=unit, name=unit, kind="department", filled=10)
    >>> _ = build.add("duties", unit="env", matter="waste", role="lead")
    >>> step = TransferFunctions(source="env", target="urban", matters="waste", staff=0.2)
    >>> after = step.apply(build.build())
    >>> after.duties["unit"].tolist(), after.units["filled"].tolist()
    (['urban'], [8.0, 12.0])
    """

    source: Unit
    target: Unit
    matters: Matters = ()
    line: Line = ""
    subordinates: Units = ()
    staff: Share = 0.0

    def change(self, draft: Draft) -> None:
        """Let rows name the other unit and share the staff."""
        (source,), (target,) = draft.choose(self.source), draft.choose(self.target)
        if source == target:
            raise UserError("reforms.says_nothing")
        if self.line:
            draft.choose(self.line, "lines")
        matters, below = draft.choose(self.matters, "matters"), draft.choose(self.subordinates)
        transfer(draft, source, target, Functions(matters, self.line, below, self.staff))
