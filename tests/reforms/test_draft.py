"""The draft: rows are kept, changed, joined, created or lost, and the ledger says which."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import InvalidStructureError, UserError
from govgraph.model.builder import Builder
from govgraph.model.schema import TABLES
from govgraph.reforms.catalogue import Reform, find_operator, operators
from govgraph.reforms.draft import Draft
from govgraph.reforms.enacting import Step, attempt, enact, outcome, steps_of
from govgraph.reforms.ledger import ledger
from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.create_joint_centre import CreateJointCentre
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.remove_tie import RemoveTie
from govgraph.reforms.selection import Where
from tests.measures.samples import county
from tests.strategies import structures


def merger(**more: str) -> MergeUnits:
    return MergeUnits(units=("env", "housing"), into="env", **more)


def test_merging_adds_staff_joins_duties_and_drops_what_is_internal():
    done = enact(county(), merger(name="Environment and housing"))
    after = done.structure
    assert "housing" not in set(after.units["id"])
    assert after.unit("env")["name"] == "Environment and housing"
    roles = after.duties.query("unit == 'env' and matter == 'waste' and role != 'receive'")["role"]
    assert sorted(roles) == ["assist", "lead"]
    assert after.relations.query("source == 'deputy'")["target"].tolist() == ["env"]
    merged = done.ledger.of("merged")
    assert ("units", "housing", "env") in set(
        zip(merged["table"], merged["row"], merged["after"], strict=True)
    )


def test_what_a_step_would_orphan_is_named_and_nothing_changes():
    class Drop(Reform):
        operator = find_operator("merge_units")

        def change(self, draft: Draft) -> None:
            draft.lose("units", draft.rows("units", id="env"), "reforms.merged")

    before = county()
    with pytest.raises(InvalidStructureError) as caught:
        enact(before, Drop())
    tables = {problem.place.table for problem in caught.value.problems}
    assert {"relations", "duties", "powers"} <= tables
    assert "env" in set(before.units["id"])


def test_a_unit_that_loses_its_last_superior_is_named():
    class Untie(Reform):
        operator = find_operator("add_tie")

        def change(self, draft: Draft) -> None:
            rows = draft.rows("relations", kind="leads", target="police")
            draft.lose("relations", rows, "reforms.merged")

    with pytest.raises(InvalidStructureError, match="police"):
        enact(county(), Untie())


def test_new_rows_carry_the_ground_and_date_of_their_step():
    tie = AddTie(kind="coordinates", source="env", target="police")
    done = enact(county(), Step(tie, date="2024-06", basis="Decree 7"), origin="proposal: test")
    row = done.structure.relations.query("source == 'env' and target == 'police'").iloc[0]
    assert (row["basis"], row["since"], row["origin"]) == ("Decree 7", "2024-06", "proposal: test")
    assert done.structure.about.as_of == "2024-06"


def test_a_selection_chooses_by_what_units_have_in_common():
    draft = Draft(county())
    assert draft.choose(Where(kind="department")) == ["env", "housing", "police"]
    assert draft.choose(Where(kind="government", area_under="T1")) == ["town1"]
    with pytest.raises(UserError, match="chooses nothing"):
        draft.choose(Where(kind="platform"))
    with pytest.raises(UserError, match=r"[Dd]id you mean"):
        draft.choose("hosing")


@given(structures(), st.data())
def test_every_row_is_kept_or_listed(structure, data):
    units = structure.units["id"].tolist()
    chosen = data.draw(st.lists(st.sampled_from(units), unique=True, min_size=1))
    draft = Draft(structure)
    others = [unit for unit in chosen if unit != chosen[0]]
    draft.repoint("units", dict.fromkeys(others, chosen[0]), "reforms.merged")
    draft.join("units", [draft.rows("units", id=unit)[0] for unit in chosen], "reforms.merged")
    written = ledger(draft, 1, "merge_units").entries
    for table in TABLES:
        gone = written.query("table == @table and action in ['merged', 'lost']")
        assert len(structure.table(table)) == len(draft.tables[table]) + len(gone)
    for column in ("quota", "filled"):
        before, after = structure.units[column].sum(), draft.tables["units"][column].sum()
        assert after == pytest.approx(before)
    assert not draft.dangling()


@pytest.mark.parametrize("name", operators())
def test_operators_are_described_in_both_languages(name):
    entry = operators()[name]
    for wording in (entry.en, entry.zh):
        assert wording.title
        assert wording.definition
        assert wording.sentence
    assert any("\u4e00" <= c <= "\u9fff" for c in entry.zh.definition)
    assert pd.Series(list(entry.en.fields.values())).str.len().min() > 0


def test_steps_taken_in_one_go_lead_where_they_lead_one_by_one():
    fine = AddTie(kind="coordinates", source="env", target="police")
    centre = CreateJointCentre(
        id="hall", name="H", led_by="gov", departments=("env", "police"), decides=True, shares=True
    )
    back = RemoveTie(kind="coordinates", source="env", target="police")
    for reforms in (
        [fine, merger(), centre],
        [centre, merger(), fine, back],
        [fine, back, merger()],
    ):
        steps, draft = steps_of(reforms), county()
        for step in steps:
            draft = attempt(draft, step)
        whole, one_by_one = outcome(draft, steps), enact(county(), steps).structure
        assert whole.fingerprint() == one_by_one.fingerprint()
        assert whole.about == one_by_one.about
        for table in TABLES:
            pd.testing.assert_frame_equal(whole.table(table), one_by_one.table(table))


def breaking(kind):
    """Return a step that leaves a mistake behind, as no operator of the catalogue may."""

    class Breaks(Reform):
        operator = replace(find_operator("add_tie"), name="breaks")

        def change(self, draft):
            (row,) = draft.rows("units", id="housing")
            if kind == "cell":
                draft.change("units", [row], filled=-1.0)
            elif kind == "circle":
                draft.add("relations", source="housing", target="gov", kind="leads")
            else:
                draft.add("units", id="housing", name="H", kind="department")

    return Breaks()


@pytest.mark.parametrize("kind", ["cell", "circle", "twice"])
def test_a_mistake_is_found_at_the_step_that_made_it(kind):
    fine = AddTie(kind="coordinates", source="env", target="police")
    with pytest.raises(InvalidStructureError, match="breaks") as caught:
        enact(county(), (fine, breaking(kind), fine))
    whole = enact(county(), breaking(kind), check=False).structure
    build = Builder(whole.about)
    for table in TABLES:
        build.add_table(table, whole.table(table))
    with pytest.raises(InvalidStructureError) as slow:
        build.build()
    keys = {problem.key for problem in slow.value.problems}
    assert {problem.key for problem in caught.value.problems} == keys
    assert all(problem.render("zh") for problem in caught.value.problems)
