"""On which administrative level a unit stands."""

import pandas as pd

from govgraph.model.structure import Structure


def ranks(structure: Structure) -> pd.Series:
    """Return the rank of each unit's level, or of its area's level; missing without either."""
    units = structure.units.set_index("id")
    area_level = structure.areas.set_index("id")["level"]
    of_area = units["area"].map(area_level).astype(object)
    level = units["level"].astype(object).fillna(of_area)
    return level.map(structure.levels.set_index("id")["rank"]).astype(float)
