"""Files are measured and looked through before a parser sees them."""

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from govgraph.errors import Place, Problem, ReadError

#: Largest file that is read.
FILE_LIMIT = 256 * 2**20
#: Most bytes that an archive may unpack to.
UNPACKED_LIMIT = 512 * 2**20
#: Most files in an archive.
MEMBERS_LIMIT = 4_000
#: Most times its packed size that a member may unpack to, once it is larger than `RATIO_FROM`.
RATIO_LIMIT = 500
RATIO_FROM = 4 * 2**20

_CHUNK = 2**20
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    struct.error,
    UnicodeError,
    ValueError,
)
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_XML = (".xml", ".rels", ".vml")


def refuse(file: str, key: str, **params: object) -> ReadError:
    """Return the error that a whole file cannot be read, for the reason `key`."""
    return ReadError([Problem(key, Place(file=file), params=params)], Path(file).name)


def read_limited(path: Path, limit: int = FILE_LIMIT) -> bytes:
    """Return a file's content; an empty file and one above the limit are refused.

    Parameters
    ----------
    path : Path
        The file.
    limit : int
        Most bytes to read.

    Returns
    -------
    bytes
        The content.

    Raises
    ------
    ReadError
        When the path is a folder, or the file is empty or too large.
    """
    if path.is_dir():
        raise refuse(path.name, "io.is_a_folder")
    with path.open("rb") as file:
        data = file.read(limit + 1)
    if not data:
        raise refuse(path.name, "io.empty_file")
    if len(data) > limit:
        raise refuse(path.name, "io.too_large", limit=f"{limit // 2**20} MiB")
    return data


def unpack(data: bytes, file: str) -> dict[str, bytes]:
    """Unpack an archive in memory, counting while it inflates.

    Parameters
    ----------
    data : bytes
        The archive.
    file : str
        Its name, for errors.

    Returns
    -------
    dict of str to bytes
        Content of every member by name.

    Raises
    ------
    ReadError
        When the content is no archive, damaged, encrypted, unpacks past a limit, or names files
        outside of itself.
    """
    _refuse_others(data, file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_members(members, file)
            return _inflate(archive, members, file)
    except ReadError:
        raise
    except _DAMAGE as error:
        raise refuse(file, "io.damaged_archive") from error


def _refuse_others(data: bytes, file: str) -> None:
    """Tell apart what is often found under a wrong ending."""
    if data.startswith(_COMPOUND):
        raise refuse(file, "io.old_workbook")
    if data.startswith(b"PK"):
        return
    head = data[:4096]
    text = b"\x00" not in head and not any(byte < 9 for byte in head)  # noqa: PLR2004 - controls
    raise refuse(file, "io.text_not_archive" if text else "io.not_an_archive")


def _check_members(members: list[zipfile.ZipInfo], file: str) -> None:
    if len(members) > MEMBERS_LIMIT:
        raise refuse(file, "io.too_many_members", count=len(members), limit=MEMBERS_LIMIT)
    seen: set[str] = set()
    for member in members:
        if member.flag_bits & 1:
            raise refuse(file, "io.encrypted")
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise refuse(file, "io.damaged_archive")
        path = PurePosixPath(member.filename)
        outside = path.is_absolute() or ".." in path.parts or ":" in member.filename
        if outside or "\\" in member.orig_filename or member.filename in seen:
            raise refuse(file, "io.bad_member", member=ascii(member.filename))
        seen.add(member.filename)


def _inflate(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], file: str
) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = UNPACKED_LIMIT
    for member in members:
        if member.is_dir():
            continue
        most = min(left, max(RATIO_FROM, member.compress_size * RATIO_LIMIT))
        content = _read_member(archive, member, most)
        if len(content) > most:
            raise refuse(file, "io.unpacks_too_large", limit=f"{UNPACKED_LIMIT // 2**20} MiB")
        left -= len(content)
        found[member.filename] = content
    return found


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """Return a member's content, or a little more than `most` bytes of it."""
    chunks: list[bytes] = []
    size = 0
    with archive.open(member) as stream:
        while size <= most and (chunk := stream.read(_CHUNK)):
            chunks.append(chunk)
            size += len(chunk)
    return b"".join(chunks)


def refuse_entities(parts: dict[str, bytes], file: str) -> None:
    """Refuse an archive whose XML declares a document type or entities, or hides its text.

    Parameters
    ----------
    parts : dict of str to bytes
        Members of the archive.
    file : str
        Its name, for errors.

    Raises
    ------
    ReadError
        Naming the first such member.
    """
    for name, content in parts.items():
        if name.lower().endswith(_XML) and (_DECLARES.search(content) or b"\x00" in content):
            raise refuse(file, "io.entities", member=ascii(name))
