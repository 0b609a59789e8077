"""Publishing and taking back through the desk, and who may."""

import pytest
from django.contrib.auth.models import Permission
from django.db.models import CharField, TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import override

from survey.models import (
    Answer,
    Claim,
    Code,
    Edition,
    Inquiry,
    InquiryRelation,
    Meeting,
    Passage,
    Row,
    Tombstone,
)
from survey.models.finding import READER_UNSURE
from survey.publishing.content import digest, encode
from survey.publishing.freeze import freeze
from survey.publishing.publish import publish
from tests import factories
from tests.admin.forms import address
from tests.admin.papers import make_paper

LIST = "/admin/survey/inquiry/"


def page(inquiry, name):
    return reverse(f"admin:survey_inquiry_{name}", args=[inquiry.pk])


def now(inquiry):
    return digest(encode(freeze(inquiry)))


def messages(response):
    return [(message.level_tag, str(message)) for message in response.context["messages"]]


def publish_here(client, inquiry, note="Erste Fassung.", **changes):
    seen = client.get(page(inquiry, "publish")).context["form"].initial["seen"]
    return client.post(page(inquiry, "publish"), {"note": note, "seen": seen, **changes}, follow=True)


def test_publisher_publishes_what_was_looked_at(publishers_desk, paper, publisher):
    response = publish_here(publishers_desk, paper)
    edition = Edition.objects.get()
    assert (edition.number, edition.note, edition.publisher_name) == (1, "Erste Fassung.", "Publisher Beispiel")
    assert digest(edition.content) == now(paper)
    assert [level for level, _ in messages(response)] == ["success"]


def test_publishing_needs_a_note(publishers_desk, paper):
    response = publish_here(publishers_desk, paper, note=" ")
    assert list(response.context["form"].errors) == ["note"]
    assert Edition.objects.count() == 0


def test_publisher_sees_the_difference_to_the_current_edition(publishers_desk, paper):
    publish_here(publishers_desk, paper)
    answer = Answer.objects.filter(row__annex__inquiry=paper).first()
    answer.note = "Nachgetragen."
    answer.save()
    response = publishers_desk.get(page(paper, "publish"))
    changes = [(change.section, change.kind, change.new) for change in response.context["difference"].changes]
    assert changes == [("answer", "changed", "Nachgetragen.")]
    assert "Nachgetragen." in response.content.decode()


def test_change_after_the_look_is_refused_and_shown(publishers_desk, paper):
    seen = publishers_desk.get(page(paper, "publish")).context["form"].initial["seen"]
    paper.title = "Ein anderer Titel"
    paper.save()
    response = publishers_desk.post(page(paper, "publish"), {"note": "Erste Fassung.", "seen": seen})
    assert list(response.context["form"].errors) == ["__all__"]
    assert Edition.objects.count() == 0
    assert response.context["form"]["seen"].value() == now(paper)
    publish_here(publishers_desk, paper)
    assert Edition.objects.count() == 1


def test_publishing_without_a_change_makes_no_edition_and_says_so(publishers_desk, paper):
    """Two publishers who look at once: the second is told. Who comes later is not asked for a note."""
    looked_at = {"note": "Noch einmal.", "seen": now(paper)}
    publish_here(publishers_desk, paper)
    response = publishers_desk.post(page(paper, "publish"), looked_at, follow=True)
    assert [level for level, _ in messages(response)] == ["warning"]
    later = publishers_desk.get(page(paper, "publish"))
    assert (list(later.context["form"].fields), later.context["submit"]) == ([], "")
    assert Edition.objects.count() == 1


def test_publisher_takes_back_with_a_reason(publishers_desk, paper):
    publish_here(publishers_desk, paper)
    refused = publishers_desk.post(page(paper, "take_back"), {"reason": ""})
    assert list(refused.context["form"].errors) == ["reason"]
    response = publishers_desk.post(page(paper, "take_back"), {"reason": "Falsche Vorlage."}, follow=True)
    assert [level for level, _ in messages(response)] == ["success"]
    assert Edition.objects.current().count() == 0
    assert Tombstone.objects.filter(kind="taken_back").first().reason == "Falsche Vorlage."


def test_draft_cannot_be_taken_back(publishers_desk, paper):
    response = publishers_desk.post(page(paper, "take_back"), {"reason": "Falsche Vorlage."})
    assert list(response.context["form"].errors) == ["__all__"]


