"""An editing sheet that went through LibreOffice changes exactly the cells that were typed into."""

import json

import pytest

from survey.importing.editing import import_edits
from survey.importing.editing.files import read, written
from survey.importing.editing.sheet import HEADINGS
from survey.models import Answer
from tests.factories import make_table
from tests.importing.editing.sheets import WHEN
from tests.office import FILTERS, run
from tests.office import program as office_program

# What a spreadsheet program likes to make something else of.
TABLE = {
    "LK Fulda": ["1-2", "06631", "Mai 2015"],
    "LK Kassel": ["=1+1", "„so“ und 'so'", "Erster Absatz.\n\nZweiter - mit Strich."],
    "LK Gießen": ["TRUE", "1.138", "- Kirchen\n- Vereine"],
}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Types (row, column, text) into a file and saves it in the same format; returns its bytes."""
    soffice = office_program()
    folder = tmp_path_factory.mktemp("office")

    def type_into(content, extension, edits):
        source, target = folder / f"sheet.{extension}", folder / f"saved.{extension}"
        source.write_bytes(content)
        run("type_into_cells.py", soffice, folder / "profile", source, target, FILTERS[extension], json.dumps(edits))
        return target.read_bytes()

    return type_into


@pytest.mark.parametrize("extension", FILTERS)
def test_sheet_edited_in_libreoffice_changes_exactly_the_edited_cells(db, office, extension):
    annex = make_table(TABLE)
    text, note, status = (HEADINGS.index(name) for name in ("text", "note", "status"))
    edits = [[1, text, "1-2, seit 2014"], [6, note, "06631"], [9, status, "unknown"]]
    saved = office(written(annex, extension, WHEN), extension, edits)
    report = import_edits(read(saved, f"saved.{extension}"), annex.inquiry, by=None, dry_run=False)
    assert (report.changed, report.unchanged, report.refusals) == (3, 6, [])
    changed = Answer.objects.filter(version=2).order_by("row__position", "column__position")
    assert [(str(answer), answer.wording, answer.note, answer.status) for answer in changed] == [
        ("LK Fulda, Frage 1", "1-2, seit 2014", "", "answered"),
        ("LK Kassel, Frage 3", None, "06631", "answered"),
        ("LK Gießen, Frage 3", None, "", "unknown"),
    ]
