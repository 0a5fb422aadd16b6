"""Findings in words: what jams is named in both languages, and never an error."""

import re

import numpy as np
import pytest
from hypothesis import given

import govgraph as gg
from govgraph.casework.analysis import analyse_flow
from govgraph.casework.findings import CaseFinding, case_findings, findings_table
from tests.casework.flows import case_flows, endless, flow_of, ladder, overloaded

KINDS = ("no_door", "circle", "dead_end", "no_officials", "overloaded", "assumed_officials")


def kinds(flow):
    return [finding.kind for finding in case_findings(analyse_flow(flow))]


def test_a_flow_that_works_has_no_findings():
    assert kinds(ladder()) == []


def test_an_overloaded_desk_a_matter_without_a_door_and_a_guess():
    found = case_findings(analyse_flow(overloaded()))
    assert [f.kind for f in found] == ["no_door", "overloaded", "assumed_officials"]
    assert found[0].sentence() == (
        "dogs in home: 12 cases a year and no door where anybody takes them in."
    )
    assert "would keep 1.5 officials busy, and there are 1" in found[1].sentence()
    assert "需要 1.5 人满负荷办理，现有 1 人" in found[1].sentence("zh")
    assert found[2].units == ("window",)


def test_a_routing_that_can_never_end_is_named():
    found = case_findings(analyse_flow(endless()))
    assert [f.kind for f in found] == ["circle"]
    assert set(found[0].units) == {"roads", "parks"}
    assert (found[0].matter, found[0].area) == ("potholes", "home")
    assert found[0].cases == pytest.approx(0.05 * 8760)


def test_a_dead_end_and_a_unit_without_officials():
    flow = flow_of(
        [{"unit": "window", "hours_per_week": 0}, {"unit": "bureau"}],
        [{"desk": 0, "arrivals": 1.0}, {"desk": 1}],
        [(0, 1, "refer", 1.0), (1, -3, "ask", 1.0)],
    )
    found = case_findings(analyse_flow(flow))
    assert [f.kind for f in found] == ["dead_end", "no_officials", "overloaded"]
    assert found[0].units == ("window", "bureau")
    assert found[1].units == ("window",)
    assert analyse_flow(flow).total["hours_to_end"] == np.inf


@given(case_flows(ending=False))
def test_findings_are_there_exactly_where_something_is_wrong(flow):
    analysis = analyse_flow(flow)
    found = case_findings(analysis)
    assert ("circle" in {f.kind for f in found}) == bool(
        (analysis.never_settled["kind"] == "circle").any()
    )
    full = (analysis.loads.utilisation >= 1) & np.isfinite(analysis.loads.flows)
    assert len([f for f in found if f.kind == "overloaded"]) == full.sum()
    table = findings_table(found)
    assert (table["cases"] >= 0).all()
    assert not table["sentence"].str.contains("nan").any()


@pytest.mark.parametrize("kind", KINDS)
def test_every_finding_speaks_both_languages_with_names(kind):
    build = gg.Builder().add("levels", id="c", name="县", name_en="County")
    build = build.add("areas", id="A", name="甲县", name_en="County A", level="c")
    for number in range(7):
        build = build.add("units", id=f"u{number}", name=f"局{number}", kind="department", area="A")
    county = build.add("matters", id="m", name="噪声", name_en="Noise").build()
    finding = CaseFinding(
        kind,
        tuple(f"u{number}" for number in range(7)),
        "m",
        "A",
        1234.5,
        {"officials": 1, "needed": 2.5, "count": 7},
    )
    english, chinese = (finding.sentence(lang, county) for lang in ("en", "zh"))
    assert not re.search(r"\bu\d\b|[{}]", english + chinese)
    if kind != "no_door":
        assert "and 2 more" in english
        assert "等 7 个单位" in chinese
