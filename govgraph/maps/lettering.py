"""How wide text is and how it is cut, without a font: careful estimates for boxes drawn in SVG."""

import re
import unicodedata

#: Fonts in the order tried; the Chinese ones cover Linux, macOS and Windows.
FONTS = (
    "'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'SimHei', "
    "'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
)
ELLIPSIS = "…"

_CJK = r"\u2e80-\ua4cf\uf900-\ufaff\ufe30-\uffdc"
#: What no line begins with, and what none ends with (避头尾).
_CLOSING, _OPENING = "，。、；：！？）》」』”’％", "（《「『“‘"
_PIECES = re.compile(rf"[{_OPENING}]*(?:[{_CJK}]|[^\s{_CJK}]+)[{_CLOSING}]*|\s+")
_SUFFIX = re.compile(r"(.{3,}?)((?:ment|tion|sion|ship|ance|ture|ing|tive|ity|ional|ary|ogy)s?)")
_NARROW = frozenset("iljtfrI.,:;'|!()[] -/")
_BROAD = frozenset("mwMW@%&QOGD")


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if ord(character) > 0x7F and unicodedata.east_asian_width(character) in "WFA":  # noqa: PLR2004
        return 1.0
    if character in _NARROW:
        return 0.36
    if character in _BROAD:
        return 0.94
    return 0.7 if character.isupper() else 0.6


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return a width that `text` does not exceed in the usual fonts.

    Parameters
    ----------
    text : str
        One line.
    size : float
        Font size, in the unit of the answer.
    bold : bool
        Whether the text is set in bold.

    Examples
    --------
    >>> text_width("条块", 10)
    20.0
    """
    wide = sum(map(_em, text)) * size
    return wide * 1.05 if bold and not all(map(_wide, text)) else wide


def _wide(character: str) -> bool:
    return ord(character) > 0x2E7F and unicodedata.east_asian_width(character) in "WF"  # noqa: PLR2004


def clip(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return `text`, cut with an ellipsis so that it is no wider than `width`.

    Examples
    --------
    >>> clip("市场监督管理局", 50, 10)
    '市场监督…'
    """
    if text_width(text, size, bold=bold) <= width:
        return text
    while text and text_width(text + ELLIPSIS, size, bold=bold) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return `text` in lines no wider than `width`.

    Chinese breaks anywhere but before a closing mark and after an opening one, two lines evenly
    and after whole pairs; other scripts break at spaces, long words before their ending. A word
    that is still longer than a line stays whole on its own line; `fit` cuts it.

    Examples
    --------
    >>> wrap("Market Regulation", 60, 10), wrap("市场监督管理局", 40, 10)
    (['Market', 'Regulation'], ['市场监督', '管理局'])
    """
    most = int(width / size + 1e-6) or 1
    if text and all(map(_wide, text)) and len(text) <= 2 * most:
        return _halves(text, most)
    lines: list[str] = []
    mixed = any(map(_wide, text))
    for piece in _PIECES.findall(text) if mixed else text.split(" "):
        for position, part in enumerate(_hyphenated(piece, width, size, bold=bold)):
            last = lines[-1] if lines else ""
            longer = f"{last}{'' if mixed or not last else ' '}{part}"
            if lines and not position and text_width(longer, size, bold=bold) <= width:
                lines[-1] = longer
            elif part.strip():
                lines.append(part.strip())
    return lines


def _halves(text: str, most: int) -> list[str]:
    """Break Chinese that takes two lines at most."""
    if len(text) <= most:
        return [text]
    breaks = [n for n in range(len(text) - most, most + 1) if _may_break(text, n)]
    best = min(breaks or [most], key=lambda n: _unlike_a_break(text, n))
    return [text[:best], text[best:]]


def _unlike_a_break(text: str, place: int) -> tuple[bool, int, float]:
    """Rank a place to break at: best after a mark, then after whole pairs, then in the middle."""
    return text[place - 1] not in _CLOSING, place % 2, abs(place - len(text) / 2)


def _may_break(text: str, place: int) -> bool:
    return text[place] not in _CLOSING and text[place - 1] not in _OPENING


def _hyphenated(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    parts = _SUFFIX.fullmatch(word)
    fits = text_width(word, size, bold=bold) <= width
    if fits or parts is None or text_width(parts[1] + "-", size, bold=bold) > width:
        return [word]
    return [f"{parts[1]}-", parts[2]]


def fit(
    candidates: tuple[str, ...], width: float, size: float, *, rows: int = 1, bold: bool = False
) -> list[str]:
    """Return the first candidate that fits whole, else the last one cut, as lines.

    Parameters
    ----------
    candidates : tuple of str
        Wordings, longest first.
    width, size : float
        Room per line and font size.
    rows : int
        Lines there is room for.
    bold : bool
        Whether the text is set in bold.

    Examples
    --------
    >>> fit(("Market Regulation Bureau", "Market Reg."), 80, 10)
    ['Market Reg.']
    """
    for candidate in candidates:
        lines = wrap(candidate, width, size, bold=bold)
        if len(lines) <= rows and all(text_width(t, size, bold=bold) <= width for t in lines):
            return lines
    lines = wrap(candidates[-1], width, size, bold=bold)
    if len(lines) > rows:
        joint = "" if any(map(_wide, candidates[-1])) else " "
        rest = joint.join(lines[rows - 1 :]).replace("- ", "")
        lines = [*lines[: rows - 1], rest]
    return [clip(line, width, size, bold=bold) for line in lines]
