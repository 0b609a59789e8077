"""The form of an answer: printed text beside edited text, decisions, and two people at once."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from survey.admin.answers import answer as desk_of_answers
from survey.admin.answers import edit_conflicts
from survey.editing.typed import Overtaken
from survey.models import Answer, PassageEdit
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
    with pytest.raises(Overtaken):
        edit_conflicts.raise_version(answer, SimpleNamespace(cleaned_data={"seen": 1}))


def test_form_overtaken_while_it_is_saved_is_checked_once_more(desk, answer, monkeypatch):
    raise_version, calls = desk_of_answers.raise_version, []

    def overtaken_once(*args):
        calls.append(args)
        if len(calls) == 1:
            raise Overtaken
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


def test_only_what_both_changed_is_a_clash(desk, answer, colleague):
    """What only the colleague changed is taken over, what only I changed stays mine."""
    opened = shown(desk.get(address(answer)))
    save(signed_in(colleague), answer, status="no_data", wording="Erster Absatz.\n\nVon der Kollegin.")
    mine = {"note": "Von mir.", "wording": "Von mir.\n\nZweiter Absatz."}
    form = desk.post(address(answer), opened | mine).context["adminform"].form
    assert [clash.name for clash in form.clashes] == ["wording"]
    assert [str(label) for label in form.taken_over] == ["Status", "Status entschieden"]
    assert {name: form[name].value() for name in ("status", "decided", "note", "wording")} == {
        "status": "no_data",
        "decided": True,
        "note": "Von mir.",
        "wording": "Von mir.\n\nZweiter Absatz.",
    }


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("theirs", "Erster Absatz.\n\nVon der Kollegin."),
        ("mine", "Von mir.\n\nZweiter Absatz."),
        ("both", "Von mir.\n\nVon der Kollegin."),
    ],
)
def test_second_to_save_chooses_a_version_or_both_together(desk, answer, colleague, choice, text):
    opened = shown(desk.get(address(answer)))
    save(signed_in(colleague), answer, wording="Erster Absatz.\n\nVon der Kollegin.")
    refused = desk.post(address(answer), opened | {"wording": "Von mir.\n\nZweiter Absatz."})
    chosen = desk.post(address(answer), shown(refused) | {"choose": f"wording:{choice}"})
    form = chosen.context["adminform"].form
    assert (form["wording"].value(), [clash.yours for clash in form.clashes]) == (
        text,
        ["Von mir.\n\nZweiter Absatz."],
    )
    answer.refresh_from_db()
    assert answer.version == 2
    assert desk.post(address(answer), shown(chosen)).status_code == 302
    answer.refresh_from_db()
    assert (answer.wording, answer.version) == (text, 2 if choice == "theirs" else 3)


def test_texts_that_touch_are_not_put_together_by_the_program(desk, answer, colleague):
    opened = shown(desk.get(address(answer)))
    save(signed_in(colleague), answer, wording="Eins.")
    form = desk.post(address(answer), opened | {"wording": "Zwei."}).context["adminform"].form
    assert [value for value, _ in form.clashes[0].choices] == ["wording:theirs", "wording:mine"]


def test_passage_moved_while_the_form_is_open_is_told(desk, answer, colleague):
    other = factories.cell(answer.row.annex, "LK Fulda", "Frage 2")
    passage = factories.make_passage(other, "Dritter Absatz.")
    opened = shown(desk.get(address(answer)))
    PassageEdit.objects.move(passage, answer, reason="Handelt von Frage 1.", by=colleague)
    form = desk.post(address(answer), opened | {"note": "Von mir."}).context["adminform"].form
    assert "Colleague Beispiel" in form.non_field_errors()[0]
    assert form["wording"].value() == "Erster Absatz.\n\nZweiter Absatz.\n\nDritter Absatz."


def test_references_of_two_people_are_put_together(desk, answer, colleague):
    question = factories.make_question(answer.row.annex.inquiry, "2")
    mine = factories.make_reference(answer, question, words="s. 2", whole=False)
    opened = shown(desk.get(address(answer)))
    save(signed_in(colleague), answer, **{"references-0-state": "confirmed"})
    factories.make_reference(answer, question, words="s. o.", whole=False)
    refused = desk.post(address(answer), opened | {"references-0-words": "s. 2."})
    assert refused.context["inline_admin_formsets"][0].formset.clashes == ()
    assert desk.post(address(answer), shown(refused)).status_code == 302
    mine.refresh_from_db()
    assert (mine.words, mine.state) == ("s. 2.", "confirmed")
    assert [each.words for each in answer.references.all()] == ["s. 2.", "s. o."]


@pytest.mark.parametrize(("choice", "state"), [({}, "refused"), ({"choose": "references:theirs"}, "confirmed")])
def test_reference_that_both_changed_is_told(desk, answer, colleague, choice, state):
    question = factories.make_question(answer.row.annex.inquiry, "2")
    reference = factories.make_reference(answer, question, words="s. 2", whole=False)
    opened = shown(desk.get(address(answer)))
    save(signed_in(colleague), answer, **{"references-0-state": "confirmed"})
    refused = desk.post(address(answer), opened | {"references-0-state": "refused"})
    clash = refused.context["inline_admin_formsets"][0].formset.clashes[0]
    assert (clash.saved, clash.yours) == ("s. 2 → 2 (bestätigt)", "s. 2 → 2 (abgelehnt)")
    if choice:
        refused = desk.post(address(answer), shown(refused) | choice)
    desk.post(address(answer), shown(refused))
    reference.refresh_from_db()
    assert reference.state == state


def test_reference_deleted_by_the_other_is_kept_where_one_changed_it(desk, answer, colleague):
    question = factories.make_question(answer.row.annex.inquiry, "2")
    for words in ("s. 2", "s. o."):
        factories.make_reference(answer, question, words=words, whole=False)
    opened = shown(desk.get(address(answer)))
    answer.references.all().delete()
    save(signed_in(colleague), answer, note="Beide Verweise sind keine.")
    refused = desk.post(address(answer), opened | {"references-0-words": "siehe 2"})
    clash = refused.context["inline_admin_formsets"][0].formset.clashes[0]
    assert (clash.saved, clash.yours) == ("gelöscht", "siehe 2 → 2 (vorgeschlagen)")
    assert desk.post(address(answer), shown(refused)).status_code == 302
    assert [each.words for each in answer.references.all()] == ["siehe 2"]


def test_words_of_the_source_again_are_no_edited_text(desk, answer):
    save(desk, answer, wording="Eins.")
    save(desk, answer, wording="Erster Absatz.\r\n\r\nZweiter Absatz.")
    answer.refresh_from_db()
    assert (answer.wording, answer.version) == (None, 3)


# The way through the table


def test_page_leads_through_the_table_and_to_the_next_open_cell(desk, answer):
    annex = answer.row.annex
    kassel = factories.make_row(annex, "LK Kassel")
    last = factories.make_answer("", row=kassel, column=annex.columns.first())
    way = desk.get(address(answer)).context["way"]
    second = factories.cell(annex, "LK Fulda", "Frage 2")
    assert (way.number, way.total, way.open_count) == (1, 4, 3)
    assert (way.previous, way.next, way.next_open) == ("", address(second), address(second))
    way = desk.get(address(last)).context["way"]
    assert (way.number, way.next, way.next_open) == (4, "", address(second))


def test_saved_answer_leads_back_to_its_cell_or_on_to_the_next_open_one(desk, answer):
    second = factories.cell(answer.row.annex, "LK Fulda", "Frage 2")
    assert save(desk, answer, note="Eins.").url == f"{grid_page(answer)}#c{answer.pk}"
    assert save(desk, answer, note="Zwei.", _next_open="1").url == address(second)
    page = desk.get(f"{address(answer)}?_changelist_filters=q%3DFulda")
    filtered = desk.post(f"{address(answer)}?_changelist_filters=q%3DFulda", shown(page) | {"note": "Drei."})
    assert filtered.url == f"{reverse('admin:survey_answer_changelist')}?q=Fulda"


def grid_page(answer):
    return reverse("admin:survey_annex_grid", args=[answer.row.annex_id])


def test_page_says_what_rests_on_the_cell(desk, answer):
    annex = answer.row.annex
    question = factories.make_question(annex.inquiry, "1a")
    answer.column.questions.set([question])
    factories.make_coding(answer.row, question, factories.make_code(question, label="Ja"), quote="Erster Absatz.")
    factories.make_evidence(factories.make_body(annex.inquiry), quote="Zweiter Absatz.", answer=answer)
    details = {"row": "LK Fulda", "column": "Frage 1"}
    factories.make_finding(annex.inquiry, annex=annex, row=answer.row, answer=answer, details=details)
    fields = desk.get(address(answer)).content.decode()
    for words in ("<b>1a</b>", "Erster Absatz.</q>", "Runder Tisch Asyl</a>", "Hier ist nichts gedruckt"):
        assert words in fields


def test_difference_is_shown_word_by_word(desk, answer):
    save(desk, answer, wording="Erster Absatz.\n\nDritter Absatz.")
    page = desk.get(address(answer)).content.decode()
    assert "<p>Erster Absatz.</p><p><del>Zweiter</del><ins>Dritter</ins> Absatz.</p>" in page
