"""Checks 1 to 4 and 27: no request, no complaint, a strict policy, hostile names, odd paths."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from govgraph.maps import Map, draw
from tests.browser.conftest import Browser
from tests.hostile import SHOWN, hostile_structure
from tests.municipality import municipality

pytestmark = pytest.mark.browser
Tour = Callable[[Browser], None]


def test_nothing_is_requested_and_nothing_complains(
    browser: Browser, city: Map, city_en: Map, tour: Tour
) -> None:
    for drawn in (city, city_en):
        browser.show(drawn)
        tour(browser)
        assert browser.complaints() == []
        asked = [a for a in browser.requests() if not a.startswith(("file:", "data:", "blob:"))]
        assert asked == []


def test_closed_maps_do_not_complain_either(browser: Browser, tour: Tour) -> None:
    browser.show(draw(municipality(50), lang="en"))
    tour(browser)
    assert browser.complaints() == []


def test_the_policy_stops_what_is_not_ours(page: Browser) -> None:
    assert page.run("return document.head.firstElementChild.httpEquiv") == "Content-Security-Policy"
    page.run(
        "const s = document.createElement('script'); s.textContent = 'window.__pwn = 1';"
        "document.body.appendChild(s);"
    )
    assert page.run("return window.__pwn === undefined")
    for address in ("https://example.org/", "data:text/plain,x"):
        answer = page.later(
            "const done = arguments[1];"
            "fetch(arguments[0]).then(() => done('loaded'), () => done('refused'))",
            address,
        )
        assert answer == "refused"
    assert any("Content Security Policy" in text for text in page.complaints())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_names_are_shown_and_never_run(browser: Browser, tour: Tour, lang: str) -> None:
    structure = hostile_structure()
    browser.show(draw(structure, lang=lang))  # type: ignore[arg-type]
    tour(browser)
    for text in SHOWN:
        browser.select(text)
        assert browser.text("#details-title") == text
    assert browser.run("return window.__pwn === undefined && document.title.length > 0")
    assert browser.run("return document.querySelectorAll('img, iframe, object').length") == 0
    assert browser.complaints() == []


def test_paths_with_odd_characters(browser: Browser, city: Map, tour: Tour) -> None:
    folder = browser.folder / "江州 100% #1"
    browser.open(city.save(folder / "条块 图 50% #2.html"))
    tour(browser)
    assert browser.complaints() == []
    assert browser.run("return govgraph.counts().units") == len(city.picture.names)
    saved = {path.suffix for path in Path(browser.folder).iterdir()}
    assert {".svg", ".csv"} <= saved


def test_an_address_may_name_a_unit(browser: Browser, city: Map) -> None:
    path = city.save(browser.folder / "map.html")
    browser.open(path, fragment="#unit=D2.ecol&layout=kuai")
    assert browser.text("#details-title") == "城西区生态环境局"
    assert browser.run("return govgraph.state.layout") == "kuai"


def host(drawn: Map, policy: str) -> str:
    """A page that holds the map in a frame, under a policy of its own."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta http-equiv="Content-Security-Policy" '
        f'content="{policy}"><meta charset="utf-8"><title>host</title></head><body>'
        f"{drawn._repr_html_()}</body></html>"
    )


def test_the_map_runs_in_the_frame_of_a_page_that_allows_its_hashes(
    browser: Browser, city: Map
) -> None:
    own = city.csp_hashes()
    policy = "; ".join(
        ["default-src 'none'", "img-src data: blob:", "frame-src 'self'"]
        + [f"{directive} {' '.join(sources)}" for directive, sources in own.items()]
    )
    path = browser.folder / "host.html"
    path.write_text(host(city, policy), encoding="utf-8")
    browser.driver.get(path.as_uri())
    browser.driver.switch_to.frame(0)
    ready = "return document.documentElement.getAttribute('data-ready')"
    for _ in range(300):
        if browser.run(ready):
            break
        time.sleep(0.02)
    assert browser.run("return govgraph.counts().units") == len(city.picture.names)
    browser.select("D1.ecol")
    assert browser.text("#details-title") == "城东区生态环境局"
    browser.driver.switch_to.default_content()


def test_where_scripts_are_refused_the_picture_shows(browser: Browser, city: Map) -> None:
    path = browser.folder / "host.html"
    policy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'"
    path.write_text(host(city, policy), encoding="utf-8")
    browser.driver.get(path.as_uri())
    browser.driver.switch_to.frame(0)
    size = browser.run(
        "const box = document.querySelector('#figure svg').getBoundingClientRect();"
        "return [box.width, box.height, document.documentElement.className]"
    )
    browser.driver.switch_to.default_content()
    assert size[0] > 600
    assert size[1] > 300
    assert size[2] == ""
