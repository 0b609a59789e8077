"""What a Word file gives: its lines, the numbers that Word prints, tables, notes and changes."""

import pytest

from survey.files import sandbox
from survey.files.errors import FileError
from survey.pages import read
from tests.pages.making import cell, make_docx, make_zip, paragraph, run, table


@pytest.fixture(autouse=True)
def read_here(monkeypatch):
    monkeypatch.setattr(sandbox, "_is_sandboxed", True)


def document(*body, **parts):
    return read(make_docx("".join(body), **parts), "a.docx")


def lines(*body, **parts):
    return [line.text for line in document(*body, **parts).lines]


def remarks(found):
    return [str(each) for each in found.remarks]


STYLES = (
    '<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="Head"><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Head"/></w:style></w:styles>'
)
NUMBERING = (
    '<w:numbering><w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%3"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
    '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1:"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/>'
    '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num></w:numbering>"
)


def test_paragraphs_are_lines_with_type_from_their_styles():
    found = document(
        paragraph("Antwort", style="Sub"), paragraph("der ", run("Regierung", "<w:b/>")), paragraph(), styles=STYLES
    )
    assert [(line.number, line.text, line.bold, line.size, line.after_blank) for line in found.lines] == [
        (1, "Antwort", True, 14.0, True),
        (2, "der Regierung", True, 11.0, True),
    ]


def test_typed_break_ends_a_line_and_no_paragraph():
    found = document(paragraph("eins", "<w:r><w:br/></w:r>", "zwei"))
    assert [(line.text, line.after_blank) for line in found.lines] == [("eins", True), ("zwei", False)]


def test_numbers_of_lists_are_printed_as_word_prints_them():
    assert lines(
        paragraph("Wie viele?", number=1),
        paragraph("seit wann", number=1, level=1),
        paragraph("und wo", number=1, level=1),
        paragraph("Warum?", number=1),
        paragraph("darum", number=1, level=1),
        paragraph("und dort", number=1, level=2),
        paragraph("Teil", number=2),
        paragraph("Punkt", number=3),
        paragraph("Anders?", number=4),
        paragraph("ohne", number=0),
        numbering=NUMBERING,
    ) == [
        "1. Wie viele?",
        "a) seit wann",
        "b) und wo",
        "2. Warum?",
        "a) darum",
        "2.1 und dort",
        "III: Teil",
        "• Punkt",
        "1. Anders?",
        "ohne",
    ]


def test_empty_paragraph_counts_for_no_number():
    texts = ("eins", "", "zwei")
    assert lines(*(paragraph(each, number=1) for each in texts), numbering=NUMBERING) == ["1. eins", "2. zwei"]


def test_inserted_words_are_kept_deleted_ones_left_out_and_both_said():
    deleted = "<w:del><w:r><w:delText>elf</w:delText></w:r></w:del>"
    found = document(paragraph("Es gibt ", f"<w:ins>{run('zwölf')}</w:ins>", deleted))
    assert found.lines[0].text == "Es gibt zwölf"
    assert list(map(str, found.remarks)) == [
        "The file holds tracked changes: inserted words were kept, deleted ones left out."
    ]


def test_struck_words_stand_beside_the_text():
    line = document(paragraph(run("Nein. ", "<w:strike/>"), "Ja.")).lines[0]
    assert (line.text, line.struck) == ("Ja.", "Nein.")


def test_hidden_words_are_left_out_and_said():
    found = document(paragraph("Ja.", run("geheim", "<w:vanish/>")))
    assert (found.lines[0].text, *map(str, found.remarks)) == ("Ja.", "The file holds hidden text, which was left out.")


def test_code_of_a_field_is_left_out_and_its_result_kept():
    code = "<w:r><w:instrText>PAGE</w:instrText><w:t>x</w:t></w:r>"
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>' for step in ("begin", "separate", "end"))
    assert lines(paragraph("Seite ", begin, code, separate, "3", end)) == ["Seite 3"]


def test_text_of_a_box_is_read_once():
    box = "<w:txbxContent>" + paragraph("im Kasten") + "</w:txbxContent>"
    drawn = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(paragraph("davor", drawn)) == ["davor", "im Kasten"]


