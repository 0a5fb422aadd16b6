"""Rules about superiors: how many they are, and who settles what they disagree on."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from govgraph.auditing.catalogue import RuleWording, Thresholds, rule
from govgraph.auditing.evidence import Evidence, Named, grounds, ties
from govgraph.measures.ties import commanders, superiors
from govgraph.model.structure import Structure


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
    tables=("relations",),
)
def heads_without_arbiter(structure: Structure, thresholds: Thresholds) -> Iterator[Evidence]:
    """Two heads of one unit have no common superior who binds both, or several nearest ones."""
    del thresholds
    shared: dict[tuple[int, int], list[int]] = defaultdict(list)
    for below, heads in superiors(structure).items():
        for pair in combinations(sorted(heads), 2):
            shared[pair].append(below)
    ids, rows = structure.topology.units, leading_rows(structure)
    for pair, units in sorted(shared.items()):
        nearest = _nearest_common(structure, *pair)
        if len(nearest) == 1:
            continue
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


def leading_rows(structure: Structure) -> dict[tuple[int, int], list[int]]:
    """Return the rows of the relations table by which one unit binds another."""
    arcs = structure.topology.arcs(["leads"], facet="order")
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    ends = zip(arcs.source.tolist(), arcs.target.tolist(), arcs.row.tolist(), strict=True)
    for source, target, row in ends:
        found[source, target].append(row)
    return found


def _nearest_common(structure: Structure, first: int, second: int) -> frozenset[int]:
    """Return the common superiors below whom there is no other common superior."""
    common = commanders(structure, first) & commanders(structure, second)
    passed = {above for unit in common for above in commanders(structure, unit) - {unit}}
    return common - passed
