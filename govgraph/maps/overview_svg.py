"""The upper areas of a large structure as a picture: lines across, areas down, units counted."""

import numpy as np

from govgraph.maps.board import HEADS, Board
from govgraph.maps.lettering import clip
from govgraph.maps.picture import Facts
from govgraph.maps.svg import ACCENT, INK, MUTED, RULE, document, group, line, rect, text
from govgraph.text import Language, say

#: Colours of `HEADS`: led by the area, by both, by the line, by nobody.
COLOURS = ("#2f6fb3", "#8f5aa8", "#c8672a", "#9aa5b5")
#: Most rows drawn.
ROWS = 40
_LEFT, _TOP, _WIDTH, _HEIGHT, _SLANT = 240.0, 210.0, 40.0, 24.0, 110.0


def overview_svg(board: Board, facts: Facts, lang: Language) -> str:
    """Return the picture: as many whole tiers of areas from the top as there is room for.

    Parameters
    ----------
    board : Board
        The counts.
    facts : Facts
        Title, status, date.
    lang : {"en", "zh"}
        Language.
    """
    rows = upper_rows(board, ROWS)
    total = board.below()[rows]
    width = _LEFT + _WIDTH * len(board.lines) + 150
    bottom = _TOP + _HEIGHT * len(rows)
    parts = [
        text(clip(facts.title, width - 40, 22, bold=True), 20, 36, 22, font_weight="700"),
        text(clip(facts.line, width - 40, 13), 20, 58, 13, fill=MUTED),
        *_columns(board, bottom),
        *(
            part
            for place, row in enumerate(rows.tolist())
            for part in _row(board, row, total[place], _TOP + _HEIGHT * place)
        ),
        *_legend(bottom + 24, lang),
    ]
    if len(rows) < len(board.areas):
        left = say("overview.left_out", lang, shown=f"{len(rows):,}", all=f"{len(board.areas):,}")
        parts.append(text(left, 20, bottom + 60, 13, fill=MUTED))
    return document(width, bottom + 80, facts.title, *parts, lang=lang, notes=facts.line)


def upper_rows(board: Board, most: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Return the rows of the uppermost tiers that fit, or the first rows where none does."""
    depth = board.depth()
    tiers = np.cumsum(np.bincount(depth, minlength=1))
    deepest = int(np.flatnonzero(tiers <= most).max(initial=-1))
    if deepest < 0:
        return np.arange(min(most, len(depth)))
    return np.flatnonzero(depth <= deepest)


def _columns(board: Board, bottom: float) -> list[str]:
    parts = []
    for number, name in enumerate(board.lines):
        x = _LEFT + _WIDTH * number
        parts.append(line(x, _TOP - 6, x, bottom, stroke=RULE, stroke_width=0.6))
        turned = f"rotate(-58 {x + 22} {_TOP - 12})"
        cut = clip(name, _SLANT + 20, 13, bold=True)
        parts.append(
            text(cut, x + 22, _TOP - 12, 13, fill=ACCENT, font_weight="600", transform=turned)
        )
    return parts


def _row(
    board: Board, row: int, counts: "np.ndarray[tuple[int, int], np.dtype[np.int64]]", top: float
) -> list[str]:
    depth = int(board.depth()[row])
    name = clip(board.areas[row], _LEFT - 40 - 12 * depth, 13, bold=depth < 1)
    weight = "700" if depth < 1 else "400"
    parts = [
        line(20, top, _LEFT + _WIDTH * len(board.lines), top, stroke=RULE, stroke_width=0.6),
        text(name, 20 + 12 * depth, top + 16, 13, font_weight=weight, fill=INK),
    ]
    for number, heads in enumerate(counts):
        total, x = int(heads.sum()), _LEFT + _WIDTH * number + 2
        if not total:
            continue
        parts.append(
            text(short(total), x + _WIDTH / 2 - 2, top + 13, 10.5, text_anchor="middle", fill=INK)
        )
        for head, count in enumerate(heads.tolist()):
            share = (_WIDTH - 4) * count / total
            if share:
                parts.append(rect(x, top + 16, share, 5, fill=COLOURS[head]))
            x += share
    return parts


def short(count: int) -> str:
    """Return a count in little room.

    Examples
    --------
    >>> short(12), short(39_512)
    ('12', '40k')
    """
    return f"{count:,}" if count < 10_000 else f"{count / 1000:.0f}k"  # noqa: PLR2004 - five signs


def _legend(top: float, lang: Language) -> list[str]:
    parts, x = [], 20.0
    for head, colour in zip(HEADS, COLOURS, strict=True):
        word = say(f"overview.led_{head}", lang)
        parts.append(group(rect(x, top, 22, 8, fill=colour), text(word, x + 28, top + 9, 13)))
        x += 60 + 13.0 * len(word) * (1.0 if lang == "zh" else 0.56)
    return parts
