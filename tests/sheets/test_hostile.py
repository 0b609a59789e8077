"""Hostile files are refused with one sentence, within the time that reading may take."""

import pytest

from survey.files.errors import FileError
from survey.files.limits import limits
from survey.intake import read_annex
from tests.sheets.hostile import READ, REFUSED, SLOW


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_file_is_refused_with_one_sentence(name):
    make, sentence = REFUSED[name]
    with pytest.raises(FileError) as raised:
        read_annex(make(), name)
    assert str(raised.value) == f"{name}{sentence}"


@pytest.mark.parametrize("name", SLOW)
def test_file_that_takes_too_long_is_given_up(name, monkeypatch):
    monkeypatch.setattr(limits, "seconds", 2)
    with pytest.raises(FileError) as raised:
        read_annex(SLOW[name](), name)
    assert (
        str(raised.value)
        == f"{name}: Reading took more than the limit of 2 s. Split the file, or save the table as CSV."
    )


@pytest.mark.parametrize("name", READ)
def test_harmless_file_that_looks_hostile_is_read(name):
    assert len(read_annex(READ[name](), name).records) >= 1


def test_macros_are_named_and_not_run():
    remarks = [str(remark) for remark in read_annex(READ["macros.xlsm"](), "macros.xlsm").remarks]
    assert remarks[-1] == "The file holds macros. They were not run; the fields are as they were saved."
