"""Properties of every operator: valid or refused, everything conserved or listed, order free."""

from collections.abc import Iterable

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from govgraph.errors import UserError
from govgraph.model.schema import TABLES
from govgraph.model.structure import Structure
from govgraph.reforms.catalogue import Reform, find_operator, operators, values_of
from govgraph.reforms.enacting import Enacted, enact
from govgraph.text import say
from tests.measures.working import working
from tests.reforms.prefecture import prefecture
from tests.reforms.steps import NEW, steps, taken
from tests.strategies import structures

ANY = st.one_of(structures(max_units=6), working(), st.builds(prefecture))
#: Operators that make posts; all others conserve quota too.
MAKES_QUOTA = {"create_unit"}
quick = settings(max_examples=12, suppress_health_check=list(HealthCheck), deadline=None)


def enacted(structure: Structure, *reforms: Reform, check: bool = True) -> Enacted | None:
    """What steps make of a structure; None where they are refused, in both languages."""
    try:
        return enact(structure, reforms, check=check)
    except UserError as refusal:
        said = [refusal.render(lang) for lang in ("en", "zh")]
    assert all(said)
    return None


@pytest.mark.parametrize("name", operators())
@quick
@given(ANY, st.data())
def test_a_step_is_refused_or_leaves_a_valid_structure_that_accounts_for_all(name, structure, data):
    step = data.draw(steps(find_operator(name), structure))
    before = structure.fingerprint()
    done = enacted(structure, step)
    assert (
        Structure(structure.about, {t: structure.table(t) for t in TABLES}).fingerprint() == before
    )
    if done is not None:
        rows_are_accounted_for(done)
        numbers_are_conserved(done, step)


@pytest.mark.parametrize("name", operators())
def test_steps_that_can_be_taken_account_for_everything(name):
    for step in taken(name):
        done = enact(prefecture(), step)
        assert len(done.ledger)
        unchecked = enact(prefecture(), step, check=False).structure
        assert unchecked.fingerprint() == done.structure.fingerprint()
        assert done.structure.fingerprint() != prefecture().fingerprint()
        rows_are_accounted_for(done)
        numbers_are_conserved(done, step)


def rows_are_accounted_for(done: Enacted) -> None:
    """Rows before are kept, merged or lost; rows after are kept or created."""
    entries = done.ledger.entries
    count = entries.groupby(["table", "action"]).size()
    reasons = entries.loc[entries["action"].isin(["merged", "lost"]), "reason"]
    assert all(say(key, lang) for key in set(reasons) for lang in ("en", "zh"))
    for table in TABLES:
        gone = count.get((table, "merged"), 0) + count.get((table, "lost"), 0)
        kept = len(done.before.table(table)) - gone
        assert len(done.structure.table(table)) == kept + count.get((table, "created"), 0)
        listed = entries[(entries["table"] == table) & (entries["column"] == "")]
        assert not listed.duplicated(["action", "row"]).any()


def numbers_are_conserved(done: Enacted, step: Reform) -> None:
    """Officials, cases and quota are as many as before, but for what is listed as lost."""
    lost = done.ledger.of("lost").groupby("table")["quantity"].sum()
    for table, column in (("units", "filled"), ("posts", "filled"), ("demand", "cases")):
        before, after = (s.table(table)[column].sum() for s in (done.before, done.structure))
        assert after == pytest.approx(before - lost.get(table, 0.0))
    dropped = getattr(step, "staff", "") == "drop"
    for table in ("units", "posts"):
        before, after = (s.table(table)["quota"].sum() for s in (done.before, done.structure))
        if not dropped and step.operator.name not in MAKES_QUOTA:
            assert after == pytest.approx(before)


def named(step: Reform) -> set[str]:
    """Every id that a step names."""
    found: set[str] = set()
    for value in values_of(step).values():
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, Iterable):
            found |= {str(one) for one in value}
            found |= set(value.values()) if isinstance(value, dict) else set()
    return found - {""}


def touched(done: Enacted, step: Reform) -> set[str]:
    """The ids a step names or changes: units, areas and matters in rows of the ledger."""
    entries = done.ledger.entries
    cells = pd.concat([entries["row"], entries["before"], entries["after"]]).dropna().astype(str)
    ids = {unit for s in (done.before, done.structure) for unit in (*s.units["id"], *s.areas["id"])}
    parts = {part for cell in cells for part in cell.split(" · ")}
    return named(step) | (parts & ids)


def commute(structure: Structure, one: Reform, other: Reform) -> bool | None:
    """Tell whether the order of two steps does not matter; None where they touch each other."""
    first = enacted(structure, one, check=False)
    second = enacted(structure, other, check=False)
    if first is None or second is None or touched(first, one) & touched(second, other):
        return None
    forth = enacted(structure, one, other, check=False)
    back = enacted(structure, other, one, check=False)
    if forth is None or back is None:
        return forth is back
    return forth.structure.fingerprint() == back.structure.fingerprint()


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(ANY, st.data())
def test_steps_that_touch_nothing_in_common_commute(structure, data):
    which = st.sampled_from(list(operators().values()))
    one = data.draw(steps(data.draw(which), structure, NEW[0]))
    other = data.draw(steps(data.draw(which), structure, NEW[1]))
    answer = commute(structure, one, other)
    assume(answer is not None)
    assert answer


@pytest.mark.parametrize("name", operators())
def test_a_step_commutes_with_every_disjoint_one(name):
    far = [one for other in ("make_vertical", "create_unit", "share_data") for one in taken(other)]
    near = [*taken("rename_units"), *taken("withdraw_powers")]
    answers = [commute(prefecture(), one, other) for one in taken(name) for other in far + near]
    assert False not in answers
    assert True in answers
