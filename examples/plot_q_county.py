"""
Audit and map of Q County
=========================

The shipped case of joint petition governance: before its reform, after it, and what the source
proposes next. What the rules find, what the four profiles of fragmentation say, and the map.
"""

import pandas as pd

import govgraph as gg
from govgraph.cases.checking import stored

names = ("before", "after", "proposed")
before, after, proposed = (gg.load("q_county", stage=stage) for stage in names)
print(gg.load("q_county").about.note)

# %%
# Findings by rule, stage by stage.

county = {"before": before, "after": after, "proposed": proposed}
audits = {stage: gg.audit(structure) for stage, structure in county.items()}
pd.DataFrame(
    {
        stage: pd.Series(
            [f"{f.rule.code} {f.rule.en.title}" for f in audit.findings]
        ).value_counts()
        for stage, audit in audits.items()
    }
).fillna(0).astype(int)

# %%
# The same measures side by side. An undefined value stays undefined and says why.

pd.concat(
    {
        stage: gg.measures.table(structure).set_index("title")["value"]
        for stage, structure in county.items()
    },
    axis=1,
)

# %%
# The four fragmentations, stage by stage.

profiles = ["profile.power", "profile.function", "profile.mechanism", "profile.information"]
frame = pd.DataFrame(
    {
        stage: gg.measures.table(structure, profiles).set_index("title")["value"]
        for stage, structure in county.items()
    }
)
axes = frame.plot.barh(figsize=(7, 3), width=0.75, color=["#c6d8f0", "#6b9bd6", "#143c80"])
axes.invert_yaxis()
axes.set(xlim=(0, 1), ylabel="", xlabel="what an average case meets (0 whole, 1 in pieces)")
axes.figure.tight_layout()

# %%
# What is claimed of the reform, over 1,000 draws of everything that is assumed: the share of draws
# in which each claim holds, its interval, and its effect.

checked, about = stored("q_county")
print(about["command"])
checked.frame().round(3)

# %%
# One finding in words, in both languages.

finding = audits["after"].findings[0]
for lang in ("en", "zh"):
    print(finding.rule.code, audits["after"].sentence(finding, lang))

# %%
# And the map of what the reform changes, a page that works offline.

gg.maps.draw_difference(before, after).save("q_county.html")
