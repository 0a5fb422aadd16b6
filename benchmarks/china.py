"""Load and audit the country in four sizes: ``python benchmarks/china.py [SIZE …]``.

Every figure comes from a fresh process: the time on the clock, the time of the processor (which
other work on the machine disturbs less), the most memory the process ever held. Growth is the
slope of a straight line through the logarithms of processor time and number of units. What is
printed is Markdown; ``benchmarks/results/china.md`` holds it.
"""

import json
import math
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
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


def run(arguments: list[str]) -> Cost:
    """Run a process to its end."""
    start = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
    said = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments[:3])} … ended with {process.returncode}")
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, _megabytes(used), said)


def _megabytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def measured(size: str) -> tuple[dict[str, float], Cost, Cost, float]:
    """Return the size of the structure, what loading and auditing cost, and the page's MB."""
    load = run([sys.executable, "-c", LOAD, size])
    with tempfile.TemporaryDirectory() as folder:
        command = "from govgraph.cli.main import main; main()"
        arguments = ["audit", f"china:{size}", "--out", folder, "--quiet"]
        audit = run([sys.executable, "-c", command, *arguments])
        page = (Path(folder) / "audit.html").stat().st_size / 1e6
    return json.loads(load.said), load, audit, page


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
        "| page MB | bytes per relation |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    units, loads, audits = [], [], []
    for size in sizes:
        found, load, audit, page = measured(size)
        units.append(found["units"])
        loads.append(load.cpu)
        audits.append(audit.cpu)
        print(
            f"| {size} | {found['units']:,} | {found['relations']:,} "
            f"| {load.wall:.1f} ({load.cpu:.1f}) | {load.peak:,.0f} "
            f"| {audit.wall:.1f} ({audit.cpu:.1f}) | {audit.peak:,.0f} "
            f"| {page:.1f} | {found['bytes']:.1f} |",
            flush=True,
        )
    if len(sizes) > 1:
        powers = growth(units[-2:], loads[-2:]), growth(units[-2:], audits[-2:])
        print("\nGrowth with units, last step: load {:.2f}, audit {:.2f}.".format(*powers))


if __name__ == "__main__":
    main()
