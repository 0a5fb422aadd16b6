"""Files are written whole or not at all, under names that every system accepts."""

import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from govgraph.errors import UserError

_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE
)
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]')


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole: a reader sees the old content or the new one, never a part.

    Parameters
    ----------
    path : Path
        The file; missing folders above it are made.
    data : bytes
        Its content.

    Raises
    ------
    UserError
        When the name cannot exist on every system, or the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "reports" / "audit.json"
    ...     write_bytes(file, b"{}")
    ...     file.read_bytes()
    b'{}'
    """
    check_name(path)
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        raise UserError("io.not_a_file", file=path.name)
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise UserError("io.cannot_write", file=str(path), reason=error.strerror) from error
    finally:
        with suppress(OSError):
            part.unlink()


def write_text(path: Path, text: str) -> None:
    """Write a text file whole, as UTF-8 with line feeds on every system.

    Parameters
    ----------
    path : Path
        The file.
    text : str
        Its content.

    Raises
    ------
    UserError
        As `write_bytes` does.
    """
    write_bytes(path, text.encode("utf-8"))


@contextmanager
def new_folder(path: Path, owns: Callable[[str], bool]) -> Iterator[Path]:
    """Hand out an empty folder that takes the place of `path` when the block ends well.

    Parameters
    ----------
    path : Path
        The folder to write.
    owns : callable
        Tells by its name whether a file in an existing folder is one that the caller would
        write. A folder that holds anything else is never replaced.

    Yields
    ------
    Path
        The folder to write into.

    Raises
    ------
    UserError
        When the name cannot exist on every system, the folder holds other files, or it cannot be
        written.
    """
    check_name(path)
    path = Path(os.path.realpath(path))
    _refuse_foreign(path, owns)
    token = secrets.token_hex(8)
    part, old = path.with_name(f".{token}.part"), path.with_name(f".{token}.old")
    try:
        part.mkdir(parents=True)
        yield part
        if path.exists():
            path.replace(old)
        part.replace(path)
    except OSError as error:
        if old.exists() and not path.exists():
            old.replace(path)
        raise UserError("io.cannot_write", file=str(path), reason=error.strerror) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _refuse_foreign(path: Path, owns: Callable[[str], bool]) -> None:
    if not path.exists():
        return
    if not path.is_dir():
        raise UserError("io.not_a_folder", file=path.name)
    for entry in sorted(path.iterdir()):
        if not (entry.is_file() and owns(entry.name)):
            raise UserError("io.folder_in_use", folder=path.name, file=entry.name)


def check_name(path: Path) -> None:
    """Refuse a file name that Windows cannot hold: files are passed on between offices.

    Raises
    ------
    UserError
        For a reserved name (``CON``, ``nul.csv``), a forbidden character, or a final dot or space.

    Examples
    --------
    >>> check_name(Path("out/结构.xlsx"))
    >>> check_name(Path("out/nul.xlsx"))
    Traceback (most recent call last):
    govgraph.errors.base.UserError: “nul.xlsx” cannot be a file name on Windows; choose another.
    """
    name = path.name
    if _RESERVED.fullmatch(name) or _FORBIDDEN.search(name) or name.rstrip(". ") != name:
        raise UserError("io.bad_name", file=name)
