"""Where units belong on a map: in which block (kuai, a row or a box) and in which column (tiao)."""

from dataclasses import dataclass

import pandas as pd

from govgraph.model.schema import UNIT_KINDS
from govgraph.model.structure import Structure
from govgraph.text import say

#: More lines than this share columns with the line above them.
MOST_COLUMNS = 24
#: From so many columns on, lines present in few blocks stand three to a column.
PACK_FROM = 17
PACK = 3

#: Order of kinds inside a cell: the government stands first, so that its line runs straight.
_FIRST = ("government", "street_office", "party_committee", "portfolio")

_GENERAL, _JOINT, _COMMUNITY, _SOCIETY = "general", "joint", "community", "society"
_COLUMN_OF = {
    "joint_body": _JOINT,
    "centre": _JOINT,
    "platform": _JOINT,
    "channel": _JOINT,
    "desk": _JOINT,
    "community": _COMMUNITY,
    "social_organisation": _SOCIETY,
    "enterprise": _SOCIETY,
    "public": _SOCIETY,
}


@dataclass(frozen=True)
class Block:
    """One territory (kuai), or one branch where a structure has no territories.

    Attributes
    ----------
    name, name_en : str
        Names; either may be empty.
    parent : int
        Number of the block above, −1 for none.
    depth : int
        Blocks above it.
    band : int
        Number of its level among `Places.bands`.
    """

    name: str
    name_en: str
    parent: int
    depth: int
    band: int


@dataclass(frozen=True)
class Heading:
    """Name of a column or band in both languages; either may be empty.

    Lines that share a column are named one per line.
    """

    name: str
    name_en: str


@dataclass(frozen=True)
class Places:
    """Blocks, columns, bands, and the block and column of every unit (by row of the units table).

    Attributes
    ----------
    blocks : tuple of Block
        In tree order: a block stands before the blocks below it.
    columns, bands : tuple of Heading
        Columns from left to right, bands from top to bottom.
    block, column : tuple of int
        Per unit.
    order : tuple of int
        Units in the order in which they fill a cell or a block.
    """

    blocks: tuple[Block, ...]
    columns: tuple[Heading, ...]
    bands: tuple[Heading, ...]
    block: tuple[int, ...]
    column: tuple[int, ...]
    order: tuple[int, ...]


def places(structure: Structure) -> Places:
    """Return where every unit belongs; a pure function of the structure's content.

    A unit's block is its area; areas that hold communities only fold into the area above, and a
    placeholder stands for the area above. Units without an area get a block of their own. Where
    no unit has an area, the blocks are the branches of the `leads` forest. A unit's column is its
    line (in a wide matrix, lines present in few blocks share columns); units without one fall
    into a first column for government and Party or into columns for joint bodies and for society,
    communities always into a column of their own. Where there are no lines and no areas, columns
    are tiers.
    """
    units = structure.units
    tier = [0] * len(units)
    if units["area"].notna().any():
        blocks, bands, block = _by_area(structure)
        columns, column = _by_line(structure, block)
    else:
        tier, head = _forest(structure)
        blocks, bands, block = _by_branch(structure, tier, head)
        columns, column = (
            _by_line(structure, block) if units["line"].notna().any() else _by_tier(tier)
        )
    rank = {kind: position for position, kind in enumerate(dict.fromkeys((*_FIRST, *UNIT_KINDS)))}
    lines = {line: number for number, line in enumerate(structure.lines["id"])}
    keys = list(
        zip(
            block,
            column,
            tier,
            units["kind"].map(rank).where(units["line"].isna(), 0),
            units["line"].map(lines).fillna(-1),
            units["kind"].map(rank),
            range(len(units)),
            strict=True,
        )
    )
    order = tuple(sorted(range(len(units)), key=keys.__getitem__))
    return Places(blocks, columns, bands, tuple(block), tuple(column), order)


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _heading(key: str) -> Heading:
    return Heading(say(key, "zh"), say(key, "en"))


# Blocks --------------------------------------------------------------------------------------


