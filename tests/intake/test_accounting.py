"""No line of a paper is lost: each is read, is of the form, or is named as one that belongs to nothing."""

import re

import pytest

from survey.intake import read_paper
from tests.intake.papers import HEADER, make_paper
from tests.intake.test_papers import PAPERS, layout_of
from tests.pages.making import column, make_pdf, text

TEXTS = [path for path in PAPERS if path.suffix == ".txt"]
SIGNS = 20_000


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_line_is_read_or_unread(path):
    paper = read_paper(path.read_bytes(), path.name, layout_of(path))
    items = (*paper.remarks, *paper.questions, *paper.replies, *paper.notes)
    told = {line for item in items for line in item.place.lines}
    told |= {*paper.form_lines, *(other.line for other in paper.other_lines)}
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    assert [text for number, text in enumerate(lines, 1) if re.search(r"\w", text) and number not in told] == []


@pytest.mark.parametrize("sign", ["a", "1", "(", "- ", "A ", "Zu 1.: ", "1. Wo?\n", "Antwort:\n", "1 Vgl. x\n\f"])
def test_paper_that_repeats_one_sign_is_read(sign):
    data = f"Frage 1. Wo?\n\nHier.\n{sign * (SIGNS // len(sign))}".encode()
    assert read_paper(data, "a.txt", "general").questions[0].text.startswith("Wo?")


def test_all_askers_of_one_long_line_are_read():
    names = [f"Erika Muster{one}{other}" for one in "abcde" for other in "abcdefghij"]
    header = HEADER.replace("Erika Muster", ", ".join(names))
    assert [asker.name for asker in read_paper(make_paper(header=header), "a.txt").askers] == names


def test_words_beyond_where_fields_are_sought_are_named():
    header = HEADER.replace("Runde Tische", "Runde Tische " + "und so " * 1000 + "weiter")
    paper = read_paper(make_paper(header=header), "a.txt")
    assert paper.title.startswith("Runde Tische und so und")
    assert [line.text[-13:] for line in paper.other_lines if not line.known] == ["und so weiter"]


def test_number_without_a_blank_and_question_without_its_mark():
    data = b"Frage 1:\n1.Wie viele gibt es in Hessen\nEs gibt zwei.\n2.Wo?\nHier.\n"
    paper = read_paper(data, "a.txt", "general")
    assert [question.number for question in paper.questions] == [1, 2]
    assert [each.params for each in paper.findings if each.kind == "question-end"] == [(("question", "1"),)]


def test_what_a_file_holds_beside_its_text_is_a_finding():
    lines = column(["Landtag Nordland Drucksache 9/1", "1. Wo?", "Hier."])
    paper = read_paper(make_pdf(lines + text("versteckt", 70, 90, before="3 Tr")), "a.pdf")
    assert [(each.sentence, each.page) for each in paper.findings if each.kind == "file"] == [
        ("Page 1 holds text that is not shown; it was left out.", 1)
    ]


def test_small_lines_at_the_foot_of_a_page_are_notes_of_raised_marks():
    body = column(["Landtag Nordland Drucksache 9/1", "1. Wo?", "Hier, nach der Anlage"]) + text("3", 170, 760, 6)
    foot = text("3 Die Anlage liegt bei; Stand 1. Mai.", 70, 90, 7)
    paper = read_paper(make_pdf(body + text(".", 174, 756) + foot), "a.pdf")
    assert [reply.text.replace(" .", ".") for reply in paper.replies] == ["Hier, nach der Anlage[3]."]
    assert [(note.mark, note.text) for note in paper.notes] == [("3", "Die Anlage liegt bei; Stand 1. Mai.")]


def test_page_numbers_and_pieces_of_running_heads_of_a_text_without_pages_are_no_text():
    pages = [
        ["Landtag von", "Nordland", str(at), *[f"Es gibt davon {at} in Dorf {line}." for line in range(20)]]
        for at in (2, 3, 4)
    ]
    data = "\n".join(["1", "1. Wo?", "Hier.", *(line for page in pages for line in page)]).encode()
    (reply,) = read_paper(data, "a.txt", "general").replies
    assert (reply.text.count("Es gibt"), reply.text.count("Nordland"), reply.text.count("\n3\n")) == (60, 0, 0)


def test_what_cannot_be_read_as_a_table_stays_text():
    data = b"1. Wo?\nDie Zahlen:\n\tFrage 1\nFulda\t1\t2\t3\n2. Wer?\nIch."
    paper = read_paper(data, "a.txt", "general")
    assert [reply.text for reply in paper.replies] == ["Die Zahlen:\nFrage 1\nFulda 1 2 3", "Ich."]
    assert [each.kind for each in paper.findings if each.line == 3] == ["no-table"]


def test_words_that_hyphens_cut_within_lines_are_whole_where_many_are():
    cut = "Die Landes- regierung und die Kreis- verwaltung sehen Haupt- und Neben- wege, Schul- wege, Rad- wege."
    (reply,) = read_paper(f"1. Wo?\n{cut}".encode(), "a.txt", "general").replies
    assert reply.text.startswith("Die Landesregierung und die Kreisverwaltung sehen Haupt- und Nebenwege, Schulwege")
