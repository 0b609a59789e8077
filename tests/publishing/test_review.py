"""Submit, withdraw, send back; and what the public reads of who looked at an edition."""

import pytest

from survey.models import Edition, Submission
from survey.publishing.publish import NothingChanged, PublishRefused, publish, take_back
from survey.publishing.review import send_back, submit, withdraw
from tests.factories import make_user
from tests.publishing.paper import make_paper, publish_now, publisher, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    return make_paper(counties=["Fulda"])


@pytest.fixture
def editor():
    return make_user("redaktion", first_name="Erika", last_name="Beispiel")


def stage(inquiry):
    inquiry.refresh_from_db()
    return inquiry.stage


def said(edition):
    return edition.review, edition.override_reason


def test_submit_keeps_who_and_what_and_says_so_in_the_history(inquiry, editor):
    submission = submit(inquiry, by=editor, message=" Bitte Fulda ansehen. ")
    assert (submission.by, submission.digest, submission.message) == (editor, seen(inquiry), "Bitte Fulda ansehen.")
    entry = inquiry.history.first()
    assert (stage(inquiry), entry.history_user, entry.history_change_reason) == (
        "submitted",
        editor,
        "Bitte Fulda ansehen.",
    )


def test_submit_twice_is_refused(inquiry, editor):
    submit(inquiry, by=editor)
    with pytest.raises(PublishRefused):
        submit(inquiry, by=editor)
    assert Submission.objects.count() == 1


def test_submit_of_what_is_published_already_is_refused(inquiry, editor):
    publish_now(inquiry)
    with pytest.raises(NothingChanged):
        submit(inquiry, by=editor)


def test_withdrawn_inquiry_is_a_draft_and_can_be_submitted_again(inquiry, editor):
    submit(inquiry, by=editor)
    withdraw(inquiry, by=editor, reason="Noch eine Zeile.")
    assert stage(inquiry) == "draft"
    submit(inquiry, by=editor)
    states = list(Submission.objects.order_by("pk").values_list("state", "reason"))
    assert states == [("withdrawn", "Noch eine Zeile."), ("waiting", "")]


def test_send_back_needs_a_reason(inquiry, editor):
    submit(inquiry, by=editor)
    with pytest.raises(PublishRefused):
        send_back(inquiry, by=publisher(), reason=" ")
    send_back(inquiry, by=publisher(), reason="Fulda fehlt.")
    submission = Submission.objects.get()
    assert (submission.state, submission.reason, submission.closed_by) == ("returned", "Fulda fehlt.", publisher())
    assert stage(inquiry) == "draft"


@pytest.mark.parametrize("act", [withdraw, send_back])
def test_what_is_not_submitted_is_neither_withdrawn_nor_sent_back(inquiry, editor, act):
    with pytest.raises(PublishRefused):
        act(inquiry, by=editor, reason="Noch nicht.")


def test_edition_of_a_submitted_inquiry_says_that_two_looked_at_it(inquiry, editor):
    submit(inquiry, by=editor)
    edition = publish_now(inquiry)
    assert said(edition) == ("reviewed", "")
    assert (stage(inquiry), Submission.objects.get().edition) == ("draft", edition)
    assert inquiry.history.first().history_date == edition.published_at


def test_who_submitted_does_not_publish_without_a_reason(inquiry):
    submit(inquiry, by=publisher())
    with pytest.raises(PublishRefused):
        publish_now(inquiry)
    assert (Edition.objects.count(), stage(inquiry)) == (0, "submitted")
    reason = "Sonst ist niemand da."
    edition = publish(inquiry, by=publisher(), note="Erste Fassung.", seen=seen(inquiry), override=reason)
    assert said(edition) == ("overridden", reason)


def test_withdrawing_does_not_spare_the_reason(inquiry):
    submit(inquiry, by=publisher())
    withdraw(inquiry, by=publisher())
    with pytest.raises(PublishRefused):
        publish_now(inquiry)


def test_edition_says_that_nobody_submitted_it(inquiry):
    assert said(publish_now(inquiry)) == ("not_submitted", "")


def test_submission_counts_for_one_edition_only(inquiry, editor):
    submit(inquiry, by=editor)
    publish_now(inquiry)
    inquiry.title = "Ein anderer Titel"
    inquiry.save()
    assert said(publish_now(inquiry, "Neuer Titel.")) == ("not_submitted", "")


def test_edition_says_that_it_was_edited_after_its_submission(inquiry, editor):
    submit(inquiry, by=editor)
    inquiry.title = "Ein anderer Titel"
    inquiry.save()
    assert said(publish_now(inquiry)) == ("changed", "")


def test_override_that_is_not_needed_is_not_kept(inquiry, editor):
    submit(inquiry, by=editor)
    edition = publish(inquiry, by=publisher(), note="Erste.", seen=seen(inquiry), override="Ohne Not.")
    assert said(edition) == ("reviewed", "")


def test_take_back_stays_in_the_history_after_it_is_published_again(inquiry):
    publish_now(inquiry)
    take_back(inquiry, by=publisher(), reason="Falsche Vorlage.")
    inquiry.title = "Ein anderer Titel"
    inquiry.save()
    publish_now(inquiry, "Wieder da.")
    reasons = inquiry.history.filter(history_user=publisher()).values_list("history_change_reason", flat=True)
    assert [reason for reason in reasons if "Falsche Vorlage." in reason] != []
