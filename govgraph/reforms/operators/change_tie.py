"""Changing a tie: leadership into guidance, dual leadership declared (调整关系)."""

from dataclasses import dataclass

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Flag, Permits, RelationKind, Units


@operator(
    "change_tie",
    subject="ties",
    en=ReformWording(
        "Change a tie",
        "Ties between units become another kind, permit something else, or become the primary "
        "leadership: leadership is turned into guidance, dual leadership is declared with the head "
        "that prevails. Where a head becomes primary, the unit's other heads no longer are. Ties "
        "keep their matter; the ground of the step becomes theirs.",
        "Change {kind} from {source} to {target} into {to}.",
        {
            "kind": "Kind of the ties as they are.",
            "source": "Units that they come from.",
            "target": "Units that they go to.",
            "to": "What kind they become; the same when empty.",
            "permits": "What leadership permits from then on; as before when empty.",
            "primary": "Whether the tie becomes the primary leadership.",
        },
    ),
    zh=ReformWording(
        "调整关系",
        "将单位之间的关系改为另一类型，调整其权能，或者确定为主要领导关系：可将领导改为业务指导，"
        "或者明确双重领导以谁为主。确定为主的，该单位的其他领导关系不再为主。所限事项不变，步骤依据记为关系的依据。",
        "将{source}对{target}的{kind}关系调整为{to}。",
        {
            "kind": "现有关系类型。",
            "source": "关系的起点单位。",
            "target": "关系的终点单位。",
            "to": "调整后的类型；留空为不变。",
            "permits": "此后领导关系所含权能；留空为不变。",
            "primary": "是否确定为主要领导关系。",
        },
    ),
    mechanical=("span", "layers", "coordination", "command", "arbitration"),
)
@dataclass(frozen=True, kw_only=True)
class ChangeTie(Reform):
    """Change what ties between units are.

    Parameters
    ----------
    kind : str
        Kind of the ties as they are.
    source, target : str or tuple of str or Where
        Their ends.
    to : str
        What kind they become.
    permits : str
        What leadership permits from then on, separated by ``;``.
    primary : bool
        Whether the tie becomes the primary leadership.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.operators.change_tie import ChangeTie
    >>> build = gg.Builder().add("units", id="town", name="Town", kind="government")
    >>> build = build.add("units", id="village", name="Village", kind="community")
    >>> build = build.add("relations", source="town", target="village", kind="leads")
    >>> step = ChangeTie(kind="leads", source="town", target="village", to="guides")
    >>> step.apply(build.build()).relations["kind"].tolist()
    ['guides']
    """

    kind: RelationKind
    source: Units
    target: Units
    to: RelationKind = ""
    permits: Permits = ""
    primary: Flag = False

    def change(self, draft: Draft) -> None:
        """Change the rows; a unit that is only guided from then on may stand without superior."""
        ends = {"source": draft.choose(self.source), "target": draft.choose(self.target)}
        rows = draft.rows("relations", kind=self.kind, **ends)
        if not rows:
            raise UserError("reforms.no_such_tie", kind=self.kind)
        if not (self.to or self.permits or self.primary):
            raise UserError("reforms.says_nothing")
        new: dict[str, object] = {}
        if self.to and self.to != self.kind:
            new |= {"kind": self.to, "permits": None, "primary": None}
            draft.released |= set(ends["target"]) if self.kind == "leads" else set()
        if self.permits:
            new["permits"] = ";".join(sorted(set(self.permits.split(";"))))
        if self.primary and (self.to or self.kind) == "leads":
            others = draft.rows("relations", kind="leads", target=ends["target"], primary=True)
            draft.change("relations", others, "reforms.one_primary", primary=None)
            new["primary"] = True
        if draft.common.get("basis"):
            new["basis"] = draft.common["basis"]
        draft.change("relations", rows, "reforms.tie_changed", **new)
        draft.settle("reforms.already_there")
