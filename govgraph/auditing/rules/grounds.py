"""Rules about what rows rest on."""

from collections.abc import Iterable

from govgraph.auditing.catalogue import NotApplicable, RuleWording, Thresholds, rule
from govgraph.auditing.evidence import Evidence, Named, ties
from govgraph.model.authority import AUTHORITY
from govgraph.model.structure import Structure


@rule(
    "GG901",
    severity="low",
    en=RuleWording(
        title="Authority without legal basis",
        why="Leadership and guidance that rest on no law, plan or decision can be disputed, and "
        "end when people change.",
        remedy="State the law, the three-determination plan or the decision that sets up the tie, "
        "or issue one.",
        sentence="No basis is stated for the leadership of {units} over {over}.",
        variants={"guides": "No basis is stated for the guidance of {over} by {units}."},
    ),
    zh=RuleWording(
        title="关系缺乏法定依据",
        why="没有法律、“三定”规定或者文件依据的领导、指导关系容易产生争议，也会随人员变动而中断。",
        remedy="补充设立该关系的法律、“三定”规定或文件依据；没有依据的，应当制定。",
        sentence="{units}领导{over}，未载明依据。",
        variants={"guides": "{units}指导{over}，未载明依据。"},
    ),
    sources=(),
    ties=("leads", "guides"),
)
def relation_without_basis(
    structure: Structure, thresholds: Thresholds
) -> Iterable[Evidence] | NotApplicable:
    """A hierarchical tie names no basis, in a structure that records them."""
    del thresholds
    relations = structure.relations
    if relations["basis"].isna().all():
        return NotApplicable("auditing.no_basis_recorded")
    hierarchical = [kind.name for kind in AUTHORITY.values() if kind.hierarchical]
    bare = relations[relations["kind"].isin(hierarchical) & relations["basis"].isna()]
    return [
        Evidence(
            units=(str(source),),
            relations=ties(structure, rows.index),
            values={"over": Named("units", tuple(rows["target"]))},
            variant="" if kind == "leads" else str(kind),
        )
        for (source, kind), rows in bare.groupby(["source", "kind"])
    ]
