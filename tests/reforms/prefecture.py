"""A prefecture with two counties, two towns and two villages, each with its bureaus."""

from functools import cache

from govgraph.model.builder import Builder
from govgraph.model.structure import Structure
from tests.measures.samples import tie

AREAS = {"P": ("prefecture", None), "C": ("county", "P"), "D": ("county", "P")}
AREAS |= {"T": ("town", "C"), "U": ("town", "C"), "V": ("village", "T"), "W": ("village", "U")}
KINDS = {"T.land": "dispatched_agency", "U.land": "dispatched_agency"}
STAFF = {"C.gov": 10, "C.land": 9, "T.gov": 7, "U.gov": 4, "T.land": 3, "U.land": 2}


@cache
def prefecture() -> Structure:
    """The structure."""
    build = Builder(title="Prefecture").add("lines", id="general", name="general")
    build.add("lines", id="land", name="land").add("lines", id="water", name="water")
    build.add("grades", id="head", name="head")
    for level in ("prefecture", "county", "town", "village"):
        build.add("levels", id=level, name=level)
    for area, (level, parent) in AREAS.items():
        build.add("areas", id=area, name=area, level=level, parent=parent)
        _unit(build, f"{area}.gov", "community" if level == "village" else "government", "general")
        if level != "village":
            _unit(build, f"{area}.land", KINDS.get(f"{area}.land", "department"), "land")
    build.add("units", id="C.deputy", name="deputy", kind="portfolio", area="C", level="county")
    build.add("units", id="people", name="people", kind="public")
    _ties(build)
    _work(build)
    return build.build()


def _unit(build: Builder, unit: str, kind: str, line: str) -> None:
    area, staff = unit[0], STAFF.get(unit)
    own = {"area": area, "level": AREAS[area][0], "line": line, "quota": staff, "filled": staff}
    build.add("units", id=unit, name=unit, kind=kind, **own)


def _ties(build: Builder) -> None:
    tie(build, "leads", "C.gov", "C.deputy")
    tie(build, "leads", "P.gov", "P.land", "C.gov", "D.gov")
    tie(build, "leads", "C.gov", "C.land", "T.gov", "U.gov")
    tie(build, "leads", "D.gov", "D.land")
    tie(build, "guides", "P.land", "C.land", "D.land")
    tie(build, "leads", "C.land", "T.land", "U.land")
    tie(build, "coordinates", "T.gov", "T.land", "U.gov")
    tie(build, "guides", "T.gov", "V.gov").add(
        "relations", source="U.gov", target="W.gov", kind="guides"
    )
    tie(build, "assesses", "C.land", "T.gov", "U.gov")


def _work(build: Builder) -> None:
    build.add("matters", id="permit", name="permit", line="land")
    build.add("matters", id="dike", name="dike", line="water")
    build.add("needs", matter="permit", power="approve")
    build.add("duties", unit="C.land", matter="permit", role="lead", hours=5)
    for town, hours in (("T", 2), ("U", 4)):
        build.add("duties", unit=f"{town}.gov", matter="permit", role="assist", hours=hours)
        build.add("duties", unit=f"{town}.gov", matter="dike", role="lead", hours=1)
        build.add("powers", unit=f"{town}.land", power="inspect", matter="permit")
        build.add("demand", matter="permit", area=town, cases=9, door=f"{town}.gov")
        build.add("posts", unit=f"{town}.gov", grade="head", quota=3, filled=2)
        build.add("goals", unit=f"{town}.gov", objective="dikes", sign=1, assessor="C.gov")
