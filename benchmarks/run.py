"""Measure govgraph side by side with its peers and print ratios: ``python benchmarks/run.py``.

Every figure is the median of several fresh processes, the two sides taken in turn so that a
machine that slows down slows both. Ratios count; seconds only show the scale of this machine.
Modules are compiled to bytecode once beforehand, as they are when a package is installed.
Measures that networkx has too are compared by ``python benchmarks/measures.py``.
"""

import os
import platform
import resource
import statistics
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from tempfile import TemporaryDirectory

RUNS = 5

COUNTY = """
import govgraph as gg
structure = gg.load("{case}")
"""


@dataclass(frozen=True)
class Row:
    """One comparison: what is measured, and beside what."""

    title: str
    ours: str
    peer_title: str
    peer: str
    setup: str = ""


ROWS = (
    Row("import govgraph", "import govgraph", "import numpy", "import numpy"),
    Row(
        "govgraph --help",
        "import sys; sys.argv = ['govgraph', '--help']\n"
        "from govgraph.cli.main import main\n"
        "try: main()\nexcept SystemExit: pass",
        "bare interpreter",
        "pass",
    ),
    *(
        Row(
            f"lawful distances of all pairs, {case}",
            "value = gg.measures.coordination.average(structure)",
            "networkx average_shortest_path_length of the same units",
            "import networkx as nx\n"
            "arcs = structure.relations\n"
            "graph = nx.Graph(list(zip(arcs['source'], arcs['target'])))\n"
            "graph = graph.subgraph(max(nx.connected_components(graph), key=len))\n"
            "value = nx.average_shortest_path_length(graph)",
            COUNTY.format(case=case) + "gg.measures.catalogue()\n",
        )
        for case in ("q_county", "longgang")
    ),
    Row(
        "audit of q_county, cold",
        COUNTY.format(case="q_county") + "gg.audit(structure)",
        "load of q_county, cold",
        COUNTY.format(case="q_county"),
    ),
)

TIMED = """
import time, sys, io, contextlib
{setup}
begin = time.process_time()
with contextlib.redirect_stdout(io.StringIO()):
{body}
print(repr(time.process_time() - begin), file=sys.__stdout__)
"""


def _seconds(setup: str, body: str, environment: Mapping[str, str]) -> float:
    """CPU seconds of `body`, or of a whole process when there is no setup."""
    if setup:
        indented = "\n".join("    " + line for line in body.splitlines())
        code = TIMED.format(setup=setup, body=indented)
        done = subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            text=True,
            env=environment,
        )
        return float(done.stdout.strip().splitlines()[-1])
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", body], check=True, stdout=subprocess.DEVNULL, env=environment
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(row: Row) -> tuple[float, float]:
    """Return the medians of both sides, taken in turn."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with TemporaryDirectory() as folder:
        environment = kept | {"PYTHONPYCACHEPREFIX": folder}
        pairs = [
            tuple(_seconds(row.setup, side, environment) for side in (row.ours, row.peer))
            for _ in range(1 + RUNS)
        ]
    ours, peers = zip(*pairs[1:], strict=True)
    return statistics.median(ours), statistics.median(peers)


def main() -> None:
    """Print the table."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print("| what | CPU s | beside | CPU s | ours / peer |")
    print("|---|--:|---|--:|--:|")
    for row in ROWS:
        ours, peer = measure(row)
        ratio = f"{ours / peer:.3g}"
        print(f"| {row.title} | {ours:.3f} | {row.peer_title} | {peer:.3f} | {ratio} |", flush=True)


if __name__ == "__main__":
    main()
