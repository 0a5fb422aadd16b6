"""
Audit and map of Q County
=========================

The shipped case of joint petition governance, before and after its reform: what the rules find,
what the four profiles of fragmentation say, and the map.
"""

import pandas as pd

import govgraph as gg

before, after = (gg.load("q_county", stage=stage) for stage in ("before", "after"))
print(gg.load("q_county").about.note)

# %%
# Findings by rule, before and after.

audits = {"before": gg.audit(before), "after": gg.audit(after)}
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
        for stage, structure in (("before", before), ("after", after))
    },
    axis=1,
)

# %%
# One finding in words, in both languages.

finding = audits["after"].findings[0]
for lang in ("en", "zh"):
    print(finding.rule.code, audits["after"].sentence(finding, lang))

# %%
# And the map, a page that works offline.

gg.maps.draw(after).save("q_county.html")
