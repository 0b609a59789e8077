"""What the pages of one inquiry are made of: pieces, cells, statements, coverage, bars, maps."""

from importlib import import_module

import pytest
from django.utils import translation

from survey.models import District
from survey.public.maps import broken, coverage_looks, draw, part_looks
from survey.public.reading import reading
from survey.public.reading.corrections import corrections_at
from survey.public.reading.numbers import number_charts
from survey.publishing.upgrades import upgrade
from survey.wording.marks import Mark, MarkedPiece, compared, paragraphs
from tests.public.papers import (
    NO_ROWS,
    make_annex,
    make_answer,
    make_body,
    make_claim,
    make_coding,
    make_content,
    make_districts,
    make_row,
    publish,
)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def read(**kwargs):
    return reading(upgrade(make_content(**kwargs)), edition=1)


# Pieces


def test_paragraphs_part_at_blank_lines_and_mark_quotes():
    text = "Es schneit. Es taut.\n\nEs schneit."
    assert paragraphs(text, [Mark("Es taut.", "/there/", "1a: yes")]) == (
        (MarkedPiece("Es schneit. "), MarkedPiece("Es taut.", "quote", "/there/", "1a: yes")),
        (MarkedPiece("Es schneit."),),
    )


def test_paragraphs_keep_a_mark_that_runs_over_a_blank_line():
    assert paragraphs("eins\n\nzwei drei", [Mark("eins\n\nzwei")]) == (
        (MarkedPiece("eins", "quote"),),
        (MarkedPiece("zwei", "quote"), MarkedPiece(" drei")),
    )


def test_paragraphs_leave_out_a_mark_that_overlaps_another_or_does_not_stand_there():
    marked = paragraphs("eins zwei drei", [Mark("zwei drei"), Mark("eins zwei"), Mark("vier")])
    assert marked == ((MarkedPiece("eins zwei", "quote"), MarkedPiece(" drei")),)


def test_compared_shows_what_was_taken_away_and_added():
    assert compared("Es schneit.", "Es schneit.\n\nEs taut.") == (
        (MarkedPiece("Es schneit."),),
        (MarkedPiece("Es taut.", "added"),),
    )


# Cells


def test_cell_shows_text_as_edited_as_printed_and_its_changes():
    moved = [
        {"text": "Eins.", "page": 1, "printed_in": "1/1/1", "answer": "1/1/1", "correction": None},
        {"text": "Zwei.", "page": 2, "printed_in": "1/2/1", "answer": "1/1/1", "correction": 0},
    ]
    first = make_answer(1, "Eins.\n\nZwei.", as_printed="Eins.", passages=moved)
    second = make_answer(1, "", "unknown", as_printed="Zwei.", note="Was gemeint war, ist nicht bekannt.")
    correction = {
        "kind": "move",
        "reason": "Es handelt vom Nordkreis.",
        "date": "2030-03-01",
        "from": "1/2/1",
        "to": "1/1/1",
        "page": 2,
        "words": "Zwei.",
    }
    rows = [make_row(1, [first, make_answer(2)]), make_row(2, [second, make_answer(2)])]
    paper = read(rows=rows, corrections=[correction])
    cell, origin = paper.tables[0].cell(1, 1), paper.tables[0].cell(2, 1)
    assert cell.edited_text == ((MarkedPiece("Eins."),), (MarkedPiece("Zwei."),))
    assert cell.printed_text == ((MarkedPiece("Eins."),),)
    assert cell.changes == ((MarkedPiece("Eins."),), (MarkedPiece("Zwei.", "added"),))
    assert [(each.printed_in, each.moved, each.correction) for each in cell.passages] == [
        ("LK Nordkreis, Frage 1", False, None),
        ("LK Ostkreis, Frage 1", True, 1),
    ]
    assert (origin.status.label, origin.changes) == ("unknown", ((MarkedPiece("Zwei.", "removed"),),))
    assert cell.corrections == origin.corrections == (1,)
    (note,) = corrections_at(paper.index, cell.address, cell.corrections)
    assert list(paper.tables[0].corrections) == [note]
    assert (note.from_place, note.to_place, note.reason) == (
        "LK Ostkreis, Frage 1",
        "LK Nordkreis, Frage 1",
        "Es handelt vom Nordkreis.",
    )


