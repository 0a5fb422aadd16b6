"""Checks 23 to 25: print, picture, tables for spreadsheets."""

import base64
import io
import re
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest

from govgraph.maps import Map, draw
from govgraph.model.builder import Builder
from tests.browser.conftest import Browser
from tests.conftest import skip_or_fail
from tests.hostile import SHOWN, hostile_structure
from tests.municipality import municipality

pytestmark = pytest.mark.browser


def printed(browser: Browser) -> Path:
    answer = browser.cdp("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
    path = browser.folder / "print.pdf"
    path.write_bytes(base64.b64decode(answer["data"]))
    return path


def tool(name: str, *arguments: str) -> str:
    found = shutil.which(name)
    if not found:
        skip_or_fail(f"{name} is not installed")
    done = subprocess.run([found, *arguments], capture_output=True, check=True)  # noqa: S603
    return done.stdout.decode("utf-8", "replace")


def ink(path: Path, page: int) -> float:
    """Share of a printed page that is not white."""
    image = subprocess.run(  # noqa: S603
        [
            str(shutil.which("pdftoppm")),
            "-r",
            "20",
            "-f",
            str(page),
            "-l",
            str(page),
            "-gray",
            str(path),
        ],
        capture_output=True,
        check=True,
    ).stdout
    width, height = map(int, image.split(b"\n", 2)[1].split())
    pixels = image[-width * height :]
    return sum(value < 250 for value in pixels) / len(pixels)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["matrix", "kuai"])
def test_the_first_printed_page_is_the_map(
    browser: Browser, city: Map, city_en: Map, lang: str, name: str
) -> None:
    browser.show(city if lang == "zh" else city_en)
    browser.run("govgraph.setLayout(arguments[0])", name)
    path = printed(browser)
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", tool("pdfinfo", str(path)))
    assert size is not None
    assert float(size[1]) == pytest.approx(1190.55, abs=2)
    assert float(size[2]) == pytest.approx(841.89, abs=2)
    assert ink(path, 1) > 0.05
    first = " ".join(tool("pdftotext", "-f", "1", "-l", "1", str(path), "-").split())
    drawn = city if lang == "zh" else city_en
    assert drawn.picture.facts.title in first
    assert drawn.picture.facts.status in first
    assert ("桃源街道" if lang == "zh" else "Taoyuan") in first
    fonts = tool("pdffonts", str(path)).splitlines()[2:]
    assert fonts
    assert all(re.search(r"\s+yes\s+(yes|no)\s+(yes|no)\s+\d+", line) for line in fonts)
    second = tool("pdftotext", "-layout", "-f", "2", "-l", "2", str(path), "-")
    assert drawn.picture.name(0) in second


def test_table_heads_repeat_on_every_page(browser: Browser) -> None:
    browser.show(draw(municipality(20), lang="zh"))
    path = printed(browser)
    pages = tool("pdftotext", "-layout", str(path), "-").split("\f")[1:-1]
    assert len(pages) > 4
    heads = [
        any({"编号", "依据"} & set(line.split()) for line in p.splitlines()[:4]) for p in pages
    ]
    assert all(heads)


def test_print_follows_what_the_reader_chose(page: Browser) -> None:
    page.click('[data-filter="level"][data-index="0"]')
    page.choose("labels", "en")
    first = tool("pdftotext", "-f", "1", "-l", "1", str(printed(page)), "-")
    assert "国务院" not in first
    assert "State Council" not in first
    assert "Water affairs" in first


def test_the_picture_is_large_white_and_complete(page: Browser) -> None:
    view = "return [govgraph.network.getScale(), govgraph.network.getViewPosition()]"
    before = page.run(view)
    page.select("D1.ecol")
    page.run("govgraph.select(null)")
    before = page.run(view)
    found = page.later(
        """
        const done = arguments[0];
        govgraph.rasterise().then(canvas => {
          const x = canvas.getContext('2d'), w = canvas.width, h = canvas.height;
          const corners = [[2, 2], [w - 3, 2], [2, h - 3], [w - 3, h - 3]]
            .map(p => Array.from(x.getImageData(p[0], p[1], 1, 1).data).join());
          const dark = (x0, y0, x1, y1) => Array.from(x.getImageData(x0, y0, x1 - x0, y1 - y0).data)
            .filter((v, i) => i % 4 === 0 && v < 120).length;
          const title = dark(0, 0, w / 2, h * 0.03), legend = dark(0, h * 0.95, w, h);
          done({w, h, corners, title, legend});
        });
        """
    )
    assert found["w"] >= 2_400
    assert set(found["corners"]) == {"255,255,255,255"}
    assert found["title"] > 200
    assert found["legend"] > 200
    figure = page.run("return govgraph.buildFigure().svg.textContent")
    for text in ("江州市条块职责图", "虚构示例", "2026-11-01", "govgraph", "领导 40 / 144"):
        assert text in figure
    assert page.run(view) == before


def test_a_downloaded_picture_says_what_it_shows(page: Browser) -> None:
    page.click("#png")
    for _ in range(100):
        files = list(page.folder.glob("*.png"))
        if files:
            break
        page.later("setTimeout(arguments[0], 50)")
    assert [f.name for f in files] == ["江州市条块职责图_matrix_虚构示例_2026-11-01.png"]


def read(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text.removeprefix("\ufeff")), dtype=str, keep_default_na=False)


RISKS = ("=1+1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", "  =1", "\u3000=1", " ＋1")


def test_tables_for_spreadsheets(browser: Browser, city: Map) -> None:
    browser.show(city)
    structure = municipality()
    for script, rows in (("unitsCsv", len(structure.units)), ("tiesCsv", len(structure.relations))):
        text = browser.run(f"return govgraph.{script}()")
        assert text.startswith("\ufeff")
        assert text.count("\r\n") == rows + 1
        assert "\n" not in text.replace("\r\n", "")
        frame = read(text)
        assert len(frame) == rows
        assert set(frame["数据性质"]) == {"虚构示例"}
        assert set(frame["数据截至"]) == {"2026-11-01"}
    units = read(browser.run("return govgraph.unitsCsv()"))
    assert units["名称"].tolist() == structure.units["name"].tolist()
    ties = read(browser.run("return govgraph.tiesCsv()"))
    assert ties["起点编号"].tolist() == structure.relations["source"].tolist()


def test_no_cell_starts_a_formula(browser: Browser) -> None:
    build = Builder(title="Risks", status="draft")
    build.add("units", id="root", name="root", kind="government")
    for number, text in enumerate(RISKS):
        build.add("units", id=f"u{number}", name=f"x{text}", name_en=text, kind="department")
        build.add("relations", source="root", target=f"u{number}", kind="leads", basis=f"\n{text}")
    structure = build.build()
    browser.show(draw(structure))
    for script in ("unitsCsv", "tiesCsv"):
        frame = read(browser.run(f"return govgraph.{script}()"))
        for column in frame.columns:
            for value in frame[column]:
                assert not re.match(r"[\s\u3000\ufeff]*[=+\-@＝＋－＠]|[\t\r\n\0]", value)
    assert set(read(browser.run("return govgraph.unitsCsv()"))["name (English)"]) >= {
        f"'{text.strip()}" for text in RISKS
    }


def test_hostile_cells_come_back_as_they_were(browser: Browser) -> None:
    browser.show(draw(hostile_structure()))
    found = read(browser.run("return govgraph.unitsCsv()"))["name"].str.removeprefix("'")
    assert {text.removeprefix("'") for text in SHOWN} <= set(found)
