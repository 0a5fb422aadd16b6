"""
Delayering: six columns, read together
======================================

Fewer layers shorten paths and keep more of the top's intentions. The same step sends more disputes
to the top and gives each manager more to keep in view. One table shows four organisations with 64
units at the bottom, and Longgang before and after it left its county.
"""

import matplotlib.pyplot as plt
import networkx as nx
import pandas as pd

import govgraph as gg
from govgraph.measures.delayering import headings, trade_off

# %%
# Four balanced organisations: every superior leads 2, 4, 8 or 64 units.

shapes = [(2, 6), (4, 3), (8, 2), (64, 1)]
trees = {f"span {s}, height {h}": nx.balanced_tree(s, h, nx.DiGraph) for s, h in shapes}

# %%
# Longgang is a town of Cangnan county in 2018, with 200 villages, and a city of its own in 2023,
# with 103 communities and no townships. Compared is who leads whom in Longgang and in the areas
# above it: Wenzhou at both stages, Cangnan in 2018 only. Places and their numbers are public data;
# that Party committees lead communities follows from Party rules; the departments are assumed.


def longgang(stage: str, area: str) -> nx.DiGraph:
    structure = gg.load("longgang", stage=stage)
    units = structure.units[structure.units["kind"] != "public"]
    above = structure.area_path(area)
    belongs = [
        place in above or area in structure.area_path(place) for place in units["area"].tolist()
    ]
    leads = structure.relations.query("kind == 'leads'")
    arcs = zip(leads["source"], leads["target"], strict=True)
    return nx.DiGraph(arcs).subgraph(units.loc[belongs, "id"])


reform = {
    "Longgang 2018": longgang("2018", "330327101"),
    "Longgang 2023": longgang("2023", "330383"),
}

# %%
# All columns, one row each. Retained control assumes that every step of leadership carries out 0.9
# of what the superior intends.

structures = trees | reform
table = trade_off(*structures.values(), names=structures)
table.rename(columns=headings()).map("{:,.3g}".format)

# %%
# Another retention moves the level of retained control, and here not the order.

assumed = {
    share: trade_off(*structures.values(), names=structures, retention={"leads": share})["retained"]
    for share in (0.8, 0.85, 0.9, 0.95)
}
pd.DataFrame(assumed).round(3)

# %%
# The same as a figure, without the number of units. Where bars are light, removing layers gains: it
# takes fewer managers and shorter paths and keeps more control. Where they are dark, it costs.

GAIN, COST = "#7fb0d8", "#8c4a2f"
panels = {"managers": GAIN, "distance": GAIN, "retained": GAIN, "top_share": COST}
panels["relationships"] = COST
rows = [0, 1, 2, 3, 4.6, 5.6]
figure, axes = plt.subplots(1, len(panels), figsize=(12, 3.4), sharey=True, layout="constrained")
for axis, (column, colour) in zip(axes, panels.items(), strict=True):
    bars = axis.barh(rows, table[column], color=colour)
    axis.bar_label(bars, [f"{value:.3g}" for value in table[column]], padding=3, fontsize=9)
    axis.set_title("\n".join(headings()[column].rsplit(" ", 1)), fontsize=10)
    axis.spines[["top", "right", "bottom"]].set_visible(False)
    axis.tick_params(bottom=False, labelbottom=False, left=False)
    axis.margins(x=0.35)
axes[0].set_yticks(rows, table.index)
axes[0].invert_yaxis()
axes[-1].set_title("Graicunas relationships\nper manager (logarithmic)", fontsize=10)
axes[-1].set(xscale="log", xlim=(1, 1e95))
plt.show()

# %%
# From span 2 to span 64 the managers go from 63 to 1 and the mean path from 10.2 to 2 steps, while
# the top becomes the only one who can arbitrate, over 64 subordinates.
#
# In Longgang the chain of Party leadership from Wenzhou to a community loses the step through
# Cangnan: there are fewer managers, and more control is retained. The share of pairs that only the
# top can arbitrate rises. The mean path stays as it was: communities under one committee stand two
# steps apart at both stages and make up less of all pairs in 2023, while the other pairs came
# closer. The last column falls because villages were merged, from 200 to 103, and not because a
# layer went; what the mergers did must not be booked to the missing layer.
