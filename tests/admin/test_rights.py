"""Nobody is shown a link, a button or an action that then says no."""

import re
from html import unescape

import pytest
from django.contrib import admin
from django.urls import Resolver404, resolve, reverse

from survey.models import Reference
from survey.publishing.content import digest, encode
from survey.publishing.freeze import freeze
from survey.publishing.publish import publish
from survey.publishing.review import submit
from tests import factories
from tests.admin.conftest import member, onlooker, signed_in
from tests.admin.papers import make_public

LINK = re.compile(r'<a\b[^>]*?\shref="(/admin/[^"#]*)')
SKIPPED = re.compile(r"/admin/(logout|jsi18n|password_change)/")
SURVEY = [model for model in admin.site._registry if model._meta.app_label == "survey"]


@pytest.fixture(params=["editor", "publisher", "administrator", "onlooker"])
def person(request, db):
    """Of each group, and one with view rights only."""
    if request.param == "onlooker":
        return onlooker()
    if request.param == "administrator":
        return member("Administration", "administrator")
    return request.getfixturevalue(request.param)


def make_edition(paper):
    publish(paper, by=factories.make_user("other"), note="Erste Fassung.", seen=digest(encode(freeze(paper))))


def links_of(response):
    if "text/html" not in response.get("Content-Type", "") or response.streaming:
        return []
    return [unescape(link) for link in LINK.findall(response.content.decode())]


def kind_of(address):
    """One page of each view is enough; what a list is filtered by makes no other view of it."""
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return address


def answers_of_links(client, start="/admin/"):
    """Every view that links lead to, with the address tried and its status."""
    found, waiting = {}, [start]
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind in found or SKIPPED.match(address):
            continue
        response = client.get(address)
        found[kind] = (address, response.status_code)
        waiting += links_of(response)
    return found


def refused(found):
    return {kind: answer for kind, answer in found.items() if answer[1] not in (200, 302)}


@pytest.mark.crawl
def test_every_link_that_is_shown_may_be_followed(person, paper):
    make_edition(paper)
    found = answers_of_links(signed_in(person))
    assert refused(found) == {}
    if person.has_perm("survey.view_inquiry"):
        assert {"admin:survey_inquiry_workspace", "admin:survey_annex_grid", "admin:survey_answer_change"} <= set(found)


def test_onlooker_is_shown_no_button_that_decides(desk, paper):
    """What could be decided is there: a finding and a reference."""
    client = signed_in(onlooker())
    finding = paper.findings.get()
    reference = Reference.objects.get()
    Reference.objects.update(state="proposed")
    for record in (finding, reference.from_answer, finding.answer):
        page = reverse(f"admin:survey_{record._meta.model_name}_change", args=[record.pk])
        shown, hidden = (each.get(page).content.decode() for each in (desk, client))
        assert "/decide/" in shown
        assert ("/decide/" in hidden, "formaction" in hidden) == (False, False)


@pytest.mark.parametrize("stage", ["draft", "submitted", "published"])
def test_every_button_of_an_inquiry_works(person, paper, stage):
    if stage == "submitted":
        submit(paper, by=factories.make_user("colleague"))
    if stage == "published":
        make_edition(paper)
    client = signed_in(person)
    if not person.has_perm("survey.view_inquiry"):
        assert client.get(reverse("admin:survey_inquiry_workspace", args=[paper.pk])).status_code == 403
        return
    pages = [reverse(f"admin:survey_inquiry_{name}", args=[paper.pk]) for name in ("workspace", "change")]
    buttons = {tool for page in pages for tool, _ in client.get(page).context["tools"]}
    answers = {tool: client.get(tool).status_code for tool in buttons if tool.startswith("/admin/")}
    assert {tool: status for tool, status in answers.items() if status not in (200, 302)} == {}


def actions_of(client, page):
    """What the drop-down of a list offers; nothing where the list is not for this person."""
    response = client.get(page)
    form = response.context.get("action_form") if response.status_code == 200 else None
    return [value for value, _ in form.fields["action"].choices if value] if form else []


def test_onlooker_is_led_to_what_a_finding_is_about_and_to_no_page_that_mends(desk, paper):
    answer = factories.cell(paper.annexes.get(), "LK Fulda", "Frage 1")
    factories.make_passage(answer, "Fortsetzung.", answer=None, position=9)
    finding = factories.make_finding(
        paper, "continuation_row", "1/1/1", answer=answer, details={"text": "Fortsetzung."}
    )
    page = reverse("admin:survey_finding_change", args=[finding.pk])
    mends, looks = (each.get(page).content.decode() for each in (desk, signed_in(onlooker())))
    own = reverse("admin:survey_answer_change", args=[answer.pk])
    assert (own in mends, "/correct/" in mends) == (True, True)
    assert (own in looks, "/correct/" in looks) == (True, False)


def test_every_action_of_every_list_works(person, paper):
    make_public(paper)
    client = signed_in(person)
    wrong = []
    for model in SURVEY:
        page = reverse(f"admin:survey_{model._meta.model_name}_changelist")
        for action in actions_of(client, page):
            record = model.objects.first()
            chosen = {"action": action, "_selected_action": [record.pk if record else 0]}
            if client.post(page, chosen).status_code not in (200, 302):
                wrong.append((model.__name__, action))
    assert wrong == []


def test_kept_address_that_the_account_may_not_open_says_so_in_the_frame_of_the_desk(editor, paper):
    response = signed_in(editor).get(reverse("admin:survey_inquiry_publish", args=[paper.pk]))
    assert response.status_code == 403
    assert "Das Konto „editor“ darf das nicht. Es wurde nichts geändert." in response.content.decode()
    assert reverse("admin:index") in response.content.decode()
