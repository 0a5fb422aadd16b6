"""One small picture per kind of relation, drawn from the algebra and the glossary."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from sphinx.application import Sphinx

from govgraph.model.authority import AUTHORITY, RelationKind
from govgraph.text import label

EXAMPLES = {
    "leads": ("County government 县政府", "Housing Bureau 住建局"),
    "guides": ("City Housing Bureau 市住建局", "County Housing Bureau 县住建局"),
    "joins": ("Housing Bureau 住建局", "Leading group 领导小组"),
    "coordinates": ("Housing Bureau 住建局", "Police Bureau 公安局"),
    "refers": ("Petition Bureau 信访局", "Housing Bureau 住建局"),
    "calls": ("Town 镇政府", "Housing Bureau 住建局"),
    "shares": ("Data Bureau 数据局", "Housing Bureau 住建局"),
    "supervises": ("Audit Bureau 审计局", "Housing Bureau 住建局"),
    "assesses": ("County government 县政府", "Town 镇政府"),
    "serves": ("Service centre 政务中心", "The public 公众"),
}
WIDTH, HEIGHT, BOX, TOP = 640, 96, 200, 34


def write_pictures(app: Sphinx) -> None:
    """Write a picture for every kind of relation."""
    folder = Path(app.srcdir) / "generated"
    folder.mkdir(exist_ok=True)
    for kind in AUTHORITY.values():
        text = "\n".join(_picture(kind)) + "\n"
        (folder / f"relation_{kind.name}.svg").write_text(text, encoding="utf-8", newline="\n")


def _picture(kind: RelationKind) -> Iterator[str]:
    source, target = EXAMPLES[kind.name]
    name = f"{label('relation_kind', kind.name)} {label('relation_kind', kind.name, 'zh')}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" font-family="sans-serif" font-size="13" text-anchor="middle">'
    )
    yield f"<title>{escape(source)} {escape(name)} {escape(target)}</title>"
    yield '<rect width="100%" height="100%" rx="6" fill="#ffffff"/>'
    yield from _box(10, source)
    yield from _box(WIDTH - BOX - 10, target)
    left, right, y = 10 + BOX, WIDTH - BOX - 10, TOP + 20
    dashes = "" if kind.hierarchical else ' stroke-dasharray="7 5"'
    yield (
        f'<line x1="{left + (9 if kind.symmetric else 0)}" y1="{y}" x2="{right - 9}" y2="{y}" '
        f'stroke="#1d4e89" stroke-width="2"{dashes}/>'
    )
    yield f'<path d="M{right} {y}l-11 -6v12z" fill="#1d4e89"/>'
    if kind.symmetric:
        yield f'<path d="M{left} {y}l11 -6v12z" fill="#1d4e89"/>'
    yield f'<text x="{WIDTH / 2:g}" y="{y - 10}" fill="#1d4e89">{escape(name)}</text>'
    yield "</svg>"


def _box(x: float, text: str) -> Iterator[str]:
    english, chinese = text.rsplit(" ", 1)
    yield (
        f'<rect x="{x}" y="{TOP - 10}" width="{BOX}" height="60" rx="4" fill="#f4f6f8" '
        'stroke="#44546a"/>'
    )
    yield f'<text x="{x + BOX / 2:g}" y="{TOP + 16}" fill="#1b1f24">{escape(english)}</text>'
    yield f'<text x="{x + BOX / 2:g}" y="{TOP + 36}" fill="#1b1f24">{escape(chinese)}</text>'


def setup(app: Sphinx) -> dict[str, bool]:
    """Write the pictures when the build starts."""
    app.connect("builder-inited", write_pictures, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
