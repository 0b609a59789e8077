import pytest

from survey.importing import ImportRefused, import_table
from survey.importing.comparison import compare
from survey.importing.mapping import Target
from survey.importing.undo import undo
from survey.importing.writing import write
from survey.models import Answer, Batch, Coding, Column, Passage, PassageEdit, Reference, Row, Source
from tests.factories import (
    cell,
    make_annex,
    make_batch,
    make_coding,
    make_column,
    make_inquiry,
    make_question,
    make_reference,
    make_respondent,
    make_user,
)
from tests.importing.tables import as_printed, bring_rows, counts, make_table_file, passages, printed, reading

pytestmark = pytest.mark.django_db

FULDA = ("LK Fulda", "Es gibt einen Runden Tisch.", "Die Kirchen.")
KASSEL = ("LK Kassel", "Nein.")


@pytest.fixture
def annex():
    return make_annex()


def test_bring_makes_rows_columns_answers_and_passages(annex):
    report = bring_rows(annex, FULDA, KASSEL)
    assert as_printed(annex) == [list(FULDA), [*KASSEL, ""]]
    assert list(annex.rows.values_list("key", "position", "printed")) == [(1, 1, "LK Fulda"), (2, 2, "LK Kassel")]
    assert list(annex.columns.values_list("key", "position", "heading")) == [(1, 1, "Frage 1"), (2, 2, "Frage 2")]
    assert (report.new, report.changed, report.unchanged, report.refused) == (4, 0, 0, 0)
    assert Passage.objects.filter(batch=report.batch).count() == 3


def test_bring_dry_writes_nothing_and_reports_the_same(annex):
    before = counts()
    dry = bring_rows(annex, FULDA, KASSEL, dry_run=True)
    assert counts() == before
    real = bring_rows(annex, FULDA, KASSEL)
    assert dry.changes == real.changes
    assert (dry.new, dry.batch, real.new) == (4, None, 4)


def test_bring_twice_changes_nothing_and_says_so(annex):
    bring_rows(annex, FULDA, KASSEL)
    before = counts()
    report = bring_rows(annex, FULDA, KASSEL)
    assert counts() == before
    assert (report.new, report.changed, report.unchanged, report.batch) == (0, 0, 4, None)
    assert report.changes_nothing


def test_bring_counts_in_its_batch_and_keeps_the_file(annex):
    source = Source(inquiry=annex.inquiry, name="table.csv", content=b"The file.")
    editor = make_user()
    report = import_table(make_table_file(FULDA), annex, by=editor, dry_run=False, source=source)
    batch = Batch.objects.get()
    assert (report.batch, batch.annex, batch.by, batch.source.name) == (batch, annex, editor, "table.csv")
    assert (batch.new, batch.changed, batch.unchanged, batch.refused) == (2, 0, 0, 0)


def test_bring_tells_the_histories_why_and_by_whom(annex):
    editor = make_user()
    report = bring_rows(annex, FULDA, ("LK Gießen", "s. 2."), by=editor)
    told = {("+", report.batch.pk, editor.pk)}
    for model in (Row, Column, Answer):
        history = model.history.values_list("history_type", "batch", "history_user")
        assert (set(history), history.count()) == (told, model.objects.count())


def test_bring_gives_keys_once(annex):
    bring_rows(annex, FULDA, KASSEL)
    annex.refresh_from_db()
    assert (annex.last_row_key, annex.last_column_key) == (2, 2)
    bring_rows(annex, ("LK Gießen", "Ja."), FULDA, KASSEL)
    assert dict(annex.rows.values_list("printed", "key")) == {"LK Fulda": 1, "LK Kassel": 2, "LK Gießen": 3}
    assert [row for row, *_texts in as_printed(annex)] == ["LK Gießen", "LK Fulda", "LK Kassel"]


def test_bring_supersedes_the_passage_of_a_changed_cell(annex):
    bring_rows(annex, FULDA, KASSEL)
    report = bring_rows(annex, FULDA, ("LK Kassel", "Doch."))
    assert (report.new, report.changed, report.unchanged) == (0, 1, 3)
    assert [(each.place, each.old, each.new) for each in report.changes] == [("LK Kassel, Frage 1", "Nein.", "Doch.")]
    assert ("Nein.", "Doch.") in passages()
    assert printed(cell(annex, "LK Kassel", "Frage 1")) == "Doch."


def test_bring_leaves_alone_what_editors_wrote(annex):
    bring_rows(annex, FULDA, KASSEL)
    answer = cell(annex, "LK Kassel", "Frage 1")
    written = {"wording": "Nein, sagt der Kreis.", "status": "declined", "decided": True, "note": "Der Kreis sagt es."}
    Answer.objects.filter(pk=answer.pk).update(**written)
    make_coding(answer.row, code="no")
    bring_rows(annex, FULDA, ("LK Kassel", "Doch."))
    assert Answer.objects.filter(pk=answer.pk).values(*written).get() == written
    assert Coding.objects.get().code.code == "no"
    assert printed(answer) == "Doch."


