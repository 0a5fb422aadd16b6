"""Each command does its work and says, in the chosen language, what it did."""

import csv
import io
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

import govgraph as gg
from govgraph.cli.application import app
from govgraph.text import say


def test_audit_writes_the_report_and_says_which_file_to_open(run, own_folder: Path) -> None:
    result = run("audit", "q_county", "--out", "out")
    assert result.exit_code == 0
    assert f"Open in a browser: {own_folder / 'out' / 'audit.html'}" in result.stdout
    for name in ("audit.html", "map.html", "findings.csv", "measures.csv", "audit.json"):
        assert own_folder.joinpath("out", name).is_file()


def test_audit_counts_what_it_found(run) -> None:
    found = gg.audit(gg.load("q_county"))
    assert f"{len(found.findings)} finding(s)" in run("audit", "q_county").stdout
    assert f"{len(found.findings)} 项发现" in run("audit", "q_county", "--lang", "zh").stdout


def test_ids_only_shows_no_name(run, own_folder: Path, two_bureaus: Path) -> None:
    assert run("audit", two_bureaus, "--ids-only", "--out", "out").exit_code == 0
    assert run("map", two_bureaus, "--ids-only", "-o", "map.html").exit_code == 0
    assert run("convert", two_bureaus, "ids.json", "--ids-only").exit_code == 0
    written = [*own_folder.joinpath("out").glob("*.*"), Path("map.html"), Path("ids.json")]
    for file in written:
        content = file.read_bytes()
        assert "环保局".encode() not in content, file
        assert b"Environment Bureau" not in content, file


def doubled(folder: Path) -> None:
    """Let both bureaus of a folder lead one matter."""
    folder.joinpath("matters.csv").write_text("id,name\nwells,水井\n", encoding="utf-8")
    folder.joinpath("duties.csv").write_text(
        "unit,matter,role\nenv,wells,lead\nwater,wells,lead\n", encoding="utf-8"
    )


def test_audit_suggests_reforms_as_proposals(run, own_folder: Path, two_bureaus: Path) -> None:
    doubled(two_bureaus)
    result = run("audit", two_bureaus, "--suggest", "--out", "out", "--lang", "zh")
    assert result.exit_code == 0, result.output
    folder = own_folder / "out" / "suggestions"
    files = sorted(folder.glob("*.yaml"))
    assert files
    assert f"条建议写入 {Path('out') / 'suggestions'}" in result.stdout.replace("\n", "")
    index = folder.joinpath("suggestions.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(index)))
    assert {row["文件"] for row in rows if row["文件"]} == {file.name for file in files}
    steps = gg.read_proposal(files[0]).steps
    assert gg.enact(gg.read(two_bureaus), steps).ledger.entries.size


def test_suggestions_with_ids_only_show_no_name(run, own_folder: Path, two_bureaus: Path) -> None:
    doubled(two_bureaus)
    run("audit", two_bureaus, "--suggest", "--ids-only", "--out", "out")
    files = list(own_folder.joinpath("out", "suggestions").iterdir())
    assert len(files) > 1
    for file in files:
        assert "环保局" not in file.read_text(encoding="utf-8-sig"), file


def test_measures_as_csv(run) -> None:
    output = run("measure", "q_county", "span.mean", "span", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(output)))
    values = gg.measures.table(gg.load("q_county"), ["span.mean"])["value"]
    assert rows[0]["name"] == "span.mean"
    assert float(rows[0]["value"]) == pytest.approx(values[0])


@pytest.mark.parametrize("form", ["table", "csv", "json", "markdown", "latex"])
@pytest.mark.parametrize("per", ["structure", "unit", "matter"])
def test_every_form_of_every_table(run, per: str, form: str) -> None:
    result = run("measure", "q_county", "--per", per, "--format", form)
    assert result.exit_code == 0, result.output
    assert result.stdout.strip()


def test_an_unknown_measure_gets_the_nearest_name(run) -> None:
    result = run("measure", "q_county", "span.maen")
    assert result.exit_code == 2
    assert "Did you mean “span.mean”?" in result.stderr


def test_path_says_both_paths(run, two_bureaus: Path) -> None:
    result = run("path", two_bureaus, "Environment Bureau", "水利局")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2
    assert "County" in result.stdout


