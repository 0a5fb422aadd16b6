"""Rules that judge by matter say of an excerpt what they say of the whole, on its matters."""

from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import govgraph as gg
from govgraph.auditing.configuration import Configuration
from govgraph.auditing.result import Audit
from govgraph.auditing.run import audit
from govgraph.errors import UserError
from govgraph.model.structure import Structure
from govgraph.reforms.catalogue import Reform
from govgraph.search.excerpt import BY_MATTER, concerned, excerpt
from tests.measures.samples import county
from tests.reforms.steps import steps

OPERATORS = [gg.operators()[name] for name in ("grant_powers", "reassign_lead", "share_data",
             "assign_duties", "withdraw_powers", "grassroots_call", "change_assessment",
             "transfer_functions", "add_tie", "remove_tie")]  # fmt: skip
CONFIGURATION = Configuration(tuple(sorted(BY_MATTER)))
MATTERS, UNITS, POWERS, AREAS = "klmno", "abcd", ("p", "q", "data:d"), ("A", "B")
UNIT, MATTER, POWER, AREA = (st.sampled_from(ids) for ids in (UNITS, MATTERS, POWERS, AREAS))
SOME, SIGN = st.one_of(st.none(), MATTER), st.sampled_from([-1, 1])
Drawn = st.SearchStrategy[Any]
Said = dict[str, list[str]]


def said(judged: Audit, matters: frozenset[str]) -> Said:
    """Everything that the evidence on some matters says, by rule."""
    return {
        result.rule.code: sorted(
            repr(finding.evidence)
            for finding in result.findings
            if matters & set(finding.evidence.matters)
        )
        for result in judged.results
        if result.outcome != "not_applicable"
    }


def several(draw: st.DrawFn, build: gg.Builder, table: str, most: int, **fields: Drawn) -> None:
    """Add rows of a table, no two alike in their first two fields."""
    rows = st.lists(st.tuples(*fields.values()), max_size=most, unique_by=lambda row: row[:2])
    for row in draw(rows):
        build.add(table, **dict(zip(fields, row, strict=True)))


@st.composite
def bound(draw: st.DrawFn) -> Structure:
    """Few units on many matters, with every row that a matter can bind."""
    build = gg.Builder().add("levels", id="h", name="h").add("levels", id="l", name="l")
    build.add("areas", id="A", name="A", level="h")
    build.add("areas", id="B", name="B", level="l", parent="A")
    build.add("lines", id="x", name="x").add("lines", id="y", name="y", parent="x")
    for one in UNITS:
        build.add("units", id=one, name=one, kind="department", area=draw(AREA))
    for one in MATTERS:
        build.add("matters", id=one, name=one, line=draw(st.sampled_from(["x", "y", None])))
    role = st.sampled_from(["lead", "lead", "assist", "receive"])
    several(draw, build, "duties", 12, unit=UNIT, matter=MATTER, role=role)
    several(draw, build, "needs", 6, matter=MATTER, power=POWER)
    several(draw, build, "powers", 4, unit=UNIT, power=POWER, matter=MATTER)
    several(draw, build, "powers", 1, unit=UNIT, power=POWER, line=st.just("x"))
    several(draw, build, "demand", 4, matter=MATTER, area=AREA, cases=st.sampled_from([0, 3]))
    several(draw, build, "depends", 4, before=st.sampled_from("klm"), after=st.sampled_from("no"))
    several(draw, build, "goals", 3, unit=UNIT, matter=SOME, objective=st.just("o"), sign=SIGN)
    first, second = st.sampled_from("ab"), st.sampled_from("cd")
    several(draw, build, "relations", 3, source=first, target=second, kind=st.just("leads"))
    for kind in ("coordinates", "refers", "shares"):
        about = {"kind": st.just(kind), "matter": SOME}
        data = {"data": st.sampled_from([None, "d", "p"])} if kind == "shares" else {}
        several(draw, build, "relations", 2, source=first, target=second, **about, **data)
    return build.build()


@given(bound(), st.sets(st.sampled_from(MATTERS), min_size=1, max_size=2).map(frozenset))
@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
def test_an_excerpt_says_the_same_of_its_matters(whole: Structure, matters: frozenset[str]) -> None:
    expected = said(audit(whole, CONFIGURATION, join=False), matters)
    found = said(audit(excerpt(whole, matters), CONFIGURATION, join=False), matters)
    assert found == {code: expected[code] for code in found}


@given(st.data())
@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
def test_what_a_step_does_not_concern_stays(data: st.DataObject) -> None:
    before = data.draw(st.one_of(bound(), st.just(county())))
    step = data.draw(steps(data.draw(st.sampled_from(OPERATORS)), before))
    try:
        after = gg.enact(before, gg.Step(step, basis="Plan"), check=False).structure
    except UserError:
        assume(False)
        return
    matters = concerned(before, after)
    if matters is not None:
        others = frozenset(after.matters["id"]) - matters
        was, now = (audit(one, CONFIGURATION, join=False) for one in (before, after))
        old, new = said(was, others), said(now, others)
        assert {code: new[code] for code in old if code in new} == old
        assert not any(new[code] for code in set(new) - set(old))


def test_what_is_bound_to_no_matter_may_concern_any() -> None:
    def after(step: Reform) -> frozenset[str] | None:
        return concerned(county(), gg.enact(county(), step, check=False).structure)

    known = gg.operators()
    named = {"source": "env", "target": "police", "kind": "coordinates"}
    assert after(known["add_tie"].reform(**named)) is None
    assert after(known["add_tie"].reform(**named, matter="noise")) == {"noise"}
    powers = {"source": "police", "target": "env", "mode": "entrusted", "power": "penalise"}
    assert after(known["grant_powers"].reform(**powers, matter="noise")) == {"noise"}
