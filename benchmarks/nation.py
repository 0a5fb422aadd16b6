"""Measure the country in four sizes beside other libraries: ``python benchmarks/nation.py --all``.

The structure is the case ``china``: real places times a stated table of lines, about a thousand,
ten thousand and a hundred thousand units, and with ``--all`` the whole country. Times are those of
the processor, medians of several runs; a peer that takes long is asked once, and not at all where
it would take hours or a matrix of all pairs. All values are compared; the exit code is 1 when any
differ. Peers that are not installed are left out with a line.
"""

import one_thread  # noqa: F401, I001 - before numpy is there

import argparse
import math
import platform
import resource
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from pathlib import Path
from time import process_time

import nation_peers as peers
from nation_peers import Graph, Peer
from samples import forgetful

from govgraph.cases.china.building import build
from govgraph.kernels.components import components
from govgraph.measures import congestion, coordination, distance, krackhardt, reaching, trophic
from govgraph.model.network import network
from govgraph.model.structure import Structure

#: Units of each size; None for the whole country.
SIZES: dict[str, int | None] = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "all": None}
#: Seconds after which a call is not repeated.
SLOW = 4.0
LEADS, GUIDED = ("leads",), ("leads", "guides")
#: Measures of the whole country that are compared with networkx, or with their definition over
#: one of its graphs, on a thousand units.
WHOLE = (
    "global reaching centrality",
    "Krackhardt's hierarchy",
    "least upper boundedness",
    "trophic levels (Levine)",
)
#: Name of the times of igraph that are scaled from some searches.
SCALED = "igraph, scaled"
LIBRARIES = ("numpy", "scipy", "numba", "networkx", "igraph", "rustworkx", "networkit")


@dataclass(frozen=True)
class Row:
    """One measure, and the peers that have it too.

    Attributes
    ----------
    title : str
        Name.
    ours : callable
        ``ours(structure)``.
    peers : tuple of Peer
        Functions with the same result.
    relations : tuple of str or None
        Kinds of relation; None for all that carry coordination, taken either way.
    most : int
        Largest number of units.
    """

    title: str
    ours: Callable[[Structure], float]
    peers: tuple[Peer, ...]
    relations: tuple[str, ...] | None = LEADS
    most: int = 2_000_000

    def graph(self, structure: Structure) -> Graph:
        """Return the ties as the peers take them."""
        ties = network(structure, self.relations)
        return Graph(ties.undirected() if self.relations is None else ties.simple())


def _components(structure: Structure) -> float:
    ties = network(structure, LEADS).simple()
    return float(components(len(ties), ties.source, ties.target).max() + 1)


ROWS = (
    Row("average distance of all pairs", distance.average, peers.DISTANCES, None),
    Row("average lawful distance of all pairs", coordination.average, ()),
    Row("global reaching centrality", reaching.global_centrality, peers.REACHING),
    Row("Krackhardt's connectedness", krackhardt.connectedness, ()),
    Row("Krackhardt's hierarchy", krackhardt.hierarchy, peers.HIERARCHY),
    Row("Krackhardt's efficiency", krackhardt.efficiency, ()),
    Row("least upper boundedness", krackhardt.least_upper_boundedness, peers.BOUNDEDNESS),
    Row(
        "least upper boundedness, guidance too",
        partial(krackhardt.least_upper_boundedness, relations=GUIDED),
        (),
        GUIDED,
    ),
    Row("trophic levels (Levine)", lambda s: float(trophic.levine_level(s).sum()), peers.LEVELS),
    Row("trophic levels (MacKay)", lambda s: float(trophic.level(s).sum()), ()),
    Row("components", _components, peers.COMPONENTS),
    Row(
        "betweenness",
        lambda s: float(congestion.load(s, origin=False).sum()),
        peers.BETWEENNESS,
        None,
        12_000,
    ),
)


def spent(call: Callable[[], float], runs: int) -> tuple[float, float]:
    """Return the median of the processor's seconds of some calls, and the value."""
    times, value = [], math.nan
    for _ in range(runs):
        begin = process_time()
        value = call()
        times.append(process_time() - begin)
        if times[0] > SLOW:
            break
    return statistics.median(times), value


def ours(row: Row, structure: Structure, runs: int) -> tuple[float, float]:
    """Time a measure of a structure of which nothing is known but its ties."""

    def fresh() -> Structure:
        new = forgetful(structure)
        row.graph(new)
        return new

    times, value = [], math.nan
    row.ours(fresh())  # loads what is compiled, on a new machine compiles it
    for _ in range(runs):
        new = fresh()
        begin = process_time()
        value = row.ours(new)
        times.append(process_time() - begin)
        if times[0] > SLOW:
            break
    return statistics.median(times), value


