"""The register of reported errors: what came in, and what became of it."""

from django.urls import reverse

from survey.models import ErrorReport
from tests.admin.forms import save
from tests.admin.papers import make_public
from tests.factories import cell, make_report
from tests.publishing.paper import make_paper, publish_now


def add(client, inquiry, **data):
    page = reverse("admin:survey_errorreport_add", query={"inquiry": inquiry.pk})
    shown = {"received_on": "2026-03-02", "kind": "reader", "place": "", "said": "Falsch.", "state": "open"}
    return client.post(page, shown | data)


def test_list_opens_on_open_reports(desk, paper):
    paper.error_reports.all().delete()
    for state in ("open", "confirmed", "no_error"):
        make_report(paper, f"Meldung {state}", state=state, answer="Geprüft.")
    page = reverse("admin:survey_errorreport_changelist")
    shown = [
        [each.state for each in desk.get(page, query).context["cl"].result_list] for query in ({}, {"state": "all"})
    ]
    assert shown == [["open"], ["no_error", "confirmed", "open"]]


def test_reports_are_numbered_within_their_inquiry(desk, paper):
    assert add(desk, paper).status_code == 302
    assert list(paper.error_reports.order_by("pk").values_list("number", flat=True)) == [1, 2]


def test_place_must_be_there(desk, paper):
    row = paper.annexes.get().rows.first()
    assert list(add(desk, paper, place="1/99/1").context["adminform"].form.errors) == ["place"]
    assert add(desk, paper, place=f"1/{row.key}/1").status_code == 302
    assert ErrorReport.objects.order_by("-pk").first().place == f"1/{row.key}/1"


def test_report_is_settled_with_an_answer_only(desk, paper):
    report = paper.error_reports.get()
    response = save(desk, report, state="confirmed")
    assert list(response.context["adminform"].form.errors) == ["__all__"]
    assert save(desk, report, state="confirmed", answer="Das Jahr ist berichtigt.").status_code == 302


def test_report_names_an_edition_of_its_own_inquiry_only(desk, paper):
    make_public(paper)
    report = paper.error_reports.get()
    page = desk.get(reverse("admin:survey_errorreport_change", args=[report.pk]))
    offered = [value for value, _ in page.context["adminform"].form.fields["settled_in"].choices]
    assert offered == ["", paper.editions.get().pk]


def test_edition_that_changed_nothing_at_the_place_is_not_credited(desk):
    paper = make_paper()
    publish_now(paper)
    answer = cell(paper.annexes.get(), "LK Fulda", "Frage 1")
    answer.wording = "Berichtigt."
    answer.save()
    edition = publish_now(paper, "Ein Wort.")
    settled = {"state": "confirmed", "answer": "Berichtigt.", "settled_in": edition.pk}
    elsewhere = make_report(paper, place="question 2")
    assert list(save(desk, elsewhere, **settled).context["adminform"].form.errors) == ["settled_in"]
    assert save(desk, make_report(paper, place="1/1/1"), **settled).status_code == 302
