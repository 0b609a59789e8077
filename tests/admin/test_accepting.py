"""Accepting findings on the desk: shown before, done at once, and the checks run again."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from survey import checks, proposals
from survey.admin.findings import fix_links
from survey.models import Answer, Finding, PassageEdit
from tests import factories
from tests.factories import cell

LIST = "/admin/survey/finding/"


@pytest.fixture
def annex(db):
    """Two empty fields, a stray passage, and a row that nobody knows."""
    annex = factories.make_table({"LK Fulda": ["Eins.", ""], "Amt": ["Zwei.", ""]}, headings=["Frage 1", "Frage 2"])
    annex.rows.filter(printed="LK Fulda").update(respondent=factories.make_respondent("Landkreis Fulda"))
    factories.make_passage(cell(annex, "LK Fulda", "Frage 1"), "Und weiter.", answer=None, position=1)
    checks.run(annex.inquiry)
    return annex


def finding(check_name, subject):
    return Finding.objects.get(check_name=check_name, subject=subject)


def page_of(finding, name="accept"):
    return reverse(f"admin:survey_finding_{name}", args=[finding.pk])


def act(client, action, findings, **data):
    selected = [each.pk for each in findings]
    return client.post(LIST, {"action": action, "_selected_action": selected, **data}, follow=True)


def said(response):
    return [str(each) for each in response.context["messages"]]


def test_page_shows_what_it_will_do_with_both_texts(desk, annex):
    with override("en"):
        page = desk.get(page_of(finding("continuation_row", "1/1/1")))
    [about] = page.context["about"]
    [effect] = about.effects
    assert (effect["place"], effect["words"]) == (
        "LK Fulda, Frage 1",
        [("equal", "Eins."), ("added", "\n\nUnd weiter.")],
    )
    assert PassageEdit.objects.count() == 0


def test_accepting_carries_it_out_and_leads_back_to_the_open_ones(desk, annex, editor):
    found = finding("continuation_row", "1/1/1")
    response = desk.post(page_of(found), {"reason": "Die Zeile trägt keinen Namen."})
    found.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, f"{LIST}?inquiry={annex.inquiry.pk}")
    assert (found.state, found.decided_by, PassageEdit.objects.get().by) == ("accepted", editor, editor)


def test_accepting_leads_back_to_where_one_came_from_but_not_away_from_the_desk(desk, annex):
    first, second = finding("blank_cell", "1/1/2"), finding("blank_cell", "1/2/2")
    data = {"status": "blank", "note": "", "reason": ""}
    assert desk.post(page_of(first), data | {"next": "/admin/survey/row/"})["Location"] == "/admin/survey/row/"
    assert desk.post(page_of(second), data | {"next": "https://example.org/"})["Location"].startswith(LIST)


def test_reason_that_readers_see_has_to_be_given(desk, annex):
    response = desk.post(page_of(finding("continuation_row", "1/1/1")), {"reason": " "})
    assert (list(response.context["form"].errors), PassageEdit.objects.count()) == (["reason"], 0)


def test_reason_is_offered_in_the_language_of_the_papers(desk, annex):
    form = desk.get("/en" + page_of(finding("continuation_row", "1/1/1"))).context["form"]
    assert form.initial["reason"] == (
        "Diese Zeile trägt keinen eigenen Namen; ihr Text setzt die Angabe von LK Fulda fort."
    )


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"status": "unknown", "note": ""}, ["note"]),
        ({"status": "answered", "note": ""}, ["status"]),
        ({"status": "", "note": ""}, ["status"]),
    ],
)
def test_status_is_checked_beside_its_field(desk, annex, data, errors):
    response = desk.post(page_of(finding("blank_cell", "1/1/2")), data)
    assert list(response.context["form"].errors) == errors


def test_row_needs_a_respondent(desk, annex):
    found = finding("unmatched_row", "1/2")
    assert list(desk.post(page_of(found), {}).context["form"].errors) == ["respondent"]
    amt = factories.make_respondent("Amt für Soziales", "authority")
    desk.post(page_of(found), {"respondent": amt.pk, "keep_name": "on"})
    assert (annex.rows.get(printed="Amt").respondent, amt.printed_names.get().name) == (amt, "Amt")


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"number": "4", "number_is": "none", "status": "answered"}, ["number_is"]),
        ({"number": "", "number_is": "exact", "status": "answered"}, ["number_is"]),
        ({"number": "vier", "number_is": "exact", "status": "answered"}, ["number"]),
        ({"number": "4,5", "number_is": "about", "status": "answered"}, []),
    ],
)
def test_number_is_checked_beside_its_field(desk, annex, data, errors):
    column = factories.make_column(annex, "Zahl", kind="number")
    answer = factories.make_answer("etwa 4,5 (geplant)", row=annex.rows.first(), column=column)
    checks.run(annex.inquiry)
    response = desk.post(page_of(Finding.objects.get(check_name="number_unread")), data)
    found = list(response.context["form"].errors) if response.context else []
    assert (found, Answer.objects.get(pk=answer.pk).decided) == (errors, not errors)


def test_finding_that_no_longer_holds_is_closed_instead(desk, annex):
    found = finding("blank_cell", "1/1/2")
    Answer.objects.filter(pk=found.answer_id).update(decided=True)
    response = desk.post(page_of(found), {"status": "elsewhere", "note": ""}, follow=True)
    found.refresh_from_db()
    assert (found.state, found.answer.status, len(said(response))) == ("closed", "answered", 1)


def test_what_can_only_be_mended_offers_no_accepting(desk, annex):
    found = factories.make_finding(annex.inquiry, "dates_out_of_order", "date answered")
    texts = [address for address, _text in desk.get(f"{LIST}{found.pk}/change/").context["tools"]]
    assert texts == [page_of(found, "mend"), reverse("admin:survey_finding_decide", args=[found.pk, "dismissed"])]
    assert desk.get(page_of(found, "mend"))["Location"] == f"/admin/survey/inquiry/{annex.inquiry.pk}/change/"
    assert desk.get(page_of(found))["Location"] == f"{LIST}{found.pk}/change/"


def test_mending_leads_to_what_it_is_about(annex):
    inquiry = annex.inquiry
    question = factories.make_question(inquiry, "1")
    row = annex.rows.first()
    claim, body = factories.make_claim(inquiry), factories.make_body(inquiry)
    stray = cell(annex, "LK Fulda", "Frage 1").printed_passages.get(answer=None)
    findings = [
        factories.make_finding(inquiry, "claim_against_rows", "claim 1"),
        factories.make_finding(inquiry, "body_without_quote", f"body {body.slug}"),
        factories.make_finding(inquiry, "uncoded_part", "1/1 1", row=row, details={"part": "1"}),
        finding("continuation_row", "1/1/1"),
    ]
    assert [fix_links.places(each)[0][0] for each in findings] == [
        f"/admin/survey/claim/{claim.pk}/change/",
        f"/admin/survey/body/{body.pk}/change/",
        f"/admin/survey/row/{row.pk}/code/?question={question}",
        f"/admin/survey/passage/{stray.pk}/correct/join/",
    ]


# Several at once


def test_several_are_shown_before_they_are_carried_out(desk, annex):
    findings = list(Finding.objects.open())
    page = act(desk, "accept", findings)
    shown = [(each.finding.check_name, each.finding.subject) for each in page.context["about"]]
    assert shown == [("continuation_row", "1/1/1"), ("blank_cell", "1/1/2"), ("blank_cell", "1/2/2")]
    assert [each.finding.check_name for each in page.context["left"]] == ["unmatched_row"]
    assert (list(page.context["form"].fields), Finding.objects.open().count()) == (["reason"], 4)


def test_several_are_carried_out_and_what_asks_for_a_word_stays(desk, annex, editor):
    act(desk, "accept", Finding.objects.open(), decided="yes", reason="")
    assert list(Finding.objects.open().values_list("check_name", flat=True)) == ["unmatched_row"]
    assert list(Answer.objects.filter(decided=True).values_list("status", flat=True)) == ["blank", "blank"]
    assert PassageEdit.objects.get().reason.startswith("Diese Zeile trägt keinen eigenen Namen")


def test_empty_fields_get_one_status_for_all(desk, annex):
    findings = Finding.objects.filter(check_name="blank_cell")
    assert list(act(desk, "accept", findings).context["form"].fields) == ["status", "note", "reason"]
    act(desk, "accept", findings, decided="yes", status="no_data", note="", reason="Striche.")
    assert list(Answer.objects.filter(decided=True).values_list("status", flat=True)) == ["no_data", "no_data"]


def test_one_that_fails_leaves_the_others_done(annex, editor):
    good, bad = finding("blank_cell", "1/1/2"), finding("unmatched_row", "1/2")
    factories.make_respondent("Behörde", "authority", printed=["Amt"])
    amt = factories.make_respondent("Amt für Soziales", "authority")
    choice = {"status": "blank", "note": "", "respondent": amt, "keep_name": True}
    outcome = proposals.accept([good, bad], by=editor, choice=choice)
    assert (outcome.done, [each for each, _why in outcome.refused]) == ([good], [bad])
    assert annex.rows.get(printed="Amt").respondent is None


def test_acting_needs_the_right_to_what_is_changed(client, annex):
    user = factories.make_user("viewer", is_staff=True)
    codes = ["view_finding", "change_finding"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(user)
    assert client.post(page_of(finding("continuation_row", "1/1/1")), {"reason": "Nein."}).status_code == 403
    page = act(client, "accept", [finding("blank_cell", "1/1/2")], decided="yes", reason="")
    assert (page.context["about"], len(page.context["left"]), Finding.objects.open().count()) == ([], 1, 4)


def test_list_costs_the_same_with_few_and_with_many_findings_of_each_check(desk, annex):
    counts = []
    for number in range(2):
        for check in checks.CHECKS:
            row = factories.make_row(annex, f"LK {number}")
            factories.make_finding(annex.inquiry, check.slug, f"1/{row.key}", row=row)
            factories.make_finding(annex.inquiry, check.slug, f"claim {row.key}")
        with CaptureQueriesContext(connection) as queries:
            desk.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1]
