from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.utils.translation import override

from survey.importing import ImportRefused, import_paper
from survey.intake import read_paper
from survey.intake.findings import JOINED
from survey.intake.paper import PaperFinding
from survey.models import Answer, Asker, Batch, Inquiry, Question, Reference, Reply, Source
from survey.pages.document import Box
from tests.factories import make_date, make_inquiry, make_parliament, make_question, make_user
from tests.importing.tables import as_printed, bring_file, counts
from tests.intake.papers import ANNEX, HEADER, QUESTIONS, REMARK, SIGNATURE, make_paper

PAPERS = Path(__file__).parent.parent / "papers"
pytestmark = pytest.mark.django_db

PARTS = """Frage 1. Gibt es
a) Runde Tische,
b) Vergleichbares?

Ja.

Frage 2. Wo?

In Fulda, wie zu Frage 1 a."""


def changes(report):
    return [(each.place, each.old, each.new) for each in report.changes]


def test_bring_paper_makes_a_draft_with_all_its_facts():
    report = bring_file()
    inquiry = Inquiry.objects.get()
    assert (inquiry.slug, inquiry.term, inquiry.stage, inquiry.title) == ("hessen-19-1613", 19, "draft", "Runde Tische")
    assert as_printed(inquiry.annexes.get()) == [["LK Fulda", "Zwei.", "s. 1."]]
    # inquiry, asker, 3 dates, remark, 2 questions, 2 replies, annex, and 2 cells
    assert (report.new, report.changed, report.unchanged) == (13, 0, 0)


def test_bring_paper_makes_one_batch_that_all_histories_name():
    editor = make_user()
    report = bring_file(by=editor)
    batch = Batch.objects.get()
    assert (report.batch, batch.new, batch.by, batch.annex.number, batch.source.name) == (
        batch,
        13,
        editor,
        1,
        "paper.txt",
    )
    told = {(each.batch_id, each.history_user) for each in Question.history.all()}
    assert told == {(batch.pk, editor)}


def test_bring_paper_dry_writes_nothing_and_reports_the_same():
    bring_file(number="19/1")
    before = counts()
    dry = bring_file(dry_run=True)
    assert counts() == before
    real = bring_file()
    assert (changes(dry), dry.dry_run, dry.batch) == (changes(real), True, None)


def test_preview_names_each_row_that_a_page_break_cuts_once():
    content = make_paper()
    paper = read_paper(content, "paper.txt")
    annex = paper.annexes[0]
    record = annex.table.records[0]
    over_two = replace(record.cells[0], boxes=((3, Box(0, 700, 90, 720)), (4, Box(0, 50, 90, 70))))
    table = replace(annex.table, records=(replace(record, cells=(over_two, *record.cells[1:])),))
    cut = replace(annex, table=table, joined=(record.label, "Kreis Offen-\nbach"))
    said = PaperFinding("table-joined", JOINED, (("table", "1"), ("rows", ", ".join(cut.joined))))
    paper = replace(paper, annexes=(cut,), findings=(said,))
    told = {"parliament": make_parliament(), "number": "19/1613", "by": None, "dry_run": True}
    with override("en"):
        notes = import_paper(paper, content, "paper.pdf", **told).notes()
    assert [note for note in notes if "Compare" in note] == [
        f"Read as one field over pages 3 to 4: “LK Fulda”, {annex.table.headings[0]}. Compare it.",
        f"Table {annex.label}: rows that a page break cuts were put together: Kreis Offen-\nbach. Compare them.",
    ]


def test_bring_paper_twice_changes_nothing_and_says_so():
    bring_file()
    before = counts()
    report = bring_file()
    with override("en"):
        assert report.sentence == "Nothing changed. 0 new, 0 changed, 13 unchanged, 0 refused."
    assert counts() == before


def test_bring_paper_gives_parts_their_whole_question_and_replies_their_references():
    bring_file(questions=PARTS)
    parents = [(each.key, each.parent and each.parent.key) for each in Question.objects.order_by("number", "part")]
    assert parents == [("1", None), ("1a", "1"), ("1b", "1"), ("2", None)]
    replies = Reply.objects.order_by("position")
    assert [[each.key for each in reply.questions.all()] for reply in replies] == [["1", "1a", "1b"], ["2"]]
    found = Reference.objects.filter(from_reply=replies[1])
    assert [(each.words, each.to_question.key, each.state) for each in found] == [
        ("wie zu Frage 1 a", "1a", "proposed")
    ]


