"""Findings on the desk: open ones first, decisions with a reason."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from survey.models import Finding
from tests import factories
from tests.admin.forms import address

LIST = "/admin/survey/finding/"


@pytest.fixture
def inquiry(db):
    return factories.make_inquiry()


def make_finding(inquiry, subject="1/1/1", **kwargs):
    details = {"row": "LK Fulda", "column": "Frage 3"}
    return factories.make_finding(inquiry, "blank_cell", subject, details=details, **kwargs)


def act(client, action, findings, **data):
    selected = [finding.pk for finding in findings]
    return client.post(LIST, {"action": action, "_selected_action": selected, **data}, follow=True)


def test_list_opens_on_open_ones(desk, inquiry):
    is_open = make_finding(inquiry)
    make_finding(inquiry, "1/1/2", state="closed")
    make_finding(inquiry, "1/1/3", state="dismissed", reason="So gedruckt.")
    assert list(desk.get(LIST).context["cl"].result_list) == [is_open]
    assert desk.get(LIST, {"state": "all"}).context["cl"].result_count == 3
    assert desk.get(LIST, {"state": "dismissed"}).context["cl"].result_count == 1


def test_list_says_what_was_found(desk, inquiry):
    make_finding(inquiry)
    page = desk.get("/en" + LIST).content.decode()
    assert "LK Fulda, Frage 3: nothing is printed here. Decide on the status." in page


def test_finding_is_dismissed_with_a_reason(desk, inquiry, editor):
    finding = make_finding(inquiry)
    act(desk, "dismiss", [finding], decided="yes", reason="So gedruckt.")
    finding.refresh_from_db()
    assert (finding.state, finding.reason, finding.decided_by) == ("dismissed", "So gedruckt.", editor)
    assert (finding.history.first().history_user, finding.history.first().history_change_reason) == (
        editor,
        "So gedruckt.",
    )


def test_dismissal_without_a_reason_is_refused(desk, inquiry):
    finding = make_finding(inquiry)
    response = act(desk, "dismiss", [finding], decided="yes", reason="")
    assert list(response.context["form"].errors) == ["reason"]
    finding.refresh_from_db()
    assert finding.state == "open"


def test_dismissal_asks_first(desk, inquiry):
    finding = make_finding(inquiry)
    response = act(desk, "dismiss", [finding])
    assert ("reason" in response.context["form"].fields, Finding.objects.get().state) == (True, "open")


def test_nobody_takes_note_of_what_can_be_done(desk, inquiry):
    done, noted = make_finding(inquiry), factories.make_finding(inquiry, "markup", "1", details={"rows": "LK Fulda"})
    act(desk, "take_note", [done, noted], decided="yes", reason="")
    assert dict(Finding.objects.values_list("check_name", "state")) == {"blank_cell": "open", "markup": "accepted"}
    decide = reverse("admin:survey_finding_decide", args=[done.pk, "accepted"])
    assert desk.post(decide, {"decided": "yes"}).status_code == 404


def test_reopened_finding_carries_no_reason(desk, inquiry):
    finding = make_finding(inquiry, state="dismissed", reason="So gedruckt.")
    page = desk.get(address(finding))
    reopen = reverse("admin:survey_finding_decide", args=[finding.pk, "open"])
    assert [tool for tool, _ in page.context["tools"]] == [reopen]
    desk.post(reopen, {"decided": "yes", "reason": "Doch nicht."})
    finding.refresh_from_db()
    assert (finding.state, finding.reason, finding.decided_by) == ("open", "", None)


def test_closed_finding_is_not_decided(desk, inquiry):
    finding = make_finding(inquiry, state="closed")
    assert desk.get(address(finding)).context["tools"] == []
    act(desk, "accept", [finding], decided="yes", reason="")
    finding.refresh_from_db()
    assert finding.state == "closed"


def test_decision_needs_the_right_to_change(client, inquiry):
    finding = make_finding(inquiry)
    viewer = factories.make_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_finding"))
    client.force_login(viewer)
    assert client.get(address(finding)).context["tools"] == []
    decide = reverse("admin:survey_finding_decide", args=[finding.pk, "dismissed"])
    accept = reverse("admin:survey_finding_accept", args=[finding.pk])
    assert [client.post(page, {"decided": "yes"}).status_code for page in (decide, accept)] == [403, 403]
