"""What jams the way of cases, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from govgraph.casework.analysis import Analysis
from govgraph.casework.flow import HOURS_PER_YEAR
from govgraph.model.structure import Structure
from govgraph.text import Language, say

#: Names that a sentence spells out; of a longer list it gives the first and the count.
_SHOWN = 5


@dataclass(frozen=True)
class CaseFinding:
    """One thing that keeps cases from going on.

    Attributes
    ----------
    kind : {"no_door", "circle", "dead_end", "no_officials", "overloaded", "assumed_officials"}
        What it is.
    units : tuple of str
        Ids of the units concerned, those with most cases first.
    matter, area : str
        Ids of the matter and the area concerned; empty where a desk is concerned as a whole.
    cases : float
        Cases a year that are concerned.
    params : mapping
        Further numbers of the sentence.
    """

    kind: str
    units: tuple[str, ...] = ()
    matter: str = ""
    area: str = ""
    cases: float = 0.0
    params: Mapping[str, float] = field(default_factory=dict)

    def sentence(self, lang: Language = "en", structure: Structure | None = None) -> str:
        """Return the finding in words.

        Parameters
        ----------
        lang : {"en", "zh"}
            Language.
        structure : Structure, optional
            Gives the names of units, matters and areas; without it their ids are used.
        """
        units = [_name(structure, "units", unit, lang) for unit in self.units]
        return say(
            f"analysis.finding_{self.kind}",
            lang,
            units=_listed(units, lang),
            matter=_name(structure, "matters", self.matter, lang),
            area=_name(structure, "areas", self.area, lang),
            cases=self.cases,
            **self.params,
        )


def case_findings(analysis: Analysis) -> tuple[CaseFinding, ...]:
    """Return what jams the way of cases: nothing of it is an error, all of it has a name.

    Parameters
    ----------
    analysis : Analysis
        The case flow, analysed.

    Returns
    -------
    tuple of CaseFinding
        Matters without a door; cases that go round for ever, or come where nobody can settle them;
        units without officials; desks to which more work comes than they can do; units whose
        number of officials is assumed. Of each kind the one with most cases first.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.casework.analysis import analyse_flow
    >>> from govgraph.casework.findings import case_findings
    >>> from govgraph.casework.routing import routing
    >>> build = gg.Builder().add("levels", id="c", name="C")
    >>> build = build.add("areas", id="A", name="A", level="c")
    >>> build = build.add("units", id="env", name="环境局", kind="department", area="A", filled=2)
    >>> build = build.add("matters", id="noise", name="噪声扰民", hours=60)
    >>> build = build.add("duties", unit="env", matter="noise", role="lead")
    >>> build = build.add("demand", matter="noise", area="A", cases=500, door="env")
    >>> county = build.build()
    >>> found = case_findings(analyse_flow(routing(county).flow()))
    >>> found[0].kind, found[0].units
    ('overloaded', ('env',))
    """
    parts = (_without_door, _never_settled, _without_officials, _overloaded, _assumed)
    return tuple(finding for part in parts for finding in part(analysis))


def findings_table(
    findings: tuple[CaseFinding, ...], lang: Language = "en", structure: Structure | None = None
) -> pd.DataFrame:
    """Return a table of ``kind``, ``units``, ``matter``, ``area``, ``cases`` and ``sentence``."""
    return pd.DataFrame(
        [
            (f.kind, f.units, f.matter, f.area, f.cases, f.sentence(lang, structure))
            for f in findings
        ],
        columns=["kind", "units", "matter", "area", "cases", "sentence"],
    )


def _without_door(analysis: Analysis) -> Iterator[CaseFinding]:
    unserved = analysis.flow.unserved.sort_values("cases", ascending=False, kind="stable")
    for matter, area, cases in unserved[["matter", "area", "cases"]].itertuples(index=False):
        yield CaseFinding("no_door", (), str(matter), str(area), float(cases))


def _never_settled(analysis: Analysis) -> Iterator[CaseFinding]:
    groups = analysis.never_settled.groupby(["kind", "matter", "area"], sort=False)
    found = [
        CaseFinding(
            str(kind),
            tuple(dict.fromkeys(rows["unit"].tolist())),
            str(matter),
            str(area),
            float(rows["cases"].sum()),
        )
        for (kind, matter, area), rows in groups
    ]
    yield from sorted(found, key=lambda one: (one.kind, -one.cases))


def _without_officials(analysis: Analysis) -> Iterator[CaseFinding]:
    asleep = analysis.flow.speed <= 0
    for unit, cases in _busy_desks(analysis, asleep):
        yield CaseFinding("no_officials", (unit,), cases=cases)


def _overloaded(analysis: Analysis) -> Iterator[CaseFinding]:
    loads = analysis.loads
    full = (loads.utilisation >= 1) & (analysis.flow.speed > 0) & np.isfinite(loads.flows)
    units = analysis.flow.desks["unit"].to_numpy()
    for desk in np.argsort(-loads.utilisation, kind="stable"):
        if full[desk]:
            numbers = {
                "officials": float(loads.servers[desk]),
                "needed": float(loads.offered[desk]),
            }
            cases = float(loads.flows[desk] * HOURS_PER_YEAR)
            yield CaseFinding("overloaded", (str(units[desk]),), cases=cases, params=numbers)


def _assumed(analysis: Analysis) -> Iterator[CaseFinding]:
    desks = list(_busy_desks(analysis, analysis.flow.desks["assumed"].to_numpy(bool)))
    if desks:
        units = tuple(dict.fromkeys(unit for unit, _ in desks))
        cases = sum(cases for _, cases in desks)
        yield CaseFinding("assumed_officials", units, cases=cases, params={"count": len(units)})


def _busy_desks(analysis: Analysis, chosen: np.ndarray) -> Iterator[tuple[str, float]]:
    """Yield unit and cases a year of chosen desks to which cases come, most cases first."""
    flows = analysis.loads.flows
    units = analysis.flow.desks["unit"].to_numpy()
    for desk in np.argsort(-flows, kind="stable"):
        if chosen[desk] and flows[desk] > 0:
            yield str(units[desk]), float(flows[desk] * HOURS_PER_YEAR)


def _name(structure: Structure | None, table: str, name: str, lang: Language) -> str:
    if structure is None or not name:
        return name

    def names() -> dict[str, str]:
        frame = structure.table(table)
        shown = frame["name"] if lang == "zh" else frame["name_en"].fillna(frame["name"])
        return dict(zip(frame["id"], shown, strict=True))

    return structure.derive(("names", table, lang), names).get(name, name)


def _listed(names: list[str], lang: Language) -> str:
    shown = say("analysis.comma", lang).join(names[:_SHOWN])
    if len(names) <= _SHOWN:
        return shown
    return say("analysis.and_more", lang, shown=shown, more=len(names) - _SHOWN, all=len(names))
