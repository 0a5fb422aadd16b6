"""Removing a tie (取消关系)."""

from dataclasses import dataclass

from govgraph.errors import UserError
from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Matter, RelationKind, Units


@operator(
    "remove_tie",
    subject="ties",
    en=ReformWording(
        "Remove a tie",
        "The ties of a kind from the sources to the targets end; with a matter, only those that "
        "are for this matter. A unit that would lose its last superior is named and the step is "
        "refused.",
        "End the tie “{kind}” from {source} to {target}.",
        {
            "kind": "Kind of relation.",
            "source": "Units that the ties come from.",
            "target": "Units that the ties go to.",
            "matter": "The matter they are for; all when empty.",
        },
    ),
    zh=ReformWording(
        "取消关系",
        "取消由起点单位到终点单位的指定类型关系；指明事项的，只取消该事项的关系。"
        "若某单位因此失去最后一个上级，则指明该单位并拒绝执行。",
        "取消由{source}到{target}的{kind}关系。",
        {
            "kind": "关系类型。",
            "source": "关系的起点单位。",
            "target": "关系的终点单位。",
            "matter": "所涉事项；留空表示全部事项。",
        },
    ),
    mechanical=("distance", "coordination"),
)
@dataclass(frozen=True, kw_only=True)
class RemoveTie(Reform):
    """End ties of one kind.

    Parameters
    ----------
    kind : str
        Kind of relation.
    source, target : str or tuple of str or Where
        Their ends.
    matter : str
        The matter they are for.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.reforms.operators.remove_tie import RemoveTie
    >>> build = gg.Builder().add("units", id="a", name="A", kind="department")
    >>> build = build.add("units", id="b", name="B", kind="department")
    >>> build = build.add("relations", source="a", target="b", kind="coordinates")
    >>> step = RemoveTie(kind="coordinates", source="a", target="b")
    >>> len(step.apply(build.build()).relations)
    0
    """

    kind: RelationKind
    source: Units
    target: Units
    matter: Matter = ""

    def change(self, draft: Draft) -> None:
        """Take the rows away; refuse when there is none."""
        ends = {"source": draft.choose(self.source), "target": draft.choose(self.target)}
        about = {"matter": self.matter} if self.matter else {}
        rows = draft.rows("relations", kind=self.kind, **ends, **about)
        if not rows:
            raise UserError("reforms.no_such_tie", kind=self.kind)
        draft.lose("relations", rows, "reforms.ended")
