"""Numbers of measures as text: sensible digits, shares in percent, places in words."""

import re

import numpy as np

from govgraph.text import Language, say

_SHARE = "measures.share"
_PURE = (_SHARE, "measures.index")
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}
_NOUNS = "units|heads|pairs|steps|levels|layers|ranks|matters|hours|cycles|messages|posts"
_NOUNS += "|relationships|subordinates|cells|others|counterparts|ways|areas"
_ONE = re.compile(rf"\b1 ((?:[a-z]+ ){{0,2}}?)({_NOUNS})\b( are| have)?")


def number(value: float, dimension: str) -> str:
    """Return a value without its unit of measurement: shares in percent, whole numbers whole.

    Parameters
    ----------
    value : float
        A value of a measure.
    dimension : str
        Message key of what it counts.

    Examples
    --------
    >>> number(0.25, "measures.share"), number(1043.0, "measures.units")
    ('25%', '1,043')
    >>> number(2.345678, "measures.steps"), number(5.9e20, "measures.relationships")
    ('2.35', '5.90e+20')
    """
    if np.isinf(value):
        return "∞" if value > 0 else "−∞"
    if dimension == _SHARE:
        return f"{_plain(100 * value)}%"
    return _plain(value)


def _plain(value: float) -> str:
    if abs(value) >= 1e15:  # noqa: PLR2004 - more digits than a float holds
        text = f"{value:.2e}"
    elif float(value).is_integer():
        text = f"{value:,.0f}"
    else:
        digits = 2 if abs(value) >= 1 else 3
        text = f"{value:,.{digits}f}".rstrip("0").rstrip(".")
        text = f"{value:.2g}" if text in ("0", "-0") else text
    return text.replace("-", "−") if "e" not in text else text


def quantity(value: float, dimension: str, lang: Language) -> str:
    """Return a value with what it counts.

    Examples
    --------
    >>> quantity(3.5, "measures.units", "en"), quantity(0.5, "measures.share", "zh")
    ('3.5 units', '50%')
    """
    text = number(value, dimension)
    if dimension in _PURE:
        return text
    counted = say(dimension, lang)
    if lang == "en":
        return singular(f"{text} {counted}")
    return f"{text} {counted}"


def singular(text: str) -> str:
    """Return English text with the noun behind a single 1 in the singular.

    Examples
    --------
    >>> singular("leads 1 units directly"), singular("1 units are left"), singular("11 units")
    ('leads 1 unit directly', '1 unit is left', '11 units')
    """
    return _ONE.sub(_one, text).replace("there are 1 ", "there is 1 ")


def _one(found: re.Match[str]) -> str:
    verb = {" are": " is", " have": " has"}.get(found[3] or "", "")
    return f"1 {found[1]}{found[2].removesuffix('s')}{verb}"


def ordinal(place: int) -> str:
    """Return the English word or figure for a place.

    Examples
    --------
    >>> ordinal(3), ordinal(11), ordinal(22)
    ('third', '11th', '22nd')
    """
    if place in _ORDINALS:
        return _ORDINALS[place]
    teen = 10 < place % 100 < 14  # noqa: PLR2004 - eleventh to thirteenth
    return f"{place}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th')}"
