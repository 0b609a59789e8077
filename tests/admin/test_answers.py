"""The form of an answer: printed text beside edited text, decisions, and two people at once."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from survey.admin import answer as desk_of_answers
from survey.admin import clashes
from survey.models import Answer
from tests import factories
from tests.admin.conftest import member, signed_in
from tests.admin.forms import address, save, shown


@pytest.fixture
def answer(db):
    annex = factories.make_table({"LK Fulda": ["Erster Absatz.\n\nZweiter Absatz."]})
    return factories.cell(annex, "LK Fulda", "Frage 1")


@pytest.fixture
def colleague(db):
    return member("Redaktion", "colleague")


def test_printed_text_is_shown_with_its_place_and_cannot_be_sent(desk, answer):
    page = desk.get(address(answer))
    fields = set(page.context["adminform"].form.fields)
    editable = {"wording", "status", "decided", "number", "number_is", "note", "change_reason"}
    assert fields == editable | {"seen", "before", "mine"}
    assert "Zweiter Absatz." in page.content.decode()


def test_new_status_is_a_decision(desk, answer):
    assert save(desk, answer, status="no_data", change_reason="„k. A.“").status_code == 302
    answer.refresh_from_db()
    assert (answer.status, answer.decided, answer.version) == ("no_data", True, 2)
    entry = answer.history.first()
    assert (entry.history_user.username, entry.history_change_reason) == ("editor", "„k. A.“")


def test_empty_wording_stays_none(desk, answer):
    save(desk, answer, note="Gelesen.")
    answer.refresh_from_db()
    assert (answer.wording, answer.note) == (None, "Gelesen.")


def test_paragraphs_are_kept_as_they_are_written(desk, answer):
    save(desk, answer, wording="Eins.\r\n\r\nZwei.")
    answer.refresh_from_db()
    assert answer.wording == "Eins.\n\nZwei."


def test_form_sent_unchanged_leaves_no_trace(desk, answer):
    save(desk, answer, wording="Eins.\r\n\r\nZwei.")
    entries = answer.history.count()
    assert save(desk, answer).status_code == 302
    answer.refresh_from_db()
    assert (answer.history.count(), answer.version) == (entries, 2)


def test_second_to_save_is_told_who_was_faster_and_sees_both_texts(desk, answer, colleague):
    opened = shown(desk.get(address(answer)))
    save(signed_in(colleague), answer, wording="Von der Kollegin.")
    response = desk.post(address(answer), opened | {"wording": "Von mir."})
    form = response.context["adminform"].form
    page = response.content.decode()
    assert response.status_code == 200
    assert "Colleague Beispiel" in form.non_field_errors()[0]
    assert [(clash.saved, clash.yours) for clash in form.clashes] == [("Von der Kollegin.", "Von mir.")]
    assert ("Von der Kollegin." in page, "Von mir." in page) == (True, True)
    answer.refresh_from_db()
    assert (answer.wording, answer.version) == ("Von der Kollegin.", 2)


def test_second_to_save_may_save_after_seeing_both(desk, answer, colleague):
    opened = shown(desk.get(address(answer)))
    save(signed_in(colleague), answer, wording="Von der Kollegin.")
    refused = desk.post(address(answer), opened | {"wording": "Von mir."})
    assert desk.post(address(answer), shown(refused)).status_code == 302
    answer.refresh_from_db()
    assert (answer.wording, answer.version) == ("Von mir.", 3)
    assert [entry.wording for entry in answer.history.all()[:2]] == ["Von mir.", "Von der Kollegin."]


def test_version_is_raised_only_from_the_newest(answer):
    """As on PostgreSQL, where the check of the form and the writing may lie on two sides of another save."""
    Answer.objects.update(version=2)
    with pytest.raises(clashes.Overtaken):
        clashes.raise_version(answer, SimpleNamespace(cleaned_data={"seen": 1}))


def test_form_overtaken_while_it_is_saved_is_checked_once_more(desk, answer, monkeypatch):
    raise_version, calls = desk_of_answers.raise_version, []

    def overtaken_once(*args):
        calls.append(args)
        if len(calls) == 1:
            raise clashes.Overtaken
        raise_version(*args)

    monkeypatch.setattr(desk_of_answers, "raise_version", overtaken_once)
    assert save(desk, answer, wording="Von mir.").status_code == 302
    answer.refresh_from_db()
    assert (len(calls), answer.wording, answer.version) == (2, "Von mir.", 2)


def test_reference_is_added_in_the_answer_and_raises_its_version(desk, answer):
    question = factories.make_question(answer.row.annex.inquiry, "2")
    row = {
        "references-TOTAL_FORMS": 1,
        "references-0-position": 1,
        "references-0-words": "s. 2",
        "references-0-to_question": question.pk,
        "references-0-state": "confirmed",
        "references-0-from_answer": answer.pk,
    }
    assert save(desk, answer, **row).status_code == 302
    reference = answer.references.get()
    answer.refresh_from_db()
    assert (reference.words, reference.to_question, reference.state, answer.version) == (
        "s. 2",
        question,
        "confirmed",
        2,
    )


def test_reference_offers_the_questions_of_its_own_inquiry_only(desk, answer):
    question = factories.make_question(answer.row.annex.inquiry, "2")
    factories.make_question(factories.make_inquiry(), "3")
    formset = desk.get(address(answer)).context["inline_admin_formsets"][0].formset
    assert [value for value, _ in formset.empty_form.fields["to_question"].choices] == ["", question.pk]


def test_page_costs_the_same_with_few_and_with_many_references(desk, answer):
    other = factories.cell(answer.row.annex, "LK Fulda", "Frage 2")
    counts = []
    for _ in range(2):
        factories.make_reference(answer, to_answer=other)
        with CaptureQueriesContext(connection) as queries:
            desk.get(address(answer))
        counts.append(len(queries))
    assert counts[0] == counts[1]
