"""Every oracle that an entry of the catalogue claims, against the measure."""

import json
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest

from govgraph.errors import UndefinedMeasureError
from govgraph.measures import (
    arbitration,
    authority,
    catalogue,
    command,
    coordination,
    distance,
    fragmentation,
    layers,
    powers,
)
from govgraph.measures.authority import requirements
from govgraph.measures.graicunas import relationships
from govgraph.measures.groundwork.concentration import concentration
from govgraph.measures.groundwork.lengths import lawful_lengths, plain_lengths
from govgraph.model.builder import Builder
from tests.measures.samples import oracle_graph

ORACLES = json.loads(Path(__file__).parents[1].joinpath("oracles.json").read_text("utf-8"))
CLAIMED = sorted({key for entry in catalogue().values() for key in entry.oracles})
CASES = [oracle for oracle in ORACLES["oracles"] if oracle["measure"] in CLAIMED]


def value(compute: Any, *args: Any, **options: Any) -> float | None:
    """The number, or None where the measure says that it has none."""
    try:
        return compute(*args, **options)
    except UndefinedMeasureError:
        return None


def fragmentation_f(oracle: dict[str, Any]) -> Any:
    return fragmentation.components(graph_of(oracle))


def fragmentation_df(oracle: dict[str, Any]) -> Any:
    return fragmentation.distance(graph_of(oracle))


def distance_family(oracle: dict[str, Any]) -> Any:
    graph = graph_of(oracle)
    apl = value(distance.average, graph, over="all")
    pairs = len(graph) * (len(graph) - 1) / 2
    return {
        "global_eff": plain_lengths(graph, None).nearness,
        "harmonic_mean_dist": value(distance.harmonic, graph),
        "apl": apl,
        "wiener": None if apl is None else apl * pairs,
        "diam": value(distance.diameter, graph, over="all"),
    }


def lowest_common_superior(oracle: dict[str, Any]) -> Any:
    graph = graph_of(oracle)
    found = lawful_lengths(graph)
    depth = layers.unit_depth(graph)
    result = {
        "pairs": found.lengths.total - found.lengths.without,
        "no_common_superior": coordination.unreachable(graph) * found.lengths.total,
        "mean_updown": coordination.average(graph),
        "mean_LCS_depth": arbitration.depth(graph),
        "hist": {str(d): n for d, n in enumerate(found.arbiter.weight.tolist()) if n},
    }
    if oracle["expected"]["depth"] is not None:
        result["depth"] = {str(unit): layer for unit, layer in depth.items()}
    return result


def unity_of_command(oracle: dict[str, Any]) -> Any:
    graph = graph_of(oracle)
    counts = command.heads(graph).value_counts()
    return {
        "multi_head": command.multiple_heads(graph),
        "share_of_subordinates": command.multiple_share(graph),
        "excess_heads": command.excess_heads(graph),
        "heads_hist": {str(int(heads)): units for heads, units in counts.items()},
        "roots": command.tops(graph),
    }


def herfindahl_entropy(oracle: dict[str, Any]) -> Any:
    found = concentration(oracle["params"]["vector"])
    return {
        "HHI": found.herfindahl,
        "HHI_norm": found.normalised,
        "fractionalization": 1 - found.herfindahl,
        "eff_number_2": found.effective,
        "entropy_nat": found.entropy,
        "entropy_bits": found.entropy / np.log(2),
        "pielou": found.evenness,
        "eff_number_1": np.exp(found.entropy),
    }


def herfindahl(oracle: dict[str, Any]) -> Any:
    return concentration(oracle["params"]["vector"]).herfindahl * 10_000


