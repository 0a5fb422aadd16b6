"""How relations and units look: every relation has its own colour, dash and head.

The colours were searched for, not picked: at full opacity each stands out from paper and from the
bands by at least 3:1, and any two stay apart for readers with any kind of colour blindness. The
tests compute both.
"""

from dataclasses import dataclass

#: Backgrounds on which lines are drawn, light and dark.
PAPERS = ("#ffffff", "#eef3fa")
DARK_PAPERS = ("#141b26", "#1a2432")

#: Heads as paths in a frame where the tip is at 0, 0 and the line comes from the left; the flag
#: says whether the head is filled with the line's colour or with paper.
HEADS: dict[str, tuple[str, bool]] = {
    "triangle": ("M0 0L-11 5L-11 -5Z", True),
    "vee": ("M0 0L-12 5.5L-8 0L-12 -5.5Z", True),
    "circle": ("M0 0A4.5 4.5 0 1 1 -9 0A4.5 4.5 0 1 1 0 0Z", True),
    "ring": ("M0 0A4.5 4.5 0 1 1 -9 0A4.5 4.5 0 1 1 0 0Z", False),
    "diamond": ("M0 0L-7 4.5L-14 0L-7 -4.5Z", True),
    "hollow_diamond": ("M0 0L-7 4.5L-14 0L-7 -4.5Z", False),
    "hollow_triangle": ("M0 0L-11 5L-11 -5Z", False),
    "bar": ("M0 7L-4 7L-4 -7L0 -7Z", True),
    "square": ("M0 4.5L-9 4.5L-9 -4.5L0 -4.5Z", False),
    "crow": ("M0 6L-11 0L0 -6L-3 0Z", True),
}


@dataclass(frozen=True)
class TieStyle:
    """How one kind of relation is drawn.

    Attributes
    ----------
    colour, dark : str
        Line colour on light and on dark paper.
    dash : tuple of float
        Lengths of strokes and gaps; empty for a solid line.
    head : str
        Name in `HEADS`.
    width : float
        Line width.
    """

    colour: str
    dark: str
    dash: tuple[float, ...]
    head: str
    width: float = 1.4


TIES: dict[str, TieStyle] = {
    "leads": TieStyle("#222222", "#f2f2f2", (), "triangle"),
    "guides": TieStyle("#0000e6", "#4b87c3", (9, 5), "vee"),
    "joins": TieStyle("#4b5a69", "#96b4b4", (14, 4), "square"),
    "coordinates": TieStyle("#459977", "#78ff96", (2, 4), "ring", 2.0),
    "refers": TieStyle("#e65c00", "#ff780f", (), "diamond", 1.7),
    "calls": TieStyle("#9556bf", "#9669ff", (9, 4, 2, 4), "bar"),
    "shares": TieStyle("#732e00", "#b4693c", (5, 4), "circle"),
    "supervises": TieStyle("#5a0069", "#ffb4ff", (3, 3), "hollow_triangle"),
    "assesses": TieStyle("#5a00a5", "#967869", (10, 3, 2, 3, 2, 3), "hollow_diamond"),
    "serves": TieStyle("#d22dff", "#b4ff5a", (16, 6), "crow"),
}


@dataclass(frozen=True)
class BoxStyle:
    """How one kind of unit is drawn: pairs are for light and dark paper.

    Attributes
    ----------
    fill, edge, ink : tuple of str
        Colours of the area, the outline and the lettering.
    dash : tuple of float
        Dash of the outline; empty for a solid one.
    radius : float
        Radius of the corners.
    """

    fill: tuple[str, str]
    edge: tuple[str, str]
    ink: tuple[str, str]
    dash: tuple[float, ...] = ()
    radius: float = 4


@dataclass(frozen=True)
class ChangeStyle:
    """How what became of a unit or relation is drawn: never by colour alone.

    Attributes
    ----------
    colour, fill : tuple of str
        Line and outline, and the area of a box, on light and on dark paper.
    dash : tuple of float
        Dash of the line and the outline.
    sign : str
        What the badge says; empty for no badge.
    width : float
        Line width.
    """

    colour: tuple[str, str]
    fill: tuple[str, str]
    dash: tuple[float, ...]
    sign: str
    width: float


