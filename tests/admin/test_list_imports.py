"""Lists at the desk: import with a preview, confirmation, refused rows, undo, and who may."""

import json

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from survey.importing.lists.kinds import LISTS
from survey.importing.lists.resource import Rights
from survey.models import Batch, Body, Coding, District, ImportSession, SearchRow
from tests import factories
from tests.admin.papers import make_paper
from tests.admin.test_exports import exported
from tests.importing.lists.sheets import exported as list_file
from tests.importing.lists.sheets import lines_of
from tests.importing.tables import counts

pytestmark = pytest.mark.django_db


def as_file(headings, lines, name="list.json"):
    content = json.dumps([dict(zip(headings, line, strict=True)) for line in lines])
    return SimpleUploadedFile(name, content.encode())


def uploaded(client, kind, file):
    return client.post(reverse(f"admin:survey_{kind}_records"), {"file": file}, follow=True)


def session_page(kind):
    return reverse(f"admin:survey_{kind}_records_page", args=[ImportSession.objects.get().token])


@pytest.fixture
def bodies(desk):
    """Three bodies, and the list of them with two changed."""
    for number in range(3):
        factories.make_body(usual_name=f"Runder Tisch {number}", slug=f"tisch-{number}")
    headings, lines = lines_of(list_file("body"))
    for line in lines[:2]:
        line[headings.index("usual_name")] += " neu"
    return headings, lines


def test_list_is_previewed_confirmed_and_undone(desk, bodies, editor):
    before = counts()
    page = uploaded(desk, "body", as_file(*bodies)).content.decode()
    assert (page.count("<ins>neu</ins>") + page.count("<ins> neu</ins>"), "Runder Tisch 2" in page) == (2, False)
    sessions = {"survey.ImportSession", "survey.PreviewedChanges", "sessions.Session"}
    changed = {name for name, number in counts().items() if before[name] != number}
    assert changed <= sessions
    assert "list.json" in desk.get(reverse("admin:index")).content.decode()
    page = desk.post(session_page("body"), {"import": "1"}, follow=True)
    batch = Batch.objects.get()
    assert (batch.new, batch.changed, batch.unchanged, batch.list_of, batch.by) == (0, 2, 1, "body", editor)
    assert reverse("admin:survey_batch_change", args=[batch.pk]) in page.content.decode()
    assert "list.json" not in desk.get(reverse("admin:survey_importsession_changelist")).content.decode()
    cells = desk.get(reverse("admin:survey_batch_cells", args=[batch.pk])).content.decode()
    assert cells.count("<ins>") == 2
    undo = reverse("admin:survey_batch_undo", args=[batch.pk])
    desk.post(undo, {"reason": "Versehen."})
    assert not Body.objects.filter(usual_name__endswith="neu").exists()
    told = Body.objects.first().history.first()
    assert (told.undoes_id, told.history_change_reason) == (batch.pk, "Versehen.")


def test_record_that_somebody_worked_on_stays_and_the_rest_of_its_list_is_undone(desk, bodies):
    uploaded(desk, "body", as_file(*bodies))
    desk.post(session_page("body"), {"import": "1"})
    Body.objects.filter(slug="tisch-0").update(usual_name="Von Hand")
    undo = reverse("admin:survey_batch_undo", args=[Batch.objects.get().pk])
    page = desk.get(undo).content.decode()
    assert ("Runder Tisch 0" in page, "Runder Tisch 1" in page) == (True, False)
    assert "An diesen wurde seitdem gearbeitet, sie bleiben:" in page
    desk.post(undo, {"reason": "Versehen."})
    names = dict(Body.objects.values_list("slug", "usual_name"))
    assert names == {"tisch-0": "Von Hand", "tisch-1": "Runder Tisch 1", "tisch-2": "Runder Tisch 2"}
    assert Batch.objects.get().undone_at


def test_list_of_which_all_was_worked_on_is_not_undone(desk, bodies):
    uploaded(desk, "body", as_file(*bodies))
    desk.post(session_page("body"), {"import": "1"})
    Body.objects.filter(slug__in=["tisch-0", "tisch-1"]).update(usual_name="Von Hand")
    undo = reverse("admin:survey_batch_undo", args=[Batch.objects.get().pk])
    assert "Runder Tisch 1" in desk.get(undo).content.decode()
    desk.post(undo, {"reason": "Versehen."})
    assert Batch.objects.get().undone_at is None


def test_refused_rows_come_as_a_file_and_the_others_can_be_imported(desk, bodies):
    headings, lines = bodies
    lines[0][headings.index("kind")] = "kein Gremium"
    page = uploaded(desk, "body", as_file(headings, lines)).content.decode()
    address = session_page("body")
    assert reverse("admin:survey_body_records_refused", args=[ImportSession.objects.get().token, "csv"]) in page
    refused = desk.get(f"{address}refused.csv").content.decode()
    assert ("kein Gremium" in refused, "tisch-1" in refused) == (True, False)
    desk.post(address, {"import": "1"})
    assert not Batch.objects.exists()
    desk.post(address, {"import": "1", "skip_refused": "on"})
    assert (Batch.objects.get().changed, Batch.objects.get().refused) == (1, 1)


