"""How wide text is and how it is cut, without a font: careful estimates for boxes drawn in SVG."""

import unicodedata

#: Fonts in the order tried; the Chinese ones cover Linux, macOS and Windows.
FONTS = (
    "'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'SimHei', "
    "'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
)
ELLIPSIS = "…"

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
    return wide * 1.05 if bold and not wide_script(text) else wide


def wide_script(text: str) -> bool:
    """Tell whether most of a text is Chinese, which breaks between any two characters.

    Examples
    --------
    >>> wide_script("市水务局"), wide_script("Water Bureau")
    (True, False)
    """
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return 2 * wide > len(text.replace(" ", ""))


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
    """Return `text` in lines no wider than `width`: Chinese anywhere, other scripts at spaces.

    A word longer than a line stays whole on its own line; `fit` cuts it.

    Examples
    --------
    >>> wrap("Market Regulation", 60, 10), wrap("市场监督管理局", 40, 10)
    (['Market', 'Regulation'], ['市场监督', '管理局'])
    """
    pieces = list(text) if wide_script(text) else text.split(" ")
    joint = "" if wide_script(text) else " "
    lines: list[str] = []
    for piece in pieces:
        longer = f"{lines[-1]}{joint}{piece}" if lines else piece
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


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
        joint = "" if wide_script(candidates[-1]) else " "
        lines = [*lines[: rows - 1], joint.join(lines[rows - 1 :])]
    return [clip(line, width, size, bold=bold) for line in lines]
