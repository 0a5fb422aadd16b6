"""Sharing data (数据共享)."""

from dataclasses import dataclass

from govgraph.reforms.catalogue import Reform, ReformWording, operator
from govgraph.reforms.draft import Draft
from govgraph.reforms.fields import DataSet, Flag, Matter, Units


@operator(
    "share_data",
    subject="ties",
    en=ReformWording(
        "Share data",
        "Owners of data let users read them, for one matter, one data set or all; both ways where "
        "sharing is mutual. Sharing data is no coordination: it moves no duty and no power.",
        "Let {target} read the data of {source}.",
        {
            "source": "Units that own data.",
            "target": "Units that may read them.",
            "matter": "The matter they are for; all when empty.",
            "data": "The data set; all when empty.",
            "mutual": "Whether the users' data are open to the owners too.",
        },
    ),
    zh=ReformWording(
        "数据共享",
        "数据拥有单位向使用单位开放数据，可限定于某一事项或数据集；指明相互共享的，双向开放。"
        "数据共享不是协调关系，不移交任何职责和权力。",
        "由{source}向{target}开放数据。",
        {
            "source": "数据拥有单位。",
            "target": "数据使用单位。",
            "matter": "所涉事项；留空表示全部事项。",
            "data": "数据集；留空表示全部数据。",
            "mutual": "是否相互共享。",
        },
    ),
    mechanical=("profile.information", "distance"),
)
@dataclass(frozen=True, kw_only=True)
class ShareData(Reform):
    """Let units read the data of others.

    Parameters
    ----------
    source, target : str or tuple of str or Where
        Owners and users.
    matter : str
        The matter they are for.
    data : str
        The data set.
    mutual : bool
        Whether it holds both ways.

    Examples
    --------
    >>> from govgraph.reforms.example import tiny_county
    >>> from govgraph.reforms.operators.share_data import ShareData
    >>> step = ShareData(source="police", target="env", matter="noise", mutual=True)
    >>> ties = step.apply(tiny_county()).relations
    >>> ties.loc[ties["kind"] == "shares", ["source", "target"]].values.tolist()
    [['env', 'police'], ['police', 'env']]
    """

    source: Units
    target: Units
    matter: Matter = ""
    data: DataSet = ""
    mutual: Flag = False

    def change(self, draft: Draft) -> None:
        """Add a row for each pair of different units."""
        pairs = [(s, t) for s in draft.choose(self.source) for t in draft.choose(self.target)]
        if self.mutual:
            pairs += [(t, s) for s, t in pairs]
        for source, target in dict.fromkeys(pairs):
            if source != target:
                draft.add(
                    "relations",
                    source=source,
                    target=target,
                    kind="shares",
                    matter=self.matter or None,
                    data=self.data or None,
                )
        draft.settle("reforms.already_there")
