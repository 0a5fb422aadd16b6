"""The public surface: light to import, the same in table, stub and documentation."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import govgraph as gg

ROOT = Path(__file__).parents[1]
PUBLIC = sorted(set(gg.__all__) - {"__version__"})


def test_import_loads_nothing_and_leaves_no_trace(tmp_path: Path) -> None:
    check = (
        "import sys; before = set(sys.modules)\n"
        "import govgraph\n"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "own = {name for name in set(sys.modules) - before if name.startswith('govgraph')}\n"
        "assert own == {'govgraph'}, own\n"
        "assert not new - set(sys.stdlib_module_names) - {'govgraph'}, new\n"
    )
    result = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-W", "error", "-c", check],
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(gg, name) is not None
    assert name in dir(gg)


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(gg, "no_such_name")


def test_stub_and_table_agree() -> None:
    tree = ast.parse(Path(gg.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    stated = {
        alias.asname: node.module
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    homes = {name: getattr(gg, name).__module__ for name in stated if callable(getattr(gg, name))}
    assert sorted(stated) == PUBLIC
    for name, home in homes.items():
        assert home.startswith(str(stated[name])), name


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_documented(name: str) -> None:
    page = ROOT.joinpath("docs", "reference", "python.md").read_text(encoding="utf-8")
    directive = rf"^(autofunction|autoclass|autoexception|automodule):: govgraph\.{name}$"
    assert re.search(directive, page.replace(".. ", ""), flags=re.MULTILINE)
