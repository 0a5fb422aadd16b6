"""Adding a tie (建立关系)."""

from dataclasses import dataclass

from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import Matter, Permits, RelationKind, Units


@operator(
    "add_tie",
    subject="ties",
    en=ReformWording(
        "Add a tie",
        "One tie of a kind from each source to each target, for one matter or for all.",
        "Add {kind} from {source} to {target}.",
        {
            "kind": "Kind of relation.",
            "source": "Units that the ties come from.",
            "target": "Units that the ties go to.",
            "matter": "The matter they are for; all when empty.",
            "permits": "What a tie of leadership permits; everything when empty.",
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
    """

    kind: RelationKind
    source: Units
    target: Units
    matter: Matter = ""
    permits: Permits = ""

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
            )
        draft.settle("reforms.already_there")
