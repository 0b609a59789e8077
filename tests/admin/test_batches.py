"""What an import did, cell by cell, and undoing it on the desk."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from survey.models import Answer, Batch
from tests import factories
from tests.importing.tables import bring_rows

ROWS = [(f"LK {number}", "Ja.") for number in range(60)]


@pytest.fixture
def batch(editor):
    annex = factories.make_annex(factories.make_inquiry())
    return bring_rows(annex, *ROWS, headings=("Frage 1",), by=editor).batch


def step(batch, name):
    return reverse(f"admin:survey_batch_{name}", args=[batch.pk])


def undo(client, batch, reason="Falsche Datei."):
    return client.post(step(batch, "undo"), {"reason": reason}, follow=True)


def test_every_cell_is_listed_page_by_page(desk, batch):
    first, second = (desk.get(step(batch, "cells"), {"page": page}).context["shown_changes"] for page in (1, 2))
    assert (len(first), len(second)) == (50, 10)
    answer = Answer.objects.get(row__printed="LK 0")
    address = reverse("admin:survey_answer_change", args=[answer.pk])
    assert first[0] == {"place": "LK 0, Frage 1", "address": address, "is_new": True, "pieces": [("ins", "Ja.")]}


def test_page_of_cells_costs_the_same_for_few_and_many(desk, batch, editor, django_assert_max_num_queries):
    small = bring_rows(factories.make_annex(factories.make_inquiry()), ("LK Fulda", "Ja."), by=editor).batch
    counts = []
    for each in (small, batch):
        with django_assert_max_num_queries(40) as queries:
            desk.get(step(each, "cells"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_import_is_undone_with_a_reason_and_stays_to_be_read(desk, batch, editor):
    assert "reason" in desk.post(step(batch, "undo"), {"reason": ""}).context["form"].errors
    undo(desk, batch)
    undone = Batch.objects.get()
    assert (Answer.objects.count(), undone.undone_by, undone.undone_reason) == (0, editor, "Falsche Datei.")
    cells = desk.get(step(batch, "cells")).context["shown_changes"]
    assert (cells[0]["place"], cells[0]["address"]) == ("LK 0, Frage 1", "")
    assert step(batch, "undo") not in desk.get(reverse("admin:survey_batch_change", args=[batch.pk])).content.decode()


def test_import_that_was_edited_since_names_the_cells_and_has_no_button(desk, batch):
    Answer.objects.filter(row__printed="LK 7").update(version=2)
    page = desk.get(step(batch, "undo"))
    assert "LK 7, Frage 1" in page.content.decode()
    assert not page.context["submit"]
    undo(desk, batch)
    assert (Answer.objects.count(), Batch.objects.get().undone_at) == (60, None)


def test_undo_needs_the_right_to_import(client, batch):
    viewer = factories.make_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_batch"))
    client.force_login(viewer)
    assert client.get(step(batch, "cells")).status_code == 200
    assert undo(client, batch).status_code == 403