def test_cell_folds_in_what_it_refers_to_and_says_where_there_is_nothing():
    there = {"words": "s. 1", "whole": True, "state": "confirmed", "to": "1", "target": "1/1/1", "paper": ""}
    nowhere = {"words": "s. 3", "whole": True, "state": "open", "to": "3", "target": "", "paper": ""}
    refused = {"words": "s. 4", "whole": True, "state": "refused", "to": "1", "target": "1/1/1", "paper": ""}
    answers = [make_answer(1, "Ja."), make_answer(2, "s. 1", "refers", references=[there, nowhere, refused])]
    first, second = read(rows=[make_row(1, answers)]).tables[0].cell(1, 2).references
    assert (first.label, first.paragraphs, first.open) == ("question 1", ((MarkedPiece("Ja."),),), False)
    assert (second.label, second.paragraphs, second.open) == ("question 3", (), True)


def test_code_of_a_cell_is_labelled_in_the_language_of_the_page():
    def label():
        return read().tables[0].cell(1, 1).codes[0].category.label

    assert label() == "yes"
    with translation.override("de"):
        assert label() == "Ja"


def test_row_that_two_readings_code_differently_is_disputed():
    paper = read(rows=[make_row(1, codings={"1a": make_coding("")})])
    assert [code.disputed for code in paper.tables[0].cell(1, 1).codes] == [True]
    assert [group.category for group in paper.questions[0].parts[0].groups] == [None]


def test_stored_text_is_escaped_where_it_is_shown(client, db):
    evil = "<script>alert(1)</script>"
    publish(make_content(title=evil, rows=[make_row(1, [make_answer(1, evil, note=evil), make_answer(2)])]))
    for path in ("/", "/inquiries/", "/inquiries/nordland-9-1/", "/inquiries/nordland-9-1/answers/1/1/1/", "/answers/"):
        assert "<script>alert" not in client.get(path).content.decode()


# Statements with a number


@pytest.mark.parametrize(
    ("claim", "label", "sentence"),
    [
        ({"result": "matches"}, "agrees with the table", "3 of the 3 counties in the table"),
        (
            {"result": "differs", "low": "1", "high": "2"},
            "the table says otherwise",
            "1 to 2 of the 3 counties in the table",
        ),
        (
            {"result": "depends_on_reading", "low": "2", "high": "4", "respondent_kind": "", "of": 20},
            "depends on how it is read",
            "2 to 4 of the 20 rows in the table",
        ),
        (
            {"result": "cannot_be_checked", "low": None, "high": None, "of": None},
            "cannot be checked with the table",
            "",
        ),
    ],
)
def test_statement_says_its_result_in_neutral_words_with_denominator(claim, label, sentence):
    rows = NO_ROWS if claim["result"] == "cannot_be_checked" else make_claim()["rows"]
    (said,) = read(claims=[make_claim(rows=rows, **claim)]).claims
    assert (said.result.label, said.result.sentence.partition(";")[0]) == (label, sentence)


def test_statement_names_its_rule_and_links_its_rows():
    (said,) = read().claims
    assert said.rule == "Counted: counties whose answer to question 1a is categorised as “yes”."
    assert [(row.printed, row.href, row.codes) for row in said.clear.shown] == [
        (f"LK {name}", f"/en/inquiries/nordland-9-1/answers/1/{key}/1/", "1a yes")
        for key, name in ((1, "Nordkreis"), (2, "Ostkreis"), (3, "Südkreis"))
    ]


