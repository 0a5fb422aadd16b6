"""Everything a report says, gathered from an audit and the measures of its structure."""

from collections.abc import Mapping

from govgraph.auditing.result import Audit
from govgraph.report import directory, findings, opening
from govgraph.report.families import families
from govgraph.report.measured import Measured
from govgraph.report.names import Names
from govgraph.report.pictures import pictures
from govgraph.report.provenance import provenance
from govgraph.report.references import cited
from govgraph.report.summary import Summary
from govgraph.report.terms import glossary
from govgraph.text import Language, label, say


def gather(audit: Audit, taken: Measured, lang: Language, options: Mapping[str, str]) -> Summary:
    """Return the report as data.

    Parameters
    ----------
    audit : Audit
        What was found.
    taken : Measured
        What was measured.
    lang : {"en", "zh"}
        Language.
    options : mapping of str to str
        Choices to name in the provenance.

    Returns
    -------
    Summary
        What every output file is written from.
    """
    structure = audit.structure
    about, names = structure.about, Names(structure, lang)
    groups = findings.groups(audit, names, lang)
    measures = families(taken, lang)
    return Summary(
        lang=lang,
        title=about.label(lang) or say("report.untitled", lang),
        as_of=about.as_of,
        status=label("status", about.status, lang) if about.status else "",
        caution=opening.caution(structure, lang),
        sizes=opening.sizes(structure, lang),
        sentences=opening.sentences(audit, taken, lang),
        severities=opening.severities(audit, lang),
        outcomes=opening.outcomes(audit, lang),
        top=groups[: findings.TOP],
        groups=groups,
        accepted=findings.accepted(audit, names, lang),
        passed=findings.passed(audit, lang),
        not_applicable=findings.not_applicable(audit, lang),
        switched_off=findings.switched_off(audit, lang),
        unjudged=findings.unjudged(audit, lang),
        families=measures,
        figures=pictures(audit, taken, names, lang),
        units=directory.units(structure, groups, names, lang),
        count=len(structure.units),
        file="units.parquet" if directory.is_large(structure) else "audit.xlsx",
        references=cited(groups, measures),
        provenance=provenance(structure, options, lang),
        glossary=glossary(structure, lang),
    )
