"""Uploads: a file or its text; never more of one than a table may hold."""

from django import forms
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from survey.files.archives import is_archive_of_files, members
from survey.files.limits import limits


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
