"""Time the guards of a reform: ``python benchmarks/reforms.py [DRAWS] > results/reforms.md``.

First what the county's package of six steps takes as a whole: compared, set beside random reforms,
split among its steps, ordered, reported. Then how one random reform and its measures grow with
units and steps. Processor time of all processes, so that other work on the machine counts less;
the wall time beside it is that of this machine as it was busy.
"""

import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from joblib.externals.loky import get_reusable_executor

import govgraph as gg
from govgraph.comparison.attribution import attribution
from govgraph.comparison.headline import HEADLINE
from govgraph.comparison.ordering import best_order
from govgraph.comparison.random_reforms import percentiles
from govgraph.comparison.relabelling import relabelled
from govgraph.comparison.small import in_plain_text, many_small
from govgraph.comparison.transition import transition
from govgraph.comparison.values import values
from govgraph.model.structure import Structure
from govgraph.reforms.catalogue import Reform
from govgraph.reforms.enacting import Step
from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.create_joint_body import CreateJointBody
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.move_staff import MoveStaff
from govgraph.reforms.operators.share_data import ShareData
from govgraph.report.compare_report import write_comparison
from govgraph.report.comparing.guarding import Guarded

PACKAGE = Path(__file__).parent.parent / "examples" / "proposals" / "q_county_joint.yaml"


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


def used() -> float:
    """Return the processor seconds of this process and of those that have ended."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


@contextmanager
def line(name: str) -> Iterator[None]:
    """Print what is done within as a line of a table."""
    wall, own = time.perf_counter(), used()
    yield
    wall = time.perf_counter() - wall
    get_reusable_executor().shutdown(wait=True)
    print(f"| {name} | {used() - own:.1f} | {wall:.1f} |", flush=True)


def package(draws: int) -> None:
    """Compare, guard and report the example's package of six steps on Q County."""
    structure, proposal = gg.load("q_county", stage="before"), gg.read_proposal(PACKAGE)
    print(f"\n**{len(structure.units)} units, 6 steps, {draws:,} random reforms, two processes**\n")
    print("| | processor seconds | wall seconds |\n|---|--:|--:|")
    with line("in all"):
        with line("comparison"):
            found = gg.compare(structure, proposal)
        with line(f"{draws:,} random reforms"):
            among = percentiles(structure, proposal, draws=draws, workers=2)
        with line("attribution, 64 parts"):
            split = attribution(structure, proposal, workers=2)
        with line("states between, audited"):
            between = transition(structure, proposal, workers=2)
        with line("order of steps, 64 states"):
            order = best_order(structure, proposal, workers=2)
        with line("report"), tempfile.TemporaryDirectory() as folder:
            guarded = {"A": Guarded(among, split, between, order)}
            write_comparison(found, Path(folder), guarded=guarded)
    print(f"\n{among.note()} {among.missing} draws found none.")


def draw(structure: Structure, steps: Sequence[Reform]) -> tuple[float, float]:
    """Return the milliseconds that one random reform takes, and its measures."""
    model, made, taken = (
        relabelled(structure, tuple(map(Step, steps))),
        list[float](),
        list[float](),
    )
    with many_small():
        small = in_plain_text(structure)
        for number in range(9):
            begin = time.process_time()
            after = model.draw(small, np.random.default_rng(number)).structure
            between = time.process_time()
            values(after or small, HEADLINE)
            made.append(1e3 * (between - begin))
            taken.append(1e3 * (time.process_time() - between))
    return float(np.median(made[1:])), float(np.median(taken[1:]))


def growth() -> None:
    """Show how one random reform grows with units and steps."""
    print("\n**One random reform, processor milliseconds (median of 8)**\n")
    print("| units | steps | reform | measures |\n|--:|--:|--:|--:|")
    for towns in (20, 41, 84):
        structure = county(towns)
        for count in (1, 3, 6):
            made, taken = draw(structure, STEPS[:count])
            print(f"| {len(structure.units)} | {count} | {made:.0f} | {taken:.0f} |", flush=True)


def machine() -> str:
    """Return the machine and how busy it was."""
    busy = os.getloadavg()[2]
    return (
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, load of the last "
        f"15 minutes {busy:.1f}, Python {platform.python_version()}; one thread for each process."
    )


if __name__ == "__main__":
    print(f"`python {' '.join(sys.argv)}`, {machine()}")
    package(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    growth()
