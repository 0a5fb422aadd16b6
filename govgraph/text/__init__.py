"""Everything govgraph says, in English and Chinese: messages by key and the glossary."""

from govgraph.text.glossary import Term, label, match, spellings, term, terms, words
from govgraph.text.messages import LANGUAGES, Language, keys, plural_name, say

__all__ = [
    "LANGUAGES",
    "Language",
    "Term",
    "keys",
    "label",
    "match",
    "plural_name",
    "say",
    "spellings",
    "term",
    "terms",
    "words",
]
