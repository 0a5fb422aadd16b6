"""The report in a real browser without a network."""

import base64
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from govgraph.auditing.run import audit
from govgraph.report.audit_report import write_report
from tests.browser.screenshots import chromium
from tests.conftest import skip_or_fail
from tests.hostile import SHOWN, hostile_structure
from tests.report.synthetic import audited

pytestmark = pytest.mark.browser
AXE = Path(__file__).with_name("axe.min.js")
ODD = "报告 100% #1"
LOCAL = ("file:", "data:", "blob:", "about:")


@pytest.fixture(scope="module", autouse=True)
def needed():
    for program in ("chromedriver", "pdftotext"):
        if shutil.which(program) is None:
            skip_or_fail(f"{program} is not installed")


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """The page in each language, at a path that needs quoting."""
    out = tmp_path_factory.mktemp("report") / ODD
    for lang in ("en", "zh"):
        write_report(audited(), out / lang, lang=lang)
    return {lang: out / lang / "audit.html" for lang in ("en", "zh")}


@pytest.fixture(scope="module", params=["en", "zh"])
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def browser():
    with chromium() as driver:
        yield driver


@pytest.fixture
def page(browser, reports, lang):
    """The report, freshly opened."""
    browser.get("about:blank")
    logs(browser)
    browser.get(reports[lang].resolve().as_uri())
    return browser


def logs(driver):
    """Console messages and addresses asked for since the last call."""
    messages = [entry["message"] for entry in driver.get_log("browser")]
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    asked = [
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
    ]
    return messages, asked


def wait(driver, script):
    WebDriverWait(driver, 20).until(lambda d: d.execute_script(f"return {script}"))


def open_map(driver):
    """Scroll to the map and wait until it is drawn."""
    frame = driver.find_element("css selector", "iframe.map")
    driver.execute_script("arguments[0].scrollIntoView()", frame)
    driver.switch_to.frame(frame)
    wait(driver, "!!document.querySelector('canvas')")
    driver.switch_to.default_content()


def test_a_tour_asks_for_nothing_and_says_nothing(page):
    page.find_element("id", "theme").click()
    page.find_element("id", "filter-text").send_keys("GG")
    for box in page.find_elements("css selector", "#filter input[type=checkbox]"):
        box.click()
        box.click()
    for entry in page.find_elements("css selector", ".measures summary")[:3]:
        entry.click()
    for target in ("a[href^='#rule-']", "a[href^='#unit-']", "a[href^='#f-']", "a[href^='#ref-']"):
        link = page.find_element("css selector", f"main {target}")
        page.execute_script("arguments[0].click()", link)
    open_map(page)
    messages, asked = logs(page)
    assert messages == []
    assert asked
    assert [url for url in asked if not url.startswith(LOCAL)] == []


def test_the_policy_stops_what_is_put_in(page):
    page.execute_script(
        """
        const script = document.createElement("script");
        script.textContent = "window.__pwn = 1";
        document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.__pwn = 1'>");
        window.__fetched = "pending";
        fetch("https://example.org/").then(
          () => { window.__fetched = "got"; }, () => { window.__fetched = "refused"; });
        """
    )
    wait(page, "window.__fetched === 'refused'")
    assert page.execute_script("return window.__pwn") is None
    assert any("Content Security Policy" in message for message in logs(page)[0])


def test_the_filter_shows_what_fits_and_counts_it(page):
    rows = "#findings tbody tr"
    every = len(page.find_elements("css selector", rows))
    status = page.find_element("id", "filter-status")
    assert str(every) in status.text
    code = page.find_element("css selector", "article.rule .code").text
    title = page.find_element("css selector", "article.rule h3").text.removeprefix(code).strip()
    page.find_element("id", "filter-text").send_keys(title)
    shown = [row for row in page.find_elements("css selector", rows) if row.is_displayed()]
    assert 0 < len(shown) < every
    assert str(len(shown)) in status.text
    hidden = page.find_elements("css selector", "article.rule[hidden] tbody tr")[0]
    anchor = hidden.get_attribute("id")
    page.execute_script("location.hash = arguments[0]", anchor)
    wait(page, f"!document.getElementById('{anchor}').closest('[hidden]')")


