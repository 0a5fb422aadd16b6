"""
The chart and the company behind it
===================================

Twenty-one managers of a high-tech firm: who reports to whom, who asks whom for advice, and who is
whose friend (D. Krackhardt 1987). Do advice and friendship follow the chart? The cells of a
network are no independent cases, so an ordinary test of a correlation would be wrong; permuting
the managers keeps the networks as they are and breaks only the tie between them (QAP).
"""

from pathlib import Path

import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pandas as pd

import govgraph as gg

HERE = Path(__file__).parent if "__file__" in globals() else Path.cwd()
FOLDER = HERE / "data" / "krackhardt_managers"
NAMES = {"reports": "formal chart", "advice": "advice", "friends": "friendship"}

managers = pd.read_csv(FOLDER / "managers.csv", index_col="id")
ties = pd.read_csv(FOLDER / "ties.csv")


def network(relation: str) -> nx.DiGraph:
    """Ties run from the one who reports, asks or names to the other."""
    graph = nx.DiGraph()
    graph.add_nodes_from(managers.index)
    rows = ties[ties["relation"] == relation]
    graph.add_edges_from(zip(rows["from"], rows["to"], strict=True))
    return graph


networks = {relation: network(relation) for relation in NAMES}
matrices = {relation: gg.inference.adjacency(graph) for relation, graph in networks.items()}

# %%
# Advice and friendship both go with the chart: hardly any of 10,000 permutations of the managers
# gives so high a correlation. All three are small, as they must be where 20 ties of reporting meet
# 190 of advice: a correlation of networks says whether they go together, not how far one explains
# the other.

pairs = [("advice", "reports"), ("friends", "reports"), ("advice", "friends")]
tests = {
    f"{NAMES[a]} and {NAMES[b]}": gg.inference.qap_correlation(matrices[a], matrices[b], seed=1)
    for a, b in pairs
}
columns = ["observed", "null_mean", "null_sd", "p_greater", "p_two_sided", "reps"]
pd.concat({name: one.to_frame() for name, one in tests.items()}).droplevel(1)[columns].round(4)

# %%
# Who is named as a friend: the one asked for advice, the superior, or someone of the same
# department? Each is tested beside the others (double semi-partialling). Department and reporting
# line tell something of their own; asking for advice adds nothing that is sure. All three together
# leave 93 per cent of friendship unexplained.

friendship = gg.inference.qap_regression(
    matrices["friends"],
    {
        "asks for advice": matrices["advice"],
        "reports to": matrices["reports"],
        "same department": gg.inference.same_group(managers["dept"]),
    },
    reps=4_000,
    seed=1,
)
print(f"R² = {friendship.r2:.3f}")
friendship.to_frame().round(3)

# %%
# Friendship is returned: 23 pairs name each other, where networks with as many ties, drawn at
# random, have about 12. Advice is returned no more often than chance would have it.

returned = {
    NAMES[relation]: gg.inference.graph_test(
        networks[relation], gg.inference.mutual, given="edges", seed=1
    )
    for relation in ("advice", "friends")
}
rows = pd.concat({name: one.to_frame() for name, one in returned.items()}).droplevel(1)
rows.assign(
    expected=[
        gg.inference.expected_mutual(21, networks[relation].number_of_edges())
        for relation in ("advice", "friends")
    ]
)[["observed", "expected", "null_mean", "p_greater", "p_two_sided"]].round(3)

# %%
# The chart is a tree, and has the value 1 on each of Krackhardt's four dimensions of hierarchy.
# Ties are turned for them: down from the superior, from the one asked, from the one named. Advice
# joins everyone to everyone and has no top; friendship has a little more order.

DIMENSIONS = {
    "krackhardt.connectedness": "connectedness",
    "krackhardt.hierarchy": "hierarchy",
    "krackhardt.efficiency": "efficiency",
    "krackhardt.least_upper_boundedness": "least upper\nboundedness",
}
hierarchy = gg.inference.side_by_side(
    {NAMES[relation]: graph.reverse() for relation, graph in networks.items()}, DIMENSIONS
)
hierarchy.T.round(3)

# %%
# The figure: advice drawn on the chart, the correlation among its permutations, the four
# dimensions.

INK, PALE = "#0072B2", "#a6bddb"
chart, advice = networks["reports"], networks["advice"]
president = next(node for node in chart if not chart.out_degree(node))
deputies = sorted(chart.predecessors(president))
teams = [sorted(chart.predecessors(deputy)) for deputy in deputies]
order = [(member, team) for team, members in enumerate(teams) for member in members]
place = {member: (x + 0.8 * team, 0.0) for x, (member, team) in enumerate(order)}
for deputy, members in zip(deputies, teams, strict=True):
    place[deputy] = (float(np.mean([place[member][0] for member in members])), 1.0)
