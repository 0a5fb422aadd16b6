"""How far matters travel before and after, as a picture."""

import pandas as pd

from govgraph.comparison.wording import Words, records
from govgraph.report.figures.slopes import Slope, slopes
from govgraph.report.summary import Figure
from govgraph.text import say

#: Matters that a picture shows; of more, those that change most.
MOST = 24


def slope_chart(paths: pd.DataFrame, name: str, words: Words) -> Figure | None:
    """Return the lawful path of each matter before and after, or None where no matter has one.

    Parameters
    ----------
    paths : DataFrame
        Lines of one option, see `govgraph.comparison.hand_offs.hand_offs`.
    name : str
        Name of the figure.
    words : Words
        Names and language.
    """
    lang = words.lang
    both = paths.dropna(subset=["before", "after"])
    if both.empty:
        return None
    size = (both["after"] - both["before"]).abs()
    drawn = both.loc[size.sort_values(ascending=False, kind="stable").index[:MOST]]
    rows = tuple(
        Slope(
            words.name("matters", one["matter"]),
            float(str(one["before"])),
            float(str(one["after"])),
            (f"{one['before']:.2f}", f"{one['after']:.2f}"),
        )
        for one in records(drawn)
    )
    title, caption = say("compare_page.slope", lang), say("compare_page.slope_caption", lang)
    left_out = len(paths) - len(drawn)
    if left_out:
        caption += say("compare_page.slope_left_out", lang, count=left_out)
    ends = (say("compare_page.before", lang), say("compare_page.after", lang))
    return Figure(name, title, caption, slopes(rows, name, (title, caption), ends, lang))
