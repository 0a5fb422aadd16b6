"""Governments as typed directed graphs: tiao-kuai structures, audits, measures and maps.

Every public name is loaded on first use, so that ``import govgraph`` costs nothing.

Examples
--------
>>> import govgraph as gg
>>> county = gg.load("q_county")
>>> audit = gg.audit(county)
>>> shares = gg.measures.table(county)
"""

from importlib import import_module

__version__ = "0.1.0"

_HOMES = {
    "About": "govgraph.model.about",
    "Audit": "govgraph.auditing.result",
    "Builder": "govgraph.model.builder",
    "ConfigurationError": "govgraph.errors",
    "GovGraphError": "govgraph.errors",
    "ImmutableError": "govgraph.errors",
    "InvalidStructureError": "govgraph.errors",
    "MissingExtraError": "govgraph.errors",
    "ReadError": "govgraph.errors",
    "Structure": "govgraph.model.structure",
    "UndefinedMeasureError": "govgraph.errors",
    "UnknownNameError": "govgraph.errors",
    "UserError": "govgraph.errors",
    "Workload": "govgraph.model.workload",
    "analyse": "govgraph.casework.studying",
    "audit": "govgraph.auditing.run",
    "Proposal": "govgraph.reforms.proposal",
    "Step": "govgraph.reforms.enacting",
    "Where": "govgraph.reforms.selection",
    "compare": "govgraph.comparison.comparing",
    "enact": "govgraph.reforms.enacting",
    "guard": "govgraph.report.comparing.guarding",
    "lint": "govgraph.reforms.linting.run",
    "lint_file": "govgraph.reforms.linting.run",
    "write_proposal_template": "govgraph.reforms.files.template",
    "read_proposal": "govgraph.reforms.files.reading",
    "write_proposal": "govgraph.reforms.files.writing",
    "operators": "govgraph.reforms.catalogue",
    "cite": "govgraph.measures.citing",
    "load": "govgraph.cases.loading",
    "references": "govgraph.measures.bibliography",
    "rules": "govgraph.auditing.catalogue",
    "path": "govgraph.measures.groundwork.paths",
    "rank_by_goals": "govgraph.report.comparing.ranking",
    "read": "govgraph.io.reading",
    "screen": "govgraph.comparison.screening.screen",
    "simulate": "govgraph.casework.studying",
    "suggest": "govgraph.search.suggesting",
    "sweep": "govgraph.casework.sweeping",
    "to_latex": "govgraph.measures.exports",
    "to_markdown": "govgraph.measures.exports",
    "without_names": "govgraph.io.naming",
    "write": "govgraph.io.writing",
    "write_suggestions": "govgraph.search.writing",
    "write_comparison": "govgraph.report.compare_report",
    "write_report": "govgraph.report.audit_report",
    "write_simulation": "govgraph.report.simulation_report",
    "write_template": "govgraph.io.template",
}
_FOLDERS = (
    "auditing",
    "cases",
    "casework",
    "comparison",
    "errors",
    "inference",
    "io",
    "maps",
    "measures",
    "model",
    "propositions",
    "reforms",
    "report",
    "search",
    "text",
)

__all__ = ["__version__", *_HOMES, *_FOLDERS]  # noqa: PLE0604 - every item is a string


def __getattr__(name: str) -> object:
    if name in _FOLDERS:
        return import_module(f"govgraph.{name}")
    if name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value
    message = f"module 'govgraph' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted(__all__)
