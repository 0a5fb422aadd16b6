"""
Two bureaus and a township office
=================================

The smallest structure on which the plain and the lawful coordination path part. Two county bureaus
guide the same township office. Word passes through that office in two steps, but it can settle
nothing between its two guides.
"""

import govgraph as gg

UNITS = [
    ("gov", "县政府", "County government", "government"),
    ("env", "生态环境局", "Environment Bureau", "department"),
    ("agr", "农业农村局", "Agriculture Bureau", "department"),
    ("office", "乡镇农业办", "Township office", "department"),
]
TIES = [
    ("gov", "env", "leads"),
    ("gov", "agr", "leads"),
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
# Both bureaus report to the county government: it is the common superior, and it decides.

tell(build(UNITS, TIES).build())

# %%
# A deputy head in charge of both bureaus stands between them and the government, and decides.

DEPUTY = ("deputy", "分管副县长", "Deputy head", "portfolio")
LED_BY_DEPUTY = [
    ("gov", "deputy", "leads"),
    ("deputy", "env", "leads"),
    ("deputy", "agr", "leads"),
    *TIES[2:],
]
tell(build([*UNITS, DEPUTY], LED_BY_DEPUTY).build())

# %%
# A joint body that both join is one lateral step. It agrees, and decides only where its chair
# leads both.

GROUP = ("group", "领导小组", "Leading group", "joint_body")
tell(build([*UNITS, GROUP], [*TIES, ("env", "group", "joins"), ("agr", "group", "joins")]).build())
