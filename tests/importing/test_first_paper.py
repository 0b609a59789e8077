"""The main job: what 19/1613 becomes, as a draft and with the editor's layer."""

import csv

import pytest

from survey.importing import load_layer
from survey.importing.formats import EXPORT_FORMATS
from survey.importing.resources import AnnexResource
from survey.importing.table import import_table
from survey.intake import read_annex, transcript
from survey.models import Answer, Batch, Body, Finding, Passage, Reference, Row
from tests.factories import cell
from tests.importing.conftest import FOLDER, bring_first_paper
from tests.importing.tables import as_printed, counts, printed, reading

SOURCE = (FOLDER / "source.txt").read_text()


@pytest.fixture
def annex(draft):
    return draft.annexes.get()


@pytest.fixture
def table():
    """What stands in the annex of the file, read apart from the paper."""
    first = SOURCE[: SOURCE.index("\tFrage 1")].count("\n") + 1
    return transcript.read("\n".join(SOURCE.split("\n")[first - 1 :]).encode(), "source.txt", first)


def statuses(inquiry):
    answers = Answer.objects.of_inquiry(inquiry).exclude(status="answered").order_by("row__key", "column__key")
    return [f"{answer.row.printed} {answer.column.key} {answer.status}" for answer in answers]


def references(**filters):
    found = Reference.objects.filter(from_answer__isnull=False, **filters).order_by("from_answer__row__key", "position")
    return [(each.from_answer.row.printed, each.words, each.to_question.key, each.whole) for each in found]


def test_draft_holds_the_facts_of_the_paper(draft):
    assert (draft.slug, draft.term, draft.number, draft.stage) == ("hessen-19-1613", 19, "19/1613", "draft")
    assert draft.title == "Flüchtlingsgipfel in den Kreisen und kreisfreien Städten"
    assert (draft.ministry, draft.signatory, draft.signed_at) == (
        "Minister für Soziales und Integration",
        "Stefan Grüttner",
        "Wiesbaden",
    )
    asker = draft.askers.get()
    assert (asker.title, asker.name, asker.party, asker.group) == ("Dr. h.c.", "Jörg-Uwe Hahn", "FDP", "")
    assert {date.kind: f"{date.date:%d.%m.%Y}" for date in draft.dates.all()} == {
        "asked": "17.02.2015",
        "answered": "14.04.2015",
        "distributed": "28.04.2015",
    }
    questions = draft.questions.order_by("number", "part")
    assert [question.key for question in questions] == ["1", "1a", "1b", "2", "2a", "2b", "3"]
    assert [question.parent and question.parent.key for question in questions] == [None, "1", "1", None, "2", "2", None]
    replies = draft.replies.order_by("position")
    assert [" ".join(each.key for each in reply.questions.all()) for reply in replies] == ["1 1a 1b", "2 2a 2b", "3"]
    assert draft.remarks.get().by == "government"


def test_draft_keeps_the_file_it_comes_from(draft):
    source = draft.sources.get()
    assert (source.name, bytes(source.content).decode(), source.compared_on) == ("source.txt", SOURCE, None)
    assert draft.annexes.get().source == source


def test_table_has_20_rows_3_columns_and_60_answers(draft, annex):
    assert (annex.rows.count(), annex.columns.count(), Answer.objects.count()) == (20, 3, 60)
    assert [row.key for row in annex.rows.order_by("position")] == list(range(1, 21))
    assert {column.heading: [each.key for each in column.questions.all()] for column in annex.columns.all()} == {
        "Frage 1": ["1a", "1b"],
        "Frage 2": ["2a", "2b"],
        "Frage 3": ["3"],
    }
    assert f"{annex.date:%d.%m.%Y}" == "26.03.2015"


def test_every_cell_is_as_printed(annex, table):
    rows = []
    for record in table.records:
        if record.continues:
            rows[-1] = [
                f"{above}\n\n{each.text}" if each.text else above
                for above, each in zip(rows[-1], record.cells, strict=True)
            ]
        else:
            rows.append([each.text for each in record.cells])
    assert [texts for _label, *texts in as_printed(annex)] == rows


def test_passages_are_51_on_9_pages(annex):
    passages = Passage.objects.order_by("position", "pk")
    assert (passages.count(), sorted(set(passages.values_list("page", flat=True)))) == (51, list(range(1, 10)))
    assert [(str(each.printed_in), each.page) for each in passages.filter(answer=None)] == [("LK Fulda, Frage 2", 6)]


def test_rows_are_matched_with_respondents(annex):
    kinds = [row.respondent.kind for row in annex.rows.order_by("position")]
    assert kinds == ["county"] * 18 + ["association"] * 2
    names = dict(annex.rows.values_list("printed", "respondent__name"))
    assert names["LK Main-Kinzig"] == "Main-Kinzig-Kreis"
    assert names["Hess. Städtetag"] == "Hessischer Städtetag"
    assert not Row.speaks_for.through.objects.exists()


def test_statuses_after_the_import_say_blank_and_refers(draft):
    assert statuses(draft) == [
        "LK Groß-Gerau 2 blank",
        "LK Odenwald 3 blank",
        "LK Offenbach 3 blank",
        "LK Rheingau-Taunus 3 blank",
        "LK Wetterau 3 refers",
        "LK Gießen 1 blank",
        "LK Gießen 3 refers",
        "LK Hersfeld-Rotenburg 2 blank",
        "LK Werra-Meißner 3 refers",
        "Hess. Städtetag 2 blank",
        "Hess. Städtetag 3 blank",
        "Hess. Städte- und Gemeindebund 2 blank",
        "Hess. Städte- und Gemeindebund 3 blank",
    ]


