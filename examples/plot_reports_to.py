"""
From a two-column list
======================

Every tool for organisation charts exports a list of who reports to whom. That is enough for the
measures of form. The managers are those of the high-tech firm that D. Krackhardt studied (1987).
"""

import tempfile
from pathlib import Path

import govgraph as gg

REPORTS_TO = """\
id,reports to
1,2
2,7
3,14
4,2
5,14
6,21
7,
8,21
9,14
10,18
11,18
12,21
13,14
14,7
15,14
16,2
17,21
18,7
19,14
20,14
21,7
"""

with tempfile.TemporaryDirectory() as folder:
    file = Path(folder, "managers.csv")
    file.write_text(REPORTS_TO, encoding="utf-8")
    firm = gg.read(file)
print(firm.summary())

# %%
# Graph measures of the chart. The fewer layers, the wider the spans.

gg.measures.table(firm)[["title", "value", "reason"]]

# %%
# Who has how many subordinates.

gg.measures.table(firm, per="unit").dropna(how="all", axis="columns").loc[["7", "14", "21"]]