def test_statement_is_marked_in_the_reply_it_stands_in():
    (reply,) = read().questions[0].replies
    assert reply.paragraphs[0][0] == MarkedPiece("In zwei Landkreisen", "claim", "#claim-1", "the table says otherwise")


# Coverage, bars and maps


def test_coverage_says_who_has_a_row_and_names_who_has_not():
    coverage = read().coverages[1]
    (counties,) = coverage.kinds
    assert str(counties.sentence) == "3 of 4 counties are in the table."
    assert [place.name for place in counties.missing] == ["Westkreis"]
    assert coverage.states == {"99001": "row", "99002": "row", "99003": "row", "99004": "missing"}


def test_bars_count_rows_of_each_kind_with_their_denominator():
    codings = [make_coding("yes"), make_coding("yes", "arguable"), make_coding("no")]
    rows = [make_row(key, codings={"1a": coding}) for key, coding in enumerate(codings, start=1)]
    chart = read(rows=rows).questions[0].parts[0].chart
    (bar,) = chart.bars
    found = [(each.title, each.text, each.start, each.width) for each in stretches(bar)]
    assert found == [
        ("yes: 1", "1", 0.0, 33.333),
        ("yes, arguable: 1", "1", 33.333, 33.333),
        ("no: 1", "1", 66.667, 33.333),
    ]
    assert bar.denominator == "3 counties in the table"
    assert [line.href for line in chart.lines] == [
        "/en/answers/?inquiry=nordland-9-1&code=1a%3Ayes",
        "/en/answers/?inquiry=nordland-9-1&code=1a%3Ano",
    ]


def stretches(bar):
    return [stretch for segment in bar.segments for stretch in segment.stretches]


def test_kinds_of_respondents_are_never_added_and_arguable_rows_make_a_span():
    codings = [make_coding("yes"), make_coding("yes", "arguable"), make_coding("no")]
    rows = [make_row(key, codings={"1a": coding}) for key, coding in enumerate(codings, start=1)]
    unsure = make_row(4, codings={"1a": make_coding("yes", "arguable")}, kind="association")
    chart = read(rows=[*rows, unsure]).questions[0].parts[0].chart
    assert [(line.label, line.sentence) for line in chart.lines] == [
        ("yes", "1 to 2 of 3 counties; 1 association (arguable)"),
        ("no", "1 of 3 counties"),
    ]
    assert chart.counted == "4 rows are counted: 3 of 5 counties and 1 association."


def test_question_part_is_called_by_its_short_title_or_else_by_its_first_words():
    content = upgrade(make_content())
    content["questions"][0]["text"] = f"{'Wie oft wird der Schnee geräumt und ' * 3}wer räumt ihn?"
    content["questions"][1]["short_title"] = "Winterdienst?"
    page = reading(content, edition=1)
    assert page.questions[0].whole.short_title == "Wie oft wird der Schnee geräumt und Wie oft wird der Schnee …"
    assert page.questions[0].parts[0].short_title == "Winterdienst?"
    assert {code.asked for row in page.tables[0].rows for code in row.codes.values()} == {"Winterdienst?"}


def test_page_of_one_answer_makes_no_cell_of_other_rows(client, db, monkeypatch):
    texts = []
    module = import_module("survey.public.reading.table")
    monkeypatch.setattr(module, "paragraphs", lambda text, *marks: texts.append(text) or paragraphs(text, *marks))
    publish(make_content(rows=[make_row(1), make_row(2, [make_answer(1, "Anderswo."), make_answer(2)]), make_row(3)]))
    assert client.get("/inquiries/nordland-9-1/answers/1/1/1/").status_code == 200
    assert texts
    assert "Anderswo." not in texts


def test_bars_leave_no_row_out():
    rows = [make_row(1), make_row(2, codings={})]
    (bar,) = read(rows=rows).questions[0].parts[0].chart.bars
    assert [(each.label, each.count) for each in bar.segments] == [("yes", 1), ("not yet categorised", 1)]


