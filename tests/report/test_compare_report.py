"""The report of a comparison: complete, bilingual, honest about losers and shorter paths."""

import csv
import io
import json
import re
from itertools import pairwise

import pytest
from openpyxl import load_workbook

import govgraph as gg
from govgraph.comparison.attribution import attribution
from govgraph.comparison.ordering import best_order
from govgraph.comparison.random_reforms import percentiles
from govgraph.comparison.supervision import COLUMNS, supervision
from govgraph.comparison.transition import transition
from govgraph.measures.delayering import headings
from govgraph.reforms.operators.abolish_unit import AbolishUnit
from govgraph.reforms.operators.create_joint_body import CreateJointBody
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.proposal import Goal
from govgraph.reforms.selection import Where
from govgraph.report.compare_report import write_comparison
from govgraph.report.comparing.guarding import Guarded
from govgraph.report.figures.slopes import spread
from tests.hostile import SHOWN, hostile_structure
from tests.measures.samples import county
from tests.report.pages import parse

MERGER = gg.Step(
    MergeUnits(units=("env", "housing"), into="env", name="环境住房局", name_en="Env and Housing"),
    date="2024-06",
    basis="机构改革方案",
)
GROUP = gg.Step(CreateJointBody(id="g", name="领导小组", chair="gov", members=("env", "police")))
PACKAGE = gg.Proposal(
    "一揽子方案", (MERGER, GROUP), "A package", (Goal("span.max", "<=", 3),), "县委文件"
)
FLATTER = gg.Proposal(
    "撤销分管", (gg.Step(AbolishUnit(units=Where(kind="portfolio"), superiors="up", staff="up")),)
)


@pytest.fixture(scope="module")
def found():
    return gg.compare(county(), PACKAGE)


@pytest.fixture(scope="module", params=["en", "zh"])
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def written(found, lang, tmp_path_factory):
    folder = tmp_path_factory.mktemp(lang)
    write_comparison(found, folder, lang=lang)
    return folder


def page(folder):
    return parse(folder.joinpath("compare.html").read_text(encoding="utf-8"))


def test_every_file_is_there(written):
    names = {path.name for path in written.iterdir()}
    assert {"compare.html", "difference.html", "compare.json", "compare.xlsx"} <= names
    assert {"measures.csv", "findings.csv", "effects.csv", "differences.csv", "ledger.csv"} <= names


def test_the_page_loads_nothing_and_has_every_section(written):
    text = written.joinpath("compare.html").read_text(encoding="utf-8")
    outside = re.sub(r'srcdoc="[^"]*"', "", text)
    assert not re.search(r'(?:src|href)="https?:', outside)
    sections = {one.attributes["id"] for one in page(written).all("section")}
    wanted = {"summary", "steps", "measures", "supervision", "findings", "effects", "map"}
    assert wanted | {"rows", "ledger", "method", "provenance"} <= sections


def test_losers_stand_on_the_first_page_beside_winners(written, found):
    (summary,) = page(written).all("section", id="summary")
    hit, won = (summary.all("table", class_=name) for name in ("hit", "won"))
    assert len(hit) == len(won) == 1
    worst = set(found.losers("A")["id"])
    assert "housing" in worst
    assert "housing" in hit[0].text


def test_steps_are_sentences_with_the_names_of_their_time(written, lang):
    (steps,) = page(written).all("section", id="steps")
    assert "2024-06" in steps.text
    assert "机构改革方案" in steps.text
    assert "{" not in steps.text
    merger = steps.all("tr")[1].text
    assert "环境住房局" not in merger  # the name it gets, not the one it has


def test_shorter_paths_never_stand_alone(tmp_path):
    """Whenever layers, spans or staff change, the page shows what that costs."""
    found = gg.compare(county(), FLATTER)
    rows = supervision(found.before, found.options)
    assert list(rows.columns) == list(COLUMNS)
    write_comparison(found, tmp_path)
    (section,) = page(tmp_path).all("section", id="supervision")
    for title in headings().values():
        assert title in section.text
    (summary,) = page(tmp_path).all("section", id="summary")
    said = summary.text
    for word in ("widest span", "only the top can arbitrate", "load per official", "posts from"):
        assert word in said


def test_mechanical_gains_are_marked(written, found, lang):
    moved = found.measures.query("mechanical and verdict in ['better', 'worse', 'depends']")
    (section,) = page(written).all("section", id="measures")
    marks = section.all("span", class_="mechanical")
    assert len(marks) == len(moved) > 0


