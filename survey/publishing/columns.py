"""The lists of columns that CSV, XLSX, ODS, JSON, API, data package and docs share: the long ones above all."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from survey.models import Status
from survey.publishing.content import AnnexPart, Content


@dataclass(frozen=True)
class DownloadColumn:
    """`type` is a word of the Table Schema: string, integer, number, boolean, date; `source` a field of SearchRow.

    `items` is the type of the items where it is a list in JSON; elsewhere they are one text, with `joint` between them.
    `head` is what people read above it, where the word of publishing.heads for its name would be another.
    """

    name: str
    type: str
    description: str | Promise
    source: str = ""
    items: str = ""
    joint: str = " "
    head: str | Promise = ""


LONG = (
    DownloadColumn("inquiry", "string", _("Address of the inquiry, e.g. hessen-19-1613."), "inquiry"),
    DownloadColumn("annex", "integer", _("Number of the table within the paper."), "annex"),
    DownloadColumn("position", "integer", _("Position of the row in the table, counted from 1."), "row_position"),
    DownloadColumn("printed", "string", _("Label of the row as printed, e.g. “LK Fulda”."), "printed"),
    DownloadColumn("respondent", "string", _("Official name; empty while it is not known who is meant."), "respondent"),
    DownloadColumn(
        "kind",
        "string",
        _("Kind of respondent: county, city, association, municipality, authority, joint, other."),
        "respondent_kind",
    ),
    DownloadColumn("ags", "string", _("Official key (AGS) of the district that the respondent is; else empty."), "ags"),
    DownloadColumn("column", "string", _("Heading of the column as printed, e.g. “Frage 1”."), "column"),
    DownloadColumn(
        "questions", "string", _("Keys of the questions the column answers, parted by blanks."), "questions"
    ),
    DownloadColumn(
        "status",
        "string",
        format_lazy(
            _(
                "What kind of answer it is: {words}. Only “answered” is an answer of its own; none of the others is a"
                " no."
            ),
            words=format_lazy(", ".join(["{} ({})"] * len(Status)), *chain.from_iterable(Status.choices)),
        ),
        "status",
    ),
    DownloadColumn("text", "string", _("Edited text; paragraphs are parted by a blank line."), "text"),
    DownloadColumn("as_printed", "string", _("What stands in this printed cell of the source."), "as_printed"),
    DownloadColumn("edited", "boolean", _("True where the edited text differs from what is printed."), "edited"),
    DownloadColumn("number", "number", _("The number, where the column holds numbers; 0 is an answer."), "number"),
    DownloadColumn("number_is", "string", _("exact, about, at least, at most or none."), "number_is"),
    DownloadColumn("unit", "string", _("Unit of the number."), "unit"),
    DownloadColumn(
        "refers_to",
        "string",
        _("Questions of the same row it refers to, parted by blanks; elsewhere table/row/column."),
        "refers_to",
    ),
    DownloadColumn("page", "integer", _("Page of the table on which the text begins; empty when unknown."), "page"),
    DownloadColumn("note", "string", _("Public note of the editors."), "note"),
    DownloadColumn("edition", "integer", _("Number of the edition."), "edition_number"),
    DownloadColumn("url", "string", _("Address of this answer."), "path"),
    DownloadColumn("as_of", "date", _("The day for which the table speaks; empty when unknown."), "as_of"),
    DownloadColumn(
        "as_of_is",
        "string",
        _("Whose day that is: table (its own), reply (that of the reply in which it came) or none."),
        "as_of_is",
    ),
    DownloadColumn(
        "short_titles",
        "string",
        _("Short titles of the questions the column answers, parted by “ | ”; a list in JSON."),
        "short_titles",
        items="string",
        joint=" | ",
    ),
    DownloadColumn(
        "codes",
        "string",
        _("Categories in force, as part:category, e.g. “1a:yes 1b:no”; a list in JSON."),
        "codes",
        items="string",
    ),
    DownloadColumn(
        "certainty",
        "string",
        _("How certain each is, as part:clear or part:arguable; a list in JSON."),
        "certainty",
        items="string",
    ),
    DownloadColumn(
        "pages",
        "string",
        _("All pages of the table on which the cell is printed, parted by blanks; a list in JSON."),
        "pages",
        items="integer",
    ),
    DownloadColumn(
        "source",
        "integer",
        _("Number of the paper's file in which the cell is printed; empty when unknown."),
        "source",
    ),
    DownloadColumn(
        "box",
        "string",
        _("Where in that file: page,x,y,width,height in points from the top left, parted by semicolons."),
        "box",
    ),
)

NAMES = tuple(column.name for column in LONG)

LABEL = "respondent"


def wide(annex: AnnexPart, parts: Iterable[str] = ()) -> list[DownloadColumn]:
    """The columns of the wide form of a table: the label of the row, the headings as printed, and two of each part."""
    label = DownloadColumn(LABEL, "string", _("Label of the row as printed, e.g. “LK Fulda”."))
    cells = (DownloadColumn(each["heading"], "string", _("Text of the cell.")) for each in annex["columns"])
    return [label, *cells, *(column for key in parts for column in _coded(key))]


def _coded(key: str) -> tuple[DownloadColumn, DownloadColumn]:
    return (
        DownloadColumn(key, "string", _("The category; empty where two readings differ and the case is not settled.")),
        DownloadColumn(f"{key}_certainty", "string", _("clear, or arguable where one may read the words differently.")),
    )


def coded_parts(content: Content, annex: AnnexPart) -> list[str]:
    """The keys of the parts with a codebook that a table asks, in the order of the questions."""
    asked = {key for column in annex["columns"] for key in column["questions"]}
    return [question["key"] for question in content["questions"] if question["codes"] and question["key"] in asked]


# The other tables of the data package.
CODEBOOK = (
    DownloadColumn("question", "string", _("Key of the question.")),
    DownloadColumn("code", "string", _("The category as a short English word.")),
    DownloadColumn("version", "integer", _("Version of the category's rules.")),
    DownloadColumn("label", "string", _("The category in German.")),
    DownloadColumn("label_en", "string", _("The category in English.")),
    DownloadColumn("definition", "string", _("When a row belongs to it, in German.")),
    DownloadColumn("definition_en", "string", _("When a row belongs to it, in English.")),
    DownloadColumn("example", "string", _("Words of a real cell.")),
    DownloadColumn("example_row", "string", _("Row of the example.")),
    DownloadColumn("rule", "string", _("Rule for edge cases, in German.")),
    DownloadColumn("rule_en", "string", _("Rule for edge cases, in English.")),
)
CODINGS = (
    DownloadColumn("annex", "integer", _("Number of the table within the paper.")),
    DownloadColumn("position", "integer", _("Position of the row in the table, counted from 1.")),
    DownloadColumn("printed", "string", _("Label of the row as printed, e.g. “LK Fulda”.")),
    DownloadColumn("respondent", "string", _("Official name; empty while it is not known who is meant.")),
    DownloadColumn("kind", "string", _("Kind of respondent.")),
    DownloadColumn("ags", "string", _("Official key (AGS) of the district that the respondent is; else empty.")),
    DownloadColumn("question", "string", _("Key of the question.")),
    DownloadColumn("code", "string", _("The category; empty where two readings differ and the case is not settled.")),
    DownloadColumn("version", "integer", _("Version of the category's rules.")),
    DownloadColumn("certainty", "string", _("clear, or arguable where one may read the words differently.")),
    DownloadColumn("quote", "string", _("The words it rests on.")),
    DownloadColumn("quote_in", "string", _("Heading of the column in which they stand.")),
    DownloadColumn("note", "string", _("Public note of the editors.")),
    DownloadColumn("state", "string", _("in_force or disputed.")),
)
AGREEMENT = (
    DownloadColumn("question", "string", _("Key of the question.")),
    DownloadColumn("n", "integer", _("Rows that two people read; the agreement rests on them alone.")),
    DownloadColumn("agreed", "integer", _("Rows that both put into the same category.")),
    DownloadColumn("percent", "number", _("Rows read alike, in percent of n; empty where n is 0.")),
    DownloadColumn(
        "alpha",
        "number",
        _("Krippendorff's alpha (nominal); empty where it is not defined: n is 0, or one category alone was used."),
    ),
)
BODIES = (
    DownloadColumn("slug", "string", _("Name of the body in addresses.")),
    DownloadColumn("name", "string", _("Name as written.")),
    DownloadColumn("usual_name", "string", _("Usual name.")),
    DownloadColumn("kind", "string", _("Kind of body.")),
    DownloadColumn("mention", "string", _("one, or several where the text names several together.")),
    DownloadColumn("count", "integer", _("How many, where the words say it.")),
    DownloadColumn("level", "string", _("municipal, county, regional or state.")),
    DownloadColumn("place", "string", _("Place as printed.")),
    DownloadColumn(
        "districts", "string", _("Keys of the districts, parted by blanks; a list in JSON."), items="string"
    ),
    DownloadColumn("state", "string", _("exists, planned, being_set_up or ended.")),
    DownloadColumn("beginning", "string", _("Beginning as a date, as exactly as beginning_precision says.")),
    DownloadColumn("beginning_precision", "string", _("day, month, season, year or none.")),
    DownloadColumn("beginning_words", "string", _("Beginning in the words of the source.")),
    DownloadColumn(
        "meetings",
        "string",
        _("Meetings: date and state, parted by semicolons; a list in JSON."),
        items="string",
        joint="; ",
    ),
    DownloadColumn("rhythm", "string", _("How often it meets, in the words of the source.")),
    DownloadColumn("coverage", "string", _("Where, in the words of the source.")),
    DownloadColumn("coverage_n", "integer", _("n of “n of m” in these words.")),
    DownloadColumn("coverage_m", "integer", _("m of “n of m” in these words.")),
    DownloadColumn(
        "initiators",
        "string",
        _("Initiators as printed, parted by semicolons; a list in JSON."),
        items="string",
        joint="; ",
    ),
    DownloadColumn(
        "participants",
        "string",
        _("All others who take part, as printed, parted by semicolons; a list in JSON."),
        items="string",
        joint="; ",
    ),
    DownloadColumn("found_in", "string", _("Where it is named: table/row/column, a reply or a remark.")),
    DownloadColumn("quote", "string", _("The words it rests on.")),
)

# What respondents, ministries and askers state about a paper: beside it, and no part of it.
STATEMENTS = (
    DownloadColumn(
        "number",
        "integer",
        _("Number of the statement within the inquiry; it stays."),
        head=pgettext_lazy("head of a column", "number of the statement"),
    ),
    DownloadColumn(
        "place",
        "string",
        _("What it is about: table/row/column, a reply, a remark, a question; empty: the whole paper."),
        head=pgettext_lazy("head of a column", "what it is about"),
    ),
    DownloadColumn("kind", "string", _("From whom it is: respondent, ministry or asker.")),
    DownloadColumn("author", "string", _("Who states it.")),
    DownloadColumn("date", "date", _("The day of the statement.")),
    DownloadColumn(
        "source",
        "string",
        _("How it reached the editors."),
        head=pgettext_lazy("head of a column", "how it reached us"),
    ),
    DownloadColumn(
        "address",
        "string",
        _("Address of the source; empty where there is none."),
        head=pgettext_lazy("head of a column", "address of the source"),
    ),
    DownloadColumn(
        "text",
        "string",
        _("Their words, unchanged. They are no part of the paper."),
        head=pgettext_lazy("head of a column", "statement"),
    ),
)

# Lists over all inquiries, as files: what is told of one inquiry, with the inquiry and the edition it is told in.
_LONG = {column.name: column for column in LONG}
ALL_CODINGS = (_LONG["inquiry"], *CODINGS, _LONG["edition"])
ALL_BODIES = (
    *(_LONG["inquiry"], *BODIES, _LONG["as_of"], _LONG["as_of_is"], _LONG["edition"]),
    DownloadColumn("url", "string", _("Address of this body.")),
)
ALL_STATEMENTS = (
    *(_LONG["inquiry"], *STATEMENTS, _LONG["edition"]),
    DownloadColumn("url", "string", _("Address of the place that it is about.")),
)
INQUIRIES = (
    DownloadColumn("slug", "string", _("Address of the inquiry, e.g. hessen-19-1613."), "slug"),
    DownloadColumn("parliament", "string", _("The parliament as a short word, e.g. hessen."), "parliament"),
    DownloadColumn("parliament_name", "string", _("Name of the parliament."), "parliament_name"),
    DownloadColumn("term", "integer", _("Electoral term."), "term"),
    DownloadColumn(
        "number",
        "string",
        _("Number of the paper as printed, e.g. 19/1613."),
        "number",
        head=pgettext_lazy("head of a column", "number of the paper"),
    ),
    DownloadColumn("kind", "string", _("Kind of inquiry: minor, major or another word of the page's filter."), "kind"),
    DownloadColumn("title", "string", _("Title as printed."), "title"),
    DownloadColumn("askers", "string", _("Who asked: names with title and party."), "askers"),
    DownloadColumn(
        "parties",
        "string",
        _("Parties of those who asked, parted by “ | ”; a list in JSON."),
        "parties",
        "string",
        " | ",
    ),
    DownloadColumn("ministry", "string", _("Ministry that answered."), "ministry"),
    DownloadColumn("asked_on", "date", _("Date of the inquiry; empty when unknown."), "asked_on"),
    DownloadColumn("answered_on", "date", _("Date of the reply; empty when unknown."), "answered_on"),
    DownloadColumn(
        "legal_status",
        "string",
        _("in_force, withdrawn, replaced or corrected, by an act of the parliament."),
        "legal_status",
    ),
    DownloadColumn("edition_number", "integer", _("Number of the edition."), "edition_number"),
    DownloadColumn("published_at", "datetime", _("When that edition was published."), "published_at"),
    DownloadColumn("note", "string", _("What is new in that edition."), "note"),
    DownloadColumn("annexes", "integer", _("How many tables are recorded."), "annexes"),
    DownloadColumn("answers", "integer", _("How many answers: one for each cell, also for empty ones."), "answers"),
    DownloadColumn(
        "bodies", "integer", _("How many bodies are recorded, those of several at once among them."), "bodies"
    ),
    DownloadColumn("several_bodies", "integer", _("How many of these name several bodies at once."), "several_bodies"),
    DownloadColumn("is_recorded", "boolean", _("False where only the entry of a catalogue is known."), "is_recorded"),
    DownloadColumn(
        "counties_with_row",
        "integer",
        _("How many counties have a row in the table; empty where it is no survey."),
        "counties_with_row",
    ),
    DownloadColumn("counties", "integer", _("How many counties there were on the day of the table."), "counties"),
    DownloadColumn(
        "subjects", "string", _("Subject headings, parted by “ | ”; a list in JSON."), "subjects", "string", " | "
    ),
    DownloadColumn(
        "builds_on",
        "string",
        _("Addresses of the inquiries that it relates to or continues, parted by blanks; a list in JSON."),
        "builds_on",
        "string",
    ),
    DownloadColumn("url", "string", _("Address of the page.")),
)