def test_what_others_changed_since_the_export_is_not_written_over(desk, bodies):
    Body.objects.filter(slug="tisch-0").update(usual_name="Von Hand")
    Body.objects.filter(slug="tisch-2").update(usual_name="Auch von Hand")
    page = uploaded(desk, "body", as_file(*bodies)).content.decode()
    assert (page.count("Von Hand"), page.count("Auch von Hand")) == (1, 0)
    desk.post(session_page("body"), {"import": "1", "skip_refused": "on"})
    assert list(Body.objects.order_by("slug").values_list("usual_name", flat=True)) == [
        "Von Hand",
        "Runder Tisch 1 neu",
        "Auch von Hand",
    ]


def test_prepared_list_is_its_owners_and_can_be_discarded(desk, bodies, publishers_desk):
    uploaded(desk, "body", as_file(*bodies))
    address = session_page("body")
    assert publishers_desk.get(address).status_code == 404
    desk.post(address, {"forget": "1"})
    assert not ImportSession.objects.exists()


def test_file_that_is_no_such_list_is_refused_beside_its_field(desk, paper):
    page = uploaded(desk, "body", SimpleUploadedFile("x.csv", b"a,b\n1,2\n"))
    assert "Die Liste hat keine Spalte" in page.content.decode()
    page = uploaded(desk, "body", SimpleUploadedFile("x.xlsx", b"PK\x03\x04 broken"))
    assert page.status_code == 200
    assert not ImportSession.objects.exists()


@pytest.mark.parametrize("kind", LISTS)
def test_rights_of_an_import_are_those_of_the_form(kind, desk, publishers_desk, editor, publisher, rf):
    model_admin = admin.site._registry[LISTS[kind].model]
    for user, client in ((editor, desk), (publisher, publishers_desk)):
        request = rf.get("/")
        request.user = user
        rights = Rights(user, LISTS[kind])
        may = (model_admin.has_add_permission(request), model_admin.has_change_permission(request))
        assert (rights.add, rights.change) == may
        page = client.get(reverse(f"admin:survey_{kind}_records"))
        assert page.status_code == (200 if any(may) else 403)
        listed = client.get(reverse(f"admin:survey_{kind}_changelist")).content.decode()
        assert (reverse(f"admin:survey_{kind}_records") in listed) == any(may)


def test_editor_without_freigabe_changes_no_district_by_an_import(desk, publishers_desk):
    factories.make_district("Fulda", "06631")
    headings, lines = lines_of(list_file("district"))
    lines[0][headings.index("name")] = "Fulda-Land"
    assert uploaded(desk, "district", as_file(headings, lines)).status_code == 403
    uploaded(publishers_desk, "district", as_file(headings, lines))
    publishers_desk.post(session_page("district"), {"import": "1"})
    assert District.objects.get().name == "Fulda-Land"
    assert SearchRow.objects.filter(kind=SearchRow.Kind.DISTRICT, title__contains="Fulda").exists()
    assert desk.get(reverse("admin:survey_batch_undo", args=[Batch.objects.get().pk])).status_code == 403


def test_second_reader_does_not_see_first_readings_by_an_import(desk, editor):
    coding = factories.make_coding(role="first")
    headings, lines = lines_of(list_file("coding"))
    other = factories.make_coding(role="second", question=coding.question, code=coding.code, by=editor)
    assert not Coding.objects.visible_to(editor).filter(pk=coding.pk).exists()
    lines[0][headings.index("note")] = "Neugierig."
    lines[0][headings.index("seen")] = ""
    page = uploaded(desk, "coding", as_file(headings, lines)).content.decode()
    assert (str(other.pk) != "", "nicht sehen" in page, "Neugierig" in page) == (True, True, False)


def test_export_offers_the_list_that_comes_back(desk, paper):
    page = desk.get(reverse("admin:survey_body_export")).content.decode()
    assert "alle Spalten" in page
    response = desk.post(reverse("admin:survey_body_export"), {"format": 0, "resource": 1})
    headings, lines = lines_of(response.content)
    assert (headings[-1], len(lines)) == ("gesehen", Body.objects.count())
    assert exported(desk, "body").status_code == 200


def test_export_of_a_list_costs_the_same_with_few_and_with_many_records(desk):
    numbers = []
    desk.get(reverse("admin:survey_body_export"))
    for _ in range(2):
        make_paper()
        with CaptureQueriesContext(connection) as queries:
            desk.post(reverse("admin:survey_body_export"), {"format": 0, "resource": 1})
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
