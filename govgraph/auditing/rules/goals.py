"""Rules about units that are driven in opposite directions."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govgraph.auditing.areas import lies_in, nested
from govgraph.auditing.catalogue import RuleWording, Thresholds, rule
from govgraph.auditing.evidence import Evidence, Named, grounds
from govgraph.auditing.grouping import place
from govgraph.measures.groundwork.partners import partners
from govgraph.measures.groundwork.ties import tied
from govgraph.model.structure import Structure


@rule(
    "GG501",
    severity="high",
    en=RuleWording(
        title="Conflicting goals",
        why="Two units that depend on each other and are assessed in opposite directions on one "
        "objective undo each other's work, and each is rewarded for it.",
        remedy="Assess both on the joint result, or let the common superior settle a target that "
        "binds both.",
        sentence="{raises} is assessed for more “{objective}” and {lowers} for less of it, while "
        "both work on {matters}.",
        variants={
            "dependent": "{raises} is assessed for more “{objective}” and {lowers} for less of "
            "it, while their matters wait for each other: {matters}."
        },
    ),
    zh=RuleWording(
        title="目标相互冲突",
        why="业务上相互依赖的两个单位在同一目标上考核方向相反，彼此抵消，而各自都能得分。",
        remedy="对双方考核共同结果，或者由共同上级确定对双方都有约束力的指标。",
        sentence="在“{objective}”上，{raises}以提高为考核方向，{lowers}以降低为考核方向，"
        "而二者共同承担{matters}。",
        variants={
            "dependent": "在“{objective}”上，{raises}以提高为考核方向，{lowers}以降低为考核方向，"
            "而二者的事项互相依赖：{matters}。"
        },
    ),
    sources=("SixEtAl2002",),
    tables=("goals", "duties"),
    merges=("areas", "matters"),
)
def conflicting_goals(structure: Structure, thresholds: Thresholds) -> Iterator[Evidence]:
    """Two units that must coordinate are assessed with opposite signs on one objective."""
    del thresholds
    opposed = _opposed(structure, "objective")
    ends = np.sort(opposed[["raises", "lowers"]].to_numpy(dtype=object), axis=1)
    opposed = opposed.assign(first=ends[:, 0], second=ends[:, 1])
    found = partners(structure).merge(opposed, on=["first", "second"])
    for goal in ("matter_raises", "matter_lowers"):
        bound = found[goal].isna() | (found[goal] == found["matter"])
        found = found[bound | (found[goal] == found["other_matter"])]
    for row in found.to_dict("records"):
        dependent = isinstance(row["other_matter"], str)
        matters = {row["matter"], row["other_matter"]} if dependent else {row["matter"]}
        yield Evidence(
            units=(row["first"], row["second"]),
            matters=tuple(sorted(matters)),
            areas=place(row),
            basis=grounds(structure, "goals", (row["row_raises"], row["row_lowers"])),
            values=_sides(row["raises"], row["lowers"])
            | {"objective": Named("objective", (row["objective"],))},
            variant="dependent" if dependent else "",
        )


@rule(
    "GG304",
    severity="medium",
    en=RuleWording(
        title="Conflicting programmes",
        why="Two units work in opposite directions on the same thing in the same place and have "
        "no tie over which they could notice or settle it.",
        remedy="Create a coordination tie or bring both into one joint body, and let the common "
        "superior decide which aim prevails.",
        sentence="{raises} pursues more “{objective}”, {lowers} less of it in the same area, and "
        "no coordination tie joins them.",
        variants={
            "matter": "{raises} works for {matters} and {lowers} against it in the same area, and "
            "no coordination tie joins them."
        },
    ),
    zh=RuleWording(
        title="项目相互冲突",
        why="两个单位在同一区域对同一目标、同一事项朝相反方向用力，又没有可以发现和解决矛盾的协调渠道。",
        remedy="建立协调关系或者将双方纳入同一议事协调机构，由共同上级决定以何者为先。",
        sentence="在同一区域内，{raises}力求提高“{objective}”，{lowers}力求降低，二者之间没有协调关系。",
        variants={
            "matter": "在同一区域内，{raises}推动{matters}，{lowers}抑制该事项，二者之间没有协调"
            "关系。"
        },
    ),
    sources=("SixEtAl2002",),
    tables=("goals",),
)
def conflicting_programmes(structure: Structure, thresholds: Thresholds) -> Iterator[Evidence]:
    """Untied units pursue opposite signs on one objective or matter in one area."""
    del thresholds
    for by in ("objective", "matter"):
        found = _opposed(structure, by)
        units = structure.topology.units
        raises, lowers = units.get_indexer(found["raises"]), units.get_indexer(found["lowers"])
        together, area = _shared_area(structure, raises, lowers)
        found = found.assign(raising=raises, lowering=lowers, area=area)[together]
        for row in found.to_dict("records"):
            matter = row["matter_raises"] if by == "matter" else None
            if tied(structure, row["raising"], row["lowering"], matter):
                continue
            yield Evidence(
                units=tuple(sorted((row["raises"], row["lowers"]))),
                matters=(matter,) if matter else (),
                areas=place(row),
                basis=grounds(structure, "goals", (row["row_raises"], row["row_lowers"])),
                values=_sides(row["raises"], row["lowers"])
                | (
                    {"objective": Named("objective", (row["objective"],))}
                    if by == "objective"
                    else {}
                ),
                variant="matter" if by == "matter" else "",
            )


def _opposed(structure: Structure, by: str) -> pd.DataFrame:
    """Pairs of goals of different units with opposite signs, ``raises`` and ``lowers``."""
    goals = structure.goals.rename(columns={"unit": "side"})
    goals = goals[["side", "objective", "matter", "sign"]].assign(row=goals.index)
    if by == "matter":
        goals = goals.dropna(subset="matter").assign(objective=goals["matter"])
    more, less = goals[goals["sign"] > 0], goals[goals["sign"] < 0]
    found = more.merge(less, on="objective", suffixes=("_raises", "_lowers"))
    found = found.rename(columns={"side_raises": "raises", "side_lowers": "lowers"})
    return found[found["raises"] != found["lowers"]].reset_index(drop=True)


def _sides(raises: str, lowers: str) -> dict[str, object]:
    return {"raises": Named("units", (raises,)), "lowers": Named("units", (lowers,))}


def _shared_area(
    structure: Structure, first: NDArray[np.intp], second: NDArray[np.intp]
) -> tuple[NDArray[np.bool_], NDArray[np.object_]]:
    """Tell whether one of two units' areas lies in the other, and which is the smaller one."""
    topology = structure.topology
    one, other = topology.unit_area[first], topology.unit_area[second]
    names = np.array([*topology.areas, None], dtype=object)
    smaller = np.where(lies_in(structure, one, other) & (one >= 0), one, other)
    return nested(structure, one, other), names[smaller]
