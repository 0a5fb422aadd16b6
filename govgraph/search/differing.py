"""What became of findings: places that are gone, that came and that are graver."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from govgraph.auditing.evidence import Evidence, Named, Range
from govgraph.auditing.result import Audit, Finding
from govgraph.reforms.enacting import Enacted

#: Values of evidence that say how bad a finding is: more is worse.
_GRAVE = ("count", "distance", "share", "powers", "counterparts", "heads")
#: Rules that judge a matter in an area as a whole, whichever units it concerns.
_OF_CELLS = ("GG101", "GG102", "GG103", "GG105", "GG601")
#: Rules whose sentences differ by degree, not by kind.
_ONE_KIND = ("GG102", "GG103", "GG201", "GG202")
By = dict[str, dict[str, Finding]]


def place_key(evidence: Evidence) -> str:
    """Return what tells the places of one rule apart."""
    return f"{evidence.variant}|{evidence.key}"


def merged_units(enacted: Enacted) -> dict[str, str]:
    """Return the units that were merged, with the one that remains."""
    entries = enacted.ledger.of("merged")
    own = entries[entries["table"] == "units"]
    return dict(zip(own["row"].astype(str), own["after"].astype(str), strict=True))


def by_rule(judged: Audit) -> By:
    """Return the open findings of an audit by rule and place."""
    found: By = {}
    for finding in judged.findings:
        found.setdefault(finding.rule.code, {})[place_key(finding.evidence)] = finding
    return found


def concerning(places: Mapping[str, Finding], matters: frozenset[str]) -> dict[str, Finding]:
    """Return the findings at places that concern some of the matters."""
    return {
        key: finding
        for key, finding in places.items()
        if not matters.isdisjoint(finding.evidence.matters)
    }


def difference(
    before: dict[str, Finding], after: dict[str, Finding], merged: Mapping[str, str]
) -> tuple[set[str], list[Finding], list[Finding]]:
    """Return the places that are gone, those that came and those that are graver.

    Units that were merged count as the one that remains. Where a rule judges a matter in an area
    as a whole, a place that came about the same matter and area stands for the one that is gone:
    a finding whose units changed is neither solved nor new.
    """
    now = {_place(finding, {}): finding for finding in after.values()}
    gone, graver = set[str](), list[Finding]()
    stayed = set[str]()
    for key, finding in before.items():
        place = _place(finding, merged)
        if place not in now:
            gone.add(key)
            continue
        stayed.add(place)
        graver += [now[place]] if _graver(finding, now[place]) else []
    return gone, [now[place] for place in now if place not in stayed], graver


def _place(finding: Finding, merged: Mapping[str, str]) -> str:
    """Return what identifies a place before and after."""
    evidence, code = finding.evidence, finding.rule.code
    units = evidence.units
    if code in _OF_CELLS and evidence.matters:
        units = ()
    elif merged:
        units = tuple(sorted({merged.get(unit, unit) for unit in units}))
    kind = "" if code in _ONE_KIND else evidence.variant.removesuffix("severed").removesuffix("_")
    return f"{kind}|{replace(evidence, units=units).key}"


def _graver(before: Finding, after: Finding) -> bool:
    old, new = before.evidence, after.evidence
    lost_path = new.variant.endswith("severed") and not old.variant.endswith("severed")
    return lost_path or any(was < now for was, now in _pairs(old, new))


def _pairs(old: Evidence, new: Evidence) -> Iterator[tuple[float, float]]:
    for name in _GRAVE:
        if name in old.values and name in new.values:
            yield _size(old.values[name]), _size(new.values[name])


def _size(value: object) -> float:
    if isinstance(value, Named):
        return float(len(value.ids))
    if isinstance(value, Range):
        return float(value.high)
    return float(value) if isinstance(value, (int, float)) else 0.0
