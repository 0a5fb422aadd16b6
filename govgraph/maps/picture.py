"""Everything a map shows, gathered once: names, places, coordinates, relations, paths, facts."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from govgraph.errors import UnknownNameError
from govgraph.io.naming import without_names
from govgraph.maps.difference import Difference, Version
from govgraph.maps.layout import Layout
from govgraph.maps.layout_kuai import kuai
from govgraph.maps.layout_matrix import matrix
from govgraph.maps.matter_paths import MatterPath, matter_paths
from govgraph.maps.names import Names, unit_names
from govgraph.maps.palette import TIES
from govgraph.maps.places import Places, places
from govgraph.model.authority import COORDINATION
from govgraph.model.structure import Structure
from govgraph.text import Language, label, say

#: A map with more units opens with closed blocks.
OPEN_UNITS = 600
#: A map with more lines opens without the kinds of relation that carry no coordination.
OPEN_TIES = 180
#: Rows of blocks that a map which opens closed shows at most, where the levels allow it.
OPEN_BLOCKS = 45


@dataclass(frozen=True)
class Tie:
    """One relation on the map: ends as unit numbers, kind, how many alike stand before it."""

    source: int
    target: int
    kind: str
    copy: int
    row: int
    implied: bool


@dataclass(frozen=True)
class Facts:
    """What every export states, so that no picture travels without it.

    Attributes
    ----------
    title : str
        Title in the page's language.
    status : str
        What kind of data it is; empty when unknown.
    as_of : str
        Date the data describe; empty when unknown.
    brief : str
        Date and basis coverage in one line.
    made : str
        Version and fingerprint.
    coverage : str
        How many relations name a basis.
    mark : str
        The status again when the data are not real: stands on the picture itself.
    """

    title: str
    status: str
    as_of: str
    brief: str
    made: str
    coverage: str
    mark: str

    @property
    def line(self) -> str:
        """Everything in one line, for the head of a picture."""
        return f"{self.status} · {self.brief} · {self.made}"


@dataclass(frozen=True)
class Picture:
    """What is drawn, independent of the page.

    Attributes
    ----------
    structure : Structure
        Where it comes from.
    lang : {"en", "zh"}
        Language of the page.
    places : Places
        Block and column of every unit.
    layouts : dict of str to Layout
        ``matrix`` and ``kuai``.
    names : tuple of Names
        Per unit.
    looks : tuple of str
        Per unit: a key of `palette.BOXES`.
    ties : tuple of Tie
        All relations.
    paths : list of MatterPath
        Per matter and area.
    facts : Facts
        Title, status, date, coverage.
    opened : tuple of bool
        Per block: whether the map opens with it open.
    difference : Difference or None
        What became of every row, for a map of two structures.
    versions : tuple of str
        Per matter path, for a map of two structures: which of them has it; ``difference`` for
        both.
    """

    structure: Structure
    lang: Language
    places: Places
    layouts: dict[str, Layout]
    names: tuple[Names, ...]
    looks: tuple[str, ...]
    ties: tuple[Tie, ...]
    paths: list[MatterPath]
    facts: Facts
    opened: tuple[bool, ...]
    difference: Difference | None = None
    versions: tuple[Version, ...] = ()

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Kinds of relation in the data."""
        return frozenset(tie.kind for tie in self.ties)

    @cached_property
    def drawn(self) -> frozenset[str]:
        """Kinds of relation drawn when the map opens.

        A crowded map leaves out watching, scoring and serving, which carry no coordination.
        """
        if not self.crowded:
            return self.kinds
        return self.kinds & (frozenset(COORDINATION) | self._differing)

    @cached_property
    def crowded(self) -> bool:
        """Whether there are more lines than a reader can follow at once."""
        return sum(not tie.implied for tie in self.ties) > OPEN_TIES

    @property
    def _differing(self) -> frozenset[str]:
        """Kinds of relation that differ between the two structures."""
        if self.difference is None:
            return frozenset()
        changes = self.difference.ties
        return frozenset(tie.kind for tie in self.ties if changes[tie.row] != "same")

    def name(self, unit: int) -> str:
        """Return a unit's full name in the page's language, the other where it is missing."""
        names = self.names[unit]
        return names.zh or names.en if self.lang == "zh" else names.en or names.zh

    def pick(self, zh: str, en: str) -> str:
        """Return the wording in the page's language, the other where it is missing."""
        return (zh or en) if self.lang == "zh" else (en or zh)


