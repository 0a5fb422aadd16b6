"""
Two bureaus and a township office
=================================

The smallest structure on which the plain and the lawful coordination path part. Two county bureaus
guide the same township office. Word passes through that office in two steps, but it can settle
nothing between its two guides: for that, the way leads up to someone who leads both.
"""

import govgraph as gg

UNITS = [
    ("gov", "县政府", "County government", "government"),
    ("deputy", "分管副县长", "First deputy", "portfolio"),
    ("other", "另一副县长", "Second deputy", "portfolio"),
    ("env", "生态环境局", "Environment Bureau", "department"),
    ("agr", "农业农村局", "Agriculture Bureau", "department"),
    ("office", "乡镇农业办", "Township office", "department"),
]
TIES = [
    ("gov", "deputy", "leads"),
    ("gov", "other", "leads"),
    ("deputy", "env", "leads"),
    ("other", "agr", "leads"),
    ("env", "office", "guides"),
    ("agr", "office", "guides"),
]


def build(units: list, ties: list) -> gg.Builder:
    builder = gg.Builder(title="两局一办", title_en="Two bureaus and an office")
    for identity, name, name_en, kind in units:
        builder.add("units", id=identity, name=name, name_en=name_en, kind=kind)
    for source, target, kind in ties:
        builder.add("relations", source=source, target=target, kind=kind)
    return builder


def tell(structure: gg.Structure) -> None:
    for sentence in gg.path(structure, "env", "agr").sentences(structure):
        print(sentence)


# %%
# Each bureau has a deputy head of its own. Plain: two steps, through the office below. Lawful: four
# steps, up to the county government, which decides.

tell(build(UNITS, TIES).build())

# %%
# Both bureaus in the charge of one deputy: now the deputy decides, after two steps.

tell(build(UNITS, [*TIES[:3], ("deputy", "agr", "leads"), *TIES[4:]]).build())

# %%
# A joint body that both join is one lateral step. The members agree there; the body decides only
# where its chair leads them all.

GROUP = ("group", "领导小组", "Leading group", "joint_body")
JOINED = [("env", "group", "joins"), ("agr", "group", "joins")]
tell(build([*UNITS, GROUP], [*TIES, *JOINED]).build())
