"""Structures that say little: the report tells what it does not know, and never shows a zero."""

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings

from govgraph.auditing.run import audit
from govgraph.model.builder import Builder
from govgraph.report.audit_report import write_report
from govgraph.report.document import written
from govgraph.report.gathering import gather
from govgraph.report.measured import measured
from govgraph.report.page import page
from govgraph.text import say
from tests.report.pages import parse
from tests.strategies import structures


def told(build, lang="en"):
    found = audit(build.build())
    return gather(found, measured(found.structure, lang), lang, {})


def alone():
    return Builder().add("units", id="gov", name="县政府", kind="government")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_single_unit_makes_a_whole_report(lang, tmp_path):
    files = write_report(audit(alone().build()), tmp_path, lang=lang)
    root = parse((tmp_path / "audit.html").read_text("utf-8"))
    assert say("report.no_findings", lang) in root.text
    assert say("report.sentence_no_distance", lang) in root.text
    assert say("report.sentence_no_profile", lang) in root.text
    assert not [path for path in files if path.suffix == ".svg"]
    content = json.loads((tmp_path / "audit.json").read_text("utf-8"))
    values = {measure["name"]: measure["value"] for measure in content["measures"]}
    assert values["profile.power"] is None


def test_undefined_measures_show_a_dash_and_the_reason():
    rows = [row for family in told(alone()).families for row in family.rows]
    undefined = [row for row in rows if math.isnan(row.value)]
    assert undefined
    assert all(row.text == "–" and row.reason for row in undefined)


def test_tables_without_rows_are_named_not_counted():
    summary = told(alone())
    assert [size.label for size in summary.sizes] == ["units"]
    assert "1 units" in summary.sentences[0]
    assert "0 " not in summary.sentences[0]
    assert "matters" in summary.sentences[0]


def test_chinese_names_on_an_english_page_are_marked_as_chinese():
    root = parse(page(told(alone())))
    marked = [element.text for element in root.all("span", lang="zh")]
    assert "县政府" in marked


def test_levels_with_one_line_are_left_out_and_counted():
    build = (
        alone().add("levels", id="l0", name="县", rank=0).add("levels", id="l1", name="村", rank=1)
    )
    for line in ("a", "b"):
        build.add("lines", id=line, name=line)
        build.add("units", id=f"K.{line}", name=line, kind="department", area="K", line=line)
    build.add("areas", id="K", name="K", level="l0")
    for number in range(3):
        build.add("areas", id=f"V{number}", name="V", level="l1", parent="K")
        build.add("units", id=f"V{number}", name="V", kind="community", area=f"V{number}", line="a")
    figure = told(build).figure("heatmap_found")
    assert figure is not None
    assert "3 territories are not drawn" in figure.caption


def test_a_narrow_span_leaves_no_band_to_show():
    build = alone().add("units", id="a", name="甲局", kind="department")
    build.add("relations", source="gov", target="a", kind="leads")
    figure = told(build).figure("spans")
    assert figure is not None
    assert 'class="band"' not in figure.svg


def test_numbers_that_json_cannot_hold_are_null():
    held = [math.nan, math.inf, np.float64("nan"), 1.5, np.int64(2), "x", None, True]
    assert json.loads(written({"a": held})) == {"a": [None, None, None, 1.5, 2, "x", None, True]}


def test_json_stands_as_the_standard_library_writes_it():
    held = {"名": ["“a”\n\u2028\t\\", 1e300, -0.0, [], {}, ("b", False)], "2": {"c": [[1], 10**20]}}
    assert written(held) == json.dumps(held, ensure_ascii=False, indent=1)


@settings(max_examples=8)
@given(structures())
def test_any_structure_makes_a_well_formed_page(structure):
    found = audit(structure)
    summary = gather(found, measured(structure, "zh"), "zh", {})
    root = parse(page(summary))
    rows = [r for r in root.all("tr") if r.attributes.get("id", "").startswith("unit-")]
    assert len(rows) == len(structure.units)
    assert sum(len(group.rows) for group in summary.groups) == len(found.findings)
