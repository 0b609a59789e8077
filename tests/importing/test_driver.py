"""The library drives the import of a table: it asks for the plan, counts rows, and has the plan written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from survey.importing.progress import silent
from survey.importing.resources import AnnexResource
from survey.importing.table import TableRows, import_table
from survey.models import Answer
from tests.factories import make_annex
from tests.importing.tables import make_table_file

pytestmark = pytest.mark.django_db
CHOICES = dict.fromkeys(("mapping", "names", "known", "source", "batch", "kept", "by"))


def driven(annex, *rows, preview, headings=("Frage 1", "Frage 2")):
    """The result of the library, as it comes out of the resource."""
    resource = AnnexResource(annex)
    table = TableRows(make_table_file(*rows, headings=headings))
    return resource.import_data(table, preview=preview, progress=silent, skip_refused=False, **CHOICES)


def test_library_counts_what_becomes_of_each_row():
    annex = make_annex()
    first = (("LK Fulda", "Ja."), ("", "Seit 2014."), ("LK Kassel", "Nein."))
    assert driven(annex, *first, preview=False).totals["new"] == 3
    again = driven(annex, *first, preview=False).totals
    assert (again["new"], again["update"], again["skip"]) == (0, 0, 3)
    changed = driven(annex, ("LK Fulda", "Ja."), ("", "Seit 2015."), ("LK Gießen", "Nein."), preview=False).totals
    assert (changed["new"], changed["update"], changed["skip"]) == (1, 2, 0)


def test_preview_writes_nothing_and_opens_no_transaction():
    annex = make_annex()
    with CaptureQueriesContext(connection) as queries:
        assert driven(annex, ("LK Fulda", "Ja."), preview=True).totals["new"] == 1
    wrong = [each["sql"] for each in queries if each["sql"].split()[0] not in ("SELECT",)]
    assert (wrong, Answer.objects.count()) == ([], 0)


def test_import_of_a_table_is_a_call_of_the_library(monkeypatch):
    calls = []
    own = AnnexResource.import_data
    monkeypatch.setattr(
        AnnexResource, "import_data", lambda self, *args, **kwargs: calls.append(1) or own(self, *args, **kwargs)
    )
    assert import_table(make_table_file(("LK Fulda", "Ja.")), make_annex(), by=None, dry_run=True).new == 2
    assert calls == [1]
