"""Rules about units through which everything must pass."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from govgraph.auditing.catalogue import RuleWording, Thresholds, rule
from govgraph.auditing.evidence import Evidence, Named
from govgraph.kernels.articulation import cut_off
from govgraph.kernels.csr import Codes
from govgraph.kernels.dominators import immediate_dominators
from govgraph.measures.groundwork.hierarchy import hierarchy, in_degree, out_degree
from govgraph.model.arrays import positions
from govgraph.model.authority import COORDINATION
from govgraph.model.network import Network, network
from govgraph.model.structure import Structure


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
    members, lines = _members(structure, ranks), structure.lines["id"].tolist()
    arcs = pd.DataFrame({"source": ranks.source, "target": ranks.target})
    arcs = arcs.merge(members, left_on="source", right_on="unit")
    arcs = arcs.merge(members, left_on=["target", "line"], right_on=["unit", "line"])
    for number, rows in arcs.groupby("line"):
        line = lines[int(str(number))]
        codes, own = pd.factorize(pd.concat([rows["source"], rows["target"]]), sort=True)
        units = ranks.nodes[own]
        source, target = codes[: len(rows)], codes[len(rows) :]
        tops = _tops(len(units), source, target)
        below = len(units) - len(tops)
        above, order = immediate_dominators(len(units), source, target, np.array(tops, int))
        size = _behind(above, order)
        gateway = (size > 1) & (size >= share * below)
        gateway[tops] = False
        for unit in np.flatnonzero(gateway).tolist():
            behind = _dominated(unit, above, order)
            yield Evidence(
                units=(str(units[unit]),),
                lines=(str(line),),
                values={
                    "count": len(behind),
                    "share": 100.0 * len(behind) / below,
                    "behind": Named("units", tuple(units[sorted(behind)])),
                },
                variant="line",
            )


def _members(structure: Structure, ranks: Network) -> pd.DataFrame:
    """Return every node with the numbers of its lines."""
    lines, further = structure.lines["id"], structure.unit_lines
    own = structure.units.loc[structure.topology.unit_kind != "public", "line"]
    nodes = np.arange(len(ranks), dtype=np.int32)
    unit = np.concatenate((nodes, positions(further["unit"], ranks.nodes)))
    line = np.concatenate((positions(own, lines), positions(further["line"], lines)))
    known = (unit >= 0) & (line >= 0)
    return pd.DataFrame({"unit": unit[known], "line": line[known]})


def _tops(n: int, source: Codes, target: Codes) -> list[int]:
    """Return the units at the top; a single one with one unit below is no top by itself."""
    ends = np.unique(np.stack([source, target]), axis=1)
    degree = np.bincount(ends[0], minlength=n)
    tops = np.flatnonzero(np.bincount(ends[1], minlength=n) == 0).tolist()
    if len(tops) == 1:
        while degree[tops[-1]] == 1:
            following = int(ends[1][ends[0] == tops[-1]][0])
            if following in tops:
                break
            tops.append(following)
    return tops


def _behind(above: Codes, order: Codes) -> Codes:
    """Return how many nodes each node dominates."""
    size = np.zeros(len(above), np.int64)
    for node in order[::-1].tolist():
        if above[node] >= 0:
            size[above[node]] += 1 + size[node]
    return size


def _dominated(root: int, above: Codes, order: Codes) -> set[int]:
    """Return the nodes that a node dominates."""
    found = {root}
    for node in order.tolist():
        if above[node] in found:
            found.add(node)
    return found - {root}