def test_bring_paper_lets_a_question_consist_of_its_parts():
    bring_file(questions=PARTS.replace("Gibt es\n", "\n"))
    assert Question.objects.get(number=1, part="").text == "a) Runde Tische, b) Vergleichbares?"


def test_changed_paper_changes_only_what_the_source_has_changed():
    bring_file()
    report = bring_file(questions=QUESTIONS.replace("In Fulda.", "In Kassel."))
    assert changes(report) == [("reply 2", "In Fulda.", "In Kassel.")]
    assert (report.new, report.changed, report.unchanged) == (0, 1, 12)
    assert [source.name for source in Source.objects.all()] == ["paper.txt", "paper.txt"]
    assert Batch.objects.count() == 2


def test_changed_paper_changes_cells_of_its_tables():
    bring_file()
    report = bring_file(annex=ANNEX.replace("Zwei.", "Drei."))
    assert changes(report) == [("LK Fulda, Frage 1", "Zwei.", "Drei.")]
    assert Answer.history.filter(history_type="~").count() == 1


def test_changed_paper_leaves_alone_what_an_editor_put_right():
    """The source says of the asker what it said before, so the editor's word stands."""
    bring_file()
    Asker.objects.update(party="SPD-Fraktion", group="SPD")
    make_date(Inquiry.objects.get(), "forwarded", "2016-04-29")
    bring_file(signature=SIGNATURE.replace("Max Muster", "Moritz Muster"))
    assert list(Asker.objects.values_list("party", "group")) == [("SPD-Fraktion", "SPD")]
    assert Inquiry.objects.get().signatory == "Moritz Muster"
    assert sorted(Inquiry.objects.get().dates.values_list("kind", flat=True)) == [
        "answered",
        "asked",
        "distributed",
        "forwarded",
    ]


def test_changed_paper_reports_what_it_no_longer_says_and_leaves_it():
    bring_file()
    report = bring_file(remark=REMARK.replace("Vorbemerkung der Ministerin für Soziales:\n\nEs gibt viele.\n\n", ""))
    assert (report.missing, report.changed) == ([], 1)
    report = bring_file(questions="Frage 1. Wie viele gibt es?\n\nZwei.")
    assert report.missing == ["question 2", "reply 2"]
    assert (Question.objects.count(), Reply.objects.count()) == (2, 2)


def test_paper_is_known_again_after_an_editor_has_changed_its_title():
    bring_file()
    Inquiry.objects.update(title="Runde Tische in Hessen")
    assert bring_file().changes_nothing


def test_paper_is_known_again_behind_the_file_of_a_table():
    bring_file()
    inquiry = Inquiry.objects.get()
    Source.objects.create(inquiry=inquiry, name="table.csv", content=b"respondent,Frage 1\r\nLK Fulda,Zwei.\r\n")
    assert bring_file().changes_nothing


def refusal(**kwargs):
    make_parliament()
    before = counts()
    with pytest.raises(ImportRefused) as raised:
        bring_file(**kwargs)
    assert counts() == before
    return str(raised.value)


def test_number_of_another_paper_is_refused():
    bring_file()
    sentence = refusal(header=HEADER.replace("Runde Tische", "Sportstätten"))
    assert sentence == "The number 19/1613 is already taken by “Runde Tische”, des Abg. Erika Muster (SPD)."


def test_number_that_is_none_is_refused():
    assert refusal(number="1613") == "“1613” is not a number such as 19/1613."


def test_number_other_than_the_printed_one_is_refused():
    header = HEADER.replace("HESSISCHER LANDTAG", "HESSISCHER LANDTAG\n\nDrucksache 19/1700")
    assert refusal(header=header) == "The file is paper 19/1700, not 19/1613."


def test_fact_that_the_record_has_no_room_for_is_refused():
    header = HEADER.replace("Runde Tische", "T" * 501)
    sentence = "inquiry: title: Ensure this value has at most 500 characters (it has 501)."
    assert refusal(header=header) == sentence


def test_draft_that_was_prepared_at_the_desk_takes_the_words_of_its_paper():
    inquiry = make_inquiry("19/1613", title="Vorläufiger Titel", parliament=make_parliament())
    question = make_question(inquiry, "1", text="Vorläufiger Text?")
    bring_file()
    inquiry.refresh_from_db()
    question.refresh_from_db()
    assert (inquiry.title == "Vorläufiger Titel", question.text == "Vorläufiger Text?") == (False, False)
    assert Inquiry.objects.count() == 1


