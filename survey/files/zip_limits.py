"""The ZIP files that XLSX and ODS are: checks before reading, and fixed dates when writing."""

import io
import shutil
import zipfile
import zlib
from collections import deque
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import BinaryIO
from xml.parsers.expat import ExpatError

from survey.files.errors import FileError, gettext_noop
from survey.files.limits import limits
from survey.files.text import OTHER_KINDS
from survey.files.xml_limits import Entities, TooManyCells, check_extent

RATIO_MATTERS_FROM = 10_000_000
CHUNK = 1 << 20
OLE = b"\xd0\xcf\x11\xe0"
PACKAGE = "EncryptedPackage".encode("utf-16-le")  # an encrypted XLSX lies in a file of the old format
FIRST_ZIP_YEAR = 1980
UNIX = 3
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, ExpatError)


def check(data: bytes, name: str, needed: str) -> None:
    """Raises FileError unless this is a whole, unencrypted ZIP with the file `needed`, of sane size."""
    if not data:
        raise FileError(name, None, None, gettext_noop("The file is empty."))
    if len(data) > limits.file_bytes:
        raise _too_large(name)
    _check_kind(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive, name)
            _check_content(archive, name, needed)
    except DAMAGE as error:
        raise FileError(name, None, None, gettext_noop("The file is damaged or cut off.")) from error
    except TooManyCells as error:
        raise _too_large(name) from error
    except Entities as error:
        reason = gettext_noop("The file declares entities of its own, which are not read. Save it anew.")
        raise FileError(name, None, None, reason) from error


def _check_kind(data: bytes, name: str) -> None:
    if data.startswith(b"PK\x03\x04"):
        return
    if data.startswith(OLE):
        raise _encrypted(name) if PACKAGE in data else _another_kind(name, "XLS")
    kind = next((kind for magic, kind in OTHER_KINDS.items() if data.startswith(magic)), None)
    if kind:
        raise _another_kind(name, kind)
    raise FileError(name, None, None, gettext_noop("This is not a spreadsheet."))


def _another_kind(name: str, kind: str) -> FileError:
    reason = gettext_noop("This is a file of another kind (%(kind)s), not a spreadsheet.")
    return FileError(name, None, None, reason, {"kind": kind})


def _check_size(archive: zipfile.ZipFile, name: str) -> None:
    unpacked = sum(entry.file_size for entry in archive.infolist())
    packed = sum(entry.compress_size for entry in archive.infolist())
    is_bomb = unpacked > RATIO_MATTERS_FROM and unpacked > limits.ratio * packed
    if unpacked > limits.unpacked_bytes or is_bomb:
        raise _too_large(name)


def _too_large(name: str) -> FileError:
    reason = gettext_noop("The file is too large, or unpacks to more than is sensible. Split it, or save it as CSV.")
    return FileError(name, None, None, reason)


def _check_content(archive: zipfile.ZipFile, name: str, needed: str) -> None:
    entries = {entry.filename: entry for entry in archive.infolist()}
    if any(entry.flag_bits & 1 for entry in entries.values()):
        raise _encrypted(name)
    if needed not in entries:
        raise _another_kind(name, "ZIP")
    manifest = entries.get("META-INF/manifest.xml")
    if manifest and b"encryption-data" in archive.read(manifest):
        raise _encrypted(name)
    for entry in entries.values():
        _check_entry(archive, entry)


def _encrypted(name: str) -> FileError:
    return FileError(name, None, None, gettext_noop("The file is encrypted. Save it without password."))


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Reads the entry once, which proves its checksum, and counts the cells that its XML asks for."""
    with archive.open(entry) as stream:
        chunks = iter(lambda: stream.read(CHUNK), b"")
        first = next(chunks, b"")
        if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            check_extent(chain([first], chunks))
        else:
            deque(chunks, maxlen=0)


class DatedZip(zipfile.ZipFile):
    """A ZIP file whose entries all carry one date, so that the same content gives the same bytes."""

    def __init__(self, file: BinaryIO, when: datetime):
        super().__init__(file, "w", zipfile.ZIP_DEFLATED)
        self.date_time = zip_date(when)

    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None) -> None:
        name = getattr(zinfo_or_arcname, "filename", zinfo_or_arcname)
        entry = self._dated(name, getattr(zinfo_or_arcname, "compress_type", self.compression))
        super().writestr(entry, data)

    def write(self, filename, arcname=None, compress_type=None, compresslevel=None) -> None:
        with Path(filename).open("rb") as source:
            self.copy(arcname, source)

    def copy(self, name: str, source: BinaryIO) -> None:
        """An entry from an open file, which is never in memory whole."""
        with self.open(self._dated(name, self.compression), "w") as target:
            shutil.copyfileobj(source, target, CHUNK)

    def _dated(self, name: str, compress_type: int) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, self.date_time)
        entry.compress_type = compress_type
        entry.create_system = UNIX
        entry.external_attr = 0o644 << 16
        return entry


def zip_date(when: datetime) -> tuple[int, int, int, int, int, int]:
    """The date for an entry: in UTC, where it has a time zone, and not before ZIP files know dates."""
    utc = when.astimezone(UTC) if when.tzinfo else when
    return utc.timetuple()[:6] if utc.year >= FIRST_ZIP_YEAR else (FIRST_ZIP_YEAR, 1, 1, 0, 0, 0)
