"""Load and audit the country in four sizes: ``python benchmarks/china.py [SIZE …]``.

Every figure comes from a fresh process: the time on the clock, the time of the processor (which
other work on the machine disturbs less), the most memory the process ever held; modules and loops
are compiled once beforehand. Where Chromium and selenium are there, the page is opened too. Growth
is the slope of a straight line through the logarithms of processor time and number of units. What
is printed is Markdown; ``benchmarks/results/china.md`` holds it.
"""

import json
import math
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

SIZES = ("1k", "10k", "100k", "all")
LOAD = """
import json, sys
import govgraph as gg
structure = gg.load("china", size=sys.argv[1])
topology = structure.topology
source, target, kind = topology._ends
weight = structure.relations["weight"].to_numpy()
held = sum(array.nbytes for array in (source, target, kind, weight))
print(json.dumps({
    "units": len(structure.units),
    "relations": len(structure.relations),
    "areas": len(structure.areas),
    "bytes": held / len(structure.relations),
}))
"""


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds on the clock, of the processor, and its peak in MB."""

    wall: float
    cpu: float
    peak: float
    said: str = ""


def run(arguments: list[str], environment: Mapping[str, str]) -> Cost:
    """Run a process to its end."""
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - ours
        arguments, stdout=subprocess.PIPE, text=True, env=environment
    )
    said = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments[:3])} … ended with {process.returncode}")
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, _megabytes(used), said)


def _megabytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def audited(size: str, folder: str, environment: Mapping[str, str]) -> Cost:
    """Run ``govgraph audit`` into a folder."""
    command = "from govgraph.cli.main import main; main()"
    arguments = ["audit", f"china:{size}", "--out", folder, "--quiet"]
    return run([sys.executable, "-c", command, *arguments], environment)


@dataclass(frozen=True)
class Measured:
    """A size: the structure, what loading and auditing cost, MB of the page, seconds to open it."""

    found: dict[str, float]
    load: Cost
    audit: Cost
    page: float
    opened: float

    def row(self, size: str) -> str:
        """Return it as a row of the table."""
        found, load, audit = self.found, self.load, self.audit
        opened = "–" if math.isnan(self.opened) else f"{self.opened:.1f}"
        return (
            f"| {size} | {found['units']:,} | {found['relations']:,} "
            f"| {load.wall:.1f} ({load.cpu:.1f}) | {load.peak:,.0f} "
            f"| {audit.wall:.1f} ({audit.cpu:.1f}) | {audit.peak:,.0f} "
            f"| {self.page:.1f} | {opened} | {found['bytes']:.1f} |"
        )


def measured(size: str, environment: Mapping[str, str]) -> Measured:
    """Return what a size costs."""
    load = run([sys.executable, "-c", LOAD, size], environment)
    with tempfile.TemporaryDirectory() as folder:
        audit = audited(size, folder, environment)
        page = Path(folder) / "audit.html"
        megabytes, opened = page.stat().st_size / 1e6, seconds_to_open(page)
    return Measured(json.loads(load.said), load, audit, megabytes, opened)


def seconds_to_open(page: Path) -> float:
    """Return the seconds until a browser has loaded a page; ``nan`` where there is no browser."""
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (browser and driver and find_spec("selenium")):
        return math.nan
    from selenium import webdriver  # noqa: PLC0415 - only where it is installed

    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(argument)
    with webdriver.Chrome(options, webdriver.ChromeService(driver)) as opened:
        opened.get(page.as_uri())
        timing = "performance.getEntriesByType('navigation')[0].loadEventEnd"
        return float(opened.execute_script(f"return {timing}")) / 1000


def growth(units: list[float], seconds: list[float]) -> float:
    """Return the exponent with which seconds grow with units."""
    x, y = [math.log(u) for u in units], [math.log(s) for s in seconds]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    above = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return above / sum((a - mean_x) ** 2 for a in x)


def main() -> None:
    """Measure the sizes named, all by default, and print the table."""
    sizes = sys.argv[1:] or list(SIZES)
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; ",
        end="",
    )
    print(f"load of the machine at the start {os.getloadavg()[0]:.1f}\n")
    print(
        "| size | units | relations | load s (CPU) | load peak MB | audit s (CPU) | audit peak MB "
        "| page MB | page opened s | bytes per relation |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    rows: list[Measured] = []
    with tempfile.TemporaryDirectory() as compiled, tempfile.TemporaryDirectory() as folder:
        environment = kept | {"PYTHONPYCACHEPREFIX": compiled}
        audited("1k", folder, environment)
        for size in sizes:
            rows.append(measured(size, environment))
            print(rows[-1].row(size), flush=True)
    if len(sizes) > 1:
        units = [row.found["units"] for row in rows[-2:]]
        sides = [row.load.cpu for row in rows[-2:]], [row.audit.cpu for row in rows[-2:]]
        powers = [growth(units, seconds) for seconds in sides]
        print("\nGrowth with units, last step: load {:.2f}, audit {:.2f}.".format(*powers))


if __name__ == "__main__":
    main()
