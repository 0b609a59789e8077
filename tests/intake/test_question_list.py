"""A pasted list of questions is split as somebody would read it."""

import pytest

from survey.intake.question_list import read_questions

LISTS = {
    "1. Eins?\n2. Zwei?": [("1", "Eins?"), ("2", "Zwei?")],
    "1. Gibt es a) Gipfel? b) Tische?": [("1", "Gibt es"), ("1a", "Gipfel?"), ("1b", "Tische?")],
    "1.\na) Gipfel?\nb) Tische?": [("1", "a) Gipfel? b) Tische?"), ("1a", "Gipfel?"), ("1b", "Tische?")],
    "1) Eins?\r\n2) Zwei?": [("1", "Eins?"), ("2", "Zwei?")],
    "Frage 1: Eins?\nFrage 2: Zwei?": [("1", "Eins?"), ("2", "Zwei?")],
    "1. Wie viele waren es am\n3. Mai 2015?\n2. Und heute?": [
        ("1", "Wie viele waren es am 3. Mai 2015?"),
        ("2", "Und heute?"),
    ],
    "4. Vierte?\n5. Fünfte?": [("4", "Vierte?"), ("5", "Fünfte?")],
    "1. Wie viele Flücht-\nlinge sind es?": [("1", "Wie viele Flüchtlinge sind es?")],
    "1. Nach Absatz 2 a) des Gesetzes?": [("1", "Nach Absatz 2 a) des Gesetzes?")],
    "Ich frage die Landesregierung:\n1. Eins?": [("1", "Eins?")],
    "Was ist da los?": [("1", "Was ist da los?")],
    " \n ": [],
}


@pytest.mark.parametrize("text", LISTS, ids=range(len(LISTS)))
def test_list_is_split(text):
    assert [(each.key, each.text) for each in read_questions(text)] == LISTS[text]
