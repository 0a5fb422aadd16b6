"""The references that measures and rules cite, read from ``references.bib``."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ENTRY = re.compile(r"@(\w+)\{(\w+),\n(.*?)\n\}", re.DOTALL)
_FIELD = re.compile(r"^\s*(\w+) = \{(.*)\},$", re.MULTILINE)
_WHERE = ("booktitle", "journal", "institution", "publisher", "issue", "pages", "eid", "doi")
_QUOTES = {"``": "“", "''": "”", "`": "‘", "'": "’", "--": "–"}


@dataclass(frozen=True)
class Reference:
    """One work cited.

    Attributes
    ----------
    key : str
        Its key, ``"Borgatti2006"``.
    bibtex : str
        The BibTeX entry as it stands in the file.
    fields : dict
        Its fields.
    """

    key: str
    bibtex: str
    fields: dict[str, str]

    @property
    def people(self) -> list[str]:
        """Authors, or editors where there are none, as ``Family, Given``."""
        return _plain(self.fields.get("author") or self.fields["editor"]).split(" and ")

    @property
    def short(self) -> str:
        """Author and year as they stand in running text; a statute's short title and year."""
        if "shorttitle" in self.fields:
            return f"{self.fields['shorttitle']} ({self.fields['year']})"
        names = [[part.strip() for part in name.partition(",")[::2]] for name in self.people]
        family = [f"{given} {last}" if last.isdigit() else last for last, given in names]
        several = len(family) > 2  # noqa: PLR2004 - three or more are shortened
        shown = f"{family[0]} et al." if several else " and ".join(family)
        return f"{shown} {self.fields['year']}"

    @property
    def text(self) -> str:
        """The whole reference as one line of text."""
        editors = " (eds)" if "author" not in self.fields else ""
        fields = {**self.fields, "issue": self._issue()}
        where = [_plain(fields[name]) for name in _WHERE if fields.get(name)]
        note = f" {_plain(self.fields['note'])}." if "note" in self.fields else ""
        title = _plain(self.fields["title"])
        return (
            f"{'; '.join(self.people)}{editors} ({self.fields['year']}). {title}."
            f" {', '.join(where)}.{note}"
        )

    def _issue(self) -> str:
        """Return volume and number as ``12(1)``, or whichever there is."""
        volume, number = self.fields.get("volume", ""), self.fields.get("number", "")
        return f"{volume}({number})" if volume and number else volume or number


def _plain(text: str) -> str:
    text = text.replace("{", "").replace("}", "")
    for mark, shown in _QUOTES.items():
        text = text.replace(mark, shown)
    return text


@cache
def references() -> dict[str, Reference]:
    """Return every reference by key.

    Examples
    --------
    >>> from govgraph.measures.bibliography import references
    >>> references()["Borgatti2006"].short
    'Borgatti 2006'
    """
    text = files(__package__).joinpath("references.bib").read_text(encoding="utf-8")
    return {
        found[2]: Reference(found[2], found[0], dict(_FIELD.findall(found[3])))
        for found in _ENTRY.finditer(text)
    }
