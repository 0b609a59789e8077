import pytest

from survey.intake.keys import joint_keys, named_keys

KNOWN = ["1", "2", "3", "3a", "3b", "4", "17", "5", "1.1"]


@pytest.mark.parametrize(
    ("listed", "keys"),
    [
        ("1 und 2", ("1", "2", "1.1")),
        ("1 bis 3b, 17", ("1", "2", "3", "3a", "3b", "17", "1.1")),
        ("2 bis 4", ("2", "3", "3a", "3b", "4")),
        ("3a und b", ("3a", "3b")),
        ("9", ()),
    ],
)
def test_named_keys_are_those_that_the_paper_has(listed, keys):
    assert named_keys(listed, KNOWN) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Die Fragen 4 und 5 werden gemeinsam beantwortet.", ("4", "5")),
        ("Frage 4 und 5 werden zusammen beantwortet. Im Jahr 2 war es so.", ("4", "5")),
        ("Wegen des Sachzusammenhangs werden die Fragen 4 und 5 gemeinsam beantwortet.", ("4", "5")),
        ("Diese Vorbemerkung gilt auch für die Fragen 4 und 5.", ("4", "5")),
        ("Es wird auf die Antwort zu den Fragen 4 und 5 verwiesen.", ()),
        ("Man antwortete: „Die Fragen 4 und 5 werden gemeinsam beantwortet.“", ()),
    ],
)
def test_joint_keys_are_those_that_a_reply_says_it_answers(text, keys):
    assert joint_keys(text, KNOWN) == keys
