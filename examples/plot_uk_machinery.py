"""
Real reforms replayed: British departments from 1997 to 2024
============================================================

A register of departments says when each began and ended, and which merged, split, changed its name
or handed functions over. Read as a proposal, one operator for each type of link, it turns the
departments of 1 May 1997 into those of 2024 - up to what the register does not link and where its
dates disagree, which is listed. Data: Institute for Government, IfG Ministers Database (CC BY 4.0).
"""

from itertools import combinations
from pathlib import Path

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd

from govgraph.cases.machinery.records import read_register
from govgraph.cases.machinery.replay import replay

HERE = Path(__file__).parent if "__file__" in globals() else Path.cwd()
FOLDER = HERE / "data" / "uk"
SINCE, UNTIL = "1997-05-01", "2024-12-31"
LEFT = "1996-06-01"  # where the figure begins
SHORT = 400  # days of a bar that holds a small label only

register = read_register(FOLDER)
reforms = replay(register, SINCE)
steps = reforms.proposal.steps
used = pd.Series([step.reform.operator.name for step in steps], name="steps").value_counts()
used.to_frame()

# %%
# On every day on which anything changes, the departments of the replay are compared with the list
# of the register.

days = reforms.dates()
same = sum(register.listed(day) == reforms.departments(day) for day in days)
print(f"{len(steps)} steps; {same} of {len(days)} later dates agree exactly.")

# %%
# What is left: departments that the register lists beside their successors for some days, that
# begin or end without a link, and links whose type is not what the dates say happened. The list is
# shipped with the reason for each line, and a test keeps it.

exceptions = pd.read_csv(FOLDER / "exceptions.csv", dtype=str).fillna("")
exceptions[["kind", "name", "since", "until", "why"]]

# %%
# The figure draws every department that took part in a change. A name change goes on in the same
# row; a red line goes from a department to the one that it is merged into, a blue one to the part
# that is split off. The orange line is one function, equalities, on its way through nine
# departments, two of them twice. Bars at the left edge were there before the replay; a circle marks
# a beginning or an end that no link explains.

home: dict[str, str] = {}  # the row of each department, named after the first one in it
spans: dict[str, list[str]] = {}
changes: list[tuple[str, str, str, str]] = []


def begin(unit: str, row: str, date: str) -> None:
    """Open a span of a department in a row."""
    home[unit] = row
    spans[unit] = [date, UNTIL]


for unit in sorted(reforms.departments(SINCE)):
    begin(unit, unit, LEFT)
for step in steps:
    name, reform, date = step.reform.operator.name, step.reform, step.date
    if name == "recode":
        ((old, new),) = reform.units.items()
        spans[old][1] = date
        begin(new, home[old], date)
    elif name == "split_unit":
        begin(reform.id, reform.id, date)
        changes.append((date, reform.unit, reform.id, "split"))
    elif name == "merge_units":
        (gone,) = set(reform.units) - {reform.into}
        spans[gone][1] = date
        changes.append((date, gone, reform.into, "merger"))
    elif name == "create_unit":
        begin(reform.id, reform.id, date)
    elif name == "abolish_unit":
        spans[reform.units][1] = date
    elif name == "transfer_functions":
        kind = "equalities" if reform.matters == "equalities" else "transfer"
        changes.append((date, reform.source, reform.target, kind))

lines = [(home[a], home[b], kind) for _, a, b, kind in changes]
rows = sorted({row for a, b, _ in lines for row in (a, b)} | {
    row for unit, row in home.items() if spans[unit][0] > LEFT or spans[unit][1] < UNTIL
})  # fmt: skip


def length(order: list[str]) -> float:
    """How far the lines of the figure reach over rows."""
    place = {row: number for number, row in enumerate(order)}
    weight = {"merger": 1.0, "split": 1.0, "transfer": 0.5, "equalities": 0.15}
    return sum(weight[kind] * abs(place[a] - place[b]) for a, b, kind in lines)


improved = True
while improved:  # exchange rows as long as that makes the lines shorter
    improved = False
    for i, j in combinations(range(len(rows)), 2):
        other = rows.copy()
        other.insert(j, other.pop(i))
        if length(other) < length(rows) - 1e-9:
            rows, improved = other, True

place = {row: len(rows) - number for number, row in enumerate(rows)}
colours = {"merger": "#b3342d", "split": "#2b6cb0", "transfer": "#6b7280", "equalities": "#d97706"}


def at(date: str) -> float:
    """A date as matplotlib counts it."""
    return mdates.date2num(pd.Timestamp(date))


figure, axes = plt.subplots(figsize=(12, 0.33 * len(rows) + 1.3))
for unit, (first, last) in spans.items():
    if home[unit] in place:
        y, width = place[home[unit]], at(last) - at(first)
        axes.barh(y, width, left=at(first), height=0.62, color="#dbe4ee", edgecolor="white", lw=1.2)
        short = register.organisations[unit].short
        size, gap = (7.5, 45) if width > SHORT else (6.5, 25)
        shown = axes.text(at(first) + gap, y, short, va="center", fontsize=size, color="#1f2937")
        if width > SHORT:
            shown.set(zorder=5, bbox={"facecolor": "#dbe4ee", "edgecolor": "none", "pad": 0.4})
drawn: set[tuple[str, str]] = set()
for date, before, after, kind in changes:
    low, high = place[home[before]], place[home[after]]
    later = 80 if (date, kind) in drawn and kind == "equalities" else 0
    drawn.add((date, kind))
    dashed = "--" if kind == "transfer" else "-"
    axes.annotate(
        "",
        xy=(at(date) + later, high),
        xytext=(at(date) + later, low),
        arrowprops={
            "arrowstyle": "-|>",
            "color": colours[kind],
            "lw": 1.1,
            "ls": dashed,
            "shrinkA": 0,
            "shrinkB": 0,
        },
        zorder=4,
    )
bare = exceptions[exceptions["kind"] == "no link"]
axes.scatter(
    [at(date) for date in bare["since"]], [place[home[unit]] for unit in bare["organisation"]],
    s=26, facecolor="white", edgecolor="#1f2937", lw=1.1, zorder=6, label="no link in the register",
)  # fmt: skip
words = {
    "merger": "merged into",
    "split": "split off",
    "transfer": "functions transferred",
    "equalities": "equalities transferred",
}
for kind, text in words.items():
    axes.plot([], [], color=colours[kind], ls="--" if kind == "transfer" else "-", label=text)
axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=5, frameon=False, fontsize=9)
axes.set_xlim(at(LEFT), at(UNTIL) + 120)
axes.set_ylim(0.3, len(rows) + 0.7)
axes.set_yticks([])
axes.xaxis.set_major_locator(mdates.YearLocator(3, month=1, day=1))
axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
axes.xaxis.set_minor_locator(mdates.YearLocator())
axes.grid(axis="x", color="#e5e7eb", lw=0.6, zorder=0)
axes.set_axisbelow(True)
axes.spines[["left", "right", "top"]].set_visible(False)
figure.text(
    0.995, 0.005, "Data: Institute for Government, IfG Ministers Database, CC BY 4.0",
    ha="right", fontsize=7, color="#6b7280",
)  # fmt: skip
figure.tight_layout(rect=(0, 0.012, 1, 1))
plt.show()

# %%
# What the short names stand for.

drawn_units = [unit for unit in spans if home[unit] in place]
short_names = pd.DataFrame(
    {
        "short": [register.organisations[unit].short for unit in drawn_units],
        "name": [register.organisations[unit].name for unit in drawn_units],
    }
)
short_names.drop_duplicates().sort_values("short").set_index("short")
