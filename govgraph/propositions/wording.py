"""What became of propositions, in words: one row each, for a terminal, a page and a file."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from govgraph.casework.parameters import PARAMETERS
from govgraph.comparison.assumptions import GROUPED, Assumption
from govgraph.comparison.wording import Words
from govgraph.model.schema import TABLES, Column
from govgraph.propositions.proposition import Proposition
from govgraph.propositions.result import Checked
from govgraph.propositions.stages import Stages
from govgraph.text import Language, label, say

DASH = "–"
#: Shares below this are written with one digit that counts.
_SMALL = 0.0005
#: Shares below this are rounding alone.
_ROUNDING = 1e-9


class Row(NamedTuple):
    """A proposition in words.

    Attributes
    ----------
    statement, origin : str
        What is claimed, and by whom.
    holds : str
        Share of the draws in which it holds, with its interval.
    effect : str
        Its effect: the median, and the middle 90 % of the draws.
    decides : tuple of str
        The assumptions that decide it, the most influential first.
    fails : str
        In which third of the range of the most influential assumption it holds least, and how
        often there; empty where it holds, or fails, in all draws.
    """

    statement: str
    origin: str
    holds: str
    effect: str
    decides: tuple[str, ...]
    fails: str


def words_of(stages: Stages, lang: Language) -> Words:
    """Return the names that stages give to everything in them."""
    return Words((stages[name].structure for name in stages.names), lang)


def rows(checked: Checked, words: Words) -> list[Row]:
    """Return every proposition in words."""
    return [_row(checked, one, words) for one in checked.propositions]


def named(one: Assumption, words: Words) -> str:
    """Return what an assumption is about."""
    lang = words.lang
    if one.table == "parameters":
        return _parameter(one.group, words)
    key = "servers" if one.table == "servers" else one.table
    column = TABLES["units"].column("kind") if key == "servers" else _column(one.table)
    group = words.name(one.table, one.group) if column.name == "id" else ""
    return say(
        f"propositions.{key}",
        lang,
        group=group or words.cell(column, one.group),
        table=label("table", one.table, lang),
    )


def _column(table: str) -> Column:
    return TABLES[table].column(GROUPED.get(table, "id"))


def _parameter(group: str, words: Words) -> str:
    name, *rest = group.split(" ")
    text = PARAMETERS[name].meaning(words.lang).rstrip(".。")
    about = [words.name("matters", words.name("units", one)) for one in rest]
    if not about:
        return say("propositions.parameter", words.lang, name=name, text=text)
    named_by = say("comparison.comma", words.lang).join(about)
    return say("propositions.parameter_of", words.lang, name=name, text=text, about=named_by)


def _row(checked: Checked, one: Proposition, words: Words) -> Row:
    lang, deciding = words.lang, checked.deciding(one.name)
    decides = tuple(
        say(
            "propositions.decides",
            lang,
            assumption=named(checked.assumptions[place], words),
            influence=f"{influence:+.2f}".replace("-", "−"),
        )
        for place, influence in zip(deciding["assumption"], deciding["influence"], strict=True)
    )
    return Row(
        one.statement.label(lang),
        say(f"propositions.{one.origin}", lang),
        holds(checked, one.name, lang),
        _effect(checked, one, lang),
        decides,
        _fails(checked, one.name, words),
    )


def holds(checked: Checked, name: str, lang: Language) -> str:
    """Return the share of draws in which a proposition holds, with its interval, as text."""
    share = checked.share(name)
    if not share.judged:
        return say("propositions.never_judged", lang)
    said = say(
        "propositions.holds",
        lang,
        holds=percent(share.holds, lang),
        low=percent(share.low, lang),
        high=percent(share.high, lang),
    )
    left = len(checked.effects) - share.judged
    return said + say("propositions.not_judged", lang, count=f"{left:,}") if left else said


def _effect(checked: Checked, one: Proposition, lang: Language) -> str:
    middle, low, high = (shown(value, one.form, lang) for value in checked.effect(one.name))
    found = say("propositions.effect", lang, middle=middle, low=low, high=high)
    return f"{found} {one.measured.en}" if lang == "en" else f"{one.measured.zh}：{found}"


def _fails(checked: Checked, name: str, words: Words) -> str:
    share, deciding = checked.share(name), checked.deciding(name)
    if not len(deciding) or not share.judged or share.holds in (0.0, 1.0):
        return ""
    first = deciding.iloc[0]
    thirds: Mapping[str, float] = {third: first[third] for third in ("low", "middle", "high")}
    known = {third: value for third, value in thirds.items() if not math.isnan(value)}
    worst = min(known, key=lambda third: known[third])
    return say(
        f"propositions.fails_{worst}",
        words.lang,
        assumption=named(checked.assumptions[int(first["assumption"])], words),
        holds=percent(known[worst], words.lang),
    )


def shown(value: float, form: str, lang: Language) -> str:
    """Return an effect as text."""
    if math.isnan(value):
        return DASH
    if math.isinf(value):
        return say("propositions.endless" if value > 0 else "propositions.endless_loss", lang)
    if form == "share":
        return percent(value, lang)
    return f"{value:.3g}".replace("-", "−")


def percent(value: float, lang: Language) -> str:
    """Return a share in per cent, as text."""
    if math.isnan(value):
        return DASH
    space = "" if lang == "zh" else "\u00a0"
    number = f"{100 * value:.1f}"
    if abs(value) < _ROUNDING or value == 1:
        number = f"{100 * abs(value):.0f}"
    elif abs(value) < _SMALL:
        number = f"{100 * value:.1g}"
    return f"{number}{space}%".replace("-", "−")
