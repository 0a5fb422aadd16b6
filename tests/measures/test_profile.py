"""The four fragmentations: sentence-by-sentence definitions, and what must not change them."""

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import UndefinedMeasureError
from govgraph.measures import coordination, dispersion, profile
from govgraph.measures.groundwork.concentration import concentration
from govgraph.measures.groundwork.work import work
from govgraph.model.builder import Builder
from govgraph.model.jurisdiction import cells, participants
from govgraph.model.structure import Structure
from tests.measures.samples import county, tie, units
from tests.measures.working import working

FOUR = (profile.power, profile.function, profile.mechanism, profile.information)


def area_path(structure: Structure, area: object) -> list[str]:
    return list(structure.area_path(area)) if isinstance(area, str) else []


def led(structure: Structure) -> dict[int, set[str]]:
    frame = participants(structure).query("role == 'lead'")
    return {c: set(frame.loc[frame["cell"] == c, "unit"]) for c in cells(structure).index}


def power_definition(structure: Structure, cell: int) -> float:
    """Share of needed powers that no lead and no unit under a lead's orders holds there."""
    place = cells(structure).loc[cell]
    needed = set(structure.needs.query("matter == @place.matter")["power"])
    if not needed or place["covered_below"]:
        return np.nan
    graph = nx.DiGraph()
    graph.add_nodes_from(structure.units["id"])
    leads = structure.relations.query("kind == 'leads'")
    graph.add_edges_from(zip(leads["source"], leads["target"], strict=True))
    commanded = {u for lead in led(structure)[cell] for u in {lead} | nx.descendants(graph, lead)}
    held = {
        row.power
        for row in structure.powers.itertuples()
        if row.unit in commanded and covers(structure, row, place["matter"], place["area"])
    }
    return len(needed - held) / len(needed)


def covers(structure: Structure, row: Any, matter: str, area: object) -> bool:
    line = structure.matters.set_index("id")["line"][matter]
    parent = structure.lines.set_index("id")["parent"]
    lines = set()
    while isinstance(line, str):
        lines.add(line)
        line = parent[line]
    about = row.matter == matter if isinstance(row.matter, str) else True
    about = row.line in lines if isinstance(row.line, str) else about
    home = structure.unit(row.unit)["area"]
    held = row.area if isinstance(row.area, str) else home
    return about and (
        held is None or not isinstance(area, str) or held in area_path(structure, area)
    )


def pairs_definition(structure: Structure, cell: int) -> set[frozenset[str]]:
    """Units that lead, assist or decide in the cell; leads of dependent matters around it."""
    frame = participants(structure)
    own = set(frame.query("cell == @cell and role in ['lead', 'assist', 'decide']")["unit"])
    found = {frozenset((a, b)) for a in own for b in own if a != b}
    place, leads = cells(structure).loc[cell], led(structure)
    for row in structure.depends.itertuples():
        if place["matter"] not in (row.before, row.after):
            continue
        other = row.after if place["matter"] == row.before else row.before
        for area in area_path(structure, place["area"]) or [None]:
            same = cells(structure)["area"] == area if area else cells(structure)["area"].isna()
            there = cells(structure).index[same & (cells(structure)["matter"] == other)]
            if len(there):
                found |= {frozenset((a, b)) for a in leads[cell] for b in leads[there[0]] if a != b}
                break
    return found


def has_tie(structure: Structure, pair: frozenset[str]) -> bool:
    """No tie but shares names a matter in these structures."""
    a, b = sorted(pair)
    rows = structure.relations.query("kind in ['leads', 'coordinates', 'joins']")
    ends = {frozenset(ends) for ends in zip(rows["source"], rows["target"], strict=True)}
    members = set(rows.loc[rows["kind"] == "joins", "source"])
    return pair in ends or {a, b} <= members


def shares_data(structure: Structure, pair: frozenset[str], matters: set[str]) -> bool:
    """Some unit's data reach both, all along ties that count for one of the matters."""
    rows = structure.relations.query("kind == 'shares'")
    for matter in matters:
        own = rows[rows["matter"].isna() | (rows["matter"] == matter)]
        graph = nx.DiGraph(list(zip(own["source"], own["target"], strict=True)))
        graph.add_nodes_from(structure.units["id"])
        reach = [nx.ancestors(graph, unit) | {unit} for unit in pair]
        if set.intersection(*reach):
            return True
    return False


@given(working())
def test_profile_is_what_its_sentences_say(structure):
    table = profile.table(structure)
    for cell, row in table.iterrows():
        assert row["power"] == pytest.approx(power_definition(structure, cell), nan_ok=True)
        pairs = pairs_definition(structure, cell)
        assert row["pairs"] == len(pairs)
        untied = sum(not has_tie(structure, pair) for pair in pairs)
        expected = untied / len(pairs) if pairs else np.nan
        assert row["mechanism"] == pytest.approx(expected, nan_ok=True)