def test_the_button_changes_light_to_dark_and_back(page):
    colour = "getComputedStyle(document.body).backgroundColor"
    before = page.execute_script(f"return {colour}")
    page.find_element("id", "theme").click()
    assert page.execute_script(f"return {colour}") != before
    page.find_element("id", "theme").click()
    assert page.execute_script(f"return {colour}") == before


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_no_violation(reports, lang, dark):
    with chromium(dark=dark) as driver:
        driver.get(reports[lang].resolve().as_uri())
        driver.execute_script(
            "document.querySelectorAll('details').forEach(d => { d.open = true; })"
        )
        driver.execute_script(AXE.read_text(encoding="utf-8"))
        found = driver.execute_async_script(
            """
            const done = arguments[arguments.length - 1];
            const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
            const told = rule => [rule.id, rule.nodes.map(node => node.html).slice(0, 3)];
            axe.run(document, {runOnly: tags, iframes: false}).then(
              found => done(found.violations.map(told)));
            """
        )
        assert found == []


def test_without_scripts_everything_is_read(reports, lang):
    with chromium() as driver:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        driver.get(reports[lang].resolve().as_uri())
        shown = driver.find_element("css selector", "main").text
        found = audited()
        for finding in found.findings:
            assert " ".join(found.sentence(finding, lang).split()) in " ".join(shown.split())
        assert not driver.find_element("id", "filter").is_displayed()
        assert not driver.find_element("id", "theme").is_displayed()
        driver.switch_to.frame(driver.find_element("css selector", "iframe.map"))
        assert driver.find_element("css selector", "svg").is_displayed()


def test_printed_the_summary_is_the_first_page_on_a4(page, lang, tmp_path):
    wanted = {"preferCSSPageSize": True, "printBackground": True}
    data = base64.b64decode(page.execute_cdp_cmd("Page.printToPDF", wanted)["data"])
    pdf = tmp_path / "audit.pdf"
    pdf.write_bytes(data)

    def text(first, last):
        command = ["pdftotext", "-f", str(first), "-l", str(last), str(pdf), "-"]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()  # noqa: S603

    first, rest = text(1, 1), text(2, 200)
    heads = {"en": ("Summary", "Profile", "Findings"), "zh": ("摘要", "总体画像", "审计发现")}[lang]
    lines = [line.strip() for line in first.splitlines()]
    assert heads[0] in lines
    assert not {heads[1], heads[2]} & set(lines)
    assert all(head in [line.strip() for line in rest.splitlines()] for head in heads[1:])
    info = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, check=True).stdout.decode()  # noqa: S603, S607
    assert "(A4)" in info


@pytest.mark.parametrize("width", [320, 420, 800, 1360])
def test_nothing_is_wider_than_the_window(reports, lang, width):
    with chromium(width) as driver:
        driver.get(reports[lang].resolve().as_uri())
        assert driver.execute_script(
            "const e = document.scrollingElement; return e.scrollWidth <= e.clientWidth"
        )


def test_hostile_texts_are_shown_and_do_nothing(browser, tmp_path):
    write_report(audit(hostile_structure()), tmp_path)
    browser.get("about:blank")
    logs(browser)
    browser.get((tmp_path / "audit.html").resolve().as_uri())
    open_map(browser)
    assert browser.execute_script("return window.__pwn") is None
    browser.switch_to.frame(browser.find_element("css selector", "iframe.map"))
    assert browser.execute_script("return window.__pwn") is None
    browser.switch_to.default_content()
    assert logs(browser)[0] == []
    cells = browser.execute_script(
        "return [...document.querySelectorAll('#units .code')].map(cell => cell.textContent)"
    )
    assert set(SHOWN) <= set(cells)
