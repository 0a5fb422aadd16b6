"""How an option does, in sentences built from results."""

import pandas as pd

from govgraph.comparison.result import Comparison
from govgraph.comparison.supervision import supervises_otherwise
from govgraph.report.families import share, shown
from govgraph.text import Language, say


def verdict(
    comparison: Comparison, option: str, supervised: pd.DataFrame, lang: Language
) -> tuple[str, ...]:
    """Return how an option does: goals, measures, findings, losers, the cost of shorter paths."""
    parts = (
        _goals(comparison, option, lang),
        _measures(comparison, option, lang),
        _findings(comparison, option, lang),
        _hurt(comparison, option, lang),
        _supervision(supervised, comparison.before.name, option, lang),
    )
    return tuple(part for part in parts if part)


def _goals(comparison: Comparison, option: str, lang: Language) -> str:
    goals = comparison.goals
    mine = goals[goals["option"] == option]
    if mine.empty:
        return ""
    return say("compare_page.said_goals", lang, met=int(mine["met"].sum()), goals=len(mine))


def _measures(comparison: Comparison, option: str, lang: Language) -> str:
    taken = comparison.measures
    mine = taken[taken["option"] == option]
    counts = mine["verdict"].value_counts()
    moving = mine[mine["verdict"].isin(["better", "worse", "depends"])]
    said = say(
        "compare_page.said_measures",
        lang,
        measures=len(mine),
        **{word: int(counts.get(word, 0)) for word in ("better", "worse", "depends", "same")},
    )
    mechanical = int((moving["verdict"].eq("better") & moving["mechanical"]).sum())
    if not mechanical:
        return said
    return said + say("compare_page.said_mechanical", lang, mechanical=mechanical)


def _findings(comparison: Comparison, option: str, lang: Language) -> str:
    found = comparison.findings
    mine = found[found["option"] == option]
    places = mine.groupby("status")["places"].sum()
    severe = mine[(mine["status"] == "new") & (mine["severity"] == "high")]["places"].sum()
    return say(
        "compare_page.said_findings",
        lang,
        severe=int(severe),
        **{word: int(places.get(word, 0)) for word in ("solved", "remaining", "new")},
    )


def _hurt(comparison: Comparison, option: str, lang: Language) -> str:
    found = comparison.effects
    units = found[(found["option"] == option) & (found["scope"] == "unit")]
    losing = set(units.loc[units["verdict"] == "loss", "id"])
    winning = set(units.loc[units["verdict"] == "gain", "id"])
    gone = set(comparison.before.structure.units["id"]) - set(
        comparison.option(option).structure.units["id"]
    )
    return say(
        "compare_page.said_hurt",
        lang,
        losers=len(losing),
        both=len(losing & winning),
        winners=len(winning),
        gone=len(gone),
    )


def _supervision(rows: pd.DataFrame, before: str, option: str, lang: Language) -> str:
    """Return the path gain together with what it costs, never by itself."""
    if not supervises_otherwise(rows, option):
        return ""
    was, now = (
        dict(zip(rows.columns, rows.loc[[side]].to_numpy(float)[0].tolist(), strict=True))
        for side in (before, option)
    )
    shares = {
        f"{name}_{side}": share(row[column]) if row[column] == row[column] else "–"
        for name, column in (("top", "top_share"), ("kept", "retained"))
        for side, row in (("before", was), ("after", now))
    }
    numbers = {
        f"{name}_{side}": shown(row[column])
        for name, column in (
            ("path", "distance"),
            ("span", "span.max"),
            ("load", "official_load.mean"),
            ("posts", "posts"),
        )
        for side, row in (("before", was), ("after", now))
    }
    return say("compare_page.said_supervision", lang, **shares, **numbers)
