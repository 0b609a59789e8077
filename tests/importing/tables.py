"""Tables and papers as files say them, and what the database holds."""

from django.utils.translation import override

from survey.importing import import_paper, import_table
from survey.intake import read_paper
from survey.models import Annex, Passage, joined
from survey.sheets.table import Record, SheetCell, Table
from tests.factories import make_parliament
from tests.intake.papers import make_paper
from tests.snapshot import stored_models

HEADINGS = ("Frage 1", "Frage 2")


def make_table_file(*rows, headings=HEADINGS, left_out=()):
    """`rows` are labels with their texts: ("LK Fulda", "Ja.", "Nein."); the label "" continues the row above."""
    records = [
        Record(
            label,
            tuple(SheetCell(text, page=1, line=line) for text in (*texts, *[""] * (len(headings) - len(texts)))),
            continues=not label,
            line=line,
        )
        for line, (label, *texts) in enumerate(rows, 2)
    ]
    return Table(tuple(headings), tuple(records), left_out=tuple(left_out))


def bring_rows(annex, *rows, by=None, dry_run=False, **kwargs):
    return import_table(make_table_file(*rows, **kwargs), annex, by=by, dry_run=dry_run)


def bring_file(content=None, *, number="19/1613", by=None, dry_run=False, **kwargs):
    """Bring a small paper in, in English; the keywords are those of `tests.intake.papers.make_paper`."""
    content = content or make_paper(**kwargs)
    paper = read_paper(content, "paper.txt")
    facts = {"parliament": make_parliament(), "number": number, "by": by, "dry_run": dry_run}
    with override("en"):
        return import_paper(paper, content, "paper.txt", **facts)


def printed(answer):
    return joined(answer.printed_passages.live())


def reading(answer):
    return joined(answer.passages.live())


def as_printed(annex: Annex):
    """{"LK Fulda": ["text of Frage 1", ...]} as the database has it."""
    rows = annex.rows.order_by("position", "pk")
    return [[row.printed, *[printed(answer) for answer in row.answers.order_by("column__position")]] for row in rows]


def counts():
    """How many rows each table of the database has, histories included."""
    return {model._meta.label: model._base_manager.count() for model in stored_models()}


def passages():
    return list(Passage.objects.order_by("pk").values_list("text", "superseded_by__text"))
