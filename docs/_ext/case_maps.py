"""Maps of what the reform of a case changes: those that the pages of the cases show."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from govgraph.cases.case import find
from govgraph.cases.loading import load
from govgraph.maps import draw_difference
from govgraph.text import LANGUAGES

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: A map as pages refer to it: case, stage that is laid over the one it follows, language.
MAP = re.compile(rf"generated/map-(\w+)-(\w+)-({'|'.join(LANGUAGES)})\.svg")


def write_maps(app: "Sphinx") -> None:
    """Write every map that a page of a case refers to."""
    source = Path(app.srcdir)
    folder = source / "generated"
    folder.mkdir(exist_ok=True)
    pages = [page.read_text(encoding="utf-8") for page in (source / "cases").glob("*.md")]
    for case, stage, lang in sorted({found for page in pages for found in MAP.findall(page)}):
        after = find(case).stage(stage)
        drawn = draw_difference(load(case, after.follows), load(case, stage), lang=lang)
        path = folder / f"map-{case}-{stage}-{lang}.svg"
        path.write_text(drawn.svg("matrix", "difference"), encoding="utf-8", newline="\n")


def setup(app: "Sphinx") -> dict[str, bool]:
    """Write the maps when the build starts."""
    app.connect("builder-inited", write_maps, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
