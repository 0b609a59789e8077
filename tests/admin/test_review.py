"""Review at the desk: every act with its button, its page and its reason."""

import json
import re

import pytest
from django.urls import reverse

from survey.models import Edition, Submission
from survey.publishing.review import submit
from tests import factories
from tests.admin.conftest import queries_of
from tests.admin.forms import address


def page(inquiry, name):
    return reverse(f"admin:survey_inquiry_{name}", args=[inquiry.pk])


def tools(client, inquiry):
    return [tool for tool, _ in client.get(address(inquiry)).context["tools"]]


def test_editor_submits_with_a_message(desk, paper, editor):
    assert page(paper, "submit") in tools(desk, paper)
    response = desk.post(page(paper, "submit"), {"message": "Bitte Fulda ansehen."})
    submission = Submission.objects.waiting().get()
    assert (response.status_code, submission.by, submission.message) == (302, editor, "Bitte Fulda ansehen.")
    assert [page(paper, name) in tools(desk, paper) for name in ("submit", "withdraw")] == [False, True]


def test_publisher_sees_who_submitted_and_what_was_said(desk, publishers_desk, paper):
    desk.post(page(paper, "submit"), {"message": "Bitte Fulda ansehen."})
    text = publishers_desk.get(page(paper, "publish")).content.decode()
    assert ("Editor Beispiel" in text, "Bitte Fulda ansehen." in text) == (True, True)


def test_publisher_sends_back_with_a_reason_that_the_editor_reads(desk, publishers_desk, paper):
    desk.post(page(paper, "submit"), {"message": ""})
    refused = publishers_desk.post(page(paper, "send_back"), {"reason": ""})
    assert list(refused.context["form"].errors) == ["reason"]
    publishers_desk.post(page(paper, "send_back"), {"reason": "Fulda fehlt noch."})
    assert "Fulda fehlt noch." in desk.get(page(paper, "workspace")).content.decode()


def test_editor_cannot_send_back(desk, paper, editor):
    submit(paper, by=editor)
    assert page(paper, "send_back") not in tools(desk, paper)
    assert desk.post(page(paper, "send_back"), {"reason": "Nein."}).status_code == 403
    assert Submission.objects.waiting().count() == 1


@pytest.mark.parametrize("name", ["submit", "withdraw", "send_back"])
def test_act_that_comes_too_late_is_refused_beside_the_form(publishers_desk, paper, editor, name):
    if name == "submit":
        submit(paper, by=editor)
    response = publishers_desk.post(page(paper, name), {"message": "", "reason": "Zu spät."})
    assert list(response.context["form"].errors) == ["__all__"]


def test_who_submitted_is_asked_why_nobody_else_publishes(publishers_desk, paper, publisher):
    submit(paper, by=publisher)
    form = publishers_desk.get(page(paper, "publish")).context["form"]
    assert list(form.fields) == ["note", "override", "seen"]
    data = {"note": "Erste Fassung.", "seen": form.initial["seen"], "override": ""}
    assert list(publishers_desk.post(page(paper, "publish"), data).context["form"].errors) == ["override"]
    publishers_desk.post(page(paper, "publish"), data | {"override": "Sonst ist niemand da."})
    assert Edition.objects.get().override_reason == "Sonst ist niemand da."


def test_others_are_not_asked_for_it(publishers_desk, paper, editor):
    submit(paper, by=editor)
    assert list(publishers_desk.get(page(paper, "publish")).context["form"].fields) == ["note", "seen"]


def test_stage_is_not_written_by_the_form(desk, paper):
    assert "stage" not in desk.get(address(paper)).context["adminform"].form.fields


def test_public_reads_the_reason_of_an_override(publishers_desk, client, paper, publisher):
    submit(paper, by=publisher)
    seen = publishers_desk.get(page(paper, "publish")).context["form"].initial["seen"]
    data = {"note": "Erste Fassung.", "seen": seen, "override": "Sonst ist niemand da."}
    publishers_desk.post(page(paper, "publish"), data)
    assert "Sonst ist niemand da." in client.get(f"/inquiries/{paper.slug}/editions/").content.decode()
    document = json.loads(client.get(f"/inquiries/{paper.slug}.json").getvalue())["edition"]
    assert (document["review"], document["override_reason"]) == ("overridden", "Sonst ist niemand da.")


# What stayed unsure when the paper was read


def unsure_items(client, inquiry):
    """(text, address) of each link that the page of submitting shows of it."""
    text = client.get(page(inquiry, "submit")).content.decode()
    listed = text.partition("maschinellen Lesen")[2].partition("</ul>")[0]
    return [(words, address) for address, words in re.findall(r'<a href="([^"]+)">([^<]+)</a>', listed)]


def test_submitting_lists_what_stayed_unsure(desk, paper):
    factories.make_unsure(paper, 2)
    findings = paper.findings.unsure()
    assert unsure_items(desk, paper) == [
        (
            f"Zeile {number}: Zu Frage {number} ist keine Antwort gefunden.",
            reverse("admin:survey_finding_change", args=[each.pk]),
        )
        for number, each in enumerate(findings, 1)
    ]


def test_submitting_lists_ten_unsure_places_and_how_many_more(desk, paper):
    factories.make_unsure(paper, 13)
    items = unsure_items(desk, paper)
    everything = reverse("admin:survey_finding_changelist")
    assert len(items) == 11
    assert items[-1] == ("3 weitere Stellen", f"{everything}?inquiry={paper.pk}&amp;check_name=reader_unsure")
    listed = desk.get(items[-1][1].replace("&amp;", "&")).context["cl"].result_count
    assert listed == 13


def test_submitting_lists_nothing_that_was_decided(desk, paper):
    factories.make_unsure(paper)
    paper.findings.unsure().update(state="accepted")
    assert unsure_items(desk, paper) == []


def test_submit_page_costs_the_same_queries_for_few_unsure_places_and_many(desk, paper):
    factories.make_unsure(paper)
    few = queries_of(desk, page(paper, "submit"))
    first = paper.findings.unsure().get()
    for number in range(2, 14):
        factories.make_finding(paper, first.check_name, f"file {number}", details=first.details)
    assert queries_of(desk, page(paper, "submit")) == few
