"""Rules about matters that wait for each other."""

from collections.abc import Iterator

import pandas as pd

from govgraph.auditing.catalogue import RuleWording, Thresholds, rule
from govgraph.auditing.evidence import Evidence, Named, grounds
from govgraph.kernels.circles import circles
from govgraph.model.structure import Structure


@rule(
    "GG303",
    severity="high",
    en=RuleWording(
        title="Circular prerequisites",
        why="When each of several approvals requires another one first, no applicant can begin: "
        "the case goes round, or someone breaks the rule.",
        remedy="Take one prerequisite out of the circle, accept a promise in its place, or decide "
        "the matters together in one step.",
        sentence="These matters wait for each other in a circle: {circle}.",
    ),
    zh=RuleWording(
        title="互为前置",
        why="几个事项相互以对方为前置条件，申请人无从办起，只能来回跑，或者有人违规先办。",
        remedy="取消其中一个前置条件，改为告知承诺或容缺受理，或者将相关事项合并办理。",
        sentence="以下事项互为前置：{circle}。",
    ),
    sources=("SixEtAl2002",),
    tables=("depends",),
)
def circular_prerequisites(structure: Structure, thresholds: Thresholds) -> Iterator[Evidence]:
    """Matters depend on each other in a circle."""
    del thresholds
    depends = structure.depends
    codes, ids = pd.factorize(pd.concat([depends["before"], depends["after"]]))
    before, after = codes[: len(depends)], codes[len(depends) :]
    leads = structure.duties.query("role == 'lead'").groupby("matter")["unit"].agg(set).to_dict()
    alone = [[int(code)] for code in pd.unique(before[before == after])]
    for circle in [*circles(len(ids), before, after), *alone]:
        matters = [str(ids[code]) for code in circle]
        on_the_way = set(zip(matters, [*matters[1:], matters[0]], strict=True))
        rows = [
            row
            for row, arc in enumerate(zip(depends["before"], depends["after"], strict=True))
            if arc in on_the_way
        ]
        yield Evidence(
            units=tuple(sorted(set().union(*(leads.get(matter, ()) for matter in matters)))),
            matters=tuple(sorted(matters)),
            basis=grounds(structure, "depends", rows),
            values={"circle": Named("matters", (*matters, matters[0]), " → ")},
        )
