"""
Longgang: a town that became a city without townships
=====================================================

Public division data of 2018 and 2023. In 2018 Longgang is a town of Cangnan county with villages
directly under it; in 2023 it is a county-level city without a township level. What shortens, and
what does it cost in span?
"""

import pandas as pd

import govgraph as gg
from govgraph.cases.checking import stored

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

# %%
# The four fragmentations, in 2018, in 2023 and after the next step that the source proposes.

profiles = ["profile.power", "profile.function", "profile.mechanism", "profile.information"]
shown = {**stages, "proposed": gg.load("longgang", stage="proposed")}
frame = pd.DataFrame(
    {
        stage: gg.measures.table(structure, profiles).set_index("title")["value"]
        for stage, structure in shown.items()
    }
)
axes = frame.plot.barh(figsize=(7, 3), width=0.75, color=["#c6d8f0", "#6b9bd6", "#143c80"])
axes.invert_yaxis()
axes.set(xlim=(0, 1), ylabel="", xlabel="what an average case meets (0 whole, 1 in pieces)")
axes.figure.tight_layout()

# %%
# What is claimed, over 1,000 draws of everything that is assumed. What follows from the divisions
# and the ties is the same in all draws.

checked, about = stored("longgang")
print(about["command"])
checked.frame().round(3)
