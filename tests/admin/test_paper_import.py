"""The import page of a whole paper."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override

from survey.models import Answer, Batch, Finding, Inquiry, Passage
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
    assert (Inquiry.objects.count(), Batch.objects.count(), Passage.objects.count()) == (0, 0, 0)


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


def paste(client, parliament, text, **fields):
    return client.post(PAGE, {"parliament": parliament.pk, "number": "19/1613", "pasted": text} | fields)


def accept(client, preview, *, but=()):
    """Send the preview's form as a browser does, with these boxes not ticked."""
    proposals = preview.context["report"].proposals
    sent = [proposal.token for proposal in proposals if not proposal.is_needed]
    boxes = {"proposed": sent, "accept": [token for token in sent if token not in but]}
    return client.post(PAGE, preview.context["form"].initial | boxes, follow=True)


def tokens(page):
    return [proposal.token for proposal in page.context["report"].proposals]


def test_preview_lists_each_fact_with_its_line_and_a_ticked_box(desk, parliament):
    page = upload(desk, parliament)
    html = page.content.decode()
    groups = [(some[0].kind, len(some)) for _heading, some in page.context["groups"]]
    assert groups == [
        ("paper", 7),
        ("asker", 1),
        ("date", 3),
        ("remark", 1),
        ("question", 7),
        ("reply", 3),
        ("table", 1),
    ]
    assert html.count('name="accept"') == len(tokens(page)) == html.count(" checked") == 23
    assert html.count('name="proposed"') == len(tokens(page)) - 2  # title and kind cannot be left out
    date = next(each for each in page.context["report"].proposals if each.token == "date-answered")
    assert (date.line, date.new) == (58, "14. April 2015\nUnterschrift")


def test_what_is_not_ticked_is_not_written_and_proposed_the_next_time(desk, parliament):
    left = ["paper-ministry", "date-asked", "question-3", "reply-3", "table-1"]
    accept(desk, upload(desk, parliament), but=left)
    inquiry = Inquiry.objects.get()
    assert (inquiry.ministry, inquiry.annexes.count(), inquiry.questions.count()) == ("", 0, 6)
    again = upload(desk, parliament)
    assert tokens(again) == left
    accept(desk, again)
    assert upload(desk, parliament).context["report"].changes_nothing
    assert Answer.objects.count() == 60


def test_parts_and_reply_without_their_question_are_left_out_and_said(desk, parliament):
    preview = upload(desk, parliament, page="/en" + PAGE)
    with override("en"):
        response = accept(desk, preview, but=["question-1"])
    assert list(Inquiry.objects.get().questions.filter(number=1)) == []
    needs = {each.token: len(each.needs) for each in preview.context["report"].proposals if each.needs}
    assert (needs["question-1a"], needs["reply-1"]) == (1, 3)
    assert len(messages(response)) == 5  # the counts, 1a, 1b, reply 1, and that all are proposed again


def test_fact_that_an_editor_removed_is_not_proposed_again(desk, parliament):
    accept(desk, upload(desk, parliament), but=["date-asked"])
    Inquiry.objects.get().dates.get(kind="answered").delete()
    assert tokens(upload(desk, parliament)) == ["date-asked"]


def test_title_and_kind_that_the_text_does_not_say_are_asked_for_and_typed(desk, parliament):
    page = paste(desk, parliament, "Frage 1. Wie viele?\n\nZwei.")
    assert page.context["form"].errors == {
        "title": ["Im Text nicht gefunden, aber für jede Anfrage nötig: Titel."],
        "kind": ["Im Text nicht gefunden, aber für jede Anfrage nötig: Art."],
    }
    preview = paste(desk, parliament, "Frage 1. Wie viele?\n\nZwei.", title="Runde Tische", kind="minor")
    accept(desk, preview)
    assert Inquiry.objects.values_list("title", "kind").get() == ("Runde Tische", "minor")


def test_paper_of_another_parliament_is_read_in_its_own_layout(desk):
    parliament = factories.make_parliament("niedersachsen", name="Niedersächsischer Landtag")
    text = (Path(settings.BASE_DIR) / "tests" / "papers" / "niedersachsen-two-heads.txt").read_text()
    accept(desk, paste(desk, parliament, text, number="19/99002"))
    inquiry = Inquiry.objects.get()
    assert (inquiry.asked_in, inquiry.annexes.get().in_reply.position) == ("19/98001", 1)
