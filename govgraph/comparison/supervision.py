"""What shorter paths cost: the delayering trade-off, spans, loads and posts in one row."""

from collections.abc import Sequence

import pandas as pd

from govgraph.comparison.measured import NOISE
from govgraph.comparison.options import Option
from govgraph.measures import table
from govgraph.measures.catalogue import find
from govgraph.measures.delayering import COLUMNS as TRADE_OFF
from govgraph.measures.delayering import headings, trade_off
from govgraph.model.structure import Structure
from govgraph.text import Language, say

#: Measures that stand beside the trade-off.
BESIDE = ("layers.depth", "span.mean", "span.max", "official_load.mean")
#: Posts, as the units' quota, and officials in post.
POSTS = ("posts", "officials")
COLUMNS = (*TRADE_OFF, *BESIDE, *POSTS)


def supervision(before: Option, options: Sequence[Option]) -> pd.DataFrame:
    """Return the columns that a path gain is never shown without.

    Parameters
    ----------
    before : Option
        The structure as it is.
    options : sequence of Option
        What it is compared with.

    Returns
    -------
    DataFrame
        By name of the option, the structure as it is first: the columns of
        `govgraph.measures.delayering.trade_off`, the measures of `BESIDE`, and ``posts`` and
        ``officials``, the sums of the units' quota and of the officials in post. An undefined
        value is nan.
    """
    sides = [before, *options]
    names = [one.name for one in sides]
    rows = trade_off(*(one.structure for one in sides), names=names)
    return rows.join(pd.DataFrame([_beside(one.structure) for one in sides], index=names))


def _beside(structure: Structure) -> dict[str, float]:
    taken = table(structure, BESIDE)
    units = structure.units
    return {
        **dict(zip(taken["name"], taken["value"].astype(float), strict=True)),
        "posts": float(units["quota"].sum()),
        "officials": float(units["filled"].sum()),
    }


def titles(lang: Language = "en") -> list[str]:
    """Return the titles of `COLUMNS` in one language."""
    known = headings(lang)
    known |= {name: find(name).wording(lang).title for name in BESIDE}
    known |= {name: say(f"compare_page.{name}", lang) for name in POSTS}
    return [known[name] for name in COLUMNS]


def supervises_otherwise(rows: pd.DataFrame, option: str) -> bool:
    """Tell whether an option changes layers, spans, staff or the mean path."""
    was, now = rows.iloc[0], rows.loc[option]
    return any(abs(now[name] - was[name]) > NOISE * max(1.0, abs(was[name])) for name in COLUMNS)
