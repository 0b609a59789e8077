"""The history of a cell: who, when, what, why, and an earlier text brought back."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from survey.admin.answers.cell_history import CellHistory
from survey.importing import import_table
from survey.models import Answer, PassageEdit
from survey.sheets.table import Record, SheetCell, Table
from tests import factories
from tests.admin.conftest import member, signed_in
from tests.admin.forms import address, save


def table(text):
    return Table(headings=("Frage 1",), records=(Record("LK Fulda", (SheetCell(text),), line=2),))


@pytest.fixture
def annex(editor):
    annex = factories.make_annex()
    import_table(table("Wie gedruckt."), annex, by=editor, dry_run=False)
    return annex


@pytest.fixture
def answer(annex):
    return factories.cell(annex, "LK Fulda", "Frage 1")


def told(answer):
    """Who, what, why and the text after it, newest first."""
    return [(entry.who, entry.what, entry.why, entry.text) for entry in CellHistory(answer).entries()]


def differences(answer):
    return [
        [[(piece.kind, piece.text) for piece in paragraph] for paragraph in entry.difference]
        for entry in CellHistory(answer).entries()
    ]


def test_history_tells_of_imports_edits_and_passages_that_come_and_go(desk, annex, answer, editor):
    save(desk, answer, wording="Wie geschrieben.", change_reason="Verlesen.")
    import_table(table("Wie neu gedruckt."), annex, by=None, dry_run=False)
    save(desk, answer, wording="", change_reason="Doch nicht.")
    other = factories.make_answer("", row=factories.make_row(answer.row.annex, "LK Kassel"), column=answer.column)
    PassageEdit.objects.move(answer.passages.live().get(), other, reason="Handelt von Kassel.", by=editor)
    move = "Textabschnitt verschoben: „Wie neu gedruckt.“, gedruckt in LK Fulda, Frage 1, jetzt in LK Kassel, Frage 1"
    assert told(answer) == [
        ("Editor Beispiel", move, "Handelt von Kassel.", ""),
        ("Editor Beispiel", "Text bearbeitet", "Doch nicht.", "Wie neu gedruckt."),
        ("", "Erneut eingelesen", "", "Wie geschrieben."),
        ("Editor Beispiel", "Text bearbeitet", "Verlesen.", "Wie geschrieben."),
        ("Editor Beispiel", "Eingelesen", "", "Wie gedruckt."),
    ]
    assert told(other)[0] == ("Editor Beispiel", move, "Handelt von Kassel.", "Wie neu gedruckt.")
    assert differences(answer)[3] == [[("", "Wie "), ("removed", "gedruckt"), ("added", "geschrieben"), ("", ".")]]


def test_history_names_the_import(desk, annex, answer):
    page = desk.get(address(answer, "history")).content.decode()
    assert f'<a href="{address(annex.batches.get())}">' in page


def test_history_tells_what_changed_beside_the_text(desk, answer):
    save(desk, answer, status="no_data", note="Nachgefragt.", change_reason="„k. A.“")
    entry = CellHistory(answer).entries()[0]
    assert [(change.label, change.old, change.new) for change in entry.changes] == [
        ("Status", "beantwortet", "keine Daten"),
        ("Status entschieden", "Nein", "Ja"),
        ("Öffentliche Anmerkung", "", "Nachgefragt."),
    ]


def test_history_tells_of_references(desk, answer):
    question = factories.make_question(answer.row.annex.inquiry, "2")
    factories.make_reference(answer, question, words="s. 2")
    save(desk, answer, **{"references-0-state": "confirmed", "change_reason": "Eindeutig."})
    entry = CellHistory(answer).entries()[0]
    changes = [(change.label, change.old, change.new) for change in entry.changes]
    assert (entry.what, entry.why, changes) == (
        "Verweis geändert: „s. 2“",
        "Eindeutig.",
        [("Bearbeitung", "vorgeschlagen", "bestätigt")],
    )
    assert len(told(answer)) == 3


def test_piece_that_was_cut_off_reads_as_before_in_the_history(editor, answer):
    passage = answer.passages.live().get()
    edit = PassageEdit.objects.split(passage, 4, reason="Zwei Angaben.", by=editor)
    rest = edit.passages.get(start__gt=0)
    other = factories.make_answer("", row=factories.make_row(answer.row.annex, "LK Kassel"), column=answer.column)
    PassageEdit.objects.move(rest, other, reason="Handelt von Kassel.", by=editor)
    assert [text for _who, _what, _why, text in told(answer)] == ["Wie", "Wie gedruckt.", "Wie gedruckt."]


def test_correction_that_was_taken_back_is_told_in_both_cells(editor, answer):
    other = factories.make_answer("", row=factories.make_row(answer.row.annex, "LK Kassel"), column=answer.column)
    edit = PassageEdit.objects.move(answer.passages.live().get(), other, reason="Handelt von Kassel.", by=editor)
    PassageEdit.objects.take_back(edit, reason="Doch von Fulda.", by=editor)
    back = "Berichtigung zurückgenommen: „Handelt von Kassel.“"
    assert told(answer)[0][1] == back
    assert [text for _who, _what, _why, text in told(answer)] == ["Wie gedruckt.", "", "Wie gedruckt."]
    assert [text for _who, _what, _why, text in told(other)] == ["", "Wie gedruckt.", ""]
    assert Answer.objects.get(pk=answer.pk).version == Answer.objects.get(pk=other.pk).version == 3


def test_history_of_an_answer_without_any_says_so(desk, answer):
    answer.history.all().delete()
    assert "nichts festgehalten" in desk.get(address(answer, "history")).content.decode()


def test_history_costs_the_same_with_few_and_with_many_entries(desk, answer):
    counts = []
    for number in range(2):
        for each in range(3):
            save(desk, answer, wording=f"Fassung {number}.{each}.")
            factories.make_reference(answer, words=f"s. {each}")
        with CaptureQueriesContext(connection) as queries:
            desk.get(address(answer, "history"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


# Bringing back


def links_back(client, answer):
    entries = client.get(address(answer, "history")).context["entries"]
    return [back for _entry, _batch, back in entries]


def bring_back(client, address, **changes):
    form = client.get(address).context["form"]
    return client.post(address, {"seen": form["seen"].value(), "reason": "Stimmte doch.", **changes})


def test_earlier_text_is_brought_back_with_a_reason(desk, answer, editor):
    save(desk, answer, wording="Eins.")
    save(desk, answer, wording="Zwei.")
    newest, middle, first = links_back(desk, answer)
    assert (newest, bool(middle), bool(first)) == ("", True, True)
    response = bring_back(desk, middle)
    answer.refresh_from_db()
    entry = answer.history.first()
    assert (response.url, answer.wording, answer.version) == (address(answer), "Eins.", 4)
    assert (entry.history_user, entry.history_change_reason) == (editor, "Stimmte doch.")


def test_words_of_the_source_brought_back_leave_no_edited_text(desk, answer):
    save(desk, answer, wording="Eins.")
    passages = list(answer.passages.values_list("pk", "superseded_by"))
    bring_back(desk, links_back(desk, answer)[1])
    answer.refresh_from_db()
    assert (answer.wording, list(answer.passages.values_list("pk", "superseded_by"))) == (None, passages)


def test_page_shows_what_bringing_back_would_change(desk, answer):
    save(desk, answer, wording="Wie geschrieben.")
    page = desk.get(links_back(desk, answer)[1]).content.decode()
    assert "Wie <del>geschrieben</del><ins>gedruckt</ins>." in page


def test_bringing_back_needs_a_reason(desk, answer):
    save(desk, answer, wording="Eins.")
    response = bring_back(desk, links_back(desk, answer)[1], reason="")
    answer.refresh_from_db()
    assert (list(response.context["form"].errors), answer.wording) == (["reason"], "Eins.")


def test_bringing_back_is_refused_when_someone_was_faster(desk, answer):
    save(desk, answer, wording="Eins.")
    page = links_back(desk, answer)[1]
    seen = desk.get(page).context["form"]["seen"].value()
    save(signed_in(member("Redaktion", "colleague")), answer, wording="Zwei.")
    response = bring_back(desk, page, seen=seen)
    answer.refresh_from_db()
    assert (answer.wording, list(response.context["form"].errors)) == ("Zwei.", ["__all__"])
    assert response.context["form"]["seen"].value() == str(answer.version)


@pytest.mark.parametrize("at", ["", "gestern", "2015-04-14", "2015-13-14T10:00:00+00:00"])
def test_bringing_back_needs_a_moment(desk, answer, at):
    page = reverse("admin:survey_answer_bring_text_back", args=[answer.pk], query={"at": at})
    assert desk.get(page).status_code == 404


def test_text_of_a_time_before_the_cell_is_none(desk, answer):
    before = answer.history.last().history_date - datetime.timedelta(days=1)
    page = reverse("admin:survey_answer_bring_text_back", args=[answer.pk], query={"at": before.isoformat()})
    assert desk.get(page).status_code == 404


def test_who_may_not_edit_brings_nothing_back(answer):
    from django.contrib.auth.models import Permission

    reader = factories.make_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_answer"))
    Answer.objects.filter(pk=answer.pk).update(wording="Eins.")
    client = signed_in(reader)
    assert links_back(client, answer) == [""]
    page = reverse("admin:survey_answer_bring_text_back", args=[answer.pk], query={"at": "2015-04-14T10:00:00+00:00"})
    assert client.get(page).status_code == 403


def categorise(answer, word, by, **kwargs):
    question = answer.column.questions.first() or factories.make_question(answer.row.annex.inquiry, "1")
    answer.column.questions.add(question)
    return factories.make_coding(answer.row, question, word, by=by, quote="gedruckt", **kwargs)


def whats(answer, reader):
    return [(entry.what, entry.why) for entry in CellHistory(answer, reader).entries()]


def test_history_tells_how_the_row_was_categorised(answer, editor):
    coding = categorise(answer, "yes", editor)
    coding.certainty, coding._change_reason = "arguable", "Nur geplant."
    coding.save()
    entry = CellHistory(answer, editor).entries()[0]
    assert (entry.what, entry.why, [(each.old, each.new) for each in entry.changes]) == (
        "1: Einordnung geändert, Ersteinordnung",
        "Nur geplant.",
        [("eindeutig", "nicht eindeutig")],
    )
    assert whats(answer, editor)[1] == ("1 eingeordnet, Ersteinordnung", "")


def test_history_keeps_first_readings_from_who_reads_a_second_time(answer, editor):
    categorise(answer, "yes", editor)
    reader = member("Redaktion", "reader")
    other = factories.make_answer("Nein.", row=factories.make_row(answer.row.annex, "LK Kassel"), column=answer.column)
    categorise(other, "no", editor)
    categorise(other, "no", reader, role="second")
    assert whats(answer, editor)[0] == ("1 eingeordnet, Ersteinordnung", "")
    assert whats(answer, reader) == whats(answer, None)
    assert whats(other, reader)[:2] == [("1 eingeordnet, Zweiteinordnung", ""), ("1 eingeordnet, Ersteinordnung", "")]


def test_history_tells_what_became_of_findings_but_not_what_the_checks_did(answer, editor):
    finding = factories.make_finding(answer.row.annex.inquiry, "blank_cell", answer=answer)
    finding.decide("dismissed", reason="So gedruckt.", by=editor)
    finding.save()
    finding.decide("closed")
    finding.save()
    assert whats(answer, editor)[:-1] == [("Prüfhinweis verworfen: Feld zu entscheiden", "So gedruckt.")]
