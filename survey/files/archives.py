"""ZIP archives of files, which are handed over in one piece."""

import io
import zipfile
from pathlib import PurePosixPath

from survey.files.errors import DAMAGED, ENCRYPTED, FileError, gettext_noop
from survey.files.limits import limits
from survey.files.zip_limits import DAMAGE

MEMBERS = 500
# What a ZIP holds that is itself one file of another kind: Word, Excel, OpenDocument
INSIDE_OFFICE_FILES = ("[Content_Types].xml", "mimetype", "content.xml")
TOO_MANY = gettext_noop("The archive holds %(count)d files; at most %(limit)d are taken at once.")
TOO_LARGE = gettext_noop("The archive unpacks to more than is sensible. Hand its files over in parts.")
EMPTY = gettext_noop("The archive holds no file.")


def is_archive_of_files(data: bytes) -> bool:
    """Whether this is a ZIP, and none that is a document."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except DAMAGE:
        return False
    return not any(name in INSIDE_OFFICE_FILES for name in names)


def members(data: bytes, name: str) -> list[tuple[str, bytes]]:
    """Name (without folders) and bytes of each file, in their order. Raises FileError, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if _is_file(entry)]
            _check(entries, name)
            return [(PurePosixPath(entry.filename).name, archive.read(entry)) for entry in entries]
    except DAMAGE as error:
        raise FileError(name, None, None, DAMAGED) from error


def _is_file(entry: zipfile.ZipInfo) -> bool:
    """Folders, and what systems put beside files, are none."""
    path = PurePosixPath(entry.filename)
    return not (entry.is_dir() or path.name.startswith(".") or "__MACOSX" in path.parts)


def _check(entries: list[zipfile.ZipInfo], name: str):
    if not entries:
        raise FileError(name, None, None, EMPTY)
    if len(entries) > MEMBERS:
        raise FileError(name, None, None, TOO_MANY, {"count": len(entries), "limit": MEMBERS})
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileError(name, None, None, ENCRYPTED)
    is_too_large = any(entry.file_size > limits.file_bytes for entry in entries)
    if is_too_large or sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise FileError(name, None, None, TOO_LARGE)
