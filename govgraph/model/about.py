"""What a structure is about: its title, date, status, origin."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class About:
    """Structure-level facts.

    Attributes
    ----------
    title, title_en : str
        Title in the structure's own language and in English.
    as_of : str
        Date the data describe: ``2023``, ``2023-06`` or ``2023-06-30``.
    status : {"real", "stylised", "draft", "synthetic", ""}
        Shown on every export, so that a stylised or synthetic model is never taken for data.
    origin, licence, note : str
        Where the data come from, under which licence, and remarks.
    provenance : tuple of str
        How the value came about (file read, reform applied), oldest first. Not part of equality.
    """

    title: str = ""
    title_en: str = ""
    as_of: str = ""
    status: str = ""
    origin: str = ""
    licence: str = ""
    note: str = ""
    provenance: tuple[str, ...] = field(default=(), compare=False)

    def label(self, lang: str = "en") -> str:
        """Return the title in one language, or the other one where it is missing."""
        return (self.title or self.title_en) if lang == "zh" else (self.title_en or self.title)
