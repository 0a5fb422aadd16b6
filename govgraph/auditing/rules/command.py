"""Rules about superiors: how many they are, and who settles what they disagree on."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from govgraph.auditing.catalogue import RuleWording, Thresholds, rule
from govgraph.auditing.evidence import Evidence, Named, grounds, ties
from govgraph.kernels.csr import csr
from govgraph.measures.command import several_heads
from govgraph.measures.groundwork.ties import commanders
from govgraph.model.structure import Structure


@rule(
    "GG201",
    severity="medium",
    en=RuleWording(
        title="Undeclared multiple heads",
        why="A unit that takes orders from several superiors serves the one who presses hardest, "
        "unless law or the institutional plan declares dual leadership and says which head "
        "prevails.",
        remedy="Declare the dual leadership (one head for the area, one for the line, one of them "
        "primary, with its legal basis), or turn the other leadership into guidance.",
        sentence="Orders to {units} come from {count} units, none or several of which are marked "
        "as primary: {heads}.",
        variants={
            "same_side": "Orders to {units} come from {count} units that all lead for the area, "
            "or all for a line: {heads}.",
            "no_basis": "Orders to {units} come from {count} units without a stated basis for dual "
            "leadership: {heads}.",
        },
    ),
    zh=RuleWording(
        title="多头领导未明确",
        why="除法律或者“三定”规定明确双重领导并规定以谁为主外，同一单位听命于多个上级，往往谁催得紧就"
        "先办谁的事，难以统一指挥。",
        remedy="明确双重领导关系：一方代表块、一方代表条，写明以谁为主和法定依据；或者将其中一方改为业务"
        "指导。",
        sentence="{units}同时接受{count}个单位的命令，未标明或者重复标明以谁为主：{heads}。",
        variants={
            "same_side": "{units}同时接受{count}个单位的命令，这些单位同属块或者同属条：{heads}。",
            "no_basis": "{units}同时接受{count}个单位的命令，未载明双重领导的依据：{heads}。",
        },
    ),
    sources=("Fayol1916",),
    ties=("leads",),
    merges=("units",),
)
def undeclared_heads(structure: Structure, thresholds: Thresholds) -> Iterator[Evidence]:
    """A unit takes orders from several superiors without declared dual leadership."""
    del thresholds
    arcs = structure.topology.arcs(["leads"], facet="order")
    heads = several_heads(structure)
    open_ones = heads[~heads["declared"].astype(bool)]
    leads = structure.relations[["target"]].iloc[arcs.row]
    leading = leads[leads["target"].isin(open_ones["unit"])].groupby("target").groups
    for row in open_ones.to_dict("records"):
        one_sided = not (row["area_side"] and row["line_side"])
        yield Evidence(
            units=(row["unit"],),
            relations=ties(structure, leading[row["unit"]]),
            basis=row["basis"],
            values={"count": len(row["heads"]), "heads": Named("units", row["heads"])},
            variant="same_side" if one_sided else "" if row["primary"] != 1 else "no_basis",
        )


@rule(
    "GG202",
    severity="high",
    en=RuleWording(
        title="Two heads without a single arbiter",
        why="Two superiors of one unit will at times ask for different things. Without one common "
        "superior who leads both, nobody can decide, and the subordinate is left between them.",
        remedy="Put both heads under one superior for this business, name which of them prevails, "
        "or turn one leadership into guidance.",
        sentence="{units} both lead {below}, but no common superior leads both of them.",
        variants={
            "several": "{units} both lead {below}; {arbiters} each lead both of them and none of "
            "these is the nearest.",
        },
    ),
    zh=RuleWording(
        title="两个上级之间无唯一裁决者",
        why="同一单位的两个上级难免意见不一。没有同时领导二者的唯一共同上级，争议无人裁决，下级无所适从。",
        remedy="将两个上级在该业务上归由同一上级领导，明确以谁为主，或者将其中一方的领导关系改为业务指导。",
        sentence="{units}共同领导{below}，但没有同时领导二者的共同上级。",
        variants={
            "several": "{units}共同领导{below}；{arbiters}均同时领导二者，没有唯一的最近共同上级。"
        },
    ),
    sources=("Krackhardt1994",),
    ties=("leads",),
)
def heads_without_arbiter(structure: Structure, thresholds: Thresholds) -> Iterator[Evidence]:
    """Two heads of one unit have no common superior who binds both, or several nearest ones."""
    del thresholds
    ids = structure.topology.units
    for pair, units in sorted(_under_both(structure).items()):
        nearest = _nearest_common(structure, *pair)
        if len(nearest) == 1:
            continue
        rows = leading_rows(structure)
        arcs = [row for head in pair for unit in units for row in rows[head, unit]]
        values = {"below": Named("units", tuple(ids[sorted(units)]))}
        if nearest:
            values["arbiters"] = Named("units", tuple(ids[sorted(nearest)]))
        yield Evidence(
            units=tuple(ids[list(pair)]),
            relations=ties(structure, arcs),
            basis=grounds(structure, "relations", arcs),
            values=values,
            variant="several" if nearest else "",
        )


def _under_both(structure: Structure) -> dict[tuple[int, int], list[int]]:
    """Return the units that two superiors bind, for all such pairs."""
    shared: dict[tuple[int, int], list[int]] = defaultdict(list)
    arcs = structure.topology.arcs(["leads"], facet="order")
    start, upper = csr(len(structure.topology.units), arcs.target, arcs.source)
    for below in np.flatnonzero(np.diff(start) > 1).tolist():
        heads = sorted(set(upper[start[below] : start[below + 1]].tolist()))
        for pair in combinations(heads, 2):
            shared[pair].append(below)
    return shared


def leading_rows(structure: Structure) -> dict[tuple[int, int], list[int]]:
    """Return the rows of the relations table by which one unit binds another."""

    def compute() -> dict[tuple[int, int], list[int]]:
        arcs = structure.topology.arcs(["leads"], facet="order")
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        ends = zip(arcs.source.tolist(), arcs.target.tolist(), arcs.row.tolist(), strict=True)
        for source, target, row in ends:
            found[source, target].append(row)
        return found

    return structure.derive(("leading rows",), compute)


def _nearest_common(structure: Structure, first: int, second: int) -> frozenset[int]:
    """Return the common superiors below whom there is no other common superior."""
    common = commanders(structure, first) & commanders(structure, second)
    passed = {above for unit in common for above in commanders(structure, unit) - {unit}}
    return common - passed
