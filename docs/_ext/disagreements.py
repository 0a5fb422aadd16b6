"""Where programs give different numbers under one name, with the numbers filled in."""

import re
import tomllib
from functools import cache
from typing import Any

import networkx as nx
from oracle_status import ROOT, oracles

import govgraph as gg
from govgraph.text import Language

_COMPUTED = re.compile(r"\{([\w.]+) @ (\w+)\}")
_HELD = re.compile(r"\{= (\S+?)(?: (\w+))?\}")


@cache
def disagreements() -> tuple[dict[str, Any], ...]:
    """Return the entries of ``disagreements.toml``."""
    text = (ROOT / "docs" / "disagreements.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["disagreement"])


def other_keys(name: str) -> set[str]:
    """Return the keys of oracles that hold another definition than that of `name`."""
    return {key for d in disagreements() if name in d["measures"] for key in d.get("other", ())}


def differences(name: str, lang: Language) -> list[str]:
    """Return what is to be said of a measure or function, one text for each disagreement."""
    return [_filled(d[lang]) for d in disagreements() if name in d["measures"]]


def _filled(text: str) -> str:
    return _HELD.sub(_held, _COMPUTED.sub(_computed, text))


def _computed(found: re.Match[str]) -> str:
    entry = oracles()["graphs"][found[2]]
    graph: nx.Graph[Any] = nx.DiGraph() if entry["directed"] else nx.Graph()
    graph.add_nodes_from(entry["nodes"])
    graph.add_edges_from(map(tuple, entry["edges"]))
    return _number(gg.measures.find(found[1]).function(graph))


def _held(found: re.Match[str]) -> str:
    (expected,) = (o["expected"] for o in oracles()["oracles"] if o["id"] == found[1])
    return _number(expected[found[2]] if found[2] else expected)


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".").replace("-", "−")
