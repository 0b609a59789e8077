"""The check for what leads to a person."""

import pytest
from django.utils.translation import override

from survey import checks
from survey.checks.personal import personal_data
from tests import factories
from tests.checks.looking import found, subjects

pytestmark = pytest.mark.django_db


def test_texts_and_cells_are_looked_at_and_each_is_one_finding():
    inquiry = factories.make_inquiry()
    factories.make_remark(inquiry, "Fragen an erika@kreis.example oder Tel. 0661 6006-0.")
    factories.make_question(inquiry, "1", text="Wer wohnt Goethestraße 12?")
    factories.make_reply(inquiry, "Auf die Anlage wird verwiesen.")
    row = factories.make_row(factories.make_annex(inquiry), "LK Fulda")
    factories.make_answer("Az.: 12-34/2014", row=row)
    factories.make_note(row.annex, "Vorläufig.")
    factories.make_note(row.annex, "Auskunft: Tel. 06181 292-0", mark="2)")
    assert subjects(personal_data, inquiry) == ["question 1", "remark 1", "note 2", "1/1/1"]
    said = [each.details["words"] for each in found(personal_data, inquiry)]
    assert said == ["Goethestraße 12", "erika@kreis.example”, “Tel. 0661 6006-0", "Tel. 06181 292-0", "Az.: 12-34/2014"]


def test_finding_in_a_footnote_says_which():
    note = factories.make_note(text="Auskunft: Tel. 06181 292-0", mark="2)")
    checks.run(note.annex.inquiry)
    with override("en"):
        assert checks.describe(note.annex.inquiry.findings.get(check_name="personal_data")) == (
            "Footnote 2), Anlage 1: “Tel. 06181 292-0” may be a telephone number, or lead to a person in another way."
        )


def test_finding_stays_settled_until_the_words_change():
    inquiry = factories.make_inquiry()
    reply = factories.make_reply(inquiry, "Tel. 0661 6006-0")
    [before] = found(personal_data, inquiry)
    reply.text = "Sie erreichen uns: Tel. 0661 6006-0"
    reply.save()
    [after] = found(personal_data, inquiry)
    assert before.digest == after.digest
    reply.text = "Tel. 0661 6006-99"
    reply.save()
    assert found(personal_data, inquiry)[0].digest != before.digest
