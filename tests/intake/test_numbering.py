"""Which numbers at the beginnings of lines are those of questions."""

import pytest

from survey.intake import read_paper

HEAD = "Deutscher Bundestag Drucksache 29/2\nAntwort\nder Bundesregierung\n"


def keys(*lines):
    paper = read_paper((HEAD + "\n".join(lines)).encode(), "a.txt", "bundestag")
    return [question.key for question in paper.questions], [reply.questions for reply in paper.replies]


@pytest.mark.parametrize(
    ("numbers", "replies", "lines"),
    [
        (["1", "3", "2"], [("1", "3"), ("2",)], ["1. Wo?", "3. Wer?", "Im Norden.", "2. Wann?", "Heute."]),
        (["1", "2"], [("1",), ("2",)], ["1. Wo?", "Es gibt:", "1. grüne,", "2. blaue.", "2. Wer?", "Man."]),
        (["1"], [("1",)], ["1. Wo?", "Dort, seit dem", "2. Mai 2029, wie", "3. Halbjahr und", "4. Quartal zeigen."]),
        (
            ["1", "2"],
            [("1",), ("2",)],
            ["Vorbemerkung", "Es galt", "1. nichts,", "2. gar nichts.", "1. Wo?", "Dort.", "2. Wer?", "Ich."],
        ),
        (["1", "2"], [("1",), ("2",)], ["(1) Wo?", "Dort:", "2. hier und", "3. da.", "(2) Wer?", "Ich."]),
        (
            ["1", "2", "3"],
            [("1",), ("2", "3")],
            ["1. Wo?", "2. Wer?", "3. Wann?", "Antwort:", "1. Hier.", "2. und 3. Nie."],
        ),
        (["1", "1a", "1b"], [("1", "1a"), ("1b",)], ["1. Wer zahlt", "a) im Norden?", "Ich.", "b) im Süden?", "Du."]),
        (["1", "1a", "1b"], [("1", "1a", "1b")], ["1. Wer zahlt", "a. im Norden,", "b. im Süden?", "Antwort:", "Ich."]),
        (["1", "1a", "1b"], [("1", "1a", "1b")], ["1. Wer zahlt", "1 a) im Norden,", "1 b) im Süden?", "Ich."]),
        (["1"], [("1",)], ["1. Wer zahlt das,", "d. h. im Norden?", "Ich."]),
        (["1", "2"], [("1",), ("2",)], ["Frage 1 Wer zahlt?", "Ich.", "Frage 2 Wann?", "Nie."]),
        (["1", "2"], [("1",), ("2",)], ["1. Wer?", "2. Wann?", "zu 1) Ich.", "zu 2) Nie."]),
        (["1"], [("1",)], ["1. Wer?", "Verwiesen wird auf die", "Antwort zu Frage 1", "der Anfrage 2/3.", "Ich."]),
        (["1"], [("1",)], ["1. Wer?", "Es geht um die", "Beantwortung", "der Frage."]),
    ],
)
def test_numbers_are_those_of_the_best_sequence(numbers, replies, lines):
    assert keys(*lines) == (numbers, replies)


def findings(*lines):
    paper = read_paper((HEAD + "\n".join(lines)).encode(), "a.txt", "bundestag")
    return [reply.text for reply in paper.replies], [each.kind for each in paper.findings if each.line]


@pytest.mark.parametrize(
    ("replies", "kinds", "lines"),
    [
        (["Hier.", "Ich."], [], ["1. Wo?", "Hier.", "", "Finanzierung", "", "2. Wer?", "Ich."]),
        (["Hier.", "Ich."], ["heading"], ["1. Wo?", "Hier.", "Kosten der Bänke", "2. Wer?", "Ich."]),
        (["Hier: Bänke", "Ich."], [], ["1. Wo?", "Hier: Bänke", "2. Wer?", "Ich."]),
        (["Sie stehen\nim Wald"], [], ["1. Wo?", "Sie stehen", "im Wald"]),
        (
            ["Hier (alle).\nKosten I 4.308 Euro", "Ich."],
            [],
            ["1. Wo?", "Hier (alle).", "Kosten I 4.308 Euro", "2. Wer?", "Ich."],
        ),
        (["Ich."], ["reply-of-several"], ["1. Wo?", "2. Wer?", "Ich."]),
        (
            ["Hier:\n1. a,\n2. b.", "Nie."],
            ["reply-begins"],
            ["1. Wo?", "2. Wann?", "Antwort:", "1. Hier:", "1. a,", "2. b.", "", "2. Nie."],
        ),
    ],
)
def test_words_between_a_reply_and_the_next_question_are_told(replies, kinds, lines):
    assert findings(*lines) == (replies, kinds)
