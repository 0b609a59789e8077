"""New lines make records, with what hangs on them; undone, nothing of them is left."""

import pytest
from django.utils import timezone

from survey.importing import ImportRefused
from survey.importing.undo import in_the_way, undo
from survey.models import (
    Actor,
    Batch,
    Body,
    Claim,
    Code,
    Coding,
    Evidence,
    ImportSession,
    Inquiry,
    Meeting,
    Participation,
    Presence,
    Question,
    Subject,
)
from tests.factories import (
    make_body,
    make_claim,
    make_code,
    make_coding,
    make_inquiry,
    make_meeting,
    make_parliament,
    make_user,
)
from tests.importing.editorial_data.layers import make_paper_with_table
from tests.importing.lists.sheets import brought_lines, exported, figures, lines_of
from tests.importing.tables import counts

pytestmark = pytest.mark.django_db
FULDA = ("1", "LK Fulda", "")


@pytest.fixture
def annex():
    return make_paper_with_table()


def lost(before):
    """What is left of an import that was undone, beside its log and the histories."""
    kept = {"auth.User", "survey.Batch", "survey.Finding", "survey.HistoricalFinding", "survey.DataVersion"}
    return {
        name: number - before[name]
        for name, number in counts().items()
        if number != before[name] and name not in kept and "Historical" not in name
    }


def undone(report):
    undo(Batch.objects.get(pk=report.batch.pk), by=make_user("undoes"), reason="Versehen.")


def test_new_body_has_its_words_and_is_undone_whole(annex):
    slug, before = annex.inquiry.slug, counts()
    headings = ["Adresse", "Anfrage", "Tabelle", "Zeile", "gefunden im Text", "Zitat", "name", "usual_name", "kind"]
    headings += ["level", "rhythm", "beginning", "beginning_precision", "beginning_words"]
    line = ["asyl-fulda", slug, *FULDA, "Runder Tisch Asyl Fulda", "Runder Tisch Asyl", "Runder Tisch Asyl Fulda"]
    line += ["Runder Tisch", "county", "alle zwei Wochen", "2014-06", "zum Monat genau", "Seit Juni 2014"]
    line[12] = "month"
    report = brought_lines("body", headings, [line], dry_run=True)
    assert (figures(report), counts() == before) == ((1, 0, 0), True)
    report = brought_lines("body", headings, [line])
    body = Body.objects.get()
    assert (body.kind, str(body.beginning), body.inquiry) == ("round_table", "2014-06-01", annex.inquiry)
    assert sorted(body.evidence.values_list("field", flat=True)) == ["beginning", "name", "rhythm"]
    assert figures(brought_lines("body", headings, [line])) == (0, 0, 0)
    undone(report)
    assert lost(before) == {}


def test_edited_words_take_their_evidence_along(annex):
    make_body(annex.inquiry, "Runder Tisch Asyl", slug="asyl")
    headings = ["slug", "annex", "row", "found_in", "quote", "rhythm"]
    first = ["asyl", *FULDA, "Runder Tisch Asyl Fulda", "alle zwei Wochen"]
    brought_lines("body", headings, [first])
    second = [*first[:5], "zwei Wochen"]
    report = brought_lines("body", headings, [second])
    assert list(Evidence.objects.filter(field="rhythm").values_list("quote", flat=True)) == ["zwei Wochen"]
    assert figures(brought_lines("body", headings, [second])) == (0, 0, 0)
    undone(report)
    assert list(Evidence.objects.filter(field="rhythm").values_list("quote", flat=True)) == ["alle zwei Wochen"]
    refused = brought_lines("body", headings, [[*first[:5], "jeden Tag"]])
    assert refused.refusals == ["Line 2: The quote does not stand in “LK Fulda”: “jeden Tag”."]
    refused = brought_lines("body", headings, [[*first[:4], "", first[5]]])
    assert refused.refused == 1


