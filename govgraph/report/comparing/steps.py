"""The steps of a proposal as sentences, filled with names."""

from collections.abc import Iterable, Mapping

import pandas as pd

from govgraph.comparison.options import Option
from govgraph.comparison.wording import Words
from govgraph.errors import UserError
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from govgraph.reforms.catalogue import Reform, values_of
from govgraph.reforms.enacting import Step
from govgraph.reforms.fields import Holds, held
from govgraph.reforms.selection import Where, select
from govgraph.report.comparing.content import StepLine
from govgraph.report.summary import Labelled
from govgraph.text import Language, label, say
from govgraph.text.statutes import legal_basis

#: Names that a sentence spells out; of more, their number.
SHOWN = 4
#: What happens to rows, in the order of tables.
ACTIONS = ("created", "moved", "changed", "merged", "lost")


def step_lines(option: Option, before: Structure, words: Words) -> tuple[StepLine, ...]:
    """Return the steps of a proposal in words, each with what it moved; none for a structure."""
    if option.proposal is None:
        return ()
    stages = (before, *(option.enacted.stages if option.enacted else ()))
    lines = []
    for number, step in enumerate(option.proposal.steps, 1):
        now = stages[min(number, len(stages)) - 1]
        lines.append(_line(option, step, number, now, words.as_in(now)))
    return tuple(lines)


def _line(option: Option, step: Step, number: int, now: Structure, words: Words) -> StepLine:
    entries = option.ledger.entries
    counts = entries.loc[entries["step"] == number, "action"].value_counts()
    proposal = option.proposal
    basis = step.basis or (proposal.basis if proposal else "")
    return StepLine(
        number,
        step.reform.operator.wording(words.lang).title,
        sentence(step.reform, now, words),
        step.date,
        legal_basis(basis, words.lang) if basis else "",
        step.remark(words.lang),
        tuple(
            Labelled(say(f"compare_page.action_{action}", words.lang), f"{counts[action]:,}")
            for action in ACTIONS
            if action in counts
        ),
    )


def sentence(reform: Reform, now: Structure, words: Words) -> str:
    """Return one step in words.

    Parameters
    ----------
    reform : Reform
        The step.
    now : Structure
        The structure it is taken on, for selections.
    words : Words
        Names.
    """
    holds = held(type(reform))
    values = values_of(reform)
    if words.lang == "en" and values.get("name_en"):
        values["name"] = values["name_en"]
    filled = {name: _field(value, holds[name], now, words) for name, value in values.items()}
    return reform.sentence(words.lang).format_map(filled)


def _field(value: object, holds: Holds, now: Structure, words: Words) -> str:
    if isinstance(value, Where):
        return _where(value, holds.table, now, words)
    if isinstance(value, Mapping):
        pairs = [f"{words.name(holds.table, old)} → {new}" for old, new in value.items()]
        return listed(pairs, words.lang)
    if isinstance(value, tuple):
        return listed([words.name(holds.table, one) for one in value], words.lang) or _all(words)
    if value is None or value == "":
        return say("compare_page.not_stated", words.lang) if holds.words == "home" else _all(words)
    return _single(value, holds, words)


def _single(value: object, holds: Holds, words: Words) -> str:
    if isinstance(value, bool):
        return say("comparison.yes" if value else "comparison.no", words.lang)
    if isinstance(value, (int, float)):
        return f"{value:g}"
    text = str(value)
    if holds.kind in {"word", "words"}:
        return say("comparison.comma", words.lang).join(
            label(holds.words, one, words.lang) for one in text.split(";")
        )
    if holds.words and label(holds.words, text, words.lang) != text:
        return label(holds.words, text, words.lang)
    return words.name(holds.table, text) if holds.table else text


def _where(chosen: Where, table: str, now: Structure, words: Words) -> str:
    """Return a selection as what it chooses: few by name, more by their number and the choice."""
    try:
        ids = select({name: now.table(name) for name in TABLES}, table, chosen)
    except UserError:
        ids = []
    if 0 < len(ids) <= SHOWN:
        return listed([words.name(table, one) for one in ids], words.lang)
    given = [_selector(name, value, words) for name, value in chosen.given.items()]
    return say(
        f"compare_page.chosen_{table}",
        words.lang,
        count=len(ids),
        choice=say("comparison.comma", words.lang).join(given),
    )


def _selector(name: str, value: str, words: Words) -> str:
    tables = {"level": "levels", "line": "lines", "area": "areas", "area_under": "areas"}
    groups = {"kind": "unit_kind", "sector": "sector"}
    if name in tables:
        shown = words.name(tables[name], value)
    else:
        shown = label(groups[name], value, words.lang) if name in groups else value
    return say(f"compare_page.selector_{name}", words.lang, value=shown)


def _all(words: Words) -> str:
    return say("compare_page.not_limited", words.lang)


def listed(names: Iterable[str], lang: Language) -> str:
    """Return names as a list in words, the first few of many and how many there are."""
    every = list(names)
    shown = say("comparison.comma", lang).join(every[:SHOWN])
    if len(every) <= SHOWN:
        return shown
    more = len(every) - SHOWN
    return shown + say("compare_page.and_more", lang, count=more, all=len(every))


def moved(entries: pd.DataFrame, lang: Language) -> tuple[Labelled, ...]:
    """Return how many rows of a ledger were created, moved, changed, joined and lost."""
    counts = entries["action"].value_counts() if len(entries) else pd.Series(dtype=int)
    return tuple(
        Labelled(say(f"compare_page.action_{action}", lang), f"{counts.get(action, 0):,}")
        for action in ACTIONS
    )