def test_references_are_proposed(draft):
    assert references(state="proposed") == [
        ("LK Wetterau", "s. bei 1 und 2", "1", True),
        ("LK Wetterau", "s. bei 1 und 2", "2", True),
        ("LK Gießen", "s. 2", "2", True),
        ("LK Fulda", "s. 2", "2", False),
        ("LK Werra-Meißner", "s. 1b und 2b", "1b", True),
        ("LK Werra-Meißner", "s. 1b und 2b", "2b", True),
    ]


def test_checks_have_run(draft):
    strays = Finding.objects.filter(check_name="continuation_row")
    assert list(strays.values_list("subject", "state")) == [("1/13/2", "open")]


def test_second_import_changes_nothing(draft):
    before = counts()
    report = bring_first_paper()
    assert counts() == before
    assert (report.new, report.changed, report.unchanged, report.refused, report.batch) == (0, 0, 77, 0, None)
    assert [line for line, _text in report.left_out] == [86, 92]


def test_second_import_changes_nothing_behind_the_layer(edited, table):
    before = counts()
    assert bring_first_paper().changes_nothing
    assert import_table(table, edited.annexes.get(), by=None, dry_run=False).changes_nothing
    assert counts() == before


@pytest.mark.parametrize("format_class", EXPORT_FORMATS, ids=lambda each: each.extension)
@pytest.mark.parametrize("state", ["draft", "edited"])
def test_export_imports_again_and_changes_nothing(request, state, format_class):
    annex = request.getfixturevalue(state).annexes.get()
    written = format_class().export_data(AnnexResource(annex).export())
    report = import_table(read_annex(written, f"wide.{format_class.extension}"), annex, by=None, dry_run=False)
    assert (report.new, report.changed, report.unchanged) == (0, 0, 60)


def test_export_is_wide_and_as_printed(annex, tmp_path):
    written = EXPORT_FORMATS[0]().export_data(AnnexResource(annex).export()).decode()
    rows = list(csv.reader(written.splitlines(keepends=True)))
    assert rows == [["respondent", "Frage 1", "Frage 2", "Frage 3"], *as_printed(annex)]


def test_layer_is_loaded_whole_and_once(edited):
    before = counts()
    report = load_layer(FOLDER, edited, by=None, dry_run=False)
    assert counts() == before
    assert (report.new, report.changed, report.refused) == (0, 0, 0)
    lines = sum(len(list(csv.DictReader(path.open()))) for path in FOLDER.glob("*.csv"))
    assert report.unchanged == lines


def test_layer_gives_the_cells_their_statuses(edited):
    assert statuses(edited) == [
        "LK Groß-Gerau 2 elsewhere",
        "LK Odenwald 3 blank",
        "LK Offenbach 3 elsewhere",
        "LK Rheingau-Taunus 3 elsewhere",
        "LK Wetterau 3 refers",
        "LK Gießen 1 blank",
        "LK Gießen 3 refers",
        "LK Hersfeld-Rotenburg 2 elsewhere",
        "LK Kassel 2 unknown",
        "LK Werra-Meißner 3 refers",
        "Hess. Städtetag 2 elsewhere",
        "Hess. Städtetag 3 elsewhere",
        "Hess. Städte- und Gemeindebund 1 declined",
        "Hess. Städte- und Gemeindebund 2 blank",
        "Hess. Städte- und Gemeindebund 3 blank",
    ]


def test_fulda_reads_as_its_three_pieces(edited):
    fulda, kassel = (cell(edited.annexes.get(), row, "Frage 2") for row in ("LK Fulda", "LK Kassel"))
    pieces = [passage.text for passage in fulda.passages.live()]
    assert [piece[:30] for piece in pieces] == [
        "Runder Tisch Asyl Fulda, die T",
        "Seit mehreren Jahren gibt es t",
        "Es existiert ein Behördennetzw",
    ]
    assert reading(fulda) == "\n\n".join(pieces)
    assert printed(fulda) == "\n\n".join(pieces[:2])
    assert (reading(kassel), printed(kassel), kassel.status) == ("", pieces[2], "unknown")
    assert kassel.note.startswith("Der Absatz, der hier gedruckt ist, handelt von Stadt und Landkreis Fulda")


def test_layer_confirms_references_and_leaves_one_open(edited):
    assert references(state="open") == [("LK Werra-Meißner", "s. 1b und 2b", "2b", True)]
    assert references(state="proposed") == []
    assert list(Reference.objects.filter(from_answer=None).values_list("state", flat=True)) == ["confirmed"]


def test_staedtetag_speaks_for_five_cities(edited):
    row = edited.annexes.get().rows.get(printed="Hess. Städtetag")
    assert sorted(row.speaks_for.values_list("key", flat=True)) == ["06411", "06412", "06413", "06414", "06611"]


def test_every_fact_of_a_body_has_its_words(edited):
    for body in Body.objects.prefetch_related("evidence", "meetings__evidence"):
        said = {"name"} | {name for name in ("rhythm", "coverage") if getattr(body, name)}
        said |= {"beginning"} if body.beginning_words else set()
        assert {each.field for each in body.evidence.all()} - {"state"} == said
        assert all(meeting.evidence.count() == 1 for meeting in body.meetings.all())


def test_import_and_layer_make_one_batch(edited):
    batch = Batch.objects.get()
    assert (batch.new, batch.annex.number, batch.source.name) == (77, 1, "source.txt")
