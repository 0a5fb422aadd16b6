"""A picture of two structures: one layout for both, and what became of every row."""

from collections.abc import Mapping
from dataclasses import replace

from govgraph.io.naming import without_names
from govgraph.maps.difference import overlay, paths
from govgraph.maps.picture import Picture, gather, govgraph_version
from govgraph.model.structure import Structure
from govgraph.text import Language, say


def gather_difference(  # noqa: PLR0913 - what a map of two structures asks for
    before: Structure,
    after: Structure,
    lang: Language,
    title: str | None,
    renamed: Mapping[str, str] | None,
    succeeded: Mapping[str, str] | None,
    *,
    ids_only: bool,
) -> Picture:
    """Collect what a map of two structures shows; parameters are those of `draw_difference`."""
    named = title or ("" if ids_only else after.about.label(lang))
    marks = [one.fingerprint()[:12] for one in (before, after)]
    if ids_only:
        before, after = without_names(before), without_names(after)
    both, difference = overlay(before, after, lang, renamed, succeeded)
    picture = gather(both, lang, named or None, (), ids_only=False)
    found = paths(both, difference)
    made = say(
        "maps.difference_made", lang, version=govgraph_version(), before=marks[0], after=marks[1]
    )
    return replace(
        picture,
        paths=[path for path, _ in found],
        versions=tuple(version for _, version in found),
        facts=replace(picture.facts, made=made),
        difference=difference,
    )