def test_whole_question_and_its_part_come_in_one_file():
    inquiry, before = make_inquiry(), counts()
    headings = ["inquiry", "number", "part", "text"]
    lines = [[inquiry.slug, "7", "", "Gibt es Gipfel?"], [inquiry.slug, "7", "a", "Und wo?"]]
    assert figures(brought_lines("question", headings, lines, dry_run=True)) == (2, 0, 0)
    assert counts() == before
    report = brought_lines("question", headings, lines)
    assert Question.objects.get(part="a").parent.key == "7"
    undone(report)
    assert lost(before) == {}


def test_codebook_gets_its_category_for_silence(annex):
    before = counts()
    headings = ["inquiry", "question", "code", "version", "position", "label", "definition"]
    report = brought_lines("code", headings, [[annex.inquiry.slug, "2", "yes", "1", "1", "Ja", "Es gibt ihn."]])
    assert sorted(Code.objects.values_list("code", flat=True)) == ["not_stated", "yes"]
    undone(report)
    assert lost(before) == {}


def test_reading_rests_on_a_quote_of_its_row(annex):
    make_code(annex.inquiry.questions.get(number=2), "yes")
    headings = ["inquiry", "annex", "row", "question", "role", "code", "certainty", "quote"]
    line = [annex.inquiry.slug, "1", "LK Fulda", "2", "first", "yes", "clear", "Runder Tisch"]
    editor = make_user("reads")
    assert figures(brought_lines("coding", headings, [[*line[:7], "Gipfel"]])) == (0, 0, 1)
    assert figures(brought_lines("coding", headings, [line], by=editor)) == (1, 0, 0)
    assert Coding.objects.get().by == editor


def test_reading_keeps_the_version_of_its_category(annex):
    question = annex.inquiry.questions.get(number=2)
    row = annex.rows.get(printed="LK Kassel")
    make_coding(row, question, make_code(question, "yes", version=1), quote="Behördennetzwerk")
    make_code(question, "yes", version=2)
    headings, lines = lines_of(exported("coding"))
    assert figures(brought_lines("coding", headings, lines)) == (0, 0, 0)
    lines[0][headings.index("note")] = "Bleibt."
    brought_lines("coding", headings, lines)
    assert (Coding.objects.get().code.version, Coding.objects.get().note) == (1, "Bleibt.")
    lines[0][headings.index("version")] = "2"
    brought_lines("coding", headings[:-1], [lines[0][:-1]])
    assert Coding.objects.get().code.version == 2


def test_row_of_a_label_that_stands_twice_goes_by_its_key(annex):
    annex.rows.filter(printed="LK Kassel").update(printed="LK Fulda")
    question = annex.inquiry.questions.get(number=2)
    row = annex.rows.order_by("key").last()
    make_coding(row, question, make_code(question, "yes"), quote="Behördennetzwerk")
    headings, lines = lines_of(exported("coding"))
    assert lines[0][headings.index("row")] == f"r{row.key}"
    assert figures(brought_lines("coding", headings, lines)) == (0, 0, 0)


def test_participation_makes_its_actor_and_takes_it_back(annex):
    make_body(annex.inquiry, "Runder Tisch Asyl", slug="asyl")
    before = counts()
    headings = ["inquiry", "body", "annex", "row", "found_in", "actor", "category", "role", "quote"]
    line = [annex.inquiry.slug, "asyl", *FULDA, "Kirchen", "church", "participant", "nehmen die Kirchen teil"]
    report = brought_lines("participation", headings, [line])
    assert (Participation.objects.get().actor.name, Actor.objects.count()) == ("Kirchen", 1)
    undone(report)
    assert lost(before) == {}


def test_meetings_of_the_same_words_are_told_apart(annex):
    body = make_body(annex.inquiry, slug="asyl")
    for day in ("2014-01-01", "2014-02-01"):
        make_meeting(body, day, words="im Winter")
    headings, lines = lines_of(exported("meeting"))
    assert [line[headings.index("number")] for line in lines] == ["1", "2"]
    lines[1][headings.index("date")] = "2014-02-02"
    assert figures(brought_lines("meeting", headings, lines)) == (0, 1, 0)
    assert [str(day) for day in Meeting.objects.order_by("pk").values_list("date", flat=True)] == [
        "2014-01-01",
        "2014-02-02",
    ]


