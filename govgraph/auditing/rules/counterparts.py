"""Rules about ties across levels: superior counterparts, self-governing communities."""

from collections.abc import Iterator

import numpy as np

from govgraph.auditing.catalogue import NotApplicable, RuleWording, Thresholds, rule
from govgraph.auditing.evidence import Evidence, Named, grounds, ties
from govgraph.measures.groundwork.counterparts import counterparts
from govgraph.model.structure import Structure

#: Kinds of unit that act for the state, not for the Party.
_OF_THE_STATE = (
    "government", "street_office", "department", "dispatched_agency", "centre", "portfolio",
)  # fmt: skip


@rule(
    "GG203",
    severity="medium",
    en=RuleWording(
        title="Several superior counterparts",
        why="A merged department answers to several bureaus above it: it attends all their "
        "meetings, fills in all their forms and follows plans that were not agreed with each "
        "other. Merging below without merging above shifts the coordination downwards.",
        remedy="Name one upper bureau that speaks for the others, merge the counterparts above, or "
        "agree on one plan and one assessment for the merged department.",
        sentence="{units} answers to {count} superior counterparts: {counterparts}.",
        settings={"counterparts": "most superior counterparts that a department may have"},
    ),
    zh=RuleWording(
        title="上下不对口",
        why="合并后的部门对应上级多个部门，要参加各家会议、报送各家报表、执行互不衔接的部署。只合下不合上，"
        "协调负担就转移到了基层。",
        remedy="明确上级一个部门统一对接，或者相应整合上级机构，或者对合并部门实行统一部署、统一考核。",
        sentence="{units}对应{count}个上级部门：{counterparts}。",
        settings={"counterparts": "一个部门最多可对应的上级部门数"},
    ),
    sources=("ZhuZhang2005",),
    tables=("levels",),
    counterparts=1,
)
def several_counterparts(structure: Structure, thresholds: Thresholds) -> Iterator[Evidence]:
    """A unit of a line is led or guided by several upper ones, or shares lines with them."""
    pairs = counterparts(structure)
    if thresholds["counterparts"] >= 1:
        pairs = pairs[pairs["unit"].duplicated(keep=False)]
    count = pairs.groupby("unit")["upper"].nunique()
    many = count[count > thresholds["counterparts"]]
    for unit, rows in pairs[pairs["unit"].isin(many.index)].groupby("unit"):
        arcs = rows["row"].dropna().astype(int)
        yield Evidence(
            units=(str(unit),),
            lines=tuple(sorted(set(rows["line"].dropna()))),
            relations=ties(structure, arcs),
            basis=grounds(structure, "relations", arcs),
            values={
                "count": int(many[unit]),
                "counterparts": Named("units", tuple(sorted(set(rows["upper"])))),
            },
        )


@rule(
    "GG204",
    severity="medium",
    en=RuleWording(
        title="Self-governing community led by government",
        why="Villagers' and residents' committees govern themselves: the township's or street's "
        "government guides, supports and helps them and may not command them. Leadership turns "
        "them into an extra layer of government and passes its tasks on to them.",
        remedy="Turn the leadership into guidance; agree on tasks by list and contract and pay for "
        "them; leave leadership to the Party organisation.",
        sentence="{units} leads {communities}, which it may only guide.",
    ),
    zh=RuleWording(
        title="以行政领导代替对自治组织的指导",
        why="村民委员会、居民委员会是基层群众性自治组织，乡镇政府、街道办事处对其工作给予指导、支持和帮助，"
        "不是领导关系。以领导代替指导，会使其行政化、成为事实上的一级政府。",
        remedy="将领导关系改为指导关系；委托事项实行清单准入、费随事转；领导作用由党组织发挥。",
        sentence="{units}对{communities}建立了领导关系，依法只能给予指导。",
    ),
    sources=("VillagersCommitteesLaw2018", "ResidentsCommitteesLaw2018"),
)
def community_led(
    structure: Structure, thresholds: Thresholds
) -> Iterator[Evidence] | NotApplicable:
    """A unit of the state leads a self-governing community."""
    del thresholds
    if not (structure.units["kind"] == "community").any():
        return NotApplicable("auditing.no_communities")
    return _led_by_the_state(structure)


def _led_by_the_state(structure: Structure) -> Iterator[Evidence]:
    kind, leads = structure.topology.unit_kind, structure.topology.arcs(["leads"])
    of_the_state = np.isin(kind[leads.source], _OF_THE_STATE)
    led = structure.relations.iloc[leads.row[(kind[leads.target] == "community") & of_the_state]]
    for source, rows in led.groupby("source"):
        yield Evidence(
            units=(str(source),),
            relations=ties(structure, rows.index),
            basis=grounds(structure, "relations", rows.index),
            values={"communities": Named("units", tuple(sorted(set(rows["target"]))))},
        )
