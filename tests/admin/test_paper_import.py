"""The import page of a whole paper."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override

from survey.importing import ImportRefused, paper
from survey.intake import open_paper
from survey.models import Answer, Batch, Finding, ImportSession, Inquiry, Passage
from survey.publishing.freeze import freeze
from tests import factories
from tests.intake.papers import HEADER, make_paper

SOURCE = Path(settings.BASE_DIR) / "fixtures" / "hessen-19-1613" / "source.txt"
PAGE = "/admin/survey/inquiry/import/"
PRINTED = (Path(settings.BASE_DIR) / "tests" / "papers" / "niedersachsen-two-heads.txt").read_text()


@pytest.fixture
def parliament(db):
    return factories.make_parliament()


@pytest.fixture
def niedersachsen(db):
    return factories.make_parliament("niedersachsen", name="Niedersächsischer Landtag")


def upload(client, parliament=None, content=None, number="19/1613", page=PAGE, name="source.txt", **fields):
    """The page of the prepared import, or that of the upload where it is refused."""
    file = SimpleUploadedFile(name, SOURCE.read_bytes() if content is None else content)
    chosen = {"parliament": parliament.slug} if parliament else {}
    return client.post(page, chosen | {"number": number, "file": file} | fields, follow=True)


def press(client, page, **buttons):
    return client.post(page.request["PATH_INFO"], buttons, follow=True)


def confirm(client, preview):
    return press(client, preview, **{"import": "1"})


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
    assert response.redirect_chain == [(reverse("admin:survey_inquiry_workspace", args=[inquiry.pk]), 302)]
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


@pytest.mark.parametrize(
    ("name", "printed"),
    [("niedersachsen-signed", "Niedersächsischer Landtag"), ("bundestag-minor", "Deutscher Bundestag")],
)
def test_paper_of_another_parliament_than_was_chosen_is_refused(desk, parliament, niedersachsen, name, printed):
    content = (Path(settings.BASE_DIR) / "tests" / "papers" / f"{name}.txt").read_bytes()
    page = upload(desk, parliament, content, number="", page=f"/en{PAGE}")
    sentence = f"The file is a paper of “{printed}”, and “{parliament}” was chosen."
    assert (page.context["state"], page.context["outcome"]["sentence"]) == ("refused", sentence)
    assert sentence in page.content.decode()
    assert Inquiry.objects.count() == 0


def test_head_that_names_another_parliament_counts_also_where_no_layout_knows_it(desk, parliament, monkeypatch):
    """The desk and the command say the same, and neither opens the file twice."""
    other = factories.make_parliament("sonstwo", name="Landtag von Sonstwo")
    content = make_paper(header=HEADER.replace("HESSISCHER LANDTAG", "LANDTAG VON SONSTWO"))
    page = upload(desk, parliament, content, page=f"/en{PAGE}")
    sentence = f"The file is a paper of “{other}”, and “{parliament}” was chosen."
    assert (page.context["state"], page.context["outcome"]["sentence"]) == ("refused", sentence)
    opened = []
    monkeypatch.setattr(paper, "open_paper", lambda *file: opened.append(file) or open_paper(*file))
    with override("en"), pytest.raises(ImportRefused, match=sentence):
        paper.read_for(content, "source.txt", "hessen")
    assert len(opened) == 1


def test_number_taken_by_another_paper_is_refused(desk, parliament):
    factories.make_source(factories.make_inquiry("19/1613", parliament=parliament, title="Etwas anderes"))
    page = upload(desk, parliament)
    assert (page.context["state"], "Etwas anderes" in page.context["outcome"]["sentence"]) == ("refused", True)
    assert Inquiry.objects.get().title == "Etwas anderes"


def test_prepared_import_that_is_gone_is_said(desk, parliament):
    page = upload(desk, parliament)
    press(desk, page, forget="1")
    assert desk.get(page.request["PATH_INFO"]).status_code == 404


def test_prepared_import_of_another_is_not_there(desk, publishers_desk, parliament):
    page = upload(desk, parliament)
    assert publishers_desk.get(page.request["PATH_INFO"]).status_code == 404


def test_import_needs_its_own_right(client, parliament):
    viewer = factories.make_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.exclude(codename="import_inquiry"))
    client.force_login(viewer)
    assert client.get(PAGE).status_code == 403
    assert upload(client, parliament).status_code == 403
    assert PAGE not in client.get("/admin/survey/inquiry/").content.decode()


def test_editor_finds_the_page(desk, parliament):
    assert PAGE in desk.get("/admin/survey/inquiry/").content.decode()


def test_pasted_text_is_the_same_as_its_file(desk, parliament):
    text = SOURCE.read_text()
    pasted = paste(desk, parliament, text.replace("\n", "\r\n"))
    assert tokens(pasted) == tokens(upload(desk, parliament))
    confirm(desk, pasted)
    source = Inquiry.objects.get().sources.get()
    assert (source.name, bytes(source.content).decode()) == ("19-1613.txt", text)


def test_neither_a_file_nor_a_text_is_said_beside_the_field(desk, parliament):
    page = desk.post(PAGE, {"parliament": parliament.slug, "number": "19/1613"})
    assert list(page.context["form"].errors) == ["file"]


def test_preview_says_what_was_not_found_and_stays_empty(desk, parliament):
    with override("en"):
        page = upload(desk, parliament, page=PAGE.replace("/admin/", "/en/admin/"))
        assert "Not found in the text, and left empty: received, forwarded, asked in." in page.context["report"].notes()


def paste(client, parliament, text, **fields):
    chosen = {"parliament": parliament.slug, "number": "19/1613", "pasted": text}
    return client.post(PAGE, chosen | fields, follow=True)


def accept(client, preview, *, but=()):
    """Send the preview's form as a browser does, with these boxes not ticked."""
    proposals = preview.context["report"].proposals
    sent = [proposal.token for proposal in proposals if not proposal.is_needed]
    boxes = {"proposed": sent, "accept": [token for token in sent if token not in but]}
    return press(client, preview, **{"import": "1"} | boxes)


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
    assert page.context["form"].errors == {name: ["Das steht nicht in der Datei."] for name in ("title", "kind")}
    typed = {"parliament": parliament.slug, "number": "19/1613", "title": "Runde Tische", "kind": "minor"}
    preview = press(desk, page, facts="1", **typed)
    accept(desk, preview)
    assert Inquiry.objects.values_list("title", "kind").get() == ("Runde Tische", "minor")


