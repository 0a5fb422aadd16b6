"""The map as a value: draw it once, take it as a page, a picture or a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from importlib.util import find_spec
from pathlib import Path

from govgraph.errors import MissingExtraError, UnknownNameError, UserError
from govgraph.io.atomic import write_bytes
from govgraph.maps.assets import hashes
from govgraph.maps.board import board
from govgraph.maps.difference import VERSIONS, Version
from govgraph.maps.overview import LARGE, Overview
from govgraph.maps.picture import Picture, facts_of, gather
from govgraph.maps.picture_of_two import gather_difference
from govgraph.maps.svg_map import map_svg
from govgraph.model.structure import Structure
from govgraph.text import LANGUAGES, Language

#: Layouts of a map.
LAYOUTS = ("matrix", "kuai")


@dataclass(frozen=True)
class Map:
    """A map of a structure; see `draw`.

    Attributes
    ----------
    picture : Picture
        What is drawn.
    layout : {"matrix", "kuai"}
        The layout shown first.
    version : {"difference", "before", "after"}
        What a map of two structures shows first; the page offers all three.
    """

    picture: Picture
    layout: str = "matrix"
    version: Version = "difference"

    def html(self) -> str:
        """Return the interactive page: one file that opens offline.

        The page holds everything it needs, loads nothing, and carries a content security policy
        that allows its own inline parts only. The same structure gives the same bytes (a search
        index in pinyin is added when the ``pinyin`` extra is installed).

        Examples
        --------
        >>> import govgraph as gg
        >>> from govgraph.maps import draw
        >>> build = gg.Builder(title="Two bureaus", status="synthetic")
        >>> build = build.add("units", id="gov", name="County", kind="government")
        >>> draw(build.build()).html()[:15]
        '<!DOCTYPE html>'
        """
        return self._page

    @cached_property
    def _page(self) -> str:
        from govgraph.maps.pyvis_page import page  # noqa: PLC0415 - loads pyvis

        return page(self.picture, self.layout, self.version)

    def svg(self, layout: str | None = None, version: Version | None = None) -> str:
        """Return the picture as SVG, for papers and slides.

        Parameters
        ----------
        layout : {"matrix", "kuai"}, optional
            Layout; that of the map by default.
        version : {"difference", "before", "after"}, optional
            View of a map of two structures; that of the map by default.

        Raises
        ------
        UnknownNameError
            When there is no such layout or view.
        """
        view = version or self.version
        if view not in VERSIONS:
            raise UnknownNameError.among("maps.as_versions", view, VERSIONS)
        return map_svg(self.picture, _known_layout(layout or self.layout), view)

    def save(self, path: str | Path) -> Path:
        """Write the map to a file; the suffix says what: ``.html``, ``.svg`` or ``.pdf``.

        The file is written whole or not at all, in UTF-8.

        Parameters
        ----------
        path : str or Path
            Where to.

        Returns
        -------
        Path
            The file written.

        Raises
        ------
        UserError
            When the suffix is none of the three.
        MissingExtraError
            When a PDF is asked for without the ``pdf`` extra.
        """
        target = Path(path)
        suffix = target.suffix.lower()
        if suffix in {".html", ".htm"}:
            content = self.html().encode()
        elif suffix == ".svg":
            content = f"{self.svg()}\n".encode()
        elif suffix == ".pdf":
            content = _pdf(self.svg())
        else:
            raise UserError("maps.unknown_suffix", name=target.name)
        write_bytes(target, content)
        return target

    def csp_hashes(self) -> dict[str, tuple[str, ...]]:
        """Return the hashes that a page embedding this one must allow, by directive.

        A page inside ``<iframe srcdoc>`` is held to the policy of the page around it as well.
        """
        return dict(hashes())

    def _repr_html_(self) -> str:
        """Show the page in a notebook, the picture where scripts are not allowed."""
        page = escape(self.html(), quote=True)
        return (
            f'<iframe srcdoc="{page}" title="{escape(self.picture.facts.title, quote=True)}" '
            'width="100%" height="720" style="border:1px solid #c9d2de" '
            'sandbox="allow-scripts allow-downloads allow-modals"></iframe>'
        )

    def __repr__(self) -> str:
        units, ties = len(self.picture.names), len(self.picture.ties)
        return f"<Map {self.picture.facts.title!r}: {units} units, {ties} relations>"


def draw(
    structure: Structure,
    *,
    lang: Language = "en",
    layout: str = "matrix",
    title: str | None = None,
    ids_only: bool = False,
    matters: Iterable[str] | None = None,
) -> "Map | Overview":
    """Draw the tiao × kuai map of a structure.

    Parameters
    ----------
    structure : Structure
        What to draw.
    lang : {"en", "zh"}
        Language of the page; names stay in the languages they have.
    layout : {"matrix", "kuai"}
        What is shown first: lines × territories, or one box per territory in bands by level.
    title : str, optional
        Title; that of the structure by default.
    ids_only : bool
        Whether ids stand for names and free text is left out, for structures that must not be
        recognised.
    matters : iterable of str, optional
        Ids of the matters whose paths are offered; all by default.

    Returns
    -------
    Map or Overview
        The map; ``.save("map.html")`` writes it. Of a structure with more than 5,000 units, an
        overview: units are counted by line and area, and areas open to those below them.

    Raises
    ------
    UnknownNameError
        When the language, the layout or a matter does not exist.

    Notes
    -----
    Positions are computed from the content alone: they do not depend on the order of rows.
    A structure with more than 600 units opens with its lower blocks closed.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.maps import draw
    >>> build = gg.Builder(title="Two bureaus")
    >>> build = build.add("units", id="gov", name="County", kind="government")
    >>> draw(build.build())
    <Map 'Two bureaus': 1 units, 0 relations>
    """
    if lang not in LANGUAGES:
        raise UnknownNameError.among("maps.as_languages", lang, LANGUAGES)
    _known_layout(layout)
    if len(structure.units) > LARGE:
        facts = facts_of(structure, lang, title, ids_only=ids_only)
        return Overview(board(structure, lang, ids_only=ids_only), facts, lang)
    wanted = None if matters is None else tuple(matters)
    return Map(gather(structure, lang, title, wanted, ids_only=ids_only), layout)


def draw_difference(  # noqa: PLR0913 - choices, each with a default
    before: Structure,
    after: Structure,
    *,
    lang: Language = "en",
    layout: str = "matrix",
    title: str | None = None,
    ids_only: bool = False,
    renamed: Mapping[str, str] | None = None,
    succeeded: Mapping[str, str] | None = None,
) -> Map:
    """Draw what a reform changes: before, after and both laid over each other in one map.

    Parameters
    ----------
    before, after : Structure
        The structures.
    lang : {"en", "zh"}
        Language of the page.
    layout : {"matrix", "kuai"}
        What is shown first.
    title : str, optional
        Title; that of the structure after by default.
    ids_only : bool
        Whether ids stand for names and free text is left out.
    renamed : mapping of str to str, optional
        New ids of units and areas by old ones, so that a recoded unit is not one that is gone.
    succeeded : mapping of str to str, optional
        The unit that goes on with the work of one that is gone, for the details.

    Returns
    -------
    Map
        The map; its page switches between the three views.

    Raises
    ------
    UnknownNameError
        When the language or the layout does not exist.

    Notes
    -----
    Every unit has one place in all views. A unit that moves stands where it is after the reform;
    its details say where it was. What is added, removed, moved or changed has a colour, a sign and
    a dash of its own.

    Examples
    --------
    >>> import govgraph as gg
    >>> from govgraph.maps import draw_difference
    >>> build = gg.Builder(title="County").add("units", id="gov", name="Gov", kind="government")
    >>> before = build.build()
    >>> after = build.add("units", id="env", name="Env", kind="department").build()
    >>> draw_difference(before, after).picture.difference.units
    ('added', 'same')
    """
    if lang not in LANGUAGES:
        raise UnknownNameError.among("maps.as_languages", lang, LANGUAGES)
    _known_layout(layout)
    picture = gather_difference(before, after, lang, title, renamed, succeeded, ids_only=ids_only)
    return Map(picture, layout)


def _known_layout(layout: str) -> str:
    if layout not in LAYOUTS:
        raise UnknownNameError.among("maps.as_layouts", layout, LAYOUTS)
    return layout


def _pdf(svg: str) -> bytes:
    if find_spec("vl_convert") is None:
        raise MissingExtraError("maps.needs_pdf")
    import vl_convert  # noqa: PLC0415 - optional

    return bytes(vl_convert.svg_to_pdf(svg))
