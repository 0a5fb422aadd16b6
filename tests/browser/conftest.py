"""A headless Chromium with the network cut, and pages in it."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from govgraph.maps import Map, draw
from tests.conftest import skip_or_fail
from tests.municipality import municipality

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
    "--proxy-server=127.0.0.1:9",
)


class Browser:
    """One window: opens files, runs scripts, remembers what was requested and complained about."""

    def __init__(self, driver: webdriver.Chrome, folder: Path) -> None:
        self.driver = driver
        self.folder = folder

    def run(self, script: str, *values: Any) -> Any:
        return self.driver.execute_script(script, *values)

    def later(self, script: str, *values: Any) -> Any:
        return self.driver.execute_async_script(script, *values)

    def cdp(self, command: str, **values: Any) -> Any:
        return self.driver.execute_cdp_cmd(command, values)

    def size(self, width: int, height: int) -> None:
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def theme(self, name: str) -> None:
        features = [
            {"name": "prefers-color-scheme", "value": name},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.cdp("Emulation.setEmulatedMedia", features=features)

    def open(self, path: Path, wait: float = 60, fragment: str = "") -> float:
        """Open a map file; return the seconds until it says that it is ready."""
        started = time.perf_counter()
        self.driver.get(path.as_uri() + fragment)
        while not self.run("return document.documentElement.getAttribute('data-ready')"):
            if time.perf_counter() - started > wait:
                pytest.fail(f"the page was not ready in {wait} s: {self.complaints()}")
            time.sleep(0.02)
        return time.perf_counter() - started

    def show(self, drawn: Map, name: str = "map.html") -> Path:
        """Write a map and open it."""
        path = drawn.save(self.folder / name)
        self.open(path)
        return path

    def complaints(self) -> list[str]:
        """Everything on the console since the last call, violations of the policy included."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Every address asked for since the last call."""
        events = (json.loads(e["message"])["message"] for e in self.driver.get_log("performance"))
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def choose(self, identifier: str, value: str) -> None:
        self.run(
            "const list = document.getElementById(arguments[0]); list.value = arguments[1];"
            "list.dispatchEvent(new Event('change', {bubbles: true}));",
            identifier,
            value,
        )

    def click(self, selector: str) -> None:
        self.run("document.querySelector(arguments[0]).click()", selector)

    def text(self, selector: str) -> str:
        return str(self.run("return document.querySelector(arguments[0]).textContent", selector))

    def unit(self, key: str) -> int:
        return int(self.run("return govgraph.units.key.indexOf(arguments[0])", key))

    def select(self, key: str) -> None:
        self.run("govgraph.select(govgraph.units.key.indexOf(arguments[0]))", key)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    binary = shutil.which("chromium") or shutil.which("google-chrome")
    service = shutil.which("chromedriver")
    if not binary or not service:
        skip_or_fail("Chromium and its driver are not installed")
    options = Options()
    options.binary_location = str(binary)
    for argument in ARGUMENTS:
        options.add_argument(argument)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(service)))
    driver.set_script_timeout(60)
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium: webdriver.Chrome, tmp_path: Path) -> Iterator[Browser]:
    found = Browser(chromium, tmp_path)
    found.size(1680, 1050)
    found.theme("light")
    found.cdp("Emulation.setScriptExecutionDisabled", value=False)
    found.cdp("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    found.complaints()
    found.requests()
    yield found
    chromium.get("about:blank")


@pytest.fixture(scope="session")
def city() -> Map:
    """The city of 145 units, in Chinese."""
    return draw(municipality(), lang="zh")


@pytest.fixture(scope="session")
def city_en() -> Map:
    return draw(municipality(), lang="en")


@pytest.fixture
def page(browser: Browser, city: Map) -> Browser:
    """A window that shows the city."""
    browser.show(city)
    return browser


@pytest.fixture
def tour() -> Callable[[Browser], None]:
    """Touch everything once."""

    def walk(browser: Browser) -> None:
        browser.run(
            """
            const g = govgraph, all = selector => Array.from(document.querySelectorAll(selector));
            const fire = (node, type) => node.dispatchEvent(new Event(type, {bubbles: true}));
            for (const name of ['kuai', 'matrix']) {
              g.setLayout(name);
              const step = Math.max(1, Math.floor(g.units.key.length / 12));
              for (let u = 0; u < g.units.key.length; u += step) g.select(u);
              g.select(null);
              all('#detail option').forEach(option => {
                document.getElementById('detail').value = option.value;
                fire(document.getElementById('detail'), 'change');
                const chip = Array.from(g.scene().items.values()).find(item => item.unit < 0);
                if (chip) g.select(chip.key);
              });
              document.getElementById('detail').value = 'all';
              fire(document.getElementById('detail'), 'change');
            }
            all('details').forEach(box => { box.open = true; });
            all('input[type=checkbox]').forEach(box => { box.click(); box.click(); });
            g.data.paths.slice(0, 20).forEach((path, i) => g.choosePath(i));
            g.choosePath(-1);
            const search = document.getElementById('search');
            g.units.zh.slice(0, 40).forEach(name => {
              search.value = name;
              fire(search, 'input');
            });
            all('#hits li').slice(0, 1).forEach(row => fire(row, 'mousedown'));
            all('#labels option').forEach(option => {
              document.getElementById('labels').value = option.value;
              fire(document.getElementById('labels'), 'change');
            });
            ['tab-units', 'tab-relations', 'tab-map', 'zoom-in', 'zoom-out', 'fit', 'reset', 'svg',
              'csv-units', 'csv-relations'].forEach(id => document.getElementById(id).click());
            window.dispatchEvent(new Event('beforeprint'));
            """
        )
        browser.later("const done = arguments[0]; govgraph.rasterise().then(() => done(true))")
        time.sleep(0.4)

    return walk
