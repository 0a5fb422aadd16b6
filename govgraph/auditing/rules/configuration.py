"""Rules about the configuration file itself."""

from collections.abc import Iterable

from govgraph.auditing.catalogue import NotApplicable, RuleWording, Thresholds, rule
from govgraph.auditing.evidence import Evidence
from govgraph.auditing.result import Accepted
from govgraph.model.structure import Structure


@rule(
    "GG001",
    severity="low",
    en=RuleWording(
        title="Acceptance without a finding",
        why="An acceptance that no longer matches anything hides that the problem is gone, or that "
        "a name in it is mistyped, and may silence a new problem later.",
        remedy="Delete the entry from the configuration file, or correct its ids.",
        sentence="The acceptance of {rule} dated {date} (“{reason}”) matches no finding.",
    ),
    zh=RuleWording(
        title="认可项无对应问题",
        why="认可项不再对应任何问题，说明问题已经消除，或者其中名称有误；保留它可能掩盖以后的新问题。",
        remedy="从配置文件中删除该条，或更正其中的编号。",
        sentence="{date}对{rule}的认可（“{reason}”）没有对应任何问题。",
    ),
    sources=(),
    merges=(),
)
def stale_acceptance(structure: Structure, thresholds: Thresholds) -> NotApplicable:
    """Say that there is nothing to judge; with acceptances, the audit asks `stale` instead."""
    del structure, thresholds
    return NotApplicable("auditing.nothing_accepted")


def stale(unused: Iterable[Accepted]) -> list[Evidence]:
    """Return evidence of acceptances that cover no finding."""
    return [
        Evidence(
            entry.units,
            entry.matters,
            entry.areas,
            values={"rule": entry.rule, "date": entry.date, "reason": entry.reason},
        )
        for entry in unused
    ]
