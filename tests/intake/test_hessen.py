import datetime
import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from survey.intake import read_annex, read_paper
from survey.intake.paper import Asker, OtherLine, PaperError, column_questions
from tests.intake.papers import HEADER, make_paper

SOURCE = Path(__file__).parent.parent.parent / "fixtures" / "hessen-19-1613" / "source.txt"


@pytest.fixture(scope="module")
def hessen():
    return read_paper(SOURCE.read_bytes(), "source.txt")


def read(**parts):
    return read_paper(make_paper(**parts), "paper.txt")


def test_hessen_reads_the_header(hessen):
    assert (hessen.layout, hessen.parliament_printed, hessen.number) == ("hessen", "HESSISCHER LANDTAG", "")
    assert (hessen.kind, hessen.kind_printed) == ("minor", "Kleine Anfrage")
    assert hessen.title == "Flüchtlingsgipfel in den Kreisen und kreisfreien Städten"
    assert hessen.askers == (Asker("Jörg-Uwe Hahn", "Dr. h.c.", "FDP", ""),)
    assert hessen.askers_printed == "des Abg. Dr. h.c. Jörg-Uwe Hahn (FDP)"
    assert hessen.ministry == "Minister für Soziales und Integration"
    assert hessen.ministry_printed == "des Ministers für Soziales und Integration"
    assert (hessen.place, hessen.signatory) == ("Wiesbaden", "Stefan Grüttner")


def test_hessen_reads_the_dates_that_the_paper_gives_and_no_other(hessen):
    assert [(date.kind, date.date.isoformat(), date.printed, date.found_in, date.line) for date in hessen.dates] == [
        ("asked", "2015-02-17", "17.02.2015", "Zeile der Fragesteller", 11),
        ("answered", "2015-04-14", "14. April 2015", "Unterschrift", 58),
        ("distributed", "2015-04-28", "28. 04. 2015", "Kopfzeile", 7),
    ]


def test_hessen_reads_questions_with_parts_and_request(hessen):
    request = "Bitte nach den einzelnen Kreisen und kreisfreien Städten sowie den einzelnen Gremien aufschlüsseln."
    assert [(question.key, question.text, question.request, question.line) for question in hessen.questions] == [
        ("1", "In welchen Kreisen und kreisfreien Städten Hessens haben die politisch Verantwortlichen", "", 31),
        ("1a", "einen Flüchtlingsgipfel der vor Ort Beteiligten einberufen,", "", 32),
        ("1b", "ein vergleichbares Beratungsgremium der vor Ort Beteiligten einberufen?", "", 33),
        ("2", "In welchen Kreisen und kreisfreien Städten Hessens gibt es", "", 45),
        ("2a", "runde Tische der Mitarbeiter und Ehrenamtlichen vor Ort,", "", 46),
        (
            "2b",
            "eine vergleichbare Zusammenarbeit von Mitarbeitern und Ehrenamtlichen zur Organisation der Betreuung von"
            " Flüchtlingen?",
            "",
            47,
        ),
        ("3", "Wer sind jeweils die Initiatoren und Beteiligten?", request, 53),
    ]


def test_hessen_reads_a_reply_for_each_question_with_its_parts(hessen):
    assert [(reply.questions, reply.text.count("\n\n") + 1, reply.line) for reply in hessen.replies] == [
        (("1", "1a", "1b"), 5, 35),
        (("2", "2a", "2b"), 2, 49),
        (("3",), 1, 56),
    ]


def test_hessen_ends_the_remark_with_the_sentence_before_the_replies(hessen):
    (remark,) = hessen.remarks
    assert (remark.by, remark.line) == ("government", 21)
    assert remark.heading == "Vorbemerkung des Ministers für Soziales und Integration:"
    assert remark.text.split("\n\n")[3:] == [
        "Diese Vorbemerkungen vorangestellt, beantworte ich die Kleine Anfrage wie folgt:"
    ]


def test_hessen_reads_the_annex_with_its_own_date(hessen):
    (annex,) = hessen.annexes
    assert (annex.number, annex.label, annex.line) == (1, "", 62)
    assert annex.title == "Abfrage betreffend Flüchtlingsgipfel in Kreisen und kreisfreien Städten"
    assert (annex.date, annex.date_printed) == (datetime.date(2015, 3, 26), "26.03.2015")
    assert annex.table.headings == ("Frage 1", "Frage 2", "Frage 3")
    assert len([record for record in annex.table.records if not record.continues]) == 20
    assert [(r.page, r.line) for r in annex.table.records if r.label == "LK Kassel"] == [(7, 91)]


