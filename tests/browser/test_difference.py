"""Checks 10 and 26 in a browser, and the comparison's page: nothing moves, every count agrees."""

import base64
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

import govgraph as gg
from govgraph.maps import Map, draw_difference
from govgraph.maps.difference import CHANGES
from govgraph.reforms.operators.create_joint_body import CreateJointBody
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.remove_tie import RemoveTie
from tests.browser.conftest import Browser
from tests.municipality import municipality

pytestmark = pytest.mark.browser
AXE = Path(__file__).with_name("axe.min.js")
LOCAL = ("file:", "data:", "blob:", "about:")
AXE_RUN = """
const done = arguments[arguments.length - 1];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
axe.run(document, {runOnly: tags, iframes: false}).then(
  found => done(found.violations.map(r => [r.id, r.nodes.map(n => n.html).slice(0, 3)])));
"""


def package() -> gg.Proposal:
    """A merger, a joint body and the end of some ties."""
    city = municipality()
    bureaus = city.units.query("kind == 'department'")["id"].tolist()
    first, second, third = bureaus[:3]
    tie = city.relations.query("kind == 'coordinates' or kind == 'refers'").iloc[-1]
    government = city.units.query("kind == 'government'")["id"].iloc[0]
    group = CreateJointBody(
        id="new.group", name="领导小组", chair=government, members=(first, third)
    )
    steps = (
        MergeUnits(units=(first, second), into=first, name="合并局"),
        group,
        RemoveTie(kind=tie["kind"], source=tie["source"], target=tie["target"]),
    )
    return gg.Proposal("方案", tuple(map(gg.Step, steps)), "Plan")


@pytest.fixture(scope="module", params=["en", "zh"])
def drawn(request) -> Map:
    city = municipality()
    return draw_difference(city, package().apply(city), lang=request.param)


@pytest.fixture
def map_page(browser: Browser, drawn: Map) -> Browser:
    browser.show(drawn)
    return browser


def positions(browser: Browser) -> dict[str, list[float]]:
    return browser.run(
        "const found = {}; govgraph.scene().items.forEach(i => { found[i.key] = [i.x, i.y]; });"
        "return found;"
    )


@pytest.mark.parametrize("layout", ["matrix", "kuai"])
def test_nothing_moves_from_view_to_view(map_page: Browser, layout: str) -> None:
    map_page.run("govgraph.setLayout(arguments[0])", layout)
    whole = positions(map_page)
    for version in ("before", "after"):
        map_page.choose("version", version)
        part = positions(map_page)
        assert part.items() <= whole.items()
        assert len(part) < len(whole)
    map_page.choose("version", "difference")
    assert positions(map_page) == whole


def test_the_counts_in_the_page_are_those_of_python(map_page: Browser, drawn: Map) -> None:
    difference = drawn.picture.difference
    for number, change in enumerate(CHANGES):
        units = map_page.run(
            "return govgraph.units.change.filter(c => c === arguments[0]).length", number
        )
        ties = map_page.run(
            "return govgraph.relations.change.filter(c => c === arguments[0]).length", number
        )
        assert (units, ties) == (
            difference.count("units", change),
            difference.count("ties", change),
        )
        shown = map_page.run(
            "const cell = document.querySelector(`[data-change=${arguments[0]}]`);"
            "return cell && [Number(cell.dataset.units), Number(cell.dataset.ties)]",
            change,
        )
        assert shown is None or shown == [units, ties]


def test_views_hold_what_the_structures_hold(map_page: Browser, drawn: Map) -> None:
    difference = drawn.picture.difference
    for version, structure in (("before", difference.before), ("after", difference.after)):
        map_page.choose("version", version)
        units = map_page.run("return govgraph.units.key.filter((k, u) => govgraph.shown(u)).length")
        assert units == len(structure.units)
        assert f"{len(structure.relations):,}" in map_page.text("#status")


def test_the_legend_is_a_filter(map_page: Browser, drawn: Map) -> None:
    changes = Counter(drawn.picture.difference.ties)
    count = "return govgraph.counts().ties"
    before = map_page.run(count)
    map_page.click('[data-filter="change"][data-index="2"]')
    assert map_page.run(count) == before - changes["removed"]
    map_page.click("#reset")
    assert map_page.run(count) == before


def test_details_say_what_becomes_of_a_unit(map_page: Browser, drawn: Map) -> None:
    difference, lang = drawn.picture.difference, drawn.picture.lang
    gone = drawn.picture.structure.units["id"][difference.units.index("removed")]
    say = gg.text.say
    map_page.select(gone)
    assert say("map_page.is_removed", lang) in map_page.text("#details")
    map_page.choose("version", "before")
    assert say("map_page.will_be_removed", lang) in map_page.text("#details")
    map_page.choose("version", "after")
    assert gone not in map_page.text("#details")


def test_the_difference_map_is_quiet_accessible_and_prints(map_page: Browser, drawn: Map) -> None:
    for version in ("before", "after", "difference"):
        map_page.choose("version", version)
        assert gg.text.say(f"map_page.version_{version}", drawn.picture.lang) in map_page.run(
            "return new XMLSerializer().serializeToString(govgraph.buildFigure().svg)"
        )
    map_page.run(AXE.read_text(encoding="utf-8"))
    assert map_page.later(AXE_RUN) == []
    wanted = {"preferCSSPageSize": True, "printBackground": True}
    data = base64.b64decode(map_page.cdp("Page.printToPDF", **wanted)["data"])
    assert data.startswith(b"%PDF")
    assert map_page.complaints() == []
    assert [
        url for url in map_page.requests() if not url.startswith(("file:", "data:", "blob:"))
    ] == []


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> dict[str, Path]:
    found = gg.compare(municipality(), package(), measures=["span.max", "coordination.average"])
    out = tmp_path_factory.mktemp("compare") / "比较 100% #1"
    return {lang: gg.write_comparison(found, out / lang, lang=lang)[0] for lang in ("en", "zh")}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_report_is_quiet_and_accessible(
    browser: Browser, reports: dict[str, Path], lang: str, theme: str
) -> None:
    browser.theme(theme)
    browser.driver.get(reports[lang].as_uri())
    browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    browser.run("document.querySelector('iframe.map').scrollIntoView()")
    browser.run(AXE.read_text(encoding="utf-8"))
    assert browser.later(AXE_RUN) == []
    assert browser.complaints() == []
    asked = browser.requests()
    assert [url for url in asked if not url.startswith(LOCAL)] == []
    for width in (1280, 1680):
        browser.size(width, 900)
        assert browser.run(
            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )


def test_the_printed_first_page_names_the_losers(
    browser: Browser, reports: dict[str, Path], tmp_path: Path
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    browser.driver.get(reports["zh"].as_uri())
    wanted = {"preferCSSPageSize": True, "printBackground": True}
    target = tmp_path / "compare.pdf"
    target.write_bytes(base64.b64decode(browser.cdp("Page.printToPDF", **wanted)["data"]))
    command = ["pdftotext", "-l", "1", str(target), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()  # noqa: S603
    for key in ("verdict", "hardest_hit", "largest_gains"):
        assert gg.text.say(f"compare_page.{key}", "zh") in text
