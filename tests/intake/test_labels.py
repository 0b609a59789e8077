import pytest

from survey.intake import read_paper
from survey.intake.labels import ReplyLabel, label_of
from tests.intake.papers import make_paper


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Antwort:", ReplyLabel("", "")),
        ("Antwort der Landesregierung: Ja.", ReplyLabel("", "Ja.")),
        ("Antwort zu Frage 3:", ReplyLabel("3", "")),
        ("Zu 1. und 2.:", ReplyLabel("1. und 2.", "")),
        ("Zu Frage 4:", ReplyLabel("4", "")),
        ("Zu 2.: Die Bezirke.", ReplyLabel("2.", "Die Bezirke.")),
        ("Zu den Fragen 1 bis 3:", ReplyLabel("1 bis 3", "")),
        ("Zu a): Ja.", ReplyLabel("", "Ja.", "a")),
        ("Zu 1. wird ausgeführt, dass es so ist.", None),
        ("Antworten der Länder liegen vor.", None),
        ("Zu Beginn", None),
        ("Gemeinsame Antwort zu den Fragen 1 und 2:", ReplyLabel("1 und 2", "")),
        ("Antwort auf Frage Nr. 3:", ReplyLabel("3", "")),
        ("Antwort zu 1 und 2: Ja.", ReplyLabel("1 und 2", "Ja.")),
        ("Antwort 4:", ReplyLabel("4", "")),
        ("zu Frage 1: Nein.", ReplyLabel("1", "Nein.")),
        ("zu Frage 1.", None),
        ("A n t w o r t :", ReplyLabel("", "")),
        ("Die Antwort:", ReplyLabel("", "")),
        ("Antwort des Senats zu Frage 2:", ReplyLabel("2", "")),
        ("Antwort der Landesregierung auf Frage 1:", ReplyLabel("1", "")),
        ("Zur Frage 4:", ReplyLabel("4", "")),
        ("Ad 1:", ReplyLabel("1", "")),
        ("Die Antworten der Länder sind:", None),
    ],
)
def test_label_of_knows_what_stands_above_a_reply(text, label):
    assert label_of(text) == label


@pytest.mark.parametrize("number", ["{}.)", "{} .", "({})", "Frage {})", "FRAGE {}\n"])
@pytest.mark.parametrize("label", ["ANTWORT ZU FRAGE {}\n", "ZU FRAGE {}:\n", "Ad {}. ", "Zu ({}) ", "Zu Frage {}\n"])
def test_questions_and_replies_are_known_in_any_usual_way_of_numbering_them(number, label):
    asked = ["Wie viele gibt es?", "Wer trägt die Kosten, und seit wann?"]
    told = ["Es gibt 47 Unterkünfte.", "Sie werden vom Land getragen."]
    pairs = zip(asked, told, strict=True)
    text = "\n\n".join(
        f"{number.format(at)} {question}\n\n{label.format(at)}{reply}" for at, (question, reply) in enumerate(pairs, 1)
    )
    paper = read_paper(make_paper(questions=text, annex=""), "paper.txt")
    assert [(each.number, each.text) for each in paper.questions] == list(enumerate(asked, start=1))
    assert [(each.questions, each.text) for each in paper.replies] == [(("1",), told[0]), (("2",), told[1])]


@pytest.mark.parametrize("label", ["ZU DEN FRAGEN 1 BIS 3:", "ANTWORT ZU DEN FRAGEN 1 BIS 3", "Zu den Fragen 1 bis 3:"])
def test_label_in_capitals_names_the_same_questions(label):
    assert label_of(label).numbers == {1, 2, 3}


def test_reply_that_stands_in_a_question_is_said():
    asked = "Frage 1. Wie viele gibt es?\n\nFrage 2. Wo gibt es sie, und seit wann?"
    told = "Die Landesregierung beantwortet die Anfrage wie folgt:\n\nDie Fragen 1 und 2 werden gemeinsam beantwortet."
    text = make_paper(remark="", questions=f"{asked}\n\n{told}\n\nEs gibt zwei.\n\nZu Frage 2:\nIn Fulda.", annex="")
    paper = read_paper(text, "paper.txt")
    held = [each for each in paper.questions if "beantwortet" in each.text]
    said = [dict(each.params)["question"] for each in paper.findings if each.kind == "reply-in-question"]
    assert said == [each.key for each in held] == ["2"]
