"""Suggestions as the audit's report shows them: what removes a finding, and what that costs."""

from itertools import groupby

from govgraph.auditing.catalogue import SEVERITIES, find_rule
from govgraph.report.summary import Advice, Advised
from govgraph.search.result import Suggestion, Suggestions
from govgraph.text import Language

#: Groups of findings that the page shows; the index beside the proposals holds all.
SHOWN = 40
#: Where proposal files stand, as seen from the page.
FOLDER = "suggestions"


def advised(suggestions: Suggestions | None, lang: Language) -> Advised | None:
    """Return what the report says of suggestions; None where none were asked for.

    Parameters
    ----------
    suggestions : Suggestions or None
        What was found.
    lang : {"en", "zh"}
        Language.
    """
    if suggestions is None:
        return None
    tried = [list(ways) for _, ways in groupby(suggestions.items, _first_of)]
    ordered = sorted(tried, key=lambda ways: SEVERITIES.index(ways[0].severity))
    return Advised(
        suggestions.summary(lang),
        tuple(_advice(ways, lang) for ways in ordered[:SHOWN]),
        max(len(tried) - SHOWN, 0),
        f"{FOLDER}/suggestions.csv",
    )


def _first_of(one: Suggestion) -> int:
    """Return the number of the best way to remove the same findings."""
    return one.number - one.rank


def _advice(ways: list[Suggestion], lang: Language) -> Advice:
    best = ways[0]
    refused = best.refused
    return Advice(
        code=best.code,
        title=find_rule(best.code).wording(lang).title,
        severity=best.severity,
        sentence=best.sentences[lang],
        places=best.places,
        steps=best.steps_in_words[lang],
        removes=best.removes,
        effect=refused.render(lang) if refused else best.effect(lang),
        harmful=bool(best.harm),
        harms=() if refused else tuple(best.harms(lang)),
        price=() if refused else tuple(best.price(lang)),
        file=f"{FOLDER}/{best.file}" if best.file else "",
        others=len(ways) - 1,
    )
