"""The rule about work handed over without the power to do it."""

from collections.abc import Hashable, Iterable, Iterator
from typing import Any

import pandas as pd

from govgraph.auditing.catalogue import NotApplicable, RuleWording, Thresholds, rule
from govgraph.auditing.evidence import Evidence, Named, grounds, ties
from govgraph.auditing.grouping import place
from govgraph.auditing.wielding import wielding
from govgraph.measures.groundwork.partners import WORKING_ROLES
from govgraph.model.structure import Structure


@rule(
    "GG104",
    severity="high",
    en=RuleWording(
        title="Dumping",
        why="Work is passed on while the power to do it stays behind: a lower unit is made to "
        "lead or to help with what only those above may do, or cases are referred to a unit that "
        "has no duty or no power to settle them. The problem moves, it is not solved.",
        remedy="Hand over the power with the work (entrusting, authorising or conferring it, with "
        "staff and money), or take the duty back to where the power lies; refer cases only to "
        "units whose duty the matter is.",
        sentence="{units} must lead {matters}{in_areas}, while what it takes stays above "
        "({holders}): {powers}.",
        variants={
            "assist": "{units} must help with {matters}{in_areas} without any power in it; what it "
            "takes stays above ({holders}): {powers}.",
            "referred": "{giver} refers {matters} to {units}, which neither has a duty to work on "
            "it nor passes it on.",
            "referred_powerless": "{giver} refers {matters} to {units}, which lacks {powers}.",
        },
        settings={"assists": "1 to judge assisting duties too, 0 to judge leads alone"},
    ),
    zh=RuleWording(
        title="转嫁：派责不放权",
        why="工作交了出去，权力留在原处：下级单位被要求牵头或者配合只有上级才有权办理的事项，或者办件被"
        "转给无职责、无权力的单位。问题只是被转移，没有得到解决。",
        remedy="权随事转、人随事转、费随事转，依法委托、授权或者赋权；或者将职责收回到有权单位；办件只转交"
        "负有该职责的单位。",
        sentence="{in_areas}{units}须牵头“{matters}”，而{powers}留在上级：{holders}。",
        variants={
            "assist": "{in_areas}{units}须配合“{matters}”，自身没有任何相应权力，{powers}留在上级："
            "{holders}。",
            "referred": "{giver}将“{matters}”转给{units}，后者既无办理职责，也不再转办。",
            "referred_powerless": "{giver}将“{matters}”转给{units}，后者不具备{powers}。",
        },
        settings={"assists": "1 表示同时判断配合职责，0 表示只判断牵头职责"},
    ),
    sources=("SixEtAl2002",),
    tables=("duties",),
    merges=("areas+units", "matters"),
    assists=1,
)
def dumping(structure: Structure, thresholds: Thresholds) -> Iterable[Evidence] | NotApplicable:
    """Duties put on a unit while the power stays above; referrals to units that cannot act."""
    refers = structure.relations.query("kind == 'refers'").dropna(subset="matter")
    if not len(refers) and not (structure.has("needs") and structure.has("powers")):
        return NotApplicable("auditing.nothing_handed_over")
    return [
        *_from_above(structure, judge_assists=thresholds["assists"] > 0),
        *_referrals(structure, refers),
    ]


def _from_above(structure: Structure, *, judge_assists: bool) -> Iterator[Evidence]:
    frame = wielding(structure)
    helpless = ~frame.groupby(["cell", "unit"])["wields"].transform("any")
    chosen = frame["role"] == "lead"
    if judge_assists:
        chosen |= (frame["role"] == "assist") & helpless
    kept = frame[chosen & ~frame["wields"] & (frame["above"].map(len) > 0)]
    parts: dict[tuple[int, str, str], list[dict[Hashable, Any]]] = {}
    for row in kept.to_dict("records"):
        parts.setdefault((row["cell"], row["unit"], row["role"]), []).append(row)
    for (_, unit, role), rows in parts.items():
        holders = tuple(sorted({holder for row in rows for holder in row["above"]}))
        yield Evidence(
            units=(unit,),
            matters=(rows[0]["matter"],),
            areas=place(rows[0]),
            basis=grounds(structure, "duties", [row["duty"] for row in rows]),
            values={
                "powers": Named("power", tuple(sorted({row["power"] for row in rows}))),
                "holders": Named("units", holders, pooled=True),
            },
            variant="" if role == "lead" else "assist",
        )


def _referrals(structure: Structure, refers: pd.DataFrame) -> Iterator[Evidence]:
    duties = structure.duties
    working = duties[duties["role"].isin(WORKING_ROLES)]
    on_duty = set(zip(working["unit"], working["matter"], strict=True))
    passing = set(zip(refers["source"], refers["matter"], strict=True))
    passing_all = set(structure.relations.query("kind == 'refers' and matter.isna()")["source"])
    lacking = _lacking(structure)
    for row, giver, unit, matter in refers[["source", "target", "matter"]].itertuples():
        if (unit, matter) not in on_duty:
            if (unit, matter) not in passing and unit not in passing_all:
                yield _referral(structure, row, (giver, unit, matter), ())
        elif powers := lacking.get((unit, matter), ()):
            yield _referral(structure, row, (giver, unit, matter), powers)


def _lacking(structure: Structure) -> dict[tuple[str, str], tuple[str, ...]]:
    """Powers that a unit on duty lacks wherever it works: some for a lead, all for others."""
    frame = wielding(structure)
    frame["leads"] = frame["role"].isin(["lead", "decide"])
    by_power = frame.groupby(["unit", "matter", "power"])[["wields", "leads"]].any()
    helpless = ~by_power.groupby(["unit", "matter"])["wields"].transform("any")
    missing = by_power[~by_power["wields"] & (by_power["leads"] | helpless)].reset_index()
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for unit, matter, power in zip(*(missing[c] for c in missing.columns[:3]), strict=True):
        found[unit, matter] = (*found.get((unit, matter), ()), power)
    return found


def _referral(
    structure: Structure, row: int, parts: tuple[str, str, str], powers: tuple[str, ...]
) -> Evidence:
    giver, unit, matter = parts
    values: dict[str, object] = {"giver": Named("units", (giver,))}
    if powers:
        values["powers"] = Named("power", powers)
    return Evidence(
        units=(unit,),
        matters=(matter,),
        relations=ties(structure, [row]),
        basis=grounds(structure, "relations", [row]),
        values=values,
        variant="referred_powerless" if powers else "referred",
    )
