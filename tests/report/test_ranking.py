"""What assumed numbers decide, and that gains without percentiles say so."""

import json
from dataclasses import replace

import pytest

import govgraph as gg
from govgraph.comparison.sensitivity import sensitivity
from govgraph.comparison.wording import Words
from govgraph.reforms.proposal import Goal
from govgraph.report.comparing.ranking import ranked_section, ranked_table
from tests.comparison.test_sensitivity import LEAD, LOAD, MERGED, office

GOAL = Goal(LOAD, "<=", 100.0)


@pytest.fixture(scope="module")
def compared():
    options = [replace(one, goals=(GOAL,)) for one in (MERGED, LEAD)]
    return gg.compare(office(), *options, measures=[LOAD])


@pytest.fixture(scope="module")
def ranked(compared):
    return gg.rank_by_goals(compared, workers=1)


def test_options_are_ranked_by_the_measures_of_their_goals(compared, ranked):
    assert [one.measure for one in ranked] == [LOAD]
    assert set(ranked[0].frame["option"]) == {"before", "A"}
    assert gg.rank_by_goals(gg.compare(office(), MERGED, measures=[LOAD])) == ()


@pytest.mark.parametrize(
    ("lang", "kind", "flips"),
    [("en", "Centre", "flips at 20.00"), ("zh", "中心", "在 20.00 处逆转")],
)
def test_the_section_tells_numbers_by_name_and_where_a_ranking_flips(lang, kind, flips):
    other = office(first=20.0, low=None, high=None)
    found = [sensitivity(office(), other, measure=LOAD)]
    section = ranked_section(found, Words((office(), other), lang))
    (table,) = section.tables
    assert len(section.words) == 2
    assert LOAD not in " ".join(section.words)
    assert flips in table.rows[0][-1]
    assert any(kind.lower() in str(row[0]).lower() for row in table.rows)


def test_nothing_varied_is_no_section():
    assert ranked_section((), Words((office(),), "en")) is None


def test_every_row_stands_in_the_files(compared, ranked, tmp_path):
    files = gg.write_comparison(compared, tmp_path, ranked=ranked)
    assert "sensitivity.csv" in {file.name for file in files}
    content = json.loads((tmp_path / "compare.json").read_text(encoding="utf-8"))
    assert len(content["sensitivity"]) == len(ranked[0].frame)
    assert len(ranked_table(ranked, Words((office(),), "en")).rows) == len(ranked[0].frame)
    assert 'id="sensitivity"' in (tmp_path / "compare.html").read_text(encoding="utf-8")


def test_gains_without_percentiles_say_how_to_get_them(compared, tmp_path):
    gg.write_comparison(compared, tmp_path)
    page = (tmp_path / "compare.html").read_text(encoding="utf-8")
    assert "--guards" in page
    assert 'id="sensitivity"' not in page
    gg.write_comparison(gg.compare(office(), office(), measures=[LOAD]), tmp_path)
    assert "--guards" not in (tmp_path / "compare.html").read_text(encoding="utf-8")
