"""Parameters of messages that are said in the language of the message."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from govgraph.text import Language, label, say, words


@runtime_checkable
class Speaks(Protocol):
    """Anything that says itself in a language: words, a choice, a place."""

    def render(self, lang: Language = "en") -> str:
        """Return the text in one language."""


@dataclass(frozen=True)
class Words:
    """Words of one vocabulary.

    Attributes
    ----------
    group : str
        Glossary group.
    words : tuple of str
        The words; none is said as a dash.

    Examples
    --------
    >>> Words("relation_kind", ("leads", "guides")).render("zh")
    '领导、业务指导'
    """

    group: str
    words: tuple[str, ...]

    def render(self, lang: Language = "en") -> str:
        """Return the words in one language."""
        joint = "、" if lang == "zh" else ", "
        return joint.join(label(self.group, word, lang) for word in self.words) or "–"


@dataclass(frozen=True)
class Choice:
    """Some words of a vocabulary, said by the exceptions where these are fewer.

    Attributes
    ----------
    group : str
        Glossary group.
    words : frozenset of str
        The words that are meant.

    Examples
    --------
    >>> Choice("sector", frozenset({"public", "party", "social"})).render()
    'any but market'
    """

    group: str
    words: frozenset[str]

    def render(self, lang: Language = "en") -> str:
        """Return the choice in one language."""
        others = tuple(word for word in words(self.group) if word not in self.words)
        if not others:
            return say("model.as_any_kind", lang)
        if len(others) < len(self.words):
            return say("model.as_any_kind_but", lang, words=Words(self.group, others).render(lang))
        chosen = tuple(word for word in words(self.group) if word in self.words)
        return Words(self.group, chosen).render(lang)


def spoken(params: dict[str, object], lang: Language) -> dict[str, object]:
    """Return the parameters with everything that can say itself said in one language."""
    return {
        name: value.render(lang) if isinstance(value, Speaks) else value
        for name, value in params.items()
    }
