import pytest

from survey.language.references import find, targets


@pytest.mark.parametrize(
    ("text", "words", "keys", "whole_cell"),
    [
        ("s. bei 1 und 2.", "s. bei 1 und 2", ("1", "2"), True),
        ("s. 2.", "s. 2", ("2",), True),
        ("s. 1b und 2b.", "s. 1b und 2b", ("1b", "2b"), True),
        ("Initiator ist jeweils der Landkreis Fulda\n\nBeteiligte s. 2.", "s. 2", ("2",), False),
        ("siehe Frage 1", "siehe Frage 1", ("1",), True),
        ("Siehe Antwort zu den Fragen 1 a und b.", "Siehe Antwort zu den Fragen 1 a und b", ("1a", "1b"), True),
        ("wird auf die Antwort zur Frage 1 a sowie auf", "Antwort zur Frage 1 a", ("1a",), False),
        ("s. 1 u. 2", "s. 1 u. 2", ("1", "2"), True),
        ("siehe 1 bis 3", "siehe 1 bis 3", ("1", "2", "3"), True),
        ("(s. 1a bis c)", "s. 1a bis c", ("1a", "1b", "1c"), True),
        ("siehe oben unter 1a)", "siehe oben unter 1a)", ("1a",), True),
        ("wie Frage 2", "wie Frage 2", ("2",), True),
        ("Wie zu 1.", "Wie zu 1", ("1",), True),
        ("See question 1 and 2", "See question 1 and 2", ("1", "2"), True),
        ("s. o.", "s. o.", (), True),
        ("siehe oben", "siehe oben", (), True),
    ],
)
def test_find_reads_a_reference(text, words, keys, whole_cell):
    (found,) = find(text)
    assert (found.words, found.targets, found.whole_cell) == (words, keys, whole_cell)
    assert text[found.start : found.end] == found.words


@pytest.mark.parametrize(
    "text",
    [
        "In 25 von 29 Gemeinden",
        "vgl. S. 5",
        "s. 12.03.2015",
        "s. 2.000 Personen",
        "wie in 2 Städten, so auch hier",
        "des Vereins 2 Stellen",
        "Seit 2015",
        "",
    ],
)
def test_find_leaves_other_numbers_alone(text):
    assert find(text) == []


def test_find_returns_several_in_their_order():
    assert [found.targets for found in find("Initiatoren s. 1, Beteiligte siehe Frage 2b.")] == [("1",), ("2b",)]


@pytest.mark.parametrize(
    ("listed", "keys"),
    [("1 und 2", ("1", "2")), ("1a und b", ("1a", "1b")), ("2, 2", ("2",)), ("Frage 3", ("3",)), ("Frage", ())],
)
def test_targets_reads_a_printed_list(listed, keys):
    assert targets(listed) == keys
