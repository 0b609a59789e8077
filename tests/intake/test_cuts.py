"""What an editor says that begins in a line is read so; all else stays, and no line is lost."""

from collections import Counter
from dataclasses import replace

import pytest

from survey.intake import open_paper, read_open
from survey.intake.cuts import Cut, CutKind, place_cuts
from survey.intake.keys import named_keys
from survey.intake.lines import filled_lines
from survey.intake.paper import OtherLine
from survey.intake.sections import SectionKind, sections
from tests.intake.papers import make_paper
from tests.intake.test_papers import PAPERS, layout_of

UNKNOWN = """Inselrat von Norderney
Sammlung 3/17 der Schriften

Wie viele Brücken hat die Insel?
Ratsfrau Erika Muster fragt am 2. Mai 2024
Der Inselvogt erwidert am 9. Juni 2024

Die Insel hat seit dem Sturm weniger Brücken.
Das ist bekannt.

[1] Wie viele Brücken gibt es noch
auf der Insel
Noch zwei Brücken
sind begehbar.
1. Die lange Brücke.
2. Die kurze Brücke.

[2] Wer zahlt
Die Insel zahlt.
Seite aus dem Archiv
Das gilt weiter."""

NOTED = """Inselrat von Norderney
Sammlung 3/17 der Schriften

1. Wie viele Brücken gibt es noch auf der Insel?
Es sind noch zwei Brücken.1

1 https://insel.example/bruecken
Wer zahlt
Die Insel zahlt."""


def cut(text, kind, name="", data=UNKNOWN):
    lines = filled_lines(data.split("\n"))
    return Cut.at(lines, next(line.number for line in lines if line.text == text), CutKind(kind), name)


def read(*cuts, data=UNKNOWN, layout="general"):
    return read_open(open_paper(data.encode(), "a.txt"), "a.txt", layout, cuts)


HEAD = [
    cut("Sammlung 3/17 der Schriften", "number"),
    cut("Wie viele Brücken hat die Insel?", "title"),
    cut("Ratsfrau Erika Muster fragt am 2. Mai 2024", "asked"),
    cut("Der Inselvogt erwidert am 9. Juni 2024", "answered"),
]
BODY = [
    cut("Die Insel hat seit dem Sturm weniger Brücken.", "askers"),
    cut("[1] Wie viele Brücken gibt es noch", "question", "1"),
    cut("Noch zwei Brücken", "reply", "1"),
    cut("1. Die lange Brücke.", "joined"),
    cut("2. Die kurze Brücke.", "joined"),
    cut("[2] Wer zahlt", "question", "2"),
    cut("Die Insel zahlt.", "reply", "2"),
    cut("Seite aus dem Archiv", "line-out"),
]


def test_paper_of_a_parliament_that_no_layout_knows_is_read_by_cuts_alone():
    paper = read(*HEAD, *BODY)
    assert (paper.number, paper.title) == ("3/17", "Wie viele Brücken hat die Insel?")
    assert [(date.kind, date.date.isoformat()) for date in paper.dates] == [
        ("asked", "2024-05-02"),
        ("answered", "2024-06-09"),
    ]
    assert [(each.by, each.text) for each in paper.remarks] == [
        ("askers", "Die Insel hat seit dem Sturm weniger Brücken. Das ist bekannt.")
    ]
    assert [(each.key, each.text) for each in paper.questions] == [
        ("1", "Wie viele Brücken gibt es noch auf der Insel"),
        ("2", "Wer zahlt"),
    ]
    assert [(each.questions, each.text) for each in paper.replies] == [
        (("1",), "Noch zwei Brücken\nsind begehbar.\n1. Die lange Brücke.\n2. Die kurze Brücke."),
        (("2",), "Die Insel zahlt.\nDas gilt weiter."),
    ]
    assert [line.text for line in paper.unread] == ["Inselrat von Norderney"]
    assert OtherLine("Seite aus dem Archiv", 20, known=True) in paper.other_lines
    assert paper.astray == ()


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_cuts_that_say_what_the_reader_saw_change_nothing(path):
    opened = open_paper(path.read_bytes(), path.name)
    paper = read_open(opened, path.name, layout_of(path))
    said = [(each.line, CutKind.QUESTION, each.key) for each in paper.questions if each.place.lines]
    said += [(each.line, CutKind.REPLY, ", ".join(each.questions)) for each in paper.replies]
    said += [(each.line, CutKind(each.by), "") for each in paper.remarks]
    first = {line: (line, kind, name) for line, kind, name in reversed(said)}
    numbers = Counter(line.number for line in opened.lines)
    cuts = [Cut.at(opened.lines, *each) for each in first.values() if numbers[each[0]] == 1 and may_say(paper, *each)]
    again = read_open(opened, path.name, layout_of(path), cuts)
    assert again.unread == paper.unread
    assert replace(again, cuts=(), findings=(), other_lines=()) == replace(paper, findings=(), other_lines=())


