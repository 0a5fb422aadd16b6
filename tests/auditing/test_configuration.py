"""The configuration file: what it sets, and that every mistake in it is reported at once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.auditing.catalogue import rules
from govgraph.auditing.configuration import (
    Configuration,
    load_configuration,
    read_configuration,
)
from govgraph.auditing.result import Accepted
from govgraph.auditing.run import audit
from govgraph.errors import ConfigurationError, InvalidConfigurationError
from govgraph.model.builder import Builder
from govgraph.model.structure import Structure

WHOLE = """
[defaults]
lang = "zh"

[audit]
select = ["GG1", "span_out_of_band"]
ignore = ["GG105"]

[audit.severity]
GG101 = "low"
span_out_of_band = "high"

[audit.rules.GG402]
high = 15

[[audit.accept]]
rule = "GG101"
matters = ["wells"]
areas = ["north"]
reason = "Merger in preparation"
date = 2026-03-01
"""

TEN_MISTAKES = """
[audit]
select = ["GG777"]
ignore = "GG105"
sevrity = "high"

[audit.severity]
GG101 = "hihg"
duplicatoin = "low"

[audit.rules.GG402]
hihg = 15
low = "two"

[[audit.accept]]
rule = "GG101"
unit = ["water"]
reason = "Known"
date = "soon"

[[audit.accept]]
rule = "GG102"
date = "2026-03-01"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "govgraph.toml"
    path.write_text(text, encoding="utf-8")
    return path


def wells(areas: int = 2) -> Structure:
    """Two bureaus lead one matter in each of some townships."""
    builder = Builder().add("levels", id="town", name="Town", rank=1)
    builder.add("matters", id="wells", name="Wells")
    for area in ("north", "south", "east")[:areas]:
        builder.add("areas", id=area, name=area.title(), level="town")
        for unit in ("water", "fields"):
            name = f"{unit}_{area}"
            builder.add("units", id=name, name=name, kind="department", area=area)
            builder.add("duties", unit=name, matter="wells", role="lead")
    return builder.build()


class TestReading:
    def test_everything_that_is_set(self, tmp_path):
        found = load_configuration(write(tmp_path, WHOLE))
        assert found.select == ("GG1", "span_out_of_band")
        assert found.ignore == ("GG105",)
        assert found.severity == {"GG101": "low", "GG402": "high"}
        assert found.thresholds == {"GG402": {"high": 15}}
        acceptance = Accepted(
            "GG101", "Merger in preparation", "2026-03-01", (), ("wells",), ("north",)
        )
        assert found.accepted == (acceptance,)

    def test_no_file_and_an_empty_file_change_nothing(self, tmp_path):
        assert load_configuration(None) == Configuration()
        assert load_configuration(write(tmp_path, "")) == Configuration()

    def test_ten_mistakes_are_ten_problems(self, tmp_path):
        with pytest.raises(InvalidConfigurationError) as caught:
            load_configuration(write(tmp_path, TEN_MISTAKES))
        problems = {(p.place.table, p.key.partition(".")[2], p.near) for p in caught.value.problems}
        assert problems == {
            ("audit.sevrity", "unknown_key", "severity"),
            ("audit.select", "unknown_rule", ""),
            ("audit.ignore", "not_a_list", ""),
            ("audit.severity.GG101", "bad_severity", "high"),
            ("audit.severity.duplicatoin", "unknown_rule", "duplication"),
            ("audit.rules.GG402.hihg", "unknown_key", "high"),
            ("audit.rules.GG402.low", "not_a_number", ""),
            ("audit.accept[0].unit", "unknown_key", "units"),
            ("audit.accept[0].date", "not_a_date", ""),
            ("audit.accept[1].reason", "missing_key", ""),
        }
        assert len(caught.value.problems) == 10
        for lang in ("en", "zh"):
            text = caught.value.render(lang)
            assert "govgraph.toml" in text
            assert "audit.rules.GG402.hihg" in text
        assert isinstance(caught.value, ConfigurationError)

    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("[audit", "bad_toml"),
            ("audit = 3", "not_a_table"),
            ("[audit]\nrules = 3", "not_a_table"),
            ("[audit]\naccept = 3", "not_a_list_of_tables"),
            ("[audit]\naccept = [3]", "not_a_table"),
            ("[audit.rules]\nGG402 = 3", "not_a_table"),
            ("[audit.rules.GG402]\nhigh = true", "not_a_number"),
            ("[audit.rules.GG402]\nhigh = nan", "not_a_number"),
            ("[audit.rules.GG102]\nhigh = 3", "unknown_key"),
            ("[audit]\nselect = ['']", "unknown_rule"),
            ("[[audit.accept]]\nreason = 'x'\ndate = 2026-03-01", "missing_key"),
        ],
    )
    def test_one_mistake_is_one_problem(self, tmp_path, text, key):
        with pytest.raises(InvalidConfigurationError) as caught:
            load_configuration(write(tmp_path, text))
        assert [p.key for p in caught.value.problems] == [f"auditing.{key}"]

    def test_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(InvalidConfigurationError, match="no such file"):
            load_configuration(tmp_path / "govgraph.toml")

    def test_a_file_that_is_no_text(self, tmp_path):
        (tmp_path / "govgraph.toml").write_bytes(b"\xff\xfe[audit]")
        with pytest.raises(InvalidConfigurationError, match="not valid TOML"):
            load_configuration(tmp_path / "govgraph.toml")

    @given(
        st.recursive(
            st.one_of(st.booleans(), st.integers(), st.text(), st.sampled_from(sorted(rules()))),
            lambda inner: st.one_of(
                st.lists(inner, max_size=3),
                st.dictionaries(
                    st.sampled_from(["select", "rules", "severity", "accept", "rule", "GG402"]),
                    inner,
                    max_size=3,
                ),
            ),
        )
    )
    def test_any_content_is_read_or_refused(self, content):
        try:
            found = read_configuration({"audit": content})
        except InvalidConfigurationError:
            return
        assert isinstance(found, Configuration)


