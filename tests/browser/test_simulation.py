"""The report of a simulation in a real browser without a network."""

from pathlib import Path

import pytest

import govgraph as gg
from govgraph.casework import Plan
from govgraph.reforms.operators.create_joint_centre import CreateJointCentre
from tests.browser.conftest import Browser
from tests.casework.experiment import BUREAUS, district

pytestmark = pytest.mark.browser
AXE = Path(__file__).with_name("axe.min.js")
HOSTILE = "<img src=x onerror=window.__pwn=1>"


@pytest.fixture(scope="module", params=["en", "zh"])
def page(request, tmp_path_factory) -> Path:
    """Two scenarios, one with a hostile name."""
    plan = Plan(years=0.2, warm_up=0.1, follow_up=0.1, replications=2)
    centre = CreateJointCentre(id="c", name=HOSTILE, led_by="gov", departments=BUREAUS)
    structures = {"A": district(), "B": gg.enact(district(), [centre]).structure}
    works = {name: gg.simulate(one, plan=plan) for name, one in structures.items()}
    folder = tmp_path_factory.mktemp(request.param) / "模拟 100%"
    return gg.write_simulation(works, folder, lang=request.param, titles={"B": HOSTILE})[0]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_opens_alone_without_a_complaint(browser: Browser, page: Path, theme: str) -> None:
    browser.theme(theme)
    browser.driver.get(page.as_uri())
    assert browser.run("return window.__pwn") is None
    assert browser.complaints() == []
    assert [url for url in browser.requests() if not url.startswith(("file:", "data:"))] == []
    assert browser.run("return document.querySelectorAll('figure svg').length") >= 4
    wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert browser.run(wide) == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_accessible(browser: Browser, page: Path, theme: str) -> None:
    browser.theme(theme)
    browser.driver.get(page.as_uri())
    browser.run(AXE.read_text(encoding="utf-8"))
    found = browser.later(
        """
        const done = arguments[arguments.length - 1];
        const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
        const told = rule => [rule.id, rule.nodes.map(node => node.html).slice(0, 3)];
        axe.run(document, {runOnly: tags}).then(found => done(found.violations.map(told)));
        """
    )
    assert found == []