def test_bring_keeps_a_moved_passage_where_it_was_moved_to(annex):
    bring_rows(annex, FULDA, KASSEL)
    fulda, kassel = cell(annex, "LK Fulda", "Frage 2"), cell(annex, "LK Kassel", "Frage 1")
    PassageEdit.objects.move(kassel.passages.get(), fulda, reason="Er handelt von Fulda.")
    bring_rows(annex, FULDA, ("LK Kassel", "Ein Netzwerk."))
    assert (reading(fulda), reading(kassel)) == ("Die Kirchen.\n\nEin Netzwerk.", "")
    assert (printed(fulda), printed(kassel)) == ("Die Kirchen.", "Ein Netzwerk.")
    assert fulda.passages.live().last().edit == PassageEdit.objects.get()


def test_bring_sets_the_status_while_no_one_has_decided(annex):
    bring_rows(annex, ("LK Gießen", "s. 2.", "Ja."), KASSEL)
    statuses = Answer.objects.order_by("pk").values_list("status", flat=True)
    assert list(statuses) == ["refers", "answered", "answered", "blank"]
    bring_rows(annex, ("LK Gießen", "Nein.", ""), KASSEL)
    assert list(statuses.all()) == ["answered", "blank", "answered", "blank"]
    assert list(Answer.objects.order_by("pk").values_list("version", flat=True)) == [2, 2, 1, 1]


def test_bring_of_an_emptied_cell_leaves_no_text(annex):
    bring_rows(annex, FULDA)
    bring_rows(annex, ("LK Fulda", FULDA[1]))
    assert as_printed(annex) == [["LK Fulda", FULDA[1], ""]]
    bring_rows(annex, FULDA)
    assert as_printed(annex) == [list(FULDA)]


def test_bring_puts_a_continuation_row_into_print_above_and_belonging_to_no_one(annex):
    bring_rows(annex, FULDA, ("", "", "Und die Vereine."), KASSEL)
    fulda = cell(annex, "LK Fulda", "Frage 2")
    assert (printed(fulda), reading(fulda)) == ("Die Kirchen.\n\nUnd die Vereine.", "Die Kirchen.")
    assert [row for row, *_texts in as_printed(annex)] == ["LK Fulda", "LK Kassel"]


def test_bring_takes_a_joined_cell_for_its_row_and_the_one_below(annex):
    bring_rows(annex, FULDA, ("", "", "Und die Vereine."))
    report = bring_rows(annex, ("LK Fulda", FULDA[1], "Die Kirchen.\n\nUnd die Vereine."))
    assert report.changes_nothing


def test_bring_keeps_two_rows_of_one_label_apart(annex):
    bring_rows(annex, ("LK Fulda", "2013"), ("LK Fulda", "2014"))
    report = bring_rows(annex, ("LK Fulda", "2013"), ("LK Fulda", "2015"))
    assert [(each.place, each.old, each.new) for each in report.changes] == [("LK Fulda (2), Frage 1", "2014", "2015")]


def test_bring_reports_what_the_file_has_no_more_and_leaves_it(annex):
    bring_rows(annex, FULDA, KASSEL, ("LK Gießen", "Ja."))
    before = counts()
    report = bring_rows(annex, ("LK Fulda", FULDA[1]), ("LK Gießen", "Ja."), headings=("Frage 1",))
    assert (report.missing, report.changes_nothing) == (["Frage 2", "LK Kassel"], True)
    assert counts() == before
    assert [row for row, *_texts in as_printed(annex)] == ["LK Fulda", "LK Kassel", "LK Gießen"]


def test_bring_moves_rows_that_the_file_has_in_another_order(annex):
    bring_rows(annex, FULDA, KASSEL)
    report = bring_rows(annex, KASSEL, FULDA)
    assert (report.new, report.changed, report.moved) == (0, 0, 2)
    assert dict(annex.rows.values_list("printed", "position")) == {"LK Kassel": 1, "LK Fulda": 2}
    assert Row.history.filter(history_type="~").count() == 2


def test_bring_gives_every_row_a_cell_in_every_column(annex):
    bring_rows(annex, FULDA, KASSEL)
    report = bring_rows(annex, ("LK Gießen", "Ja.", "Drei."), headings=("Frage 1", "Frage 3"))
    assert as_printed(annex) == [[*FULDA, ""], ["LK Kassel", "Nein.", "", ""], ["LK Gießen", "Ja.", "", "Drei."]]
    assert (report.new, Answer.objects.count()) == (5, 9)


def test_bring_links_new_columns_with_the_questions_they_name(annex):
    for key in ("1a", "1b", "2"):
        make_question(annex.inquiry, key)
    bring_rows(annex, FULDA, headings=("Frage 1", "Frage 2", "Sonstiges"))
    links = {column.heading: [each.key for each in column.questions.all()] for column in annex.columns.all()}
    assert links == {"Frage 1": ["1a", "1b"], "Frage 2": ["2"], "Sonstiges": []}


