"""Checks 16, 19 and 20: search, closing and opening blocks, keyboard alone."""

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from govgraph.maps import draw
from tests.browser.conftest import Browser
from tests.municipality import municipality

pytestmark = pytest.mark.browser


def press(browser: Browser, *keys: str) -> None:
    for key in keys:
        ActionChains(browser.driver).send_keys(key).perform()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("城东区水务局", "D1.water"),
        ("城东 水务", "D1.water"),
        ("chengdong WATER", "D1.water"),
        ("ｃｈｅｎｇｄｏｎｇ　ｗａｔｅｒ", "D1.water"),
        ("D1.water", "D1.water"),
        ("Ｄ１．ｗａｔｅｒ", "D1.water"),
        ("cdqswj", "D1.water"),
    ],
)
def test_search_finds_by_every_name(page: Browser, words: str, first: str) -> None:
    page.run("document.getElementById('search').focus()")
    press(page, words)
    found = page.run("return govgraph.search(document.getElementById('search').value)")
    assert page.unit(first) in found
    assert f"{len(found)}个单位" in page.text("#hit-count")
    assert (
        page.run("return document.getElementById('search').getAttribute('aria-expanded')") == "true"
    )
    assert page.run(
        "return document.getElementById('search').getAttribute('aria-activedescendant')"
    )
    press(page, Keys.ENTER)
    assert page.run("return govgraph.units.key[govgraph.state.selected]") == first
    at = page.run(
        "const i = govgraph.scene().itemOf[govgraph.state.selected];"
        "const p = govgraph.network.canvasToDOM({x: i.x, y: i.y});"
        "return [p.x, p.y, document.getElementById('map').clientWidth,"
        " document.getElementById('map').clientHeight]"
    )
    assert 0 < at[0] < at[2]
    assert 0 < at[1] < at[3]


def test_escape_closes_the_list_and_no_hit_is_announced(page: Browser) -> None:
    page.run("document.getElementById('search').focus()")
    press(page, "水务")
    press(page, Keys.ESCAPE)
    assert page.run("return document.getElementById('hits').hidden")
    press(page, "xyz")
    assert "0个单位" in page.text("#hit-count")


POSITIONS = "return govgraph.network.getPositions()"
DRAWN = (
    "return govgraph.scene().lines.filter(l => !l.hidden).reduce((n, l) => n + l.rows.length, 0)"
)


@pytest.mark.parametrize("name", ["matrix", "kuai"])
def test_closing_and_opening_blocks_changes_nothing(page: Browser, name: str) -> None:
    page.run("govgraph.setLayout(arguments[0])", name)
    before, drawn = page.run(POSITIONS), page.run(DRAWN)
    streets = [n for n, b in enumerate(page.run("return govgraph.data.blocks")) if b[3] == 4]
    assert len(streets) == 10
    for block in streets:
        page.run("govgraph.toggleBlock(arguments[0])", block)
    chips = page.run("return govgraph.nodes.getIds().filter(id => id[0] !== 'u').length")
    assert chips == (len(streets) if name == "kuai" else 5 * len(streets))
    kinds = page.run(
        "return Array.from(new Set(govgraph.scene().lines.filter(l => l.a.block >= 0 || "
        "l.b.block >= 0).map(l => govgraph.data.kinds[l.kind].key))).sort()"
    )
    assert {"leads", "guides", "refers", "calls"} <= set(kinds)
    for block in streets:
        page.run("govgraph.toggleBlock(arguments[0])", block)
    assert page.run(POSITIONS) == before
    assert page.run(DRAWN) == drawn


def test_a_closed_block_says_how_many_units_it_holds(page: Browser) -> None:
    page.run("govgraph.setLayout('kuai')")
    block = page.run("return govgraph.data.blocks.findIndex(b => b[0] === '桃源街道')")
    page.run("govgraph.toggleBlock(arguments[0])", block)
    lettering = page.run(
        "const g = govgraph, item = g.scene().items.get('b' + arguments[0]);"
        "return g.lettering(item, 1).map(l => l.text).join('')",
        block,
    )
    assert lettering == "5个单位"


def test_searching_a_hidden_unit_opens_its_block(page: Browser) -> None:
    page.choose("detail", "2")
    assert (
        page.run("return govgraph.scene().itemOf[govgraph.units.key.indexOf('D1S1.market')].unit")
        == -1
    )
    page.run("document.getElementById('search').focus()")
    press(page, "桃源 市场", Keys.ENTER)
    assert page.run("return govgraph.units.key[govgraph.state.selected]") == "D1S1.market"
    assert page.run("return govgraph.scene().itemOf[govgraph.state.selected].unit") == page.unit(
        "D1S1.market"
    )


def focused(browser: Browser) -> str:
    return str(browser.run("return document.activeElement.id || document.activeElement.tagName"))


def test_keyboard_alone_reaches_and_leaves_the_map(page: Browser) -> None:
    page.run("document.body.focus()")
    for _ in range(80):
        press(page, Keys.TAB)
        if focused(page) == "map":
            break
    assert focused(page) == "map"
    outline = page.run(
        "const s = getComputedStyle(document.activeElement);"
        "return [s.outlineStyle, parseFloat(s.outlineWidth)]"
    )
    assert outline[0] != "none"
    assert outline[1] >= 2
    seen = set()
    for key in (
        Keys.ARROW_DOWN,
        Keys.ARROW_RIGHT,
        Keys.ARROW_DOWN,
        Keys.ARROW_RIGHT,
        Keys.ARROW_DOWN,
    ):
        press(page, key)
        seen.add(page.run("return govgraph.state.selected"))
        assert page.text("#live")
    assert len(seen) >= 3
    press(page, Keys.ENTER)
    assert focused(page) == "details-title"
    page.run("document.getElementById('map').focus()")
    scale = page.run("return govgraph.network.getScale()")
    press(page, "+")
    assert page.run("return govgraph.network.getScale()") > scale
    press(page, "-", "0", Keys.ESCAPE)
    assert page.run("return govgraph.state.selected") is None
    press(page, Keys.TAB)
    assert focused(page) != "map"


def test_every_control_shows_its_focus_and_is_large_enough(page: Browser) -> None:
    small = page.run(
        "return Array.from(document.querySelectorAll("
        "'button, select, .row, summary, [type=search]'))"
        ".filter(n => n.offsetParent !== null)"
        ".map(n => [n.id || n.textContent, n.offsetWidth, n.offsetHeight])"
        ".filter(r => r[1] < 24 || r[2] < 24)"
    )
    assert small == []


def test_the_skip_link_leads_to_the_tables(page: Browser) -> None:
    page.run("document.getElementById('skip').focus()")
    press(page, Keys.ENTER)
    assert focused(page) == "units"
    page.run("document.querySelector('#units a').click()")
    assert page.run("return document.body.dataset.view") == "map"
    assert page.run("return govgraph.state.selected") == 0


def test_closed_blocks_open_from_the_keyboard(browser: Browser) -> None:
    browser.show(draw(municipality(50), lang="en"))
    browser.run("document.getElementById('map').focus()")
    chip = browser.run(
        "const item = Array.from(govgraph.scene().items.values()).find(i => i.unit < 0);"
        "govgraph.select(item.key); return item.block"
    )
    press(browser, Keys.ENTER)
    assert browser.run("return govgraph.state.opened[arguments[0]]", chip)
