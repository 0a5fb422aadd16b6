"""Trying a suggestion: taking its steps on a copy and judging the copy by the same rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from govgraph.auditing.configuration import Configuration
from govgraph.auditing.evidence import Evidence, Named, Range
from govgraph.auditing.result import Audit, Finding
from govgraph.auditing.run import audit
from govgraph.comparison.measured import verdict
from govgraph.errors import UserError
from govgraph.measures import find, table
from govgraph.model.authority import AUTHORITY
from govgraph.model.builder import Builder
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import Enacted, Step, enact
from govgraph.search.catalogue import Steps
from govgraph.search.groups import Group
from govgraph.search.reach import touched, within_reach

#: Values of evidence that say how bad a finding is: more is worse.
_GRAVE = ("count", "distance", "share", "powers", "counterparts", "heads")
#: Rules that judge a matter in an area as a whole, whichever units it concerns.
_OF_CELLS = ("GG101", "GG102", "GG103", "GG105", "GG601")
#: Rules whose sentences differ by degree, not by kind.
_ONE_KIND = ("GG102", "GG103", "GG201", "GG202")
#: Stands for the legal basis that the office has yet to state.
_STATED = "…"
_TIE = "relations:"
#: Changes after which a valid structure is valid, where ties join what they may join.
_HARMLESS = frozenset(
    {"duties", "powers", "goals", "demand"}
    | {f"{_TIE}{kind}" for kind in ("coordinates", "calls", "refers", "shares", "assesses")}
)
By = dict[str, dict[str, Finding]]


@dataclass(frozen=True, eq=False)
class Outcome:
    """What became of the findings when steps were taken on a copy.

    Attributes
    ----------
    enacted : Enacted or None
        What the steps made of the structure; None where they were refused.
    refused : UserError or None
        Why they were refused.
    removed : int
        Places of the alike findings that are gone.
    solved : mapping of str to int
        Places of other rules that are gone too, by code.
    new, worse : tuple of Finding
        Findings that were not there before, and those that were and are graver now.
    silenced : tuple of str
        Rules that can no longer judge.
    judged : bool
        Whether the other rules were asked; they are not where nothing is removed.
    """

    enacted: Enacted | None
    refused: UserError | None = None
    removed: int = 0
    solved: Mapping[str, int] = field(default_factory=dict)
    new: tuple[Finding, ...] = ()
    worse: tuple[Finding, ...] = ()
    silenced: tuple[str, ...] = ()
    judged: bool = True


@dataclass
class _Judged:
    """What some rules say of a copy, beside what they said before."""

    gone: dict[str, set[str]] = field(default_factory=dict)
    new: list[Finding] = field(default_factory=list)
    worse: list[Finding] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)


class Trial:
    """An audit place by place, with which copies are compared.

    Parameters
    ----------
    given : Audit
        The audit whose findings are to be removed; its configuration is kept.
    measures : tuple of str
        Measures that copies are measured by.
    """

    def __init__(self, given: Audit, measures: tuple[str, ...] = ()) -> None:
        self.structure = given.structure
        self.configuration = _configuration(given)
        codes = [one.rule.code for one in given.results if one.rule.code != "GG001"]
        self.apart = audit(self.structure, self._only(codes), join=False)
        self._judging = [r.rule.code for r in self.apart.results if r.outcome != "not_applicable"]
        self._codes = codes
        self._measured = _values(self.structure, measures)

    @cached_property
    def _before(self) -> By:
        return _by_rule(self.apart)

    def take(self, group: Group, steps: Steps) -> Outcome:
        """Take steps on a copy and say what became of alike findings and of all others.

        Where nothing of the alike findings is removed, the other rules are not asked.
        """
        try:
            grounded = [Step(step, basis=_STATED) for step in steps]
            enacted = enact(self.structure, grounded, check=False)
            changed = touched(enacted.ledger, self.structure.relations, enacted.structure.relations)
            if not changed <= _HARMLESS or not _ends_fit(enacted.structure, changed):
                _check(enacted.structure)
        except UserError as error:
            return Outcome(None, error)
        codes = within_reach(changed, self._codes)
        own = group.rule.code
        found = self._judge(enacted, [own] if own in codes else [])
        removed = sum(place_key(place) in found.gone.get(own, ()) for place in group.places)
        if not removed:
            return Outcome(enacted, judged=False)
        rest = self._judge(enacted, [code for code in codes if code != own])
        solved = {code: len(gone) for code, gone in rest.gone.items() if gone}
        if len(found.gone[own]) > removed:
            solved[own] = len(found.gone[own]) - removed
        new, worse = (*found.new, *rest.new), (*found.worse, *rest.worse)
        return Outcome(enacted, None, removed, solved, new, worse, (*found.silent, *rest.silent))

    def costs(self, after: Structure) -> dict[str, tuple[float, float]]:
        """Return the measures that get worse, with the value before and after."""
        now = _values(after, tuple(self._measured))
        return {
            name: (was, now[name])
            for name, was in self._measured.items()
            if verdict(find(name), was, now[name]) == "worse"
        }

    def _judge(self, enacted: Enacted, codes: Sequence[str]) -> "_Judged":
        after = audit(enacted.structure, self._only(codes), join=False)
        now, merged, found = _by_rule(after), _merged(enacted), _Judged()
        for code in codes:
            gone, came, graver = _difference(self._before.get(code, {}), now.get(code, {}), merged)
            found.gone[code] = gone
            found.new += came
            found.worse += graver
        silent = [r.rule.code for r in after.results if r.outcome == "not_applicable"]
        found.silent += [code for code in silent if code in self._judging]
        return found

    def _only(self, codes: Iterable[str]) -> Configuration:
        return Configuration(
            tuple(codes) or ("none",),
            (),
            self.configuration.severity,
            self.configuration.thresholds,
            self.configuration.accepted,
        )


def _configuration(given: Audit) -> Configuration:
    """Return the configuration that an audit was made with, but for unused acceptances."""
    return Configuration(
        severity={one.rule.code: one.severity for one in given.results},
        thresholds={one.rule.code: one.thresholds or {} for one in given.results},
        accepted=tuple(dict.fromkeys(one.accepted for one in given.accepted if one.accepted)),
    )


def place_key(evidence: Evidence) -> str:
    """Return what tells the places of one rule apart."""
    return f"{evidence.variant}|{evidence.key}"


def _values(structure: Structure, measures: tuple[str, ...]) -> dict[str, float]:
    if not measures:
        return {}
    frame = table(structure, measures)
    return dict(zip(frame["name"], frame["value"].astype(float), strict=True))


def _ends_fit(structure: Structure, changed: Iterable[str]) -> bool:
    """Tell whether ties of the kinds that changed join kinds of unit that they may join."""
    kinds = [one.removeprefix(_TIE) for one in changed if one.startswith(_TIE)]
    units, ties = structure.units.set_index("id")["kind"], structure.relations
    return all(
        set(ties.loc[ties["kind"] == kind, end].map(units)) <= allowed
        for kind in kinds
        for end, allowed in (
            ("source", AUTHORITY[kind].sources),
            ("target", AUTHORITY[kind].targets),
        )
    )


def _check(structure: Structure) -> None:
    """Raise `InvalidStructureError` where a copy is no valid structure."""
    build = Builder(structure.about)
    for name in TABLES:
        build.add_table(name, structure.table(name))
    build.build()


def _merged(enacted: Enacted) -> dict[str, str]:
    """Return the units that were merged, with the one that remains."""
    entries = enacted.ledger.of("merged")
    own = entries[entries["table"] == "units"]
    return dict(zip(own["row"].astype(str), own["after"].astype(str), strict=True))


def _by_rule(judged: Audit) -> By:
    found: By = {}
    for finding in judged.findings:
        found.setdefault(finding.rule.code, {})[place_key(finding.evidence)] = finding
    return found


def _difference(
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