def test_bring_reads_the_numbers_of_a_column_of_numbers(annex):
    make_column(annex, "Plätze", kind="number")
    bring_rows(annex, ("LK Fulda", "ca. 1.200"), ("LK Kassel", "viele"), headings=("Plätze",))
    numbers = [(answer.number, answer.number_is) for answer in Answer.objects.order_by("pk")]
    assert [(number and str(number), kind) for number, kind in numbers] == [("1200.0000", "about"), (None, "none")]


def test_bring_matches_new_rows_and_reports_the_others(annex):
    fulda = make_respondent("Landkreis Fulda")
    report = bring_rows(annex, FULDA, ("Irgendwer", "Ja."))
    assert dict(annex.rows.values_list("printed", "respondent")) == {"LK Fulda": fulda.pk, "Irgendwer": None}
    assert report.unmatched == ["Irgendwer"]


def test_bring_reports_lines_that_hold_no_data(annex):
    report = bring_rows(annex, FULDA, left_out=[(86, "---\t---")])
    assert report.left_out == [(86, "---\t---")]


def test_bring_proposes_references_and_takes_proposals_back(annex):
    for key in ("1", "2"):
        make_question(annex.inquiry, key)
    bring_rows(annex, ("LK Gießen", "s. 2."), KASSEL)
    bring_rows(annex, ("LK Gießen", "s. 1 und 7."), KASSEL)
    found = Reference.objects.values_list("words", "to_question__number", "whole", "state")
    assert list(found) == [("s. 1 und 7", 1, True, "proposed")]
    assert list(Reference.history.order_by("history_id").values_list("history_type", flat=True)) == ["+", "-", "+"]


@pytest.mark.parametrize("state", ["confirmed", "refused", "open"])
def test_bring_leaves_references_that_an_editor_has_decided(annex, state):
    question = make_question(annex.inquiry, "2")
    bring_rows(annex, KASSEL)
    make_reference(cell(annex, "LK Kassel", "Frage 1"), question, words="siehe dort", state=state)
    bring_rows(annex, ("LK Kassel", "s. 2."))
    assert list(Reference.objects.values_list("words", "state")) == [("siehe dort", state)]


def test_bring_refuses_a_label_that_is_too_long(annex):
    before = counts()
    with pytest.raises(ImportRefused):
        bring_rows(annex, FULDA, ("L" * 301, "Ja."))
    assert counts() == before


@pytest.mark.parametrize("overtake", ["import", "correct", "decide"])
def test_write_refuses_a_plan_that_someone_has_overtaken(annex, overtake):
    bring_rows(annex, FULDA, KASSEL)
    plan = compare(make_table_file(FULDA, ("LK Kassel", "Doch.")), annex)
    kassel = cell(annex, "LK Kassel", "Frage 1")
    if overtake == "import":
        bring_rows(annex, FULDA, KASSEL, ("LK Gießen", "Ja."))
    elif overtake == "correct":
        PassageEdit.objects.move(kassel.passages.get(), cell(annex, "LK Fulda", "Frage 1"), reason="Von Fulda.")
    else:
        Answer.objects.filter(pk=kassel.pk).update(decided=True, version=2)
    with pytest.raises(ImportRefused):
        write(plan, make_batch(annex.inquiry))


def test_bring_reads_with_as_many_queries_for_many_rows_as_for_one(django_assert_num_queries):
    # 1 keys, 1 columns, 1 rows, 1 questions, 1 words for a status, 2 names and respondents (nobody is known for the
    # rows), 1 answers, 1 passages
    for rows in ([FULDA], [FULDA, KASSEL, ("LK Gießen", "s. 2.")]):
        annex = make_annex(make_inquiry())
        bring_rows(annex, *rows)
        with django_assert_num_queries(9):
            bring_rows(annex, *rows, dry_run=True)


def test_questions_named_for_a_column_that_stands_are_applied_and_taken_back(annex):
    rows = [("LK Fulda", "Ja.")]
    one, two = (make_question(annex.inquiry, key) for key in ("1", "2"))
    bring_rows(annex, *rows, headings=("Antwort",))
    column = annex.columns.get()
    assert list(column.questions.all()) == []
    table, mapping = make_table_file(*rows, headings=("Antwort",)), {"Antwort": Target(questions=("1", "2"))}
    report = import_table(table, annex, by=None, dry_run=False, mapping=mapping)
    assert (report.remapped, report.changes_nothing, set(column.questions.all())) == (1, False, {one, two})
    assert import_table(table, annex, by=None, dry_run=False, mapping=mapping).changes_nothing
    undo(report.batch, by=None, reason="Irrtum.")
    assert list(column.questions.all()) == []