class Results:
    """Seconds of each measure: ours by size, those of peers by size and name."""

    def __init__(self) -> None:
        self.seconds: dict[tuple[str, ...], float] = {}
        self.equal = True

    def add(self, row: Row, size: str, structure: Structure, runs: int) -> None:
        """Measure one row at one size, and print its line."""
        graph = row.graph(structure)
        if len(graph.network) > row.most:
            return
        own, value = ours(row, structure, runs)
        self.seconds[row.title, size] = own
        others = []
        for peer in row.peers:
            if not peer.installed or len(graph.network) > peer.most:
                continue
            _ = getattr(graph, "matrix" if peer.library == "scipy" else peer.library)
            taken, theirs = spent(partial(peer.measure, graph), runs)
            self.seconds[row.title, size, f"{peer.library} {peer.title}"] = taken
            apart = abs(theirs - value) / max(1.0, abs(value))
            agrees = peer.tolerance is None or apart <= peer.tolerance
            self.equal &= agrees
            note = "" if agrees else ", **differs**"
            note = f", {apart:.1%} off" if peer.tolerance is None else note
            others.append(
                f"{peer.library} {peer.title}: {taken:,.3g} s, {taken / own:,.3g} ×{note}"
            )
        line = f"| {row.title} | {size} | {own * 1e3:,.1f} | {'; '.join(others)} |"
        print(line, flush=True)

    def ratio(self, above: tuple[str, ...], below: tuple[str, ...]) -> str:
        """Return how many times as long one takes as the other; a dash where one was not run."""
        if above not in self.seconds or below not in self.seconds:
            return "–"
        return f"{self.seconds[above] / self.seconds[below]:,.3g}"


def growth(found: Results, units: dict[str, int]) -> None:
    """Print by which power of the number of units the time of each measure grows."""
    print("\n**Growth of govgraph's times: the power of the number of units, size by size**\n")
    print("| measure | " + " | ".join(f"{a} → {b}" for a, b in pairwise(units)) + " |")
    print("|---|" + "--:|" * (len(units) - 1))
    for row in ROWS:
        cells = []
        for one, two in pairwise(units):
            first, second = (found.seconds.get((row.title, size)) for size in (one, two))
            known = first is not None and second is not None
            power = math.log(second / first) / math.log(units[two] / units[one]) if known else None
            cells.append("–" if power is None else f"{power:.2f}")
        print(f"| {row.title} | {' | '.join(cells)} |")


def goals(found: Results) -> None:
    """Print the goals that these measures have, and what was reached."""
    average = ROWS[0].title
    peer = {p.title: f"{p.library} {p.title}" for p in peers.DISTANCES}
    nx10 = (average, "10k", peer["average_shortest_path_length"])
    own10, every, lawful = (average, "10k"), (average, "all"), (ROWS[1].title, "all")
    igraph10 = (average, "10k", peer["average_path_length"])
    rough10 = (average, "10k", peer["NeighborhoodFunctionApproximation"])
    lines = [
        ("exact distances of the whole country: networkx on 10k takes", "≥ 15", nx10, every),
        ("lawful distances of the whole country: plain ones take", "≥ 1", every, lawful),
        ("exact distances of 10k: networkx takes", "≥ 2,500", nx10, own10),
        ("exact distances of 10k: igraph takes", "≥ 60", igraph10, own10),
        ("exact distances of 10k: networkit's approximation takes", "> 1", rough10, own10),
        (
            "exact distances of 100k: igraph, scaled from 100 searches, takes",
            "≥ 500",
            (average, "100k", SCALED),
            (average, "100k"),
        ),
        (
            "betweenness of 10k: igraph takes",
            "≥ 1",
            ("betweenness", "10k", "igraph betweenness"),
            ("betweenness", "10k"),
        ),
    ]
    for row in (row for row in ROWS if row.title in WHOLE):
        peer_name = f"{row.peers[0].library} {row.peers[0].title}"
        first = (row.title, "1k", peer_name)
        title = f"{row.title} of the whole country: {peer_name} on 1k takes"
        lines.append((title, "≥ 1", first, (row.title, "all")))
    print("\n**Goals: how many times as long as govgraph**\n\n| | goal | measured |\n|---|--:|--:|")
    for title, goal, above, below in lines:
        print(f"| {title} | {goal} | {found.ratio(above, below)} |")


def scaled(graph: Graph) -> float:
    """Return the seconds that igraph takes for all pairs, from those of 100 searches."""
    n = len(graph.network)
    sources = list(range(0, n, max(1, n // 100)))[:100]
    own = graph.igraph
    begin = process_time()
    own.distances(sources)
    return (process_time() - begin) * n / len(sources)


def machine() -> str:
    """Return what the figures were taken on."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    found = []
    for library in LIBRARIES:
        try:
            found.append(f"{library} {version(library)}")
        except PackageNotFoundError:
            found.append(f"{library} not installed")
    processor = f"{names[0]}, " if names else ""
    return (
        f"{processor}{platform.machine()}, Python {platform.python_version()}, {', '.join(found)}"
    )


def main() -> int:
    """Print the tables; return 1 when any values differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="the whole country too")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    chosen = {name: units for name, units in SIZES.items() if given.all or units is not None}
    options = " --all" if given.all else ""
    command = f"python benchmarks/nation.py{options} --runs {given.runs}"
    print(f"`{command}`, {machine()}; times of the processor, one thread of each library.\n")
    found, units = Results(), {}
    print("| measure | size | govgraph, ms | others, and how many times as long they take |")
    print("|---|---|--:|---|")
    for size, most in chosen.items():
        structure = build(units=most).build()
        units[size] = len(structure.units)
        for row in ROWS:
            found.add(row, size, structure, given.runs)
        if size == "100k" and peers.DISTANCES[1].installed:
            found.seconds[ROWS[0].title, size, SCALED] = scaled(ROWS[0].graph(structure))
    growth(found, units)
    goals(found)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    sizes = ", ".join(f"{size}: {count:,}" for size, count in units.items())
    print(f"\nUnits: {sizes}. Peak memory of the whole run, peers included: {peak:.1f} GB.")
    print("All values agree." if found.equal else "**Some values differ.**")
    return 0 if found.equal else 1


if __name__ == "__main__":
    sys.exit(main())
