"""Losers beside winners: who is hit, how hard, in which respects."""

import numpy as np
import pandas as pd

from govgraph.comparison.effects import HOLDINGS
from govgraph.comparison.result import Comparison
from govgraph.comparison.wording import Words
from govgraph.measures.catalogue import find
from govgraph.report.comparing.content import Effect, Effects
from govgraph.report.families import shown
from govgraph.text import Language, say

#: Scopes in the order of the page, with the table that names their ids.
SCOPES = {"unit": "units", "level": "levels", "line": "lines", "matter": "matters"}
#: Losers and winners shown for each scope, and changes shown for each of them.
FIRST, CHANGES = 5, 3


def effects_of(comparison: Comparison, option: str, words: Words) -> tuple[Effects, ...]:
    """Return losers and winners of an option, scope by scope.

    Notes
    -----
    The hardest hit is the one whose relative losses add up to most: each change is divided by the
    larger of its two values, so that different measures can be added.
    """
    found = comparison.effects
    mine = found[found["option"] == option]
    mine = mine.assign(relative=relative(mine))
    there = set(comparison.option(option).structure.units["id"])
    parts = []
    for scope, table in SCOPES.items():
        here = mine[mine["scope"] == scope]
        losing, winning = (here[here["verdict"] == word] for word in ("loss", "gain"))
        gone = set(losing["id"]) - there if scope == "unit" else set()
        parts.append(
            Effects(
                say(f"compare_page.scope_{scope}", words.lang),
                _first(losing, table, words, gone),
                _first(winning, table, words, set()),
                losing["id"].nunique(),
                winning["id"].nunique(),
            )
        )
    return tuple(parts)


def relative(changes: pd.DataFrame) -> pd.Series:
    """Return each change as a share of the larger of its two values."""
    largest = changes[["before", "after"]].astype(float).abs().max(axis=1)
    share = changes["change"].astype(float).abs() / largest.where(largest > 0)
    return share.where(np.isfinite(share), 1.0)


def measure_title(name: str, lang: Language) -> str:
    """Return the title of a measure or of what is held."""
    if name in HOLDINGS:
        return say(f"compare_page.{name.replace('.', '_')}", lang)
    return find(name).wording(lang).title


def _first(changes: pd.DataFrame, table: str, words: Words, gone: set[str]) -> tuple[Effect, ...]:
    if changes.empty:
        return ()
    totals = changes.groupby("id")["relative"].sum().to_dict()
    ordered = sorted(totals, key=lambda one: (one not in gone, -totals[one], one))
    return tuple(
        _effect(changes[changes["id"] == one], words.name(table, one), words, one in gone)
        for one in ordered[:FIRST]
    )


def _effect(changes: pd.DataFrame, name: str, words: Words, gone: bool) -> Effect:  # noqa: FBT001
    rank = changes["measure"].map({name: place for place, name in enumerate(HOLDINGS)})
    ordered = changes.assign(rank=rank.fillna(len(HOLDINGS))).sort_values(
        ["relative", "rank", "measure"], ascending=[False, True, True]
    )
    said = [
        say(
            "compare_page.effect",
            words.lang,
            measure=measure_title(measure, words.lang),
            before=shown(before),
            after=shown(after),
        )
        for measure, before, after in zip(
            ordered["measure"], ordered["before"], ordered["after"], strict=True
        )
    ]
    more = len(said) - CHANGES
    tail = [say("compare_page.more_changes", words.lang, count=more)] if more > 0 else []
    return Effect(name, tuple(said[:CHANGES] + tail), gone)