def test_notes_have_the_numbers_that_word_prints():
    reference = '<w:r><w:footnoteReference w:id="%d"/></w:r>'
    notes = '<w:footnotes><w:footnote w:id="5">%s</w:footnote><w:footnote w:id="4">%s</w:footnote></w:footnotes>'
    found = document(
        paragraph("höher", reference % 5, ", und tiefer", reference % 4),
        footnotes=notes % (paragraph("Quelle: BKA"), paragraph("eigene Zahlen")),
    )
    assert found.lines[0].text == "höher¹, und tiefer²"
    assert found.footnotes == (("1", "Quelle: BKA"), ("2", "eigene Zahlen"))


def test_heads_of_pages_are_edges():
    found = document(paragraph("Text"), header=f"<w:hdr>{paragraph('Drucksache 19/1')}</w:hdr>")
    assert ([line.text for line in found.edges], [line.text for line in found.lines]) == (["Drucksache 19/1"], ["Text"])


def test_table_stands_behind_its_line_and_paragraphs_of_a_cell_are_parted():
    found = document(paragraph("davor"), table([cell("LK Fulda"), cell("eins", "zwei")]), paragraph("danach"))
    assert [line.text for line in found.lines] == ["davor", "danach"]
    assert found.grids[0].after_line == 1
    assert [each.text for each in found.grids[0].rows[0]] == ["LK Fulda", "eins\n\nzwei"]


def test_merged_cell_stands_once_with_its_spans():
    span, begin, go_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    found = document(
        table(
            [cell("", form=begin), cell("Plätze", form=span)],
            [cell(form=go_on), cell("2013"), cell("2014")],
            [cell("LK Fulda"), cell("12"), cell("14")],
        )
    ).grids[0]
    assert [[each and (each.text, each.row_span, each.column_span) for each in row] for row in found.rows] == [
        [("", 2, 1), ("Plätze", 1, 2), None],
        [None, ("2013", 1, 1), ("2014", 1, 1)],
        [("LK Fulda", 1, 1), ("12", 1, 1), ("14", 1, 1)],
    ]


def test_raised_digit_in_a_cell_is_a_mark_unless_it_belongs_to_a_unit():
    raised = '<w:vertAlign w:val="superscript"/>'
    first, second = (
        document(table([cell(paragraph("12", run("1", raised))), cell(paragraph("12 m", run("2", raised)))]))
        .grids[0]
        .rows[0]
    )
    assert (first.text, first.marks) == ("12", ("1",))
    assert (second.text, second.marks) == ("12 m²", ())


def test_table_within_a_cell_is_a_table_of_its_own_and_said():
    inner = table([cell("innen"), cell("12")])
    found = document(table([cell("außen"), cell("Text", inner)]))
    assert [[[each.text for each in row] for row in grid.rows] for grid in found.grids] == [
        [["außen", "Text"]],
        [["innen", "12"]],
    ]
    assert list(map(str, found.remarks)) == [
        "A table stands within a cell of another; it was read as a table of its own."
    ]


def test_frame_of_one_cell_is_text():
    found = document(table([cell("eins", "zwei")]))
    assert ([line.text for line in found.lines], found.grids) == (["eins", "zwei"], ())


def test_rows_that_are_deleted_are_left_out():
    row = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('weg')}{cell('1')}</w:tr>"
    found = document(f"<w:tbl><w:tr>{cell('da')}{cell('2')}</w:tr>{row}</w:tbl>")
    assert [[each.text for each in row] for row in found.grids[0].rows] == [["da", "2"]]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            make_zip({"word/document.xml": "<a/>" + " " * 60_000_000}),
            "The file is too large, or unpacks to more than is sensible. Split it, or save it as CSV.",
        ),
        (make_docx(paragraph("Text"))[:-40], "The file is damaged or cut off."),
        (make_docx("<w:p>"), "The file is damaged or cut off."),
        (
            make_zip({"[Content_Types].xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "word/document.xml": "<a/>"}),
            "The file declares entities of its own, which are not read. Save it anew.",
        ),
    ],
    ids=["bomb", "cut off", "broken XML", "entities"],
)
def test_word_file_that_is_not_read_is_refused_with_one_sentence(data, sentence):
    with pytest.raises(FileError) as raised:
        read(data, "a.docx")
    assert str(raised.value) == f"a.docx: {sentence}"
