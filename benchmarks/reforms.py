"""Time the guards of a reform and how they grow: ``python benchmarks/reforms.py [DRAWS]``.

CPU time of this process, so that other work on the machine counts little; beside it the ratio to
networkx' average shortest path length of the same graph. The last line is wall time of a package
of six steps on some 300 units: compared, attributed, set beside random reforms in two processes.
"""

import sys
import time
from collections.abc import Callable, Sequence

import networkx as nx
import numpy as np

import govgraph as gg
from govgraph.comparison.attribution import attribution
from govgraph.comparison.headline import HEADLINE
from govgraph.comparison.random_reforms import percentiles
from govgraph.comparison.relabelling import relabelled
from govgraph.comparison.values import values
from govgraph.model.network import network
from govgraph.model.structure import Structure
from govgraph.reforms.catalogue import Reform
from govgraph.reforms.enacting import Step
from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.create_joint_body import CreateJointBody
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.move_staff import MoveStaff
from govgraph.reforms.operators.share_data import ShareData
from govgraph.reforms.proposal import Proposal


def county(towns: int) -> Structure:
    """Build a county of 10 bureaus and townships of 7 units that lead and assist matters."""
    build = gg.Builder(title=f"{towns} townships")
    for level in ("county", "town"):
        build.add("levels", id=level, name=level)
    build.add("areas", id="C", name="C", level="county")
    build.add("units", id="gov", name="gov", kind="government", area="C", level="county", filled=9)
    for b in range(10):
        own = {"kind": "department", "area": "C", "level": "county", "filled": 20, "quota": 30}
        build.add("units", id=f"b{b}", name=f"b{b}", **own)
        build.add("relations", source="gov", target=f"b{b}", kind="leads")
        build.add("matters", id=f"m{b}", name=f"m{b}", hours=3)
        build.add("needs", matter=f"m{b}", power="inspect")
        build.add("duties", unit=f"b{b}", matter=f"m{b}", role="lead", hours=3)
        build.add("powers", unit=f"b{b}", power="inspect", matter=f"m{b}")
    for t in range(towns):
        build.add("areas", id=f"T{t}", name=f"T{t}", level="town", parent="C")
        own = {"area": f"T{t}", "level": "town", "filled": 5}
        build.add("units", id=f"t{t}", name=f"t{t}", kind="government", **own)
        build.add("relations", source="gov", target=f"t{t}", kind="leads")
        for o in range(6):
            office = f"t{t}o{o}"
            build.add("units", id=office, name=office, kind="dispatched_agency", **own)
            build.add("relations", source=f"t{t}", target=office, kind="leads")
            build.add("relations", source=f"b{o}", target=office, kind="guides")
            build.add("demand", matter=f"m{o}", area=f"T{t}", cases=10 + o)
            build.add("duties", unit=office, matter=f"m{o}", role="assist", hours=1)
    return build.build()


STEPS = (
    MergeUnits(units=("b0", "b1"), into="b0"),
    AddTie(kind="coordinates", source="b2", target="b3"),
    ShareData(source="b4", target="b5"),
    CreateJointBody(id="body", name="body", chair="gov", members=("b6", "b7"), until="2030"),
    MoveStaff(source="b8", target="b9", number=3),
    AddTie(kind="coordinates", source="body", target="b2"),
)


def cpu(work: Callable[[int], object], times: int) -> float:
    begin = time.process_time()
    for number in range(times):
        work(number)
    return (time.process_time() - begin) / times


def path_length(structure: Structure) -> float:
    graph = network(structure).undirected()
    plain = nx.Graph(zip(graph.nodes[graph.source], graph.nodes[graph.target], strict=True))
    part = plain.subgraph(max(nx.connected_components(plain), key=len)).copy()
    return cpu(lambda _: nx.average_shortest_path_length(part), 3)


def draw(structure: Structure, steps: Sequence[Reform]) -> float:
    model = relabelled(structure, tuple(map(Step, steps)))

    def once(number: int) -> None:
        values(model.draw(structure, np.random.default_rng(number)).structure, HEADLINE)

    once(0)
    return cpu(once, 10)


def growth() -> None:
    print(f"{'units':>6}{'steps':>6}{'draw ms':>10}{'networkx ms':>13}{'ratio':>7}")
    for towns in (20, 41, 84):
        structure = county(towns)
        peer = path_length(structure)
        for count in (1, 3, 6):
            own = draw(structure, STEPS[:count])
            ratio = f"{own / peer:7.1f}"
            print(f"{len(structure.units):6}{count:6}{1e3 * own:10.0f}{1e3 * peer:13.0f}{ratio}")


def package(draws: int) -> None:
    structure = county(42)
    proposal = Proposal("package", tuple(map(Step, STEPS)))
    begin = time.perf_counter()
    gg.compare(structure, proposal)
    attribution(structure, proposal, workers=2)
    found = percentiles(structure, proposal, draws=draws, workers=2)
    print(
        f"{len(structure.units)} units, 6 steps, {draws} draws ({found.rejected} rejected):", end=""
    )
    print(f" {time.perf_counter() - begin:.0f} s wall, two processes")


if __name__ == "__main__":
    growth()
    package(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
