"""
Longgang among all counties
===========================

A county-level city without townships faces its communities itself. How unusual is that? The
division codes of 2023 hold every county of the country; placeholders, which only fill codes, are
left out, and so are zones and farms that the statistics list beside the counties.
"""

import matplotlib.pyplot as plt
import pandas as pd

from govgraph.cases.counties import counties, standing

everyone = counties()
legal = everyone[~everyone["statistical"]]
pd.concat({"Longgang": standing("330383"), "Cangnan": standing("330327")}, axis=1).round(2)

# %%
# How many units stand directly below a county, on a logarithmic scale of counties, because
# Longgang is one of them.

figure, axes = plt.subplots(figsize=(7, 3.2), layout="constrained")
axes.hist(legal["span"], bins=range(0, 110, 2), color="#9db4cc", log=True)
axes.set_ylim(0.7, 1500)
for code, name, side in (("330383", "Longgang", "right"), ("330327", "Cangnan", "left")):
    span = legal.loc[code, "span"]
    axes.axvline(span, color="#0b3d91", linewidth=1)
    axes.text(span, 700, f" {name}: {span} ", ha=side, color="#0b3d91")
axes.set_xlabel("units directly below the county")
axes.set_ylabel("counties")
plt.show()

# %%
# Counties with a single level below them.

legal.loc[legal["levels"] == 1, ["name", "townships", "communities", "span"]]
