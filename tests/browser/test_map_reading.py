"""Checks 5, 9, 12, 13, 21, 22 and 28: speed, positions, legibility, access, no script, size."""

import time
from pathlib import Path
from typing import Any

import pytest

from govgraph.maps import Map, draw
from govgraph.maps.layout import heights
from tests.browser.conftest import Browser
from tests.municipality import municipality

pytestmark = pytest.mark.browser
AXE = Path(__file__).with_name("axe.min.js")


def first_paint(browser: Browser) -> float:
    paint = browser.later(
        "const done = arguments[0]; const ask = () => {"
        "const found = performance.getEntriesByName('first-contentful-paint');"
        "if (found.length) done(found[0].startTime); else setTimeout(ask, 20); }; ask();"
    )
    return float(paint) / 1000


def test_a_city_is_ready_at_once(browser: Browser, city: Map) -> None:
    path = city.save(browser.folder / "map.html")
    browser.open(path)
    browser.driver.get("about:blank")
    assert browser.open(path) < 3
    assert first_paint(browser) < 1


def test_six_hundred_units_are_ready_soon(browser: Browser) -> None:
    drawn = draw(municipality(45))
    assert len(drawn.picture.names) >= 590
    path = drawn.save(browser.folder / "map.html")
    assert browser.open(path) < 5


def test_more_units_open_closed_and_thousands_still_answer(browser: Browser) -> None:
    drawn = draw(municipality(485), lang="zh")
    assert len(drawn.picture.names) >= 4_990
    path = drawn.save(browser.folder / "map.html")
    browser.run("return 1")
    browser.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        source="window.__long = []; new PerformanceObserver(list => list.getEntries()"
        ".forEach(e => window.__long.push(e.duration))).observe({entryTypes: ['longtask']});",
    )
    browser.open(path)
    assert browser.run("return govgraph.nodes.length") < 600
    started = time.perf_counter()
    browser.choose("detail", "all")
    assert browser.run("return govgraph.nodes.length") == len(drawn.picture.names)
    assert time.perf_counter() - started < 5
    browser.run("govgraph.setLayout('kuai')")
    started = time.perf_counter()
    browser.run("return 1 + 1")
    assert time.perf_counter() - started < 3
    assert max(browser.run("return window.__long"), default=0) < 5_000


@pytest.mark.parametrize("name", ["matrix", "kuai"])
def test_units_stand_where_python_put_them(page: Browser, city: Map, name: str) -> None:
    page.run("govgraph.setLayout(arguments[0])", name)
    found = page.run("return govgraph.network.getPositions()")
    layout, places = city.picture.layouts[name], city.picture.places
    blocks = len(places.blocks)
    strips = heights(layout, [True] * blocks, [False] * blocks)
    for unit, (spot, block) in enumerate(zip(layout.spots, places.block, strict=True)):
        y = strips.top[layout.frames[block].strip] + spot.dy
        assert found[f"u{unit}"] == {
            "x": pytest.approx(spot.x, abs=0.02),
            "y": pytest.approx(y, abs=0.02),
        }


LABELS = """
const g = govgraph, scale = arguments[0], out = [];
g.scene().items.forEach(item => g.lettering(item, scale).forEach(line => out.push(
  [line.text, line.size * scale, g.widthOf(line.text, line.size, line.weight), item.w, item.h])));
return out;
"""


@pytest.mark.parametrize("names", ["zh", "en", "both"])
def test_names_are_legible_and_inside_their_boxes(page: Browser, names: str) -> None:
    page.choose("labels", names)
    overview = page.run("return govgraph.network.getScale()")
    units = page.run("return govgraph.nodes.length")
    for scale in (overview, 0.6, 0.75, 1.0, 1.4):
        found = page.run(LABELS, scale)
        assert len(found) >= units
        for text, size, width, room, _ in found:
            assert width <= room, text
            chinese = any("\u4e00" <= c <= "\u9fff" for c in text)
            assert size >= (12 if chinese and scale >= 0.75 else 11), (text, scale)


