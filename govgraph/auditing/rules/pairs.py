"""Rules about units that share a matter, or whose matters wait for each other."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from govgraph.auditing.catalogue import NotApplicable, RuleWording, Thresholds, rule
from govgraph.auditing.evidence import Evidence, Named, Range, grounds
from govgraph.auditing.grouping import place
from govgraph.measures.groundwork.partners import leads_by_cell
from govgraph.measures.profile import uncoordinated_pairs, unshared_pairs
from govgraph.model.structure import Structure


@rule(
    "GG301",
    severity="medium",
    en=RuleWording(
        title="Joint duty without a coordination tie",
        why="Units that work one matter, or whose matters wait for each other, and have no tie of "
        "their own must go through their superiors or leave their cooperation to acquaintance.",
        remedy="Give the two a coordination agreement, bring both into a joint body, or make the "
        "matter one that the grassroots may call for.",
        sentence="{hub} has no tie with {others}, though they share {matters}{in_areas}; the "
        "lawful path takes {distance} steps.",
        variants={
            "severed": "{hub} has neither a tie nor a lawful path with {others}, though they share "
            "{matters}{in_areas}.",
            "dependent": "{hub} has no tie with {others}, though their matters wait for each other"
            "{in_areas} ({matters}); the lawful path takes {distance} steps.",
            "dependent_severed": "{hub} has neither a tie nor a lawful path with {others}, though "
            "their matters wait for each other{in_areas} ({matters}).",
        },
    ),
    zh=RuleWording(
        title="共同职责无协调机制",
        why="共同承担同一事项、或者所牵头事项互为条件的单位之间没有协调关系，只能通过共同上级，或者依靠私人关系协作。",
        remedy="签订协作协议、建立协调关系，将双方纳入同一议事协调机构，或者将该事项列入吹哨清单。",
        sentence="{in_areas}{hub}与{others}共同承担“{matters}”，但没有协调关系，依法协调需经"
        "{distance}步。",
        variants={
            "severed": "{in_areas}{hub}与{others}共同承担“{matters}”，没有协调关系，也没有依法"
            "协调的路径。",
            "dependent": "{in_areas}{hub}与{others}牵头的事项（{matters}）互为条件，但没有协调"
            "关系，依法协调需经{distance}步。",
            "dependent_severed": "{in_areas}{hub}与{others}牵头的事项（{matters}）互为条件，没有"
            "协调关系，也没有依法协调的路径。",
        },
    ),
    sources=("CataldoEtAl2008", "SixEtAl2002"),
    tables=("duties",),
    merges=("areas+units", "matters"),
)
def joint_duty_without_tie(structure: Structure, thresholds: Thresholds) -> Iterator[Evidence]:
    """Two units that must coordinate have no coordinating tie."""
    del thresholds
    for row in _with_hubs(structure, uncoordinated_pairs(structure)):
        severed = pd.isna(row["distance"])
        words = ["dependent"] if isinstance(row["other_matter"], str) else []
        yield _evidence(
            structure,
            row,
            {} if severed else {"distance": Range(int(row["distance"]), int(row["distance"]))},
            "_".join([*words, *(["severed"] if severed else [])]),
        )


@rule(
    "GG302",
    severity="medium",
    en=RuleWording(
        title="Joint duty without data sharing",
        why="Units that work the same cases without seeing the same data ask people for the same "
        "papers twice and decide on different facts.",
        remedy="Share the matter's data between the two, directly or through a platform both use.",
        sentence="{hub} shares no data with {others}, though they share {matters}{in_areas}.",
        variants={
            "dependent": "{hub} shares no data with {others}, though their matters wait for each "
            "other{in_areas} ({matters})."
        },
    ),
    zh=RuleWording(
        title="共同职责无信息共享",
        why="共同办理同一件事的单位看不到同一数据，会让群众重复提交材料，并依据不同的事实作出决定。",
        remedy="在两个单位之间直接共享该事项数据，或者通过共同使用的平台共享。",
        sentence="{in_areas}{hub}与{others}共同承担“{matters}”，但相互间没有信息共享。",
        variants={
            "dependent": "{in_areas}{hub}与{others}牵头的事项（{matters}）互为条件，但相互间没有"
            "信息共享。"
        },
    ),
    sources=("SixEtAl2002",),
    tables=("duties",),
    merges=("areas+units", "matters"),
)
def joint_duty_without_sharing(
    structure: Structure, thresholds: Thresholds
) -> Iterator[Evidence] | NotApplicable:
    """No data reach both of two units that must coordinate."""
    del thresholds
    shares = (structure.relations["kind"] == "shares").any()
    if not shares and not structure.needs["power"].str.startswith("data").any():
        return NotApplicable("auditing.no_sharing_recorded")
    return (
        _evidence(structure, row, {}, "dependent" if isinstance(row["other_matter"], str) else "")
        for row in _with_hubs(structure, unshared_pairs(structure))
    )


def _with_hubs(structure: Structure, pairs: pd.DataFrame) -> list[dict[Any, Any]]:
    """Return the pairs with the unit of each that stands for it when pairs are joined.

    A lead of the cell comes first (of dependent matters both lead), then the unit that is in more
    of the matter's pairs.
    """
    leads = leads_by_cell(structure)
    ends = pairs.melt(id_vars=["matter"], value_vars=["first", "second"], value_name="unit")
    count = ends.groupby(["matter", "unit"]).size().to_dict()
    rows = pairs.to_dict("records")
    for row in rows:
        one, other = row["first"], row["second"]
        own = () if isinstance(row["other_matter"], str) else leads.get(row["cell"], ())
        more = count[row["matter"], other] > count[row["matter"], one]
        swap = other in own if (one in own) != (other in own) else more and bool(own)
        row["hub"], row["other"] = (other, one) if swap else (one, other)
    return rows


def _evidence(
    structure: Structure, row: dict[Any, Any], values: dict[str, object], variant: str
) -> Evidence:
    units, matters = (row["hub"], row["other"]), {row["matter"]}
    if isinstance(row["other_matter"], str):
        matters.add(row["other_matter"])
    duties = structure.derive(("duty rows",), lambda: _duty_rows(structure))
    rows = [duty for unit in units for matter in matters for duty in duties.get((unit, matter), ())]
    sides = {
        "hub": Named("units", units[:1]),
        "others": Named("units", units[1:], pooled=True),
    }
    return Evidence(
        units=tuple(sorted(units)),
        matters=tuple(sorted(matters)),
        areas=place(row),
        basis=grounds(structure, "duties", rows),
        values=sides | values,
        variant=variant,
    )


def _duty_rows(structure: Structure) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    duties = structure.duties
    for row, key in enumerate(zip(duties["unit"], duties["matter"], strict=True)):
        found.setdefault(key, []).append(row)
    return found
