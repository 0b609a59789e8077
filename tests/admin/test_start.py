"""The desk's start: open work first, everything a link to where it is done, at a constant cost."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from survey.importing.prepared_table import PreparedTable
from survey.publishing.review import send_back, submit
from tests import factories
from tests.admin.forms import save
from tests.admin.papers import make_paper, make_public

PAGE = "/en/admin/"


def cards(client, page=PAGE):
    return client.get(page).context["cards"]


def words(card):
    items = [*card.work, *([card.publication] if card.publication else [])]
    return [str(item.words) for item in items]


def text(client):
    return " ".join(strip_tags(client.get(PAGE).content.decode()).split())


def queries(client):
    with CaptureQueriesContext(connection) as found:
        client.get(PAGE)
    return len(found)


def make_readings(paper, second):
    row, part = paper.annexes.get().rows.first(), paper.questions.get(part="a")
    factories.make_coding(row, part, factories.make_code(part, second), role="second")


def test_card_counts_what_is_open(desk, paper):
    make_readings(paper, "no")
    [card] = cards(desk)
    assert words(card) == [
        "1 open finding",
        "2 answers without status",
        "1 part not categorised",
        "1 disagreement",
        "1 source to compare with the print",
        "not published",
    ]


def test_every_link_of_a_card_leads_to_the_counted_records(desk, paper):
    make_readings(paper, "no")
    [card] = cards(desk)
    lists = [desk.get(item.address) for item in card.work]
    assert [page.status_code for page in lists] == [200] * 5
    assert [page.context["cl"].result_count for page in (*lists[:2], lists[4])] == [1, 2, 1]


def test_edited_inquiry_says_since_which_edition(desk, paper):
    make_public(paper)
    paper._history_date = timezone.now() + datetime.timedelta(minutes=1)
    paper.save()
    assert words(cards(desk)[0])[-1] == "edited since edition 1"


def test_own_assignments_come_first_and_say_when_they_are_overdue(desk, paper, editor):
    make_paper()
    factories.make_assignment(paper, editor, part="Anlage 1", until="2020-01-31")
    assert cards(desk)[0].inquiry == paper
    assert "Editor Beispiel: Anlage 1 (overdue since" in text(desk)


def test_publisher_sees_first_what_waits_for_review(publishers_desk, desk, paper, editor):
    newer = make_paper()
    submit(paper, by=editor, message="Bitte Fulda ansehen.")
    first, second = cards(publishers_desk)
    assert (first.inquiry, second.inquiry) == (paper, newer)
    assert (words(first)[-1], first.publication.address.split("/")[-2]) == ("waiting for review", "publish")
    assert cards(desk)[0].publication.address.split("/")[-2] == "changes"


def test_editor_reads_why_something_was_sent_back(desk, paper, editor, publisher):
    submit(paper, by=editor)
    send_back(paper, by=publisher, reason="Fulda fehlt noch.")
    assert "Sent back by Publisher Beispiel" in text(desk)
    assert "Fulda fehlt noch." in text(desk)


def test_what_i_did_last_is_mine(desk, publishers_desk, paper):
    save(desk, paper.remarks.get(), heading="Von der Redaktion")
    save(publishers_desk, paper.remarks.get(), heading="Von der Freigabe")
    acts = desk.get(PAGE).context["acts"]
    assert [(act.who, act.what) for act in acts] == [("Editor Beispiel", "Preliminary remark: changed")]


def test_newest_imports_are_listed(desk, paper):
    names = [str(batch).partition(" (")[0] for batch in desk.get(PAGE).context["batches"]]
    assert names == ["liste.csv", "source.txt"]


def test_start_costs_the_same_with_one_and_with_many_inquiries(desk, paper, editor, publisher):
    submit(paper, by=editor)
    save(desk, paper.remarks.get(), heading="Von der Redaktion")
    few = queries(desk)
    for _ in range(3):
        other = make_paper()
        make_public(other)
        submit(factories.make_inquiry(), by=editor)
        factories.make_assignment(other, editor)
        save(desk, other.remarks.get(), heading="Von der Redaktion")
    assert queries(desk) == few


def test_start_is_paged(desk):
    for _ in range(11):
        factories.make_inquiry()
    assert [len(cards(desk)), len(cards(desk, PAGE + "?p=2")), len(cards(desk, PAGE + "?p=x"))] == [10, 1, 10]


def test_start_without_rights_shows_lists_only(client, db):
    client.force_login(factories.make_user("viewer", is_staff=True))
    response = client.get(PAGE)
    assert (response.status_code, "cards" in response.context) == (200, False)


def test_start_leads_back_to_ones_own_prepared_imports(desk, editor, publishers_desk):
    annex = factories.make_annex(factories.make_inquiry())
    prepared = PreparedTable.of_table(editor, annex, "anlage.csv", b"respondent,Frage 1\r\nLK Fulda,Ja.\r\n")
    prepared.start(dry_run=True)
    address = reverse("admin:survey_annex_import_page", args=[prepared.token])
    assert [address in each.get("/admin/").content.decode() for each in (desk, publishers_desk)] == [True, False]


def test_head_of_every_page_leads_to_the_lists_that_one_may_see(desk, client, paper):
    names = ["Start", "Inquiries", "Findings", "Bodies", "Imports", "All records"]
    page = desk.get(f"/en{reverse('admin:survey_finding_changelist')}").context["main_lists"]
    assert [(name, here) for _address, name, here in page] == [(name, "page" * (name == "Findings")) for name in names]
    every = strip_tags(desk.get(page[-1][0]).content.decode())
    assert "Preview links" in every
    client.force_login(factories.make_user("niemand", is_staff=True))
    assert [str(name) for _address, name, _here in client.get(PAGE).context["main_lists"]] == ["Start"]
