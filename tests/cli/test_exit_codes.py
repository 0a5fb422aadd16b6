"""Exit codes, languages, and never a traceback for a user's mistake."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from govgraph.cli.command import BROKEN_PIPE, FINDINGS, INTERRUPTED, USER_ERROR


def test_a_valid_structure_is_fine(run, two_bureaus: Path) -> None:
    result = run("validate", two_bureaus)
    assert result.exit_code == 0
    assert "is a valid structure" in result.stdout


def test_quiet_leaves_remarks_out(run, two_bureaus: Path) -> None:
    assert run("validate", two_bureaus, "--quiet").stdout == ""


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "Did you mean “q_county”?"), ("zh", "是否应为“q_county”？")]
)
def test_an_unknown_source_is_the_users_mistake(run, lang: str, text: str) -> None:
    result = run("validate", "q_cuonty", "--lang", lang)
    assert result.exit_code == USER_ERROR
    assert text in result.stderr
    assert result.stdout == ""


def test_every_problem_is_listed_with_its_place(run, two_bureaus: Path) -> None:
    with two_bureaus.joinpath("relations.csv").open("a", encoding="utf-8") as table:
        table.write("gov,watr,leads\nenv,gov,leeds\n")
    result = run("validate", two_bureaus)
    assert result.exit_code == USER_ERROR
    assert "county/relations.csv › relations › row 4, column target: “watr”" in result.stderr
    assert "Did you mean “water”?" in result.stderr
    assert "county/relations.csv › relations › row 5, column kind: “leeds”" in result.stderr


def test_a_bad_option_is_the_users_mistake(run) -> None:
    assert run("validate", "q_county", "--lang", "fr").exit_code == USER_ERROR
    assert run("validate").exit_code == USER_ERROR


def test_findings_fail_only_when_asked(run, own_folder: Path) -> None:
    assert run("audit", "q_county", "--stage", "before", "--quiet").exit_code == 0
    result = run("audit", "q_county", "--stage", "before", "--quiet", "--fail-on", "low")
    assert result.exit_code == FINDINGS


def test_a_refusal_of_the_system_is_no_traceback(process, own_folder: Path) -> None:
    own_folder.joinpath("taken").write_text("a file where a folder should go")
    result = process("audit", "q_county", "--out", "taken")
    assert result.returncode == USER_ERROR
    assert b"Traceback" not in result.stderr
    assert "taken" in result.stderr.decode()


def test_a_closed_pipe_ends_quietly(own_folder: Path) -> None:
    command = [sys.executable, "-m", "govgraph.cli.main", "measure", "q_county", "--per", "unit"]
    with subprocess.Popen(  # noqa: S603 - our own program
        [*command, "--format", "csv"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        assert started.stderr.read() == b""
        assert started.wait() == BROKEN_PIPE


@pytest.mark.skipif(os.name == "nt", reason="signals of this kind are not sent there")
def test_an_interrupt_ends_cleanly(own_folder: Path) -> None:
    waits = (
        "import os, signal, sys; import govgraph.cases.loading as loading\n"
        "import govgraph as gg; from govgraph.cli.main import main\n"
        "gg.load = lambda *_, **__: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.argv = ['govgraph', 'validate', 'q_county', '--lang', 'zh']\n"
        "main()"
    )
    result = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", waits], capture_output=True, check=False, timeout=120
    )
    assert result.returncode == INTERRUPTED
    assert result.stderr.decode().strip() == "已中断。"


def test_a_fault_of_the_program_is_told_apart_from_findings(own_folder: Path) -> None:
    broken = (
        "import sys, govgraph as gg; from govgraph.cli.main import main\n"
        "gg.load = lambda *_, **__: 1 / 0\n"
        "sys.argv = ['govgraph', 'validate', 'q_county']\n"
        "main()"
    )
    result = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", broken], capture_output=True, check=False, timeout=120
    )
    assert result.returncode not in {0, FINDINGS, USER_ERROR}
    assert b"ZeroDivisionError" in result.stderr


def test_output_holds_chinese_in_any_locale(process) -> None:
    result = process("validate", "q_county", "--lang", "zh", PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert "有效的结构" in result.stdout.decode("utf-8")


def test_no_colour_when_asked(process) -> None:
    colour = re.compile(rb"\x1b\[[0-9;]*3[0-7]")
    mistake = "validate", "no_such_case"
    assert colour.search(process(*mistake, FORCE_COLOR="1").stderr)
    assert not colour.search(process(*mistake, FORCE_COLOR="1", NO_COLOR="1").stderr)


def test_json_is_nothing_but_json(process) -> None:
    result = process("measure", "q_county", "span", "--format", "json", "--lang", "zh")
    rows = json.loads(result.stdout)
    assert {row["name"].partition(".")[0] for row in rows} == {"span"}
