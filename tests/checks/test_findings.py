"""Findings are kept: nothing is asked twice, nothing is lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext

from survey import checks
from survey.checks import FindingCounts
from survey.models import Finding, Passage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer():
    """An empty field of a row whose other field says something: one finding."""
    table = factories.make_table({"LK Fulda": ["Es gibt einen Runden Tisch.", ""]}, headings=("Frage 1", "Frage 2"))
    table.rows.update(respondent=factories.make_respondent("Hessischer Landkreistag", "association"))
    return factories.cell(table, "LK Fulda", "Frage 2")


def run(answer, by=None):
    return checks.run(answer.row.annex.inquiry, by=by)


def decide(answer, decided=True):
    answer.decided = decided
    answer.save()


def states():
    return list(Finding.objects.order_by("pk").values_list("check_name", "subject", "state"))


def settle(state, reason=""):
    finding = Finding.objects.get()
    finding.state, finding.reason = state, reason
    finding.save()


def test_run_keeps_what_is_found_with_its_links(answer):
    assert run(answer) == FindingCounts(opened=1, closed=0, kept=0)
    finding = Finding.objects.get()
    assert (finding.check_name, finding.subject, finding.state) == ("blank_cell", "1/1/2", "open")
    assert (finding.answer, finding.row, finding.annex) == (answer, answer.row, answer.row.annex)


def test_second_run_keeps_everything(answer):
    run(answer)
    before = list(Finding.objects.values())
    assert run(answer) == FindingCounts(opened=0, closed=0, kept=1)
    assert list(Finding.objects.values()) == before
    assert Finding.history.count() == 1


def test_run_closes_what_no_longer_holds_and_opens_it_again(answer):
    run(answer)
    decide(answer)
    assert run(answer) == FindingCounts(opened=0, closed=1, kept=0)
    assert states() == [("blank_cell", "1/1/2", "closed")]
    decide(answer, decided=False)
    assert run(answer) == FindingCounts(opened=1, closed=0, kept=0)
    assert states() == [("blank_cell", "1/1/2", "open")]


def test_histories_say_who_ran_the_checks(answer):
    editor = factories.make_user()
    run(answer)
    decide(answer)
    run(answer, by=editor)
    history = Finding.history.order_by("history_id")
    assert list(history.values_list("history_type", "state", "history_user")) == [
        ("+", "open", None),
        ("~", "closed", editor.pk),
    ]
    assert [each.history_change_reason for each in history] == [gettext("Checks run.")] * 2


@pytest.mark.parametrize(("state", "reason"), [("accepted", ""), ("dismissed", "Das ist so gemeint.")])
def test_run_never_reopens_what_an_editor_noted_or_dismissed(answer, state, reason):
    run(answer)
    settle(state, reason)
    assert run(answer) == FindingCounts(opened=0, closed=0, kept=1)
    decide(answer)
    assert run(answer) == FindingCounts(opened=0, closed=0, kept=0)
    decide(answer, decided=False)
    assert run(answer) == FindingCounts(opened=0, closed=0, kept=1)
    assert states() == [("blank_cell", "1/1/2", state)]


def test_run_reopens_what_was_carried_out_and_undone(answer):
    run(answer)
    finding = Finding.objects.get()
    finding.decide("accepted", reason="Leer.", by=factories.make_user(), carried_out=True)
    finding.save()
    decide(answer)
    assert run(answer) == FindingCounts(opened=0, closed=0, kept=0)
    assert states() == [("blank_cell", "1/1/2", "accepted")]
    decide(answer, decided=False)
    assert run(answer) == FindingCounts(opened=1, closed=0, kept=0)
    finding.refresh_from_db()
    kept = (finding.state, finding.reason, finding.decided_by, finding.decided_at, finding.carried_out)
    assert kept == ("open", "", None, None, False)


def test_new_text_makes_a_new_finding_beside_the_dismissed_one(answer):
    run(answer)
    settle("dismissed", "Das ist so gemeint.")
    Passage.objects.update(text="Es gibt keinen Runden Tisch.")
    assert run(answer) == FindingCounts(opened=1, closed=0, kept=0)
    assert states() == [("blank_cell", "1/1/2", "dismissed"), ("blank_cell", "1/1/2", "open")]
    assert len(set(Finding.objects.values_list("digest", flat=True))) == 2


def test_sentence_follows_the_record_while_the_text_is_the_same(answer):
    run(answer)
    answer.row.printed = "Landkreis Fulda"
    answer.row.save()
    assert run(answer) == FindingCounts(opened=0, closed=0, kept=1)
    assert Finding.objects.get().details["row"] == "Landkreis Fulda"


def test_other_inquiries_keep_their_findings(answer):
    other = factories.make_finding(factories.make_inquiry(), "blank_cell", "1/1/2")
    run(answer)
    other.refresh_from_db()
    assert other.state == "open"


def make_paper(rows):
    """Rows of each kind of finding: stray text, references, blanks, codings, claims, bodies."""
    inquiry = factories.make_inquiry()
    part = factories.make_question(inquiry, "1a")
    reply = factories.make_reply(inquiry, questions=[part])
    annex = factories.make_annex(inquiry)
    factories.make_column(annex, questions=[part])
    factories.make_column(annex)
    for number in range(rows):
        row = factories.make_row(annex, f"LK {number}")
        answer = factories.make_answer("a) s. 2. Es gibt einen Runden Tisch.", row=row)
        factories.make_answer("", row=row)
        factories.make_passage(answer, "Verirrter Text.", answer=None, position=90)
        factories.make_reference(answer)
        factories.make_coding(row, part, "yes", quote="Steht nicht da")
        factories.make_claim(inquiry, 9, reply=reply, questions=[part], codes=part.codes.all())
        factories.make_evidence(factories.make_body(inquiry, f"Gremium {inquiry.pk}/{number}"), answer=answer)
    return inquiry


def queries_of_run(inquiry):
    with CaptureQueriesContext(connection) as queries:
        checks.run(inquiry)
    return len(queries)


# The transaction begins and ends, the inquiry is locked, 32 reads bring it into memory, one brings what is known;
# two write, whatever is found: the findings (new, or all that change), and their history; one writes down which
# revision of the inquiry was checked, also where nothing was found.
QUERIES = 2 + 1 + 32 + 1 + 2 + 1


def test_run_costs_the_same_with_one_and_with_three_rows():
    assert [queries_of_run(make_paper(rows)) for rows in (1, 3)] == [QUERIES, QUERIES]


def test_run_again_costs_the_same_with_one_and_with_three_rows():
    inquiries = [make_paper(rows) for rows in (1, 3)]
    for inquiry in inquiries:
        checks.run(inquiry)
    assert [queries_of_run(inquiry) for inquiry in inquiries] == [QUERIES - 2, QUERIES - 2]
    Finding.objects.update(state="closed")
    assert [queries_of_run(inquiry) for inquiry in inquiries] == [QUERIES, QUERIES]
