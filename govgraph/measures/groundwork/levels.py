"""On which administrative level a unit stands."""

import numpy as np
import pandas as pd

from govgraph.model.arrays import numbered
from govgraph.model.structure import Structure


def ranks(structure: Structure) -> pd.Series:
    """Return the rank of each unit's level, or of its area's level; missing without either."""

    def compute() -> pd.Series:
        known = structure.levels.set_index("id")["rank"].astype(float)
        own, words = numbered(structure.units["level"])
        above, area_words = numbered(structure.areas["level"])
        area = structure.topology.unit_area
        missing = [float("nan")]  # what number −1 stands for
        of_area = np.array([*known.reindex(area_words), *missing])[np.append(above, -1)[area]]
        of_unit = np.array([*known.reindex(words), *missing])[own]
        index = pd.Index(structure.units["id"], name="id")
        return pd.Series(np.where(own < 0, of_area, of_unit), index=index)

    return structure.derive(("ranks of levels",), compute).copy(deep=False)
