"""Statements with a number: the span at once, the release, and links that show them beforehand."""

import datetime

import pytest
from django.core import signing
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from survey.models import Claim, PreviewLink
from survey.models.preview_link import SALT
from survey.publishing.freeze import freeze
from tests import factories
from tests.admin.forms import address, save, shown


@pytest.fixture
def inquiry(db):
    """Two counties, one of them clearly coded yes, the other arguably; a statement that says two."""
    inquiry = factories.make_inquiry()
    part = factories.make_question(inquiry, "1a")
    annex = factories.make_table({"LK Fulda": ["Ja."], "LK Kassel": ["Ja."]}, annex=factories.make_annex(inquiry))
    annex.columns.first().questions.set([part])
    code = factories.make_code(part, "yes", label="Ja")
    for printed, certainty in (("LK Fulda", "clear"), ("LK Kassel", "arguable")):
        factories.make_coding(annex.rows.get(printed=printed), part, code, quote="Ja", certainty=certainty)
    factories.make_claim(inquiry, 2, questions=[part], codes=[code], released=False)
    return inquiry


@pytest.fixture
def claim(inquiry):
    return inquiry.claims.get()


def release(client, claim):
    return client.post(reverse("admin:survey_claim_release", args=[claim.pk]))


# The span


def test_form_shows_the_span_with_its_rows(desk, claim):
    with override("en"):
        span = desk.get("/en" + address(claim).removeprefix("/en")).context["span"]
        groups = [(title, [row.printed for row in rows]) for title, rows in span.groups]
    assert (span.label, span.sentence) == ("depending on the reading", "1 to 2, from 2 rows. Stated: 2.")
    assert groups == [("clear", ["LK Fulda"]), ("arguable", ["LK Kassel"])]


def test_span_is_calculated_without_saving(desk, claim):
    entries = claim.history.count()
    response = save(desk, claim, stated="1", rule="rows", _calculate="yes")
    assert (response.status_code, response.context["span"].result) == (200, "differs")
    claim.refresh_from_db()
    assert (claim.rule, claim.history.count()) == ("coded", entries)


def test_span_of_a_form_that_is_not_complete_says_so(desk, inquiry):
    page = reverse("admin:survey_claim_span", query={"inquiry": inquiry.pk})
    span = desk.post(page, {"rule": "coded"}).context["span"]
    assert (span.result, span.groups) == ("cannot_be_checked", ())
    assert desk.post(page, {"rule": "rows", "stated": "2", "stated_is": "number"}).context["span"].result == "matches"
    assert Claim.objects.count() == 1


def test_span_is_no_page_to_look_at(desk, client, inquiry):
    page = reverse("admin:survey_claim_span", query={"inquiry": inquiry.pk})
    assert desk.get(page).status_code == 404
    client.force_login(factories.make_user("viewer", is_staff=True))
    assert client.post(page, {}).status_code == 403


def test_next_statement_gets_the_next_position(desk, inquiry):
    page = desk.get(reverse("admin:survey_claim_add", query={"inquiry": inquiry.pk}))
    assert page.context["adminform"].form["position"].value() == 2


# Release


def test_statement_is_public_once_it_is_released(desk, claim, editor):
    assert freeze(claim.inquiry)["claims"] == []
    release(desk, claim)
    claim.refresh_from_db()
    assert (claim.released_by, claim.released_result) == (editor, "depends_on_reading")
    assert claim.history.latest().history_user == editor
    assert [part["quote"] for part in freeze(claim.inquiry)["claims"]] == [claim.quote]


def test_release_is_asked_for_with_the_result_in_sight(desk, claim):
    page = desk.get(reverse("admin:survey_claim_release", args=[claim.pk]))
    assert page.context["span"].result == "depends_on_reading"
    claim.refresh_from_db()
    assert claim.released_at is None


def test_release_is_taken_back_with_a_reason(desk, claim):
    release(desk, claim)
    page = reverse("admin:survey_claim_hold", args=[claim.pk])
    assert list(desk.post(page, {"reason": ""}).context["form"].errors) == ["reason"]
    desk.post(page, {"reason": "Die Regel passt nicht."})
    claim.refresh_from_db()
    assert (claim.released_at, claim.released_by, claim.released_result) == (None, None, "")
    assert claim.history.latest().history_change_reason == "Die Regel passt nicht."
    assert freeze(claim.inquiry)["claims"] == []


def test_statement_whose_quote_is_gone_is_not_released(desk, claim):
    claim.reply.text = "Anders."
    claim.reply.save()
    assert release(desk, claim).context["form"].non_field_errors()
    claim.refresh_from_db()
    assert claim.released_at is None


def test_released_again_it_is_held_to_the_result_of_today(desk, claim):
    release(desk, claim)
    finding = factories.make_finding(claim.inquiry, "released_claim_changed", "claim 1")
    claim.inquiry.annexes.get().rows.get(printed="LK Kassel").codings.update(certainty="clear")
    release(desk, claim)
    claim.refresh_from_db()
    finding.refresh_from_db()
    assert (claim.released_result, finding.state) == ("matches", "closed")


