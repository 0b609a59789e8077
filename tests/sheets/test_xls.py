import subprocess

import pytest

from survey.files.errors import FileError
from survey.sheets import xls
from tests.intake.golden import ANNEXES

DATA = (ANNEXES / "several-sheets.xls").read_bytes()


def test_xls_that_ends_its_reader_is_refused(monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: subprocess.CompletedProcess(args, -6, b"", b""))
    with pytest.raises(FileError) as raised:
        xls.read(DATA, "a.xls")
    assert str(raised.value) == "a.xls: The file is damaged or cut off."