def test_actions_lead_to_the_page_of_the_one_inquiry(publishers_desk, paper):
    response = publishers_desk.post(LIST, {"action": "publish", "_selected_action": [paper.pk]})
    assert response.headers["Location"] == page(paper, "publish")
    response = publishers_desk.post(LIST, {"action": "take_back", "_selected_action": [paper.pk]})
    assert response.headers["Location"] == page(paper, "take_back")


def test_action_on_two_inquiries_asks_for_one(publishers_desk, paper):
    other = factories.make_inquiry()
    data = {"action": "publish", "_selected_action": [paper.pk, other.pk]}
    response = publishers_desk.post(LIST, data, follow=True)
    assert [level for level, _ in messages(response)] == ["warning"]


def buttons(client, inquiry):
    """Those that lead towards the public, in their order."""
    names = {page(inquiry, name): name for name in ("preview", "check", "publish", "take_back")}
    return [names[tool] for tool, _ in client.get(address(inquiry)).context["tools"] if tool in names]


def test_editor_sees_neither_action_nor_button(desk, paper):
    publish(paper, by=factories.make_user("other"), note="Erste Fassung.", seen=now(paper))
    actions = [value for value, _ in desk.get(LIST).context["action_form"].fields["action"].choices]
    assert actions == ["", "run_checks"]
    assert buttons(desk, paper) == ["preview", "check"]


@pytest.mark.parametrize("name", ["publish", "take_back"])
def test_editor_cannot_publish_or_take_back(desk, paper, name):
    assert desk.get(page(paper, name)).status_code == 403
    data = {"note": "Erste Fassung.", "reason": "Falsch.", "seen": now(paper)}
    assert desk.post(page(paper, name), data).status_code == 403
    desk.post(LIST, {"action": name, "_selected_action": [paper.pk]})
    assert Edition.objects.count() == 0


def test_publisher_sees_both_buttons(publishers_desk, paper):
    publish_here(publishers_desk, paper)
    assert buttons(publishers_desk, paper) == ["preview", "check", "publish", "take_back"]


def test_list_says_what_was_edited_since_the_edition(publishers_desk, paper):
    def shown():
        found = publishers_desk.get(LIST).context["cl"].result_list[0]
        return found.edition_number, found.changed_later

    publish_here(publishers_desk, paper)
    assert shown() == (1, False)
    factories.make_evidence(paper.bodies.first(), quote="Runden Tisch", answer=Answer.objects.first(), field="kind")
    assert shown() == (1, True)


def test_page_says_whether_there_are_unpublished_changes(publishers_desk, paper):
    def state():
        form = publishers_desk.get(address(paper)).context["adminform"]
        return strip_tags(form.model_admin.state_of_publication(paper))

    with override("en"):
        assert state() == "not published"
        publish_here(publishers_desk, paper)
        assert state() == "edition 1: nothing changed since"
        paper.title = "Ein anderer Titel"
        paper.save()
        assert state() == "edition 1: unpublished changes"


def test_view_on_site_leads_to_what_is_published_only(publishers_desk, paper, settings):
    answer = Answer.objects.filter(row__annex__inquiry=paper).first()
    records = [paper, answer, answer.row, paper.bodies.first(), paper.questions.first(), paper.replies.first()]
    pages = [publishers_desk.get(address(record)) for record in records]
    assert [response.context["has_absolute_url"] for response in pages] == [False] * len(records)
    publish_here(publishers_desk, paper)
    addresses = [publishers_desk.get(address(record)).context["absolute_url"] for record in records]
    home = f"{settings.SITE_URL}/inquiries/{paper.slug}/"
    assert addresses == [
        home,
        f"{home}answers/1/1/1/",
        f"{home}#a1-r1",
        f"{settings.SITE_URL}/bodies/{paper.bodies.first().slug}/",
        f"{home}questions/1/",
        f"{home}#reply-1",
    ]


def test_preview_shows_the_draft_to_editors_and_says_so(desk, paper, client):
    response = desk.get("/en" + page(paper, "preview"))
    text = response.content.decode()
    assert (response.status_code, paper.title in text, "Preview." in text) == (200, True, True)
    viewer = factories.make_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_body"))
    client.force_login(viewer)
    assert client.get(page(paper, "preview")).status_code == 403


def test_checks_are_run_from_the_desk(desk, paper):
    paper.findings.all().delete()
    desk.post(page(paper, "check"))
    assert paper.findings.open().count() > 0


def test_address_is_fixed_with_the_first_edition(publishers_desk, paper):
    assert "slug" in publishers_desk.get(address(paper)).context["adminform"].form.fields
    publish_here(publishers_desk, paper)
    assert "slug" not in publishers_desk.get(address(paper)).context["adminform"].form.fields


