"""The first paper as a draft: imported, and with its editor's layer."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from survey.importing import import_paper, load_layer
from survey.intake import read_paper
from survey.models import Inquiry, Parliament
from tests import snapshot

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "hessen-19-1613"


def bring_first_paper(*, dry_run=False):
    content = (FOLDER / "source.txt").read_bytes()
    parliament = Parliament.objects.get(slug="hessen")
    paper = read_paper(content, "source.txt")
    return import_paper(paper, content, "source.txt", parliament=parliament, number="19/1613", by=None, dry_run=dry_run)


@pytest.fixture(scope="session")
def drafts(django_db_setup, django_db_blocker):
    """All rows after the import, and after the layer."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", "districts", "respondents", "parliaments", verbosity=0)
        bring_first_paper()
        imported = snapshot.take()
        load_layer(FOLDER, Inquiry.objects.get(), by=None, dry_run=False)
        edited = snapshot.take()
        transaction.set_rollback(True)
    return {"imported": imported, "edited": edited}


@pytest.fixture(scope="module")
def draft_rows(django_db_blocker, drafts):
    with snapshot.standing(django_db_blocker, lambda: snapshot.put(drafts["imported"])):
        yield


@pytest.fixture(scope="module")
def edited_rows(django_db_blocker, drafts):
    with snapshot.standing(django_db_blocker, lambda: snapshot.put(drafts["edited"])):
        yield


@pytest.fixture
def draft(draft_rows, db):
    return Inquiry.objects.get(slug="hessen-19-1613")


@pytest.fixture
def edited(edited_rows, db):
    return Inquiry.objects.get(slug="hessen-19-1613")
