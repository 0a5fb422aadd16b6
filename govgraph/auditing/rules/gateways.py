"""Rules about units through which everything must pass."""

from collections.abc import Iterator
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from govgraph.auditing.catalogue import RuleWording, Thresholds, rule
from govgraph.auditing.evidence import Evidence, Named
from govgraph.kernels.articulation import cut_off
from govgraph.measures.groundwork.hierarchy import hierarchy, in_degree, out_degree
from govgraph.model.authority import COORDINATION
from govgraph.model.network import network
from govgraph.model.structure import Structure

_TOP = -1


@rule(
    "GG403",
    severity="low",
    en=RuleWording(
        title="Single point of failure",
        why="When everything between two parts of the structure passes one unit, its overload, "
        "vacancy or refusal cuts them off from each other, and whoever holds it can hold up both.",
        remedy="Add a second way: a coordination tie, a joint body or shared data between units "
        "on both sides.",
        sentence="Without {units}, {count} units lose touch with the rest ({share} % of all).",
        variants={
            "line": "In the line {lines}, {count} units are reached from the top only through "
            "{units} ({share} % of the units below the top)."
        },
        settings={
            "share": "least share of all units that must be cut off",
            "line_share": "least share of a line's units below the top behind one of them",
        },
    ),
    zh=RuleWording(
        title="单点故障",
        why="结构的两部分之间全部经由一个单位联系时，该单位一旦超负荷、缺位或者不作为，两边即告中断，"
        "该单位也可借此左右双方。",
        remedy="在两侧单位之间增加第二条通道：协调关系、议事协调机构或者信息共享。",
        sentence="缺少{units}，将有{count}个单位与其余单位失去联系（占全部单位的{share}%）。",
        variants={
            "line": "在{lines}条线中，有{count}个单位只能经由{units}与上级联系"
            "（占顶端以下单位的{share}%）。"
        },
        settings={
            "share": "被切断单位占全部单位的最低比例",
            "line_share": "条线内经由同一单位者占顶端以下单位的最低比例",
        },
    ),
    sources=("LengauerTarjan1979",),
    ties=COORDINATION,
    share=0.1,
    line_share=0.5,
)
def single_point_of_failure(structure: Structure, thresholds: Thresholds) -> Iterator[Evidence]:
    """A unit below the top whose loss cuts off many, or through which a line's units are led."""
    yield from _articulations(structure, thresholds["share"])
    yield from _line_gateways(structure, thresholds["line_share"])


def _articulations(structure: Structure, share: float) -> Iterator[Evidence]:
    graph = network(structure)
    lost = cut_off(len(graph), graph.source, graph.target)
    ranks = hierarchy(structure, ("leads", "guides"))
    top = (in_degree(ranks) == 0) & (out_degree(ranks) > 0)
    for node in np.flatnonzero((lost > 1) & (lost >= share * len(graph)) & ~top):
        values = {"count": int(lost[node]), "share": 100.0 * lost[node] / len(graph)}
        yield Evidence(units=(str(graph.nodes[int(node)]),), values=values)


def _line_gateways(structure: Structure, share: float) -> Iterator[Evidence]:
    ranks = hierarchy(structure, ("leads", "guides"))
    own = structure.units[["id", "line"]].rename(columns={"id": "unit"})
    members = pd.concat([own, structure.unit_lines[["unit", "line"]]]).dropna()
    arcs = pd.DataFrame({"source": ranks.nodes[ranks.source], "target": ranks.nodes[ranks.target]})
    arcs = arcs.merge(members, left_on="source", right_on="unit")
    arcs = arcs.merge(members, left_on=["target", "line"], right_on=["unit", "line"])
    for line, rows in arcs.groupby("line"):
        graph = nx.DiGraph(list(zip(rows["source"], rows["target"], strict=True)))
        tops = _tops(graph)
        graph.add_edges_from((_TOP, unit) for unit in tops)
        below = len(graph) - 1 - len(tops)
        for unit, behind in _behind(graph).items():
            if unit not in tops and len(behind) > 1 and len(behind) >= share * below:
                yield Evidence(
                    units=(unit,),
                    lines=(str(line),),
                    values={
                        "count": len(behind),
                        "share": 100.0 * len(behind) / below,
                        "behind": Named("units", tuple(sorted(behind))),
                    },
                    variant="line",
                )


def _tops(graph: "nx.DiGraph[Any]") -> list[str]:
    """Return the units at the top; a single one with one unit below is no top by itself."""
    tops = [unit for unit, degree in graph.in_degree() if degree == 0]
    if len(tops) == 1:
        while graph.out_degree(tops[-1]) == 1:
            tops.extend(graph.successors(tops[-1]))
    return tops


def _behind(graph: "nx.DiGraph[Any]") -> dict[str, set[str]]:
    """Return the nodes that each node dominates, seen from the virtual top."""
    dominator = nx.immediate_dominators(graph, _TOP)
    found: dict[str, set[str]] = {}
    for node in graph:
        above = dominator.get(node, _TOP)
        while above != _TOP:
            found.setdefault(above, set()).add(node)
            above = dominator[above]
    return found