def test_map_shows_a_missing_district_differently_from_a_no(db):
    make_districts()
    codings = [make_coding("yes"), make_coding("no"), make_coding("no", "arguable")]
    rows = [make_row(key, codings={"1a": coding}) for key, coding in enumerate(codings, start=1)]
    paper = read(rows=rows)
    looks = part_looks(paper.questions[0].parts[0], paper.coverages[1], paper.tables[0].rows)
    drawn = draw("1a", "1a", "tiles", District.objects.order_by("key"), looks, ("yes", "no"))
    assert [(shape.title, shape.look.style) for shape in drawn.shapes] == [
        ("Nordkreis: yes", "yes"),
        ("Ostkreis: no", "no"),
        ("Südkreis: no (arguable)", "no"),
        ("Westkreis: not in the table", "missing"),
    ]
    assert [(entry.words, entry.count) for entry in drawn.legend] == [("yes", 1), ("no", 2), ("not in the table", 1)]


def test_map_names_districts_that_it_has_no_place_for(db):
    make_districts()
    District.objects.filter(slug="99002").update(tile_row=None, tile_column=None)
    paper = read()
    drawn = draw("c", "c", "tiles", District.objects.all(), coverage_looks(paper.coverages[1], paper.tables[0].rows))
    assert drawn.left_out == ("Ostkreis",)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Fulda", ["Fulda"]),
        ("Waldeck-Frankenberg", ["Waldeck-", "Frankenberg"]),
        ("Main-Kinzig-Kreis", ["Main-", "Kinzig"]),
        ("Hochtaunuskreis", ["Hochtaunus-", "kreis"]),
        ("Frankfurt am Main", ["Frankfurt", "am Main"]),
        ("Rotenburg (Wümme)", ["Rotenburg", "(Wümme)"]),
        ("Landau in der Pfalz", ["Landau in", "der Pfalz"]),
    ],
)
def test_long_name_is_broken_to_fit_its_tile(name, lines):
    assert broken(name) == lines


def test_numbers_are_sorted_classed_and_never_taken_for_a_missing_one():
    values = ["40", None, "0"]
    answers = [
        [make_answer(1, value or "k. A.", number=value, number_is="exact" if value else "none"), make_answer(2)]
        for value in values
    ]
    rows = [make_row(key, each) for key, each in enumerate(answers, start=1)]
    columns = [
        {"key": 1, "heading": "Tonnen", "kind": "number", "unit": "t", "questions": ["1a"]},
        {"key": 2, "heading": "Frage 2", "kind": "text", "unit": "", "questions": ["2"]},
    ]
    paper = read(annexes=[make_annex(rows, columns=columns)], claims=[])
    (chart,) = number_charts(paper.tables[0], ("1a",))
    assert [(bar.row.printed, bar.cell.number, bar.width) for bar in chart.bars] == [
        ("LK Nordkreis", "40 t", 100.0),
        ("LK Südkreis", "0 t", 0.0),
    ]
    assert [row.printed for row in chart.without] == ["LK Ostkreis"]
    assert [(each.words, each.count) for each in chart.classes] == [("0 t", 1), ("40 t", 1)]


# Bodies


def test_body_says_what_the_source_does_not_say():
    (body,) = read(bodies=[make_body()]).bodies
    unknown = [fact.label for fact in body.facts if not fact.known]
    assert unknown == ["since", "how often"]
    assert body.named_in == {"1/1/1"}


def test_meeting_is_no_more_precise_than_its_source():
    meetings = [
        {"date": "2030-06-01", "precision": precision, "words": "im Sommer", "state": "held", "evidence": []}
        for precision in ("day", "month", "year", "season")
    ]
    (body,) = read(bodies=[make_body(meetings=meetings)]).bodies
    assert [meeting.when for meeting in body.meetings] == ["1 June 2030", "June 2030", "2030", "not stated"]
