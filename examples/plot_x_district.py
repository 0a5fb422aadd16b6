"""
X District: what one roof changes, and what it does not
=======================================================

The shipped case of a mediation centre, stage by stage. Each stage after the first is what a
proposal makes of the one before it, so the reform itself can be read, checked and taken apart.
"""

import pandas as pd

import govgraph as gg
from govgraph.cases.loading import stages
from govgraph.cases.proposals import proposal

district = {stage: gg.load("x_district", stage=stage) for stage in stages("x_district")}
print(gg.load("x_district").about.note)

# %%
# The four fragmentations, stage by stage.

profiles = ["profile.power", "profile.function", "profile.mechanism", "profile.information"]
pd.DataFrame(
    {
        stage: gg.measures.table(structure, profiles).set_index("title")["value"]
        for stage, structure in district.items()
    }
).round(3)

# %%
# The lawful way from one desk to another. Under one roof the desks are still led from home.

for stage, structure in district.items():
    ends = ["X.labour", "X.housing"]
    if stage != "before":
        ends = [f"{end}@X.centre" for end in ends]
    way = gg.measures.coordination.lawful(structure, *ends)
    print(stage, way.mode, " → ".join(structure.unit(unit)["name_en"] for unit in way.units))

# %%
# The reform as a proposal: its steps, and what it moved.

colocation = proposal("x_district", "colocation")
for step in colocation.steps:
    print(step.reform.operator.name, "–", step.remark("en"))
enacted = colocation.enact(district["before"])
print(enacted.ledger.entries["action"].value_counts().to_dict())

# %%
# And the map of what it changes, a page that works offline.

gg.maps.draw_difference(district["before"], enacted.structure).save("x_district.html")
