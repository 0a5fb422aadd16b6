"""Where the numbers of a report come from, without anything that changes from run to run."""

import platform
from collections.abc import Mapping
from importlib.metadata import version

from govgraph.model.schema import SCHEMA_VERSION, TABLES
from govgraph.model.structure import Structure
from govgraph.report.summary import Labelled
from govgraph.text import Language, label, say

#: Packages whose numbers enter the results.
_PACKAGES = ("numpy", "pandas", "scipy", "networkx")


def provenance(
    structure: Structure, options: Mapping[str, str], lang: Language
) -> tuple[Labelled, ...]:
    """Return what a reader needs to repeat the audit.

    Parameters
    ----------
    structure : Structure
        What was audited.
    options : mapping of str to str
        Further choices by message key of their label, in order.
    lang : {"en", "zh"}
        Language of the labels.

    Returns
    -------
    tuple of Labelled
        Input, its fingerprint, its origin, versions and options.
    """
    about = structure.about
    counted = say("report.comma", lang).join(
        f"{label('table', name, lang)} {len(structure.table(name)):,}"
        for name in TABLES
        if structure.has(name)
    )
    shown = {
        "input": about.label(lang),
        "origin": about.origin,
        "licence": about.licence,
        "data_note": about.note,
        "history": say("report.comma", lang).join(about.provenance),
        "tables": counted,
        "fingerprint": structure.fingerprint(),
        "schema": str(SCHEMA_VERSION),
        "software": say("report.comma", lang).join(software()),
        **options,
    }
    return tuple(
        Labelled(say(f"report.provenance_{key}", lang), text) for key, text in shown.items() if text
    )


def software() -> tuple[str, ...]:
    """Return govgraph, Python and the packages that numbers come from, with their versions."""
    found = [f"govgraph {govgraph_version()}", f"Python {platform.python_version()}"]
    return (*found, *(f"{package} {version(package)}" for package in _PACKAGES))


def govgraph_version() -> str:
    """Return the version of the installed package."""
    return version("govgraph")
