"""The report of a large structure: what the page leaves out stands in files beside it."""

import io
import json

import pyarrow.parquet as pq
import pytest

import govgraph as gg
from govgraph.maps import drawing
from govgraph.report import directory
from govgraph.report.measured import measured
from govgraph.report.units_file import units_bytes


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    structure = gg.load("china", size="1k")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(directory, "LARGE", 500)
        patch.setattr(drawing, "LARGE", 500)
        folder = tmp_path_factory.mktemp("report")
        files = gg.write_report(gg.audit(structure), folder, lang="en")
    return structure, folder, files


def test_all_units_stand_in_a_file(report):
    structure, folder, files = report
    assert folder / "units.parquet" in files
    table = pq.read_table(folder / "units.parquet")
    assert table["id"].to_pylist() == structure.units["id"].tolist()
    heads = dict(zip(table["id"].to_pylist(), table["command.heads"].to_pylist(), strict=True))
    assert heads["33.police"] == 2


def test_the_page_says_how_many_it_lists_and_where_the_others_are(report):
    structure, folder, _ = report
    page = (folder / "audit.html").read_text(encoding="utf-8")
    assert '<a href="units.parquet">units.parquet</a>' in page
    assert f"{len(structure.units):,}" in page
    listed = json.loads((folder / "audit.json").read_text(encoding="utf-8"))["units"]
    assert 0 < len(listed) < 100
    for unit in listed:
        assert unit in set(structure.units["id"])


def test_the_map_of_the_report_counts(report):
    _, folder, _ = report
    assert 'id="board"' in (folder / "map.html").read_text(encoding="utf-8")


def test_measures_without_a_value_are_left_out_of_the_file():
    structure = gg.load("china", size="1k")
    values = measured(structure, "en").units
    table = pq.read_table(io.BytesIO(units_bytes(structure, values)))
    assert set(table.column_names[5:]) >= {"command.heads"}
    for name in set(table.column_names) & set(values.columns):
        assert table[name].null_count < len(table)
