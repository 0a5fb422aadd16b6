"""The glossary: the field's terms and the model's vocabularies, in both languages."""

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from govgraph.text.messages import Language


@dataclass(frozen=True)
class Term:
    """One glossary entry.

    Attributes
    ----------
    key : str
        ``group.word``; the word is what data files hold.
    en, zh : str
        The term in English and Chinese.
    note_en, note_zh : str
        One sentence of meaning; empty where the term says it all.
    also : tuple of str
        Other spellings that are understood on reading.
    source : str
        Bibliography key of the definition; empty for plain vocabulary.
    encoding : str
        How govgraph holds what the term means: tables, columns, words, measures and operators by
        name, separated by commas; empty for words of the data, which stand for themselves.
    """

    key: str
    en: str
    zh: str
    note_en: str = ""
    note_zh: str = ""
    also: tuple[str, ...] = ()
    source: str = ""
    encoding: str = ""

    @property
    def word(self) -> str:
        """The part of the key after the group: what data files hold."""
        return self.key.partition(".")[2]

    def label(self, lang: Language = "en") -> str:
        """Return the term in one language."""
        return self.zh if lang == "zh" else self.en

    def note(self, lang: Language = "en") -> str:
        """Return the sentence of meaning in one language."""
        return self.note_zh if lang == "zh" else self.note_en


@cache
def _load() -> dict[str, Term]:
    text = Path(__file__).with_name("glossary.toml").read_text(encoding="utf-8")
    groups = tomllib.loads(text)
    found = (
        Term(key=f"{group}.{word}", **{**entry, "also": tuple(entry.get("also", ()))})
        for group, entries in groups.items()
        for word, entry in entries.items()
    )
    return {entry.key: entry for entry in found}


def terms(group: str | None = None) -> tuple[Term, ...]:
    """Return the terms of one group in the glossary's order, or all of them."""
    return tuple(t for t in _load().values() if group is None or t.key.startswith(f"{group}."))


def term(key: str) -> Term:
    """Return one term by its key, ``group.word``."""
    return _load()[key]


def words(group: str) -> tuple[str, ...]:
    """Return the words of a vocabulary, for example every kind of unit.

    Examples
    --------
    >>> from govgraph.text import words
    >>> "department" in words("unit_kind")
    True
    """
    return tuple(t.word for t in terms(group))


def label(group: str, word: str, lang: Language = "en") -> str:
    """Return a vocabulary word in one language; an unknown word stands for itself.

    Examples
    --------
    >>> from govgraph.text import label
    >>> label("relation_kind", "leads", "zh")
    '领导'
    """
    found = _load().get(f"{group}.{word}")
    return word if found is None else found.label(lang)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("_", " ").split())


@cache
def _spellings(group: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in terms(group):
        for spelling in (entry.word, entry.en, entry.zh, *entry.also):
            found.setdefault(_plain(spelling), entry.word)
    return found


def spellings(group: str) -> tuple[str, ...]:
    """Return every word of a vocabulary as data, English and Chinese write it.

    Examples
    --------
    >>> from govgraph.text import spellings
    >>> spellings("status")[:3]
    ('real', 'public data', '公开数据')
    """
    every = (s for t in terms(group) for s in (t.word, t.en, t.zh))
    return tuple(dict.fromkeys(every))


def match(group: str, text: str) -> str | None:
    """Return the vocabulary word that `text` means, in either language, or None.

    Examples
    --------
    >>> from govgraph.text import match
    >>> match("relation_kind", "业务指导"), match("relation_kind", " Leads "), match("role", "x")
    ('guides', 'leads', None)
    """
    return _spellings(group).get(_plain(text))
