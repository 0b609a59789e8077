"""Papers, tables and cells typed by hand."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from survey import editing
from survey.editing.typed import Overtaken
from survey.intake.question_list import read_questions
from survey.models import Inquiry, Passage
from tests import factories

DAY = datetime.date(2015, 3, 26)


@pytest.fixture
def editor(db):
    return factories.make_user()


@pytest.fixture
def inquiry(editor):
    typed = editing.TypedInquiry(
        parliament=factories.make_parliament(),
        number="19/1613",
        title="Flüchtlingsgipfel",
        askers="der Abg. Erika Muster (SPD) und Dr. Max Beispiel (FDP)",
        dates={"asked": DAY},
        document="Drucksache 19/1613, PDF",
        questions=read_questions("1. Gibt es a) Gipfel? b) Tische?\n2. Wer lädt ein?"),
    )
    return editing.start_inquiry(typed, by=editor)


def typed_table(**kwargs):
    facts = {"label": "Anlage 1", "title": "", "date": None, "date_printed": "", "rows_are": "respondents"}
    lists = {"headings": ["Frage 1", "Frage 2"], "labels": ["LK Fulda", "LK Kassel"]}
    return editing.TypedTable(**facts | {"document": ""} | lists | kwargs)


@pytest.fixture
def annex(inquiry, editor):
    return editing.start_table(inquiry, typed_table(), by=editor)


def cell(annex, label="LK Fulda", heading="Frage 1"):
    return factories.cell(annex, label, heading)


def type_into(answer, text, editor, **kwargs):
    return editing.type_cell(answer, text, editing.Typing(answer.row.annex, by=editor), **kwargs)


def test_inquiry_has_all_that_was_typed(inquiry, editor):
    assert (inquiry.slug, inquiry.term, inquiry.stage) == ("hessen-19-1613", 19, "draft")
    assert [(each.name, each.title, each.party) for each in inquiry.askers.all()] == [
        ("Erika Muster", "", "SPD"),
        ("Max Beispiel", "Dr.", "FDP"),
    ]
    assert [(each.kind, each.date) for each in inquiry.dates.all()] == [("asked", DAY)]
    assert [(each.key, each.text) for each in inquiry.questions.all()] == [
        ("1", "Gibt es"),
        ("1a", "Gipfel?"),
        ("1b", "Tische?"),
        ("2", "Wer lädt ein?"),
    ]
    source = inquiry.sources.get()
    assert (source.kind, source.name, source.added_by) == ("typed", "Drucksache 19/1613, PDF", editor)
    assert {each.history.first().history_user for each in [inquiry, *inquiry.questions.all()]} == {editor}


@pytest.mark.parametrize(("number", "field"), [("neunzehn", "number"), ("19/1613", "__all__")])
def test_inquiry_says_what_is_wrong_and_leaves_nothing(inquiry, number, field):
    typed = editing.TypedInquiry(parliament=inquiry.parliament, number=number, title="Noch eine")
    with pytest.raises(ValidationError) as error:
        editing.start_inquiry(typed)
    assert field in error.value.message_dict
    assert Inquiry.objects.count() == 1


def test_table_knows_its_questions_and_whom_its_rows_mean(inquiry, editor):
    fulda = factories.make_respondent(printed=["LK Fulda"])
    annex = editing.start_table(inquiry, typed_table(), by=editor)
    assert [[each.key for each in column.questions.all()] for column in annex.columns.all()] == [["1a", "1b"], ["2"]]
    assert [(row.key, row.printed, row.respondent) for row in annex.rows.all()] == [
        (1, "LK Fulda", fulda),
        (2, "LK Kassel", None),
    ]
    assert [each.status for row in annex.rows.all() for each in row.answers.all()] == ["blank"] * 4


def test_typed_cell_is_a_passage_of_the_typed_source(annex, editor):
    answer = cell(annex)
    assert type_into(answer, "Ja, seit 2014.", editor)
    passage = Passage.objects.get()
    assert (passage.text, passage.printed_in, passage.answer) == ("Ja, seit 2014.", answer, answer)
    assert (passage.batch.source.kind, passage.batch.by, passage.batch.source) == ("typed", editor, annex.source)
    answer = cell(annex)
    assert (answer.as_printed, answer.text, answer.wording, answer.status, answer.version) == (
        *("Ja, seit 2014.", "Ja, seit 2014."),
        *(None, "answered", 2),
    )
    assert not type_into(answer, "Ja, seit 2014.", editor)


def test_text_typed_anew_supersedes_the_first_and_both_are_kept(annex, editor):
    type_into(cell(annex), "Ja, seit 2041.", editor)
    type_into(cell(annex), "Ja, seit 2014.", editor)
    assert [(each.text, bool(each.superseded_by_id)) for each in Passage.objects.order_by("pk")] == [
        ("Ja, seit 2041.", True),
        ("Ja, seit 2014.", False),
    ]
    type_into(cell(annex), "", editor)
    answer = cell(annex)
    assert (answer.text, answer.status, Passage.objects.live().count()) == ("", "blank", 0)


def test_what_came_from_a_file_is_edited_beside_what_is_printed(editor):
    annex = factories.make_table({"LK Fulda": ["Eins."]}, headings=["Frage 1"])
    type_into(cell(annex), "Zwei.", editor)
    answer = cell(annex)
    assert (answer.as_printed, answer.text, answer.wording) == ("Eins.", "Zwei.", "Zwei.")
    with pytest.raises(ValidationError):
        type_into(answer, "", editor)


def test_number_and_word_for_a_status_are_read(annex, editor):
    column = editing.add_column(annex, "Personen", kind="number", by=editor)
    type_into(cell(annex, heading="Personen"), "rund 1.200", editor)
    type_into(cell(annex, "LK Kassel", "Personen"), "k. A.", editor)
    found = [cell(annex, label, column.heading) for label in ("LK Fulda", "LK Kassel")]
    assert [(each.number, each.number_is, each.status) for each in found] == [
        (1200, "about", "answered"),
        (None, "none", "no_data"),
    ]


def test_who_has_not_seen_the_newest_version_does_not_type_over_it(annex, editor):
    answer = cell(annex)
    type_into(answer, "Von Anna.", editor, seen=1)
    with pytest.raises(Overtaken):
        type_into(cell(annex), "Von Bruno.", editor, seen=1)
    assert cell(annex).text == "Von Anna."


def test_rows_and_columns_are_added_and_moved(annex, editor):
    fulda, kassel = annex.rows.all()
    editing.add_row(annex, "LK Gießen", after=fulda, by=editor, reason="Ausgelassen.")
    editing.move(kassel, after=None, by=editor)
    assert list(annex.rows.values_list("printed", "key")) == [("LK Kassel", 2), ("LK Fulda", 1), ("LK Gießen", 3)]
    editing.add_column(annex, "Frage 3", by=editor)
    editing.move(annex.columns.get(heading="Frage 3"), after=annex.columns.get(heading="Frage 1"), by=editor)
    assert list(annex.columns.values_list("heading", flat=True)) == ["Frage 1", "Frage 3", "Frage 2"]
    assert {row.answers.count() for row in annex.rows.all()} == {3}
    row = annex.rows.get(printed="LK Gießen")
    assert (row.history.last().history_user, row.history.last().history_change_reason) == (editor, "Ausgelassen.")


def test_each_act_raises_the_revision_and_is_checked(annex, editor):
    inquiry = annex.inquiry
    inquiry.refresh_from_db()
    before = inquiry.revision
    editing.add_row(annex, "LK Gießen", by=editor)
    inquiry.refresh_from_db()
    assert (inquiry.revision, inquiry.checked_revision) == (before + 1, before + 1)


def test_large_paper_is_not_checked_within_the_act(annex, editor, monkeypatch):
    monkeypatch.setattr("survey.editing.acts.CELLS_AT_ONCE", 3)
    editing.add_row(annex, "LK Gießen", by=editor)
    annex.inquiry.refresh_from_db()
    assert annex.inquiry.revision == annex.inquiry.checked_revision + 1


def test_more_cells_than_anybody_types_are_refused(inquiry, monkeypatch):
    monkeypatch.setattr("survey.editing.tables.MOST_CELLS", 3)
    with pytest.raises(ValidationError):
        editing.start_table(inquiry, typed_table())
    assert inquiry.annexes.count() == 0
