"""All counties of the country by width and depth: what one county is held against."""

from functools import cache

import numpy as np
import pandas as pd

from govgraph.cases.china.places import places
from govgraph.errors import UnknownNameError

_COUNTY, _TOWNSHIP, _COMMUNITY = 3, 4, 5
#: What a county can be compared by.
COMPARED = ("townships", "communities", "span", "levels")


@cache
def _counties() -> pd.DataFrame:
    country = places()
    level, parent = country.level, country.parent
    rows = np.flatnonzero(level == _COUNTY)
    township = level == _TOWNSHIP
    above = np.where(township | (level == _COUNTY), np.arange(len(level)), parent)
    above = np.where(level[above] == _TOWNSHIP, parent[above], above)

    def below(chosen: np.ndarray, of: np.ndarray) -> np.ndarray:
        return np.bincount(of[chosen], minlength=len(level))[rows]

    communities = below(level == _COMMUNITY, above)
    townships = below(township, parent)
    return pd.DataFrame(
        {
            "name": country.name.take(rows).to_pylist(),
            "townships": townships,
            "communities": communities,
            "span": below(parent >= 0, parent),
            "levels": (townships > 0).astype(np.int64) + (communities > 0),
            "statistical": ~country.staffed[rows],
        },
        index=pd.Index(country.code.take(rows).to_pylist(), name="code", dtype="str"),
    )


def counties() -> pd.DataFrame:
    """Return every county, district and county-level city or zone of China in 2023.

    Returns
    -------
    DataFrame
        By statistical code: ``name``; ``townships`` (towns, townships and streets) and
        ``communities`` (with villages) in it; ``span``, how many stand directly below it;
        ``levels``, how many of the two there are; ``statistical``, whether the statistics list a
        zone or farm rather than a county. Placeholders, which fill codes and govern nothing, are
        left out, and what they held is counted where it belongs.

    Notes
    -----
    Division codes of the National Bureau of Statistics, edition of 2023. Reading them takes a few
    seconds the first time. The cities without counties (Dongguan, Zhongshan, Danzhou, Jiayuguan)
    have their townships directly below the prefecture level and are no rows here.

    Examples
    --------
    >>> from govgraph.cases.counties import counties
    >>> counties().loc["330383", ["townships", "span", "levels"]].tolist()
    [0, 103, 1]
    """
    return _counties().copy()


def standing(code: str, *, statistical: bool = False) -> pd.DataFrame:
    """Return where one county stands among all of them.

    Parameters
    ----------
    code : str
        Statistical code of the county.
    statistical : bool
        Whether zones and farms count among the others.

    Returns
    -------
    DataFrame
        One row for each of `COMPARED`: ``value`` of the county, ``percentile`` from 0 to 100, the
        share of counties below it and half of those that are equal, the county itself among
        them, ``median`` of all and ``counties``, how many they are.

    Raises
    ------
    UnknownNameError
        When there is no such county.

    Examples
    --------
    >>> from govgraph.cases.counties import standing
    >>> longgang = standing("330383")["percentile"]
    >>> bool(longgang["span"] > 99), bool(longgang["levels"] < 1)
    (True, True)
    """
    frame = _counties()
    if code not in frame.index:
        raise UnknownNameError.among("cases.as_counties", code, frame.index)
    others = frame if statistical else frame[~frame["statistical"] | (frame.index == code)]
    found = []
    for name in COMPARED:
        value, values = frame.loc[code, name], others[name].to_numpy()
        below, equal = (values < value).sum(), (values == value).sum()
        share = 100 * (below + equal / 2) / len(values)
        found.append((value, share, np.median(values), len(values)))
    columns = ["value", "percentile", "median", "counties"]
    return pd.DataFrame(found, index=pd.Index(COMPARED, name="compared"), columns=columns)
