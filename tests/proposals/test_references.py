"""Accepting references, and deciding one by a click."""

from survey import proposals
from survey.models import Answer, Reference
from tests import factories
from tests.factories import cell
from tests.proposals.looking import accept, effects, find, state


def referring(annex, row="LK Fulda", target="1", **kwargs):
    """A reference that the import has proposed."""
    question = annex.inquiry.questions.get(number=int(target), part="")
    return factories.make_reference(cell(annex, row, "Frage 2"), question, words=f"s. {target}", **kwargs)


def test_reference_is_confirmed_and_its_text_shown_first(annex, editor):
    reference = referring(annex)
    finding = find(annex, "cross_reference", "1/1/2")
    assert effects(finding) == [("LK Fulda, Frage 2", None, "Eins.")]
    accept(finding, editor)
    reference.refresh_from_db()
    assert (reference.state, state(finding)) == ("confirmed", "accepted")
    assert reference.history.first().history_user == editor
    assert cell(annex, "LK Fulda", "Frage 2").version == 2


def test_reference_that_nobody_recorded_is_recorded_as_confirmed(annex, editor):
    accept(find(annex, "cross_reference", "1/1/2"), editor)
    [reference] = Reference.objects.all()
    kept = (reference.words, reference.to_question.key, reference.whole, reference.state)
    assert kept == ("s. 1", "1", True, "confirmed")


def test_reference_to_a_field_without_text_stays_open(annex, editor):
    reference = referring(annex, "LK Kassel", "3")
    finding = find(annex, "cross_reference", "1/2/2")
    assert effects(finding) == [("LK Kassel, Frage 2", None, None)]
    accept(finding, editor)
    reference.refresh_from_db()
    assert reference.state == "open"
    assert find(annex, "cross_reference", "1/1/2") is not None
    assert not annex.findings.filter(check_name="open_reference", state="open").exists()


def test_reference_that_leads_nowhere_is_marked_as_open(annex, editor):
    reference = referring(annex, "LK Kassel", "3")
    accept(find(annex, "open_reference"), editor)
    reference.refresh_from_db()
    assert reference.state == "open"


def test_reference_to_a_question_that_the_paper_lacks_is_refused(annex, editor):
    answer = cell(annex, "LK Fulda", "Frage 2")
    answer.printed_passages.all().delete()
    factories.make_passage(answer, "s. 9.")
    outcome = accept(find(annex, "cross_reference", "1/1/2"), editor)
    assert (len(outcome.refused), Reference.objects.count()) == (1, 0)


def test_reference_of_a_reply_is_confirmed(annex, editor):
    one, two = annex.inquiry.questions.order_by("number")[:2]
    factories.make_reply(annex.inquiry, "In zwei Landkreisen.", questions=[one])
    reply = factories.make_reply(annex.inquiry, "Auf die Antwort zur Frage 1 wird verwiesen.", questions=[two])
    accept(find(annex, "cross_reference", "reply 2"), editor)
    [reference] = reply.references.all()
    assert (reference.to_question, reference.state) == (one, "confirmed")


def test_click_decides_a_reference_once(annex, editor):
    reference = referring(annex)
    assert proposals.decide_reference(reference, "refused", reason="Kein Verweis.", by=editor) is True
    assert proposals.decide_reference(reference, "refused", by=editor) is False
    reference.refresh_from_db()
    entry = reference.history.first()
    kept = (reference.state, entry.history_user, entry.history_change_reason)
    assert kept == ("refused", editor, "Kein Verweis.")
    assert cell(annex, "LK Fulda", "Frage 2").version == 2


def test_finding_that_another_one_settled_along_is_no_failure(annex, editor):
    referring(annex, "LK Kassel", "3")
    both = [find(annex, name, "1/2/2") for name in ("cross_reference", "open_reference")]
    outcome = proposals.accept(both, by=editor)
    assert (outcome.done, outcome.refused) == ([both[0]], [])
    assert [state(each) for each in both] == ["accepted", "closed"]


def make_referring_field(annex):
    """A field that the import takes for nothing but two references."""
    answer = cell(annex, "LK Fulda", "Frage 2")
    Answer.objects.filter(pk=answer.pk).update(status="refers")
    return [referring(annex), referring(annex, target="3")]


def test_last_reference_decided_settles_that_the_field_is_one(annex, editor):
    first, second = make_referring_field(annex)
    proposals.decide_reference(first, "confirmed", by=editor)
    assert cell(annex, "LK Fulda", "Frage 2").decided is False
    proposals.decide_reference(second, "refused", by=editor)
    answer = cell(annex, "LK Fulda", "Frage 2")
    assert (answer.status, answer.decided) == ("refers", True)


def test_field_whose_references_are_all_refused_stays_to_decide(annex, editor):
    for reference in make_referring_field(annex):
        proposals.decide_reference(reference, "refused", by=editor)
    assert cell(annex, "LK Fulda", "Frage 2").decided is False
