"""The first page: what was examined and how it stands, in sentences built from results."""

import math

from govgraph.auditing.catalogue import SEVERITIES, Severity
from govgraph.auditing.result import Audit
from govgraph.measures.catalogue import catalogue
from govgraph.model.structure import Structure
from govgraph.report.families import share
from govgraph.report.findings import severity_label
from govgraph.report.measured import Measured, Value
from govgraph.report.summary import Labelled
from govgraph.text import Language, label, say

_SIZES = ("units", "relations", "areas", "lines", "matters", "duties")
_CAUTIONED = ("stylised", "synthetic", "draft")
#: The four fragmentations.
PROFILE = ("profile.power", "profile.function", "profile.mechanism", "profile.information")


def sizes(structure: Structure, lang: Language) -> tuple[Labelled, ...]:
    """Return how much was examined: the tables that have rows."""
    return tuple(
        Labelled(label("table", name, lang), f"{len(structure.table(name)):,}")
        for name in _SIZES
        if structure.has(name)
    )


def caution(structure: Structure, lang: Language) -> str:
    """Return what the data must not be taken for; empty for public data."""
    status = structure.about.status
    return say(f"report.caution_{status}", lang) if status in _CAUTIONED else ""


def severities(audit: Audit, lang: Language) -> tuple[tuple[Severity, str, int], ...]:
    """Return open findings by severity."""
    return tuple((s, severity_label(s, lang), audit.count(s)) for s in SEVERITIES)


def outcomes(audit: Audit, lang: Language) -> tuple[Labelled, ...]:
    """Return how many rules held, found something, could not judge."""
    counted = {
        key: sum(result.outcome == key for result in audit.results)
        for key in ("pass", "finding", "not_applicable")
    }
    return tuple(
        Labelled(say(f"report.outcome_{key}", lang), f"{count:,}") for key, count in counted.items()
    )


def sentences(audit: Audit, taken: Measured, lang: Language) -> tuple[str, ...]:
    """Return how the structure stands: its size, the audit, distances, fragmentation."""
    return tuple(
        text
        for text in (
            _size(audit.structure, lang),
            _judged(audit, lang),
            _distance(taken, lang),
            _fragmented(taken, lang),
        )
        if text
    )


def _size(structure: Structure, lang: Language) -> str:
    comma = say("report.comma", lang)
    counts = {name: len(structure.table(name)) for name in (_SIZES[0], "levels", *_SIZES[1:])}
    present = comma.join(
        say(f"report.count_{name}", lang, count=f"{count:,}")
        for name, count in counts.items()
        if count
    )
    absent = comma.join(label("table", name, lang) for name, count in counts.items() if not count)
    said = say("report.sentence_size", lang, present=present)
    return said + (say("report.sentence_absent", lang, absent=absent) if absent else "")


def _judged(audit: Audit, lang: Language) -> str:
    counts: dict[str, object] = {severity: audit.count(severity) for severity in SEVERITIES}
    outcome = [result.outcome for result in audit.results]
    return say(
        "report.sentence_judged",
        lang,
        rules=len(outcome),
        held=outcome.count("pass"),
        found=outcome.count("finding"),
        silent=outcome.count("not_applicable"),
        findings=len(audit.findings),
        **counts,
    )


def _distance(taken: Measured, lang: Language) -> str:
    apart = taken.distances
    if apart is None:
        return say("report.sentence_no_distance", lang)
    means = {"lawful": f"{apart.lawful_mean:.2f}", "plain": f"{apart.plain_mean:.2f}"}
    cut = say(
        "report.all_reachable" if apart.unreachable == 0 else "report.some_unreachable",
        lang,
        share=share(apart.unreachable),
    )
    return say(f"report.sentence_distance_{apart.pairs}", lang, **means, cut=cut)


def _fragmented(taken: Measured, lang: Language) -> str:
    known = catalogue()
    asked = [taken.by_name[name] for name in PROFILE if name in taken.by_name]
    found = sorted(filter(_defined, asked), key=lambda value: -value.value)
    if not found:
        return say("report.sentence_no_profile", lang) if asked else ""
    titles = [_inside(known[value.name].wording(lang).title) for value in found]
    values = [
        say("report.fragmented_value", lang, name=title, value=value.value)
        for title, value in zip(titles, found, strict=True)
    ]
    most, listed = titles[0], say("report.comma", lang).join(values)
    return say("report.sentence_fragmented", lang, most=most, values=listed)


def _inside(title: str) -> str:
    """Return a title as it stands within a sentence."""
    return title[:1].lower() + title[1:]


def _defined(value: Value) -> bool:
    return not math.isnan(value.value)