def gather(
    structure: Structure,
    lang: Language,
    title: str | None,
    matters: tuple[str, ...] | None,
    *,
    ids_only: bool,
) -> Picture:
    """Collect what a map of `structure` shows.

    Raises
    ------
    UnknownNameError
        When `matters` names one that the structure does not have.
    """
    known = structure.matters["id"].tolist()
    for matter in matters or ():
        if matter not in known:
            raise UnknownNameError.among("model.as_matters", matter, known)
    facts = facts_of(structure, lang, title, ids_only=ids_only)
    if ids_only:
        structure = without_names(structure)
    found = places(structure)
    opened = _opened(found)
    return Picture(
        structure,
        lang,
        found,
        {"matrix": matrix(found), "kuai": kuai(found, opened)},
        unit_names(structure, found),
        _looks(structure),
        _ties(structure, found),
        matter_paths(structure, matters),
        facts,
        opened,
    )


def _looks(structure: Structure) -> tuple[str, ...]:
    """Return each unit's kind, ``vertical`` for departments that only other areas' units lead."""
    kinds = structure.topology.unit_kind
    arcs, area = structure.topology.arcs(["leads"]), structure.topology.unit_area
    outside = area[arcs.source] != area[arcs.target]
    led_outside = set(arcs.target[outside].tolist())
    led_inside = set(arcs.target[~outside].tolist())
    return tuple(
        "vertical"
        if kind == "department" and unit in led_outside and unit not in led_inside
        else str(kind)
        for unit, kind in enumerate(kinds)
    )


def _ties(structure: Structure, found: Places) -> tuple[Tie, ...]:
    seen: dict[tuple[int, int, str], int] = {}
    arcs = structure.topology.arcs(TIES)
    kinds = structure.relations["kind"].to_numpy()[arcs.row]
    ties = []
    for source, target, row, kind in zip(
        arcs.source.tolist(), arcs.target.tolist(), arcs.row.tolist(), kinds, strict=True
    ):
        key = (source, target, str(kind))
        seen[key] = seen.get(key, -1) + 1
        inside = found.block[source] == found.block[target] and kind in {"leads", "guides"}
        ties.append(Tie(source, target, str(kind), seen[key], row, bool(inside)))
    return tuple(ties)


def facts_of(structure: Structure, lang: Language, title: str | None, *, ids_only: bool) -> Facts:
    """Return what every export of a structure's map states."""
    about, relations = structure.about, structure.relations
    based = int(relations["basis"].notna().sum())
    total = len(relations)
    coverage = (
        say(
            "maps.coverage",
            lang,
            based=f"{based:,}",
            total=f"{total:,}",
            share=f"{based / total:.0%}",
        )
        if total
        else say("maps.no_relations", lang)
    )
    status = label("status", about.status, lang) if about.status else say("maps.no_status", lang)
    as_of = about.as_of
    parts = [
        say("maps.as_of", lang, date=as_of) if as_of else say("maps.no_date", lang),
        coverage,
    ]
    fingerprint = structure.fingerprint()[:12]
    return Facts(
        title or ("" if ids_only else about.label(lang)) or say("maps.untitled", lang),
        status,
        as_of,
        say("maps.separator", lang).join(parts),
        say("maps.made_with", lang, version=govgraph_version(), fingerprint=fingerprint),
        coverage,
        "" if about.status == "real" else status,
    )


def govgraph_version() -> str:
    """Return the version of this package."""
    from govgraph import __version__  # noqa: PLC0415 - the package may still be loading

    return __version__


def _opened(found: Places) -> tuple[bool, ...]:
    """Open everything on a small map; on a large one, the upper bands while the rows stay few."""
    if len(found.block) <= OPEN_UNITS:
        return (True,) * len(found.blocks)
    depths = sorted({block.depth for block in found.blocks})
    deepest = 0
    for depth in depths[1:]:
        if sum(block.depth <= depth for block in found.blocks) <= OPEN_BLOCKS:
            deepest = depth
    counts = pd.Series(found.block).value_counts()
    return tuple(
        block.depth < deepest and counts.get(number, 0) <= OPEN_UNITS / 4
        for number, block in enumerate(found.blocks)
    )
