"""Options of a format, from Python and from the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import govgraph as gg
from govgraph.cli.application import app

TABLE = "year,code,name,level,parent\n2018,33,浙江省,1,\n2018,3303,温州市,2,33\n2023,33,浙江省,1,\n"


@pytest.fixture
def divisions(tmp_path: Path) -> Path:
    path = tmp_path / "divisions.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_options_reach_the_reader(divisions):
    assert len(gg.read(divisions, year="2018").units) == 2
    assert len(gg.read(divisions, kind="divisions", year="2023").units) == 1


def test_unknown_options_are_named(divisions):
    with pytest.raises(gg.UnknownNameError, match="year"):
        gg.read(divisions, yaer="2018")


def test_options_on_the_command_line(divisions, tmp_path):
    target = tmp_path / "county.json"
    result = CliRunner().invoke(app, ["convert", str(divisions), str(target), "-O", "year=2018"])
    assert result.exit_code == 0
    assert gg.read(target) == gg.read(divisions, year="2018")


def test_a_malformed_option_is_a_users_mistake(divisions, tmp_path):
    target = tmp_path / "county.json"
    result = CliRunner().invoke(app, ["convert", str(divisions), str(target), "-O", "2018"])
    assert result.exit_code == 2
    assert "NAME=VALUE" in result.output
    assert not target.exists()
