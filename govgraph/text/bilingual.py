"""A text in both languages."""

from dataclasses import dataclass

from govgraph.text import Language


@dataclass(frozen=True)
class Bilingual:
    """A text in both languages."""

    en: str
    zh: str

    def label(self, lang: Language = "en") -> str:
        """Return the text in one language."""
        return self.zh if lang == "zh" else self.en
