"""Questions that stand again above their replies, without their numbers or with others."""

import pytest

from survey.intake import read_paper

HEAD = (
    "Landtag von Musterland Drucksache 98/7\n\nKleine Anfrage\ndes Abgeordneten Max Muster (CDU)\nund\nAntwort\n"
    "des Ministeriums für Erfundenes\n\nBänke\n\n"
)
LIST = (
    "1. Wie viele Bänke stehen am Rhein und\nan seinen Nebenflüssen?\n2. Wer pflegt die Bänke?\n\n"
    "Die Kleine Anfrage wird wie folgt beantwortet:\n\n"
)


def replies(text):
    paper = read_paper((HEAD + text).encode(), "paper.txt")
    return {reply.questions: reply.text for reply in paper.replies}, [each.kind for each in paper.findings]


@pytest.mark.parametrize("form", ["", "{} – ", "Frage {} - ", "{}: "])
def test_questions_of_the_list_are_known_again_by_their_words(form):
    again = (
        f"{form.format(1)}Wie viele Bänke stehen am Rhein und an\nseinen Nebenflüssen?\nEs sind 40.\n"
        f"{form.format(2)}Wer pflegt die Bänke?\nDie Gemeinden.\n"
    )
    assert replies(LIST + again)[0] == {("1",): "Es sind 40.", ("2",): "Die Gemeinden."}


def test_questions_that_a_label_answers_may_stand_above_it_with_other_numbers():
    again = (
        "1 – Wie viele Bänke stehen am Rhein und an seinen Nebenflüssen?\n2 – Wer pflegt die Bänke?\n"
        "Zu 1. und 2.:\nDie Gemeinden.\n"
    )
    assert replies(LIST + again)[0] == {("1", "2"): "Die Gemeinden."}


def test_paper_that_answers_and_holds_no_reply_is_a_finding():
    assert "no-reply" in replies("1. Wie viele Bänke stehen am Rhein?\n2. Wer pflegt sie?\n")[1]


@pytest.mark.parametrize("leads", ["", "Ich frage die Landesregierung:\n\n"])
def test_question_paper_misses_no_reply_and_its_askers_answer_nothing(leads):
    head = HEAD.replace("und\nAntwort\ndes Ministeriums für Erfundenes\n", "")
    asked = "1. Wie viele Bänke gibt es?\n2. Wer pflegt sie?\n\nMusterstadt, den 10. Mai 2029\nMax Muster\n"
    paper = read_paper((head + leads + asked).encode(), "paper.txt")
    assert [question.text for question in paper.questions] == ["Wie viele Bänke gibt es?", "Wer pflegt sie?"]
    assert (paper.replies, paper.signatory) == ((), "")
    assert [(each.kind, each.date.isoformat()) for each in paper.dates] == [("asked", "2029-05-10")]
    assert not {"no-reply", "unread"} & {each.kind for each in paper.findings}


def test_reply_with_the_words_of_another_question_is_a_finding():
    text = (
        "1. Wie viele Bänke stehen am Rhein?\nEs sind 40. Wer die Bänke am Rhein und seinen Zuflüssen heute pflegt, "
        "ist\nbekannt.\n2. Wer die Bänke am Rhein und seinen Zuflüssen heute pflegt?\nDie Gemeinden.\n"
    )
    assert "question-in-reply" in replies(text)[1]


def test_preliminary_remark_within_a_reply_is_a_finding():
    text = (
        "1. Wie viele Bänke gibt es?\nEs sind 40.\n\nVorbemerkung: Das Folgende betrifft die Pflege.\n\n"
        "2. Wer pflegt sie?\nNiemand.\n"
    )
    assert "remark-in-reply" in replies(text)[1]
