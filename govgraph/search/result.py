"""What was found: for alike findings the steps that remove them, and what these cost."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from govgraph.auditing.catalogue import find_rule
from govgraph.auditing.result import Audit
from govgraph.errors import UserError
from govgraph.measures import find
from govgraph.reforms.enacting import Step
from govgraph.reforms.proposal import Proposal
from govgraph.search.catalogue import Steps
from govgraph.search.losing import Loser
from govgraph.search.telling import Told
from govgraph.text import Language, say
from govgraph.text.html import table_html

COLUMNS = (
    "number", "code", "rule", "severity", "finding", "places", "rank", "steps", "removed",
    "makes_worse", "solves", "losers", "costs", "verdict",
)  # fmt: skip
#: Names that a sentence spells out.
_SHOWN = 3


@dataclass(frozen=True, eq=False)
class Suggestion:
    """One way to remove alike findings, tried on a copy.

    Attributes
    ----------
    number : int
        Its place among all suggestions, from 1; files are named after it.
    code, severity : str
        Rule and severity of the findings.
    sentences : mapping of str to str
        The findings in words, by language.
    places : int
        How many places they are.
    rank : int
        1 for the way that does best with these findings, then 2 and so on.
    steps : tuple of Reform
        What would be done.
    steps_in_words : mapping of str to str
        The first of them as sentences, by language, and how many follow.
    refused : UserError or None
        Why it cannot be done; None where it can.
    removed : int
        Places that are gone then.
    solved : mapping of str to int
        Places of other findings that are gone too, by rule.
    new, worse : tuple of Told
        Findings that it creates, and those that it makes graver, by rule.
    silenced : tuple of str
        Rules that can no longer judge then.
    judged : bool
        Whether other rules were asked; they are not where nothing is removed.
    losers : tuple of Loser
        Units that lose something.
    costs : mapping of str to tuple of float
        Measures that get worse, with the value before and after; of the best way alone.
    """

    number: int
    code: str
    severity: str
    sentences: Mapping[str, str]
    places: int
    rank: int
    steps: Steps
    steps_in_words: Mapping[str, str]
    refused: UserError | None
    removed: int
    solved: Mapping[str, int]
    new: tuple[Told, ...]
    worse: tuple[Told, ...]
    silenced: tuple[str, ...]
    judged: bool
    losers: tuple[Loser, ...]
    costs: Mapping[str, tuple[float, float]]

    @property
    def removes(self) -> bool:
        """Whether no place is left."""
        return self.refused is None and self.removed == self.places

    @property
    def harm(self) -> dict[str, int]:
        """How many places of other findings it creates or makes graver, by rule."""
        found: Counter[str] = Counter()
        for one in (*self.new, *self.worse):
            found[one.code] += one.places
        return dict(sorted(found.items()))

    @property
    def file(self) -> str:
        """What its proposal file is called; empty where it cannot be enacted."""
        return "" if self.refused else f"{self.number:03d}-{self.code}.yaml"

    def verdict(self, lang: Language = "en") -> str:
        """Return what it would do, in a few sentences: what it removes, worsens and costs."""
        if self.refused:
            return say("search.refused", lang, reason=self.refused.render(lang))
        return (" " if lang == "en" else "").join(
            (self.effect(lang), *self.harms(lang), *self.price(lang))
        )

    def effect(self, lang: Language = "en") -> str:
        """Return whether it removes the findings, and which others, in words."""
        key = "search.removes" if self.removes else "search.leaves"
        parts = [say(key, lang, removed=self.removed, places=self.places)]
        if self.solved:
            count = sum(self.solved.values())
            parts.append(say("search.solves", lang, count=count, rules=_titles(self.solved, lang)))
        return (" " if lang == "en" else "").join(parts)

    def harms(self, lang: Language = "en") -> list[str]:
        """Return what it does to other findings, in sentences."""
        parts = [self._findings("search.creates", self.new, lang)] if self.new else []
        parts += [self._findings("search.worsens", self.worse, lang)] if self.worse else []
        if not self.judged:
            parts.append(say("search.not_judged", lang))
        elif not self.harm:
            parts.append(say("search.harmless", lang))
        if self.silenced:
            parts.append(say("search.silences", lang, rules=_titles(self.silenced, lang)))
        return parts

    def price(self, lang: Language = "en") -> list[str]:
        """Return who loses by it and which measures get worse, in sentences."""
        parts = []
        if self.losers:
            units = self._losers(lang)
            parts.append(say("search.loses", lang, count=len(self.losers), units=units))
        if self.costs:
            parts.append(say("search.costs", lang, measures=self._costs(lang)))
        return parts

    def proposal(self) -> Proposal:
        """Return the suggestion as a proposal whose legal basis is left for the office to state."""
        zh, en = (
            say("search.title", lang, number=self.number, rule=_titles([self.code], lang))
            for lang in ("zh", "en")
        )
        note = "\n".join(
            [
                say("search.note_basis", "zh"),
                say("search.note_basis", "en"),
                self.sentences["zh"] + self.verdict("zh"),
                f"{self.sentences['en']} {self.verdict('en')}",
            ]
        )
        return Proposal(zh, tuple(Step(step) for step in self.steps), en, note=note)

    @staticmethod
    def _findings(key: str, findings: tuple[Told, ...], lang: Language) -> str:
        comma = say("search.comma", lang)
        listed = comma.join(
            say("search.counted", lang, rule=_titles([one.code], lang), places=one.places)
            for one in findings
        )
        count = sum(one.places for one in findings)
        first = findings[0].sentences[lang]
        return say(key, lang, count=count, rules=listed, first=first)

    def _costs(self, lang: Language) -> str:
        return say("search.semicolon", lang).join(
            f"{find(name).wording(lang).title} {was:.4g} → {now:.4g}"
            for name, (was, now) in self.costs.items()
        )

    def _losers(self, lang: Language) -> str:
        comma = say("search.comma", lang)
        shown = []
        for one in self.losers[:_SHOWN]:
            what = comma.join(say(f"search.held_{word}", lang) for word in one.loses)
            shown.append(say("search.loser", lang, unit=one.names[lang], what=what))
        more = len(self.losers) - len(shown)
        return comma.join(shown) + (say("search.and_more", lang, count=more) if more else "")


def _titles(codes: Any, lang: Language) -> str:  # noqa: ANN401 - any iterable of codes
    return say("search.comma", lang).join(
        f"{code} {find_rule(code).wording(lang).title}" for code in codes
    )


@dataclass(frozen=True, eq=False)
class Suggestions:
    """Suggestions for all open findings of an audit.

    Attributes
    ----------
    audit : Audit
        The audit.
    items : tuple of Suggestion
        The findings in the order of their severity, for each the best way first.
    without : mapping of str to str
        Rules with open findings that no operator removes, by code, with the message key why.
    helpless : tuple of mapping of str to str
        Findings, in words by language, for which the remedy of their rule knows no way.
    left : int
        Groups of alike findings that were not looked at, beyond the limit or after an interrupt.
    interrupted : bool
        Whether the search was stopped before its end.
    """

    audit: Audit
    items: tuple[Suggestion, ...]
    without: Mapping[str, str]
    helpless: tuple[Mapping[str, str], ...] = ()
    left: int = 0
    interrupted: bool = False

    @property
    def best(self) -> tuple[Suggestion, ...]:
        """The best way for each group of findings."""
        return tuple(one for one in self.items if one.rank == 1)

    def to_frame(self, lang: Language = "en") -> pd.DataFrame:
        """Return the suggestions as a table.

        Parameters
        ----------
        lang : {"en", "zh"}
            Language of sentences.

        Returns
        -------
        DataFrame
            One row per suggestion: ``number``, ``code``, ``rule``, ``severity``, ``finding``,
            ``places``, ``rank``, ``steps`` (in words), ``removed``, ``makes_worse`` (findings
            created or graver, by rule), ``solves`` (other findings that are gone, by rule),
            ``losers`` (units), ``costs`` (measures) and ``verdict`` in sentences.
        """
        rows = [self._row(one, lang) for one in self.items]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def _row(self, one: Suggestion, lang: Language) -> dict[str, object]:
        def counted(by: Mapping[str, int]) -> str:
            return "; ".join(f"{code}: {count}" for code, count in by.items())

        return {
            "number": one.number,
            "code": one.code,
            "rule": find_rule(one.code).wording(lang).title,
            "severity": say(f"auditing.severity_{one.severity}", lang),
            "finding": one.sentences[lang],
            "places": one.places,
            "rank": one.rank,
            "steps": one.steps_in_words[lang],
            "removed": one.removed,
            "makes_worse": counted(one.harm),
            "solves": counted(one.solved),
            "losers": ";".join(loser.unit for loser in one.losers),
            "costs": ";".join(one.costs),
            "verdict": one.verdict(lang),
        }

    def summary(self, lang: Language = "en") -> str:
        """Return what came out, in a few sentences."""
        removing = sum(one.removes for one in self.best)
        harmless = sum(one.removes and not one.harm for one in self.best)
        parts = [
            say(
                "search.summary",
                lang,
                groups=len(self.best),
                places=sum(one.places for one in self.best),
                removing=removing,
                harmless=harmless,
                tried=len(self.items),
            )
        ]
        parts += [say(reason, lang) for reason in dict.fromkeys(self.without.values())]
        if self.helpless:
            first = self.helpless[0][lang]
            parts.append(say("search.helpless", lang, count=len(self.helpless), first=first))
        if self.left:
            parts.append(say("search.left", lang, count=self.left))
        return (" " if lang == "en" else "").join(parts)

    def __repr__(self) -> str:
        return f"<{self.summary()}>"

    def _repr_html_(self) -> str:
        frame = self.to_frame()
        columns = ["number", "rule", "finding", "steps", "verdict"]
        headings = [say(f"search.column_{name}") for name in columns]
        return table_html(headings, frame[columns].to_numpy().tolist(), caption=self.summary())
