"""Alike findings: the places of one rule that one proposal may remove together."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from govgraph.auditing.catalogue import Rule, Severity
from govgraph.auditing.evidence import Evidence, Named
from govgraph.auditing.result import Audit, Finding
from govgraph.auditing.run import joined
from govgraph.model.structure import Structure
from govgraph.text import LANGUAGES


@dataclass(frozen=True, eq=False)
class Group:
    """Places where a rule does not hold for the same reason, about the same matters.

    Attributes
    ----------
    structure : Structure
        What was audited.
    rule : Rule
        The rule.
    severity : {"high", "medium", "low"}
        As configured.
    places : tuple of Evidence
        Every place by itself.
    """

    structure: Structure
    rule: Rule
    severity: Severity
    places: tuple[Evidence, ...]

    @property
    def first(self) -> Evidence:
        """The first place, which stands for all where they agree."""
        return self.places[0]

    @cached_property
    def units(self) -> tuple[str, ...]:
        """All units concerned."""
        return _united(place.units for place in self.places)

    @cached_property
    def matters(self) -> tuple[str, ...]:
        """All matters concerned."""
        return _united(place.matters for place in self.places)

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """All areas concerned."""
        return _united(place.areas for place in self.places)

    @cached_property
    def about(self) -> pd.DataFrame:
        """The units table by id."""
        return self.structure.units.set_index("id")

    def heads(self, unit: str, kinds: tuple[str, ...] = ("leads",)) -> list[str]:
        """Return who leads a unit."""
        ties = self.structure.relations
        own = ties[(ties["target"] == unit) & ties["kind"].isin(kinds)]
        return list(dict.fromkeys(own["source"]))

    def led(self, unit: str) -> list[str]:
        """Return whom a unit leads."""
        ties = self.structure.relations
        own = ties[(ties["source"] == unit) & (ties["kind"] == "leads")]
        return list(dict.fromkeys(own["target"]))

    def sentences(self) -> dict[str, str]:
        """Return the first finding in words, by language, places joined as the audit does."""
        evidence = joined(self.rule, list(self.places))[0]
        shown, judged = Finding(self.rule, self.severity, evidence), Audit(self.structure, ())
        return {lang: judged.sentence(shown, lang) for lang in LANGUAGES}


def named(evidence: Evidence, value: str) -> tuple[str, ...]:
    """Return the ids that a value of evidence names; none where it has no such value."""
    found = evidence.values.get(value)  # noqa: PD011 - no data frame
    return found.ids if isinstance(found, Named) else ()


def groups(apart: Audit) -> list[Group]:
    """Return the open findings of an audit, those that are alike together.

    Parameters
    ----------
    apart : Audit
        An audit whose findings are not joined, so that every place stands by itself.

    Returns
    -------
    list of Group
        Most severe first, then by code. Findings of one rule about the same matters are alike;
        findings about no matter each stand alone.
    """
    found: dict[tuple[object, ...], list[Finding]] = {}
    for finding in apart.findings:
        evidence = finding.evidence
        alike = evidence.matters or ("", evidence.key)
        kind = evidence.variant.removesuffix("severed").removesuffix("_")
        found.setdefault((finding.rule.code, kind, alike), []).append(finding)
    return [
        Group(apart.structure, some[0].rule, some[0].severity, tuple(f.evidence for f in some))
        for some in found.values()
    ]


def _united(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({one for part in parts for one in part}))
