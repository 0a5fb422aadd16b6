"""Through whose hands cases went: Sankey pictures of a simulation."""

from collections.abc import Callable, Mapping

import pandas as pd

from govgraph.casework.studying import CaseWork
from govgraph.report.figures.sankey import Flows, Link, Node, sankey
from govgraph.report.names import Names
from govgraph.report.summary import Figure
from govgraph.text import Language, label, say

#: Hands shown before the end, and boxes of one column before the rest stands together.
_HANDS, _BOXES = 4, 7
_ENDS = {"settled": "good", "given_up": "doubtful", "stuck": "bad", "open": "doubtful"}
_OTHERS = "\0others"


def way_figures(work: CaseWork, name: str, lang: Language) -> tuple[Figure, ...]:
    """Return the ways of the simulated cases by level and by unit; nothing without cases."""
    hands = _hands(work)
    if not len(hands):
        return ()
    return tuple(
        Figure(
            f"ways_{by}_{name}",
            say(f"simulate_page.ways_{by}", lang),
            say(f"simulate_page.ways_{by}_caption", lang, cases=hands["case"].nunique()),
            sankey(_flows(work, hands, by, lang), f"ways-{by}-{name}", lang),
        )
        for by in ("level", "unit")
    )


def _hands(work: CaseWork) -> pd.DataFrame:
    """Return the organisations that had each case of the first run, in order, and its end."""
    visits = work.first_run.visits
    unit = visits["unit"].array
    desks = work.flow.desks
    home = dict(zip(desks["unit"], desks["organisation"], strict=True))
    homes = pd.Series([home.get(one) or one for one in unit.categories], dtype=object)
    number, organisations = pd.factorize(homes)
    frame = pd.DataFrame({"case": visits["case"], "unit": number[unit.codes]})
    frame = frame.sort_values("case", kind="stable")
    frame = frame[frame.diff().ne(0).any(axis=1)]
    frame = frame.assign(hand=frame.groupby("case").cumcount())
    frame["unit"] = organisations[frame["unit"]]
    cases = work.first_run.cases.set_index("case")
    frame["end"] = cases["end"].reindex(frame["case"]).array
    return frame[frame["end"].notna()]


def _flows(work: CaseWork, hands: pd.DataFrame, by: str, lang: Language) -> Flows:
    names = Names(work.structure, lang)
    if by == "level":
        levels = work.structure.units.set_index("id")["level"]
        keys = hands["unit"].astype(object).map(levels).fillna("")
        shown: Callable[[str], str] = lambda key: names.name("levels", key)  # noqa: E731
    else:
        keys = _busiest(hands)
        shown = lambda key: names.name("units", key)  # noqa: E731
    links = _links(hands.assign(key=keys.to_numpy()))
    others = say("simulate_page.others", lang)
    nowhere = say("simulate_page.no_level", lang)
    boxes = {end for link in links for end in link[:2]}
    nodes = tuple(
        Node(f"{column}|{key}", others if key == _OTHERS else shown(key) or nowhere, column)
        for column, key in sorted(box for box in boxes if box[0] < _HANDS)
    ) + tuple(
        Node(f"{_HANDS}|{end}", label("case_end", end, lang), _HANDS, paint)
        for end, paint in _ENDS.items()
        if (_HANDS, end) in boxes
    )
    titles = {node.key: node.label for node in nodes}
    bands = tuple(_band(one, titles, lang) for one in links)
    headings = (
        *(say("simulate_page.hand", lang, number=number + 1) for number in range(_HANDS - 1)),
        say("simulate_page.last_hands", lang, number=_HANDS),
        say("simulate_page.end", lang),
    )
    title = say(f"simulate_page.ways_{by}", lang)
    caption = say(f"simulate_page.ways_{by}_caption", lang, cases=hands["case"].nunique())
    return Flows(title, caption, headings, nodes, bands)


_Link = tuple[tuple[int, str], tuple[int, str], int]


def _busiest(hands: pd.DataFrame) -> pd.Series:
    """Return each hand's unit, or one key for all but the busiest of its column."""
    column = hands["hand"].clip(upper=_HANDS - 1)
    count = hands.groupby([column, "unit"]).size().rename("count").reset_index()
    rank = count.groupby("hand")["count"].rank(method="first", ascending=False)
    kept = count[rank <= _BOXES]
    known = set(zip(kept["hand"], kept["unit"], strict=True))
    return pd.Series(
        [
            unit if (hand, unit) in known else _OTHERS
            for hand, unit in zip(column, hands["unit"], strict=True)
        ],
        index=hands.index,
        dtype=object,
    )


def _links(hands: pd.DataFrame) -> list[_Link]:
    """Count what goes from each hand to the next, and from the last one to the end."""
    hands = hands[hands["hand"] < _HANDS]
    last = hands["case"] != hands["case"].shift(-1)
    following = hands["key"].shift(-1).where(~last, hands["end"])
    target = (hands["hand"] + 1).where(~last, _HANDS)
    columns = [hands["hand"], hands["key"], target.astype(int), following]
    counted = hands.groupby(columns).size()
    return sorted(
        ((hand, str(key)), (column, str(then)), int(count))
        for (hand, key, column, then), count in zip(counted.index, counted, strict=True)
    )


def _band(link: _Link, titles: Mapping[str, str], lang: Language) -> Link:
    (column, key), (then, end), count = link
    source, target = f"{column}|{key}", f"{then}|{end}"
    text = say(
        "simulate_page.band", lang, source=titles[source], target=titles[target], cases=count
    )
    return Link(source, target, float(count), text)
