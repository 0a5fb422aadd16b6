"""Files are written whole or not at all, under names that travel."""

from pathlib import Path

import pytest

from govgraph.errors import UserError
from govgraph.io.atomic import check_name, new_folder, write_bytes, write_text


def test_text_is_utf8_with_line_feeds_and_no_rest_stays(tmp_path: Path) -> None:
    write_text(tmp_path / "a" / "县.html", "一\n二\n")
    assert (tmp_path / "a" / "县.html").read_bytes() == "一\n二\n".encode()
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["县.html"]


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.json"
    write_bytes(file, b"old")

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as part:
            part.write(data[:2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UserError, match="No space left"):
        write_bytes(file, b"new content")
    assert file.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_a_link_keeps_pointing_to_the_written_file(tmp_path: Path) -> None:
    write_bytes(tmp_path / "real.json", b"old")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    write_bytes(tmp_path / "link.json", b"new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"new"


def test_a_folder_or_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "map.html").mkdir()
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(UserError, match=r"map\.html"):
        write_bytes(tmp_path / "map.html", b"")
    with pytest.raises(UserError, match="out"):
        write_bytes(tmp_path / "out" / "map.html", b"")
    with pytest.raises(UserError, match="out"), new_folder(tmp_path / "out", _own):
        pass


def _own(name: str) -> bool:
    return name == "a"


def _fail_halfway(path: Path) -> None:
    with new_folder(path, _own) as folder:
        (folder / "a").write_bytes(b"2")
        raise RuntimeError("halfway")


def test_a_block_that_fails_leaves_no_folder_and_keeps_the_old_one(tmp_path: Path) -> None:
    with new_folder(tmp_path / "out", _own) as folder:
        (folder / "a").write_bytes(b"1")
    with pytest.raises(RuntimeError, match="halfway"):
        _fail_halfway(tmp_path / "out")
    assert (tmp_path / "out" / "a").read_bytes() == b"1"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    "name",
    [
        "CON",
        "con.xlsx",
        "NUL.tar.gz",
        "Com1.csv",
        "lpt9",
        "LPT¹.txt",
        "CONIN$",
        "a.",
        "a ",
        "a:b",
        "a?",
        "a*",
        'a"b',
        "a|b",
        "a<b",
        "a\tb",
    ],
)
def test_names_that_windows_cannot_hold(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="Windows"):
        write_bytes(tmp_path / name, b"")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["console.xlsx", "com.csv", "com10", "结构（终稿）.xlsx", "nul_.txt", ".hidden"]
)
def test_names_that_only_look_like_it(name: str) -> None:
    check_name(Path(name))


def test_the_old_folder_comes_back_when_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_folder(tmp_path / "out", _own) as folder:
        (folder / "a").write_bytes(b"old")
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if self.name.endswith(".part"):
            raise OSError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with (
        pytest.raises(UserError, match="Permission denied"),
        new_folder(tmp_path / "out", _own) as folder,
    ):
        (folder / "a").write_bytes(b"new")
    assert (tmp_path / "out" / "a").read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
