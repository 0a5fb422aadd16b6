"""Lines of help in a terminal: Chinese characters take two columns and break anywhere."""

import os
import re
from collections.abc import Iterable
from unicodedata import east_asian_width

_NARROW, _WIDE = 80, 100
_SPACE = 2
#: What stays together: opening marks, one Chinese character or one word, closing marks, spaces.
_PIECE = re.compile(
    r"[（“《]*(?:[⺀-鿿]|[^\s⺀-鿿（“《，。：；！？、）”》]+)?[，。：；！？、）”》]*\s*"
)


def columns() -> int:
    """Return how many columns a line of help may take."""
    try:
        known = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (OSError, ValueError):
        known = _NARROW
    return min(known, _WIDE)


def width(text: str) -> int:
    """Return how many columns a text takes.

    Examples
    --------
    >>> width("条块 tiao")
    9
    """
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def wrapped(text: str, limit: int) -> list[str]:
    """Return a text as lines of at most so many columns; a longer word has a line of its own.

    Examples
    --------
    >>> wrapped("列出内置案例，或介绍其中之一。", 12)
    ['列出内置案', '例，或介绍其', '中之一。']
    """
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and width(lines[-1] + piece.rstrip()) > limit:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def paragraph(text: str, indent: int = 0) -> str:
    """Return a text as a paragraph as wide as the terminal."""
    return "\n".join(" " * indent + line for line in wrapped(text, columns() - indent))


def definitions(rows: Iterable[tuple[str, str]]) -> str:
    """Return terms and what they mean in two columns; a long term has a line of its own."""
    rows = list(rows)
    most = columns() // 3
    indent = max(min(width(term), most) for term, _ in rows) + 2 * _SPACE
    return "\n".join(line for row in rows for line in _definition(*row, indent))


def _definition(term: str, meaning: str, indent: int) -> list[str]:
    lines = [" " * indent + line for line in wrapped(meaning, columns() - indent)]
    head = " " * _SPACE + term
    if width(head) + _SPACE > indent:
        return [head, *lines]
    return [head + lines[0][width(head) :], *lines[1:]]
