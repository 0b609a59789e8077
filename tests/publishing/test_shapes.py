"""What schemas 3 and 4 say of a record: places, reading texts, short titles, keys of sources, the day of a table."""

import pytest

from survey.models import PassageEdit, Source
from survey.publishing.freeze import freeze
from tests.factories import (
    make_annex,
    make_answer,
    make_batch,
    make_column,
    make_date,
    make_inquiry,
    make_note,
    make_passage,
    make_question,
    make_remark,
    make_reply,
    make_row,
    make_source,
)

pytestmark = pytest.mark.django_db

BOXES = [[5, 56.7, 100.2, 200.1, 12.9], [6, 56.7, 70, 200, 12]]
PLACE = {"source": 1, "page": 5, "boxes": [[5, 56, 100, 201, 14], [6, 56, 70, 201, 12]]}


@pytest.fixture
def inquiry():
    return make_inquiry()


@pytest.fixture
def source(inquiry):
    return make_source(inquiry)


@pytest.mark.parametrize(
    ("make", "part"),
    [(make_question, "questions"), (make_reply, "replies"), (make_remark, "remarks")],
)
def test_text_has_its_printed_wording_and_its_place(inquiry, source, make, part):
    make(inquiry, text="Flücht- linge", wording="Flüchtlinge", source=source, page=5, boxes=BOXES)
    [found] = freeze(inquiry)[part]
    assert (found["text"], found["as_printed"], found["printed_at"]) == ("Flüchtlinge", "Flücht- linge", PLACE)


@pytest.mark.parametrize(
    ("make", "part"),
    [(make_question, "questions"), (make_reply, "replies"), (make_remark, "remarks")],
)
def test_text_that_nobody_edited_reads_as_printed_and_has_no_place(inquiry, make, part):
    make(inquiry, text="Flüchtlinge")
    [found] = freeze(inquiry)[part]
    assert (found["text"], found["as_printed"], found["printed_at"]) == ("Flüchtlinge", "Flüchtlinge", None)


def test_passage_has_its_place_in_the_source_of_its_import(inquiry, source):
    make_source(inquiry, b"another", "b.txt")
    answer = make_answer("", row=make_row(make_annex(inquiry)))
    make_passage(answer, "Ja.", batch=make_batch(inquiry, source=source), page=1, file_page=5, boxes=BOXES)
    [passage] = freeze(inquiry)["annexes"][0]["rows"][0]["answers"][0]["passages"]
    assert (passage["page"], passage["printed_at"]) == (1, PLACE)


def test_passage_keeps_its_place_when_it_is_moved(inquiry, source):
    answer = make_answer("", row=make_row(make_annex(inquiry)))
    passage = make_passage(answer, "Ja.", batch=make_batch(inquiry, source=source), file_page=5, boxes=BOXES)
    PassageEdit.objects.move(passage, make_answer("", row=make_row(answer.row.annex, "LK Kassel")), reason="Dort.")
    [moved] = freeze(inquiry)["annexes"][0]["rows"][1]["answers"][0]["passages"]
    assert moved["printed_at"] == PLACE


def test_note_has_its_place(inquiry, source):
    make_note(make_annex(inquiry), source=source, page=5, boxes=BOXES)
    assert freeze(inquiry)["annexes"][0]["notes"][0]["printed_at"] == PLACE


def test_short_title_headline_and_lead_are_null_until_someone_writes_them(inquiry):
    make_question(inquiry)
    content = freeze(inquiry)
    assert (content["headline"], content["lead"], content["questions"][0]["short_title"]) == (None, None, None)
    inquiry.questions.update(short_title="Gipfel?")
    inquiry.headline, inquiry.lead = "Zwei Kreise haben einen Gipfel", "So sagt es die Tabelle."
    inquiry.save()
    content = freeze(inquiry)
    assert (content["headline"], content["lead"]) == ("Zwei Kreise haben einen Gipfel", "So sagt es die Tabelle.")
    assert content["questions"][0]["short_title"] == "Gipfel?"


def test_source_keeps_its_key_and_no_other_gets_it(inquiry):
    first, second = make_source(inquiry, b"a", "a.txt"), make_source(inquiry, b"b", "b.txt")
    Source.objects.filter(pk=second.pk).delete()
    third, other = make_source(inquiry, b"c", "c.txt"), make_source(make_inquiry("19/1614"), b"a", "a.txt")
    first.save()
    assert [source.key for source in (first, second, third, other)] == [1, 2, 3, 1]
    assert [source["key"] for source in freeze(inquiry)["sources"]] == [1, 3]


@pytest.mark.parametrize(
    ("own", "answered", "expected"),
    [
        ("2015-03-26", "2015-04-14", ("2015-03-26", "table")),
        (None, "2015-04-14", ("2015-04-14", "reply")),
        (None, None, (None, "none")),
    ],
)
def test_table_speaks_for_its_own_day_else_for_that_of_the_reply(inquiry, own, answered, expected):
    make_column(make_annex(inquiry, date=own))
    if answered:
        make_date(inquiry, "answered", answered)
    annex = freeze(inquiry)["annexes"][0]
    assert (annex["as_of"], annex["as_of_is"]) == expected
