"""Merging two bodies at the desk, and where the old address leads."""

from django.urls import reverse

from survey.models import Body, FormerSlug, PublishedBody
from tests.admin.forms import address
from tests.factories import make_body, make_evidence, make_inquiry
from tests.publishing.paper import make_paper, publish_now


def page(body):
    return reverse("admin:survey_body_merge", args=[body.pk])


def test_body_is_merged_and_its_address_leads_on_with_the_next_edition(client, desk, db):
    inquiry = make_paper(counties=["Fulda", "Kassel"])
    publish_now(inquiry)
    stays, old = Body.objects.order_by("slug")
    assert desk.post(page(old), {"into": stays.pk, "reason": "Dasselbe."}).url == address(stays)
    assert client.get(f"/bodies/{old.slug}/").status_code == 200
    publish_now(inquiry, "Zwei Gremien sind eines.")
    response = client.get(f"/en/bodies/{old.slug}/")
    assert (response.status_code, response.url) == (301, f"/en/bodies/{stays.slug}/")
    assert [each.slug for each in PublishedBody.objects.all()] == [stays.slug]
    assert FormerSlug.objects.get().now == stays.slug


def test_what_is_wrong_is_said_beside_the_field(desk, paper):
    body = paper.bodies.get()
    several = make_body(paper, "Runde Tische", mention="several")
    assert list(desk.post(page(body), {"into": "", "reason": "Dasselbe."}).context["form"].errors) == ["into"]
    assert list(desk.post(page(body), {"into": body.pk, "reason": "Dasselbe."}).context["form"].errors) == ["into"]
    assert list(desk.post(page(body), {"into": several.pk, "reason": ""}).context["form"].errors) == ["reason"]
    assert list(desk.post(page(body), {"into": several.pk, "reason": "Dasselbe."}).context["form"].errors) == ["into"]


def test_merged_body_is_shown_but_neither_edited_nor_chosen(desk, paper):
    body, stays = paper.bodies.get(), make_body(paper, "Runder Tisch Asyl Fulda")
    desk.post(page(body), {"into": stays.pk, "reason": "Dasselbe."})
    shown = desk.get(address(body))
    assert (shown.status_code, shown.context["has_change_permission"], shown.context["tools"]) == (200, False, [])
    assert desk.get(page(body)).status_code == 404
    parameters = {"app_label": "survey", "model_name": "participation", "field_name": "body", "term": "Runder"}
    results = desk.get(reverse("admin:autocomplete"), parameters).json()["results"]
    assert [result["id"] for result in results] == [str(stays.pk)]


def test_quotes_are_kept_with_the_body_that_stays(desk, paper):
    body, stays = paper.bodies.get(), make_body(paper, "Runder Tisch Asyl Fulda")
    quotes = {each.quote for each in body.evidence.all()}
    make_evidence(stays, "Runder Tisch")
    desk.post(page(body), {"into": stays.pk, "reason": "Dasselbe."})
    assert {each.quote for each in stays.evidence.all()} == quotes | {"Runder Tisch"}


def test_both_are_shown_side_by_side_and_what_every_paper_will_say(desk, paper):
    body, other = paper.bodies.get(), make_body(make_inquiry(), "Runder Tisch Fulda", rhythm="monatlich")
    shown = desk.post(page(body), {"into": other.pk, "reason": "", "preview": "Vorschau"})
    text = shown.content.decode()
    assert (shown.status_code, "monatlich" in text, f"{other.inquiry.number} sagt weiter" in text) == (200, True, True)
    assert body.merged_into is None


def test_merging_over_two_papers_is_taken_back(desk, paper):
    body, other = paper.bodies.get(), make_body(make_inquiry(), "Runder Tisch Fulda")
    desk.post(page(body), {"into": other.pk, "reason": "Derselbe."})
    back = reverse("admin:survey_body_part", args=[body.pk])
    assert back in desk.get(address(body)).content.decode()
    assert list(desk.post(back, {"reason": ""}).context["form"].errors) == ["reason"]
    assert desk.post(back, {"reason": "Zwei Tische."}).url == address(body)
    body.refresh_from_db()
    assert body.merged_into is None
