"""
Longgang: a town that became a city without townships
=====================================================

Public division data of 2018 and 2023. In 2018 Longgang is a town of Cangnan county with villages
directly under it; in 2023 it is a county-level city without a township level. What shortens, and
what does it cost in span?
"""

import pandas as pd

import govgraph as gg

stages = {stage: gg.load("longgang", stage=stage) for stage in ("2018", "2023")}
for structure in stages.values():
    print(structure.summary())

# %%
# Depth and span side by side: a shorter way is bought with a wider span, so one table holds both.

names = [name for name in gg.measures.catalogue() if name.startswith(("hierarchy.", "span."))]
per_structure = [name for name in names if gg.measures.catalogue()[name].per == "structure"]
pd.concat(
    {
        stage: gg.measures.table(structure, per_structure).set_index("title")["value"]
        for stage, structure in stages.items()
    },
    axis=1,
)

# %%
# What an audit says of each.

for stage, structure in stages.items():
    audit = gg.audit(structure)
    print(stage, {severity: audit.count(severity) for severity in ("high", "medium", "low")})
