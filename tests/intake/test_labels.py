import pytest

from survey.intake.labels import Label, label_of


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Antwort:", Label("", "")),
        ("Antwort der Landesregierung: Ja.", Label("", "Ja.")),
        ("Antwort zu Frage 3:", Label("3", "")),
        ("Zu 1. und 2.:", Label("1. und 2.", "")),
        ("Zu Frage 4:", Label("4", "")),
        ("Zu 2.: Die Bezirke.", Label("2.", "Die Bezirke.")),
        ("Zu den Fragen 1 bis 3:", Label("1 bis 3", "")),
        ("Zu a): Ja.", Label("", "Ja.", "a")),
        ("Zu 1. wird ausgeführt, dass es so ist.", None),
        ("Antworten der Länder liegen vor.", None),
        ("Zu Beginn", None),
        ("Gemeinsame Antwort zu den Fragen 1 und 2:", Label("1 und 2", "")),
        ("Antwort auf Frage Nr. 3:", Label("3", "")),
        ("Antwort zu 1 und 2: Ja.", Label("1 und 2", "Ja.")),
        ("Antwort 4:", Label("4", "")),
        ("zu Frage 1: Nein.", Label("1", "Nein.")),
        ("zu Frage 1.", None),
        ("A n t w o r t :", Label("", "")),
        ("Die Antwort:", Label("", "")),
        ("Antwort des Senats zu Frage 2:", Label("2", "")),
        ("Antwort der Landesregierung auf Frage 1:", Label("1", "")),
        ("Zur Frage 4:", Label("4", "")),
        ("Ad 1:", Label("1", "")),
        ("Die Antworten der Länder sind:", None),
    ],
)
def test_label_of_knows_what_stands_above_a_reply(text, label):
    assert label_of(text) == label
