"""The path of a matter: door, intake, lead, assistance, decision, and the ties between them."""

from govgraph.maps.matter_paths import STAGES, matter_paths
from tests.municipality import municipality


def test_the_path_of_a_matter_in_a_district() -> None:
    structure = municipality()
    units = structure.units["id"]
    areas = structure.areas["id"]
    path = next(p for p in matter_paths(structure, ("river",)) if areas[p.area] == "D2")
    assert [(units[s.unit], s.roles, s.handed) for s in path.steps] == [
        ("C.grid", ("door",), False),
        ("D2.grid", ("receive",), True),
        ("D2.ecol", ("lead",), True),
        ("D2.water", ("assist",), False),
        ("C.ecol", ("decide",), False),
    ]
    assert path.cases == 120


def test_every_unit_with_a_duty_in_the_area_stands_on_the_path() -> None:
    structure = municipality()
    units = structure.units["id"]
    for path in matter_paths(structure):
        roles = [STAGES.index(step.roles[0]) for step in path.steps]
        assert roles == sorted(roles)
        assert len({step.unit for step in path.steps}) == len(path.steps)
        matter = structure.matters["id"][path.matter]
        area = structure.areas["id"][path.area]
        own = structure.duties[structure.duties["matter"] == matter]["unit"]
        for unit in own:
            if unit.startswith(f"{area}."):
                assert unit in {units[step.unit] for step in path.steps}


def test_only_the_matters_wanted() -> None:
    structure = municipality()
    stall = structure.matters["id"].tolist().index("stall")
    assert {path.matter for path in matter_paths(structure, ("stall",))} == {stall}
