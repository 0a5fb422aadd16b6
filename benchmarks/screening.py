"""Screen 1,000 proposals on the country in two sizes: ``python benchmarks/screening.py``.

Each proposal ends three ties, adds four and moves the lead of a matter, or adds one tie; it is
taken, asked whether it is lawful and measured exactly: distances, the four fragmentations, spans.
The peer is one average path length of networkx on the same graph, without any proposal. Times are
those of the processor. The first proposals are also enacted and measured one by one; the exit code
is 1 when any value differs. ``benchmarks/results/screening.md`` holds what is printed.
"""

import one_thread  # noqa: F401, I001 - before numpy is there

import argparse
import math
import statistics
import sys
from time import process_time

import networkx as nx
import numpy as np
import pandas as pd
from nation import machine

import govgraph as gg
from govgraph.comparison.screening.judging import MEASURES
from govgraph.comparison.screening.result import Screening
from govgraph.comparison.values import values
from govgraph.errors import UserError
from govgraph.model.network import network
from govgraph.model.structure import Structure
from govgraph.reforms.catalogue import Reform
from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.reassign_lead import ReassignLead
from govgraph.reforms.operators.remove_tie import RemoveTie

SEED = 5
#: Lines whose bureaus lead one matter each.
LINES = 12
#: Proposals that are enacted and measured one by one as well.
COMPARED = {"1k": 6, "10k": 2}
#: What the goals allow, in average path lengths of networkx.
GOALS = {"1k": 3.0, "10k": 1.0}
PROPOSALS = 1_000


def working(size: str) -> Structure:
    """Return the country with one matter for each of some lines.

    Each bureau of a county leads the matter of its line there, each township's government assists
    and has cases of it; inspecting is the township's power, penalising the county bureau's.
    """
    structure = gg.load("china", size=size)
    units, build = structure.units, gg.Builder.of(structure)
    level = structure.areas.set_index("id")["level"]
    county = units[units["area"].map(level) == "county"]
    lines = county["line"].value_counts().index[:LINES]
    towns = units[(units["area"].map(level) == "township") & (units["kind"] == "government")]
    for line in lines:
        matter = {"matter": f"m.{line}"}
        build.add("matters", id=matter["matter"], name=line, hours=2)
        for power in ("inspect", "penalise"):
            build.add("needs", power=power, **matter)
        bureaus = county.loc[county["line"] == line, "id"].drop_duplicates()
        led = bureaus[~county.set_index("id").loc[bureaus, "area"].duplicated().to_numpy()]
        frames = {
            "duties": [
                pd.DataFrame({"unit": led, "role": "lead"}),
                pd.DataFrame({"unit": towns["id"], "role": "assist"}),
            ],
            "powers": [
                pd.DataFrame({"unit": led, "power": "penalise"}),
                pd.DataFrame({"unit": towns["id"], "power": "inspect"}),
            ],
            "demand": [pd.DataFrame({"area": towns["area"].drop_duplicates(), "cases": 20.0})],
        }
        for table, parts in frames.items():
            for part in parts:
                build.add_table(table, part.assign(**matter))
    return build.build()


def proposals(structure: Structure, count: int) -> list[list[Reform]]:
    """Draw proposals: three ties end, four come, the lead of a matter moves to another bureau."""
    generator, ties = np.random.default_rng(SEED), structure.relations
    ended = ties[ties["kind"].isin(["coordinates", "refers", "guides"])]
    rows = list(zip(ended["source"], ended["target"], ended["kind"], strict=True))
    bureaus = structure.units.query("kind == 'department'")["id"].tolist()
    leads = structure.duties.query("role == 'lead'")[["unit", "matter"]].to_numpy().tolist()
    areas = structure.units.set_index("id")["area"]
    beside = {
        area: list(own) for area, own in areas[bureaus].groupby(areas[bureaus]).groups.items()
    }
    found: list[list[Reform]] = []
    for _ in range(count):
        steps: list[Reform] = []
        for place in generator.choice(len(rows), 3, replace=False):
            source, target, kind = rows[place]
            steps.append(RemoveTie(source=source, target=target, kind=kind))
        for kind in ("coordinates", "coordinates", "coordinates", "shares"):
            first, second = generator.choice(bureaus, 2, replace=False).tolist()
            steps.append(AddTie(kind=kind, source=first, target=second))
        unit, matter = leads[generator.integers(len(leads))]
        other = str(generator.choice(beside[areas[unit]]))
        steps.append(ReassignLead(matters=matter, source=unit, target=other))
        found.append(steps)
    return found


def peer(structure: Structure) -> tuple[float, float]:
    """Return the mean distance of all pairs by networkx, and its seconds."""
    ties = network(structure).undirected()
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(ties)))
    graph.add_edges_from(zip(ties.source.tolist(), ties.target.tolist(), strict=True))
    begin = process_time()
    mean = nx.average_shortest_path_length(graph)
    return mean, process_time() - begin


def screened(structure: Structure, kinds: list[list[Reform]], runs: int) -> tuple[float, Screening]:
    """Return the median of the seconds of some screenings, and what they found."""
    times = []
    for _ in range(runs):
        begin = process_time()
        found = gg.screen(structure, kinds)
        times.append(process_time() - begin)
    return statistics.median(times), found


def one_by_one(structure: Structure, found: Screening, drawn: list[list[Reform]]) -> float:
    """Return the seconds of enacting and measuring a proposal; nan where a value differs."""
    begin, equal = process_time(), True
    for number, steps in enumerate(drawn, 1):
        row = found.table.loc[number]
        try:
            expected = values(gg.enact(structure, steps).structure, MEASURES)
        except UserError:
            equal &= bool(row["step"] > 0)
            continue
        own = row[list(MEASURES)].astype(float)
        equal &= bool(np.allclose(own, expected, rtol=1e-12, equal_nan=True))
    return (process_time() - begin) / len(drawn) if equal else math.nan


def main() -> int:
    """Print the table; return 1 when any values differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", nargs="*", choices=[*GOALS], default=[*GOALS])
    given = parser.parse_args()
    command = f"python benchmarks/screening.py --runs {given.runs}"
    print(f"`{command}`, {machine()}; times of the processor, one thread.\n")
    print(
        "| units | ties | proposals | refused | seconds | networkx, one average path length, s "
        "| ratio | goal | enacted and measured one by one, s each |"
    )
    print("|--:|--:|---|--:|--:|--:|--:|--:|--:|")
    equal = True
    for size in given.sizes:
        structure = working(size)
        drawn = proposals(structure, PROPOSALS)
        kinds = {"eight steps each": drawn, "one tie each": [steps[3:4] for steps in drawn]}
        gg.screen(structure, drawn[:500])  # loads what is compiled
        mean, theirs = peer(structure)
        for name, alternatives in kinds.items():
            taken, found = screened(structure, alternatives, given.runs)
            each = one_by_one(structure, found, alternatives[: COMPARED[size]])
            equal &= not math.isnan(each) and math.isclose(
                found.before["distance.average"], mean, rel_tol=1e-12
            )
            print(
                f"| {len(structure.units):,} | {len(structure.relations):,} "
                f"| {PROPOSALS:,}, {name} | {len(found.refused):,} | {taken:.2f} | {theirs:.2f} "
                f"| {taken / theirs:.2f} | ≤ {GOALS[size]:g} | {each:.2f} |",
                flush=True,
            )
    print("\nAll values agree." if equal else "\n**Some values differ.**")
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main())