def test_lines_of_a_name_do_not_run_over_their_box(page: Browser) -> None:
    for scale in (0.3, 0.4, 0.5, 0.75, 1.0):
        tall = page.run(
            "const g = govgraph, out = []; g.scene().items.forEach(item => out.push("
            "[item.h, g.lettering(item, arguments[0]).reduce((sum, line) => sum + line.size, 0)]));"
            "return out;",
            scale,
        )
        assert all(lettering <= height for height, lettering in tall)


def test_words_in_the_drawing_stay_inside_their_boxes(page: Browser) -> None:
    page.run(
        "window.dispatchEvent(new Event('beforeprint'));"
        "document.getElementById('figure').style.display = 'block'"
    )
    wide = page.run(
        "return Array.from(document.querySelectorAll('#figure g > rect + text'))"
        ".filter(t => t.getAttribute('text-anchor') === 'middle').map("
        "t => [t.textContent, t.getComputedTextLength(),"
        " Number(t.parentNode.querySelector('rect').getAttribute('width'))])"
    )
    assert len(wide) > 100
    assert all(width <= room for _, width, room in wide)


def test_chinese_is_drawn_with_chinese_letters(page: Browser) -> None:
    different = page.run(
        """
        const draw = text => {
          const c = document.createElement('canvas'); c.width = c.height = 40;
          const x = c.getContext('2d'); x.font = '30px ' + arguments[0]; x.fillText(text, 2, 32);
          return Array.from(x.getImageData(0, 0, 40, 40).data).join();
        };
        const tofu = draw('\\uffff');
        return ['条', '块', '镇'].map(draw)
          .every((p, i, all) => p !== tofu && all.indexOf(p) === i);
        """,
        page.run("return getComputedStyle(document.body).fontFamily"),
    )
    assert different
    family = page.run("return getComputedStyle(document.body).fontFamily")
    for font in ("Noto Sans SC", "PingFang SC", "Microsoft YaHei", "SimHei"):
        assert font in family


def axe(browser: Browser) -> list[Any]:
    browser.run(AXE.read_text(encoding="utf-8"))
    found = browser.later(
        "const done = arguments[0]; axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a',"
        "'wcag21aa', 'wcag22aa']}).then(r => done(r.violations.map(v => [v.id, v.nodes.map("
        "n => n.html)])))"
    )
    return list(found)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_barrier_for_assistive_technology(
    browser: Browser, city: Map, city_en: Map, lang: str, theme: str
) -> None:
    browser.theme(theme)
    browser.show(city if lang == "zh" else city_en)
    assert axe(browser) == []
    browser.run("document.querySelectorAll('details').forEach(box => { box.open = true; })")
    browser.select("D1.ecol")
    assert axe(browser) == []
    browser.run("document.querySelectorAll('.menu').forEach(box => { box.open = false; })")
    browser.run("govgraph.choosePath(0)")
    assert axe(browser) == []
    for view in ("units", "relations"):
        browser.click(f"#tab-{view}")
        assert axe(browser) == []
    assert browser.run("return document.compatMode") == "CSS1Compat"
    assert browser.run("return document.documentElement.lang").startswith(lang)
    assert browser.driver.title


def test_without_script_the_picture_and_the_tables_are_there(browser: Browser, city: Map) -> None:
    path = city.save(browser.folder / "map.html")
    browser.cdp("Emulation.setScriptExecutionDisabled", value=True)
    browser.driver.get(path.as_uri())
    tree = browser.cdp("DOMSnapshot.captureSnapshot", computedStyles=["display", "visibility"])
    strings = tree["strings"]
    layout = tree["documents"][0]["layout"]
    shown = " ".join(strings[i] for i in layout["text"] if i >= 0)
    for names in city.picture.names:
        assert names.zh in shown
    nodes = tree["documents"][0]["nodes"]["nodeName"]
    drawn = {strings[nodes[i]].lower() for i in layout["nodeIndex"]}
    assert {"svg", "table"} <= drawn
    assert "canvas" not in drawn