def test_hessen_leaves_mistakes_of_the_source_alone(hessen):
    cells = " ".join(cell.text for record in hessen.annexes[0].table.records for cell in record.cells)
    assert [cells.count(word) for word in ("Unterküften", "iniitierten", "AK Asyl")] == [2, 1, 1]
    assert hessen.replies[0].text.count("AKK. Asyl") == 1


def texts(value):
    """All texts inside a paper, whatever field they stand in."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def squeezed(text):
    return re.sub(r"<[^<>]*>|\s", "", text)


def test_hessen_loses_no_line_of_the_source(hessen):
    kept = {squeezed(text) for found in texts(hessen) for text in [found, *found.split("\n")]}
    marker = re.compile(r"^\s*- (?:Frage \d\.|[ab]\))|^betreffend| vom 17\.02\.2015$|^Wiesbaden, ")
    pieces = [
        piece
        for line in SOURCE.read_text().split("\n")
        for piece in marker.sub("", line).split("\t")
        if piece.strip(" -") and not re.fullmatch("-+", piece)
    ]
    assert [piece for piece in pieces if squeezed(piece) not in kept] == []


def test_hessen_keeps_the_words_of_the_form(hessen):
    assert hessen.other_lines == (
        OtherLine("und", 15, True),
        OtherLine("Antwort", 17, True),
        OtherLine("Anlagen", 62, True),
    )


@pytest.mark.parametrize(
    ("printed", "askers"),
    [
        ("der Abg. Barbara Cárdenas (DIE LINKE)", [Asker("Barbara Cárdenas", "", "DIE LINKE")]),
        (
            "der Abg. Dr. Ralf Bartelt, Petra Klee und Anna Au (CDU)",
            [Asker("Ralf Bartelt", "Dr.", "CDU"), Asker("Petra Klee", "", "CDU"), Asker("Anna Au", "", "CDU")],
        ),
        (
            "der Abg. Anna Au (CDU) und Prof. Dr. Bernd Bach (SPD)",
            [Asker("Anna Au", "", "CDU"), Asker("Bernd Bach", "Prof. Dr.", "SPD")],
        ),
        (
            "der Abg. Au, Bach (SPD) und Fraktion",
            [Asker("Au", "", "SPD", "Fraktion"), Asker("Bach", "", "SPD", "Fraktion")],
        ),
        ("des Abg. Karl Müller (Gelnhausen) (CDU)", [Asker("Karl Müller (Gelnhausen)", "", "CDU")]),
        ("der Fraktion der SPD", [Asker("Fraktion der SPD", "", "SPD", "Fraktion der SPD")]),
    ],
)
def test_hessen_reads_askers(printed, askers):
    paper = read(header=HEADER.replace("des Abg. Erika Muster (SPD)", printed))
    assert (paper.askers_printed, list(paper.askers)) == (printed, askers)


@pytest.mark.parametrize(
    ("printed", "ministry"),
    [
        ("der Ministerin für Soziales", "Ministerin für Soziales"),
        ("des Ministers des Innern und für Sport", "Minister des Innern und für Sport"),
        ("des Ministerpräsidenten", "Ministerpräsident"),
        ("des Chefs der Staatskanzlei", "Chef der Staatskanzlei"),
    ],
)
def test_hessen_names_the_ministry_in_the_nominative_where_that_is_sure(printed, ministry):
    paper = read(header=HEADER.replace("der Ministerin für Soziales", printed))
    assert (paper.ministry_printed, paper.ministry) == (printed, ministry)


def test_hessen_reads_number_events_and_a_title_of_two_lines():
    header = HEADER.replace("03. 05. 2016", "Drucksache 19/9999").replace(
        "Runde Tische", "Runde Tische\nin den Kreisen"
    )
    paper = read(header=header + "\n\nEingegangen am 2. Mai 2016 · Ausgegeben am 3. Mai 2016")
    assert (paper.number, paper.title) == ("19/9999", "Runde Tische in den Kreisen")
    assert [(date.kind, date.printed) for date in paper.dates] == [
        ("asked", "01.02.2016"),
        ("received", "2. Mai 2016"),
        ("answered", "30. April 2016"),
        ("distributed", "3. Mai 2016"),
    ]


def test_hessen_keeps_a_line_it_does_not_know():
    paper = read(header=HEADER.replace("und\n", "Zur Beratung im Ausschuss\n\nund\n"))
    assert [line for line in paper.other_lines if not line.known] == [OtherLine("Zur Beratung im Ausschuss", 11, False)]


def test_hessen_tells_remarks_of_askers_from_those_of_the_government():
    remark = "Vorbemerkung der Fragestellerin:\n\nSo ist es.\n\nDies vorangestellt beantworte ich sie wie folgt:"
    assert [(remark.by, remark.heading, remark.text) for remark in read(remark=remark).remarks] == [
        ("askers", "Vorbemerkung der Fragestellerin:", "So ist es."),
        ("government", "", "Dies vorangestellt beantworte ich sie wie folgt:"),
    ]


def test_hessen_reads_a_paper_without_remark_annex_or_signature():
    paper = read(remark="", annex="", signature="")
    assert (paper.remarks, paper.annexes, paper.place, paper.signatory) == ((), (), "", "")
    assert [reply.text for reply in paper.replies] == ["Zwei.", "In Fulda."]


def test_hessen_gives_one_reply_to_questions_that_stand_together():
    paper = read(
        questions="Frage 1. Wie viele?\n\nFrage 2. Wo\na) im Norden,\nb) im Süden?\n\nNirgends.\n- Gar\n- nicht."
    )
    assert [(reply.questions, reply.text) for reply in paper.replies] == [
        (("1", "2", "2a", "2b"), "Nirgends.\n- Gar\n- nicht.")
    ]


def test_hessen_reads_who_signed_on_behalf():
    assert read(signature="Wiesbaden, den 30. April 2016\n\nIn Vertretung:\n\nMax Muster").signatory == "Max Muster"


def test_hessen_reads_several_annexes():
    table = "\tFrage 1\nLK Fulda\tJa."
    paper = read(
        annex=f"Anlagen\n\nAnlage 1\n\nEine\n\n{table}\n\nAnlage 3\n\nAndere\n02.03.2016\nQuelle: HMSI\n\n{table}"
    )
    assert [(annex.number, annex.label, annex.title, annex.date_printed) for annex in paper.annexes] == [
        (1, "Anlage 1", "Eine", ""),
        (3, "Anlage 3", "Andere", "02.03.2016"),
    ]
    assert [(line.text, line.known) for line in paper.other_lines][2:] == [("Anlagen", True), ("Quelle: HMSI", False)]


def test_hessen_keeps_an_annex_that_has_no_table():
    paper = read(annex="Anlage\n\nEin Text.")
    assert paper.annexes == ()
    assert [(line.text, line.known) for line in paper.other_lines][2:] == [("Anlage", True), ("Ein Text.", False)]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"header": HEADER.replace("01.02.", "31.02.")}, "paper.txt, line 7: “31.02.2016” is not a date."),
        ({"questions": "Keine Fragen."}, "paper.txt: The paper holds no question: no line “Frage 1. ...”."),
        ({"questions": "Frage 1. Wo?\na)\n\nHier."}, "paper.txt, line 24: Question 1a has no text."),
        (
            {"annex": "Anlage\n\n\tFrage 1\nLK Fulda\tJa.\tNein."},
            "paper.txt, line 38: 3 cells, but the table has 2 columns.",
        ),
    ],
)
def test_hessen_says_what_is_wrong_and_where(parts, sentence):
    with pytest.raises(PaperError) as raised:
        read(**parts)
    assert str(raised.value) == sentence


@pytest.mark.parametrize(
    ("printed", "instead", "empty"),
    [
        ("Kleine Anfrage", "Schlichte Bitte", {"kind": "", "kind_printed": ""}),
        ("des Abg.", "von", {"askers": (), "askers_printed": ""}),
        ("betreffend", "zu", {"title": ""}),
    ],
)
def test_hessen_leaves_empty_what_the_header_does_not_say(printed, instead, empty):
    paper = read(header=HEADER.replace(printed, instead))
    assert {name: getattr(paper, name) for name in empty} == empty
    assert any(instead in line.text for line in paper.other_lines if not line.known)


def test_hessen_says_in_which_line_each_field_stands(hessen):
    assert dict(hessen.found_at) == {
        "parliament_printed": 5,
        "kind": 9,
        "kind_printed": 9,
        "askers_printed": 11,
        "title": 13,
        "ministry_printed": 19,
        "place": 58,
        "signatory": 60,
    }


@pytest.mark.parametrize(
    ("name", "data"), [("a.txt", b"\tFrage 1\nLK Fulda\tJa.\n"), ("a.csv", b"respondent,Frage 1\nLK Fulda,Ja.\n")]
)
def test_read_annex_takes_transcripts_and_wide_tables(name, data):
    (record,) = read_annex(data, name).records
    assert (record.label, record.cells[0].text) == ("LK Fulda", "Ja.")


@pytest.mark.parametrize(
    ("heading", "questions"),
    [
        ("Frage 1", ("1a", "1b")),
        ("Frage 3", ("3",)),
        ("Frage 2 b)", ("2b",)),
        ("Fragen 1 und 3", ("1a", "1b", "3")),
        ("zu 2a", ("2a",)),
        ("Frage 9", ()),
        ("Bemerkungen", ()),
    ],
)
def test_column_questions_follow_the_heading(heading, questions):
    assert column_questions(heading, ["1", "1a", "1b", "2", "2a", "2b", "3"]) == questions
