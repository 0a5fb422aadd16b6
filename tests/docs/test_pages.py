"""Whatever a page shows is run: Python, commands, settings."""

import doctest
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from govgraph.auditing.configuration import read_configuration
from govgraph.cli.application import app
from govgraph.cli.settings import settings

ROOT = Path(__file__).parents[2]
MADE = {"_build", "gallery", "generated"}
PAGES = sorted(
    [*ROOT.glob("*.md"), *(p for p in ROOT.glob("docs/**/*.md") if not MADE & set(p.parts))]
)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL


def blocks(page: Path, language: str) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def having(language: str) -> list[object]:
    pages = (page for page in PAGES if blocks(page, language))
    return [pytest.param(page, id=str(page.relative_to(ROOT))) for page in pages]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.joinpath("examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GOVGRAPH_LANG", raising=False)


@pytest.mark.parametrize("page", having("python"))
def test_python_runs(page: Path) -> None:
    names: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block, str(page), "exec"), names)  # noqa: S102 - our own pages


@pytest.mark.parametrize("page", having("pycon"))
def test_sessions_print_what_they_say(page: Path) -> None:
    session = "\n".join(blocks(page, "pycon"))
    found = doctest.DocTestParser().get_doctest(session, {}, page.name, str(page), 0)
    assert found.examples
    told: list[str] = []
    doctest.DocTestRunner(optionflags=FLAGS).run(found, out=told.append)
    assert not told, "".join(told)


@pytest.mark.parametrize("page", having("console"))
def test_commands_run(page: Path) -> None:
    lines = "\n".join(blocks(page, "console")).splitlines()
    commands = [shlex.split(line)[2:] for line in lines if line.startswith("$ govgraph ")]
    assert commands
    for command in commands:
        result = CliRunner().invoke(app, command)
        allowed = {0, 1} if "--fail-on" in command else {0}
        assert result.exit_code in allowed, f"{command}: {result.output}"


@pytest.mark.parametrize("page", having("toml"))
def test_settings_are_understood(page: Path, tmp_path: Path) -> None:
    for block in blocks(page, "toml"):
        read_configuration(tomllib.loads(block), page.name)
        tmp_path.joinpath("govgraph.toml").write_text(block, encoding="utf-8")
        assert settings(tmp_path, {}).file is not None


def test_the_readme_has_exactly_two_set_up_commands() -> None:
    for name in ("README.md", "README.zh.md"):
        commands = blocks(ROOT / name, "sh")
        assert len(commands) == 2
        for command in commands:
            assert len(command.splitlines()) == 1
            assert command.startswith("python3 -m venv .venv && ")
