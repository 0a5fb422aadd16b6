"""Screening beside enacting the same steps and measuring what comes out."""

import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import govgraph as gg
from govgraph.comparison.screening.judging import EVERY, PARTS, SCREENED, Judge
from govgraph.comparison.values import values
from govgraph.errors import InvalidStructureError, UnknownNameError, UserError
from govgraph.reforms.catalogue import find_operator
from govgraph.reforms.enacting import Step, enact
from govgraph.reforms.operators.add_tie import AddTie
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.remove_tie import RemoveTie
from govgraph.reforms.proposal import Proposal
from tests.measures.working import working
from tests.reforms.prefecture import prefecture
from tests.reforms.steps import steps, taken
from tests.strategies import structures

ANY = st.one_of(structures(max_units=6), working(), st.builds(prefecture))
quick = settings(max_examples=12, suppress_health_check=list(HealthCheck), deadline=None)


def enacted(structure, reforms):
    """The measures after the steps, or the number of the step refused and the rule it breaks."""
    for number in range(1, len(reforms) + 1):
        try:
            done = enact(structure, reforms[:number])
        except InvalidStructureError as error:
            return number, error.problems[0].key
        except UserError as error:
            return number, error.key
    return values(done.structure if reforms else structure, EVERY)


@quick
@given(ANY, st.data())
def test_screening_is_enacting_and_measuring(structure, data):
    names = st.lists(st.sampled_from(SCREENED), min_size=1, max_size=3)
    packages = [
        [data.draw(steps(find_operator(name), structure)) for name in data.draw(names)]
        for _ in range(data.draw(st.integers(1, 3)))
    ]
    found = gg.screen(structure, packages, EVERY)
    np.testing.assert_allclose(found.before, values(structure, EVERY), rtol=1e-12)
    for reforms, (_, row) in zip(packages, found.table.iterrows(), strict=True):
        expected = enacted(structure, reforms)
        if isinstance(expected, tuple):
            assert (row["step"], row["rule"]) == expected
        else:
            assert (row["step"], row["rule"]) == (0, "")
            np.testing.assert_allclose(row[list(EVERY)].astype(float), expected, rtol=1e-12)


@pytest.mark.parametrize("name", SCREENED)
def test_steps_that_can_be_taken_are_screened_so(name):
    for step in taken(name):
        found = gg.screen(prefecture(), {"it": step}, EVERY).table.loc["it"]
        expected = values(enact(prefecture(), step).structure, EVERY)
        assert (found["step"], found["rule"]) == (0, "")
        np.testing.assert_allclose(found[list(EVERY)].astype(float), expected, rtol=1e-12)


def ties() -> list[AddTie | RemoveTie]:
    """Ties of coordination between all units of a prefecture, and some that cannot be."""
    units = prefecture().units["id"].tolist()
    found = [
        AddTie(kind="coordinates", source=one, target=two) for one in units for two in units[:3]
    ]
    return [*found, RemoveTie(kind="calls", source=units[0], target=units[1])]


def test_the_result_does_not_depend_on_workers_or_on_how_proposals_are_given():
    alternatives = ties()
    told: list[tuple[int, int]] = []
    alone = gg.screen(prefecture(), alternatives, progress=lambda *now: told.append(now))
    together = gg.screen(prefecture(), alternatives, workers=3)
    named = gg.screen(
        prefecture(),
        {
            str(n): Proposal("题", (Step(one, date="2024"),))
            for n, one in enumerate(alternatives, 1)
        },
    )
    assert told[-1] == (len(alternatives), len(alternatives))
    assert alone.table.equals(together.table)
    assert named.table.set_axis(alone.table.index).equals(alone.table)
    assert alone.refused["rule"].tolist()[-1] == "reforms.no_such_tie"


def test_compiled_loops_count_the_same():
    alternatives = ties()
    found = gg.screen(prefecture(), alternatives, EVERY)
    judge = Judge(prefecture(), PARTS, times=1_000_000)
    for number, step in enumerate(alternatives, 1):
        (row,) = judge.judge([(Step(step),)])
        if found.table.loc[number, "step"]:
            assert row[2] == found.table.loc[number, "rule"]
        else:
            np.testing.assert_allclose(row, found.values.loc[number], rtol=1e-12)


def test_an_interruption_keeps_what_is_done(monkeypatch):
    def stop(done: int, _: int) -> None:
        if done >= 40:
            raise KeyboardInterrupt

    found = gg.screen(prefecture(), ties(), progress=stop)
    assert len(found.table) == 40
    assert not found.complete
    assert "40" in found.note("en")
    assert "40" in found.note("zh")
    monkeypatch.setattr(Judge, "judge", lambda *_: stop(99, 99))
    with pytest.raises(KeyboardInterrupt):
        gg.screen(prefecture(), ties())


def test_proposals_are_ranked_as_the_catalogue_says():
    found = gg.screen(prefecture(), ties(), ["distance.average", "span.max"])
    best = found.best("distance.average", 5)
    assert best["distance.average"].is_monotonic_increasing
    assert best["distance.average"].iloc[0] == found.values["distance.average"].min()
    assert found.best("span.max", 1, highest=True)["span.max"].iloc[0] == found.before["span.max"]
    assert (found.changes["distance.average"] <= 0).all()
    with pytest.raises(UserError, match="neither better nor worse"):
        found.best("span.max")
    with pytest.raises(UnknownNameError):
        found.best("profile.power")
    assert json.loads(json.dumps(found.to_dict()))["asked"] == len(ties())
    assert "<table>" in found._repr_html_()


def test_what_cannot_be_screened_is_named():
    merger = MergeUnits(units=("T.gov", "U.gov"), into="T.gov")
    for wrong, said in (({"plan": (ties()[0], merger)}, "Step 2 of proposal plan"), ([], "no")):
        with pytest.raises(UserError, match=said):
            gg.screen(prefecture(), wrong)
    with pytest.raises(UnknownNameError):
        gg.screen(prefecture(), ties(), ["distance.averag"])
