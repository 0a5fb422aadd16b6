"""
A scholar: from a script to a table with intervals and a figure for a paper
===========================================================================

Did joint governance make petitions in Q County less fragmented, and by how much? A paper needs a
table whose numbers carry intervals, a figure that the printer can use, and references. This script
makes all three. Your own tables take the place of the case: ``gg.read("county.xlsx")``.
"""

from functools import partial

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib import font_manager

import govgraph as gg
from govgraph.inference import jackknife
from govgraph.propositions import Proposition, Setting, Stage, Stages, check
from govgraph.text.bilingual import Bilingual

STAGES = {stage: gg.load("q_county", stage=stage) for stage in ("before", "after")}
PROFILES = ["profile.power", "profile.function", "profile.mechanism", "profile.information"]
DRAWS, SEED = 100, 1

# %%
# What the numbers rest on comes first: which parts of the case are reported, which are assumed.

print(STAGES["before"].about.note)

# %%
# Two questions, two intervals
# ----------------------------
#
# *How much hangs on single units?* The vertex jackknife leaves out one unit after the other
# (Snijders and Borgatti 1999). It suits numbers of the network: spans, distances, efficiency. A
# government has all of its units, so read the interval as that, and not as a sample's error.

NETWORK = ["span.mean", "distance.average", "efficiency.overall"]
units = pd.DataFrame(
    [
        {
            "measure": name,
            "stage": stage,
            "value": (found := jackknife(structure, name)).observed,
            "standard error": found.se,
            "low": found.observed - 1.96 * found.se,
            "high": found.observed + 1.96 * found.se,
        }
        for name in NETWORK
        for stage, structure in STAGES.items()
    ]
).set_index(["measure", "stage"])
units.round(3)

# %%
# *How much hangs on what is assumed?* Case numbers, hours and officials of the case are assumptions
# with a range. The fragmentation profiles weigh matters by their cases, so they move with them. All
# assumptions are drawn together, a hundred times, both stages under the same draw, and the change
# is taken each time. Between the ends of the range lie nine tenths of the draws.


def change(name: str, setting: Setting) -> float:
    """Return what the reform changes in a measure under one draw of the assumptions."""
    return setting.measure("after", name) - setting.measure("before", name)


catalogue = gg.measures.catalogue()
claims = [
    Proposition(
        name,
        "hypothesis",
        Bilingual("The profile falls.", "该剖面下降。"),
        Bilingual(catalogue[name].en.title, catalogue[name].zh.title),
        partial(change, name),
        below=0.0,
    )
    for name in PROFILES
]
checked = check(
    Stages({name: Stage(structure) for name, structure in STAGES.items()}),
    claims,
    draws=DRAWS,
    seed=SEED,
)
values = {
    stage: gg.measures.table(structure, PROFILES).set_index("name")["value"]
    for stage, structure in STAGES.items()
}
table = pd.DataFrame(
    {
        "profile": [claim.measured.label("en") for claim in claims],
        "before": values["before"],
        "after": values["after"],
        "change": values["after"] - values["before"],
        "lower end": [checked.effect(name)[1] for name in PROFILES],
        "upper end": [checked.effect(name)[2] for name in PROFILES],
        "draws in which it falls": [checked.share(name).holds for name in PROFILES],
    },
    index=PROFILES,
)
table.round(3)

# %%
# The table for the paper, as LaTeX. ``gg.to_markdown`` takes the same table.

print(gg.to_latex(table.round(3).set_index("profile")))

# %%
# Which assumption the first change hangs on most, and in which third of its range it still holds:

deciding = checked.deciding("profile.power")
deciding.assign(
    assumption=[" ".join(checked.assumptions[row].key) for row in deciding["assumption"]]
)

# %%
# The figure
# ----------
#
# One column of a journal is 85 mm wide. Letters are set in the size they are printed in, and the
# file is a vector graphic whose text can be searched. The caption says what the bars are, how many
# draws there were, and their seed: whoever has the version can draw it again.

WORDS = {
    "en": {
        "axis": "change, after − before",
        "caption": "Change of the four fragmentation profiles in Q County, as assumed (dots), and "
        "middle 90 % of {draws} draws of all assumed numbers (bars; Latin hypercube, seed {seed}; "
        "govgraph {version}).",
    },
    "zh": {
        "axis": "改革后与改革前之差",
        "caption": "Q县四类碎片化剖面的变化。圆点为按假定值计算的结果，横线为全部假定数值"
        "{draws}次抽样的中间90%（拉丁超立方抽样，种子{seed}；govgraph {version}）。",
    },
}
CHINESE = ["Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC"]
INSTALLED = set(font_manager.get_font_names())
FONT = {"en": "DejaVu Sans", "zh": next((one for one in CHINESE if one in INSTALLED), "sans-serif")}
MILLIMETRE = 1 / 25.4
plt.rcParams.update({"font.size": 8, "pdf.fonttype": 42, "svg.fonttype": "none"})


def figure(lang: str) -> None:
    """Draw the changes with their ranges, and save them for the printer."""
    plt.rcParams["font.family"] = FONT[lang]
    size = (85 * MILLIMETRE, 50 * MILLIMETRE)
    drawn, axes = plt.subplots(figsize=size, dpi=200, layout="constrained")
    places = range(len(PROFILES))
    axes.hlines(places, table["lower end"], table["upper end"], color="#0b3d91", linewidth=1.5)
    axes.plot(table["change"], places, "o", color="#0b3d91", markersize=3.5)
    axes.axvline(0, color="0.5", linewidth=0.8)
    axes.set_yticks(places, [claim.measured.label(lang) for claim in claims])
    axes.margins(y=0.15)
    axes.invert_yaxis()
    axes.set_xlabel(WORDS[lang]["axis"])
    axes.spines[["top", "right"]].set_visible(False)
    for ending in ("pdf", "svg"):
        drawn.savefig(f"fragmentation_{lang}.{ending}")
    plt.show()
    print(WORDS[lang]["caption"].format(draws=DRAWS, seed=SEED, version=gg.__version__))


figure("en")

# %%
# The same figure for a Chinese journal.

figure("zh")

# %%
# What to cite
# ------------
#
# Each measure has its own sources. ``gg.cite`` gives them with a paragraph for the methods section,
# in either language; the software itself is cited as ``CITATION.cff`` says.

print(gg.cite(*PROFILES, *NETWORK))
