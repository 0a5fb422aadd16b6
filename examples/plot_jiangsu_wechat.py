"""
Jiangsu: what an account changes, and when
==========================================

The shipped case of government WeChat accounts: they push, answer queries, carry interaction. Ways
between public and government, what fragments, who waits, and how many accounts are too many.
"""

import pandas as pd

import govgraph as gg
from govgraph.cases.checking import stages_of, stored
from govgraph.cases.jiangsu_wechat.ways import shortest_way, ways_to_bureaus
from govgraph.cases.loading import stages, workload

jiangsu = {stage: gg.load("jiangsu_wechat", stage=stage) for stage in stages("jiangsu_wechat")}
print(gg.load("jiangsu_wechat").about.note)

# %%
# The four fragmentations. Accounts alone move none of them; shared data and duties do, by
# construction.

profiles = ["profile.power", "profile.function", "profile.mechanism", "profile.information"]
shown = ["before", "interaction", "collaborative"]
frame = pd.DataFrame(
    {
        stage: gg.measures.table(jiangsu[stage], profiles).set_index("title")["value"]
        for stage in shown
    }
)
axes = frame.plot.barh(figsize=(7, 3), width=0.75, color=["#c6d8f0", "#6b9bd6", "#143c80"])
axes.invert_yaxis()
axes.set(xlim=(0, 1), ylabel="", xlabel="what an average case meets (0 whole, 1 in pieces)")
axes.figure.tight_layout()

# %%
# Ways to a county's bureau, and the way of cases, with the numbers as assumed. Accounts that refer
# concerns to nobody add a hand-off instead of saving one.

analyses = {
    stage: gg.analyse(structure, workload("jiangsu_wechat", stage))
    for stage, structure in jiangsu.items()
}
pd.DataFrame(
    {
        stage: {
            "independent ways to a bureau": ways_to_bureaus(jiangsu[stage]),
            "steps of the shortest": shortest_way(jiangsu[stage]),
            "hand-offs per case": analysis.mean("hand_offs"),
            "share answered": analysis.mean("settled"),
            "hours to an answer": analysis.mean("hours_to_end"),
        }
        for stage, analysis in analyses.items()
    }
).round(3)

# %%
# More and more accounts, each of which brings concerns on top of those there were: 13 of the
# cities, 104 of the counties, 520 of the counties' bureaus. Reach and time, with the numbers as
# assumed; time without end, where a desk is overloaded, is left out of the picture.

counts = {"before": 0, "cities": 13, "counties": 117, "bureaus": 637}
more = {}
for stage, accounts in counts.items():
    structure, works = (
        stages_of("jiangsu_wechat")[stage].structure,
        workload("jiangsu_wechat", "before"),
    )
    total = gg.analyse(structure, works)
    more[accounts] = {
        "concerns a year": float(structure.demand["cases"].sum()),
        "hours to an answer": total.mean("hours_to_end"),
    }
grown = pd.DataFrame(more).T
grown = grown / grown.iloc[0]
axes = grown.plot.line(figsize=(6, 3), marker="o", color=["#6b9bd6", "#b3402a"])
axes.set(xscale="symlog", xlabel="accounts", ylabel="times today's")
axes.set(xlim=(-0.5, 1_000), xticks=list(more), xticklabels=[str(count) for count in more])
axes.figure.tight_layout()

# %%
# What is claimed of the accounts, over 1,000 draws of everything that is assumed: the share of
# draws in which each claim holds, its interval, and its effect.

checked, about = stored("jiangsu_wechat")
print(about["command"])
checked.frame().round(3)
