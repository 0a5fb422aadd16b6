"""Regenerate every screenshot of report and map, in both languages: for looking and for the docs.

Run ``python -m tests.browser.screenshots OUT`` in the project's folder. It writes PNG files of
every section of the report (light, dark, narrow), of the map, and of the printed pages' PDF; with
``--readme`` the picture that the README shows, ``docs/_static/map.png``.
"""

import argparse
import base64
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import Select, WebDriverWait

import govgraph as gg
from govgraph.cases.loading import names

ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
WIDE, NARROW, TALLEST = 1360, 420, 2400
CASES = ("q_county", "longgang")
VIEWS = (("", WIDE, False), ("-dark", WIDE, True), ("-narrow", NARROW, False))
README = Path("docs/_static/map.png")


@contextmanager
def chromium(width: int = WIDE, height: int = 900, *, dark: bool = False) -> Iterator[Any]:
    """Start a browser without a network."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = Options()
        for argument in (*ARGUMENTS, f"--user-data-dir={profile}"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        try:
            size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
            still = {"name": "prefers-reduced-motion", "value": "reduce"}
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme, still]})
            yield driver
        finally:
            driver.quit()


def sections(driver: Any, page: Path, out: Path, suffix: str) -> None:
    """Take a picture of every section of a report."""
    driver.get(page.resolve().as_uri())
    width = driver.execute_script("return document.documentElement.clientWidth")
    for part in driver.find_elements("css selector", "header.masthead, section"):
        name = part.get_attribute("id") or "masthead"
        if name == "map":
            driver.execute_script("arguments[0].scrollIntoView()", part)
            time.sleep(2)
        top, height = driver.execute_script(
            "const r = arguments[0].getBoundingClientRect(); return [r.top + scrollY, r.height]",
            part,
        )
        clip = {
            "x": 0,
            "y": max(top - 12, 0),
            "width": width,
            "height": min(height + 24, TALLEST),
            "scale": 1,
        }
        shot = driver.execute_cdp_cmd(
            "Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True}
        )
        (out / f"{name}{suffix}.png").write_bytes(base64.b64decode(shot["data"]))


def printed(driver: Any, page: Path, target: Path) -> None:
    """Print a page to PDF as its style sheet says."""
    driver.get(page.resolve().as_uri())
    wanted = {"preferCSSPageSize": True, "printBackground": True}
    target.write_bytes(base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", wanted)["data"]))


def picture(page: Path, target: Path, *, dark: bool = False, show: str = "") -> None:
    """Take a picture of a map: as it opens, or showing a layout or the way of a matter.

    `show` is ``layout=kuai``, or ``matter=`` and the name or the number of a matter in the list.
    """
    with chromium(1680, 1050, dark=dark) as driver:
        driver.get(page.resolve().as_uri())
        WebDriverWait(driver, 60).until(
            lambda d: d.find_element("tag name", "html").get_attribute("data-ready")
        )
        control, _, value = show.partition("=")
        if control == "layout":
            Select(driver.find_element("id", control)).select_by_value(value)
        elif value.isdigit():
            Select(driver.find_element("id", control)).select_by_index(int(value))
        elif control:
            Select(driver.find_element("id", control)).select_by_visible_text(value)
        driver.execute_script("document.activeElement.blur()")
        time.sleep(1)
        target.parent.mkdir(parents=True, exist_ok=True)
        driver.save_screenshot(str(target))


def report_shots(case: str, lang: str, out: Path) -> None:
    """Write one case's report in one language and take every picture of it."""
    folder = out / f"{case}-{lang}"
    gg.write_report(gg.audit(gg.load(case)), folder / "files", lang=lang)
    page = folder / "files" / "audit.html"
    for suffix, width, dark in (
        ("", WIDE, False),
        ("-dark", WIDE, True),
        ("-narrow", NARROW, False),
    ):
        with chromium(width, dark=dark) as driver:
            sections(driver, page, folder, suffix)
            if not suffix:
                printed(driver, page, folder / "audit.pdf")
    own = folder / "files" / "map.html"
    picture(own, folder / "map-page.png")
    picture(own, folder / "map-page-dark.png", dark=True)
    picture(own, folder / "map-page-kuai.png", show="layout=kuai")
    picture(own, folder / "map-page-matter.png", show="matter=1")


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description="Regenerate the screenshots.")
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("--case", action="append", choices=names(), help="only this case")
    parser.add_argument("--lang", action="append", choices=("en", "zh"), help="only this language")
    parser.add_argument("--readme", action="store_true", help=f"only {README}")
    chosen = parser.parse_args()
    if chosen.readme:
        page = gg.maps.draw(gg.load(CASES[0]), lang="en").save(chosen.out / "map.html")
        picture(page, README, show="matter=Unpaid wages of migrant workers")
        return
    for case in chosen.case or CASES:
        for lang in chosen.lang or ("en", "zh"):
            report_shots(case, lang, chosen.out)


if __name__ == "__main__":
    main()