def _home_areas(structure: Structure) -> dict[str, str]:
    """Return for every area the area whose block shows it."""
    areas, units = structure.areas, structure.units
    parent = {a: _text(p) for a, p in zip(areas["id"], areas["parent"], strict=True)}
    kinds = units.groupby("area")["kind"].agg(set).to_dict()
    has_children = {p for p in parent.values() if p}
    folds = {
        a
        for a, flag in zip(areas["id"], areas["placeholder"], strict=True)
        if parent[a]
        and (
            (pd.notna(flag) and bool(flag))
            or (a not in has_children and kinds.get(a) == {"community"})
        )
    }
    home: dict[str, str] = {}
    for area in parent:
        at = area
        while at in folds:
            at = parent[at]
        home[area] = at
    return home


def _tree_order(structure: Structure, shown: set[str], home: dict[str, str]) -> list[str]:
    areas = structure.areas
    children: dict[str, list[str]] = {}
    for area, parent in zip(areas["id"], areas["parent"], strict=True):
        if home[area] == area:
            children.setdefault(home.get(_text(parent), ""), []).append(area)
    order: list[str] = []
    stack = children.get("", [])[::-1]
    while stack:
        area = stack.pop()
        order.append(area)
        stack += children.get(area, [])[::-1]
    return [area for area in order if area in shown]


def _by_area(structure: Structure) -> tuple[tuple[Block, ...], tuple[Heading, ...], list[int]]:
    home = _home_areas(structure)
    areas = structure.areas.set_index("id")
    parent = {a: home.get(_text(p), "") for a, p in areas["parent"].items()}
    of_unit = [home.get(_text(area), "") for area in structure.units["area"]]
    shown = set(of_unit) - {""}
    order = _tree_order(structure, shown, home)
    number = {area: position for position, area in enumerate(order)}
    levels = structure.levels
    used = [level for level in levels["id"] if (areas.loc[order, "level"] == level).any()]
    names = levels.set_index("id")
    bands = [Heading(_text(names.loc[v, "name"]), _text(names.loc[v, "name_en"])) for v in used]
    blocks: list[Block] = []
    for area in order:
        above = parent[area]
        while above and above not in number:
            above = parent[above]
        up = number[above] if above else -1
        row = areas.loc[area]
        depth = blocks[up].depth + 1 if up >= 0 else 0
        band = used.index(row["level"])
        blocks.append(Block(_text(row["name"]), _text(row["name_en"]), up, depth, band))
    if "" in of_unit:
        number[""] = len(blocks)
        title = _heading("maps.no_area")
        bands.append(title)
        blocks.append(Block(title.name, title.name_en, -1, 0, len(bands) - 1))
    return tuple(blocks), tuple(bands), [number[area] for area in of_unit]


def _forest(structure: Structure) -> tuple[list[int], list[int]]:
    """Return each unit's tier under its first leader's line of command, and its branch's head."""
    arcs = structure.topology.arcs(["leads"])
    leader = [-1] * len(structure.units)
    for source, target in sorted(zip(arcs.source.tolist(), arcs.target.tolist(), strict=True)):
        if leader[target] < 0 and source != target:
            leader[target] = source
    chains = [_chain(leader, unit) for unit in range(len(leader))]
    roots = {chain[-1] for chain in chains}
    single = len(roots) == 1
    heads = [chain[-2] if single and len(chain) > 1 else chain[-1] for chain in chains]
    return [len(chain) - 1 for chain in chains], heads


def _chain(leader: list[int], unit: int) -> list[int]:
    chain = [unit]
    while (above := leader[chain[-1]]) >= 0 and above not in chain:
        chain.append(above)
    return chain


