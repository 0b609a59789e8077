"""What a text document of LibreOffice gives: lines, the numbers that are printed, tables, notes and changes."""

import pytest

from survey.files import sandbox
from survey.files.errors import FileError
from survey.pages import read
from tests.pages.making import make_odt, make_zip

STYLES = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Up" style:family="text"><style:text-properties style:text-position="super 58%"/>'
    '</style:style><style:style style:name="Off" style:family="text"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style><style:style style:name="No" style:family="text">'
    '<style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="Head" style:family="paragraph"><style:text-properties fo:font-weight="bold" '
    'fo:font-size="14pt"/></style:style>'
    '<style:style style:name="Sub" style:family="paragraph" style:parent-style-name="Head"/>'
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
    '</text:list-style><text:list-style style:name="M"><text:list-level-style-number text:level="1" '
    'style:num-format="1"/><text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>'
    '</text:list-style><text:list-style style:name="P"><text:list-level-style-bullet text:level="1" '
    'text:bullet-char="•"/></text:list-style>'
)


@pytest.fixture(autouse=True)
def read_here(monkeypatch):
    monkeypatch.setattr(sandbox, "_is_sandboxed", True)


def document(body, styles=""):
    return read(make_odt(body, STYLES, styles), "a.odt")


def lines(body, styles=""):
    return [line.text for line in document(body, styles).lines]


def p(text, style=""):
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def span(text, style):
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def test_paragraphs_are_lines_with_type_from_their_styles():
    found = document(p("Antwort", "Sub") + p("der " + span("Regierung", "B")) + p(""))
    assert [(line.number, line.text, line.bold, line.size, line.after_blank) for line in found.lines] == [
        (1, "Antwort", True, 14.0, True),
        (2, "der Regierung", True, 12.0, True),
    ]


def test_blanks_tabs_and_breaks_are_what_they_are_shown_as():
    found = document(p("eins<text:s text:c='3'/>zwei<text:tab/>drei<text:line-break/>vier\n  fünf"))
    assert [(line.text, line.after_blank) for line in found.lines] == [("eins zwei drei", True), ("vier fünf", False)]


def test_numbers_of_lists_are_printed():
    inner = "<text:list><text:list-item>%s</text:list-item><text:list-item>%s</text:list-item></text:list>"
    body = (
        f'<text:list text:style-name="L"><text:list-item>{p("Wie viele?")}{inner % (p("seit wann"), p("und wo"))}'
        f"</text:list-item><text:list-item>{p('Warum?')}{p('weiter')}</text:list-item></text:list>{p('Text')}"
        f'<text:list text:style-name="L" text:continue-numbering="true"><text:list-item>{p("Wozu?")}</text:list-item>'
        f'</text:list><text:list text:style-name="L"><text:list-item text:start-value="7">{p("Wohin?")}'
        f"</text:list-item></text:list>"
        f'<text:list text:style-name="M"><text:list-item>{p("Teil")}{inner % (p("eins"), p("zwei"))}</text:list-item>'
        f'</text:list><text:list text:style-name="P"><text:list-item>{p("Punkt")}</text:list-item></text:list>'
    )
    assert lines(body) == [
        "1. Wie viele?",
        "a) seit wann",
        "b) und wo",
        "2. Warum?",
        "weiter",
        "Text",
        "3. Wozu?",
        "7. Wohin?",
        "1 Teil",
        "1.1 eins",
        "1.2 zwei",
        "• Punkt",
    ]


def test_headings_are_numbered_where_the_file_numbers_them():
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>'
    )
    body = '<text:h text:outline-level="1">Eins</text:h><text:h text:outline-level="2">dazu</text:h>'
    assert lines(body + '<text:h text:outline-level="1">Zwei</text:h>', outline) == ["I. Eins", "dazu", "II. Zwei"]


