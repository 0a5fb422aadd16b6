"""Small structures at work: matters, duties, powers and ties in two areas."""

from hypothesis import strategies as st

from govgraph.model.builder import Builder
from govgraph.model.structure import Structure
from tests.measures.samples import tie

NAMES = ["u0", "u1", "u2", "u3"]
WHO, WHAT = st.sampled_from(NAMES), st.sampled_from(["m", "n"])
AREA, LINE = st.sampled_from(["A", "B", None]), st.sampled_from(["x", "y", None])
SECTOR = st.sampled_from(["public", "party", "market", "social"])
SCOPE = st.sampled_from(["", "matter m", "matter n", "line x", "line y"])


@st.composite
def working(draw: st.DrawFn) -> Structure:
    """Small structures with matters, duties, needs, powers and ties in two areas."""
    build = Builder().add("levels", id="l", name="l").add("levels", id="k", name="k")
    build.add("areas", id="A", name="A", level="l")
    build.add("areas", id="B", name="B", level="k", parent="A")
    build.add("lines", id="x", name="x").add("lines", id="y", name="y", parent="x")
    for unit in NAMES:
        own = {"area": draw(AREA), "line": draw(LINE), "sector": draw(SECTOR)}
        build.add("units", id=unit, name=unit, kind="government", **own)
    build.add("units", id="body", name="body", kind="joint_body")
    build.add("matters", id="m", name="m", line="y").add("matters", id="n", name="n")
    _duties(draw, build)
    _powers(draw, build)
    _ties(draw, build)
    return build.build()


def _duties(draw: st.DrawFn, build: Builder) -> None:
    role = st.sampled_from(["lead", "assist", "decide", "receive"])
    for unit, matter, part, place in draw(st.sets(st.tuples(WHO, WHAT, role, AREA), max_size=7)):
        hours = draw(st.sampled_from([None, 1.0, 3.0]))
        build.add("duties", unit=unit, matter=matter, role=part, area=place, hours=hours)
    for matter, place in draw(st.sets(st.tuples(WHAT, st.sampled_from("AB")), max_size=3)):
        build.add("demand", matter=matter, area=place, cases=draw(st.integers(0, 9)))
    if draw(st.booleans()):
        build.add("depends", before="m", after="n")


def _powers(draw: st.DrawFn, build: Builder) -> None:
    for matter, power in draw(st.sets(st.tuples(WHAT, st.sampled_from("pq")), max_size=3)):
        build.add("needs", matter=matter, power=power)
    held = st.tuples(WHO, st.sampled_from("pq"), AREA, SCOPE)
    for unit, power, place, scope in draw(st.sets(held, max_size=4)):
        covers = dict([scope.split()]) if scope else {}
        build.add("powers", unit=unit, power=power, area=place, **covers)


def _ties(draw: st.DrawFn, build: Builder) -> None:
    pairs = st.sampled_from([(a, b) for i, a in enumerate(NAMES) for b in NAMES[i + 1 :]])
    for kind in ("leads", "coordinates", "shares"):
        for a, b in draw(st.sets(pairs, max_size=3)):
            about = draw(WHAT) if kind == "shares" and draw(st.booleans()) else None
            tie(build, kind, a, b, matter=about)
    for member in draw(st.sets(WHO, max_size=2)):
        tie(build, "joins", member, "body")