def _by_branch(
    structure: Structure, tier: list[int], head: list[int]
) -> tuple[tuple[Block, ...], tuple[Heading, ...], list[int]]:
    units = structure.units
    size = pd.Series(head).value_counts()
    single_root = tier.count(0) == 1
    own = [h for h in sorted(set(head)) if size[h] > 1 or (single_root and tier[h] == 0)]
    own.sort(key=lambda h: (tier[h], h))
    number = {h: position for position, h in enumerate(own)}
    root = number.get(tier.index(0)) if single_root and tier else None
    blocks = [
        Block(
            _text(units.loc[h, "name"]),
            _text(units.loc[h, "name_en"]),
            root if root is not None and tier[h] else -1,
            1 if root is not None and tier[h] else 0,
            tier[h],
        )
        for h in own
    ]
    used = sorted({block.band for block in blocks})
    bands = [Heading(say("maps.tier", "zh", n=t + 1), say("maps.tier", n=t + 1)) for t in used]
    blocks = [Block(b.name, b.name_en, b.parent, b.depth, used.index(b.band)) for b in blocks]
    if any(h not in number for h in head):
        title = _heading("maps.single_units")
        bands.append(title)
        blocks.append(Block(title.name, title.name_en, -1, 0, len(bands) - 1))
    return tuple(blocks), tuple(bands), [number.get(h, len(blocks) - 1) for h in head]


# Columns -------------------------------------------------------------------------------------


def _top_lines(structure: Structure) -> dict[str, str]:
    """Return the line whose column shows each line: itself, or its root when there are many."""
    lines = structure.lines
    parent = {a: _text(p) for a, p in zip(lines["id"], lines["parent"], strict=True)}
    if structure.units["line"].nunique() <= MOST_COLUMNS:
        return {line: line for line in parent}
    top: dict[str, str] = {}
    for line in parent:
        at = line
        while parent[at]:
            at = parent[at]
        top[line] = at
    return top


def _by_line(structure: Structure, block: list[int]) -> tuple[tuple[Heading, ...], list[int]]:
    units = structure.units
    top = _top_lines(structure)
    keys = [
        f"line {top[line]}"
        if pd.notna(line) and kind != "community"
        else _COLUMN_OF.get(kind, _GENERAL)
        for line, kind in zip(units["line"], units["kind"], strict=True)
    ]
    headings = {_GENERAL: _heading("maps.column_general")}
    names = structure.lines.set_index("id")
    for line in names.index:
        title = Heading(_text(names.loc[line, "name"]), _text(names.loc[line, "name_en"]))
        headings[f"line {line}"] = title
    for key in (_JOINT, _COMMUNITY, _SOCIETY):
        headings[key] = _heading(f"maps.column_{key}")
    groups = _packed([key for key in headings if key in set(keys)], keys, block)
    columns = tuple(_joined([headings[key] for key in group]) for group in groups)
    number = {key: position for position, group in enumerate(groups) for key in group}
    return columns, [number[key] for key in keys]


def _packed(used: list[str], keys: list[str], block: list[int]) -> list[list[str]]:
    """Return the columns as groups of keys; in a wide matrix, thin lines share columns."""
    present: dict[str, set[int]] = {}
    for key, row in zip(keys, block, strict=True):
        present.setdefault(key, set()).add(row)
    few = max(2, 0.15 * len(set(block)))
    thin = [key for key in used if key.startswith("line ") and len(present[key]) <= few]
    if len(used) < PACK_FROM or len(set(block)) <= 2 * few:
        return [[key] for key in used]
    last = {_JOINT, _COMMUNITY, _SOCIETY}
    packs = [thin[start : start + PACK] for start in range(0, len(thin), PACK)]
    wide = [[key] for key in used if key not in thin and key not in last]
    return [*wide, *packs, *([key] for key in used if key in last)]


def _joined(headings: list[Heading]) -> Heading:
    return Heading(
        "\n".join(h.name or h.name_en for h in headings),
        "\n".join(h.name_en or h.name for h in headings),
    )


def _by_tier(tier: list[int]) -> tuple[tuple[Heading, ...], list[int]]:
    used = sorted(set(tier))
    titles = [Heading(say("maps.tier", "zh", n=t + 1), say("maps.tier", n=t + 1)) for t in used]
    return tuple(titles), [used.index(t) for t in tier]
