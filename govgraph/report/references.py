"""The works that rules and measures of a report cite."""

from collections.abc import Iterable

from govgraph.measures.bibliography import references
from govgraph.report.summary import MeasureFamily, RuleGroup, Source


def sources(keys: Iterable[str]) -> tuple[Source, ...]:
    """Return the works that bibliography keys stand for; an unlisted one stands as its key."""
    return tuple(map(_source, keys))


def _source(key: str) -> Source:
    work = references().get(key)
    return Source(key, key, key) if work is None else Source(key, work.short, work.text)


def cited(groups: Iterable[RuleGroup], families: Iterable[MeasureFamily]) -> tuple[Source, ...]:
    """Return every work cited once, by author and year."""
    found = [source for group in groups for source in group.sources]
    found += [source for family in families for row in family.rows for source in row.sources]
    return tuple(sorted(set(found), key=lambda source: (source.text.casefold(), source.key)))
