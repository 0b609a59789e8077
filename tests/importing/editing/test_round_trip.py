"""Export, import unchanged: nothing changes, whatever the texts are and in every format."""

import csv
import io

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey.importing import import_table
from survey.importing.editing import import_edits
from survey.importing.editing.files import read, written
from survey.importing.files_to_edit import FORMATS
from survey.importing.formats import EXPORT_FORMATS
from survey.importing.resources import AnnexResource
from survey.intake import read_annex
from survey.models import Answer
from tests.examples import one_in
from tests.factories import make_annex, make_table
from tests.importing.editing.sheets import WHEN, bring_back_file
from tests.importing.tables import bring_rows, counts

# What programs make of their own: dates, numbers, formulas, quotation marks, line ends, blanks, letters beyond ASCII.
ODD = st.sampled_from(
    ["1-2", "06631", "1.3.", "=1+1", "'- ja", "@x", "1 138", "„so“ 'und' \"so\"", "a\n\nb", "TRUE", "5E3", "Mai 2015"]
)
PLAIN = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=40)
TEXTS = st.lists(st.lists(ODD | PLAIN | st.just(""), min_size=2, max_size=2), min_size=1, max_size=8)
FEW = settings(one_in(3), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def brought(texts):
    annex = make_annex()
    bring_rows(annex, *[(f"Stelle {number}", *row) for number, row in enumerate(texts, 1)])
    return annex


@pytest.mark.parametrize("extension", FORMATS)
@given(texts=TEXTS)
@FEW
def test_editing_sheet_comes_back_unchanged(db, extension, texts):
    annex = brought(texts)
    before = counts()
    report = bring_back_file(annex, extension)
    assert (report.changed, report.refusals, counts()) == (0, [], before)


@pytest.mark.parametrize("format_class", EXPORT_FORMATS, ids=lambda each: each.extension)
@given(texts=TEXTS)
@FEW
def test_printed_table_comes_back_unchanged(db, format_class, texts):
    annex = brought(texts)
    before = counts()
    data = format_class().export_data(AnnexResource(annex).export())
    table = read_annex(data, f"file.{format_class.extension}")
    report = import_table(table, annex, by=None, dry_run=False)
    assert (list(report.changes), counts()) == ([], before)


@pytest.mark.parametrize(
    ("language", "heading", "words"),
    [("de", "Status", ("beantwortet", "Feld leer")), ("en", "status", ("answered", "empty field"))],
)
def test_sheet_speaks_the_language_of_its_reader_and_comes_back_under_another(db, language, heading, words):
    annex = make_table({"LK Fulda": ["Ja.", ""]}, headings=["Frage 1", "Frage 2"])
    Answer.objects.filter(column__heading="Frage 2").update(status="blank")
    with override(language):
        headings, *lines = csv.reader(io.StringIO(written(annex, "csv", WHEN).decode("utf-8-sig")))
    status = headings.index(heading)
    assert tuple(line[status] for line in lines) == words
    lines[0][status], lines[1][status] = words[1], words[1].upper()
    file = io.StringIO()
    csv.writer(file).writerows([headings, *lines])
    with override("en" if language == "de" else "de"):
        report = import_edits(read(file.getvalue().encode(), "a.csv"), annex.inquiry, by=None, dry_run=False)
    assert (report.changed, report.unchanged, report.refused) == (0, 1, 1)  # no field with words is empty
