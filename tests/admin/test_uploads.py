"""Uploaded files, on their way to the disk."""

import pytest

from survey.admin.uploads import CappedUploadHandler
from survey.files.limits import limits


@pytest.fixture
def handler(settings, tmp_path, monkeypatch):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    monkeypatch.setattr(limits, "file_bytes", 10)
    handler = CappedUploadHandler()
    handler.new_file("file", "a.csv", "text/csv", None)
    return handler


@pytest.mark.parametrize(
    ("chunks", "kept"),
    [
        ([b"12345"], b"12345"),
        ([b"12345", b"67890"], b"1234567890"),
        ([b"12345", b"67890", b"x"], b"1234567890x"),
        ([b"12345", b"67890abc", b"def", b"ghi"], b"1234567890a"),
        ([b"x" * 1000], b"x" * 11),
    ],
)
def test_handler_keeps_one_byte_more_than_is_taken(handler, chunks, kept):
    sent = 0
    for chunk in chunks:
        handler.receive_data_chunk(chunk, sent)
        sent += len(chunk)
    file = handler.file_complete(sent)
    assert (file.read(), file.size) == (kept, len(kept))
