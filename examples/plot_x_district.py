"""
X District: what one roof changes, and what it does not
=======================================================

The shipped case of a mediation centre, stage by stage. Each stage after the first is what a
proposal makes of the one before it, so the reform itself can be read, checked and taken apart.
"""

import pandas as pd

import govgraph as gg
from govgraph.cases.checking import stored
from govgraph.cases.loading import stages, workload
from govgraph.cases.proposals import proposal

district = {stage: gg.load("x_district", stage=stage) for stage in stages("x_district")}
print(gg.load("x_district").about.note)

# %%
# The four fragmentations, stage by stage.

profiles = ["profile.power", "profile.function", "profile.mechanism", "profile.information"]
frame = pd.DataFrame(
    {
        stage: gg.measures.table(structure, profiles).set_index("title")["value"]
        for stage, structure in district.items()
    }
)
blues = ["#dde8f5", "#b3cdea", "#7fa8d9", "#3f74b8", "#143c80"]
axes = frame.plot.barh(figsize=(7, 4), width=0.8, color=blues)
axes.invert_yaxis()
axes.set(xlim=(0, 1), ylabel="", xlabel="what an average case meets (0 whole, 1 in pieces)")
axes.figure.tight_layout()

# %%
# The lawful way from one desk to another. Under one roof the desks are still led from home.

for stage, structure in district.items():
    ends = ["X.labour", "X.housing"]
    if stage != "before":
        ends = [f"{end}@X.centre" for end in ends]
    way = gg.measures.coordination.lawful(structure, *ends)
    print(stage, way.mode, " → ".join(structure.unit(unit)["name_en"] for unit in way.units))

# %%
# Where people go and what becomes of their cases, with the numbers as assumed. One roof brings
# people to fewer places and leaves the rest as it was; shared data settle more with fewer hands.

analyses = {
    stage: gg.analyse(structure, workload("x_district", stage))
    for stage, structure in district.items()
}
columns = {"places": "places per case", "hand_offs": "hand-offs per case", "settled": "settled"}
yardsticks = pd.DataFrame(
    {
        title: {stage: analysis.mean(name) for stage, analysis in analyses.items()}
        for name, title in columns.items()
    }
)
panels = yardsticks.plot.bar(
    subplots=True, layout=(1, 3), figsize=(9, 3), rot=40, width=0.7, color="#3f74b8", legend=False
)
panels.ravel()[0].figure.tight_layout()

# %%
# What is claimed of the centre, over 1,000 draws of everything that is assumed: the share of draws
# in which each claim holds, its interval, and its effect.

checked, about = stored("x_district")
print(about["command"])
checked.frame().round(3)

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
