"""Editing sheets that are exported, changed and brought back."""

import datetime

from survey.importing.editing import import_edits
from survey.importing.editing.files import read, written
from survey.importing.editing.sheet import HEADINGS, rows
from survey.sheets import json

WHEN = datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC)


def exported(annex):
    """Each line as a dictionary, by the key of its cell."""
    lines = (dict(zip(HEADINGS, map(str, row), strict=True)) for row in rows(annex))
    return {line["key"]: line for line in lines}


def sheet_of(lines):
    lines = list(lines)
    data = "".join(json.lines(list(lines[0]), [list(line.values()) for line in lines])).encode()
    return read(data, "editing.json")


def bring_back(annex, lines, *, by=None, dry_run=False, **options):
    return import_edits(sheet_of(lines.values()), annex.inquiry, by=by, dry_run=dry_run, **options)


def bring_back_file(annex, extension, *, by=None):
    table = read(written(annex, extension, WHEN), f"editing.{extension}")
    return import_edits(table, annex.inquiry, by=by, dry_run=False)
