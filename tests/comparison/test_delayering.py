"""Removing a level never shows a gain in path length alone."""

import pytest

import govgraph as gg
from govgraph.comparison.headline import HEADLINE
from govgraph.reforms.enacting import Step
from govgraph.reforms.operators.remove_level import RemoveLevel
from govgraph.reforms.proposal import Proposal


def three_levels():
    build = gg.Builder()
    above = {"county": None, "town": "county", "village": "town"}
    for level, parent in above.items():
        build.add("levels", id=level, name=level)
        build.add("areas", id=level, name=level, level=level, parent=parent)
    own = {"kind": "government", "filled": 4}
    for level, count in (("county", 1), ("town", 2), ("village", 4)):
        for n in range(count):
            build.add("units", id=f"{level}{n}", name=f"{level}{n}", level=level, area=level, **own)
    for n in range(2):
        build.add("relations", source="county0", target=f"town{n}", kind="leads")
    for n in range(4):
        build.add("relations", source=f"town{n // 2}", target=f"village{n}", kind="leads")
    return build.build()


def test_a_shorter_path_stands_beside_what_it_costs_and_is_marked_as_mechanical():
    away = RemoveLevel(level="town", superiors="up", staff="up")
    found = gg.compare(three_levels(), Proposal("flat", (Step(away),))).measures.set_index("name")
    assert found.loc["coordination.average", "change"] < 0
    assert found.loc["coordination.average", "mechanical"]
    assert found.loc["span.max", "change"] > 0
    for cost in ("span.max", "arbitration.top_share", "control.mean_retained"):
        assert found.loc[cost, "after"] == found.loc[cost, "after"]
        assert cost in HEADLINE


@pytest.mark.parametrize("name", ["official_load.mean", "layers.depth", "span.max"])
def test_costs_of_delayering_are_headline_measures(name):
    assert name in HEADLINE
