"""Nested regions that tests of counting region by region share."""

import numpy as np


def nested_regions(levels: int, branches: int, random: np.random.Generator) -> list[int]:
    """Return the region around each region of a random tree, the outermost first with −1."""
    parent, level = [-1], [0]
    for region in range(10**6):
        if region == len(parent):
            break
        for _ in range(random.integers(1, branches + 1) if level[region] < levels else 0):
            parent.append(region)
            level.append(level[region] + 1)
    return parent