def test_statement_is_released_at_the_desk_alone(annex):
    headings = ["inquiry", "position", "said_in", "quote", "rule", "stated", "released"]
    line = [annex.inquiry.slug, "1", "remark 1", "Antworten von 18 Landkreisen", "rows", "18", ""]
    assert figures(brought_lines("claim", headings, [line])) == (1, 0, 0)
    assert Claim.objects.get().released_at is None
    refused = brought_lines("claim", headings, [[*line[:6], "yes"]])
    assert refused.refusals == ["Line 2: “released” is changed at the desk alone."]
    assert figures(brought_lines("claim", headings, [[*line[:5], "18,5", ""]])) == (0, 1, 0)


def test_key_that_was_edited_makes_no_second_record(annex):
    make_body(annex.inquiry, slug="asyl")
    headings, lines = lines_of(exported("body"))
    lines[0][0] = "asyl-neu"
    assert figures(brought_lines("body", headings, lines)) == (0, 0, 1)
    lines[0][headings.index("seen")] = ""
    assert figures(brought_lines("body", headings, lines)) == (1, 0, 0)


def test_record_that_others_build_on_is_not_taken_back(annex):
    headings = ["inquiry", "number", "part", "text"]
    report = brought_lines("question", headings, [[annex.inquiry.slug, "9", "", "Und sonst?"]])
    make_code(Question.objects.get(number=9), "yes")
    assert len(in_the_way(report.batch)) == 1
    with pytest.raises(ImportRefused):
        undone(report)
    assert Question.objects.filter(number=9).exists()


def test_many_lines_cost_the_same_questions_to_the_database_as_few(annex, django_assert_max_num_queries):
    for number in range(30):
        make_body(annex.inquiry, slug=f"tisch-{number}")
    headings, lines = lines_of(exported("body"))
    with django_assert_max_num_queries(12):
        brought_lines("body", headings, lines, dry_run=True)


def test_new_paper_that_was_only_looked_at_is_undone():
    parliament, user = make_parliament(), make_user("looks")
    headings = ["slug", "parliament", "term", "number", "title", "subjects"]
    before = counts()
    Subject.objects.create(name="Asyl und Flucht")
    line = ["hessen-19-7", parliament.slug, "19", "19/7", "Wie viele", "Asyl und Flucht"]
    report = brought_lines("inquiry", headings, [line], by=user)
    inquiry = Inquiry.objects.get()
    assert [subject.name for subject in inquiry.subjects.all()] == ["Asyl und Flucht"]
    Presence.objects.create(inquiry=inquiry, user=user, seen_at=timezone.now())
    ImportSession.objects.create(kind="list", owner=user, file_name="x.csv", content=b"x", inquiry=inquiry)
    undone(report)
    ImportSession.objects.all().delete()
    assert lost(before) == {"survey.Subject": 1}


def test_category_that_a_statement_counts_is_not_taken_back(annex):
    headings = ["inquiry", "question", "code", "version", "position", "label", "definition"]
    report = brought_lines("code", headings, [[annex.inquiry.slug, "2", "yes", "1", "1", "Ja", "Es gibt ihn."]])
    make_claim(annex.inquiry, codes=[Code.objects.get(code="yes")])
    assert len(in_the_way(report.batch)) == 1


def test_new_body_that_was_edited_stays_with_its_words_and_the_others_go(annex):
    headings = ["Adresse", "Anfrage", "Tabelle", "Zeile", "gefunden im Text", "Zitat", "name", "usual_name", "kind"]
    headings += ["level"]
    words = [annex.inquiry.slug, *FULDA, "Runder Tisch Asyl Fulda", "Runder Tisch Asyl", "Am Tisch", "Runder Tisch"]
    words += ["county"]
    report = brought_lines("body", headings, [["asyl-eins", *words], ["asyl-zwei", *words]])
    assert figures(report) == (2, 0, 0)
    edited = Body.objects.get(slug="asyl-zwei")
    edited.usual_name = "Von Hand"
    edited.save()
    undone(report)
    assert list(Body.objects.values_list("slug", "usual_name")) == [("asyl-zwei", "Von Hand")]
    assert list(Evidence.objects.values_list("body", "field")) == [(edited.pk, "name")]