class TestEffect:
    def test_rules_that_are_not_chosen_are_named_as_switched_off(self):
        result = audit(wells(), Configuration(select=("GG1",), ignore=("GG102",)))
        assert [r.rule.code for r in result.results] == ["GG101", "GG103", "GG104", "GG105"]
        assert set(result.switched_off) == set(rules()) - {r.rule.code for r in result.results}

    def test_severity_and_thresholds_replace_those_of_the_rule(self):
        configuration = Configuration(
            select=("GG101",), severity={"GG101": "low"}, thresholds={"GG101": {"leads": 2}}
        )
        (result,) = audit(wells(), configuration).results
        assert (result.severity, result.outcome) == ("low", "pass")
        assert result.thresholds == {"leads": 2}

    def test_an_accepted_area_leaves_the_others_open(self):
        entry = Accepted("GG101", "Known", "2026-03-01", areas=("north",))
        result = audit(wells(), Configuration(accepted=(entry,)))
        assert [f.evidence.areas for f in result.accepted] == [("north",)]
        assert [f.evidence.areas for f in result.findings if f.rule.code == "GG101"] == [("south",)]
        assert result.accepted[0].accepted == entry

    def test_a_rule_with_all_findings_accepted_passes(self):
        entry = Accepted("GG101", "Known", "2026-03-01", matters=("wells",))
        (result,) = audit(wells(), Configuration(select=("GG101",), accepted=(entry,))).results
        assert result.outcome == "pass"
        assert len(result.findings) == 2

    def test_a_third_unit_opens_an_accepted_pair_again(self):
        entry = Accepted("GG101", "Known", "2026-03-01", units=("water_north",))
        result = audit(wells(1), Configuration(accepted=(entry,)))
        assert not result.accepted
        assert "GG001" in {f.rule.code for f in result.findings}

    def test_an_acceptance_of_a_rule_that_does_not_run_is_not_reported(self):
        entry = Accepted("GG101", "Known", "2026-03-01", units=("nobody",))
        result = audit(wells(), Configuration(ignore=("GG101",), accepted=(entry,)))
        assert "GG001" not in {f.rule.code for f in result.findings}

    def test_a_path_does_the_same(self, tmp_path):
        by_path = audit(wells(), write(tmp_path, WHOLE))
        assert (
            by_path.to_dict()
            == audit(wells(), load_configuration(tmp_path / "govgraph.toml")).to_dict()
        )
