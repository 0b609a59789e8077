"""The import page of a table: preview, confirmation, rights, broken files."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from survey.importing import bring
from survey.importing.formats import FORMATS, CsvFormat, XlsFormat
from survey.models import Batch, Fragment, Source
from tests import factories
from tests.intake.golden import ANNEXES

TABLE = "respondent,Frage 1,Frage 2\r\nLK Fulda,Ja.,s. 1\r\nLK Kassel,Nein.,\r\n"
CSV = FORMATS.index(CsvFormat)


@pytest.fixture
def annex(db):
    inquiry = factories.make_inquiry()
    factories.make_question(inquiry, "1")
    factories.make_question(inquiry, "2")
    return factories.make_annex(inquiry)


def upload(client, annex, text=TABLE, name="anlage.csv", encoding="utf-8"):
    file = SimpleUploadedFile(name, text.encode(encoding))
    data = {"resource": 0, "annex": annex.pk, "import_file": file, "format": CSV}
    return client.post(reverse("admin:survey_annex_import"), data)


def confirm(client, preview):
    form = preview.context["confirm_form"]
    return client.post(reverse("admin:survey_annex_process_import"), form.initial, follow=True)


def printed(annex):
    fragments = Fragment.objects.filter(printed_in__row__annex=annex)
    return sorted(fragments.values_list("printed_in__row__printed", "printed_in__column__heading", "text", "position"))


def messages(response):
    return [str(message) for message in response.context["messages"]]


def test_preview_is_the_dry_run_and_writes_nothing(desk, annex, editor):
    report = upload(desk, annex).context["result"].report
    expected = bring(CsvFormat().read(TABLE.encode()), annex, by=editor, dry_run=True)
    assert report == expected
    assert (Batch.objects.count(), Source.objects.count(), Fragment.objects.count()) == (0, 0, 0)


def test_confirmation_does_what_the_command_does(desk, annex, editor):
    other = factories.make_annex(factories.make_inquiry())
    factories.make_question(other.inquiry, "1")
    factories.make_question(other.inquiry, "2")
    report = bring(CsvFormat().read(TABLE.encode()), other, by=editor, dry_run=False)
    response = confirm(desk, upload(desk, annex))
    assert messages(response) == [report.sentence]
    assert printed(annex) == printed(other)
    batch = Batch.objects.get(annex=annex)
    counts = [batch.new, batch.changed, batch.unchanged, batch.refused]
    assert counts == [report.new, report.changed, report.unchanged, report.refused]
    assert (batch.by, batch.source.name, bytes(batch.source.content)) == (editor, "anlage.csv", TABLE.encode())


def test_import_brought_twice_changes_nothing_and_says_so(desk, annex):
    confirm(desk, upload(desk, annex))
    before = Batch.objects.count()
    preview = upload(desk, annex)
    assert preview.context["result"].report.changes_nothing
    confirm(desk, preview)
    assert Batch.objects.count() == before


def test_upload_is_gone_after_the_confirmation(desk, annex):
    preview = upload(desk, annex)
    confirm(desk, preview)
    name = preview.context["confirm_form"].initial["import_file_name"]
    assert not (settings.VAR_DIR / "uploads" / name).exists()


def test_confirmation_reads_no_other_file(desk, annex):
    initial = upload(desk, annex).context["confirm_form"].initial
    response = desk.post(reverse("admin:survey_annex_process_import"), initial | {"import_file_name": "../x"})
    assert response.status_code == 400


def test_broken_file_is_refused_with_its_whole_sentence(desk, annex):
    response = upload(desk, annex, "respondent,Frage 1\r\nLK Fulda,Ja.,zu viel\r\n")
    errors = response.context["form"].errors["import_file"]
    assert errors == ["anlage.csv, Zeile 2: 3 Felder, aber die Tabelle hat 2 Spalten."]
    assert Fragment.objects.count() == 0


def test_table_in_another_encoding_is_read(desk, annex):
    preview = upload(desk, annex, TABLE.replace("Nein", "Größe"), encoding="latin-1")
    assert [change.new for change in preview.context["result"].report.changes if change.new] == [
        "Ja.",
        "s. 1",
        "Größe.",
    ]


def test_import_needs_its_own_right(client, annex):
    viewer = factories.make_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename__in=["view_annex", "change_annex", "add_annex"]))
    client.force_login(viewer)
    assert client.get(reverse("admin:survey_annex_import")).status_code == 403
    assert upload(client, annex).status_code == 403
    assert client.post(reverse("admin:survey_annex_process_import")).status_code == 403
    lists = client.get(reverse("admin:survey_annex_changelist"))
    assert reverse("admin:survey_annex_import") not in lists.content.decode()


def test_table_is_exported_and_comes_back_without_a_change(desk, annex):
    confirm(desk, upload(desk, annex))
    response = desk.post(reverse("admin:survey_annex_export_table", args=[annex.pk]), {"resource": 0, "format": 0})
    assert response.content.decode() == TABLE
    assert upload(desk, annex, response.content.decode()).context["result"].report.changes_nothing


def test_sheet_is_chosen_by_name_for_preview_and_confirmation(desk, annex):
    content = (ANNEXES / "several-sheets.xls").read_bytes()
    choice = {"resource": 0, "annex": annex.pk, "format": FORMATS.index(XlsFormat), "part": "Tabelle", "spread": "on"}
    file = SimpleUploadedFile("anlage.xls", content)
    preview = desk.post(reverse("admin:survey_annex_import"), choice | {"import_file": file})
    confirm(desk, preview)
    assert list(annex.rows.values_list("printed", flat=True)) == ["LK Fulda", "LK Fulda", "LK Gießen"]


def test_sheet_that_is_not_there_is_refused_with_the_names_of_those_that_are(desk, annex):
    content = (ANNEXES / "several-sheets.xls").read_bytes()
    choice = {"resource": 0, "annex": annex.pk, "format": FORMATS.index(XlsFormat), "part": "Blatt 9"}
    file = SimpleUploadedFile("anlage.xls", content)
    response = desk.post(reverse("admin:survey_annex_import"), choice | {"import_file": file})
    (error,) = response.context["form"].errors["import_file"]
    assert [name in error for name in ("Blatt 9", "Deckblatt, Tabelle, Alt")] == [True, True]
