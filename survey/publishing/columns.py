"""The lists of columns that CSV, XLSX, ODS, JSON, API, data package and docs share: the long ones above all."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from survey.models import Status
from survey.publishing.content import AnnexPart, Content


@dataclass(frozen=True)
class Column:
    """`type` is a word of the Table Schema: string, integer, number, boolean, date; `source` a field of SearchRow.

    `items` is the type of the items where it is a list in JSON; elsewhere they are one text, with `joint` between them.
    """

    name: str
    type: str
    description: str | Promise
    source: str = ""
    items: str = ""
    joint: str = " "


LONG = (
    Column("inquiry", "string", _("Address of the inquiry, e.g. hessen-19-1613."), "inquiry"),
    Column("annex", "integer", _("Number of the table within the paper."), "annex"),
    Column("position", "integer", _("Position of the row in the table, counted from 1."), "row_position"),
    Column("printed", "string", _("Label of the row as printed, e.g. “LK Fulda”."), "printed"),
    Column("respondent", "string", _("Official name; empty while it is not known who is meant."), "respondent"),
    Column(
        "kind",
        "string",
        _("Kind of respondent: county, city, association, municipality, authority, joint, other."),
        "respondent_kind",
    ),
    Column("ags", "string", _("Official key (AGS) of the district that the respondent is; else empty."), "ags"),
    Column("column", "string", _("Heading of the column as printed, e.g. “Frage 1”."), "column"),
    Column("questions", "string", _("Keys of the questions the column answers, parted by blanks."), "questions"),
    Column(
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
    Column("text", "string", _("Edited text; paragraphs are parted by a blank line."), "text"),
    Column("as_printed", "string", _("What stands in this printed cell of the source."), "as_printed"),
    Column("edited", "boolean", _("True where the edited text differs from what is printed."), "edited"),
    Column("number", "number", _("The number, where the column holds numbers; 0 is an answer."), "number"),
    Column("number_is", "string", _("exact, about, at least, at most or none."), "number_is"),
    Column("unit", "string", _("Unit of the number."), "unit"),
    Column(
        "refers_to",
        "string",
        _("Questions of the same row it refers to, parted by blanks; elsewhere table/row/column."),
        "refers_to",
    ),
    Column("page", "integer", _("Page of the table on which the text begins; empty when unknown."), "page"),
    Column("note", "string", _("Public note of the editors."), "note"),
    Column("edition", "integer", _("Number of the edition."), "edition_number"),
    Column("url", "string", _("Address of this answer."), "path"),
    Column("as_of", "date", _("The day for which the table speaks; empty when unknown."), "as_of"),
    Column(
        "as_of_is",
        "string",
        _("Whose day that is: table (its own), reply (that of the reply in which it came) or none."),
        "as_of_is",
    ),
    Column(
        "short_titles",
        "string",
        _("Short titles of the questions the column answers, parted by “ | ”; a list in JSON."),
        "short_titles",
        items="string",
        joint=" | ",
    ),
    Column(
        "codes",
        "string",
        _("Categories in force, as part:category, e.g. “1a:yes 1b:no”; a list in JSON."),
        "codes",
        items="string",
    ),
    Column(
        "certainty",
        "string",
        _("How certain each is, as part:clear or part:arguable; a list in JSON."),
        "certainty",
        items="string",
    ),
    Column(
        "pages",
        "string",
        _("All pages of the table on which the cell is printed, parted by blanks; a list in JSON."),
        "pages",
        items="integer",
    ),
    Column(
        "source",
        "integer",
        _("Number of the paper's file in which the cell is printed; empty when unknown."),
        "source",
    ),
    Column(
        "box",
        "string",
        _("Where in that file: page,x,y,width,height in points from the top left, parted by semicolons."),
        "box",
    ),
)

NAMES = tuple(column.name for column in LONG)

LABEL = "respondent"


def wide(annex: AnnexPart, parts: Iterable[str] = ()) -> list[Column]:
    """The columns of the wide form of a table: the label of the row, the headings as printed, and two of each part."""
    label = Column(LABEL, "string", _("Label of the row as printed, e.g. “LK Fulda”."))
    cells = (Column(each["heading"], "string", _("Text of the cell.")) for each in annex["columns"])
    return [label, *cells, *(column for key in parts for column in _coded(key))]


def _coded(key: str) -> tuple[Column, Column]:
    return (
        Column(key, "string", _("The category; empty where two readings differ and the case is not settled.")),
        Column(f"{key}_certainty", "string", _("clear, or arguable where one may read the words differently.")),
    )


def coded_parts(content: Content, annex: AnnexPart) -> list[str]:
    """The keys of the parts with a codebook that a table asks, in the order of the questions."""
    asked = {key for column in annex["columns"] for key in column["questions"]}
    return [question["key"] for question in content["questions"] if question["codes"] and question["key"] in asked]


# The other tables of the data package.
CODEBOOK = (
    Column("question", "string", _("Key of the question.")),
    Column("code", "string", _("The category as a short English word.")),
    Column("version", "integer", _("Version of the category's rules.")),
    Column("label", "string", _("The category in German.")),
    Column("label_en", "string", _("The category in English.")),
    Column("definition", "string", _("When a row belongs to it, in German.")),
    Column("definition_en", "string", _("When a row belongs to it, in English.")),
    Column("example", "string", _("Words of a real cell.")),
    Column("example_row", "string", _("Row of the example.")),
    Column("rule", "string", _("Rule for edge cases, in German.")),
    Column("rule_en", "string", _("Rule for edge cases, in English.")),
)
CODINGS = (
    Column("annex", "integer", _("Number of the table within the paper.")),
    Column("position", "integer", _("Position of the row in the table, counted from 1.")),
    Column("printed", "string", _("Label of the row as printed, e.g. “LK Fulda”.")),
    Column("respondent", "string", _("Official name; empty while it is not known who is meant.")),
    Column("kind", "string", _("Kind of respondent.")),
    Column("ags", "string", _("Official key (AGS) of the district that the respondent is; else empty.")),
    Column("question", "string", _("Key of the question.")),
    Column("code", "string", _("The category; empty where two readings differ and the case is not settled.")),
    Column("version", "integer", _("Version of the category's rules.")),
    Column("certainty", "string", _("clear, or arguable where one may read the words differently.")),
    Column("quote", "string", _("The words it rests on.")),
    Column("quote_in", "string", _("Heading of the column in which they stand.")),
    Column("note", "string", _("Public note of the editors.")),
    Column("state", "string", _("in_force or disputed.")),
)
AGREEMENT = (
    Column("question", "string", _("Key of the question.")),
    Column("n", "integer", _("Rows that two people read; the agreement rests on them alone.")),
    Column("agreed", "integer", _("Rows that both put into the same category.")),
    Column("percent", "number", _("Rows read alike, in percent of n; empty where n is 0.")),
    Column(
        "alpha",
        "number",
        _("Krippendorff's alpha (nominal); empty where it is not defined: n is 0, or one category alone was used."),
    ),
)
BODIES = (
    Column("slug", "string", _("Name of the body in addresses.")),
    Column("name", "string", _("Name as written.")),
    Column("usual_name", "string", _("Usual name.")),
    Column("kind", "string", _("Kind of body.")),
    Column("mention", "string", _("one, or several where the text names several together.")),
    Column("count", "integer", _("How many, where the words say it.")),
    Column("level", "string", _("municipal, county, regional or state.")),
    Column("place", "string", _("Place as printed.")),
    Column("districts", "string", _("Keys of the districts, parted by blanks; a list in JSON."), items="string"),
    Column("state", "string", _("exists, planned, being_set_up or ended.")),
    Column("beginning", "string", _("Beginning as a date, as exactly as beginning_precision says.")),
    Column("beginning_precision", "string", _("day, month, season, year or none.")),
    Column("beginning_words", "string", _("Beginning in the words of the source.")),
    Column(
        "meetings",
        "string",
        _("Meetings: date and state, parted by semicolons; a list in JSON."),
        items="string",
        joint="; ",
    ),
    Column("rhythm", "string", _("How often it meets, in the words of the source.")),
    Column("coverage", "string", _("Where, in the words of the source.")),
    Column("coverage_n", "integer", _("n of “n of m” in these words.")),
    Column("coverage_m", "integer", _("m of “n of m” in these words.")),
    Column(
        "initiators",
        "string",
        _("Initiators as printed, parted by semicolons; a list in JSON."),
        items="string",
        joint="; ",
    ),
    Column(
        "participants",
        "string",
        _("All others who take part, as printed, parted by semicolons; a list in JSON."),
        items="string",
        joint="; ",
    ),
    Column("found_in", "string", _("Where it is named: table/row/column, a reply or a remark.")),
    Column("quote", "string", _("The words it rests on.")),
)

# Lists over all inquiries, as files: what is told of one inquiry, with the inquiry and the edition it is told in.
_INQUIRY = Column("inquiry", "string", _("Address of the inquiry, e.g. hessen-19-1613."))
_EDITION = Column("edition", "integer", _("Number of the edition."))
_AS_OF = tuple(column for column in LONG if column.name in ("as_of", "as_of_is"))
ALL_CODINGS = (_INQUIRY, *CODINGS, _EDITION)
ALL_BODIES = (_INQUIRY, *BODIES, *_AS_OF, _EDITION, Column("url", "string", _("Address of this body.")))
INQUIRIES = (
    Column("slug", "string", _("Address of the inquiry, e.g. hessen-19-1613."), "slug"),
    Column("parliament", "string", _("The parliament as a short word, e.g. hessen."), "parliament"),
    Column("parliament_name", "string", _("Name of the parliament."), "parliament_name"),
    Column("term", "integer", _("Electoral term."), "term"),
    Column("number", "string", _("Number of the paper as printed, e.g. 19/1613."), "number"),
    Column("kind", "string", _("Kind of inquiry: minor, major or another word of the page's filter."), "kind"),
    Column("title", "string", _("Title as printed."), "title"),
    Column("askers", "string", _("Who asked: names with title and party."), "askers"),
    Column(
        "parties",
        "string",
        _("Parties of those who asked, parted by “ | ”; a list in JSON."),
        "parties",
        "string",
        " | ",
    ),
    Column("ministry", "string", _("Ministry that answered."), "ministry"),
    Column("asked_on", "date", _("Date of the inquiry; empty when unknown."), "asked_on"),
    Column("answered_on", "date", _("Date of the reply; empty when unknown."), "answered_on"),
    Column(
        "legal_status",
        "string",
        _("in_force, withdrawn, replaced or corrected, by an act of the parliament."),
        "legal_status",
    ),
    Column("edition_number", "integer", _("Number of the edition."), "edition_number"),
    Column("published_at", "datetime", _("When that edition was published."), "published_at"),
    Column("note", "string", _("What is new in that edition."), "note"),
    Column("annexes", "integer", _("How many tables are recorded."), "annexes"),
    Column("answers", "integer", _("How many answers: one for each cell, also for empty ones."), "answers"),
    Column("bodies", "integer", _("How many bodies are recorded, those of several at once among them."), "bodies"),
    Column("several_bodies", "integer", _("How many of these name several bodies at once."), "several_bodies"),
    Column("is_recorded", "boolean", _("False where only the entry of a catalogue is known."), "is_recorded"),
    Column(
        "counties_with_row",
        "integer",
        _("How many counties have a row in the table; empty where it is no survey."),
        "counties_with_row",
    ),
    Column("counties", "integer", _("How many counties there were on the day of the table."), "counties"),
    Column("subjects", "string", _("Subject headings, parted by “ | ”; a list in JSON."), "subjects", "string", " | "),
    Column(
        "builds_on",
        "string",
        _("Addresses of the inquiries that it relates to or continues, parted by blanks; a list in JSON."),
        "builds_on",
        "string",
    ),
    Column("url", "string", _("Address of the page.")),
)