@given(working())
def test_information_is_what_its_sentence_says(structure):
    for row in profile.partner_ties(structure).itertuples():
        matters = {m for m in (row.matter, row.other_matter) if isinstance(m, str)}
        pair = frozenset((row.first, row.second))
        assert row.shared == shares_data(structure, pair, matters)
        found = coordination.lawful(structure, row.first, row.second, matter=row.matter)
        expected = np.nan if found is None else found.length
        assert row.distance == pytest.approx(expected, nan_ok=True)


def four(structure: Structure) -> list[float]:
    values = []
    for measure in FOUR:
        try:
            values.append(measure(structure))
        except UndefinedMeasureError:
            values.append(np.nan)
    return values


@given(working(), st.sampled_from(["joint_body", "department", "centre", "portfolio"]))
def test_a_unit_that_is_merely_there_changes_nothing(structure, kind):
    more = Builder.of(structure).add("units", id="new", name="new", kind=kind, area="B").build()
    np.testing.assert_equal(four(more), four(structure))
    columns = ["power", "function", "mechanism", "information"]
    pd.testing.assert_frame_equal(profile.table(more)[columns], profile.table(structure)[columns])


def test_the_county():
    structure = county()
    table = profile.table(structure).set_index(["matter", "area"])
    assert table.loc[("noise", "T1"), "power"] == 0.5
    assert table.loc[("noise", "T2"), "power"] == 1.0
    assert table.loc[("waste", "T1"), "function"] == 0.0
    assert table.loc[("fire",)]["function"].tolist() == [1.0]
    missing = profile.missing_powers(structure).query("area == 'T1' and matter == 'noise'")
    assert missing[["power", "leads", "holders"]].to_numpy().tolist() == [
        ["penalise", ("town1",), ("police",)]
    ]
    weights = [10, 20, 5]
    assert profile.power(structure) == pytest.approx(np.average([0.5, 1.0, 1.0], weights=weights))


def test_a_call_ties_only_for_its_matter_and_only_while_live():
    pairs = profile.uncoordinated_pairs(county())
    ends = set(zip(pairs["area"], pairs["first"], pairs["second"], strict=True))
    assert ("T1", "police", "town1") not in ends
    assert ("T2", "police", "town2") in ends


def test_data_sharing_is_no_coordination():
    build = units(Builder(), env="department", police="department")
    build.add("matters", id="m", name="m")
    for unit, role in (("env", "lead"), ("police", "assist")):
        build.add("duties", unit=unit, matter="m", role=role)
    structure = tie(build, "shares", "env", "police").build()
    assert (profile.mechanism(structure), profile.information(structure)) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("fields", "value"),
    [({}, 0.0), ({"matter": "m"}, 0.0), ({"data": "register"}, 0.0), ({"data": "x"}, 1.0),
     ({"matter": "n"}, 1.0), ({"matter": "n", "data": "register"}, 1.0)],
)  # fmt: skip
def test_which_sharing_counts(fields, value):
    build = units(Builder(), env="department", police="department", bureau="department")
    build.add("matters", id="m", name="m").add("matters", id="n", name="n")
    build.add("needs", matter="m", power="register")
    for unit, role in (("env", "lead"), ("police", "assist")):
        build.add("duties", unit=unit, matter="m", role=role)
        tie(build, "shares", "bureau", unit, **fields)
    table = profile.table(build.build()).set_index("matter")
    assert table.loc["m", "information"] == value


@given(working())
def test_work_is_stated_hours_or_equal_parts_of_the_leads(structure):
    frame = participants(structure)
    hours = work(structure).set_index(["cell", "unit"])["hours"]
    for cell in frame["cell"].unique():
        own = frame[frame["cell"] == cell]
        if own["hours"].notna().any() and own["hours"].sum() > 0:
            expected = own.groupby("unit")["hours"].sum()
        else:
            leads = own.loc[own["role"] == "lead", "unit"].unique()
            expected = pd.Series(0.0, index=sorted(own["unit"].unique()))
            expected[leads] = 1 / max(len(leads), 1)
        found = concentration(hours[cell]).herfindahl
        assert found == pytest.approx(concentration(expected).herfindahl, nan_ok=True)
    index = dispersion.herfindahl(structure).to_numpy()
    assert np.isnan(index).tolist() == [
        not (cell in hours.index.get_level_values(0) and hours[cell].sum() > 0)
        for cell in cells(structure).index
    ]


def test_a_gap_has_no_concentration():
    assert np.isnan(concentration([0, 0]).herfindahl)
    assert np.isnan(concentration([5]).normalised)


@pytest.mark.parametrize(("data", "gap"), [("roster", 0.0), (None, 0.0), ("other", 1.0)])
def test_needed_data_that_are_shared_with_the_lead_are_not_missing(data, gap):
    build = units(Builder(), env="department", police="department")
    build.add("matters", id="m", name="m").add("needs", matter="m", power="data:roster")
    build.add("duties", unit="env", matter="m", role="lead")
    build.add("powers", unit="police", power="data:roster")
    structure = tie(build, "shares", "police", "env", data=data).build()
    assert profile.power(structure) == gap