def test_paper_of_another_parliament_is_read_in_its_own_layout(desk, niedersachsen):
    accept(desk, paste(desk, niedersachsen, PRINTED, number="19/99002"))
    inquiry = Inquiry.objects.get()
    assert (inquiry.asked_in, inquiry.annexes.get().in_reply.position) == ("19/98001", 1)


def test_file_says_by_itself_which_paper_it_is(desk, niedersachsen):
    page = upload(desk, content=PRINTED.encode(), number="")
    assert (page.context["state"], page.context["read"]["number"]) == ("previewed", "19/99002")
    confirm(desk, page)
    assert Inquiry.objects.get().slug == "niedersachsen-19-99002"


def test_several_files_become_imports_that_wait_and_are_read_in_turn(desk, niedersachsen, monkeypatch):
    started = []
    monkeypatch.setattr("survey.importing.prepared.start_process", lambda tokens, *_, **how: started.append(tokens))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("eins/a.txt", PRINTED)
        archive.writestr("b.txt", SOURCE.read_bytes())
    page = upload(desk, content=packed.getvalue(), number="", name="papers.zip")
    call_command("run_import", *started[0], dry_run=True)
    assert list(ImportSession.objects.order_by("pk").values_list("file_name", "state")) == [
        ("a.txt", "previewed"),
        ("b.txt", "refused"),
    ]
    html = desk.get(page.request["PATH_INFO"]).content.decode()
    assert ("19/99002" in html, "b.txt" in html) == (True, True)


def test_waiting_imports_are_handed_on_and_discarded(desk, parliament, publishers_desk, publisher):
    page = upload(desk, parliament)
    key = ImportSession.objects.get().pk
    address = reverse("admin:survey_importsession_assign", query={"ids": key})
    desk.post(address, {"owner": publisher.pk})
    assert desk.get(page.request["PATH_INFO"]).status_code == 404
    assert publishers_desk.get(page.request["PATH_INFO"]).status_code == 200
    chosen = {"action": "discard", "_selected_action": [key]}
    publishers_desk.post(reverse("admin:survey_importsession_changelist"), chosen)
    assert ImportSession.objects.count() == 0


def test_paper_that_is_only_listed_has_no_texts(desk, parliament):
    press(desk, upload(desk, parliament), list_only="1")
    inquiry = Inquiry.objects.get()
    counted = [inquiry.askers.count(), inquiry.dates.count(), inquiry.questions.count(), inquiry.annexes.count()]
    assert counted == [1, 3, 0, 0]
