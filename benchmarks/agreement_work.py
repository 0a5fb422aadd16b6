"""The country at work: the case ``china`` with made-up matters, duties, powers and joint bodies.

The case itself has ties alone. So that measures of work have something to measure, matters are
drawn here by seed; they say nothing of any real office.
"""

from typing import Any

import numpy as np
import pandas as pd

from govgraph.cases.china.building import build
from govgraph.model.builder import Builder
from govgraph.model.structure import Structure

#: Matters that are drawn.
MATTERS = 24
POWERS = ("inspect", "penalise", "license", "seize")
SECTORS = ("public", "party", "market", "social")
_ASSUMED = {"origin": "assumption"}

Draws = np.random.Generator


def country(units: int, seed: int = 1) -> Structure:
    """Return about so many units of the country, with drawn work.

    Parameters
    ----------
    units : int
        About how many units.
    seed : int
        Draws the work.
    """
    rng, builder = np.random.default_rng(seed), build(units=units)
    bare = build(units=units).build()
    counties = bare.areas.loc[bare.areas["level"] == "county", "id"].tolist()
    matters = _matters(rng, builder, bare)
    for county in counties:
        _duties(rng, builder, bare.units[bare.units["area"] == county], matters)
        _demand(rng, builder, county, matters)
        _body(rng, builder, bare.units[bare.units["area"] == county], county)
    _posts(rng, builder, bare.units)
    found = builder.build()
    sectors = rng.choice(SECTORS, len(found.units))
    return found.replacing(found.about, {"units": found.units.assign(sector=sectors)})


def _matters(rng: Draws, builder: Builder, bare: Structure) -> pd.DataFrame:
    """Matters of some lines, what they need, and which come before others."""
    local = bare.units.loc[bare.units["level"] == "county", "line"].dropna().unique()
    lines = rng.choice(np.sort(local.astype(str)), MATTERS)
    matters = pd.DataFrame({"id": [f"m{number}" for number in range(MATTERS)], "line": lines})
    for matter in matters.itertuples():
        hours = float(rng.integers(1, 9))
        row: dict[str, Any] = {"id": matter.id, "name": matter.id, "hours": hours}
        builder.add("matters", line=matter.line, **row, **_ASSUMED)
        for power in rng.choice(POWERS, rng.integers(1, 4), replace=False):
            builder.add("needs", matter=matter.id, power=str(power), **_ASSUMED)
    for before in range(0, MATTERS - 1, 3):
        builder.add("depends", before=f"m{before}", after=f"m{before + 1}", **_ASSUMED)
    return matters


def _duties(rng: Draws, builder: Builder, own: pd.DataFrame, matters: pd.DataFrame) -> None:
    """Who leads, assists and receives in one county, and who holds which powers there."""
    offices = own[own["line"].notna()]
    for matter in matters.itertuples():
        lead = offices.loc[offices["line"] == matter.line, "id"].tolist()
        others = rng.choice(offices["id"].to_numpy(str), rng.integers(1, 4), replace=False)
        roles = [(unit, "lead") for unit in lead]
        roles += [(str(unit), "assist") for unit in others if unit not in lead]
        for unit, role in roles:
            hours = float(rng.integers(1, 5))
            row = {"unit": unit, "matter": matter.id, "role": role, "hours": hours}
            builder.add("duties", **row, **_ASSUMED)
            if rng.random() < 0.6:  # noqa: PLR2004 - some lack a power
                power = str(rng.choice(POWERS))
                builder.add("powers", unit=unit, power=power, matter=matter.id, **_ASSUMED)


def _demand(rng: Draws, builder: Builder, county: str, matters: pd.DataFrame) -> None:
    for matter in matters["id"]:
        cases = float(rng.integers(1, 100))
        builder.add("demand", matter=matter, area=county, cases=cases, **_ASSUMED)


def _body(rng: Draws, builder: Builder, own: pd.DataFrame, county: str) -> None:
    """A joint body of some offices of a county, and offices that its government calls."""
    body, offices = f"{county}.body", own.loc[own["line"].notna(), "id"].to_numpy(str)
    government = own.loc[own["kind"] == "government", "id"].iloc[0]
    builder.add("units", id=body, name=body, kind="joint_body", area=county, **_ASSUMED)
    members = rng.choice(offices, 6, replace=False).tolist()
    for place, member in enumerate(members):
        tie = {"source": member, "target": body, "mode": "member" if place else "chair"}
        builder.add("relations", kind="joins", **tie, **_ASSUMED)
    for called in members[3:]:
        tie = {"source": government, "target": called, "matter": f"m{rng.integers(MATTERS)}"}
        chance = float(rng.random())
        builder.add("relations", kind="calls", probability=chance, **tie, **_ASSUMED)


def _posts(rng: Draws, builder: Builder, units: pd.DataFrame) -> None:
    """Heads and staff of the offices."""
    for place, grade in enumerate(("head", "staff")):
        builder.add("grades", id=grade, name=grade, rank=place, **_ASSUMED)
        for unit in units.loc[units["line"].notna(), "id"]:
            filled = int(rng.integers(1, 9))
            row = {"unit": unit, "grade": grade, "kind": "administrative", "filled": filled}
            builder.add("posts", quota=filled + 1, **row, **_ASSUMED)
