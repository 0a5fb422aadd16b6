"""Structures that tests of measures share."""

from functools import cache
from typing import Any

import networkx as nx
from hypothesis import strategies as st

from govgraph.model.builder import Builder
from govgraph.model.structure import Structure


def units(builder: Builder, **kinds: str) -> Builder:
    """Add units by id, each named after its id."""
    for unit, kind in kinds.items():
        builder.add("units", id=unit, name=unit, kind=kind)
    return builder


def tie(builder: Builder, kind: str, source: str, *targets: str, **fields: Any) -> Builder:
    """Add one relation for each target."""
    for target in targets:
        builder.add("relations", source=source, target=target, kind=kind, **fields)
    return builder


@cache
def county() -> Structure:
    """A county with portfolios, bureaus, two townships, a joint body, duties and powers."""
    build = Builder(title="County")
    _places(build)
    _ties(build)
    _work(build)
    _posts(build)
    return build.build()


def _places(build: Builder) -> None:
    build.add("levels", id="county", name="county").add("levels", id="town", name="town")
    build.add("areas", id="C", name="C", level="county")
    build.add("lines", id="green", name="green").add("lines", id="air", name="air", parent="green")
    kinds = {"gov": "government", "deputy": "portfolio", "group": "joint_body"}
    kinds |= dict.fromkeys(("env", "police", "housing"), "department")
    line, sector = {"env": "green", "office": "green"}, {"village": "social"}
    for unit, kind in kinds.items():
        build.add("units", id=unit, name=unit, kind=kind, area="C", line=line.get(unit))
    local = {"town": "government", "office": "dispatched_agency", "village": "community"}
    for number in ("1", "2"):
        build.add("areas", id=f"T{number}", name="T", level="town", parent="C")
        for unit, kind in local.items():
            own = {"line": line.get(unit), "sector": sector.get(unit, "public")}
            build.add("units", id=unit + number, name=unit, kind=kind, area=f"T{number}", **own)
    build.add("units", id="people", name="people", kind="public")


def _ties(build: Builder) -> None:
    tie(build, "leads", "gov", "deputy", "police", "town1", "town2")
    tie(build, "leads", "deputy", "env", "housing")
    tie(build, "leads", "env", "office1", primary=True, basis="Decree 1")
    tie(build, "leads", "town1", "office1")
    tie(build, "leads", "town2", "office2")
    tie(build, "guides", "env", "office2")
    tie(build, "guides", "town1", "village1")
    tie(build, "guides", "town2", "village2")
    tie(build, "joins", "env", "group")
    tie(build, "joins", "police", "group")
    tie(build, "calls", "town1", "police", matter="noise", probability=0.9)
    tie(build, "calls", "town2", "police", matter="noise", probability=0.0)
    tie(build, "shares", "env", "town1", matter="noise")
    tie(build, "serves", "town1", "people")


def _work(build: Builder) -> None:
    build.add("matters", id="noise", name="noise", line="air", hours=2)
    build.add("matters", id="waste", name="waste", hours=5)
    build.add("matters", id="fire", name="fire")
    build.add("depends", before="waste", after="noise")
    for number in ("1", "2"):
        build.add("duties", unit=f"town{number}", matter="noise", role="lead")
        build.add("demand", matter="noise", area=f"T{number}", cases=10 * int(number))
    build.add("demand", matter="waste", area="T1", cases=5)
    build.add("duties", unit="police", matter="noise", role="assist", hours=1)
    build.add("duties", unit="housing", matter="waste", role="lead", hours=3)
    build.add("duties", unit="env", matter="waste", role="assist", hours=1)
    build.add("duties", unit="office2", matter="waste", role="receive")
    for power in ("inspect", "penalise"):
        build.add("needs", matter="noise", power=power)
    build.add("needs", matter="waste", power="inspect")
    build.add("powers", unit="env", power="inspect", line="green")
    build.add("powers", unit="police", power="penalise", matter="noise")
    build.add("powers", unit="town1", power="inspect", matter="noise")
    build.add("powers", unit="housing", power="approve")


def _posts(build: Builder) -> None:
    for grade in ("head", "deputy", "staff"):
        build.add("grades", id=grade, name=grade)
    build.add("posts", unit="gov", grade="head", kind="administrative", quota=1, filled=1)
    build.add("posts", unit="gov", grade="deputy", kind="administrative", quota=3, filled=2)
    build.add("posts", unit="env", grade="staff", kind="administrative", quota=9, filled=8)
    build.add("posts", unit="env", grade="staff", kind="contract", filled=5)


@st.composite
def organisations(draw: st.DrawFn, most: int = 7) -> Structure:
    """Small structures with every tie that coordination may use; superiors stand before."""
    count = draw(st.integers(2, most))
    bodies = draw(st.integers(0, 2))
    names = [f"u{i}" for i in range(count)]
    build = units(Builder(), **dict.fromkeys(names, "government"))
    units(build, **{f"body{i}": "joint_body" for i in range(bodies)})
    build.add("matters", id="m", name="m").add("matters", id="n", name="n")
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    matter = st.sampled_from([None, "m", "n"])
    some = st.lists(st.sampled_from(pairs), unique=True, max_size=count + 2)
    for a, b in draw(some):
        facets = draw(st.sampled_from([None, "order", "appoint", "budget;order"]))
        tie(build, "leads", a, b, permits=facets)
    for a, b in draw(some):
        tie(build, "guides", a, b)
    for a, b in draw(st.lists(st.sampled_from(pairs), unique=True, max_size=2)):
        tie(build, "coordinates", b, a, matter=draw(matter))
    for a, b in draw(st.lists(st.sampled_from(pairs), unique=True, max_size=2)):
        chance = draw(st.sampled_from([None, 0.0, 0.5]))
        tie(build, "calls", a, b, matter=draw(matter), probability=chance)
    for body in range(bodies):
        members = draw(st.lists(st.sampled_from(names), unique=True, max_size=3))
        for member in members:
            mode = draw(st.sampled_from(["chair", "member"]))
            tie(build, "joins", member, f"body{body}", mode=mode, matter=draw(matter))
    return build.build()


@st.composite
def graphs(draw: st.DrawFn, most: int = 7) -> "nx.Graph[int]":
    """Small graphs, mostly directed: trees, lattices, circles, isolates, loops, or nothing."""
    count = draw(st.integers(0, most))
    graph = draw(st.sampled_from([nx.DiGraph, nx.DiGraph, nx.DiGraph, nx.Graph]))()
    graph.add_nodes_from(range(count))
    if count:
        end = st.integers(0, count - 1)
        graph.add_edges_from(draw(st.lists(st.tuples(end, end), max_size=2 * count)))
    return graph