def may_say(paper, _line, kind, name):
    """The name of a whole question means its parts, too: that a reply is to the whole and some of them, no cut says."""
    return kind != CutKind.REPLY or ", ".join(named_keys(name, [each.key for each in paper.questions])) == name


@pytest.mark.parametrize("name", ["bayern-list-with-pages.txt", "bundestag-minor.txt"])
@pytest.mark.parametrize("kind", list(CutKind))
def test_wherever_a_cut_is_set_no_line_is_lost_and_what_is_read_hangs_together(kind, name):
    data = next(path for path in PAPERS if path.name == name).read_bytes()
    opened = open_paper(data, name)
    numbers = Counter(line.number for line in opened.lines)
    for number in (number for number, count in numbers.items() if count == 1):
        paper = read_open(opened, name, "general", [Cut.at(opened.lines, number, kind, "2a")])
        texts = (*paper.remarks, *paper.questions, *paper.replies, *paper.notes)
        told = {line for each in texts for line in each.place.lines}
        told |= {*paper.form_lines, *(other.line for other in paper.other_lines)}
        assert told == set(numbers)
        keys = [question.key for question in paper.questions]
        assert {str(question.number) for question in paper.questions} <= set(keys)
        assert len(set(keys)) == len(keys)
        assert {key for reply in paper.replies for key in reply.questions} <= set(keys)


def test_reply_whose_question_is_something_else_now_is_unread():
    data = "Frage 1. Wo?\nHier.\n\nFrage 2. Wer?\nNiemand."
    paper = read(cut("Frage 2. Wer?", "line-out", data=data), data=data)
    assert [each.text for each in paper.replies] == ["Hier.\nNiemand."]
    paper = read(cut("Frage 2. Wer?", "government", data=data), data=data)
    assert [(each.questions, each.text) for each in paper.replies] == [(("1",), "Hier.")]


def test_two_replies_to_one_question_stay_two():
    data = "Frage 1. Wo?\nHier.\nFrage 2. Wer?\nNiemand.\nAuch dort."
    paper = read(cut("Auch dort.", "reply", "1", data), data=data)
    assert [(each.questions, each.text) for each in paper.replies] == [
        (("1",), "Hier."),
        (("2",), "Niemand."),
        (("1",), "Auch dort."),
    ]


def test_reply_that_begins_later_leaves_what_stands_above_to_its_question():
    data = "Frage 1. Wie viele?\nEs geht um Brücken.\nZwei.\n\nFrage 2. Wo?\nHier."
    assert [each.text for each in read(data=data).replies] == ["Es geht um Brücken.\nZwei.", "Hier."]
    paper = read(cut("Zwei.", "reply", "1", data), data=data)
    assert [each.text for each in paper.questions] == ["Wie viele? Es geht um Brücken.", "Wo?"]
    assert [each.text for each in paper.replies] == ["Zwei.", "Hier."]


def test_number_in_a_reply_that_was_taken_for_a_question_goes_on_with_it():
    data = "Frage 1. Wo?\nHier.\n2. Warum nicht dort?\nWeil es so ist.\n\nFrage 2. Wer?\nNiemand."
    paper = read(cut("2. Warum nicht dort?", "joined", data=data), data=data)
    assert [each.key for each in paper.questions] == ["1", "2"]
    assert paper.replies[0].text == "Hier.\n2. Warum nicht dort?\nWeil es so ist."


def test_all_that_follows_is_left_out_up_to_the_next_question():
    data = "Frage 1. Wo?\nHier.\nDrucksache des Verlags.\nNoch mehr davon.\nFrage 2. Wer?\nNiemand."
    paper = read(cut("Drucksache des Verlags.", "out", data=data), data=data)
    assert [each.text for each in paper.replies] == ["Hier.", "Niemand."]
    assert [(each.text, each.known) for each in paper.other_lines] == [
        ("Drucksache des Verlags.", True),
        ("Noch mehr davon.", True),
    ]


