"""Small pieces of the page: names, links, lists in a cell."""

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from govgraph.report.names import Named
from govgraph.report.summary import DutyLine, EvidenceRow, Source
from govgraph.text import Language, say

#: Names that one cell of a table shows; the rest is counted, and whole in the tables beside.
SHOWN = 4
#: Relations that one cell shows; of more, their number.
TIES = 3
#: Links back to findings that one cell shows.
LINKS = 6
_HAN = re.compile(r"[\u3400-\u9fff]")


class Pieces:
    """Renders pieces in one language.

    Parameters
    ----------
    lang : {"en", "zh"}
        Language of the page.
    listed : frozenset of str
        Anchors of the units that the page lists; only they are linked.
    rows : frozenset of str
        Anchors of the findings that the page shows.
    """

    def __init__(self, lang: Language, listed: frozenset[str], rows: frozenset[str]) -> None:
        self._lang = lang
        self._listed = listed
        self._rows = rows
        self._comma = Markup.escape(say("report.comma", lang))
        self._semicolon = Markup.escape(say("report.semicolon", lang))

    def named(self, text: str) -> Markup:
        """Return text from the data, marked as Chinese where an English page shows Chinese."""
        if self._lang == "en" and _HAN.search(text):
            return Markup('<span lang="zh">{}</span>').format(text)
        return Markup.escape(text)

    def unit(self, item: Named) -> Markup:
        """Return a unit's name, linked to its entry where the page has one."""
        if item.anchor in self._listed:
            return Markup('<a href="#{}">{}</a>').format(item.anchor, self.named(item.name))
        return self.named(item.name)

    def unit_links(self, items: Sequence[Named]) -> Markup:
        """Return units, the first few of many."""
        return self._few([self.unit(item) for item in items])

    def ties(self, relations: Sequence[tuple[Named, Named, str]]) -> Markup:
        """Return the relations concerned, each on a line of its own; of many, their number."""
        if len(relations) > TIES:
            said = Markup.escape(say("report.ties", self._lang, count=len(relations)))
            return Markup('<span class="ties">{}</span>').format(said)
        return Markup().join(
            Markup('<span class="ties">{} → {}{}</span>').format(
                self.named(a.name), self.named(b.name), self._aside(kind)
            )
            for a, b, kind in relations
        )

    def superiors(self, items: Sequence[tuple[Named, str]]) -> Markup:
        """Return the units above a unit, each with the relation."""
        return self._few(
            [Markup("{}{}").format(self.unit(unit), self._aside(kind)) for unit, kind in items]
        )

    def about(self, row: EvidenceRow) -> Markup:
        """Return matters, areas and lines that a finding concerns."""
        parts = [
            self._few([self.named(item.name) for item in items])
            for items in (row.matters, row.areas, row.lines)
            if items
        ]
        return Markup(" · ").join(parts) if parts else self._none("report.whole")

    def basis(self, grounds: Sequence[str]) -> Markup:
        """Return the grounds that the data name."""
        if not grounds:
            return self._none("report.no_basis")
        return self._few([self.named(ground) for ground in grounds], self._semicolon)

    def cited(self, sources: Sequence[Source]) -> Markup:
        """Return works by author and year, linked to the references."""
        links = [
            Markup('<a href="#ref-{}">{}</a>').format(work.key, work.short) for work in sources
        ]
        return self._semicolon.join(links)

    def duty_lines(self, lines: Sequence[DutyLine]) -> Markup:
        """Return duties or powers: the word, then what they are about."""
        return Markup().join(
            Markup("<p>{}{}{}</p>").format(
                line.label,
                (": " if self._lang == "en" else "：") if line.about else "",
                self._few([self.named(name) for name in line.about]),
            )
            for line in lines
        )

    def back_links(self, rows: Iterable[EvidenceRow]) -> Markup:
        """Return links back to the findings that name a unit."""
        found = list(rows)
        links = [
            Markup('<a href="#f-{}">{}</a>').format(row.anchor, row.anchor)
            for row in found
            if row.anchor in self._rows
        ][:LINKS]
        more = len(found) - len(links)
        if links:
            said = say("report.and_more", self._lang, count=more, all=len(found)) if more else ""
            return self._comma.join(links) + said
        said = say("report.times", self._lang, count=more) if more else ""
        return Markup('<a href="findings.csv">{}</a>').format(said) if said else Markup()

    def _few(self, items: Sequence[Markup], joint: Markup | None = None) -> Markup:
        shown = (self._comma if joint is None else joint).join(items[:SHOWN])
        more = len(items) - SHOWN
        if more <= 0:
            return shown
        return shown + say("report.and_more", self._lang, count=more, all=len(items))

    def _aside(self, text: str) -> str:
        return f"（{text}）" if self._lang == "zh" else f" ({text})"

    def _none(self, key: str) -> Markup:
        return Markup('<span class="none">{}</span>').format(say(key, self._lang))
