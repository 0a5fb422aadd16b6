"""Running the command line, inside the process and as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from govgraph.cli.application import app


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in an empty folder, away from anyone's settings."""
    monkeypatch.chdir(tmp_path)
    for name in ("GOVGRAPH_LANG", "COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run a command in this process."""
    return lambda *arguments: CliRunner().invoke(app, list(map(str, arguments)))


@pytest.fixture
def process(own_folder: Path) -> Callable[..., "subprocess.CompletedProcess[bytes]"]:
    """Run a command in a process of its own."""

    def start(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "govgraph.cli.main", *arguments],
            capture_output=True,
            check=False,
            env=os.environ | environment,
            timeout=120,
        )

    return start


@pytest.fixture
def two_bureaus(own_folder: Path) -> Path:
    """A folder of tables: a county, two bureaus of the same short name, and a township."""
    folder = own_folder / "county"
    folder.mkdir()
    folder.joinpath("units.csv").write_text(
        "id,name,name_en,short,kind\n"
        "gov,县政府,County,县府,government\n"
        "env,环保局,Environment Bureau,局,department\n"
        "water,水利局,Water Bureau,局,department\n",
        encoding="utf-8",
    )
    folder.joinpath("relations.csv").write_text(
        "source,target,kind\ngov,env,leads\ngov,water,leads\n", encoding="utf-8"
    )
    return folder
