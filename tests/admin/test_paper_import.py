"""The import page of a whole paper."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override

from survey.models import Answer, Batch, Finding, Fragment, Inquiry
from survey.publishing.freeze import freeze
from tests import factories

SOURCE = Path(settings.BASE_DIR) / "fixtures" / "hessen-19-1613" / "source.txt"
PAGE = "/admin/survey/inquiry/import/"


@pytest.fixture
def parliament(db):
    return factories.make_parliament()


def upload(client, parliament, content=None, number="19/1613", page=PAGE):
    file = SimpleUploadedFile("source.txt", SOURCE.read_bytes() if content is None else content)
    return client.post(page, {"parliament": parliament.pk, "number": number, "file": file})


def confirm(client, preview):
    return client.post(PAGE, preview.context["form"].initial, follow=True)


def messages(response):
    return [str(message) for message in response.context["messages"]]


def test_preview_shows_the_report_and_writes_nothing(desk, parliament):
    report = upload(desk, parliament).context["report"]
    assert (report.dry_run, report.new > 60) == (True, True)
    assert (Inquiry.objects.count(), Batch.objects.count(), Fragment.objects.count()) == (0, 0, 0)


def test_confirmation_makes_the_draft_that_the_command_makes(desk, parliament, editor):
    response = confirm(desk, upload(desk, parliament))
    inquiry = Inquiry.objects.get()
    by_hand = freeze(inquiry), Answer.objects.count(), Finding.objects.count()
    assert response.redirect_chain == [(reverse("admin:survey_inquiry_change", args=[inquiry.pk]), 302)]
    assert Batch.objects.get().by == editor

    elsewhere = factories.make_parliament("hessen-2", name=parliament.name)
    parliament.slug, elsewhere.slug = "before", "hessen"
    parliament.save()
    elsewhere.save()
    Inquiry.objects.update(slug="before-19-1613")
    call_command("import_paper", str(SOURCE), parliament="hessen", number="19/1613", by="editor")
    second = Inquiry.objects.exclude(pk=inquiry.pk).get()
    assert freeze(second) == by_hand[0]
    assert (Answer.objects.count(), Finding.objects.count()) == (2 * by_hand[1], 2 * by_hand[2])


def test_paper_brought_twice_changes_nothing_and_says_so(desk, parliament):
    confirm(desk, upload(desk, parliament))
    preview = upload(desk, parliament)
    assert preview.context["report"].changes_nothing
    response = confirm(desk, preview)
    assert messages(response) == [preview.context["report"].sentence]
    assert Batch.objects.count() == 1


def test_broken_paper_is_refused_with_its_whole_sentence(desk, parliament):
    broken = settings.BASE_DIR / "tests" / "broken" / "paper" / "too-many-cells.txt"
    response = upload(desk, parliament, broken.read_bytes(), page="/en" + PAGE)
    expected = broken.with_suffix(".expected").read_text().strip().replace("too-many-cells.txt", "source.txt")
    assert response.context["form"].errors == {"file": [expected]}
    assert Inquiry.objects.count() == 0


def test_number_taken_by_another_paper_is_refused(desk, parliament):
    factories.make_source(factories.make_inquiry("19/1613", parliament=parliament, title="Etwas anderes"))
    response = upload(desk, parliament)
    assert list(response.context["form"].errors) == ["__all__"]
    assert Inquiry.objects.get().title == "Etwas anderes"


def test_upload_that_is_gone_is_said(desk, parliament):
    initial = upload(desk, parliament).context["form"].initial
    (settings.VAR_DIR / "uploads" / initial["stored"]).unlink()
    with override("en"):
        response = desk.post("/en" + PAGE, initial, follow=True)
    assert messages(response) == ["The uploaded file is no longer there. Please upload it again."]


def test_import_needs_its_own_right(client, parliament):
    viewer = factories.make_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.exclude(codename="import_inquiry"))
    client.force_login(viewer)
    assert client.get(PAGE).status_code == 403
    assert upload(client, parliament).status_code == 403
    assert client.post(PAGE, {"stored": "x"}).status_code == 403
    assert PAGE not in client.get("/admin/survey/inquiry/").content.decode()


def test_editor_finds_the_page(desk, parliament):
    assert PAGE in desk.get("/admin/survey/inquiry/").content.decode()


def test_pasted_text_is_the_same_as_its_file(desk, parliament):
    text = SOURCE.read_text()
    pasted = desk.post(PAGE, {"parliament": parliament.pk, "number": "19/1613", "pasted": text.replace("\n", "\r\n")})
    assert pasted.context["report"] == upload(desk, parliament).context["report"]
    confirm(desk, pasted)
    source = Inquiry.objects.get().sources.get()
    assert (source.name, bytes(source.content).decode()) == ("19-1613.txt", text)


def test_neither_a_file_nor_a_text_is_said_beside_the_field(desk, parliament):
    page = desk.post(PAGE, {"parliament": parliament.pk, "number": "19/1613"})
    assert list(page.context["form"].errors) == ["file"]


def test_preview_says_what_was_not_found_and_stays_empty(desk, parliament):
    with override("en"):
        page = upload(desk, parliament, page=PAGE.replace("/admin/", "/en/admin/"))
        assert "Not found in the text, and left empty: received, forwarded, asked in." in page.context["report"].notes()
