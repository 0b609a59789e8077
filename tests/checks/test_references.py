"""What one text says of another."""

import pytest

from survey.checks.references import cross_reference, open_reference
from tests import factories
from tests.checks.looking import found, subjects

pytestmark = pytest.mark.django_db

PARTS = {"Frage 1": ("1a", "1b"), "Frage 2": ("2a", "2b"), "Frage 3": ("3",)}


def make_table(*texts):
    """A row with three columns, of questions 1, 2 (with two parts each) and 3."""
    annex = factories.make_table({"LK Fulda": texts})
    for column in annex.columns.all():
        column.questions.set([factories.make_question(annex.inquiry, key) for key in PARTS[column.heading]])
    return annex


def test_cross_reference_of_a_whole_cell_names_its_targets():
    annex = make_table("Eins.", "Zwei.", "s. bei 1 und 2.")
    [each] = found(cross_reference, annex.inquiry)
    assert (each.subject, each.looked_at) == ("1/1/3", "s. bei 1 und 2.")
    assert each.details == {
        "row": "LK Fulda",
        "column": "Frage 3",
        "words": "s. bei 1 und 2",
        "targets": "1, 2",
        "whole": True,
    }
    assert each.proposal == {"act": "confirm", "targets": ["1", "2"], "cells": ["1/1/1", "1/1/2"]}


def test_cross_reference_inside_a_cell_says_so():
    annex = make_table("Eins.", "Zwei.", "Initiator ist der Landkreis\n\nBeteiligte s. 2.")
    [each] = found(cross_reference, annex.inquiry)
    assert (each.details["words"], each.details["targets"], each.details["whole"]) == ("s. 2", "2", False)


def test_cross_reference_without_a_number_has_no_target():
    annex = make_table("Eins.", "Zwei.", "s. o.")
    [each] = found(cross_reference, annex.inquiry)
    assert (each.details["targets"], each.details["whole"], each.proposal["targets"]) == ("", False, [])


@pytest.mark.parametrize(
    ("state", "expected"), [("proposed", ["1/1/3"]), ("confirmed", []), ("refused", []), ("open", [])]
)
def test_cross_reference_holds_until_it_is_decided(state, expected):
    annex = make_table("Eins.", "Zwei.", "s. 2.")
    factories.make_reference(factories.cell(annex, "LK Fulda", "Frage 3"), words="s. 2", state=state)
    assert subjects(cross_reference, annex.inquiry) == expected


def test_cross_reference_with_one_of_two_targets_decided_names_the_other():
    annex = make_table("Eins.", "Zwei.", "s. bei 1 und 2.")
    answer = factories.cell(annex, "LK Fulda", "Frage 3")
    factories.make_reference(answer, words="s. bei 1 und 2", state="confirmed")
    [each] = found(cross_reference, annex.inquiry)
    assert each.details["targets"] == "1"


def test_cross_reference_in_a_reply_is_found():
    inquiry = factories.make_inquiry()
    factories.make_reply(inquiry, "In zwei Landkreisen.", questions=[factories.make_question(inquiry, "1a")])
    factories.make_reply(inquiry, "Es wird auf die Antwort zur Frage 1 a Bezug genommen.")
    [each] = found(cross_reference, inquiry)
    assert (each.subject, each.details["reply"], each.details["targets"]) == ("reply 2", "reply 2", "1a")
    assert found(open_reference, inquiry) == []


def test_cross_reference_in_plain_text_is_none():
    annex = make_table("Eins.", "Am 26.01.2015 fand ein zweiter Runder Tisch statt.", "In 2 Städten.")
    assert found(cross_reference, annex.inquiry) == []


@pytest.mark.parametrize(
    ("texts", "targets"),
    [
        (["b) Eins.", "Zwei ohne Buchstaben.", "s. 1b und 2b."], ["2b"]),
        (["b) Eins.", "a) Zwei. b) Drei.", "s. 1b und 2b."], []),
        (["Eins.", "", "s. bei 1 und 2."], ["2"]),
        (["Eins.", "Zwei.", "s. bei 1 und 2."], []),
        (["Eins.", "Zwei.", "s. Frage 7."], ["7"]),
    ],
)
def test_open_reference_is_one_whose_target_has_no_text(texts, targets):
    annex = make_table(*texts)
    assert [each.proposal for each in found(open_reference, annex.inquiry)] == (
        [{"act": "leave_open", "targets": targets}] if targets else []
    )


@pytest.mark.parametrize(("state", "expected"), [("confirmed", ["1/1/3"]), ("open", []), ("refused", [])])
def test_open_reference_holds_until_it_is_marked(state, expected):
    annex = make_table("Eins.", "", "s. 2.")
    factories.make_reference(factories.cell(annex, "LK Fulda", "Frage 3"), words="s. 2", state=state)
    assert subjects(open_reference, annex.inquiry) == expected


def test_open_reference_of_a_reply_needs_another_reply():
    inquiry = factories.make_inquiry()
    question = factories.make_question(inquiry, "2")
    factories.make_reply(inquiry, "Siehe Antwort zu Frage 2.", questions=[question])
    assert subjects(open_reference, inquiry) == ["reply 1"]


def test_words_with_a_target_of_another_kind_are_settled():
    annex = make_table("Eins.", "Zwei.", "s. 2.")
    to_answer = factories.cell(annex, "LK Fulda", "Frage 1")
    origin = factories.cell(annex, "LK Fulda", "Frage 3")
    factories.make_reference(origin, words="s. 2", to_answer=to_answer, state="confirmed")
    assert (found(cross_reference, annex.inquiry), found(open_reference, annex.inquiry)) == ([], [])


def test_part_with_a_column_of_its_own_needs_no_letter():
    annex = make_table("Eins.", "Zwei.", "s. 1a.")
    annex.columns.get(heading="Frage 1").questions.set(annex.inquiry.questions.filter(number=1, part="a"))
    assert found(open_reference, annex.inquiry) == []
