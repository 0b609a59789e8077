"""Catalogues at the desk: preview page by page, confirmation, publishing many at once, taking back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override

from survey.admin import links
from survey.importing import prepared
from survey.importing.prepared_catalogue import PreparedCatalogue
from survey.importing.running import run_of
from survey.models import Catalogue, CatalogueEntry, Edition, ImportSession, Inquiry
from tests import factories

HEADINGS = "Drs;Titel;Fragesteller;Fraktion;Antwort vom"
IMPORT = "admin:survey_catalogue_import"


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def parliament(db):
    return factories.make_parliament()


def content(*numbers, date="01.02.2015"):
    return "\n".join([HEADINGS, *(f"{number};Titel {number};A B;SPD;{date}" for number in numbers)]).encode()


def upload(client, parliament, data, name="liste.csv"):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse(IMPORT), {"parliament": parliament.pk, "file": file}, follow=True)


def page_of(preview):
    """The page of the import, of whatever kind of lines it was asked."""
    return preview.request["PATH_INFO"]


def confirm(client, preview):
    return client.post(page_of(preview), {"import": "1"}, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def brought(client, parliament, *numbers):
    confirm(client, upload(client, parliament, content(*numbers)))
    return Catalogue.objects.first()


def address(catalogue, act):
    return reverse(f"admin:survey_catalogue_{act}", args=[catalogue.pk])


def test_preview_says_totals_first_and_writes_nothing(desk, parliament):
    page = upload(desk, parliament, content("19/1", "19/2", "x"))
    assert page.context["report"].sentence == "This would be imported: 2 new, 0 changed, 0 unchanged, 1 refused."
    assert 'value="Import now"' in page.content.decode()
    assert [(line["line"], str(line["state"])) for line in page.context["shown_lines"]] == [
        (2, "new"),
        (3, "new"),
        (4, "refused"),
    ]
    assert (Inquiry.objects.count(), Catalogue.objects.count()) == (0, 0)


def test_preview_shows_fifty_lines_a_page(desk, parliament):
    page = upload(desk, parliament, content(*(f"19/{number}" for number in range(1, 121))))
    assert [len(page.context["page"]), page.context["page"].paginator.num_pages] == [50, 3]
    last = desk.get(page_of(page), {"show": "news", "page": 3})
    assert [line["line"] for line in last.context["shown_lines"]] == list(range(102, 122))


def test_preview_shows_one_kind_of_lines_when_asked(desk, parliament):
    factories.make_inquiry("19/1", title="Anders")
    page = upload(desk, parliament, content("19/1", "19/2", "x"))
    choices = page.context["choices"]
    assert [(str(text), count) for _kind, text, count in choices] == [
        ("what is new or differs", 3),
        ("new", 1),
        ("changed", 1),
        ("differing", 1),
        ("refused", 1),
        ("all", 3),
    ]
    kinds = {text: desk.get(page_of(page), {"show": kind}).context["shown_lines"] for kind, text, _count in choices}
    assert {str(kind): [line["line"] for line in lines] for kind, lines in kinds.items()} == {
        "what is new or differs": [2, 3, 4],
        "new": [3],
        "changed": [2],
        "differing": [2],
        "refused": [4],
        "all": [2, 3, 4],
    }


def test_preview_says_facts_as_people_read_them(desk, parliament):
    known = factories.make_inquiry("19/1", title="Titel 19/1", kind="minor")
    factories.make_date(known, "answered", "2015-01-31")
    data = b"Drs;Titel;Art;Antwort vom\n19/1;Titel 19/1;GA;01.02.2015\n19/2;Neu;KA;14.04.2115\n"
    first, second = upload(desk, parliament, data).context["shown_lines"]
    assert first["differing"] == [
        ("kind", "minor inquiry (Kleine Anfrage)", "major inquiry (Große Anfrage)"),
        ("answered on", "31 January 2015", "1 February 2015"),
    ]
    assert second["facts"] == [
        ("kind", [(None, "minor inquiry (Kleine Anfrage)")]),
        ("answered on", [(None, "14 April 2115")]),
    ]
    assert (first["is_odd"], second["is_odd"]) == (False, True)


def test_refused_lines_are_fetched_with_their_reasons_and_come_back(desk, parliament):
    page = upload(desk, parliament, content("19/1", "x"))
    file = desk.get(dict(page.context["refused_files"])["CSV"])
    assert file.content.decode().splitlines() == [
        "Drs,Titel,Fragesteller,Fraktion,Antwort vom,refused because",
        "x,Titel x,A B,SPD,01.02.2015,“x” is not a number such as 19/1613.",
    ]
    same = upload(desk, parliament, file.content, "refused.csv")
    assert desk.get(dict(same.context["refused_files"])["CSV"]).content == file.content
    again = upload(desk, parliament, file.content.replace(b"x,Titel", b"19/3,Titel", 1), "refused.csv")
    assert again.context["report"].sentence == "This would be imported: 1 new, 0 changed, 0 unchanged, 0 refused."
    assert again.context["report"].notes() == []


def test_confirmation_makes_the_papers_and_keeps_the_file(desk, parliament, editor):
    response = confirm(desk, upload(desk, parliament, content("19/1", "19/2")))
    assert response.context["outcome"]["sentence"] == "2 new, 0 changed, 0 unchanged, 0 refused."
    catalogue = Catalogue.objects.get()
    said = catalogue.batch.by, catalogue.batch.new, bytes(catalogue.content)
    assert said == (editor, 2, content("19/1", "19/2"))
    for record in (catalogue, catalogue.batch):
        assert links.page(record) in response.content.decode()
    assert list(Inquiry.objects.order_by("number").values_list("number", flat=True)) == ["19/1", "19/2"]


def test_file_that_is_no_list_is_refused_beside_its_field(desk, parliament):
    page = upload(desk, parliament, b"Titel;Art\nx;KA\n")
    sentence = "liste.csv, line 1: The list has no column “Drucksache” or “number”: which paper is meant?"
    assert page.context["form"].errors["file"] == [sentence]


def test_long_list_is_read_by_a_process_of_its_own(desk, parliament, settings, monkeypatch):
    started = []
    monkeypatch.setattr(prepared, "start_process", lambda tokens, lock, dry_run: started.append((tokens, dry_run)))
    settings.CATALOGUE_LINES_IN_PAGE = 2
    page = upload(desk, parliament, content("19/1", "x", "19/3"))
    token = ImportSession.objects.get().token
    assert (started, page.context["state"]) == ([([token], True)], "running")
    call_command("run_import", token, dry_run=True)
    assert desk.get(page_of(page)).context["report"].new == 2


def test_list_waits_on_the_start_page_for_who_brought_it(desk, publishers_desk, parliament):
    page = upload(desk, parliament, content("19/1"))
    assert page_of(page) in desk.get(reverse("admin:index")).content.decode()
    assert publishers_desk.get(page_of(page)).status_code == 404
    assert publishers_desk.post(page_of(page), {"import": "1"}).status_code == 404
    desk.post(page_of(page), {"forget": "1"})
    assert (ImportSession.objects.count(), Inquiry.objects.count()) == (0, 0)


def test_stopped_import_of_a_list_leaves_nothing(parliament, editor):
    prepared_list = PreparedCatalogue.of_file(editor, parliament, "liste.csv", content("19/1", "19/2"), {})
    prepared_list.start(dry_run=True)
    run_of(prepared_list.record).ask_to_stop()
    prepared_list.run(dry_run=False)
    assert (prepared_list.state, Inquiry.objects.count(), Catalogue.objects.count()) == ("cancelled", 0, 0)


def test_catalogues_need_the_right_to_import(client, parliament):
    viewer = factories.make_user("viewer", is_staff=True)
    client.force_login(viewer)
    assert client.get(reverse(IMPORT)).status_code == 403
    assert upload(client, parliament, content("19/1")).status_code == 403


def test_entries_of_a_catalogue_are_published_with_one_note(desk, publishers_desk, parliament, monkeypatch):
    monkeypatch.setattr("survey.admin.imports.entry_publishing.AT_ONCE", 2)
    catalogue = brought(desk, parliament, "19/1", "19/2", "19/3")
    page = publishers_desk.get(address(catalogue, "publish"))
    assert page.context["items"][0] == "3 entries would be public, as not recorded yet."
    first = publishers_desk.post(address(catalogue, "publish"), {"note": "Aus der Liste."}, follow=True)
    assert (said(first), first.request["PATH_INFO"]) == (["2 entries are published."], address(catalogue, "publish"))
    publishers_desk.post(first.request["PATH_INFO"], first.context["form"].initial)
    assert list(Edition.objects.values_list("number", "note")) == [(1, "Aus der Liste.")] * 3


def test_entries_are_published_by_who_may_publish_alone(desk, parliament):
    catalogue = brought(desk, parliament, "19/1")
    assert desk.get(address(catalogue, "publish")).status_code == 403
    assert desk.post(address(catalogue, "publish"), {"note": "Neu."}).status_code == 403
    assert Edition.objects.count() == 0


def test_selected_entries_are_published_from_the_list(desk, publishers_desk, parliament):
    brought(desk, parliament, "19/1", "19/2", "19/3")
    keys = list(Inquiry.objects.order_by("number").values_list("pk", flat=True)[:2])
    data = {"action": "publish_entries", "_selected_action": keys}
    changelist = reverse("admin:survey_inquiry_changelist")
    page = publishers_desk.post(changelist, data)
    assert page.context["items"] == ["2 entries would be public, as not recorded yet."]
    publishers_desk.post(changelist, data | {"note": "Neu."})
    assert list(Edition.objects.order_by("slug").values_list("slug", flat=True)) == ["hessen-19-1", "hessen-19-2"]


def undo_page(catalogue):
    return reverse("admin:survey_batch_undo", args=[catalogue.batch.pk])


def test_catalogue_is_taken_back_with_one_act(desk, parliament):
    catalogue = brought(desk, parliament, "19/1", "19/2")
    assert undo_page(catalogue) in desk.get(links.page(catalogue)).content.decode()
    page = desk.post(undo_page(catalogue), {"reason": "Versehen"}, follow=True)
    assert said(page) == ["The import is undone."]
    assert Catalogue.objects.get().batch.undone_reason == "Versehen"
    assert (Inquiry.objects.count(), CatalogueEntry.objects.filter(undone=True).count()) == (0, 2)
    assert undo_page(catalogue) not in desk.get(links.page(catalogue)).content.decode()


def test_log_of_a_catalogue_says_each_paper_before_and_after(desk, parliament):
    factories.make_inquiry("19/2", title="Titel 19/2", ministry="", parliament=parliament)
    batch = brought(desk, parliament, "19/1", "19/2").batch
    page = desk.get(reverse("admin:survey_batch_cells", args=[batch.pk]))
    told = [(cell["place"], cell["is_new"]) for cell in page.context["shown_changes"]]
    assert told == [("19/1", True), ("19/2", False)]
    added = "".join(text for tag, text in page.context["shown_changes"][1]["pieces"] if tag == "ins")
    assert added.split() == ["A", "B", "(SPD)", "2015-02-01"]


def test_papers_that_were_worked_on_are_named_before_the_others_are_taken_back(desk, parliament):
    catalogue = brought(desk, parliament, "19/1", "19/2")
    factories.make_annex(Inquiry.objects.get(number="19/1"))
    page = desk.get(undo_page(catalogue))
    lead = "New papers go, changed ones are as before. Someone has worked on these since, and they stay:"
    assert page.context["items"] == [lead, "19/1: table"]
    desk.post(undo_page(catalogue), {"reason": "Versehen"})
    assert [inquiry.number for inquiry in Inquiry.objects.all()] == ["19/1"]


def test_list_of_inquiries_tells_those_that_are_not_recorded(desk, parliament):
    brought(desk, parliament, "19/1")
    factories.make_question(factories.make_inquiry("19/2"), "1")
    changelist = reverse("admin:survey_inquiry_changelist")
    found = {value: desk.get(changelist, {"recorded": value}).context["cl"].result_list for value in ("yes", "no")}
    assert {value: [each.number for each in some] for value, some in found.items()} == {"yes": ["19/2"], "no": ["19/1"]}


def test_column_can_be_named_where_none_is_recognised(desk, parliament):
    file = SimpleUploadedFile("liste.csv", b"Kennung;Titel\n19/1;Ganztag\n")
    chosen = {"parliament": parliament.pk, "file": file, "number_column": "Kennung"}
    preview = desk.post(reverse(IMPORT), chosen, follow=True)
    assert preview.context["report"].sentence == "This would be imported: 1 new, 0 changed, 0 unchanged, 0 refused."
    confirm(desk, preview)
    assert Inquiry.objects.get().number == "19/1"


def test_column_that_is_needed_can_be_chosen_again(desk, parliament):
    page = upload(desk, parliament, content("19/1"))
    asked = desk.post(page_of(page), {"columns": "1", "number": "-"}, follow=True)
    assert said(asked) == ["liste.csv, line 1: The list has no column “Drucksache” or “number”: which paper is meant?"]
    again = desk.post(page_of(page), {"columns": "1", "number": "Drs", "title": "Fraktion"}, follow=True)
    assert [line["text"] for line in again.context["shown_lines"]] == ["19/1 SPD"]
    assert again.context["columns"].initial == {"number": "Drs", "title": "Fraktion"}


def test_column_can_be_said_to_be_none(desk, parliament):
    page = upload(desk, parliament, content("19/1"))
    [shown] = desk.post(page_of(page), {"columns": "1", "answered": "-"}, follow=True).context["shown_lines"]
    assert [name for name, _pieces in shown["facts"]] == ["askers"]
