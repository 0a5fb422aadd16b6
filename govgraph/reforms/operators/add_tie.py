"""Adding a tie (建立关系)."""

from dataclasses import dataclass

from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Hours, Matter, Permits, RelationKind, Text, Units


@operator(
    "add_tie",
    subject="ties",
    en=ReformWording(
        "Add a tie",
        "One tie of a kind from each source to each target, for one matter or for all.",
        "Add the tie “{kind}” from {source} to {target}.",
        {
            "kind": "Kind of relation.",
            "source": "Units that the ties come from.",
            "target": "Units that the ties go to.",
            "matter": "The matter they are for; all when empty.",
            "permits": "What a tie of leadership permits; everything when empty.",
            "mode": "How units take part: as chair, member or secretariat; how they serve.",
            "limit_hours": "Time limit of a referral or call; none when empty.",
        },
    ),
    zh=ReformWording(
        "建立关系",
        "由每个起点单位向每个终点单位建立一项指定类型的关系，可限定于某一事项。",
        "建立由{source}到{target}的{kind}关系。",
        {
            "kind": "关系类型。",
            "source": "关系的起点单位。",
            "target": "关系的终点单位。",
            "matter": "所涉事项；留空表示全部事项。",
            "permits": "领导关系所含权能；留空表示全部。",
            "mode": "参与方式（召集、成员、办公室）或服务方式。",
            "limit_hours": "转办或呼叫的时限；留空则无。",
        },
    ),
    mechanical=("distance", "coordination", "profile.mechanism", "profile.information"),
)
@dataclass(frozen=True, kw_only=True)
class AddTie(Reform):
    """Add ties of one kind.

    Parameters
    ----------
    kind : str
        Kind of relation.
    source, target : str or tuple of str or Where
        Their ends.
    matter : str
        The matter they are for.
    permits : str
        What ties of leadership permit, separated by ``;``.
    mode : str
        How units take part or serve.
    limit_hours : float, optional
        Time limit of referrals and calls.

    Examples
    --------
    >>> from govgraph.reforms.example import tiny_county
    >>> from govgraph.reforms.operators.add_tie import AddTie
    >>> step = AddTie(kind="coordinates", source="env", target="police", matter="noise")
    >>> ties = step.apply(tiny_county()).relations
    >>> ties.loc[ties["kind"] == "coordinates", ["source", "target", "matter"]].values.tolist()
    [['env', 'police', 'noise']]
    """

    kind: RelationKind
    source: Units
    target: Units
    matter: Matter = ""
    permits: Permits = ""
    mode: Text = ""
    limit_hours: Hours | None = None

    def change(self, draft: Draft) -> None:
        """Add the rows; ties that are there already are joined with the new ones."""
        ends = [(s, t) for s in draft.choose(self.source) for t in draft.choose(self.target)]
        for source, end in ends:
            draft.add(
                "relations",
                source=source,
                target=end,
                kind=self.kind,
                matter=self.matter or None,
                permits=self.permits or None,
                mode=self.mode or None,
                limit_hours=self.limit_hours,
            )
        draft.settle("reforms.already_there")
