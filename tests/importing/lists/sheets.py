"""Lists as they go out and come back."""

from django.utils import timezone
from django.utils.translation import override

from survey.importing.lists.export import list_dataset, written
from survey.importing.lists.files import read
from survey.importing.lists.importing import import_records
from survey.importing.lists.kinds import LISTS

# Of each list one cell of its first record that an editor may change, and what it shall say.
EDITED = {
    "parliament": ("short_name", "HLT"),
    "district": ("region", "Mittelhessen-Süd"),
    "respondent": ("name", "Anders genannt"),
    "respondentname": ("respondent", ""),
    "inquiry": ("signed_at", "Kassel"),
    "asker": ("title", "Prof."),
    "inquirydate": ("printed", "am selben Tag"),
    "inquiryrelation": ("note", "Fragt später noch einmal."),
    "question": ("short_title", "Worum es geht"),
    "code": ("label", "So ist es"),
    "coding": ("note", "Anders gelesen."),
    "claim": ("note", "Gezählt am Montag."),
    "body": ("usual_name", "Ein anderer Name"),
    "meeting": ("state", "announced"),
}


def exported(kind, extension="csv", language="en", queryset=None) -> bytes:
    with override(language):
        return written(list_dataset(LISTS[kind], queryset), extension, timezone.localtime())


def lines_of(content, name="list.csv"):
    headings, lines = read(content, name)
    return headings, [cells + [""] * (len(headings) - len(cells)) for _line, cells in lines]


def brought(kind, content, *, name="list.csv", language="en", by=None, dry_run=False, **options):
    """What an import of the file says."""
    headings, lines = read(content, name)
    with override(language):
        return import_records(
            LISTS[kind], headings, lines, name=name, content=content, by=by, dry_run=dry_run, **options
        )


def brought_lines(kind, headings, lines, **options):
    """The same with the lines of a file, each a list of cells."""
    options = {"name": "list.csv", "content": repr(lines).encode(), "by": None, "dry_run": False} | options
    with override(options.pop("language", "en")):
        return import_records(LISTS[kind], headings, list(enumerate(lines, 2)), **options)


def figures(report):
    return report.new, report.changed, report.refused
