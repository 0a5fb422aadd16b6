"""``govgraph simulate``: a report of a structure and of what is proposed, in both languages."""

import json

import pytest

import govgraph as gg
from govgraph.reforms.operators.create_joint_centre import CreateJointCentre
from tests.casework.experiment import BUREAUS, district


@pytest.fixture
def files(own_folder):
    """A structure and a proposal."""
    gg.write(district(cases=60.0), own_folder / "district.json")
    centre = CreateJointCentre(id="c", name="Centre", led_by="gov", departments=BUREAUS)
    gg.write_proposal(gg.Proposal("Centre", (gg.Step(centre),)), own_folder / "centre.yaml")
    return own_folder


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_proposal_is_simulated_beside_the_structure(run, files, lang):
    result = run(
        "simulate", "district.json", "--proposal", "centre.yaml", "--runs", 2, "--years", 0.1,
        "--seed", 7, "--out", "report", "--lang", lang,
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    assert (files / "report" / "simulate.html").exists()
    assert "simulate.html" in result.stdout


@pytest.mark.parametrize("value", ["resolve=x", "resole=0.5", "resolve=7"])
def test_a_bad_value_is_one_message(run, files, value):
    result = run("simulate", "district.json", "--set", value, "--out", "report")
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    assert not (files / "report").exists()


@pytest.mark.parametrize(("most", "runs"), [(1e9, 10), (10, 5)])
def test_fewer_runs_where_many_cases_come(run, files, monkeypatch, most, runs):
    monkeypatch.setattr("govgraph.cli.simulate._MANY_CASES", most)
    result = run("simulate", "district.json", "--years", 0.1, "--out", "report")
    assert result.exit_code == 0, result.stderr
    text = (files / "report" / "simulate.json").read_text(encoding="utf-8")
    assert len(json.loads(text)["scenarios"]["A"]["runs"]) == runs
