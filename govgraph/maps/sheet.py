"""The sheet a picture is drawn on: what is seen, in which language, how large the lettering."""

from dataclasses import dataclass

from govgraph.maps.difference import Change, Version
from govgraph.maps.palette import CHANGES, HEADS, TIES
from govgraph.maps.picture import Picture
from govgraph.maps.scene import Line, Scene
from govgraph.maps.svg import PAPER, path, tag, text
from govgraph.text import say

#: A drawing of this width prints with its plain sizes; a wider one gets larger lettering.
PLAIN_WIDTH = 2900.0
LARGEST = 2.1


@dataclass(frozen=True)
class Sheet:
    """A picture and the state of it that is drawn; the view, where it is of two structures."""

    picture: Picture
    seen: Scene
    version: Version | None = None

    @property
    def differs(self) -> bool:
        """Whether what became of things is shown by their looks."""
        return self.version == "difference"

    @property
    def title(self) -> str:
        """The title; of a map of two structures, with the view."""
        title, lang = self.picture.facts.title, self.picture.lang
        if self.version is None:
            return title
        view = say(f"maps.version_{self.version}", lang)
        return say("maps.difference_title", lang, title=title, version=view)

    def draws(self, line: Line) -> bool:
        """Tell whether a line is drawn: kinds as the map opens, of a crowd only what differs."""
        quiet = self.differs and self.picture.crowded and line.change == "same"
        return line.kind in self.picture.drawn and not quiet

    @property
    def scale(self) -> float:
        """Factor for lettering: a wide drawing is shrunk more when it is printed."""
        return min(LARGEST, max(1.0, self.seen.layout.width / PLAIN_WIDTH))


def centred(
    lines: list[str], at: tuple[float, float], size: float, fill: str, weight: str
) -> list[str]:
    """Return lines of text whose middle is at a point."""
    x, y = at
    step = size * 1.14
    first = y - step * (len(lines) - 1) / 2 + size * 0.36
    return [
        text(t, x, first + step * row, size, text_anchor="middle", font_weight=weight, fill=fill)
        for row, t in enumerate(lines)
    ]


def head(kind: str, end: tuple[float, float], angle: float, colour: str = "") -> str:
    """Return the head of a relation's line at its end."""
    style = TIES[kind]
    colour = colour or style.colour
    shape, filled = HEADS[style.head]
    return path(
        shape,
        transform=f"translate({end[0]:.1f} {end[1]:.1f}) rotate({angle:.1f})",
        fill=colour if filled else PAPER,
        stroke=colour,
        stroke_width=1.2,
    )


def badge(change: Change | None, at: tuple[float, float], radius: float) -> str:
    """Return the sign of what became of something, in a disc; nothing for what stays."""
    look = CHANGES[change or "same"]
    if not look.sign:
        return ""
    disc = tag(
        "circle", cx=at[0], cy=at[1], r=radius, fill=look.colour[0], stroke=PAPER, stroke_width=1.5
    )
    return disc + "".join(centred([look.sign], at, radius * 1.5, PAPER, "700"))


def dashes(lengths: tuple[float, ...]) -> str | None:
    """Return a dash pattern as SVG writes it, None for a solid line."""
    return " ".join(f"{length:g}" for length in lengths) or None
