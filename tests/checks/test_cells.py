"""Checks of single cells."""

from decimal import Decimal

import pytest

from survey.checks.cells import (
    blank_cell,
    continuation_row,
    foreign_place,
    glued_word,
    lettered_parts,
    markup,
    number_against_text,
    sign_alone,
    text_in_empty_field,
)
from survey.models import Answer, PassageEdit
from survey.record import RecordPaper
from tests import factories
from tests.checks.looking import found, subjects

pytestmark = pytest.mark.django_db

BEHOERDEN = "Es existiert ein Behördennetzwerk von Stadt und Landkreis Fulda."


@pytest.fixture
def annex():
    """Two counties, each matched; the text in the row of Kassel is about Fulda."""
    annex = factories.make_table({"LK Fulda": ["Eins."], "LK Kassel": [BEHOERDEN]}, headings=["Frage 1"])
    match(annex, "LK Fulda", factories.make_respondent("Landkreis Fulda"))
    kassel = factories.make_district("Kassel", "06633")
    match(annex, "LK Kassel", factories.make_respondent("Landkreis Kassel", district=kassel))
    return annex


def match(annex, printed, respondent):
    annex.rows.filter(printed=printed).update(respondent=respondent)


def write(annex, row, text):
    """Another printed text in the cell of this row."""
    answer = factories.cell(annex, row, "Frage 1")
    answer.printed_passages.all().delete()
    factories.make_passage(answer, text)
    return answer


def test_continuation_row_proposes_the_row_above(annex):
    answer = factories.cell(annex, "LK Fulda", "Frage 1")
    factories.make_passage(answer, "Und weiter.", answer=None, position=2)
    [each] = found(continuation_row, annex.inquiry)
    assert (each.subject, each.looked_at, each.proposal) == ("1/1/1", "Und weiter.", {"act": "join", "to": "1/1/1"})
    assert each.details == {"row": "LK Fulda", "column": "Frage 1", "words": "Und weiter."}
    assert (each.annex, each.row, each.answer) == (annex.pk, answer.row_id, answer.pk)


def test_continuation_row_shows_the_first_words_of_a_long_text(annex):
    factories.make_passage(factories.cell(annex, "LK Fulda", "Frage 1"), "lange Worte " * 20, answer=None)
    [each] = found(continuation_row, annex.inquiry)
    assert each.details["words"] == "lange Worte " * 6 + "lange …"


def test_continuation_row_that_was_joined_is_none(annex):
    answer = factories.cell(annex, "LK Fulda", "Frage 1")
    passage = factories.make_passage(answer, "Und weiter.", answer=None, position=2)
    PassageEdit.objects.join(passage, answer, reason="Die Zeile hat keinen Namen.")
    assert found(continuation_row, annex.inquiry) == []


def test_foreign_place_proposes_the_row_of_the_district(annex):
    [each] = found(foreign_place, annex.inquiry)
    assert (each.subject, each.looked_at, each.proposal) == ("1/2/1", BEHOERDEN, {"act": "move", "to": "1/1/1"})
    assert each.details == {
        "row": "LK Kassel",
        "column": "Frage 1",
        "names": "Landkreis Fulda",
        "words": BEHOERDEN,
        "to": "LK Fulda",
    }


def test_foreign_place_without_a_row_of_the_district_proposes_nothing(annex):
    annex.rows.filter(printed="LK Fulda").update(respondent=None)
    [each] = found(foreign_place, annex.inquiry)
    assert (each.details["to"], each.proposal) == ("", {})


def test_foreign_place_that_was_moved_is_none(annex):
    answer = factories.cell(annex, "LK Kassel", "Frage 1")
    to = factories.cell(annex, "LK Fulda", "Frage 1")
    PassageEdit.objects.move(answer.printed_passages.get(), to, reason="Der Absatz handelt von Fulda.")
    assert found(foreign_place, annex.inquiry) == []


def test_foreign_place_in_the_row_of_nobody_or_of_an_association_is_none(annex):
    factories.make_answer(BEHOERDEN, row=factories.make_row(annex, "LK Unbekannt"))
    staedtetag = factories.make_respondent("Hessischer Städtetag", "association")
    factories.make_answer(BEHOERDEN, row=factories.make_row(annex, "Hess. Städtetag", respondent=staedtetag))
    assert subjects(foreign_place, annex.inquiry) == ["1/2/1"]


def test_foreign_place_looks_at_the_official_list_of_the_date(annex):
    factories.make_district("Hanau", "", kind="city", valid_from="2026-01-01")
    write(annex, "LK Kassel", "Runder Tisch in Hanau.")
    assert found(foreign_place, annex.inquiry) == []
    annex.date = "2026-03-01"
    annex.save()
    assert subjects(foreign_place, annex.inquiry) == ["1/2/1"]


def ask(annex, *keys):
    parts = [factories.make_question(annex.inquiry, key) for key in keys]
    annex.columns.get().questions.set(parts)
    return parts


def test_lettered_parts_are_named_until_each_is_coded(annex):
    parts = ask(annex, "1a", "1b")
    write(annex, "LK Fulda", "a) Es gibt keinen. b) Es gibt einen.")
    [each] = found(lettered_parts, annex.inquiry)
    assert (each.subject, each.details["parts"]) == ("1/1/1", "1a, 1b")
    row = annex.rows.get(printed="LK Fulda")
    factories.make_coding(row, parts[0], "no")
    assert subjects(lettered_parts, annex.inquiry) == ["1/1/1"]
    factories.make_coding(row, parts[1], "yes")
    assert subjects(lettered_parts, annex.inquiry) == []


