"""A comparison without names, for reports that must not show them."""

from dataclasses import replace
from functools import partial

import pandas as pd

from govgraph.auditing.catalogue import rules
from govgraph.comparison.options import Option
from govgraph.comparison.result import Comparison
from govgraph.io import naming
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from govgraph.reforms.catalogue import Reform, values_of
from govgraph.reforms.enacting import Enacted, Step
from govgraph.reforms.fields import held
from govgraph.reforms.ledger import Ledger
from govgraph.reforms.proposal import Proposal
from govgraph.text import words

#: What stands in the place of a text.
HIDDEN = "…"


def without_names(comparison: Comparison) -> Comparison:
    """Return a comparison with ids in the place of names, and without free text.

    Parameters
    ----------
    comparison : Comparison
        What was compared.

    Returns
    -------
    Comparison
        The same results; titles, names, grounds, remarks and data sets are hidden, findings are
        said by their rule and the ids of the units concerned.
    """
    known = _known(comparison)
    return replace(
        comparison,
        before=_option(comparison.before, known),
        options=tuple(_option(one, known) for one in comparison.options),
        rows=_rows(comparison.rows, known),
        findings=_findings(comparison.findings),
    )


def _known(comparison: Comparison) -> frozenset[str]:
    """Return the texts that may be shown: ids, and words of vocabularies."""
    found: set[str] = set()
    for option in (comparison.before, *comparison.options):
        for structure in (option.structure, *(option.enacted.stages if option.enacted else ())):
            for name in TABLES:
                frame = structure.table(name)
                found |= set(frame["id"]) if "id" in frame else set()
    for table in TABLES.values():
        for column in table.columns:
            found |= set(words(column.vocabulary)) if column.vocabulary else set()
    return frozenset(found)


def _option(option: Option, known: frozenset[str]) -> Option:
    proposal = option.proposal and Proposal(
        option.name, tuple(map(_step, option.proposal.steps)), goals=option.proposal.goals
    )
    enacted = option.enacted and _enacted(option.enacted, known)
    structure = _structure(option.structure, option.name)
    return replace(option, structure=structure, proposal=proposal, enacted=enacted)


def _structure(structure: Structure, title: str) -> Structure:
    bare = naming.without_names(structure)
    return bare.replacing(replace(bare.about, title=title), {})


def _enacted(enacted: Enacted, known: frozenset[str]) -> Enacted:
    return replace(
        enacted,
        before=naming.without_names(enacted.before),
        structure=naming.without_names(enacted.structure),
        ledger=Ledger(_rows(enacted.ledger.entries, known)),
        stages=tuple(map(naming.without_names, enacted.stages)),
    )


def _step(step: Step) -> Step:
    return replace(step, reform=_reform(step.reform), basis="", note="")


def _reform(reform: Reform) -> Reform:
    """Return a step without the texts that it gives."""
    holds, values = held(type(reform)), values_of(reform)
    named = str(values.get("id", HIDDEN))
    texts = {name: named if values[name] else "" for name in values if holds[name].kind == "text"}
    loose = {
        name: dict.fromkeys(values[name], HIDDEN)
        for name in values
        if holds[name].kind == "crosswalk" and not holds[name].table
    }
    return replace(reform, **texts, **loose)


def _rows(frame: pd.DataFrame, known: frozenset[str]) -> pd.DataFrame:
    """Return rows that differ, or a ledger, with nothing but ids, words and numbers."""
    shown = frame.copy()
    for column in ("row", "before", "after"):
        if column in shown and len(shown):
            shown[column] = shown[column].map(partial(_masked, known=known))
    return shown


def _masked(cell: object, known: frozenset[str]) -> object:
    if not isinstance(cell, str):
        return cell
    return " · ".join(
        ";".join(one if one in known or not one else HIDDEN for one in part.split(";"))
        for part in cell.split(" · ")
    )


def _findings(frame: pd.DataFrame) -> pd.DataFrame:
    catalogue = rules()
    shown = frame.copy()
    for lang in ("en", "zh"):
        titles = [catalogue[code].wording(lang).title if code in catalogue else code
                  for code in frame["rule"]]  # fmt: skip
        shown[f"sentence_{lang}"] = [
            f"{title} ({units})" if units else title
            for title, units in zip(titles, frame["units"], strict=True)
        ]
    return shown
