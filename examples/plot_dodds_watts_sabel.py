"""
Congestion and robustness of five kinds of organisation
=======================================================

P. S. Dodds, D. J. Watts and C. F. Sabel (2003) add links to a tree of command and ask two things:
how much does the busiest unit have to pass on, and how much stays joined when units fail? They
compare five places for the same number of links: within teams, between divisions, anywhere, among
the top (core–periphery), and everywhere but ever fewer with distance (multiscale). This page
redraws the comparison with a tree of 3,906 units, five subordinates to each superior.
"""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from govgraph.measures import organisations

SEEDS = range(5)
STYLES = {  # label, colour (Okabe and Ito), marker
    "local_team": ("local team", "#D55E00", "D"),
    "random_interdivisional": ("random interdivisional", "#CC79A7", "^"),
    "random": ("random", "#0072B2", "v"),
    "multiscale": ("multiscale", "#009E73", "s"),
    "core_periphery": ("core–periphery", "#000000", "o"),
}

# %%
# As many links are added as there are units, or a part, or more. Each message goes to the
# neighbour whose common superior with the receiver stands deepest, and else to the superior; the
# congestion of a unit is the share of all messages that it passes on. Tasks are local (a receiver
# is the less likely the further away, ξ = 1) or global (any receiver, ξ = ∞).

growing = organisations.simulate(
    organisations.Design(links=(0.0, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0), task_scales=(1.0,)),
    seeds=SEEDS,
)
tasks = organisations.simulate(seeds=SEEDS)

# %%
# The busiest unit at as many links as units: mean and spread over the draws. Local teams come
# before random interdivisional and random links, and far below them come multiscale and
# core–periphery organisations. Local teams spread widely, since all depends on how many of the ten
# pairs right below the root happen to be linked.

busiest = tasks.groupby(["task_scale", "kind"])["rho_max"].agg(["mean", "std", "min", "max"])
busiest.round(3).sort_values(["task_scale", "mean"], ascending=[True, False])

# %%
# Then units fail: any of them, or from the top down. The connectivity is the share of the units
# left that belong to the largest part still joined.

ORDERS = {"random": "units fail at random", "depth": "units fail from the top down"}
SHARES = np.linspace(0, 0.8, 81)


def connectivity(kind: str, order: str, seed: int) -> pd.Series:
    """C by the share of units removed."""
    organisation = organisations.grow(kind, seed=seed)
    frame = organisations.connectivity(organisation, order=order, seed=seed)
    rows = (SHARES * len(frame)).round().astype(int)
    return pd.Series(frame["connectivity"].to_numpy()[rows], index=SHARES)


robust = {
    (order, kind): pd.concat([connectivity(kind, order, seed) for seed in SEEDS], axis=1)
    for order in ORDERS
    for kind in STYLES
}

# %%
# The figure: lines and bars are means over draws, bands and whiskers run from the least to the
# greatest.

plt.rcParams.update({"font.size": 10, "axes.spines.top": False, "axes.spines.right": False})
figure, axes = plt.subplots(2, 2, figsize=(10, 7.6), layout="constrained")
growth, bars, *removals = axes.flat

for kind, (label, colour, marker) in STYLES.items():
    runs = growing[growing["kind"] == kind].groupby("links")["rho_max"]
    growth.plot(runs.mean(), color=colour, marker=marker, markersize=6, label=label)
    growth.fill_between(runs.mean().index, runs.min(), runs.max(), color=colour, alpha=0.15, lw=0)
growth.set(
    xlabel="added links per unit, m / N",
    ylabel=r"load of the busiest unit, $\rho_{\max}$",
    ylim=(0, None),
    title="Congestion as links are added (ξ = 1)",
)

for place, (kind, (_, colour, _)) in enumerate(STYLES.items()):
    for scale, offset, hatch in ((1.0, -0.2, None), (np.inf, 0.2, "///")):
        mean, _, low, high = busiest.loc[(scale, kind)]
        bars.bar(
            place + offset,
            mean,
            width=0.38,
            color="white" if hatch else colour,
            edgecolor=colour,
            hatch=hatch,
            yerr=[[mean - low], [high - mean]],
            error_kw={"ecolor": "#555555", "capsize": 3, "lw": 1},
        )
        bars.annotate(
            f"{mean:.3f}",
            (place + offset, high),
            (0, 3),
            textcoords="offset points",
            ha="center",
            fontsize=8,
        )
bars.set_xticks(
    range(len(STYLES)), [s[0].replace(" ", "\n").replace("–", "–\n") for s in STYLES.values()]
)
bars.set(ylabel=r"load of the busiest unit, $\rho_{\max}$", ylim=(0, 0.74))
bars.set_title("Congestion at m = N")
bars.bar(0, 0, color="#777777", label="local tasks, ξ = 1")
bars.bar(0, 0, color="white", edgecolor="#777777", hatch="///", label="global tasks, ξ = ∞")
bars.legend(frameon=False)

for axis, (order, title) in zip(removals, ORDERS.items(), strict=True):
    for kind, (_, colour, marker) in STYLES.items():
        draws = robust[order, kind]
        axis.plot(draws.mean(axis=1), color=colour, marker=marker, markevery=8, markersize=6)
        axis.fill_between(SHARES, draws.min(axis=1), draws.max(axis=1), color=colour, alpha=0.15)
    axis.set(
        xlabel=r"share of units removed, $N_r$ / N",
        ylabel=r"connectivity, $C = S\, /\, (N - N_r)$",
        ylim=(0, 1.02),
        title=f"Connectivity: {title}",
    )

for letter, axis in zip("ABCD", axes.flat, strict=True):
    axis.set_title(axis.get_title(), fontsize=10.5, loc="left", pad=8)
    axis.set_title("")
    axis.text(-0.13, 1.04, letter, transform=axis.transAxes, fontsize=13, fontweight="bold")
figure.legend(
    *growth.get_legend_handles_labels(), loc="outside upper center", ncols=5, frameon=False
)
plt.show()
