"""Measure govgraph side by side with its peers and print ratios: ``python benchmarks/run.py``.

Every figure is the median of several fresh processes, the two sides taken in turn so that a
machine that slows down slows both. Ratios count; seconds only show the scale of this machine.
"""

import os
import platform
import resource
import statistics
import subprocess
import sys
from dataclasses import dataclass

RUNS = 5

GRAPH = """
import networkx as nx, random
rng = random.Random(1)
tree = nx.random_labeled_rooted_tree({n}, seed=1)
graph = nx.Graph(tree.edges)
graph.add_edges_from((rng.randrange({n}), rng.randrange({n})) for _ in range({n} // 5))
"""
HIERARCHY = """
import networkx as nx, random
from govgraph.measures import find
from govgraph.model.network import network
rng = random.Random(1)
graph = nx.DiGraph([(rng.randrange(unit), unit) for unit in range(1, 2000)])
extra = [sorted(rng.sample(range(2000), 2)) for _ in range(400)]
graph.add_edges_from(map(tuple, extra))
arcs = network(graph)
"""
COUNTY = """
import govgraph as gg
structure = gg.load("{case}")
"""
#: Measures of a directed graph that networkx has too, by what it calls them.
HIERARCHY_PEERS = {
    "flow.hierarchy": "flow_hierarchy(graph)",
    "reaching.global_centrality": "global_reaching_centrality(graph)",
    "trophic.levine_level": "trophic_levels(graph)",
    "trophic.levine_incoherence": "trophic_incoherence_parameter(graph)",
    "propagation.cost": "transitive_closure(graph, reflexive=True).size()",
}


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
            f"average plain distance, {n} units",
            "value = distance.average(graph)",
            "networkx average_shortest_path_length",
            "value = nx.average_shortest_path_length(graph)",
            GRAPH.format(n=n) + "from govgraph.measures import distance\n",
        )
        for n in (500, 2000)
    ),
    *(
        Row(
            f"{name}, 2000 units",
            f"value = find('{name}').function(arcs)",
            f"networkx {peer.partition('(')[0]}",
            f"value = nx.{peer}",
            HIERARCHY,
        )
        for name, peer in HIERARCHY_PEERS.items()
    ),
    Row(
        "a directed graph of 2000 units read from networkx",
        "value = network(graph)",
        "networkx to_scipy_sparse_array",
        "value = nx.to_scipy_sparse_array(graph)",
        HIERARCHY,
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


def _seconds(setup: str, body: str) -> float:
    """CPU seconds of `body`, or of a whole process when there is no setup."""
    if setup:
        indented = "\n".join("    " + line for line in body.splitlines())
        code = TIMED.format(setup=setup, body=indented)
        done = subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code], capture_output=True, check=True, text=True
        )
        return float(done.stdout.strip().splitlines()[-1])
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", body], check=True, stdout=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(row: Row) -> tuple[float, float]:
    """Return the medians of both sides, taken in turn."""
    pairs = [(_seconds(row.setup, row.ours), _seconds(row.setup, row.peer)) for _ in range(RUNS)]
    ours, peers = zip(*pairs, strict=True)
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
