"""Structural holes, written out with a contact's ties counted one by one."""

from math import nan
from typing import Any

import networkx as nx


def _contacts(graph: "nx.Graph[Any]") -> dict[Any, set[Any]] | None:
    contacts = {unit: set(nx.all_neighbors(graph, unit)) - {unit} for unit in graph}
    return contacts if any(contacts.values()) else None


def constraint(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    contacts = _contacts(graph)
    if contacts is None:
        return None

    def share(one: Any, other: Any) -> float:
        return 1 / len(contacts[one]) if other in contacts[one] else 0.0

    def of(unit: Any) -> float:
        total = 0.0
        for contact in contacts[unit]:
            through = sum(share(unit, q) * share(q, contact) for q in graph)
            total += (share(unit, contact) + through) ** 2
        return total

    return {unit: of(unit) if contacts[unit] else nan for unit in graph}


def effective_size(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    contacts = _contacts(graph)
    if contacts is None:
        return None
    found = {}
    for unit, own in contacts.items():
        among = sum(len(contacts[contact] & own) for contact in own)
        found[unit] = len(own) - among / len(own) if own else nan
    return found


def efficiency(graph: "nx.Graph[Any]") -> dict[Any, float] | None:
    size, contacts = effective_size(graph), _contacts(graph)
    if size is None or contacts is None:
        return None
    return {unit: size[unit] / len(own) if own else nan for unit, own in contacts.items()}
