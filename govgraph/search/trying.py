"""Trying a suggestion: taking its steps on a copy and judging the copy by the same rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from govgraph.auditing.configuration import Configuration
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
from govgraph.search.differing import By, by_rule, concerning, difference, merged_units, place_key
from govgraph.search.excerpt import BY_MATTER, concerned, excerpt
from govgraph.search.groups import Group
from govgraph.search.losing import Holding, Loser, losers
from govgraph.search.reach import touched, within_reach

#: Stands for the legal basis that the office has yet to state.
_STATED = "…"
_TIE = "relations:"
#: Changes after which a valid structure is valid, where ties join what they may join.
_HARMLESS = frozenset(
    {"duties", "powers", "goals", "demand"}
    | {f"{_TIE}{kind}" for kind in ("coordinates", "calls", "refers", "shares", "assesses")}
)


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
    changed : frozenset of str
        Tables, and kinds of tie, that the steps changed.
    """

    enacted: Enacted | None
    refused: UserError | None = None
    removed: int = 0
    solved: Mapping[str, int] = field(default_factory=dict)
    new: tuple[Finding, ...] = ()
    worse: tuple[Finding, ...] = ()
    silenced: tuple[str, ...] = ()
    judged: bool = True
    changed: frozenset[str] = frozenset()


@dataclass
class _Judged:
    """What some rules say of a copy, beside what they said before."""

    gone: dict[str, set[str]] = field(default_factory=dict)
    new: list[Finding] = field(default_factory=list)
    worse: list[Finding] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class _Copy:
    """A structure on which steps were taken.

    Attributes
    ----------
    enacted : Enacted
        What became of it.
    matters : frozenset of str or None
        The matters that the steps concern; None where these may be any.
    excerpt : Structure or None
        The part of it on these matters.
    merged : mapping of str to str
        Units that were merged, with the one that remains.
    """

    enacted: Enacted
    matters: frozenset[str] | None
    excerpt: Structure | None
    merged: Mapping[str, str]

    @classmethod
    def of(cls, enacted: Enacted) -> "_Copy":
        """Return the copy that steps led to."""
        matters = concerned(enacted.before, enacted.structure)
        part = None if matters is None else excerpt(enacted.structure, matters)
        return cls(enacted, matters, part, merged_units(enacted))


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
        return by_rule(self.apart)

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
        copy = _Copy.of(enacted)
        own = group.rule.code
        found = self._judge(copy, [own] if own in codes else [])
        removed = sum(place_key(place) in found.gone.get(own, ()) for place in group.places)
        if not removed:
            return Outcome(enacted, judged=False, changed=frozenset(changed))
        rest = self._judge(copy, [code for code in codes if code != own])
        solved = {code: len(gone) for code, gone in rest.gone.items() if gone}
        if len(found.gone[own]) > removed:
            solved[own] = len(found.gone[own]) - removed
        new, worse = (*found.new, *rest.new), (*found.worse, *rest.worse)
        silent = (*found.silent, *rest.silent)
        told = (removed, solved, new, worse, silent)
        return Outcome(enacted, None, *told, changed=frozenset(changed))

    def costs(self, outcome: Outcome) -> dict[str, tuple[float, float]]:
        """Return the measures that get worse, with the value before and after.

        Measures that read nothing of what the steps changed are not taken again.
        """
        if outcome.enacted is None or not outcome.judged:
            return {}
        names = within_reach(outcome.changed, self._measured)
        now, was = _values(outcome.enacted.structure, tuple(names)), self._measured
        return {
            name: (was[name], now[name])
            for name in names
            if verdict(find(name), was[name], now[name]) == "worse"
        }

    def losers(self, outcome: Outcome) -> tuple[Loser, ...]:
        """Return the units that lose something by the steps."""
        return losers(self._held, outcome.enacted.structure) if outcome.enacted else ()

    @cached_property
    def _held(self) -> Holding:
        return Holding(self.structure)

    def _judge(self, copy: "_Copy", codes: Sequence[str]) -> "_Judged":
        """Compare what rules say of a copy with what they said before.

        Of a copy in which some matters alone are concerned, rules that judge by matter see an
        excerpt; where they cannot judge that, they see the whole.
        """
        found = _Judged()
        small = [code for code in codes if code in BY_MATTER] if copy.excerpt else []
        if copy.excerpt and small:
            after = audit(copy.excerpt, self._only(small), join=False)
            mute = {r.rule.code for r in after.results if r.outcome == "not_applicable"}
            small = [code for code in small if code not in mute]
            self._compare(copy, by_rule(after), small, found, about=copy.matters)
        large = [code for code in codes if code not in small]
        if large:
            after = audit(copy.enacted.structure, self._only(large), join=False)
            self._compare(copy, by_rule(after), large, found)
            silent = [r.rule.code for r in after.results if r.outcome == "not_applicable"]
            found.silent += [code for code in silent if code in self._judging]
        return found

    def _compare(
        self,
        copy: "_Copy",
        now: By,
        codes: Sequence[str],
        found: "_Judged",
        about: frozenset[str] | None = None,
    ) -> None:
        """Add what became of the findings of some rules, of all or of those about some matters."""
        for code in codes:
            old, new = self._before.get(code, {}), now.get(code, {})
            if about is not None:
                old, new = (concerning(places, about) for places in (old, new))
            gone, came, graver = difference(old, new, copy.merged)
            found.gone[code] = gone
            found.new += came
            found.worse += graver

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
