"""Who, when, what and why."""

import re

from django.urls import reverse

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
