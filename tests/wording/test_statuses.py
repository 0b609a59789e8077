"""The statuses of an answer in words."""

from survey.models import Status
from survey.wording.statuses import statuses


def test_every_status_of_the_record_has_a_chip_with_the_same_label():
    chips = {chip.code: chip.label for chip in statuses()}
    del chips["no_row"]  # said of a district that is not in the table
    assert chips == {status.value: str(status.label) for status in Status}


def test_signs_tell_statuses_apart_without_colour():
    signs = [chip.sign for chip in statuses()]
    assert len(set(signs)) == len(signs)
