"""Rules about the form of the hierarchy: layers of one, spans too wide or too narrow."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from govgraph.auditing.catalogue import RuleWording, Thresholds, rule
from govgraph.auditing.evidence import Evidence, Named, grounds, ties
from govgraph.measures import span
from govgraph.measures.groundwork.hierarchy import hierarchy, out_degree
from govgraph.model.structure import Structure


@rule(
    "GG401",
    severity="low",
    en=RuleWording(
        title="Chain of single subordinates",
        why="A unit that leads one unit only, which again leads one only, adds layers that decide "
        "nothing, delay orders and distort reports.",
        remedy="Merge the units of the chain, or let the upper one lead the lower ones directly.",
        sentence="Each of these leads only the next one: {chain}.",
        settings={"steps": "fewest one-to-one steps in a row that count"},
    ),
    zh=RuleWording(
        title="单线层级",
        why="一个单位只领导一个下级，该下级又只领导一个下级，增加了不作决定的层级，延误指令、失真信息。",
        remedy="合并链条上的单位，或者由上级直接领导末端单位。",
        sentence="以下各单位均只领导其后一个单位：{chain}。",
        settings={"steps": "连续一对一领导达到多少级即提示"},
    ),
    sources=("GulickUrwick1937",),
    ties=("leads",),
    steps=2,
)
def single_subordinate_chain(structure: Structure, thresholds: Thresholds) -> Iterator[Evidence]:
    """Units in a row each lead exactly one other unit."""
    graph = hierarchy(structure)
    alone = out_degree(graph)[graph.source] == 1
    below = dict(zip(graph.source[alone].tolist(), graph.target[alone].tolist(), strict=True))
    for first in sorted(below.keys() - below.values()):
        chain = [first]
        while chain[-1] in below:
            chain.append(below[chain[-1]])
        if len(chain) > thresholds["steps"]:
            units = tuple(graph.nodes[chain])
            rows = _rows(structure, units)
            yield Evidence(
                units=units,
                relations=ties(structure, rows),
                basis=grounds(structure, "relations", rows),
                values={"chain": Named("units", units, " → ")},
            )


def _rows(structure: Structure, chain: tuple[str, ...]) -> list[int]:
    """Return the rows of the relations table by which each unit of a chain leads the next."""
    relations = structure.relations
    leads = relations[(relations["kind"] == "leads") & relations["source"].isin(chain[:-1])]
    return leads.index.tolist()


@rule(
    "GG402",
    severity="low",
    en=RuleWording(
        title="Span of control out of band",
        why="Whoever leads very many units can attend to few of them; whoever leads a single one "
        "adds a layer without adding capacity. Which band suits depends on how alike and how "
        "closely bound the tasks are, so the limits are settings, not law. A narrow span counts "
        "only within one area, because a structure may show a part of the areas below.",
        remedy="Too wide: share the units among deputies, or group them under a centre. Too "
        "narrow: merge the unit with its subordinate or give it more to lead.",
        sentence="The span of {units} is {count}, above {limit}.",
        variants={"narrow": "The span of {units} is {count}, below {limit}."},
        settings={"low": "narrowest span in the band", "high": "widest span in the band"},
    ),
    zh=RuleWording(
        title="管理幅度失当",
        why="直接领导的单位过多，难以逐一顾及；只领导一个单位，则增加了层级而未增加力量。适宜的"
        "幅度取决于下级任务的相似程度和关联程度，因此上下限由配置设定，并非法定标准。"
        "幅度过窄只在同一区域内判断，因为结构可能只包含部分下级区域。",
        remedy="幅度过宽的，由副职分管或者归并到中心统一管理；幅度过窄的，与下级合并或者扩大管理范围。",
        sentence="{units}的管理幅度为{count}，高于上限{limit}。",
        variants={"narrow": "{units}的管理幅度为{count}，低于下限{limit}。"},
        settings={"low": "管理幅度下限", "high": "管理幅度上限"},
    ),
    sources=("GulickUrwick1937", "Graicunas1933"),
    ties=("leads",),
    low=2,
    high=16,
)
def span_out_of_band(structure: Structure, thresholds: Thresholds) -> Iterator[Evidence]:
    """A unit that leads others leads more, or fewer in its own area, than the band allows."""
    spans = span.subordinates(structure)
    low, high = thresholds["low"], thresholds["high"]
    topology = structure.topology
    arcs = topology.arcs(["leads"])
    away = topology.unit_area[arcs.source] != topology.unit_area[arcs.target]
    unstaffed = np.isin(topology.unit_kind[arcs.target], ["channel", "platform"])
    excused = np.zeros(len(topology.units), bool)
    excused[arcs.source[away | unstaffed]] = True
    of_unit = np.zeros(len(topology.units))
    of_unit[topology.unit_kind != "public"] = spans
    outside = ((of_unit > 0) & (of_unit < low) & ~excused) | (of_unit > high)
    source = pd.Series(arcs.source, index=arcs.row)[outside[arcs.source]]
    rows = source.groupby(source).groups
    for unit in np.flatnonzero(outside).tolist():
        count = of_unit[unit]
        wide = count > high
        yield Evidence(
            units=(str(topology.units[unit]),),
            relations=ties(structure, rows[unit]),
            basis=grounds(structure, "relations", rows[unit]),
            values={"count": int(count), "limit": float(high if wide else low)},
            variant="" if wide else "narrow",
        )
