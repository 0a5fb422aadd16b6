"""The charts of the profile: fragmentation, spans of control, distances."""

import math

import pandas as pd

from govgraph.auditing.result import Audit
from govgraph.measures.catalogue import catalogue
from govgraph.report.families import share
from govgraph.report.figures.bars import Bar, bars
from govgraph.report.figures.columns import Band, Distribution, Series, columns
from govgraph.report.measured import Measured
from govgraph.report.opening import PROFILE
from govgraph.report.summary import Figure
from govgraph.text import Language, say

#: The measure of units and the rule whose thresholds are the band of the spans.
SPAN, SPAN_RULE = "span.subordinates", "span_out_of_band"
#: Largest span with a class of its own.
WIDEST = 20


def profile(taken: Measured, lang: Language) -> Figure | None:
    """Return the four fragmentations as bars, or None where none is defined."""
    found = [taken.by_name[name] for name in PROFILE if name in taken.by_name]
    if all(math.isnan(value.value) for value in found):
        return None
    known = catalogue()
    rows = tuple(
        Bar(
            known[value.name].wording(lang).title,
            value.value,
            say("report.undefined", lang) if math.isnan(value.value) else share(value.value),
        )
        for value in found
    )
    words = _words("profile", lang)
    return Figure("profile", *words, bars(rows, "profile", words, lang))


def spans(audit: Audit, taken: Measured, lang: Language) -> Figure | None:
    """Return how many superiors have which span, or None where nobody leads anybody."""
    led = taken.units[SPAN]
    led = led[led > 0]
    if led.empty:
        return None
    last = min(int(led.max()), WIDEST)
    found = led.clip(upper=last).value_counts()
    counts = tuple(int(found.get(span, 0)) for span in range(1, last + 1))
    title, caption = _words("spans", lang)
    more = "+" if led.max() > last else ""
    shown = Distribution(
        title,
        caption,
        say("report.figure_spans_axis", lang),
        tuple(f"{span}{more if span == last else ''}" for span in range(1, last + 1)),
        (
            Series(
                say("report.figure_spans_series", lang),
                tuple(map(float, counts)),
                tuple(f"{count:,}" for count in counts),
            ),
        ),
        _band(audit, last, lang),
    )
    return Figure("spans", title, caption, columns(shown, "spans", lang))


def distances(taken: Measured, lang: Language) -> Figure | None:
    """Return how far apart pairs are, lawfully and plainly, or None where no pair has a path."""
    apart = taken.distances
    if apart is None:
        return None
    lengths = sorted(set(apart.lawful.index) | set(apart.plain.index))
    none = say("report.figure_distances_none", lang)
    title = say("report.figure_distances", lang)
    caption = say(f"report.figure_distances_caption_{apart.pairs}", lang)
    shown = Distribution(
        title,
        caption,
        say("report.figure_distances_axis", lang),
        tuple(none if math.isinf(length) else f"{length:g}" for length in lengths),
        (
            _shares("report.figure_distances_lawful", apart.lawful, lengths, lang),
            _shares("report.figure_distances_plain", apart.plain, lengths, lang),
        ),
    )
    return Figure("distances", title, caption, columns(shown, "distances", lang))


def _shares(key: str, weights: pd.Series, lengths: list[float], lang: Language) -> Series:
    shares = (weights / weights.sum()).reindex(lengths, fill_value=0.0).tolist()
    return Series(say(key, lang), tuple(shares), tuple(map(share, shares)))


def _band(audit: Audit, last: int, lang: Language) -> Band | None:
    """Return the range that the audit was set to, as classes."""
    used = next((r.thresholds for r in audit.results if r.rule.name == SPAN_RULE), None)
    if not used or not {"low", "high"} <= set(used):
        return None
    first, highest = int(used["low"]), min(int(used["high"]), last)
    if first > highest:
        return None
    return Band(first - 1, highest - 1, say("report.figure_spans_band", lang))


def _words(name: str, lang: Language) -> tuple[str, str]:
    return say(f"report.figure_{name}", lang), say(f"report.figure_{name}_caption", lang)