def bring_layout(name, **kwargs):
    path = PAPERS / f"{name}.txt"
    paper = read_paper(path.read_bytes(), path.name, name.partition("-")[0])
    parliament = make_parliament(paper.layout, name=paper.parliament_printed or "Landtag")
    facts = {"parliament": parliament, "number": paper.number or "19/1613", "by": None, "dry_run": False} | kwargs
    with override("en"):
        return import_paper(paper, path.read_bytes(), path.name, **facts)


def test_table_inside_a_reply_stands_in_its_reply_and_answers_its_questions():
    bring_layout("hessen-table-in-reply")
    tables = Inquiry.objects.get().annexes.order_by("number")
    assert [(table.number, table.label, str(table.in_reply or "")) for table in tables] == [
        (1, "Anlage 1", ""),
        (2, "", f"{Reply._meta.verbose_name} 1"),
        (3, "", f"{Reply._meta.verbose_name} 2"),
    ]
    columns = {column.heading: [each.key for each in column.questions.all()] for column in tables[1].columns.all()}
    assert columns == {"2027": ["1"], "2028": ["1"]}
    assert as_printed(tables[1]) == [["LK Fulda", "12", "14"], ["LK Kassel", "7", "9"]]
    assert bring_layout("hessen-table-in-reply").changes_nothing


def test_table_in_a_text_layer_keeps_the_source_and_the_day_that_stand_below_it():
    bring_layout("niedersachsen-table-in-text")
    table = Inquiry.objects.get().annexes.get()
    assert (table.source_line, table.date_printed, str(table.date)) == (
        "Quelle: Statistisches Landesamt",
        "31.12.2028",
        "2028-12-31",
    )
    assert bring_layout("niedersachsen-table-in-text").changes_nothing


@pytest.mark.parametrize("name", ["niedersachsen-two-heads", "niedersachsen-signed", "bundestag-minor"])
def test_paper_of_another_parliament_becomes_a_draft_once(name):
    bring_layout(name)
    inquiry = Inquiry.objects.get()
    assert (inquiry.kind, bool(inquiry.asked_in), inquiry.annexes.count()) == ("minor", True, 1)
    before = counts()
    assert bring_layout(name).changes_nothing
    assert counts() == before


def test_what_another_layout_does_not_carry_is_said():
    report = bring_layout("bundestag-without-date")
    with override("en"):
        assert report.notes() == [
            "Not found in the text, and left empty: asked on, received, forwarded, answered on, distributed, ministry,"
            " signed by, place of signature, preliminary remarks, tables."
        ]
    assert Inquiry.objects.get().dates.count() == 0


def test_paper_without_title_and_kind_is_refused_until_someone_says_them():
    sentence = "Not found in the text, but no paper can be without: title, kind."
    with pytest.raises(ImportRefused) as raised:
        bring_layout("hessen-without-head")
    assert (str(raised.value), Inquiry.objects.count()) == (sentence, 0)


def test_paper_that_does_not_say_its_title_leaves_the_one_that_the_record_has():
    bring_file()
    report = bring_file(header=HEADER.replace("betreffend", "zu"))
    assert changes(report) == []
    assert report.left_out == [(9, "zu Runde Tische")]
    assert Inquiry.objects.get().title == "Runde Tische"


def test_preview_of_a_paper_asks_the_database_and_never_tells_it():
    told = []

    def watch(execute, sql, params, many, context):
        if not sql.startswith("SELECT"):
            told.append(sql)
        return execute(sql, params, many, context)

    make_parliament()
    with connection.execute_wrapper(watch):
        report = bring_file(dry_run=True)
    assert (told, report.new) == ([], 13)


def test_reprint_with_a_mended_title_is_a_further_print_of_the_same_paper():
    bring_file()
    answer = Answer.objects.get(column__heading="Frage 1")
    answer.status, answer.decided, answer.wording = "no_data", True, "Zwei (geschätzt)."
    answer.save()
    mended = HEADER.replace("betreffend Runde Tische", "betreffend Runde Tische in Hessen\n\nNeudruck")
    report = bring_file(header=mended, annex=ANNEX.replace("s. 1.", "Nein."))
    assert [(place, new) for place, _old, new in changes(report)] == [
        ("inquiry", "Runde Tische in Hessen"),
        ("LK Fulda, Frage 2", "Nein."),
    ]
    inquiry = Inquiry.objects.get()
    assert (inquiry.title, inquiry.sources.count()) == ("Runde Tische in Hessen", 2)
    answer.refresh_from_db()
    assert (answer.status, answer.decided, answer.wording) == ("no_data", True, "Zwei (geschätzt).")
