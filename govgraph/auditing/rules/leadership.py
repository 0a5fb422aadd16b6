"""Rules about who leads a matter in an area: too many, nobody."""

from collections.abc import Iterator

from govgraph.auditing.catalogue import RuleWording, Thresholds, rule
from govgraph.auditing.evidence import Evidence, grounds
from govgraph.model.jurisdiction import cells, participants
from govgraph.model.structure import Structure


@rule(
    "GG101",
    severity="high",
    en=RuleWording(
        title="Duplication of duty",
        why="Where several units lead one matter in one place, work is done twice, each can wait "
        "for the other, and nobody answers for the result. Official practice asks for one "
        "department per matter in principle, and otherwise for a named lead.",
        remedy="Name one lead for the matter in this area; let the others assist, or divide the "
        "matter so that each part has one lead.",
        sentence="{count} units lead {matters}{in_areas} where one should: {units}.",
        settings={"leads": "most units that may lead one matter in one area"},
    ),
    zh=RuleWording(
        title="职责重复",
        why="同一区域内多个单位牵头同一事项，容易重复管理、相互等待，结果无人负责。按照要求，"
        "一件事情原则上由一个部门负责，确需多个部门管理的，要明确牵头部门、分清主次责任。",
        remedy="明确该事项在本区域的唯一牵头单位，其他单位改为配合；或者拆分事项，使每一部分只有一个牵头单位。",
        sentence="{in_areas}“{matters}”应由一个单位牵头，现有{count}个：{units}。",
        settings={"leads": "同一区域内一个事项最多可有的牵头单位数"},
    ),
    sources=("SixEtAl2002",),
    tables=("matters", "duties"),
    merges=("areas", "matters"),
    leads=1,
)
def duplication(structure: Structure, thresholds: Thresholds) -> Iterator[Evidence]:
    """Several units lead a matter in one lead area; leads at home alone are one each."""
    frame = cells(structure)
    several = frame[frame["leads"] > thresholds["leads"]].fillna({"lead_area": ""})
    once = several.drop_duplicates(["matter", "lead_area"])[["matter", "lead_area"]]
    parts = participants(structure)
    leads = parts[parts["role"] == "lead"].join(once, on="cell", how="inner")
    for (matter, area), rows in leads.groupby(["matter", "lead_area"]):
        place = str(area)
        units = tuple(sorted(set(rows["unit"])))
        yield Evidence(
            units=units,
            matters=(str(matter),),
            areas=(place,) if place else (),
            basis=grounds(structure, "duties", rows["duty"]),
            values={"count": len(units)},
        )


@rule(
    "GG102",
    severity="high",
    en=RuleWording(
        title="Gap: nobody leads",
        why="A matter that nobody leads is handed on, waits or is left; people with a concern find "
        "no one who answers for it.",
        remedy="Give the duty to lead to one unit whose territory covers the area, together with "
        "the powers the matter takes.",
        sentence="Nobody leads {matters}{in_areas}.",
        variants={
            "idle": "No unit has any duty on {matters}.",
            "assisted": "Nobody leads {matters}{in_areas}; only {units} take part.",
        },
    ),
    zh=RuleWording(
        title="服务遗漏：无人牵头",
        why="无人牵头的事项容易被转来转去、久拖不决或者落空，群众找不到对结果负责的单位。",
        remedy="将牵头职责赋予管辖范围覆盖该区域的一个单位，并配齐办理该事项所需的权力。",
        sentence="{in_areas}“{matters}”无人牵头。",
        variants={
            "idle": "没有任何单位承担“{matters}”的职责。",
            "assisted": "{in_areas}“{matters}”仅有{units}参与，无人牵头。",
        },
    ),
    sources=("SixEtAl2002",),
    tables=("matters", "duties"),
)
def gap(structure: Structure, thresholds: Thresholds) -> Iterator[Evidence]:
    """A matter has no lead in an area, nor in the areas above, nor in all of those below."""
    del thresholds
    frame = cells(structure)
    led_nowhere = (frame["leads"] == 0) & ~frame["covered_below"]
    parts = participants(structure)
    taking = parts[parts["cell"].isin(frame.index[led_nowhere])].groupby("cell")
    units = {cell: tuple(sorted(set(rows["unit"]))) for cell, rows in taking}
    duties = {cell: rows["duty"] for cell, rows in taking}
    known = set(structure.duties["matter"])
    for cell, matter, area in frame.loc[led_nowhere, ["matter", "area"]].itertuples():
        taken = units.get(cell, ())
        yield Evidence(
            units=taken,
            matters=(matter,),
            areas=(area,) if isinstance(area, str) else (),
            basis=grounds(structure, "duties", duties[cell]) if taken else (),
            variant="assisted" if taken else "" if matter in known else "idle",
        )
