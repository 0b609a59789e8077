"""Checks that look at codebooks and readings."""

import pytest

from survey.checks.codings import outdated_codings, readings_differ, silence_without_category
from survey.checks.texts import released_claim_changed
from survey.record import RecordPaper
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    row = factories.make_row()
    part = factories.make_question(row.annex.inquiry, "1")
    factories.make_column(row.annex, questions=[part])
    return row


def code(row, word="yes", **kwargs):
    return factories.make_code(row.annex.inquiry.questions.get(), word, **kwargs)


def found(check, row):
    return [(each.subject, each.details) for each in check(RecordPaper(row.annex.inquiry))]


def test_readings_differ_until_a_third_decision(row):
    factories.make_coding(row, code=code(row))
    assert found(readings_differ, row) == []
    no = code(row, "no")
    factories.make_coding(row, code=no, role="second")
    assert found(readings_differ, row) == [("1/1 1", {"row": "LK Fulda", "part": "1"})]
    factories.make_coding(row, code=no, role="settled")
    assert found(readings_differ, row) == []


def test_readings_by_two_versions_of_one_category_do_not_differ(row):
    factories.make_coding(row, code=code(row))
    factories.make_coding(row, code=code(row, version=2), role="second")
    assert found(readings_differ, row) == []


def test_outdated_codings_are_one_finding_a_category(row):
    old = code(row)
    factories.make_coding(row, code=old)
    factories.make_coding(factories.make_row(row.annex, "LK Kassel"), code=old)
    assert found(outdated_codings, row) == []
    code(row, version=2)
    details = {"part": "1", "code": "yes", "version": 2, "count": 2}
    assert found(outdated_codings, row) == [("code 1 yes", details)]


def test_codebook_without_a_category_for_silence_is_found(row):
    assert found(silence_without_category, row) == []
    code(row)
    assert found(silence_without_category, row) == [("question 1", {"part": "1"})]
    code(row, "not_stated")
    assert found(silence_without_category, row) == []


def test_released_claim_is_found_once_its_result_changes(row):
    claim = factories.make_claim(row.annex.inquiry, 1, released_result="matches")
    assert found(released_claim_changed, row) == []
    factories.make_row(row.annex, "LK Kassel")
    assert found(released_claim_changed, row) == [
        ("claim 1", {"quote": claim.quote, "was": "matches", "now": "differs"})
    ]
    claim.released_at, claim.released_result = None, ""
    claim.save()
    assert found(released_claim_changed, row) == []