#: What became of a unit or relation: words of `govgraph.maps.difference.CHANGES`.
CHANGES: dict[str, ChangeStyle] = {
    "same": ChangeStyle(("#7c8798", "#77859b"), ("#ffffff", "#1a2230"), (), "", 1.0),
    "added": ChangeStyle(("#0a4fc4", "#6fa8ff"), ("#dce9ff", "#16305c"), (), "+", 2.4),
    "removed": ChangeStyle(("#bd4b00", "#ff9a4d"), ("#ffe9d9", "#4a2a10"), (9, 5), "−", 2.4),
    "moved": ChangeStyle(("#16202e", "#f2f5fa"), ("#e9ecf1", "#333d4d"), (16, 4, 3, 4), "→", 2.2),
    "changed": ChangeStyle(("#16202e", "#f2f5fa"), ("#f6f7f9", "#262f3d"), (3, 3), "~", 2.2),
}


_DARK = "#16202e"
_LIGHT = "#f4f7fb"
_PLAIN = BoxStyle(("#ffffff", "#202c3d"), ("#66758a", "#8b9bb3"), (_DARK, _LIGHT))
_GREEN = BoxStyle(("#e3f3ea", "#173a2c"), ("#1f7a53", "#4dbb8b"), (_DARK, _LIGHT), (), 24)
_CREAM = BoxStyle(("#fff6dc", "#3b3115"), ("#8a6a00", "#d0a83a"), (_DARK, _LIGHT), (7, 4))
_SOFT = BoxStyle(("#f3f4f6", "#262c36"), ("#6b7280", "#99a3b3"), (_DARK, _LIGHT), (3, 3), 12)

#: Looks of the kinds of unit. ``vertical`` is a department that only units outside its own area
#: lead.
BOXES: dict[str, BoxStyle] = {
    "government": BoxStyle(("#0b3d91", "#1d5bc4"), ("#072a66", "#9dbdf2"), ("#ffffff", "#ffffff")),
    "party_committee": BoxStyle(
        ("#a31621", "#a8202b"), ("#6f0d15", "#f0a3a8"), ("#ffffff", "#ffffff")
    ),
    "party_organ": BoxStyle(("#fdeeee", "#43191d"), ("#a31621", "#e88a90"), (_DARK, _LIGHT)),
    "department": _PLAIN,
    "vertical": _CREAM,
    "dispatched_agency": BoxStyle(
        ("#fffaf0", "#32291a"), ("#a35c00", "#dba05c"), (_DARK, _LIGHT), (3, 3)
    ),
    "street_office": BoxStyle(
        ("#35619f", "#2f5d9e"), ("#0b3d91", "#9dbdf2"), ("#ffffff", "#ffffff")
    ),
    "desk": BoxStyle(("#f0f7ff", "#16304a"), ("#2a6fb0", "#6fb0ea"), (_DARK, _LIGHT), (2, 3), 8),
    "portfolio": BoxStyle(("#eef0fb", "#272b4a"), ("#4f5bb5", "#98a2ee"), (_DARK, _LIGHT), (), 14),
    "joint_body": BoxStyle(("#f5ecfa", "#37214a"), ("#7b3fa0", "#c290e6"), (_DARK, _LIGHT), (), 24),
    "centre": BoxStyle(("#e3f3ea", "#173a2c"), ("#1f7a53", "#4dbb8b"), (_DARK, _LIGHT), (), 14),
    "platform": _GREEN,
    "channel": BoxStyle(("#e2f4f7", "#12363d"), ("#147a8a", "#49b9ca"), (_DARK, _LIGHT), (), 24),
    "community": BoxStyle(("#f4f8ee", "#26321a"), ("#5d7a34", "#9dbd6e"), (_DARK, _LIGHT), (), 10),
    "social_organisation": _SOFT,
    "enterprise": BoxStyle(
        ("#f3f4f6", "#262c36"), ("#6b7280", "#99a3b3"), (_DARK, _LIGHT), (8, 3), 2
    ),
    "public": BoxStyle(("#ffffff", "#141b26"), ("#3f4a5c", "#b5c0d0"), (_DARK, _LIGHT), (1, 3), 24),
}
