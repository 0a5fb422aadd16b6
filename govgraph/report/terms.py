"""The glossary of a report: the terms that occur in it."""

from govgraph.model.structure import Structure
from govgraph.report.summary import Entry
from govgraph.text import Language, terms

_COLUMNS = (
    ("unit_kind", "units", "kind"),
    ("relation_kind", "relations", "kind"),
    ("role", "duties", "role"),
    ("power", "powers", "power"),
    ("mode_power", "powers", "mode"),
)


def glossary(structure: Structure, lang: Language) -> tuple[Entry, ...]:
    """Return the terms of the field and the vocabularies that occur in the data, with meanings."""
    found = [Entry(t.label(lang), t.note(lang)) for t in terms("concept") if t.note(lang)]
    for group, table, column in _COLUMNS:
        used = set(structure.table(table)[column].dropna().unique())
        found += [
            Entry(term.label(lang), term.note(lang))
            for term in terms(group)
            if term.word in used and term.note(lang)
        ]
    return tuple({entry.term: entry for entry in found}.values())
