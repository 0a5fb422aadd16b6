"""The map of a structure too large for boxes: lines × areas, counted, to be opened row by row."""

import json
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

import numpy as np

from govgraph.errors import UserError
from govgraph.io.atomic import write_bytes
from govgraph.maps.assets import asset, source_hash
from govgraph.maps.board import HEADS, Board
from govgraph.maps.overview_svg import COLOURS, overview_svg
from govgraph.maps.picture import Facts
from govgraph.text import Language, say

#: Units above which a map counts instead of drawing every unit.
LARGE = 5_000
_TEXTS = ("area", "all_units")


@dataclass(frozen=True)
class Overview:
    """A map of counts; see `govgraph.maps.draw`.

    Attributes
    ----------
    board : Board
        The counts.
    facts : Facts
        Title, status, date.
    lang : {"en", "zh"}
        Language of the page.
    """

    board: Board
    facts: Facts
    lang: Language

    def html(self) -> str:
        """Return the interactive page: one file that opens offline.

        It shows the upper areas; each opens to those below it. The content security policy allows
        the page's own style and script only.
        """
        return self._page

    @cached_property
    def _page(self) -> str:
        style, script = _style(), _script()
        policy = (
            f"default-src 'none'; script-src {source_hash(script)}; "
            f"style-src {source_hash(style)}; base-uri 'none'; form-action 'none'"
        )
        data = json.dumps(self._data(), ensure_ascii=False, separators=(",", ":"))
        return asset("board.html").format(
            lang="zh-CN" if self.lang == "zh" else "en",
            policy=policy,
            title=escape(self.facts.title),
            line=escape(self.facts.line),
            intro=escape(self._say("intro")),
            legend="".join(
                f'<li><i class="h{number}"></i>{escape(self._say(f"led_{head}"))}</li>'
                for number, head in enumerate(HEADS)
            ),
            picture=self.svg(),
            style=style,
            script=script,
            data=data.replace("<", "\\u003c"),
        )

    def _say(self, key: str) -> str:
        return say(f"overview.{key}", self.lang)

    def _data(self) -> dict[str, object]:
        """Return the counts for the script; rows that are alike are written once."""
        flat = self.board.own.reshape(len(self.board.areas), -1)
        patterns: dict[bytes, int] = {}
        row = [patterns.setdefault(one.tobytes(), len(patterns)) for one in flat]
        written = [np.frombuffer(one, flat.dtype) for one in patterns]
        return {
            "areas": self.board.areas,
            "parent": self.board.parent.tolist(),
            "lines": self.board.lines,
            "heads": [say(f"overview.led_{head}", self.lang) for head in HEADS],
            "units": self.board.units.tolist(),
            "row": row,
            "patterns": [
                [[int(place), int(one[place])] for place in np.flatnonzero(one)] for one in written
            ],
            "text": {key: self._say(key) for key in _TEXTS},
        }

    def svg(self, layout: str | None = None) -> str:
        """Return the upper areas as a picture, for print; there is one layout.

        Parameters
        ----------
        layout : str, optional
            Accepted for the sake of maps that have several.
        """
        del layout
        return overview_svg(self.board, self.facts, self.lang)

    def save(self, path: str | Path) -> Path:
        """Write the map to a file, ``.html`` or ``.svg``, whole or not at all.

        Raises
        ------
        UserError
            When the suffix is neither.
        """
        target = Path(path)
        suffix = target.suffix.lower()
        if suffix not in {".html", ".htm", ".svg"}:
            raise UserError("overview.unknown_suffix", name=target.name)
        content = f"{self.svg()}\n" if suffix == ".svg" else self.html()
        write_bytes(target, content.encode())
        return target

    def csp_hashes(self) -> dict[str, tuple[str, ...]]:
        """Return the hashes that a page embedding this one must allow, by directive."""
        return {
            "script-src": (source_hash(_script()),),
            "style-src": (source_hash(_style()),),
        }

    def _repr_html_(self) -> str:
        return self.svg()

    def __repr__(self) -> str:
        areas, lines = len(self.board.areas), len(self.board.lines)
        return f"<Overview {self.facts.title!r}: {areas:,} areas × {lines} lines>"


def _style() -> str:
    colours = "".join(f".h{number}{{background:{colour}}}" for number, colour in enumerate(COLOURS))
    return asset("board.css") + colours + "\n"


def _script() -> str:
    return asset("board.js")
