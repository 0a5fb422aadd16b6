"""Maps of what the reform of a case changes: those that the pages of the cases show."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from govgraph.cases.loading import load
from govgraph.maps import draw_difference
from govgraph.text import LANGUAGES, Language

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: A map as pages include it: case, stage before, stage after, language.
MAP = re.compile(rf"generated/map-(\w+)-(\w+)-(\w+)-({'|'.join(LANGUAGES)})\.md")
WORDING: dict[Language, str] = {
    "en": "`{before}` and `{after}` over each other: blue and + is added, orange and − is gone, "
    "→ has moved, ~ has changed. A click opens the picture in full; "
    "{{download}}`the interactive map </generated/{name}.html>` is one file, which opens offline "
    "and shows each stage by itself, too.",
    "zh": "`{before}`与`{after}`叠加：蓝色与“+”为新增，橙色与“−”为撤销，“→”为调整隶属或位置，"
    "“~”为内容调整。点击可看全图；{{download}}`交互地图 </generated/{name}.html>`为单个文件，"
    "离线即可打开，也可分别查看各阶段。",
}
ALT: dict[Language, str] = {
    "en": "Map of the case {case}: what changes from {before} to {after}",
    "zh": "案例 {case} 的地图：从 {before} 到 {after} 的变化",
}


def write_maps(app: "Sphinx") -> None:
    """Write every map that a page of a case includes."""
    source = Path(app.srcdir)
    folder = source / "generated"
    folder.mkdir(exist_ok=True)
    pages = [page.read_text(encoding="utf-8") for page in (source / "cases").glob("*.md")]
    for case, before, after, lang in sorted({one for page in pages for one in MAP.findall(page)}):
        drawn = draw_difference(load(case, before), load(case, after), lang=lang)
        name = f"map-{case}-{before}-{after}-{lang}"
        texts = {
            "svg": drawn.svg("matrix", "difference"),
            "html": drawn.html(),
            "md": _shown(name, ALT[lang].format(case=case, before=before, after=after))
            + WORDING[lang].format(before=before, after=after, name=name)
            + "\n",
        }
        for ending, text in texts.items():
            (folder / f"{name}.{ending}").write_text(text, encoding="utf-8", newline="\n")


def _shown(name: str, alt: str) -> str:
    """Return how a page shows a map that a click opens in full."""
    options = {"target": f"../_images/{name}.svg", "alt": alt, "width": "100%"}
    lines = [f":{key}: {value}" for key, value in options.items()]
    return "\n".join([f"```{{image}} /generated/{name}.svg", *lines, "```", "", ""])


def setup(app: "Sphinx") -> dict[str, bool]:
    """Write the maps when the build starts."""
    app.connect("builder-inited", write_maps, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