def test_deleted_words_are_left_out_and_said():
    deletion = f"<text:changed-region><text:deletion>{p('elf')}</text:deletion></text:changed-region>"
    found = document(f"<text:tracked-changes>{deletion}</text:tracked-changes>{p('Es gibt zwölf')}")
    assert [line.text for line in found.lines] == ["Es gibt zwölf"]
    assert [str(each) for each in found.remarks] == [
        "The file holds tracked changes: inserted words were kept, deleted ones left out."
    ]


def test_struck_raised_and_hidden_words():
    found = document(p(span("Nein. ", "Off") + "Ja, 12" + span("1", "Up") + span("geheim", "No")))
    assert [(line.text, line.struck) for line in found.lines] == [("Ja, 12¹", "Nein.")]
    assert [str(each) for each in found.remarks] == ["The file holds hidden text, which was left out."]


def test_notes_have_the_mark_that_is_printed():
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>3</text:note-citation>'
        f"<text:note-body>{p('Quelle: BKA')}</text:note-body></text:note>"
    )
    found = document(p(f"höher{note}, und"))
    assert [line.text for line in found.lines] == ["höher³, und"]
    assert found.footnotes == (("3", "Quelle: BKA"),)


def test_text_of_sections_and_boxes_is_read():
    box = f"<draw:frame><draw:text-box>{p('im Kasten')}</draw:text-box></draw:frame>"
    assert lines(f"<text:section>{p('davor' + box)}</text:section>") == ["davor", "im Kasten"]


def test_heads_of_pages_are_edges():
    styles = f"<office:master-styles><style:master-page><style:header>{p('Drucksache 19/1')}</style:header>"
    found = document(p("Text"), styles + "</style:master-page></office:master-styles>")
    assert ([line.text for line in found.edges], [line.text for line in found.lines]) == (["Drucksache 19/1"], ["Text"])


def test_table_keeps_spans_headings_and_paragraphs():
    def cell(text, form=""):
        return f"<table:table-cell {form}>{text}</table:table-cell>"

    covered = "<table:covered-table-cell/>"
    wide, tall, twice = (f'table:number-{each}="2"' for each in ("columns-spanned", "rows-spanned", "columns-repeated"))
    heading = f"<table:table-row>{cell(p('Kreis'))}{cell(p('Plätze'), wide)}{covered}</table:table-row>"
    found = document(
        f"{p('davor')}<table:table><table:table-header-rows>{heading}</table:table-header-rows>"
        f"<table:table-row>{cell(p('LK Fulda'), tall)}{cell(p('eins') + p('zwei'))}{cell(p('12'))}</table:table-row>"
        f"<table:table-row>{covered}{cell('', twice)}</table:table-row></table:table>"
    ).grids[0]
    assert (found.after_line, found.heading_rows) == (1, 1)
    assert [[each and (each.text, each.row_span, each.column_span) for each in row] for row in found.rows] == [
        [("Kreis", 1, 1), ("Plätze", 1, 2), None],
        [("LK Fulda", 2, 1), ("eins\n\nzwei", 1, 1), ("12", 1, 1)],
        [None, ("", 1, 1), ("", 1, 1)],
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (make_odt("<text:p>"), "The file is damaged or cut off."),
        (
            make_zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
            "The file is damaged or cut off.",
        ),
        (
            make_zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a>" + " " * 60_000_000}),
            "The file is too large, or unpacks to more than is sensible. Split it, or save it as CSV.",
        ),
        (
            make_zip(
                {
                    "mimetype": "application/vnd.oasis.opendocument.text",
                    "content.xml": "<a/>",
                    "META-INF/manifest.xml": "<m:encryption-data/>",
                }
            ),
            "The file is encrypted. Save it without password.",
        ),
    ],
    ids=["broken XML", "no text in it", "bomb", "encrypted"],
)
def test_document_that_is_not_read_is_refused_with_one_sentence(data, sentence):
    with pytest.raises(FileError) as raised:
        read(data, "a.odt")
    assert str(raised.value) == f"a.odt: {sentence}"