def test_list_of_an_inquiry_says_what_changed_since_the_release(desk, claim):
    page = reverse("admin:survey_inquiry_claims", args=[claim.inquiry_id])
    release(desk, claim)
    assert [changed for _claim, _span, changed in desk.get(page).context["claims"]] == [False]
    claim.inquiry.annexes.get().rows.get(printed="LK Kassel").codings.update(certainty="clear")
    assert [changed for _claim, _span, changed in desk.get(page).context["claims"]] == [True]


def test_release_needs_the_right_to_change(client, claim):
    client.force_login(factories.make_user("viewer", is_staff=True))
    assert release(client, claim).status_code == 403


def test_nobody_releases_without_a_time(claim, editor):
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.update(released_by=editor)


# Links


def make_link(desk, inquiry, **data):
    page = reverse("admin:survey_inquiry_claims_link", args=[inquiry.pk])
    return desk.post(page, {"for_whom": "Pressestelle", "days": "7"} | data)


def preview(link, language="de"):
    with override(language):
        return reverse("claims_preview", args=[link.token])


def test_link_is_kept_with_who_made_it_for_whom_and_until_when(desk, inquiry, editor):
    before = timezone.now()
    make_link(desk, inquiry)
    link = PreviewLink.objects.get()
    assert (link.inquiry, link.for_whom, link.made_by) == (inquiry, "Pressestelle", editor)
    assert before <= link.made_at == link.valid_until - datetime.timedelta(days=7)


@pytest.mark.parametrize(("data", "field"), [({"for_whom": ""}, "for_whom"), ({"days": "400"}, "days")])
def test_link_that_is_not_complete_is_refused(desk, inquiry, data, field):
    assert list(make_link(desk, inquiry, **data).context["form"].errors) == [field]
    assert PreviewLink.objects.count() == 0


def test_link_shows_statements_before_their_release_without_an_account(inquiry, claim):
    link = factories.make_preview_link(inquiry)
    response = Client().get(preview(link))
    page = response.content.decode()
    assert response.status_code == 200
    assert [
        claim.quote in page,
        "LK Kassel" in page,
        "hängt von der lesart ab" in page.lower(),
        "Pressestelle" in page,
    ] == [True] * 4


def test_link_shows_no_other_inquiry(inquiry):
    other = factories.make_inquiry()
    factories.make_claim(other, quote="In siebzehn Landkreisen", released=False)
    page = Client().get(preview(factories.make_preview_link(inquiry))).content.decode()
    assert "In siebzehn Landkreisen" not in page


def test_preview_is_kept_to_its_reader(inquiry):
    response = Client().get(preview(factories.make_preview_link(inquiry)))
    assert "no-store" in response["Cache-Control"]
    assert (response["X-Robots-Tag"], response["Referrer-Policy"]) == ("noindex, nofollow, noarchive", "no-referrer")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response.cookies == {}


@pytest.mark.parametrize(("language", "words"), [("de", "abgelaufen"), ("en", "This link has ended.")])
def test_link_that_has_ended_answers_410_with_a_sentence(inquiry, claim, language, words):
    response = Client().get(preview(factories.make_preview_link(inquiry, days=-1), language))
    page = response.content.decode()
    assert (response.status_code, words in page, claim.quote in page) == (410, True, False)


def test_link_that_is_taken_back_answers_410(desk, inquiry, claim, editor):
    link = factories.make_preview_link(inquiry)
    desk.post(reverse("admin:survey_previewlink_revoke", args=[link.pk]))
    link.refresh_from_db()
    response = Client().get(preview(link))
    assert (link.revoked_by, response.status_code, claim.quote in response.content.decode()) == (editor, 410, False)


@pytest.mark.parametrize("token", ["1", "1:abc", "", "1:" + "x" * 43])
def test_token_that_we_did_not_sign_is_not_there(inquiry, token):
    factories.make_preview_link(inquiry)
    assert Client().get(f"/preview/claims/{token}/").status_code == 404


def test_token_signed_for_something_else_is_not_there(inquiry):
    link = factories.make_preview_link(inquiry)
    other = signing.Signer(salt=f"{SALT}.other").sign(str(link.pk))
    assert Client().get(f"/preview/claims/{other}/").status_code == 404


def test_page_of_the_inquiry_lists_its_links(desk, inquiry):
    holding, ended = factories.make_preview_link(inquiry), factories.make_preview_link(inquiry, "Presse", days=-1)
    page = desk.get(reverse("admin:survey_inquiry_claims", args=[inquiry.pk]))
    shown_links = {link: bool(address) for link, address in page.context["links"]}
    assert shown_links == {holding: True, ended: False}


def test_form_keeps_the_release_when_it_is_saved(desk, claim):
    release(desk, claim)
    page = desk.get(address(claim))
    desk.post(address(claim), shown(page) | {"note": "Eine Anmerkung."})
    claim.refresh_from_db()
    assert (claim.note, claim.released_at is None) == ("Eine Anmerkung.", False)