place[president] = (float(np.mean([place[deputy][0] for deputy in deputies])), 2.0)

plt.rcParams.update({"font.size": 10, "axes.spines.top": False, "axes.spines.right": False})
figure, axes = plt.subplot_mosaic(
    [["A", "A"], ["B", "C"]], figsize=(10, 8.4), layout="constrained", height_ratios=[1.25, 1]
)


def arrow(asks: int, asked: int, colour: str, width: float, bend: float) -> None:
    """Draw one tie of advice."""
    style = {"arrowstyle": "-|>", "color": colour, "lw": width, "shrinkA": 10, "shrinkB": 10}
    style |= {"connectionstyle": f"arc3,rad={bend}", "mutation_scale": 7 + 3 * width}
    axes["A"].annotate("", place[asked], place[asks], arrowprops=style)


along = [tie for tie in advice.edges if chart.has_edge(*tie)]
for asks, asked in advice.edges:
    if not chart.has_edge(asks, asked):
        arrow(asks, asked, PALE, 0.5, 0.22 if place[asks][1] == place[asked][1] else 0.08)
for asks, asked in along:
    arrow(asks, asked, INK, 1.8, 0.0)
silent = [tie for tie in chart.edges if not advice.has_edge(*tie)]
for asks, asked in silent:
    ends = zip(place[asks], place[asked], strict=True)
    axes["A"].plot(*ends, color="black", lw=1.4, ls=(0, (4, 3)), zorder=2)
spots = list(zip(*place.values(), strict=True))
axes["A"].scatter(*spots, s=280, color="white", edgecolor="black", zorder=4)
for manager, (x, y) in place.items():
    axes["A"].text(x, y - 0.01, manager, ha="center", va="center", fontsize=9, zorder=5)
axes["A"].plot([], [], color=INK, lw=1.8, label=f"asks the superior for advice ({len(along)})")
others = advice.number_of_edges() - len(along)
axes["A"].plot([], [], color=PALE, lw=1, label=f"asks someone else ({others})")
axes["A"].plot(
    [], [], color="black", lw=1.4, ls=(0, (4, 3)), label=f"reports, without asking ({len(silent)})"
)
axes["A"].legend(frameon=False, loc="upper left")
axes["A"].set(xlim=(-0.6, order[-1][1] * 0.8 + len(order) - 0.4), ylim=(-0.7, 2.2))
axes["A"].set(title="Who asks whom, on the formal chart")
axes["A"].axis("off")

found = tests["advice and formal chart"]
values, counts = np.unique(found.null.draws.round(9), return_counts=True)
axes["B"].bar(values, counts / found.reps, width=0.8 * np.diff(values).min(), color="#bbbbbb")
axes["B"].axvline(found.observed, color=INK, lw=2)
axes["B"].annotate(
    f"observed\nr = {found.observed:.3f}\np = {found.p.greater:.4f}",
    (found.observed, 0.9),
    (-6, 0),
    textcoords="offset points",
    xycoords=("data", "axes fraction"),
    ha="right",
    va="top",
    color=INK,
)
axes["B"].set(
    xlabel="correlation of advice and chart, r",
    ylabel="share of permutations",
    title=f"{found.reps:,} permutations of the managers",
)

COLOURS = {"formal chart": ("#000000", "s"), "advice": (INK, "o"), "friendship": ("#D55E00", "D")}
for shift, (name, (colour, marker)) in zip((0.2, 0, -0.2), COLOURS.items(), strict=True):
    rows = np.arange(len(DIMENSIONS))[::-1] + shift
    axes["C"].hlines(rows, 0, hierarchy.loc[name], color=colour, lw=1, alpha=0.4)
    axes["C"].plot(hierarchy.loc[name], rows, marker, color=colour, label=name, clip_on=False)
axes["C"].set_yticks(range(len(DIMENSIONS))[::-1], list(DIMENSIONS.values()))
axes["C"].set(xlim=(0, 1.02), xlabel="value (1: as in a tree)", title="Dimensions of hierarchy")
axes["C"].legend(frameon=False, loc="upper center", bbox_to_anchor=(0.42, -0.13), ncols=3)

for letter, axis in axes.items():
    axis.set_title(axis.get_title(), fontsize=10.5, loc="left", pad=8)
    axis.set_title("")
    corner = (-0.02, 1.03) if letter == "A" else (-0.12, 1.04)
    axis.text(*corner, letter, transform=axis.transAxes, fontsize=13, fontweight="bold")
plt.show()
