"""Every rule has a remedy that is tried on the rule's own cases, or says why it has none."""

from functools import cache

import pytest

import govgraph as gg
from govgraph.auditing.catalogue import rules
from govgraph.auditing.configuration import Configuration
from govgraph.auditing.result import RuleResult
from govgraph.auditing.run import audit
from govgraph.search.catalogue import remedies, without_remedy
from govgraph.search.groups import groups
from govgraph.search.reach import READS, touched, within_reach
from govgraph.search.result import Suggestions
from govgraph.search.suggesting import COSTS, suggest
from govgraph.text import LANGUAGES, say
from tests.auditing.gallery import Case, cases

FAILING = [case for code in remedies() for case in cases(code) if case.outcome == "finding"]
#: Cases that no operator mends, with the reason.
HOPELESS = {
    "GG103 the power lies with a bureau the lead cannot order, and another power nowhere": (
        "a power that nobody holds cannot be granted"
    ),
}


@cache
def suggestions(name: str) -> Suggestions:
    case = next(case for case in FAILING if f"{case.code} {case.name}" == name)
    return suggest(audit(case.structure(), case.configuration), measures=())


def keys(result: RuleResult) -> set[str]:
    return {finding.evidence.key for finding in result.findings}


def of(case: Case) -> Suggestions:
    return suggestions(f"{case.code} {case.name}")


def test_every_rule_has_a_remedy_or_a_reason():
    assert set(remedies()) | set(without_remedy()) == set(rules())
    for reason in without_remedy().values():
        assert say(reason, "en") != say(reason, "zh")


@pytest.mark.parametrize("case", FAILING, ids=lambda case: f"{case.code}: {case.name}")
class TestFailingCase:
    def test_there_are_suggestions_for_every_finding(self, case: Case):
        found = of(case)
        apart = audit(case.structure(), case.configuration, join=False)
        assert len(found.best) + len(found.helpless) == len(groups(apart))
        assert not found.helpless or f"{case.code} {case.name}" in HOPELESS

    def test_the_best_way_removes_the_finding_or_says_that_it_does_not(self, case: Case):
        name = f"{case.code} {case.name}"
        removed = [one.removes for one in of(case).best]
        assert all(removed) or name in HOPELESS
        assert any(removed)

    def test_what_it_says_is_what_a_whole_audit_says_afterwards(self, case: Case):
        """A rule out of reach says what it said; the rule itself finds nothing where told so."""
        structure, thresholds = case.structure(), case.configuration.thresholds
        before = {
            r.rule.code: r
            for r in audit(structure, Configuration(thresholds=thresholds), join=False).results
        }
        for one in of(case).items:
            if one.refused:
                continue
            enacted = gg.enact(structure, tuple(gg.Step(step, basis="Plan") for step in one.steps))
            ties = structure.relations, enacted.structure.relations
            reach = within_reach(touched(enacted.ledger, *ties), list(READS))
            for result in audit(
                enacted.structure, Configuration(thresholds=thresholds), join=False
            ).results:
                code, was = result.rule.code, before[result.rule.code]
                if code in READS and code not in reach:
                    assert keys(result) == keys(was)
                    assert result.outcome == was.outcome
                if code == case.code and one.removed == len(was.findings) and not one.harm:
                    assert not result.findings

    def test_it_is_told_in_both_languages(self, case: Case):
        found = of(case)
        for lang in LANGUAGES:
            assert found.summary(lang)
            for one in found.items:
                assert one.steps_in_words[lang]
                assert one.verdict(lang)
        assert len(found.to_frame("zh")) == len(found.items)

    def test_rank_goes_from_one_on(self, case: Case):
        ranks = [one.rank for one in of(case).items]
        assert all(
            rank in {1, before + 1} for before, rank in zip([0, *ranks], ranks, strict=False)
        )


def test_every_rule_says_what_it_reads():
    codes = {name for name in READS if "." not in name}
    assert codes == set(rules()) - {"GG001"}
    assert set(READS) - codes <= set(COSTS)
