"""How the templates of the page are filled in."""

import base64
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from govgraph.report.families import shown
from govgraph.report.formula import mathml
from govgraph.report.pieces import Pieces
from govgraph.report.summary import Figure, UnitEntry
from govgraph.text import Language, say


def environment(lang: Language, pieces: Pieces) -> Environment:
    """Return what fills in the templates, with everything from the data escaped."""
    rendered = Environment(
        loader=PackageLoader("govgraph.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    comma = say("report.comma", lang)

    def joined(items: Iterable[str], joint: str = comma) -> str:
        return joint.join(filter(None, items))

    rendered.filters["groupby_next"] = _groupby_next
    rendered.globals.update(
        t=lambda key, **params: say(key, lang, **params),
        severity=lambda word: say(f"auditing.severity_{word}", lang),
        joined=joined,
        named=pieces.named,
        unit_links=pieces.unit_links,
        ties=pieces.ties,
        superiors=pieces.superiors,
        about=pieces.about,
        basis=pieces.basis,
        cited=pieces.cited,
        duty_lines=pieces.duty_lines,
        back_links=pieces.back_links,
        place=_place,
        number=shown,
        svg=_figure,
        formula=lambda latex: Markup(mathml(latex)),  # noqa: S704 - built of escaped parts
    )
    return rendered


def _place(entry: UnitEntry) -> tuple[str, ...]:
    return (entry.kind, entry.level, entry.line)


def _groupby_next(
    entries: Iterable[UnitEntry], attribute: str
) -> list[tuple[str, list[UnitEntry]]]:
    """Group entries that follow each other, keeping their order."""
    return [(key, list(group)) for key, group in groupby(entries, attrgetter(attribute))]


def _figure(figure: Figure) -> Markup:
    return Markup(figure.svg)  # noqa: S704 - built of escaped parts


def picture(svg: str) -> Markup:
    """Return a picture as an image of its own: its styles do not meet the page's policy."""
    coded = base64.b64encode(svg.encode("utf-8")).decode("ascii")
    return Markup('<img src="data:image/svg+xml;base64,{}" alt="">').format(coded)