def test_lettered_parts_may_begin_with_b(annex):
    ask(annex, "1a", "1b")
    write(annex, "LK Fulda", "b) Es besteht ein Gremium.")
    [each] = found(lettered_parts, annex.inquiry)
    assert each.details["parts"] == "1b"


def test_text_of_a_part_is_what_stands_under_its_letter(annex):
    ask(annex, "1a", "1b")
    write(annex, "LK Fulda", "Vorweg: a) Es gibt keinen. b) Es gibt einen.")
    rows = RecordPaper(annex.inquiry).tables[0].rows
    texts = [[row.cells[0].text_of_part(key) for key in ("1a", "1b")] for row in rows]
    assert texts == [["a) Es gibt keinen.", "b) Es gibt einen."], [BEHOERDEN, BEHOERDEN]]


def test_lettered_parts_in_plain_text_are_none(annex):
    ask(annex, "1a", "1b")
    assert found(lettered_parts, annex.inquiry) == []


def test_blank_cell_is_one_with_nothing_printed_and_no_decision(annex):
    answer = write(annex, "LK Fulda", "x")
    answer.printed_passages.all().delete()
    [each] = found(blank_cell, annex.inquiry)
    assert (each.subject, each.details) == ("1/1/1", {"row": "LK Fulda", "column": "Frage 1", "printed": False})
    Answer.objects.filter(pk=answer.pk).update(decided=True, status="blank")
    assert found(blank_cell, annex.inquiry) == []


def test_blank_cell_is_also_one_whose_text_was_moved_away(annex):
    answer = factories.cell(annex, "LK Kassel", "Frage 1")
    to = factories.cell(annex, "LK Fulda", "Frage 1")
    PassageEdit.objects.move(answer.printed_passages.get(), to, reason="Der Absatz handelt von Fulda.")
    [each] = found(blank_cell, annex.inquiry)
    assert (each.subject, each.details["printed"]) == ("1/2/1", True)


def test_blank_cell_of_a_heading_is_none(annex):
    factories.make_answer("", row=factories.make_row(annex, "Nordhessen", role="heading"))
    assert found(blank_cell, annex.inquiry) == []


def test_markup_names_the_rows_of_a_table_once(annex):
    row = factories.make_row(annex, "LK Gießen")
    factories.make_answer("Der Kreis.\n\nDie Kirchen.", row=row, raw="<p>Der Kreis.</p><p>Die Kirchen.</p>")
    [each] = found(markup, annex.inquiry)
    assert (each.subject, each.details, each.annex) == ("1", {"rows": "LK Gießen"}, annex.pk)


def test_markup_is_not_what_was_defused_for_spreadsheets(annex):
    factories.make_answer("=1+1", row=factories.make_row(annex, "LK Gießen"), raw="'=1+1")
    assert found(markup, annex.inquiry) == []


@pytest.mark.parametrize(
    ("text", "number", "number_is", "proposed"),
    [
        ("12", "13", "exact", "12"),
        ("ca. 12", "12", "exact", "12"),
        ("12", "12", "exact", None),
        ("1.200 €", "1200", "exact", None),
        ("4, geplant: 2", "4", "exact", None),  # an editor's reading
        ("", "4", "exact", None),
    ],
)
def test_number_against_text_is_another_than_the_text_surely_says(annex, text, number, number_is, proposed):
    column = factories.make_column(annex, "Plätze", kind="number")
    row = factories.make_row(annex, "LK Fulda")
    factories.make_answer(text, row=row, column=column, number=Decimal(number), number_is=number_is)
    proposals = [each.proposal.get("number") for each in found(number_against_text, annex.inquiry)]
    assert proposals == ([proposed] if proposed else [])


@pytest.mark.parametrize(
    ("text", "number", "status", "count"),
    [("Ja.", None, "blank", 1), ("", 4, "blank", 1), ("", None, "blank", 0), ("Ja.", None, "answered", 0)],
)
def test_text_in_empty_field_is_a_text_or_number_that_the_status_denies(annex, text, number, status, count):
    row = factories.make_row(annex, "LK Fulda")
    facts = {"number": number, "number_is": "exact"} if number else {}
    column = factories.make_column(annex, "Plätze", kind="number")
    factories.make_answer(text, row=row, column=column, status=status, decided=True, **facts)
    assert len(found(text_in_empty_field, annex.inquiry)) == count


@pytest.mark.parametrize("text", ["-", "–", "./.", "…", "•", "?"])
def test_sign_alone_among_words_is_to_be_decided(annex, text):
    write(annex, "LK Fulda", text)
    [each] = found(sign_alone, annex.inquiry)
    assert (each.details["words"], each.proposal) == (text, {"act": "set_status", "status": "no_data"})
    Answer.objects.update(decided=True)
    assert found(sign_alone, annex.inquiry) == []


@pytest.mark.parametrize("text", ["✓", "✗", "x", "12", "- Ja", "(1)"])
def test_tick_or_word_is_no_sign_alone(annex, text):
    write(annex, "LK Fulda", text)
    assert found(sign_alone, annex.inquiry) == []


def test_glued_word_is_one_longer_than_any(annex):
    write(annex, "LK Fulda", "Ja: " + "b" * 80)
    assert found(glued_word, annex.inquiry) == []
    write(annex, "LK Fulda", "Ja: " + "b" * 81)
    [each] = found(glued_word, annex.inquiry)
    assert (each.details["letters"], each.details["words"]) == ("81", "b" * 80)
