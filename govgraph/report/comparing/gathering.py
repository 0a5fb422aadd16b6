"""Everything the report of a comparison says, gathered from its results."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from govgraph.comparison.hand_offs import hand_offs
from govgraph.comparison.options import Option
from govgraph.comparison.result import Comparison
from govgraph.comparison.sensitivity import Sensitivity
from govgraph.comparison.supervision import supervises_otherwise, supervision
from govgraph.comparison.wording import Words
from govgraph.measures.catalogue import find
from govgraph.model.structure import Structure
from govgraph.report import opening
from govgraph.report.comparing import found, tables
from govgraph.report.comparing.content import (
    Compared,
    Excerpt,
    OptionPart,
    Table,
    Theme,
)
from govgraph.report.comparing.effects import effects_of
from govgraph.report.comparing.files import files
from govgraph.report.comparing.guarding import Guarded, guards_of, standing
from govgraph.report.comparing.measures import goals, supervision_table, themes
from govgraph.report.comparing.paths import slope_chart
from govgraph.report.comparing.ranking import ranked_section, ranked_table
from govgraph.report.comparing.steps import step_lines
from govgraph.report.comparing.verdicts import verdict
from govgraph.report.provenance import provenance
from govgraph.report.references import sources
from govgraph.report.summary import Labelled, Source
from govgraph.report.terms import glossary
from govgraph.text import Language, label, say
from govgraph.text.statutes import legal_basis

#: Conventions that the method explains.
_METHOD = (
    "steps", "sentences", "mechanical", "findings", "losers", "paths", "supervision", "ledger",
)  # fmt: skip


def gather(
    comparison: Comparison,
    lang: Language,
    choices: Mapping[str, str],
    guarded: Mapping[str, Guarded] | None = None,
    remarks: Mapping[str, tuple[str, ...]] | None = None,
    ranked: Sequence[Sensitivity] = (),
) -> Compared:
    """Return the report as data.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    lang : {"en", "zh"}
        Language.
    choices : mapping of str to str
        What to name in the provenance.
    guarded : mapping of str to Guarded, optional
        What keeps each option from flattering itself, by name of the option.
    remarks : mapping of str to tuple of str, optional
        What a check of each proposal says of it, by name of the option.
    ranked : sequence of Sensitivity
        What the ranking of options owes to assumed numbers, by each measure.
    """
    before, structure = comparison.before, comparison.before.structure
    words = Words(_structures(comparison), lang)
    supervised = supervision(before, comparison.options)
    paths = hand_offs(structure, comparison.options)
    looked_at = guarded or {}
    measured = themes(
        comparison, lang, lambda option, name: standing(looked_at.get(option), name, lang)
    )
    names = {before.name: say("compare_page.before", lang)}
    names |= {one.name: _called(one, comparison, lang) for one in comparison.options}
    parts = tuple(
        _part(comparison, one, words, (supervised, paths), (remarks or {}).get(one.name, ()))
        for one in comparison.options
    )
    table = supervision_table(supervised, names, lang)
    scored = goals(comparison, lang)
    return Compared(
        lang=lang,
        title=_title(comparison, lang),
        subject=before.label(lang),
        as_of=structure.about.as_of,
        status=label("status", structure.about.status, lang) if structure.about.status else "",
        caution=opening.caution(structure, lang),
        options=parts,
        goals=scored,
        themes=measured,
        supervision=table,
        supervises_otherwise=any(
            supervises_otherwise(supervised, one.name) for one in comparison.options
        ),
        method=tuple(map(partial(_convention, lang=lang), _METHOD)),
        references=_cited(measured),
        provenance=_provenance(comparison, choices, lang),
        glossary=glossary(structure, lang),
        files=files(comparison, paths, table, words)
        | ({"sensitivity": ranked_table(ranked, words)} if ranked else {}),
        guards=replace(
            guards_of(looked_at, comparison, lang), sensitivity=ranked_section(ranked, words)
        ),
        unguarded=unguarded(comparison, looked_at, lang),
    )


def unguarded(comparison: Comparison, guarded: Mapping[str, Guarded], lang: Language) -> str:
    """Return the sentence that gains stand without percentiles; empty where they have some."""
    proposed = any(one.proposal for one in comparison.options)
    return say("compare_page.unguarded", lang) if proposed and not guarded else ""


def _convention(key: str, lang: Language) -> Labelled:
    heading = f"compare_page.method_{key}"
    return Labelled(say(heading, lang), say(f"{heading}_text", lang))


def _part(
    comparison: Comparison,
    option: Option,
    words: Words,
    shared: tuple[pd.DataFrame, pd.DataFrame],
    remarks: tuple[str, ...],
) -> OptionPart:
    supervised, paths = shared
    words = words.as_in(option.structure)
    own, lang = paths[paths["option"] == option.name], words.lang
    table = tables.paths_table(own, words)
    return OptionPart(
        anchor=f"option-{comparison.options.index(option) + 1}",
        name=option.name,
        title=option.label(lang),
        about=_about(option, lang),
        remarks=remarks,
        steps=step_lines(option, comparison.before.structure, words),
        verdict=verdict(comparison, option.name, supervised, lang),
        effects=effects_of(comparison, option.name, words),
        counts=found.counts(comparison, option.name, lang),
        solved=found.lines(comparison, option.name, "solved", lang),
        new=found.lines(comparison, option.name, "new", lang),
        remaining=found.lines(comparison, option.name, "remaining", lang),
        unjudged=found.lines(comparison, option.name, "unjudged", lang),
        slope=slope_chart(own, f"paths_{comparison.options.index(option) + 1}", words),
        paths=Excerpt(Table(table.headings, table.rows[: tables.CAP]), len(table.rows)),
        rows=tables.rows_excerpt(comparison, option.name, words),
        ledger=tables.ledger_excerpt(option.ledger.entries, words),
    )


def _structures(comparison: Comparison) -> list[Structure]:
    """Return every structure whose rows the report may name, the earlier ones first."""
    found = [comparison.before.structure]
    for option in comparison.options:
        found += option.enacted.stages if option.enacted else ()
        found.append(option.structure)
    return found


def _title(comparison: Comparison, lang: Language) -> str:
    if len(comparison.options) == 1:
        return comparison.options[0].label(lang)
    return say("compare_page.title_of_several", lang, count=len(comparison.options))


def _called(option: Option, comparison: Comparison, lang: Language) -> str:
    if len(comparison.options) == 1:
        return say("compare_page.after", lang)
    return say("compare_page.option_called", lang, name=option.name, title=option.label(lang))


def _about(option: Option, lang: Language) -> tuple[Labelled, ...]:
    proposal = option.proposal
    if proposal is None:
        as_of = option.structure.about.as_of
        facts = {"kind": say("compare_page.kind_structure", lang), "as_of": as_of}
    else:
        dates = sorted(step.date for step in proposal.steps if step.date)
        facts = {
            "kind": say("compare_page.kind_proposal", lang, count=len(proposal.steps)),
            "basis": legal_basis(proposal.basis, lang) or say("report.no_basis", lang),
            "dates": " – ".join(dict.fromkeys((dates[0], dates[-1]))) if dates else "",
            "note": proposal.remark(lang),
            "file": proposal.file,
        }
    shown = {key: text for key, text in facts.items() if text}
    return tuple(
        Labelled(say(f"compare_page.about_{key}", lang), text) for key, text in shown.items()
    )


def _provenance(
    comparison: Comparison, choices: Mapping[str, str], lang: Language
) -> tuple[Labelled, ...]:
    own = provenance(comparison.before.structure, choices, lang)
    others = tuple(
        Labelled(
            say("compare_page.fingerprint_of", lang, name=one.name), one.structure.fingerprint()
        )
        for one in comparison.options
    )
    return (*own, *others)


def _cited(measured: tuple[Theme, ...]) -> tuple[Source, ...]:
    keys = {key for theme in measured for row in theme.changed for key in _keys(row.measure.name)}
    works = sources(sorted(keys))
    return tuple(sorted(works, key=lambda work: (work.text.casefold(), work.key)))


def _keys(measure: str) -> tuple[str, ...]:
    return find(measure).sources
