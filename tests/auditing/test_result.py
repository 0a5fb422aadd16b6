"""The audit as a value: sentences, tables, JSON, notebook."""

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.auditing.catalogue import SEVERITIES, find_rule, rule, rules
from govgraph.auditing.configuration import Configuration
from govgraph.auditing.evidence import Evidence, Named, Range, merge
from govgraph.auditing.naming import enumerated, placeholders
from govgraph.auditing.result import Accepted, Audit
from govgraph.auditing.run import audit
from govgraph.errors import UnknownNameError
from govgraph.model.builder import Builder
from govgraph.text import LANGUAGES
from tests.strategies import built, structures, tables

HOSTILE = "<script>alert(1)</script>{0}{units}"


def hostile() -> Audit:
    builder = Builder(title=HOSTILE).add("matters", id="wells", name=HOSTILE, name_en="Wells")
    for unit in ("water", "fields"):
        builder.add("units", id=unit, name=HOSTILE, kind="department")
        builder.add("duties", unit=unit, matter="wells", role="lead")
    entry = Accepted("GG102", "None", "2026-03-01")
    return audit(builder.build(), Configuration(accepted=(entry,)))


@given(structures())
def test_any_structure_is_judged_in_both_languages(structure):
    result = audit(structure)
    assert len(result.results) == len(rules())
    for lang in LANGUAGES:
        frame = result.to_frame(lang)
        assert len(frame) == len(result.findings) + len(result.accepted)
        assert not frame["sentence"].eq("").any()
    json.dumps(result.to_dict(), allow_nan=False)


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, chance):
    levels = rows.pop("levels"), rows.pop("grades")
    mixed = {table: chance.sample(own, len(own)) for table, own in rows.items()}
    one, other = (
        built({"levels": levels[0], "grades": levels[1], **part}) for part in (rows, mixed)
    )
    assert audit(one).to_dict() == audit(other).to_dict()


@given(structures())
def test_findings_are_sorted_by_severity_and_code(structure):
    found = audit(structure).findings
    order = [(SEVERITIES.index(f.severity), f.rule.code) for f in found]
    assert order == sorted(order)
    assert sum(audit(structure).count(severity) for severity in SEVERITIES) == len(found)


class TestShowing:
    def test_names_cannot_break_a_sentence_or_a_page(self):
        result = hostile()
        text = result.sentence(result.findings[0], "zh")
        assert text.count(HOSTILE) == 3
        page = result._repr_html_()
        assert "<script>" not in page
        assert "&lt;script&gt;" in page

    def test_a_summary_counts_outcomes(self):
        result = hostile()
        assert "1 high" in result.summary("en")
        assert "高 1 项" in result.summary("zh")
        assert repr(result) == f"<{result.summary()}>"

    def test_a_notebook_shows_some_findings_and_counts_the_rest(self):
        builder = Builder()
        for i in range(60):
            builder.add("matters", id=f"m{i}", name=f"M{i}")
        builder.add("units", id="u", name="U", kind="department")
        builder.add("duties", unit="u", matter="m0", role="lead")
        page = audit(builder.build())._repr_html_()
        assert page.count("<tr>") == 51
        assert "9 more not shown" in page

    def test_the_frame_names_ids_grounds_and_acceptance(self):
        builder = Builder().add("units", id="gov", name="Gov", kind="government")
        builder.add("units", id="east", name="East", kind="community")
        builder.add("relations", source="gov", target="east", kind="leads", basis="Custom")
        entry = Accepted("GG204", "Trial", "2026-03-01", units=("gov",))
        configuration = Configuration(select=("GG204",), accepted=(entry,))
        (row,) = audit(builder.build(), configuration).to_frame("zh").to_dict("records")
        assert row["code"] == "GG204"
        assert row["rule"] == find_rule("GG204").zh.title
        assert row["severity"] == "中"
        assert row["relations"] == "gov>east:leads"
        assert row["basis"] == "Custom"
        assert (row["accepted"], row["reason"], row["date"]) == (True, "Trial", "2026-03-01")

    def test_an_audit_pickles(self):
        result = hostile()
        assert pickle.loads(pickle.dumps(result)).to_dict() == result.to_dict()  # noqa: S301

    @pytest.mark.parametrize(
        ("count", "english", "chinese"),
        [
            (0, "", ""),
            (1, "A", "A"),
            (2, "A and B", "A、B"),
            (5, "A, B, C, D and E", "A、B、C、D、E"),
            (7, "A, B, C, D and 3 more", "A、B、C、D等7个"),
        ],
    )
    def test_long_lists_are_cut_and_counted(self, count, english, chinese):
        names = list("ABCDEFG"[:count])
        assert enumerated(names, "en") == english
        assert enumerated(names, "zh") == chinese

    def test_powers_and_data_are_named(self):
        structure = Builder().add("units", id="u", name="U", kind="department").build()
        words = ("inspect", "data:tax_records", "data", "rain_making")
        evidence = Evidence(values={"powers": Named("power", words)})
        assert placeholders(structure, evidence, "en")["powers"] == (
            "the power to inspect, the data “tax records”, the data “data” and the power "
            "“rain_making”"
        )
        assert placeholders(structure, evidence, "zh")["powers"].startswith("检查权、“")


class TestMerging:
    @given(st.permutations(list(range(6))))
    def test_rows_that_differ_in_the_area_are_joined(self, order):
        rows = [
            Evidence(units=("u",), areas=(f"a{i}",), basis=(f"b{i % 2}",), values={"x": i % 2})
            for i in range(6)
        ]
        found = merge([rows[i] for i in order], "areas")
        keys = {(row.areas, row.basis) for row in found}
        assert keys == {(("a0", "a2", "a4"), ("b0",)), (("a1", "a3", "a5"), ("b1",))}

    def test_pooled_values_do_not_keep_rows_apart(self):
        rows = [
            Evidence(
                units=(f"u{i}",),
                areas=(f"a{i}",),
                values={"by": Named("units", (f"h{i}",), pooled=True), "steps": Range(i, i)},
            )
            for i in (3, 1, 2)
        ]
        (row,) = merge(rows, "areas+units")
        assert row.units == ("u1", "u2", "u3")
        assert row.values["by"].ids == ("h1", "h2", "h3")
        assert str(row.values["steps"]) == "1–3"

    def test_joining_is_idempotent(self):
        rows = [Evidence(areas=(area,)) for area in "cabed"]
        once = merge(rows, "areas")
        assert merge(once, "areas") == once


class TestCatalogue:
    def test_rules_are_found_by_code_and_name(self):
        assert find_rule("GG101") is find_rule("duplication")
        with pytest.raises(UnknownNameError, match="duplication"):
            find_rule("duplicatoin")

    def test_a_code_is_given_once(self):
        taken = rules()["GG101"]
        register = rule("GG101", severity="low", en=taken.en, zh=taken.zh, sources=())
        with pytest.raises(ValueError, match="registered twice"):
            register(taken.function)