def test_the_files_hold_every_row(written, found):
    def rows(name):
        text = written.joinpath(name).read_bytes().decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text)))[1:]

    assert len(rows("measures.csv")) == len(found.measures)
    assert len(rows("differences.csv")) == len(found.rows)
    assert len(rows("ledger.csv")) == len(found.ledger)
    assert len(rows("effects.csv")) == len(found.effects)
    assert len(rows("findings.csv")) == len(found.findings)
    book = load_workbook(written / "compare.xlsx")
    assert len(book.sheetnames) >= 8
    content = json.loads(written.joinpath("compare.json").read_text(encoding="utf-8"))
    assert len(content["measures"]) == len(found.measures)
    assert content["verdict"]["A"]


def test_the_same_input_gives_the_same_files(found, lang, written, tmp_path):
    for path in write_comparison(found, tmp_path, lang=lang):
        name = path.relative_to(tmp_path)
        assert path.read_bytes() == written.joinpath(name).read_bytes(), name


def test_without_names_no_name_is_in_any_file(tmp_path):
    bold = gg.Proposal(
        "秘密方案",
        (gg.Step(MERGER.reform, basis="秘密依据", note="秘密说明"), GROUP),
        "Secret plan",
    )
    found = gg.compare(county(), bold)
    write_comparison(found, tmp_path, ids_only=True)
    for path in tmp_path.rglob("*.*"):
        if path.suffix != ".xlsx":
            text = path.read_text(encoding="utf-8")
            for word in ("秘密", "Secret plan", "环境住房局", "Env and Housing", "领导小组"):
                assert word not in text, (path.name, word)


def test_several_options_stand_side_by_side(tmp_path):
    found = gg.compare(county(), PACKAGE, FLATTER)
    files = [path.name for path in write_comparison(found, tmp_path)]
    assert {"difference_A.html", "difference_B.html", "ledger_A.csv"} <= set(files)
    (measures,) = page(tmp_path).all("section", id="measures")
    head = [one.text for one in measures.all("th", scope="col")]
    assert {"A", "B"} <= set(head)
    (goals,) = page(tmp_path).all("table", class_="goals")
    assert "✗" in goals.text or "✓" in goals.text


def test_guards_stand_beside_gains(found, lang, tmp_path):
    names = ["span.max", "coordination.average"]
    looked_at = Guarded(
        percentiles(county(), PACKAGE, names, draws=20),
        attribution(county(), PACKAGE, names),
        transition(county(), PACKAGE, names),
        best_order(county(), PACKAGE, "coordination.average"),
    )
    write_comparison(found, tmp_path, lang=lang, guarded={"A": looked_at})
    whole = page(tmp_path)
    for key in ("percentiles", "attribution", "transition"):
        (section,) = whole.all("section", id=key)
        assert gg.measures.find("coordination.average").wording(lang).title in section.text
    (split,) = whole.all("section", id="attribution")
    assert len(split.all("th", scope="col")) == 2 + len(PACKAGE.steps)
    (measures,) = whole.all("section", id="measures")
    assert measures.all("span", class_="standing-at")


def test_without_guards_there_is_no_empty_section(written):
    ids = {one.attributes["id"] for one in page(written).all("section")}
    assert not ids & {"percentiles", "attribution", "transition"}


def test_remarks_of_the_lint_stand_in_the_report(found, tmp_path):
    write_comparison(found, tmp_path, remarks={"A": ("warning: step 2 has no ground",)})
    (summary,) = page(tmp_path).all("section", id="summary")
    assert "warning: step 2 has no ground" in summary.text


def test_hostile_names_stay_text(tmp_path):
    before = hostile_structure()
    first, second = before.units["id"].tolist()[:2]
    merged = gg.Proposal(SHOWN[0], (gg.Step(MergeUnits(units=(first, second), into=first)),))
    write_comparison(gg.compare(before, merged, measures=["span.max"]), tmp_path)
    text = tmp_path.joinpath("compare.html").read_text(encoding="utf-8")
    assert SHOWN[0] not in text
    assert "<img src=x" not in text


@pytest.mark.parametrize("count", [1, 2, 9, 20])
def test_labels_keep_their_distance_and_their_bounds(count):
    wanted = sorted([50.0] * count + [0.0, 100.0])
    found = spread(wanted, 4.0, 0.0, 100.0)
    assert all(b - a >= 4 - 1e-6 for a, b in pairwise(found))
    assert found[0] >= -1e-6
    assert found[-1] <= 100 + 1e-6
