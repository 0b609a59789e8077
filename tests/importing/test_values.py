"""Cells of columns of numbers: values, statuses by the editors' words, and what stays text."""

import pytest

from survey.checks.cells import number_unread
from survey.models import Answer, StatusWord
from tests.checks.looking import found
from tests.factories import make_annex
from tests.importing.tables import bring_rows

pytestmark = pytest.mark.django_db
ROWS = [
    ("LK A", "1 138"),
    ("LK B", "90.000,00 €"),
    ("LK C", "rund 350"),
    ("LK D", "mindestens 2"),
    ("LK E", "0"),
    ("LK F", "-"),
    ("LK G", "k. A."),
    ("LK H", "keine Rückmeldung"),
    ("LK I", "entfällt"),
    ("LK J", "•"),
    ("LK K", "4, noch in Planung: 2"),
    ("LK L", "1.138"),
    ("LK M", "12,5 %"),
]


def read(annex):
    facts = ("row__printed", "number", "number_is", "status")
    answers = Answer.objects.filter(row__annex=annex).order_by("row__position")
    return [
        (label, number if number is None else float(number), *rest)
        for label, number, *rest in answers.values_list(*facts)
    ]


def test_cells_of_a_column_of_numbers_are_read_and_kept_as_printed():
    annex = make_annex()
    bring_rows(annex, *ROWS, headings=("Zahl",))
    assert annex.columns.get().kind == "number"
    assert read(annex) == [
        ("LK A", 1138, "exact", "answered"),
        ("LK B", 90000, "exact", "answered"),
        ("LK C", 350, "about", "answered"),
        ("LK D", 2, "at_least", "answered"),
        ("LK E", 0, "exact", "answered"),
        ("LK F", None, "none", "no_data"),
        ("LK G", None, "none", "no_data"),
        ("LK H", None, "none", "no_reply"),
        ("LK I", None, "none", "not_applicable"),
        ("LK J", None, "none", "no_data"),
        ("LK K", None, "none", "answered"),
        ("LK L", 1138, "exact", "answered"),
        ("LK M", 12.5, "exact", "answered"),
    ]
    printed = Answer.objects.filter(row__annex=annex).order_by("row__position").values_list("passages__text", flat=True)
    assert list(printed) == [text for _, text in ROWS]


def test_what_is_not_surely_a_number_is_a_finding():
    annex = make_annex()
    bring_rows(annex, *ROWS, headings=("Zahl",))
    [each] = found(number_unread, annex.inquiry)
    assert each.details == {"row": "LK K", "column": "Zahl", "words": "4, noch in Planung: 2", "offered": "4"}
    Answer.objects.filter(row__printed="LK K").update(number=4, number_is="at_least")
    assert found(number_unread, annex.inquiry) == []


def test_word_that_an_editor_adds_counts_from_the_next_import_on():
    StatusWord.objects.create(word="Keine Zuständigkeit", status="not_asked")
    annex = make_annex()
    bring_rows(annex, ("LK A", "keine  zuständigkeit"), headings=("Frage 1",))
    assert read(annex) == [("LK A", None, "none", "not_asked")]


def test_sign_in_a_text_column_stays_text():
    annex = make_annex()
    bring_rows(annex, ("LK A", "-"), ("LK B", "Ja."), headings=("Frage 1",))
    assert read(annex) == [("LK A", None, "none", "answered"), ("LK B", None, "none", "answered")]


def test_import_leaves_a_decided_status_alone():
    annex = make_annex()
    bring_rows(annex, ("LK A", "Ja."), headings=("Frage 1",))
    Answer.objects.update(decided=True, status="declined")
    bring_rows(annex, ("LK A", "k. A."), headings=("Frage 1",))
    assert read(annex) == [("LK A", None, "none", "declined")]


def test_text_in_a_field_that_was_decided_to_be_empty_is_read_as_any_other():
    annex = make_annex()
    bring_rows(annex, ("LK A", ""), headings=("Frage 1",))
    Answer.objects.update(decided=True, status="blank")
    bring_rows(annex, ("LK A", "k. A."), headings=("Frage 1",))
    assert read(annex) == [("LK A", None, "none", "no_data")]


@pytest.mark.parametrize("text", ["[keine Rückmeldung]", "(keine Rückmeldung)", "„keine Rückmeldung“."])
def test_word_for_a_status_counts_whatever_stands_around_it(text):
    annex = make_annex()
    bring_rows(annex, ("LK A", text), ("LK B", "Ja."), headings=("Frage 1",))
    assert read(annex)[0] == ("LK A", None, "none", "no_reply")


def test_plain_numbers_among_words_are_kept():
    annex = make_annex()
    texts = ("12", "1.200", "0", "2015", "06631", "ja, 3", "keine", "s. oben")
    bring_rows(annex, *((f"LK {at}", text) for at, text in enumerate(texts)), headings=("Antwort",))
    assert [number for _label, number, *_rest in read(annex)] == [12, 1200, 0, None, None, None, None, None]
    assert read(annex)[-1][-1] == "refers"
    bring_rows(annex, ("LK 0", "zwölf"), ("LK 1", "1.201"), headings=("Antwort",))
    assert [number for _label, number, *_rest in read(annex)][:2] == [None, 1201]


def test_one_statement_over_columns_leaves_them_columns_of_numbers():
    annex = make_annex()
    rows = [("LK A", "12", "3"), ("LK B", "keine Erfassung", "keine Erfassung"), ("LK C", "7", "1")]
    bring_rows(annex, *rows)
    assert set(annex.columns.values_list("kind", flat=True)) == {"number"}
