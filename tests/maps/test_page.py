"""The page as text: self-contained, guarded, the same bytes every time, written whole."""

import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

import govgraph as gg
from govgraph.errors import MissingExtraError, UnknownNameError, UserError
from govgraph.maps import Map, assets, draw, drawing
from govgraph.maps.assets import source_hash
from tests.conftest import skip_or_fail
from tests.hostile import SHOWN, hostile_structure
from tests.maps.test_layouts import shuffled
from tests.municipality import municipality
from tests.strategies import names, structures


class Page(HTMLParser):
    """What a browser would see: elements, the text of scripts and of everything else."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.text: list[str] = []
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag
        if tag in {"script", "style"}:
            (self.scripts if tag == "script" else self.styles).append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "script":
            self.scripts[-1] += data
        elif self.inside == "style":
            self.styles[-1] += data
        else:
            self.text.append(data)

    def data(self, name: str) -> dict[str, object]:
        scripts = [attributes for tag, attributes in self.tags if tag == "script"]
        position = next(n for n, attributes in enumerate(scripts) if attributes.get("id") == name)
        found = json.loads(self.scripts[position])
        assert isinstance(found, dict)
        return found


@pytest.fixture(scope="module")
def city() -> Map:
    return draw(municipality(), lang="zh")


@pytest.fixture(scope="module")
def page(city: Map) -> Page:
    return Page(city.html())


def test_nothing_is_loaded_from_anywhere(page: Page) -> None:
    for tag, attributes in page.tags:
        for name in ("src", "srcset", "data", "action", "poster", "xlink:href"):
            assert name not in attributes, tag
        if "href" in attributes:
            assert str(attributes["href"]).startswith("#")
    assert not any("url(" in style or "@import" in style for style in page.styles)


def test_the_policy_stands_first_and_its_hashes_fit(page: Page) -> None:
    tags = [tag for tag, _ in page.tags]
    first = page.tags[tags.index("head") + 1]
    assert first[1]["http-equiv"] == "Content-Security-Policy"
    policy = dict(part.split(" ", 1) for part in str(first[1]["content"]).split("; "))
    assert policy["default-src"] == policy["connect-src"] == "'none'"
    assert "unsafe" not in str(policy)
    running = [
        text
        for text, (_, attributes) in zip(
            page.scripts, (t for t in page.tags if t[0] == "script"), strict=True
        )
        if attributes.get("type") != "application/json"
    ]
    assert policy["script-src"].split() == [source_hash(text) for text in running]
    assert policy["style-src"].split() == [source_hash(text) for text in page.styles]
    assert not any(name.startswith("on") or name == "style" for _, a in page.tags for name in a)


def test_the_hashes_for_an_embedding_page_are_those_of_the_page(city: Map) -> None:
    for directive, sources in city.csp_hashes().items():
        assert f"{directive} {' '.join(sources)}" in city.html()


def test_the_drawing_library_keeps_its_licence_and_is_the_known_one(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = next(text for text in page.scripts if "vis-network" in text)
    assert "@version 9.1.2" in library
    assert "dual licensed" in library
    monkeypatch.setattr(assets, "LIBRARY_SHA256", hashlib.sha256(b"other").hexdigest())
    assets.library.cache_clear()
    with pytest.raises(UserError, match="vis-network"):
        assets.library()
    assets.library.cache_clear()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_texts_are_shown_and_stay_text(lang: str) -> None:
    structure = hostile_structure()
    found = Page(draw(structure, lang=lang).html())  # type: ignore[arg-type]
    assert len([tag for tag, _ in found.tags if tag == "script"]) == 5
    assert not {"img", "iframe", "object", "embed"} & {tag for tag, _ in found.tags}
    assert found.data("gg-units")["zh"] == structure.units["name"].tolist()
    shown = "\n".join(found.text)
    for text in SHOWN:
        assert text in shown


@given(structure=structures(), title=names())
@settings(max_examples=15, deadline=None)
def test_every_structure_makes_a_well_formed_page(structure: gg.Structure, title: str) -> None:
    drawn = draw(structure, title=title)
    found = Page(drawn.html())
    assert found.data("gg-units").get("key", []) == structure.units["id"].tolist()
    assert len(found.data("gg-relations").get("from", [])) == len(structure.relations)
    blocks = re.findall(
        r'<script type="application/json"[^>]*>(.*?)</script>', drawn.html(), re.DOTALL
    )
    assert len(blocks) == 3
    assert not any("<" in block for block in blocks)
    for layout in ("matrix", "kuai"):
        root = ElementTree.fromstring(drawn.svg(layout))
        assert root[0].text == title


def test_the_page_holds_what_the_model_holds(page: Page) -> None:
    structure = municipality()
    rows = [attributes for tag, attributes in page.tags if tag == "tr" and "id" in attributes]
    assert len(rows) == len(structure.units)
    assert len(page.data("gg-relations")["kind"]) == len(structure.relations)


def test_sizes() -> None:
    assert len(draw(municipality()).html().encode()) <= 1_000_000
    large = municipality(187)
    assert len(large.units) >= 2_000
    assert len(draw(large).html().encode()) <= 2_000_000


SAME = """
import hashlib, locale, sys
from tests.municipality import municipality
from govgraph.maps import draw
page = draw(municipality(1), lang="zh")
print(hashlib.sha256((page.html() + page.svg("kuai")).encode()).hexdigest())
"""


def test_the_same_bytes_under_another_hash_seed_folder_and_locale(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    found = set()
    for seed, folder, locale in (("1", root, "C.UTF-8"), ("2", tmp_path, "C")):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "LC_ALL": locale,
            "PYTHONPATH": str(root),
        }
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", SAME],
            cwd=folder,
            env=environment,
            capture_output=True,
            check=True,
        )
        found.add(done.stdout)
    assert len(found) == 1


def test_the_same_bytes_for_another_order_of_rows() -> None:
    structure = municipality(1)
    assert draw(structure).html() == draw(shuffled(structure, 3)).html()


@pytest.mark.parametrize("encoding", ["cp936", "cp1252"])
def test_files_are_utf8_and_whole(
    city: Map, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.setattr("locale.getpreferredencoding", lambda *_: encoding)
    monkeypatch.setattr("locale.getencoding", lambda: encoding)
    for name, text in (("江州 #1 50%.html", city.html()), ("map.svg", city.svg() + "\n")):
        path = city.save(tmp_path / name)
        assert path.read_bytes() == text.encode("utf-8")
        assert b"\r" not in path.read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["map.svg", "江州 #1 50%.html"]


def test_a_failed_write_leaves_nothing(
    city: Map, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(UserError):
        city.save(tmp_path / "map.html")
    assert list(tmp_path.iterdir()) == []


def test_what_a_user_may_get_wrong(city: Map, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match=r"map\.docx: a map is saved as"):
        city.save("map.docx")
    with pytest.raises(UnknownNameError, match="kuai"):
        draw(municipality(), layout="kuay")
    with pytest.raises(UnknownNameError, match="river"):
        draw(municipality(), matters=["rivver"])
    with pytest.raises(UnknownNameError):
        draw(municipality(), lang="fr")  # type: ignore[arg-type]
    monkeypatch.setattr(drawing, "find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"govgraph\[pdf\]"):
        city.save("map.pdf")


def test_without_names_no_name_is_in_the_page() -> None:
    structure = municipality(1)
    text = draw(structure, lang="zh", ids_only=True).html()
    for table in (structure.units, structure.areas, structure.matters):
        assert not [name for name in table["name"] if name in text]
    assert "三定规定" not in text
    assert "D1.ecol" in text


@pytest.mark.parametrize("status", ["real", "stylised", "draft", "synthetic", ""])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_export_says_what_data_it_shows(status: str, lang: str) -> None:
    drawn = draw(municipality(status=status), lang=lang)  # type: ignore[arg-type]
    facts = drawn.picture.facts
    assert facts.status
    assert (facts.mark == "") == (status == "real")
    for text in (drawn.html(), drawn.svg(), drawn.svg("kuai")):
        assert facts.status in text
        assert "2026-11-01" in text
        assert facts.coverage in text


def test_an_english_page_is_english_and_a_chinese_one_chinese() -> None:
    build = gg.Builder(title="Plain", status="draft")
    build.add("units", id="a", name="Alpha", name_en="Alpha", kind="government")
    build.add("units", id="b", name="Beta", name_en="Beta", kind="department")
    build.add("relations", source="a", target="b", kind="leads")
    english = Page(draw(build.build(), lang="en").html())
    words = json.dumps(english.data("gg-data")["text"], ensure_ascii=False)
    assert not re.findall(r"[\u4e00-\u9fff]+", "".join(english.text) + words)
    chinese = Page(draw(build.build(), lang="zh").html())
    stray = re.findall(r"[A-Za-z]{3,}", " ".join(chinese.text))
    assert set(stray) <= {"Plain", "Alpha", "Beta", "govgraph", "CSV", "PNG", "SVG", "Esc"}


def test_in_a_notebook_the_page_is_framed_and_the_picture_stands_behind_it(city: Map) -> None:
    shown = Page(city._repr_html_())
    frame = dict(shown.tags)["iframe"]
    assert frame["srcdoc"] == city.html()
    assert "allow-same-origin" not in str(frame["sandbox"])


def test_pinyin_is_an_index_for_search() -> None:
    found = Page(draw(municipality(), lang="zh").html()).data("gg-units")
    position = found["key"].index("D1.water")  # type: ignore[attr-defined]
    assert str(found["py"][position]).startswith("cdqswj")  # type: ignore[index]


@given(text=st.text(min_size=1))
def test_a_hash_changes_with_the_text(text: str) -> None:
    assert source_hash(text) != source_hash(text + " ")


def test_a_pdf_holds_the_picture_as_text(city: Map, tmp_path: Path) -> None:
    if find_spec("vl_convert") is None:
        skip_or_fail("the pdf extra is not installed")
    path = city.save(tmp_path / "map.pdf")
    assert path.read_bytes().startswith(b"%PDF")
    assert b"FontFile" in path.read_bytes()
