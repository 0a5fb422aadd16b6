"""Counts in layers: what a proposal changes lies over what the structure has, which stays."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

K = TypeVar("K")
_NONE: Mapping[Any, int] = {}


class Counts(Generic[K]):
    """How often each key occurs; a layer of its own over the counts below it.

    Attributes
    ----------
    below : mapping
        The counts below, which are only read.
    own : dict
        The keys that this layer changed, with their counts.
    """

    def __init__(self, below: Mapping[K, int]) -> None:
        self.below, self.own = below, dict[K, int]()

    def __getitem__(self, key: K) -> int:
        found = self.own.get(key)
        return self.below.get(key, 0) if found is None else found

    def add(self, key: K, by: int) -> None:
        """Count a key more or less often."""
        self.own[key] = self[key] + by

    def turned(self) -> tuple[list[K], list[K]]:
        """Return the keys that occur here and not below, and those that occur below alone."""
        came = [key for key, count in self.own.items() if count and not self.below.get(key)]
        gone = [key for key, count in self.own.items() if not count and self.below.get(key)]
        return came, gone


class Groups(Generic[K]):
    """Items by key, each with how often it occurs; a layer of its own over those below it."""

    def __init__(self, below: Mapping[K, Mapping[Any, int]]) -> None:
        self.below = below
        self.own: dict[K, dict[Any, int]] = {}

    def __getitem__(self, key: K) -> Mapping[Any, int]:
        found = self.own.get(key)
        return self.below.get(key, _NONE) if found is None else found

    def add(self, key: K, item: object, by: int) -> None:
        """Count an item of a key more or less often; one that occurs no more is left out."""
        items = self.own.get(key)
        if items is None:
            items = self.own[key] = dict(self.below.get(key, _NONE))
        count = items.get(item, 0) + by
        if count:
            items[item] = count
        else:
            items.pop(item, None)