def needs_congruence(oracle: dict[str, Any]) -> Any:
    """Agencies, tasks and resources as units, matters and powers."""
    matrices = ORACLES["matrices"][oracle["params"]["matrices"]]
    build = Builder()
    for agency, tasks in enumerate(matrices["agency_task"]):
        build.add("units", id=f"a{agency}", name="agency", kind="department")
        for task in np.flatnonzero(tasks):
            build.add("duties", unit=f"a{agency}", matter=f"t{task}", role="lead")
    for agency, resources in enumerate(matrices["agency_resource"]):
        for resource in np.flatnonzero(resources):
            build.add("powers", unit=f"a{agency}", power=f"r{resource}")
    for task, resources in enumerate(matrices["task_resource_required"]):
        build.add("matters", id=f"t{task}", name="task")
        for resource in np.flatnonzero(resources):
            build.add("needs", matter=f"t{task}", power=f"r{resource}")
    structure = build.build()
    frame = requirements(structure).drop_duplicates(["unit", "power"])
    resources = [f"r{i}" for i in range(len(matrices["agency_resource"][0]))]
    need = (frame.groupby(["unit", "power"]).size().unstack(fill_value=0) > 0)[resources]
    held = structure.powers.groupby("unit").size()
    return {
        "need": need.astype(int).to_numpy().tolist(),
        "unmet_by_agent": (
            authority.unit_gap(structure, count="powers") * need.sum(axis=1)
        ).tolist(),
        "unmet_share_total": authority.gap(structure, count="powers"),
        "waste_by_agent": (powers.unit_idle(structure) * held).tolist(),
        "waste_share_total": powers.idle(structure),
    }


def balanced_tree_leaf_pairs(oracle: dict[str, Any]) -> Any:
    found = {}
    for name in oracle["expected"]:
        span, height = map(int, name[1:].split("h"))
        tree = nx.balanced_tree(span, height, create_using=nx.DiGraph)
        found[name] = {
            "dist": coordination.average(tree, pairs="leaves"),
            "lca": arbitration.depth(tree, pairs="leaves"),
            "p_root": arbitration.top_share(tree, pairs="leaves"),
        }
    return found


CHECKS = {
    "fragmentation_F": fragmentation_f,
    "distance_weighted_fragmentation_DF": fragmentation_df,
    "distance_family": distance_family,
    "lowest_common_superior": lowest_common_superior,
    "unity_of_command": unity_of_command,
    "herfindahl_entropy": herfindahl_entropy,
    "herfindahl": herfindahl,
    "needs_congruence": needs_congruence,
    "balanced_tree_leaf_pairs": balanced_tree_leaf_pairs,
}


def graph_of(oracle: dict[str, Any]) -> "nx.Graph[Any]":
    return oracle_graph(ORACLES["graphs"][oracle["graph"]])


#: Numbers of these oracles that no measure gives yet.
NOT_BUILT = {"n", "m", "kirchhoff", "estrada", "local_eff", "multiple_minimal", "depth"}


def compare(found: Any, expected: Any, tol: float) -> None:
    """Compare every number that is built."""
    if isinstance(found, dict):
        assert found
        assert set(expected) - set(found) <= NOT_BUILT
        for key, part in found.items():
            compare(part, expected[key], tol)
    elif isinstance(found, list):
        np.testing.assert_allclose(found, expected, atol=tol)
    elif found is None or expected is None:
        assert found is expected
    else:
        assert found == pytest.approx(expected, abs=tol)


def test_every_claimed_key_has_oracles_and_a_check():
    known = {oracle["measure"] for oracle in ORACLES["oracles"]}
    assert set(CLAIMED) <= known
    assert set(CLAIMED) == set(CHECKS)


@pytest.mark.parametrize("oracle", CASES, ids=[oracle["id"] for oracle in CASES])
def test_oracle(oracle):
    compare(CHECKS[oracle["measure"]](oracle), oracle["expected"], max(oracle["tol"], 1e-12))


def test_graicunas_published_table():
    subordinates = [*range(1, 11), 12, 18]
    published = [1, 6, 18, 44, 100, 222, 490, 1080, 2376, 5210, 24708, 2359602]
    assert [relationships(n).total for n in subordinates] == published
