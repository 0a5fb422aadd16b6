"""Small, safe pieces of SVG: elements as text, attributes and content escaped, no dependencies."""

from html import escape

from govgraph.maps.lettering import FONTS

Value = str | float | None

INK, MUTED, PAPER, RULE, ACCENT = "#16202e", "#566275", "#ffffff", "#c3ccd9", "#0b3d91"


def number(value: float) -> str:
    """Return a number with at most two decimals, without trailing zeros.

    Examples
    --------
    >>> number(3.0), number(2.126), number(-0.0)
    ('3', '2.13', '0')
    """
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def tag(name: str, *children: str, **attributes: Value) -> str:
    """Return one element.

    Parameters
    ----------
    name : str
        Element name.
    *children : str
        Content that is markup already (from `tag` or `text`).
    **attributes : str, float or None
        ``stroke_width`` becomes ``stroke-width``, ``class_`` becomes ``class``; None is left out.

    Examples
    --------
    >>> tag("rect", x=1, width=2.5, fill="<red>")
    '<rect x="1" width="2.5" fill="&lt;red&gt;"/>'
    """
    parts = [
        f'{key.rstrip("_").replace("_", "-")}="'
        f'{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    ]
    head = " ".join([name, *parts])
    return f"<{head}>{''.join(children)}</{name}>" if children else f"<{head}/>"


def text(content: str, x: float, y: float, size: float, **attributes: Value) -> str:
    """Return one line of text with its baseline at `y`; the content is escaped.

    Examples
    --------
    >>> text("a<b", 0, 10, 12)
    '<text x="0" y="10" font-size="12">a&lt;b</text>'
    """
    return tag("text", escape(content, quote=False), x=x, y=y, font_size=size, **attributes)


def rect(x: float, y: float, width: float, height: float, **attributes: Value) -> str:
    """Return a rectangle."""
    return tag("rect", x=x, y=y, width=width, height=height, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: Value) -> str:
    """Return a straight line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def path(d: str, **attributes: Value) -> str:
    """Return a path."""
    return tag("path", d=d, **attributes)


def group(*children: str, **attributes: Value) -> str:
    """Return a group of elements."""
    return tag("g", *children, **attributes) if children else ""


def document(
    width: float, height: float, title: str, *children: str, lang: str = "en", notes: str = ""
) -> str:
    """Return a whole SVG document on white paper, with a title for readers who cannot see it.

    Parameters
    ----------
    width, height : float
        Size of the drawing; the view box starts at 0, 0.
    title : str
        What the picture shows.
    *children : str
        Elements.
    lang : str
        Language of the text.
    notes : str
        Longer description; empty for none.
    """
    described = [tag("title", escape(title, quote=False))]
    if notes:
        described.append(tag("desc", escape(notes, quote=False)))
    return tag(
        "svg",
        *described,
        rect(0, 0, width, height, fill=PAPER),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="img",
        lang=lang,
        font_family=FONTS,
        fill=INK,
    )
