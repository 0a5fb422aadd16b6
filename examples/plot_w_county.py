"""
W County: what calls bring and what they cost
=============================================

Towns that lead what departments have the power to do may call them. A call transfers no power; more
cases are resolved, and whether they are resolved sooner depends on what the call is held against.
"""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

import govgraph as gg
from govgraph.cases.checking import stages_of, stored
from govgraph.cases.w_county.calls import CalledDesks
from govgraph.cases.w_county.propositions import callable_gap, owned_gap
from govgraph.propositions import Setting

stages = ("before", "calls", "sunk", "proposed")
county = {stage: gg.load("w_county", stage=stage) for stage in stages}
print(county["calls"].about.note)

# %%
# Authority that towns own, and that they can call upon: a call closes the second gap alone.

pd.DataFrame(
    {
        stage: {"owned": owned_gap(one), "callable": callable_gap(one)}
        for stage, one in county.items()
    }
).round(2)

# %%
# The four fragmentations, stage by stage.

profiles = ["profile.power", "profile.function", "profile.mechanism", "profile.information"]
frame = pd.DataFrame(
    {
        stage: gg.measures.table(structure, profiles).set_index("title")["value"]
        for stage, structure in county.items()
    }
)
shades = ["#c6d8f0", "#8fb4de", "#4f82c4", "#143c80"]
axes = frame.plot.barh(figsize=(7, 3.4), width=0.8, color=shades)
axes.invert_yaxis()
axes.set(xlim=(0, 1.05), ylabel="", xlabel="what an average case meets (0 whole, 1 in pieces)")
axes.figure.tight_layout()

# %%
# Cases resolved, and the days until a case ends, with all numbers as assumed and with the response
# of the departments at every value. Where climbing to the county's leaders is cheap, answers cost
# time.

known = stages_of("w_county")
assumed = Setting(known, np.zeros(len(known.assumptions)))
response = np.linspace(0, 1, 11)
called = [assumed.analysis("calls", response=one) for one in response]
figure, (left, right) = plt.subplots(1, 2, figsize=(7.4, 3), layout="constrained")
left.plot(response, [one.mean("settled") for one in called], color="#0b3d91")
left.axhline(assumed.mean("before", "settled"), color="#777777", linestyle=":")
left.set(xlabel="response probability", ylabel="share of cases resolved")
right.plot(response, [one.mean("hours_to_end") / 24 for one in called], color="#0b3d91")
right.axhline(assumed.mean("before", "hours_to_end") / 24, color="#777777", linestyle=":")
right.set(xlabel="response probability", ylabel="days until a case ends")
right.text(0.02, assumed.mean("before", "hours_to_end") / 24, "without calls", va="bottom")

# %%
# Calls a month to each department, and how many make waiting eat what an answer saves.

desks = CalledDesks.of(assumed.analysis("calls"))
pd.DataFrame(
    {
        "calls": desks.calls,
        "hours saved by an answer": desks.saved,
        "calls that eat it": desks.until_eaten() * desks.calls,
    },
    index=desks.unit,
).round(1)

# %%
# What is claimed, over 1,000 draws of everything that is assumed: the share of draws in which each
# claim holds, its interval, and its effect.

checked, about = stored("w_county")
print(about["command"])
checked.frame().round(3)
