"""A tiny county on which the examples of the operators run."""

from functools import cache

from govgraph.model.builder import Builder
from govgraph.model.structure import Structure


@cache
def tiny_county() -> Structure:
    """Return a county of six units and its public: small enough to see what a step does to it.

    Returns
    -------
    Structure
        A county government (``gov``) leads a deputy's portfolio (``deputy``), the bureaus ``env``
        and ``police`` and the government of a town (``town``), which leads the station
        ``station`` of the bureau ``env``; the bureau guides it. ``env`` leads the matter ``noise``,
        which takes the power to penalise that ``police`` holds; ``town`` helps with it. The
        ``people`` are its public.

    Examples
    --------
    >>> from govgraph.reforms.example import tiny_county
    >>> tiny_county().units["id"].tolist()
    ['deputy', 'env', 'gov', 'people', 'police', 'station', 'town']
    """
    build = Builder(title="Tiny county")
    kinds = {"gov": "government", "deputy": "portfolio", "env": "department"}
    kinds |= {"police": "department", "town": "government", "station": "dispatched_agency"}
    build.add("levels", id="county", name="County").add("levels", id="town", name="Town")
    build.add("areas", id="C", name="C", level="county")
    build.add("areas", id="T", name="T", level="town", parent="C")
    build.add("lines", id="green", name="Environment")
    for unit, kind in kinds.items():
        own = {"area": "T" if unit in {"town", "station"} else "C", "quota": 9, "filled": 6}
        line = "green" if unit in {"env", "station"} else None
        build.add("units", id=unit, name=unit, kind=kind, line=line, **own)
    build.add("units", id="people", name="people", kind="public")
    for source, target in (("gov", "deputy"), ("gov", "env"), ("gov", "police"), ("gov", "town")):
        build.add("relations", source=source, target=target, kind="leads")
    build.add("relations", source="town", target="station", kind="leads")
    build.add("relations", source="env", target="station", kind="guides")
    build.add("matters", id="noise", name="Noise", line="green")
    build.add("needs", matter="noise", power="penalise")
    build.add("duties", unit="env", matter="noise", role="lead")
    build.add("duties", unit="town", matter="noise", role="assist")
    build.add("powers", unit="police", matter="noise", power="penalise")
    build.add("demand", matter="noise", area="T", cases=40)
    build.add("goals", unit="env", objective="noise", sign=-1, weight=5, matter="noise")
    return build.build()
