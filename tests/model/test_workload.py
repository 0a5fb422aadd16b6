"""The workload beside a structure."""

import pickle

import pytest

from govgraph.errors import InvalidStructureError
from govgraph.model.builder import Builder


def _builder() -> Builder:
    builder = Builder(title="t").add("units", id="env", name="环保局", kind="department")
    return builder.add("matters", id="m", name="噪声")


def test_a_workload_names_units_and_matters_of_its_structure() -> None:
    builder = _builder().add("servers", unit="env", servers=3, hours_per_week=40, absence=0.1)
    builder.add("priorities", matter="m", priority=0)
    builder.add("parameters", parameter="compliance", value=0.8, low=0.5, high=1)
    structure = builder.build()
    workload = builder.build_workload(structure)
    assert workload.servers["servers"].tolist() == [3.0]
    assert pickle.loads(pickle.dumps(workload)) == workload  # noqa: S301 - our own bytes
    assert workload != builder.add("priorities", matter="m", priority=1, since="2020").about
    assert structure == _builder().build()


def test_its_mistakes_are_found() -> None:
    builder = _builder().add("servers", unit="enw", servers=-1)
    for build in (builder.build, lambda: builder.build_workload(_builder().build())):
        with pytest.raises(InvalidStructureError) as caught:
            build()
        assert {(p.key, p.near) for p in caught.value.problems} == {
            ("model.unknown_id", "env"),
            ("model.out_of_range", ""),
        }
