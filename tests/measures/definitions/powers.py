"""Powers without responsibility, and idle powers, written out."""

from govgraph.model.structure import Structure
from tests.measures import reading
from tests.measures.definitions.authority import by_unit, share
from tests.measures.reading import Row, cells, rows


def own_matters(structure: Structure, power: Row) -> set[str]:
    """Matters that a row of powers covers, where it holds, and on which its unit has a duty."""
    held = {(row["cell"], row["unit"]) for row in reading.parts(structure)}
    return {
        cell["matter"]
        for cell in cells(structure)
        if (cell["cell"], power["unit"]) in held
        and reading.covers(structure, power, cell["matter"])
        and reading.valid_in(structure, power, cell["area"])
    }


def about_matters(structure: Structure) -> list[Row]:
    """Rows of powers that cover any matter."""
    matters = list(structure.matters["id"])
    return [
        row
        for row in rows(structure, "powers")
        if any(reading.covers(structure, row, matter) for matter in matters)
    ]


def without(structure: Structure) -> list[tuple[str, bool]]:
    return [(row["unit"], not own_matters(structure, row)) for row in about_matters(structure)]


def unneeded(structure: Structure) -> list[tuple[str, bool]]:
    return [
        (
            row["unit"],
            not any(
                row["power"] in reading.needs(structure, matter)
                for matter in own_matters(structure, row)
            ),
        )
        for row in about_matters(structure)
    ]


def without_duty(structure: Structure) -> float | None:
    return share(without(structure))


def idle(structure: Structure) -> float | None:
    return share(unneeded(structure))


def unit_without_duty(structure: Structure) -> dict[str, float]:
    return by_unit(structure, without(structure))


def unit_idle(structure: Structure) -> dict[str, float]:
    return by_unit(structure, unneeded(structure))
