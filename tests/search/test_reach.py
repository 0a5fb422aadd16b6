"""Rules and measures out of reach would say the same again, whatever operator is used."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import govgraph as gg
from govgraph.auditing.result import Audit
from govgraph.auditing.run import audit
from govgraph.errors import UserError
from govgraph.measures import table
from govgraph.model.structure import Structure
from govgraph.search.reach import READS, touched, within_reach
from tests.measures.samples import county
from tests.reforms.steps import steps

OPERATORS = list(gg.operators().values())


def told(judged: Audit) -> dict[str, object]:
    return {
        result.rule.code: (
            result.outcome,
            [(f.evidence.key, f.evidence.variant) for f in result.findings],
        )
        for result in judged.results
    }


def values(structure: Structure) -> dict[str, float]:
    frame = table(structure, MEASURES)
    return dict(zip(frame["name"], frame["value"].astype(float), strict=True))


MEASURES = tuple(name for name in READS if "." in name)
CODES = [name for name in READS if "." not in name]
BEFORE = told(audit(county(), join=False))
VALUES = values(county())


@given(st.data())
@settings(max_examples=20, suppress_health_check=list(HealthCheck), deadline=None)
def test_rules_out_of_reach_say_the_same(data: st.DataObject) -> None:
    operator = data.draw(st.sampled_from(OPERATORS))
    step = data.draw(steps(operator, county()))
    try:
        enacted = gg.enact(county(), gg.Step(step, basis="Plan"))
    except UserError:
        assume(False)
        return
    ties = county().relations, enacted.structure.relations
    reach = within_reach(touched(enacted.ledger, *ties), list(READS))
    now = told(audit(enacted.structure, join=False))
    for code in set(CODES) - set(reach):
        assert now[code] == BEFORE[code]
    measured = values(enacted.structure)
    for name in set(MEASURES) - set(reach):
        assert measured[name] == pytest.approx(VALUES[name], nan_ok=True)


def test_a_rule_that_is_not_listed_is_always_judged_again() -> None:
    assert within_reach({"relations:shares"}, ["GG999"]) == ["GG999"]
    assert within_reach({"units"}, ["GG303"]) == ["GG303"]
    assert within_reach({"relations:shares"}, ["GG303", "GG302"]) == ["GG302"]
