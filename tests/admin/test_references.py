"""References decided by a click, wherever they are shown."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from survey import checks
from survey.models import Finding, Reference
from tests import factories
from tests.admin.forms import address, save, shown
from tests.factories import cell

LIST = "/admin/survey/reference/"


@pytest.fixture
def annex(db):
    annex = factories.make_table({"LK Fulda": ["Eins.", "s. 1."]}, headings=["Frage 1", "Frage 2"])
    for number, column in enumerate(annex.columns.all(), 1):
        column.questions.add(factories.make_question(annex.inquiry, str(number)))
    return annex


@pytest.fixture
def reference(annex):
    question = annex.inquiry.questions.get(number=1)
    return factories.make_reference(cell(annex, "LK Fulda", "Frage 2"), question, words="s. 1")


def decide_page(reference, **query):
    return reverse("admin:survey_reference_decide", args=[reference.pk], query=query or None)


def click(client, reference, state, **query):
    return client.post(decide_page(reference, **query), {"state": state})


def test_list_opens_on_those_to_decide(desk, annex, reference):
    factories.make_reference(reference.from_answer, reference.to_question, state="refused")
    assert list(desk.get(LIST).context["cl"].result_list) == [reference]
    assert desk.get(LIST, {"state": "all"}).context["cl"].result_count == 2


def test_list_can_be_narrowed_to_an_inquiry(desk, annex, reference):
    reply = factories.make_reply(annex.inquiry, "s. 1")
    factories.make_reference(from_reply=reply, to_question=reference.to_question)
    factories.make_reference()
    assert desk.get(LIST).context["cl"].result_count == 3
    assert desk.get(LIST, {"inquiry": annex.inquiry.pk}).context["cl"].result_count == 2


@pytest.mark.parametrize("state", ["confirmed", "refused", "open"])
def test_click_decides_and_closes_the_finding(desk, annex, reference, editor, state):
    checks.run(annex.inquiry)
    response = click(desk, reference, state)
    reference.refresh_from_db()
    assert (response.status_code, response["Location"], reference.state) == (302, LIST, state)
    assert reference.history.first().history_user == editor
    assert Finding.objects.get(check_name="cross_reference").state == "closed"


def test_click_leads_back_to_the_page_it_stands_on(desk, reference):
    back = address(reference.from_answer)
    page = desk.get(back).content.decode()
    assert decide_page(reference, next=back).replace("&", "&amp;") in page
    assert 'form id="decide-reference"' in page
    assert click(desk, reference, "confirmed", next=back)["Location"] == back
    assert click(desk, reference, "open", next="https://example.org/")["Location"] == LIST


def test_finding_shows_its_references_with_their_decisions(desk, annex, reference):
    checks.run(annex.inquiry)
    finding = Finding.objects.get(check_name="cross_reference")
    page = desk.get(address(finding)).content.decode()
    assert page.count(f'formaction="{decide_page(reference, next=address(finding))}"') == 3


def test_decided_reference_offers_the_other_decisions(desk, reference):
    click(desk, reference, "refused")
    page = desk.get(LIST, {"state": "all"}).content.decode()
    assert page.count(f'formaction="{decide_page(reference)}"') == 2


def test_open_form_of_the_answer_is_told_of_the_click(desk, reference):
    answer = reference.from_answer
    opened = shown(desk.get(address(answer)))
    click(desk, reference, "confirmed")
    response = desk.post(address(answer), opened | {"note": "Gelesen."})
    reference.refresh_from_db()
    assert (response.status_code, reference.state) == (200, "confirmed")


def test_reference_is_changed_in_its_answer(desk, reference):
    assert save(desk, reference.from_answer, **{"references-0-state": "confirmed"}).status_code == 302
    reference.refresh_from_db()
    assert reference.state == "confirmed"


def test_several_are_decided_at_once(desk, annex, reference):
    other = factories.make_reference(reference.from_answer, factories.make_question(annex.inquiry, "3"), words="s. 3")
    desk.post(LIST, {"action": "confirm", "_selected_action": [reference.pk, other.pk]})
    assert list(Reference.objects.values_list("state", flat=True)) == ["confirmed", "confirmed"]


def test_decision_is_never_made_by_a_link(desk, reference):
    assert desk.get(decide_page(reference)).status_code == 405
    assert click(desk, reference, "proposed").status_code == 302
    reference.refresh_from_db()
    assert reference.state == "proposed"


def test_viewer_sees_no_button_and_may_not_decide(client, reference):
    viewer = factories.make_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_reference"))
    client.force_login(viewer)
    assert "formaction" not in client.get(LIST).content.decode()
    assert click(client, reference, "confirmed").status_code == 403
