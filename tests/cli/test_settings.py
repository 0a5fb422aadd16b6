"""Defaults: govgraph.toml found upward, the environment above it, options above both."""

from pathlib import Path

import pytest

from govgraph.cli.settings import Settings, settings
from govgraph.errors import ConfigurationError


def write(folder: Path, text: str) -> Path:
    file = folder / "govgraph.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert settings(tmp_path, {}) == Settings()


def test_the_nearest_file_upward_wins(tmp_path: Path) -> None:
    inner = tmp_path / "project" / "deep"
    inner.mkdir(parents=True)
    write(tmp_path, '[defaults]\nlang = "en"\nfail_on = "low"\n')
    near = write(tmp_path / "project", '[defaults]\nlang = "zh"\nout = "report"\n')
    assert settings(inner, {}) == Settings(near, "zh", near.parent / "report", None)


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    write(tmp_path, '[defaults]\nlang = "zh"\n')
    assert settings(tmp_path, {"GOVGRAPH_LANG": "en"}).lang == "en"


def test_an_option_overrides_the_environment(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVGRAPH_LANG", "zh")
    assert "信访" in run("cases").stdout
    assert "信访" not in run("cases", "--lang", "en").stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[defaults]\nlang = 'fr'\n", "“lang” cannot be “fr”. Allowed: en, zh."),
        ("[defaults]\nlang = 3\n", "“lang” cannot be “3”. Allowed: en, zh."),
        ("[defaults]\nout = 3\n", "“out” cannot be “3”. Allowed: text."),
        ("[defaults]\ncolour = 'red'\n", "“colour” is no default of the command line."),
        ("defaults = 3\n", "“defaults” must be a section."),
        ("[defaults\n", "is not valid TOML"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    file = write(tmp_path, text)
    with pytest.raises(ConfigurationError) as raised:
        settings(tmp_path, {})
    assert str(raised.value).startswith(str(file))
    assert message in str(raised.value)


def test_a_mistake_in_the_file_is_no_traceback(run, own_folder: Path) -> None:
    write(own_folder, "[defaults]\nlang = 'fr'\n")
    result = run("cases")
    assert result.exit_code == 2
    assert "Allowed: en, zh." in result.stderr


def test_the_file_says_where_reports_go_and_when_audits_fail(run, own_folder: Path) -> None:
    write(own_folder, '[defaults]\nout = "here"\nfail_on = "low"\n')
    result = run("audit", "q_county", "--stage", "before", "--quiet")
    assert result.exit_code == 1
    assert own_folder.joinpath("here", "audit.html").is_file()


def test_the_file_also_configures_the_rules(run, own_folder: Path) -> None:
    everything = run("audit", "q_county", "--stage", "before").stdout
    assert "GG1" in everything
    write(own_folder, '[audit]\nignore = ["GG1"]\n')
    assert "GG1" not in run("audit", "q_county", "--stage", "before").stdout
