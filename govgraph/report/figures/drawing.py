"""A sheet to draw on: shapes and lettering that a page can recolour, escaped throughout."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from govgraph.maps.lettering import FONTS
from govgraph.maps.svg import number, tag
from govgraph.text import Language

INK = "#1b2433"
MUTED = "#55607a"
RULE = "#c4ccda"
PAPER = "#ffffff"
#: Sequential blues, lightest first; what stands on the last two is written in white.
BLUES = ("#e8eff9", "#c6d8f0", "#93b6e0", "#6b9bd6", "#2f62ad", "#143c80")
#: First of the blues that is written on in white.
DARK_FROM = 4

#: How much a shade covers.
_SHADE = 0.32

Box = tuple[float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True)
class Lettering:
    """How a text is set: size, anchor, weight, colour, and the class a page recolours it by."""

    size: float = 12
    anchor: str = "start"
    bold: bool = False
    fill: str = INK
    mark: str = "ink"
    turned: bool = False


NOTE = Lettering(size=11.5, fill=MUTED, mark="muted")


@dataclass(frozen=True)
class Stroke:
    """How a line that carries a value is drawn: colour, width, dash, class."""

    colour: str
    width: float
    dash: tuple[float, ...]
    mark: str


@dataclass
class Drawing:
    """An SVG picture under construction.

    Every element carries a class beside its colours: a page recolours it for the dark, and the
    file taken alone needs no style sheet.

    Attributes
    ----------
    name : str
        Prefix of the ids inside, so that several pictures stand on one page.
    title, description : str
        What a screen reader says.
    lang : {"en", "zh"}
        Language of the texts.
    """

    name: str
    title: str
    description: str
    lang: Language
    _parts: list[str] = field(default_factory=list)

    def rect(self, box: Box, fill: str, mark: str, hint: str = "") -> None:
        """Draw a filled box (x, y, width, height) with a class and an optional tool tip."""
        x, y, width, height = box
        shape = {"x": x, "y": y, "width": max(width, 0), "height": height}
        self._parts.append(tag("rect", *_hint(hint), **shape, fill=fill, class_=mark))

    def line(self, start: Point, end: Point) -> None:
        """Draw a thin line."""
        ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
        self._parts.append(tag("line", **ends, stroke=RULE, class_="rule"))

    def stroke(self, start: Point, end: Point, look: Stroke) -> None:
        """Draw a line that carries a value."""
        ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
        self._parts.append(
            tag(
                "line",
                **ends,
                stroke=look.colour,
                stroke_width=look.width,
                stroke_dasharray=" ".join(map(number, look.dash)) or None,
                class_=f"line-{look.mark}",
            )
        )

    def area(
        self, path: str, fill: str, mark: str, hint: str = "", *, cover: float = _SHADE
    ) -> None:
        """Shade what a path encloses, with a class and an optional tool tip."""
        shape = tag("path", *_hint(hint), d=path, fill=fill, fill_opacity=cover, class_=mark)
        self._parts.append(shape)

    def trace(self, points: Sequence[Point], look: Stroke) -> None:
        """Draw a line through points."""
        self._parts.append(
            tag(
                "polyline",
                points=" ".join(f"{number(x)},{number(y)}" for x, y in points),
                fill="none",
                stroke=look.colour,
                stroke_width=look.width,
                stroke_dasharray=" ".join(map(number, look.dash)) or None,
                stroke_linejoin="round",
                class_=f"line-{look.mark}",
            )
        )

    def dot(self, at: Point, radius: float, look: Stroke) -> None:
        """Draw the dot at the end of a line."""
        place = {"cx": at[0], "cy": at[1], "r": radius}
        self._parts.append(tag("circle", **place, fill=look.colour, class_=f"dot-{look.mark}"))

    def text(
        self,
        at: Point,
        lines: str | Sequence[str],
        style: Lettering = Lettering(),
        hint: str = "",
    ) -> None:
        """Write one line or several below each other; `at` is the first base line.

        `hint` is the full text, shown as a tool tip where the lines do not show it whole.
        """
        shown = [lines] if isinstance(lines, str) else list(lines)
        parts = [
            tag("tspan", escape(line, quote=False), x=at[0], y=at[1] + step * style.size * 1.25)
            for step, line in enumerate(shown)
        ]
        self._parts.append(
            tag(
                "text",
                *_hint(hint if hint.replace(" ", "") != "".join(shown).replace(" ", "") else ""),
                *parts,
                x=at[0],
                y=at[1],
                font_size=style.size,
                text_anchor=style.anchor,
                font_weight="600" if style.bold else None,
                transform=f"rotate(-90 {number(at[0])} {number(at[1])})" if style.turned else None,
                fill=style.fill,
                class_=style.mark,
            )
        )

    def hatch(self) -> str:
        """Define the hatching that stands for *nobody there* and return its paint."""
        stroke = tag("line", x1=0, y1=0, x2=0, y2=7, stroke=RULE, stroke_width=2, class_="rule")
        self._parts.append(
            tag(
                "pattern",
                stroke,
                id=f"{self.name}-hatch",
                width=7,
                height=7,
                patternUnits="userSpaceOnUse",
                patternTransform="rotate(45)",
            )
        )
        return f"url(#{self.name}-hatch)"

    def svg(self, width: float, height: float) -> str:
        """Return the picture as one string."""
        title, desc = f"{self.name}-title", f"{self.name}-desc"
        return tag(
            "svg",
            tag("title", escape(self.title, quote=False), id=title),
            tag("desc", escape(self.description, quote=False), id=desc),
            tag("rect", width=width, height=height, fill=PAPER, class_="paper"),
            *self._parts,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {number(width)} {number(height)}",
            width=width,
            height=height,
            role="img",
            aria_labelledby=f"{title} {desc}",
            font_family=FONTS,
            lang="zh-CN" if self.lang == "zh" else "en",
        )


def _hint(hint: str) -> tuple[str, ...]:
    return (tag("title", escape(hint, quote=False)),) if hint else ()