def test_map_is_one_file(run, own_folder: Path) -> None:
    result = run("map", "q_county", "-o", "county.html", "--lang", "zh")
    assert result.exit_code == 0
    assert "请用浏览器打开" in result.stdout
    assert [path.name for path in own_folder.iterdir()] == ["county.html"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_new_workbook_is_a_valid_structure(run, own_folder: Path, lang: str) -> None:
    assert run("new", "county.xlsx", "--lang", lang).exit_code == 0
    assert run("validate", "county.xlsx").exit_code == 0


def test_convert_keeps_everything(run, two_bureaus: Path) -> None:
    assert run("convert", two_bureaus, "county.json").exit_code == 0
    assert gg.read("county.json") == gg.read(two_bureaus)


def test_convert_to_an_unknown_format(run, two_bureaus: Path) -> None:
    result = run("convert", two_bureaus, "county.docx")
    assert result.exit_code == 2
    assert ".docx" in result.stderr


def test_cases_and_their_description(run) -> None:
    assert "longgang" in run("cases").stdout
    assert run("cases", "longgang", "--lang", "zh").stdout.startswith("longgang")
    assert run("cases", "longgong").exit_code == 2


def test_rules_and_explanations(run) -> None:
    listed = run("rules").stdout
    for code, rule in gg.rules().items():
        assert code in listed
        assert rule.zh.why in run("explain", rule.name, "--lang", "zh").stdout
    for name, measure in gg.measures.catalogue().items():
        assert measure.en.definition in run("explain", name).stdout
    assert "Did you mean" in run("explain", "span.maen").stderr


def test_values_in_words(run) -> None:
    county = gg.load("q_county")
    for lang in ("en", "zh"):
        told = run("explain", "span.subordinates", "q_county", "Q.gov", "Q.audit", "--lang", lang)
        texts = [
            gg.measures.explain("span.subordinates", county, unit, lang=lang)
            for unit in ("Q.gov", "Q.audit")
        ]
        assert told.stdout.split() == " ".join(texts).split()
    pair = run("explain", "distance.between", "q_county", "Q.gov", "Q.audit")
    assert (
        pair.stdout.split()
        == gg.measures.explain("distance.between", county, ("Q.gov", "Q.audit")).split()
    )
    assert run("explain", "dispersion.effective_number", "q_county").exit_code == 0
    assert run("explain", "distance.between", "q_county", "Q.gov").exit_code == 2
    assert run("explain", "GG402", "q_county").exit_code == 2


def test_the_version(run) -> None:
    assert run("--version").stdout == f"govgraph {gg.__version__}\n"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_command_has_help_in_both_languages(run, lang: str) -> None:
    """What the help says is found whatever the width of the terminal, in that language alone."""
    words = {"en": "Usage:", "zh": "用法："}
    whole = run("--lang", lang).stdout
    for name in app.list_commands(click.Context(app)):
        for order in ("--help", "--lang", lang), ("--lang", lang, "--help"):
            result = run(name, *order)
            assert result.exit_code == 0
            assert result.stdout.startswith(f"{words[lang]}")
            told = say(f"cli_help.command_{name}", lang)
            for page in (result.stdout, whole):
                assert "".join(told.split()) in "".join(page.split())
            assert any("\u4e00" <= sign <= "\u9fff" for sign in result.stdout) == (lang == "zh")


def test_bare_the_command_shows_its_help(run) -> None:
    assert run().stdout == run("--help").stdout
    assert run("--version", "--help").stdout == f"govgraph {gg.__version__}\n"


@pytest.mark.parametrize(
    ("written", "en", "zh"),
    [
        (("audit",), "SOURCE is missing.", "缺少 SOURCE。"),
        (("audti", "x"), "Did you mean “audit”?", "是否应为“audit”？"),
        (("audit", "x", "--otu", "y"), "Did you mean “--out”?", "是否应为“--out”？"),
        (("audit", "x", "--fail-on", "y"), "one of low, medium, high.", "：low, medium, high。"),
        (("simulate", "x", "--runs", "0"), "1 or more.", "--runs：须为不小于 1 的整数。"),
        (("simulate", "x", "--years", "y"), "must be a number.", "--years：须为数字。"),
        (("validate", "x", "y", "z"), "Not asked for: y z", "多余的内容：y z"),
        (("audit", "x", "--out"), "--out needs a value.", "--out 之后须给出取值。"),
    ],
)
def test_what_is_written_wrongly_is_said(
    run, monkeypatch: pytest.MonkeyPatch, written: tuple[str, ...], en: str, zh: str
) -> None:
    for lang, text in (("en", en), ("zh", zh)):
        monkeypatch.setenv("GOVGRAPH_LANG", lang)
        result = run(*written)
        assert result.exit_code == 2
        assert text in result.stderr
        assert result.stdout == ""


def test_help_loads_nothing_heavy(own_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heavy = "numpy", "pandas", "networkx", "scipy", "pyvis", "jinja2", "rich", "yaml"
    check = (
        "import sys; from govgraph.cli.main import main\n"
        "sys.argv = ['govgraph', '--help']\n"
        "try:\n    main()\n"
        f"finally:\n    print(*(set({heavy!r}) & set(sys.modules)), file=sys.stderr)"
    )
    begin = time.perf_counter()
    result = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", check], capture_output=True, check=True, text=True
    )
    assert result.stderr.strip() == ""
    with capsys.disabled():
        print(f" [--help {time.perf_counter() - begin:.2f} s]", end="")  # noqa: T201 - shown


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("validate q_", b"q_county"), ("sim", b"simulate"), ("map --la", b"--layout")],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(process, shell: str, typed: str, offered: bytes) -> None:
    script = process("--show-completion", shell).stdout
    assert f"_GOVGRAPH_COMPLETE={shell}_complete".encode() in script
    words = f"govgraph {typed}"
    index = typed.rsplit(maxsplit=1)[-1] if shell == "fish" else str(len(typed.split()))
    result = process(_GOVGRAPH_COMPLETE=f"{shell}_complete", COMP_WORDS=words, COMP_CWORD=index)
    assert offered in result.stdout


def test_a_list_is_read_with_the_choices_given(own_folder: Path, run) -> None:
    rows = (
        "year,code,name,level,parent",
        "2018,33,浙江省,1,",
        "2018,3303,温州市,2,33",
        "2023,33,省,1,",
    )
    (own_folder / "divisions.csv").write_text("\n".join(rows), encoding="utf-8")
    result = run("validate", "divisions.csv", "--option", "year=2018")
    assert result.exit_code == 0
    assert "divisions: 2 units" in result.output
    refused = run("validate", "q_county", "--option", "year=2018")
    assert refused.exit_code == 2
    assert "./q_county" in refused.output
