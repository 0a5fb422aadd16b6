"""Removing a level never shows a gain in path length alone."""

import pytest

import govgraph as gg
from govgraph.comparison.headline import HEADLINE
from govgraph.comparison.options import Option
from govgraph.comparison.supervision import supervises_otherwise, supervision, titles
from govgraph.measures import delayering, find, layers
from govgraph.reforms.enacting import Step, enact
from govgraph.reforms.operators.remove_level import RemoveLevel
from govgraph.reforms.proposal import Proposal
from govgraph.report.compare_report import write_comparison
from tests.report.pages import parse


def three_levels():
    build = gg.Builder()
    above = {"county": None, "town": "county", "village": "town"}
    for level, parent in above.items():
        build.add("levels", id=level, name=level)
        build.add("areas", id=level, name=level, level=level, parent=parent)
    own = {"kind": "government", "quota": 5, "filled": 4}
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


def test_what_a_shorter_path_costs_stands_in_its_row_in_every_form_of_the_comparison(tmp_path):
    away = RemoveLevel(level="town", superiors="up", staff="drop")
    proposal = Proposal("flat", (Step(away),))
    found = gg.compare(three_levels(), proposal)
    after, before = found.options[0].structure, found.before.structure
    rows = found.supervision
    assert rows.loc["A", "distance"] < rows.loc["before", "distance"]
    for side, structure in (("before", before), ("A", after)):
        five = delayering.trade_off(structure).iloc[0]
        assert rows.loc[side, list(five.index)].tolist() == pytest.approx(five.tolist())
        for name in ("span.max", "span.mean", "layers.depth", "official_load.mean"):
            assert rows.loc[side, name] == pytest.approx(find(name).function(structure))
        assert rows.loc[side, "posts"] == structure.units["quota"].sum()
    assert rows.loc["A", "posts"] == rows.loc["before", "posts"] - 10
    (said,) = [one for one in found.to_dict()["supervision"] if one["option"] == "A"]
    assert set(rows.columns) < set(said)
    write_comparison(found, tmp_path)
    pages = [parse(found._repr_html_()), parse((tmp_path / "compare.html").read_text("utf-8"))]
    for page in pages:
        tables = [table.text for table in page.all("table")]
        assert any(all(title in text for title in titles()) for text in tables)
    same = gg.compare(before, before)
    assert titles()[-1] not in same._repr_html_()


def test_the_longest_chain_stays_where_another_one_is_as_long_though_all_others_are_shorter():
    """Removing townships brings people nearer to the county and leaves its longest chain."""
    county = gg.load("q_county")
    ways = dict.fromkeys(("superiors", "duties", "powers", "staff", "doors"), "up")
    away = RemoveLevel(level="township", **ways)
    flat = enact(county, away, check=False, account=False).structure
    assert "township" not in set(flat.units["level"])
    communities = county.units.query("kind == 'community'")["id"]
    was, now = (layers.unit_depth(one)[communities] for one in (county, flat))
    assert (now == was - 1).all()
    old, new = layers.unit_depth(county), layers.unit_depth(flat)
    assert new.max() == old.max() == layers.depth(flat)
    deepest = new.index[new == new.max()]
    assert (old[deepest] == new.max()).all()
    assert set(flat.units.set_index("id")["level"][deepest]) == {"county"}
    rows = supervision(Option("before", county), [Option("flat", flat)])
    assert supervises_otherwise(rows, "flat")


@pytest.mark.parametrize("name", ["official_load.mean", "layers.depth", "span.max"])
def test_costs_of_delayering_are_headline_measures(name):
    assert name in HEADLINE
