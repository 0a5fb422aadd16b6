"""Matter × area: the sentences of the module's docstring, word for word, against the fast joins."""

from hypothesis import given, settings

from govgraph.model.builder import Builder
from govgraph.model.jurisdiction import cells, participants
from govgraph.model.structure import Structure
from tests.strategies import structures


def _missing(value: object) -> bool:
    return value is None or value != value  # noqa: PLR0124


def _home(structure: Structure, unit: str) -> str | None:
    return structure.unit(unit)["area"]


def _duties(structure: Structure) -> list[tuple[int, str, str, str, str | None]]:
    """(row, unit, matter, role, area it holds in)."""
    found = []
    for row, duty in structure.duties.iterrows():
        area = _home(structure, duty["unit"]) if _missing(duty["area"]) else duty["area"]
        found.append((int(str(row)), duty["unit"], duty["matter"], duty["role"], area))
    return found


def _cells_definition(structure: Structure) -> set[tuple[str, str | None]]:
    duties, demand = _duties(structure), structure.demand
    places: set[tuple[str, str | None]] = set()
    for matter in structure.matters["id"]:
        here = {(matter, a) for a in demand.loc[demand["matter"] == matter, "area"]}
        here |= {(matter, a) for _, _, m, role, a in duties if m == matter and role == "lead"}
        if not here:
            here = {(matter, a) for _, _, m, _, a in duties if m == matter}
        places |= here or {(matter, None)}
    return places


def _upward(structure: Structure, area: str | None) -> list[str | None]:
    return [None] if area is None else list(structure.area_path(area))


def _leads_definition(structure: Structure, matter: str, area: str | None) -> set[str]:
    for place in _upward(structure, area):
        found = {
            u for _, u, m, role, a in _duties(structure) if (m, role, a) == (matter, "lead", place)
        }
        if found:
            return found
    return set()


def _covered_definition(structure: Structure, matter: str, area: str) -> bool:
    below = structure.areas.loc[structure.areas["parent"] == area, "id"].tolist()
    leading = {a for _, _, m, role, a in _duties(structure) if m == matter and role == "lead"}
    return bool(below) and all(
        child in leading or _covered_definition(structure, matter, child) for child in below
    )


@given(structures())
@settings(max_examples=40)
def test_cells_by_definition(structure: Structure) -> None:
    fast = cells(structure)
    pairs = [(c.matter, None if _missing(c.area) else c.area) for c in fast.itertuples()]
    assert len(set(pairs)) == len(pairs)
    assert set(pairs) == _cells_definition(structure)
    for cell in fast.itertuples():
        area = None if _missing(cell.area) else str(cell.area)
        leads = _leads_definition(structure, str(cell.matter), area)
        assert cell.leads == len(leads)
        covered = not leads and area is not None
        assert cell.covered_below == (
            covered and _covered_definition(structure, str(cell.matter), str(area))
        )


@given(structures())
@settings(max_examples=40)
def test_participants_by_definition(structure: Structure) -> None:
    frame, parts = cells(structure), participants(structure)
    fast = set(zip(parts["cell"], parts["duty"], strict=True))
    slow = set()
    for number, cell in enumerate(frame.itertuples()):
        area = None if _missing(cell.area) else str(cell.area)
        places = _upward(structure, area)
        leads = _leads_definition(structure, str(cell.matter), area)
        nearest = next(
            (
                place
                for place in places
                if any(
                    (m, r, a) == (cell.matter, "lead", place)
                    for _, _, m, r, a in _duties(structure)
                )
            ),
            "nobody",
        )
        for row, unit, matter, role, where in _duties(structure):
            holds = matter == cell.matter and where in places
            if holds and (role != "lead" or (unit in leads and where == nearest)):
                slow.add((number, row))
    assert fast == slow
    assert len(fast) == len(parts)


def _county(townships: int) -> Builder:
    builder = Builder(title="county")
    builder.add("levels", id="county", name="县", rank=1).add(
        "levels", id="town", name="乡", rank=2
    )
    builder.add("areas", id="X", name="X", level="county").add("matters", id="m", name="垃圾")
    builder.add("units", id="bureau", name="局", kind="department", level="county", area="X")
    for i in range(townships):
        builder.add("areas", id=f"t{i}", name=f"{i}乡", level="town", parent="X")
        builder.add("units", id=f"u{i}", name=f"{i}乡政府", kind="government", area=f"t{i}")
    return builder


def test_twelve_townships_that_lead_at_home_are_twelve_cells_with_one_lead() -> None:
    builder = _county(12)
    for i in range(12):
        builder.add("duties", unit=f"u{i}", matter="m", role="lead")
    frame = cells(builder.build())
    assert frame["leads"].tolist() == [1] * 12


def test_a_county_bureau_leads_where_no_township_does() -> None:
    builder = _county(2).add("duties", unit="bureau", matter="m", role="lead")
    builder.add("demand", matter="m", area="t0", cases=5)
    builder.add("duties", unit="u1", matter="m", role="lead")
    frame = cells(builder.build()).set_index("area")
    assert frame["lead_area"].to_dict() == {"X": "X", "t0": "X", "t1": "t1"}
    assert frame["leads"].tolist() == [1, 1, 1]


def test_demand_for_the_county_is_covered_when_every_township_leads() -> None:
    builder = _county(2).add("demand", matter="m", area="X", cases=5)
    builder.add("duties", unit="u0", matter="m", role="lead")
    half = cells(builder.build()).set_index("area")
    assert not half.loc["X", "covered_below"]
    whole = cells(builder.add("duties", unit="u1", matter="m", role="lead").build())
    assert whole.set_index("area").loc["X", "covered_below"]