def test_lines_that_are_a_table_leave_the_text_of_the_reply():
    data = "Frage 1. Wo?\nIn Kreisen:\nKreis\tAnzahl\nFulda\t2\nKassel\t3\nMehr nicht.\n\nFrage 2. Wer?\nNiemand."
    cuts = [cut("Kreis\tAnzahl", "table", data=data), cut("Mehr nicht.", "joined", data=data)]
    paper = read(*cuts, data=data)
    assert [each.text for each in paper.replies] == ["In Kreisen:\nMehr nicht.", "Niemand."]
    assert [(each.in_reply, each.table.headings, len(each.table.records)) for each in paper.annexes] == [
        (1, ("Anzahl",), 2)
    ]


SPACED = """Frage 1. Wie viele gibt es?

Es gibt folgende:
Gipfel in den Kreisen
Kreis   Anzahl   Jahr
Fulda   12       2014
Kassel  13       2015
Hanau   14       2016
1) vorläufig
Quelle: Landesamt (Stand: 31.12.2016)
Mehr nicht."""


def test_table_of_words_and_values_is_cut_with_its_title_and_what_explains_it_and_is_there_once():
    [guessed] = read(data=SPACED).annexes
    paper = read(cut("Gipfel in den Kreisen", "table", data=SPACED), data=SPACED)
    [annex] = paper.annexes
    assert (annex.title, annex.in_reply, annex.table.headings) == ("Gipfel in den Kreisen", 1, ("Anzahl", "Jahr"))
    assert (annex.source, annex.as_of, [note.text for note in annex.table.notes]) == (
        "Landesamt",
        "31.12.2016",
        ["1) vorläufig"],
    )
    assert (guessed.source, [note.text for note in guessed.table.notes]) == ("Landesamt", ["1) vorläufig"])
    assert [each.text for each in paper.replies] == ["Es gibt folgende:"]
    assert [each.text for each in paper.unread] == ["Mehr nicht."]


def test_cuts_that_say_nothing_in_a_line_are_named_and_change_nothing():
    cuts = [
        cut("Das ist bekannt.", "number"),
        cut("Die Insel zahlt.", "reply", "7"),
        cut("Seite aus dem Archiv", "table"),
    ]
    paper = read(*BODY[:5], *cuts)
    assert [each.kind for each in paper.astray] == ["number", "reply", "table"]


def test_question_that_is_said_to_begin_among_the_footnotes_ends_them():
    paper = read(cut("Wer zahlt", "question", "2", NOTED), cut("Die Insel zahlt.", "reply", "2", NOTED), data=NOTED)
    assert [question.text for question in paper.questions] == [
        "Wie viele Brücken gibt es noch auf der Insel?",
        "Wer zahlt",
    ]
    assert [reply.text for reply in paper.replies][1:] == ["Die Insel zahlt."]
    assert [note.text for note in paper.notes] == ["https://insel.example/bruecken"]


def test_cut_follows_its_line_into_a_corrected_file_and_says_where_it_fits_none():
    corrected = "Neudruck\n\n" + UNKNOWN.replace("Die Insel zahlt.", "Die Stadt zahlt.")
    placed = place_cuts(BODY, filled_lines(corrected.split("\n")))
    assert [each.text for each in placed.astray] == ["Die Insel zahlt."]
    assert sorted(placed.at) == [line + 2 for line in sorted(each.line for each in BODY if each not in placed.astray)]


def test_short_text_that_stands_often_is_known_by_the_line_below():
    lines = filled_lines(["Antwort:", "Zwei.", "Antwort:", "Drei."])
    said = Cut.at(lines, 3, CutKind.REPLY, "2")
    moved = filled_lines(["Vorab", "Antwort:", "Zwei.", "Antwort:", "Drei."])
    assert list(place_cuts([said], moved).at) == [4]
    assert place_cuts([said], filled_lines(["Antwort:", "Eins."])).astray == (said,)


def test_every_line_has_a_section():
    opened = open_paper(make_paper(), "a.txt")
    paper = read_open(opened, "a.txt", "hessen")
    found = sections(paper, opened.lines)
    kinds = {line.text: found[line.number].kind for line in opened.lines}
    assert kinds["betreffend Runde Tische"] == SectionKind.HEAD
    assert kinds["Es gibt viele."] == SectionKind.REMARK
    assert kinds["Frage 2. Wo?"] == SectionKind.QUESTION
    assert kinds["In Fulda."] == SectionKind.REPLY
    assert kinds["Antwort"] == SectionKind.FORM
    assert kinds["LK Fulda\tZwei.\ts. 1."] == SectionKind.TABLE
