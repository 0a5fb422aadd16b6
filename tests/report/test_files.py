import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from defusedxml.ElementTree import fromstring

from govgraph.auditing.run import audit
from govgraph.io.guarding import is_formula, unguard
from govgraph.measures import table
from govgraph.model.builder import Builder
from govgraph.model.schema import TABLES
from govgraph.report.audit_report import write_report
from govgraph.report.csv_files import csv_bytes
from tests.hostile import SHOWN, hostile_structure
from tests.report.synthetic import audited, county

NAMES = ("audit.html", "map.html", "audit.json", "findings.csv", "measures.csv", "audit.xlsx")


def rows(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_all_files_are_written_and_returned(tmp_path):
    written = write_report(audited(), tmp_path / "报告 #1 100%")
    assert [path.name for path in written[:1]] == ["audit.html"]
    assert set(NAMES) <= {path.name for path in written}
    present = {path for path in (tmp_path / "报告 #1 100%").rglob("*") if path.is_file()}
    assert set(written) == present


def test_findings_csv_holds_every_finding(folder, lang):
    audit_ = audited()
    found = rows(folder / "findings.csv")[1:]
    sentences = [audit_.sentence(f, lang) for f in (*audit_.findings, *audit_.accepted)]
    assert sorted(unguard(row[3]) for row in found) == sorted(sentences)


def test_measures_csv_holds_every_measure_with_plain_numbers(folder, lang):
    wanted = table(county(), lang=lang).set_index("name")["value"]
    found = {row[0]: row[2] for row in rows(folder / "measures.csv")[1:]}
    assert set(found) == set(wanted.index)
    for name, value in wanted.items():
        assert (float(found[name]) if found[name] else None) == (None if pd.isna(value) else value)


def test_numbers_stay_numbers_and_text_is_guarded():
    cells = ["=1", -5.0, 0.25, None, "　＠x", 1e300]
    written = csv_bytes(["a", "b"], [[cell, "x"] for cell in cells]).decode("utf-8-sig")
    found = [line.removesuffix(",x") for line in written.split("\r\n")[1:-1]]
    assert found == ["'=1", "-5", "0.25", "", "'　＠x", "1e+300"]


def test_json_is_strict_and_holds_what_was_found(folder):
    def refuse(word):
        raise AssertionError(word)

    content = json.loads((folder / "audit.json").read_text("utf-8"), parse_constant=refuse)
    audit_ = audited()
    assert content["fingerprint"] == county().fingerprint()
    assert content["counts"] == {s: audit_.count(s) for s in ("high", "medium", "low")}
    assert sum(len(rule["findings"]) for rule in content["rules"]) == len(
        (*audit_.findings, *audit_.accepted)
    )
    assert {m["name"] for m in content["measures"]} == set(table(county())["name"])
    assert set(content["units"]) == set(county().units["id"])


def test_workbook_sheets_rows_and_no_formulas(folder):
    book = openpyxl.load_workbook(folder / "audit.xlsx")
    assert len(book.sheetnames) == 4
    findings, measures, units = book.worksheets[1:]
    assert findings.max_row - 1 == len((*audited().findings, *audited().accepted))
    assert measures.max_row - 1 == len(table(county()))
    assert units.max_row - 1 == len(county().units)
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


def test_figures_are_well_formed(folder):
    found = sorted(path.stem for path in (folder / "figures").iterdir())
    assert {"heatmap_superiors", "heatmap_found", "profile", "spans", "distances"} <= set(found)
    for path in (folder / "figures").iterdir():
        assert fromstring(path.read_text("utf-8")).tag.endswith("svg")


SCRIPT = """
import sys
from govgraph.report.audit_report import write_report
from tests.report.synthetic import audited
write_report(audited(), sys.argv[1], lang="zh")
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_bytes_do_not_depend_on_hash_seed_or_working_folder(seed, tmp_path):
    here = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(here)}
    subprocess.run(  # noqa: S603
        [sys.executable, "-c", SCRIPT, str(tmp_path / "out")],
        cwd=tmp_path,
        env=environment,
        check=True,
    )
    write_report(audited(), tmp_path / "own", lang="zh")
    for own in (tmp_path / "own").rglob("*"):
        if own.is_file():
            assert (tmp_path / "out" / own.relative_to(tmp_path / "own")).read_bytes() == (
                own.read_bytes()
            ), own.name


def test_bytes_do_not_depend_on_the_order_of_rows(tmp_path):
    builder = Builder(county().about)
    for name in TABLES:
        if county().has(name):
            builder.add_table(name, county().table(name).iloc[::-1])
    write_report(audit(county()), tmp_path / "a")
    write_report(audit(builder.build()), tmp_path / "b")
    for name in NAMES:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_a_failure_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError

    monkeypatch.setattr("govgraph.report.audit_report.workbook_bytes", fail)
    with pytest.raises(RuntimeError):
        write_report(audited(), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_ids_only_shows_no_name_and_no_free_text(tmp_path):
    written = write_report(audited(), tmp_path, ids_only=True)
    for path in written:
        data = path.read_bytes()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                data = b"".join(book.read(name) for name in book.namelist())
        text = data.decode("utf-8", errors="ignore")
        for secret in ("甲县", "County A", "County Ecology", "镇环保所", "三定规定", "条例修订前"):
            assert secret not in text, (path.name, secret)
    assert "K.env" in (tmp_path / "audit.html").read_text("utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    out = tmp_path_factory.mktemp("hostile")
    write_report(audit(hostile_structure()), out)
    return out


def test_hostile_texts_come_through_tables_guarded_and_whole(hostile):
    for name in ("findings.csv", "measures.csv"):
        assert not [cell for row in rows(hostile / name) for cell in row if _runs(cell)]
    ids = " ".join(unguard(row[5]) for row in rows(hostile / "findings.csv"))
    book = openpyxl.load_workbook(hostile / "audit.xlsx")
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    units = {str(row[0].value) for row in book.worksheets[3].iter_rows(min_row=2)}
    for text in SHOWN:
        assert text in units
    assert ids


def _runs(cell: str) -> bool:
    """Whether a spreadsheet would run a cell; plain numbers are no formulas."""
    try:
        float(cell)
    except ValueError:
        return is_formula(cell)
    return False
