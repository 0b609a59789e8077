"""Uploads: a file or its text; never more of one than a table may hold; `var/uploads/` from preview to confirmation."""

import re
import time
from pathlib import Path
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from survey.files.archives import is_archive_of_files, members
from survey.files.limits import limits

DAY = 24 * 60 * 60


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Keeps one byte more than is taken, which is how the readers see that a file is too large; the disk stays free."""

    def receive_data_chunk(self, raw_data, start):
        super().receive_data_chunk(raw_data[: max(limits.file_bytes + 1 - start, 0)], start)

    def file_complete(self, file_size):
        return super().file_complete(min(file_size, limits.file_bytes + 1))


class FileOrText:
    """For a form with the fields `file` and `pasted`, of which exactly one is given; `either` asks for that."""

    def clean(self):
        given = super().clean()
        if not self.errors and bool(given.get("file")) == bool(given.get("pasted", "").strip()):
            self.add_error("file", self.either)
        return given


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """A list of uploads, empty where none was chosen."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        return [super(ManyFilesField, self).clean(each, initial) for each in data or ()]


def opened(name, content):
    """Name and bytes of each file of a ZIP archive; of any other file itself. Raises FileError."""
    if not is_archive_of_files(content):
        return [(name, content)]
    return members(content, name)


class UploadStorage:
    """`name` comes back from the browser, so it is checked."""

    def __init__(self, name=""):
        self.name = name

    def save(self, data):
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.forget_old_ones()
        self.name = uuid4().hex
        self.path.write_bytes(data)

    def read(self):
        return self.path.read_bytes()

    def remove(self):
        self.path.unlink(missing_ok=True)

    @property
    def folder(self):
        return Path(settings.VAR_DIR) / "uploads"

    @property
    def path(self):
        if not re.fullmatch(r"[0-9a-f]{32}", self.name or ""):
            raise SuspiciousFileOperation(f"{self.name!r} is no upload.")
        return self.folder / self.name

    def forget_old_ones(self):
        """Those of yesterday; returns how many."""
        old = [path for path in self.folder.iterdir() if path.stat().st_mtime < time.time() - DAY]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)
