"""Every rule on its own cases, and what all rules have in common."""

import string
from functools import cache

import pytest

from govgraph.auditing.catalogue import SEVERITIES, Rule, rules
from govgraph.auditing.result import Audit, RuleResult
from govgraph.auditing.run import audit
from govgraph.measures.bibliography import references
from govgraph.model.builder import Builder
from govgraph.text import LANGUAGES
from tests.auditing.gallery import FOLDER, Case, cases

RULES = list(rules().values())
CASES = [case for rule in RULES for case in cases(rule.code)]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@cache
def _judged(name: str, *, reverse: bool) -> Audit:
    case = next(case for case in CASES if f"{case.code} {case.name}" == name)
    return audit(case.structure(reverse=reverse), case.configuration)


def judged(case: Case, *, reverse: bool = False) -> Audit:
    return _judged(f"{case.code} {case.name}", reverse=reverse)


def result_of(case: Case) -> RuleResult:
    return next(result for result in judged(case).results if result.rule.code == case.code)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.name}")
class TestCase:
    def test_the_evidence_is_what_the_case_says(self, case: Case):
        result = result_of(case)
        assert result.outcome == case.outcome
        assert sorted(f.evidence.key for f in result.findings) == sorted(case.expect)
        assert {b for f in result.findings for b in f.evidence.basis} >= set(case.basis)

    def test_the_order_of_rows_does_not_matter(self, case: Case):
        one, other = judged(case), judged(case, reverse=True)
        assert one.to_dict() == other.to_dict()

    def test_every_finding_is_a_whole_sentence_in_both_languages(self, case: Case):
        result = judged(case)
        for finding in result.findings:
            english, chinese = (result.sentence(finding, lang) for lang in LANGUAGES)
            assert english.endswith(".")
            assert english[0].isupper() or not english[0].isalpha()
            assert chinese.endswith("。")
            assert "  " not in english

    def test_evidence_names_ids_that_exist(self, case: Case):
        result = judged(case)
        for finding in result.findings:
            for table in ("units", "matters", "areas", "lines"):
                known = set(result.structure.table(table)["id"])
                assert set(getattr(finding.evidence, table)) <= known or case.code == "GG001"

    def test_a_rule_that_cannot_judge_says_why_in_both_languages(self, case: Case):
        result = result_of(case)
        reasons = {result.explain(lang) for lang in LANGUAGES}
        assert (len(reasons) == 2) == (result.outcome == "not_applicable")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
class TestContract:
    def test_there_is_a_case_that_passes_and_one_with_a_finding(self, rule: Rule):
        outcomes = {case.outcome for case in cases(rule.code)}
        assert outcomes >= ({"finding", "pass"}), f"cases/{rule.code}.toml lacks an outcome"

    def test_all_its_sentences_occur_in_the_cases(self, rule: Rule):
        told = {
            finding.evidence.variant
            for case in cases(rule.code)
            for finding in result_of(case).findings
        }
        assert told >= set(rule.en.variants)
        assert "" in told

    def test_both_languages_say_the_same(self, rule: Rule):
        assert set(rule.en.variants) == set(rule.zh.variants)
        for variant in ("", *rule.en.variants):
            english, chinese = (rule.wording(lang).sentence_of(variant) for lang in LANGUAGES)
            assert placeholders(english) == placeholders(chinese)

    def test_its_wording_is_complete(self, rule: Rule):
        for lang in LANGUAGES:
            wording = rule.wording(lang)
            assert wording.title
            assert wording.why.endswith("." if lang == "en" else "。")
            assert wording.remedy.endswith("." if lang == "en" else "。")
            assert set(wording.settings) == set(rule.thresholds)
            assert rule.subject(lang)

    def test_chinese_uses_full_width_punctuation(self, rule: Rule):
        zh = rule.zh
        for text in (zh.title, zh.why, zh.remedy, zh.sentence, *zh.variants.values()):
            plain = "".join(part for part, *_ in string.Formatter().parse(text))
            assert not set(plain) & set(",.;:()!?")

    def test_its_sources_are_in_the_bibliography(self, rule: Rule):
        assert set(rule.sources) <= set(references())

    def test_it_says_what_the_function_does(self, rule: Rule):
        assert rule.function.__doc__
        assert rule.severity in SEVERITIES

    def test_a_single_unit_gives_it_nothing_to_judge(self, rule: Rule):
        structure = Builder().add("units", id="u", name="U", kind="department").build()
        result = next(r for r in audit(structure).results if r.rule.code == rule.code)
        assert result.outcome == "not_applicable"
        assert result.explain("zh") != result.explain("en")


def test_codes_follow_the_scheme():
    for code, rule in rules().items():
        assert code == rule.code
        assert code[:2] == "GG"
        assert code[2:].isdigit()
        assert len(code) == 5


def test_no_case_belongs_to_a_rule_that_is_gone():
    assert {path.stem for path in FOLDER.glob("*.toml")} <= set(rules())
