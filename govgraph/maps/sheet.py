"""The sheet a picture is drawn on: what is seen, in which language, how large the lettering."""

from dataclasses import dataclass

from govgraph.maps.palette import HEADS, TIES
from govgraph.maps.picture import Picture
from govgraph.maps.scene import Scene
from govgraph.maps.svg import PAPER, path, text

#: A drawing of this width prints with its plain sizes; a wider one gets larger lettering.
PLAIN_WIDTH = 2900.0
LARGEST = 2.1


@dataclass(frozen=True)
class Sheet:
    """A picture and the state of it that is drawn."""

    picture: Picture
    seen: Scene

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


def head(kind: str, end: tuple[float, float], angle: float) -> str:
    """Return the head of a relation's line at its end."""
    style = TIES[kind]
    shape, filled = HEADS[style.head]
    return path(
        shape,
        transform=f"translate({end[0]:.1f} {end[1]:.1f}) rotate({angle:.1f})",
        fill=style.colour if filled else PAPER,
        stroke=style.colour,
        stroke_width=1.2,
    )


def dashes(lengths: tuple[float, ...]) -> str | None:
    """Return a dash pattern as SVG writes it, None for a solid line."""
    return " ".join(f"{length:g}" for length in lengths) or None
