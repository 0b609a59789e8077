import struct

import pytest

from survey.files.errors import FileError
from survey.sheets import xls
from tests.intake.golden import ANNEXES

DATA = (ANNEXES / "several-sheets.xls").read_bytes()
DIMENSIONS = b"\x00\x02\x0e\x00"  # type and length of the record that says how many rows a sheet has ([MS-XLS] 2.4.90)


def with_rows(count):
    """Its first sheet claims so many rows."""
    place = DATA.index(DIMENSIONS) + len(DIMENSIONS) + 4  # past its first row
    return DATA[:place] + struct.pack("<I", count) + DATA[place + 4 :]


def test_xls_that_ends_its_reader_is_refused(caplog):
    with pytest.raises(FileError) as raised:
        xls.read(with_rows(2**31 - 1), "a.xls")
    assert str(raised.value) == "a.xls: The file is damaged or cut off."
    assert "Reading a file ended with -6" in caplog.text  # calamine asks for the memory of all, and is aborted