def test_published_inquiry_cannot_be_deleted(root, paper):
    publish_here(root, paper)
    assert root.post(address(paper, "delete"), {"post": "yes"}).status_code == 403
    assert root.post(address(paper, "remove"), {"reason": "Weg damit."}).status_code == 200
    assert (Inquiry.objects.count(), Edition.objects.count()) == (1, 1)


# What stayed unsure when the paper was read


def test_publisher_is_asked_why_with_unsure_places(publishers_desk, paper):
    factories.make_unsure(paper, 2)
    shown = publishers_desk.get(page(paper, "publish"))
    assert list(shown.context["form"].fields) == ["note", "unsure_reason", "seen"]
    assert "Zeile 2: Zu Frage 2 ist keine Antwort gefunden." in shown.content.decode()
    response = publish_here(publishers_desk, paper, unsure_reason=" ")
    assert list(response.context["form"].errors) == ["unsure_reason"]
    assert Edition.objects.count() == 0
    publish_here(publishers_desk, paper, unsure_reason="Mit dem Druck verglichen.")
    edition = Edition.objects.get()
    assert (edition.unsure, edition.unsure_reason) == (2, "Mit dem Druck verglichen.")
    workspace = publishers_desk.get(page(paper, "workspace")).content.decode()
    assert "Mit dem Druck verglichen." in workspace


def test_publisher_who_has_not_seen_the_unsure_places_is_told(publishers_desk, paper):
    """They are found between the look and the click: the page comes back and asks."""
    seen = publishers_desk.get(page(paper, "publish")).context["form"].initial["seen"]
    factories.make_finding(paper, READER_UNSURE, "file reply")
    response = publishers_desk.post(page(paper, "publish"), {"note": "Erste Fassung.", "seen": seen})
    assert list(response.context["form"].errors) == ["unsure_reason"]
    assert Edition.objects.count() == 0


def test_where_nothing_is_to_publish_nothing_unsure_is_listed(publishers_desk, paper):
    publish_here(publishers_desk, paper)
    factories.make_finding(paper, READER_UNSURE, "file reply")
    shown = publishers_desk.get(page(paper, "publish")).context
    assert (list(shown["form"].fields), shown["items"]) == ([], [])


DRAFT = "Kanarienvogel"
TEXTS = (CharField, TextField)


def write_into(records, word):
    """Before every text that an editor of these records writes."""
    names = [
        field.name for field in records.model._meta.concrete_fields if isinstance(field, TEXTS) and not field.choices
    ]
    kept = {"slug", "key", "code", "part", "place", "sha256", "kind", "number", "state"}
    records.update(**{name: Concat(Value(word), name) for name in names if name not in kept})


def test_preview_of_a_paper_says_nothing_of_the_drafts_of_others(desk, paper):
    """The other paper is tied to it in every way in which two papers may be tied."""
    draft = make_paper()
    own, other = paper.bodies.get(), draft.bodies.get()
    for records in (
        Inquiry.objects.filter(pk=draft.pk),
        *(each.all() for each in (draft.questions, draft.replies, draft.remarks, draft.bodies, draft.statements)),
        Row.objects.filter(annex__inquiry=draft),
        Answer.objects.filter(row__annex__inquiry=draft),
        Passage.objects.filter(printed_in__row__annex__inquiry=draft),
        Claim.objects.filter(inquiry=draft),
        Code.objects.filter(question__inquiry=draft),
        Meeting.objects.filter(body__inquiry=draft),
    ):
        write_into(records, DRAFT)
    InquiryRelation.objects.create(inquiry=paper, kind="follows", to=draft)
    paper.questions.filter(part="").update(continues=draft.questions.get(part=""), comparability="same")
    answer = Answer.objects.filter(row__annex__inquiry=paper).first()
    factories.make_reference(answer, draft.questions.get(part=""), words="s. dort")
    named = draft.annexes.get().rows.first().answers.first()
    meeting = factories.make_meeting(own, words=f"{DRAFT} im Mai")
    actor = factories.make_actor(f"{DRAFT} e. V.")
    part = factories.make_participation(actor, body=own)
    for fact in (meeting, part, own):
        factories.make_evidence(fact, quote=f"{DRAFT} Es gibt", answer=named)
    other.merged_into = own
    other.save()
    assert DRAFT in desk.get(page(draft, "preview")).content.decode()
    for name in ("preview", "changes", "submit"):
        assert DRAFT not in desk.get(page(paper, name)).content.decode(), name
    assert DRAFT not in encode(freeze(paper))
