"""Who, when, what and why."""

import re

from django.contrib.auth.models import Permission
from django.urls import reverse

from survey.publishing.review import submit
from tests import factories
from tests.admin.forms import address, save


def test_change_is_kept_with_who_and_why(desk, paper, editor):
    save(desk, paper, title="Ein anderer Titel", change_reason="In der Vorlage verlesen.")
    entry = paper.history.first()
    assert (entry.title, entry.history_user, entry.history_change_reason) == (
        "Ein anderer Titel",
        editor,
        "In der Vorlage verlesen.",
    )


def test_history_page_shows_who_what_and_why(desk, paper):
    save(desk, paper, title="Ein anderer Titel", change_reason="In der Vorlage verlesen.")
    page = desk.get(address(paper, "history")).content.decode()
    shown = re.sub(r"\s+", " ", page)
    assert "Editor Beispiel" in shown
    assert "In der Vorlage verlesen." in shown
    assert "<ins>Ein anderer Titel</ins>" in shown
    assert "style=" not in page


def test_row_of_a_form_is_kept_with_the_reason_of_the_form(desk, paper, editor):
    asker = paper.askers.get()
    save(desk, paper, **{"askers-0-party": "F.D.P.", "change_reason": "Wie gedruckt."})
    entry = asker.history.first()
    assert (entry.party, entry.history_user, entry.history_change_reason) == ("F.D.P.", editor, "Wie gedruckt.")


def test_form_sent_unchanged_leaves_no_trace(desk, paper):
    entries = paper.history.count()
    assert save(desk, paper).status_code == 302
    assert paper.history.count() == entries


def test_earlier_version_is_shown_and_not_written(root, paper):
    entry = paper.history.first()
    page = reverse("admin:survey_inquiry_simple_history", args=[paper.pk, entry.pk])
    assert root.get(page).status_code == 200
    assert root.post(page, {"title": "Zurück"}).status_code == 403


def test_every_earlier_version_of_an_answer_opens(desk):
    answer = factories.make_answer("Ja.")
    page = reverse("admin:survey_answer_simple_history", args=[answer.pk, answer.history.first().pk])
    assert desk.get(page).status_code == 200


def version_page(record, entry):
    name = f"admin:survey_{record._meta.model_name}_bring_back_version"
    return reverse(name, args=[record.pk, entry.pk])


def bring_back(client, page, reason):
    """Open the page of an earlier version and confirm it."""
    form = client.get(page).context["form"]
    return client.post(page, {"change_reason": reason, "seen": form["seen"].value()})


def test_earlier_text_is_brought_back_with_a_reason(desk, paper, editor):
    remark = paper.remarks.get()
    before = remark.text
    save(desk, remark, text="Verschlimmbessert.")
    page = version_page(remark, remark.history.last())
    assert page in desk.get(address(remark, "history")).content.decode()
    assert list(desk.post(page, {"change_reason": ""}).context["form"].errors) == ["change_reason"]
    assert bring_back(desk, page, "Wie gedruckt.").status_code == 302
    newest, middle, first = remark.history.all()
    assert [entry.text for entry in (newest, middle, first)] == [before, "Verschlimmbessert.", before]
    assert (newest.history_user, newest.history_change_reason) == (editor, "Wie gedruckt.")


def test_version_is_not_brought_back_over_one_that_nobody_saw(desk, publishers_desk, paper):
    remark = paper.remarks.get()
    page = version_page(remark, remark.history.last())
    seen = desk.get(page).context["form"]["seen"].value()
    save(publishers_desk, remark, text="Von der Kollegin.")
    refused = desk.post(page, {"change_reason": "Wie gedruckt.", "seen": seen})
    assert (refused.status_code, list(refused.context["form"].errors)) == (200, ["__all__"])
    assert (
        desk.post(page, {"change_reason": "Doch.", "seen": refused.context["form"]["seen"].value()}).status_code == 302
    )


def test_page_says_what_would_change_back(desk, paper):
    remark = paper.remarks.get()
    before = remark.text
    save(desk, remark, text="Verschlimmbessert.")
    changes = desk.get(version_page(remark, remark.history.last())).context["changes"]
    assert [(change["old"], change["new"]) for change in changes] == [("Verschlimmbessert.", before)]


def test_sets_come_back_too(desk, paper):
    body = paper.bodies.get()
    district = body.districts.get()
    entry = body.history.first()
    save(desk, body, districts=[])
    assert list(body.districts.all()) == []
    bring_back(desk, version_page(body, entry), "Doch Fulda.")
    assert list(body.districts.all()) == [district]


def test_what_the_form_does_not_write_is_not_brought_back(desk, paper, editor):
    entry = paper.history.first()
    submit(paper, by=editor)
    bring_back(desk, version_page(paper, entry), "Titel zurück.")
    paper.refresh_from_db()
    assert paper.stage == "submitted"


def test_version_that_breaks_a_rule_is_refused_in_words(desk, paper):
    question = paper.questions.get(part="")
    entry = question.history.first()
    question.number = 9
    question.save()
    factories.make_question(paper, "1", parent=None)
    response = bring_back(desk, version_page(question, entry), "Zurück.")
    assert list(response.context["form"].errors) == ["__all__"]
    question.refresh_from_db()
    assert question.number == 9


def test_deleted_record_is_brought_back_from_its_history(desk, paper):
    asker = paper.askers.get()
    key = asker.pk
    asker.delete()
    asker.pk = key
    found = desk.get(reverse("admin:survey_inquiry_chronicle", args=[paper.pk]), {"kind": "asker"}).context["acts"]
    assert found[0].places[0].address == address(asker, "history")
    entry = asker.history.filter(id=key).first()
    bring_back(desk, version_page(asker, entry), "Aus Versehen gelöscht.")
    back = paper.askers.get()
    assert (back.pk, back.name, back.history.first().history_type) == (key, "Jörg-Uwe Hahn", "+")


def test_only_who_may_change_a_record_brings_a_version_back(desk, paper, client):
    remark = paper.remarks.get()
    viewer = factories.make_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_remark"))
    client.force_login(viewer)
    page = version_page(remark, remark.history.first())
    assert client.post(page, {"change_reason": "Zurück."}).status_code == 403
    assert "bring_back" not in client.get(address(remark, "history")).content.decode()


def test_what_follows_from_acts_is_not_brought_back(desk, paper):
    for record in (paper.findings.get(), paper.passage_edits.get()):
        page = version_page(record, record.history.first())
        assert desk.post(page, {"change_reason": "Zurück."}).status_code == 403


def test_deleted_quote_is_brought_back(desk, paper):
    evidence = paper.bodies.get().evidence.get()
    entry, quote = evidence.history.first(), evidence.quote
    evidence.delete()
    assert bring_back(desk, version_page(entry.instance, entry), "Aus Versehen gelöscht.").status_code == 302
    assert paper.bodies.get().evidence.get().quote == quote
