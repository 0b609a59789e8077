"""Accepting who is meant by a row, and whom an association speaks for."""

from survey.models import RespondentName, Row
from tests import factories
from tests.proposals.conftest import match
from tests.proposals.looking import accept, find, state


def test_row_is_matched_and_its_printed_name_kept(annex, editor):
    Row.objects.filter(printed="LK Fulda").update(respondent=None, printed="LK Fuldda")
    again = factories.make_row(factories.make_annex(annex.inquiry), "LK Fuldda")
    finding = find(annex, "unmatched_row", "1/1")
    accept(finding, editor)
    fulda = annex.rows.get(printed="LK Fuldda").respondent
    again.refresh_from_db()
    name = RespondentName.objects.get()
    assert (fulda.name, again.respondent, name.name, name.respondent) == ("Landkreis Fulda", fulda, "LK Fuldda", fulda)
    assert name.history.first().history_user == editor
    assert (state(finding), annex.rows.get(printed="LK Fuldda").history.first().history_user) == ("accepted", editor)


def test_row_is_matched_without_keeping_its_name(annex, editor):
    Row.objects.filter(printed="LK Fulda").update(respondent=None, printed="LK Fuldda")
    amt = factories.make_respondent("Amt", "authority")
    accept(find(annex, "unmatched_row"), editor, choice={"respondent": amt, "keep_name": False})
    assert (annex.rows.get(printed="LK Fuldda").respondent, RespondentName.objects.count()) == (amt, 0)


def test_name_of_another_respondent_is_not_taken(annex, editor):
    factories.make_respondent("Amt", "authority", printed=["LK Fuldda"])
    Row.objects.filter(printed="LK Fulda").update(respondent=None, printed="LK Fuldda")
    finding = find(annex, "unmatched_row")
    outcome = accept(finding, editor)
    assert (len(outcome.refused), annex.rows.get(printed="LK Fuldda").respondent, state(finding)) == (1, None, "open")


def test_association_speaks_for_a_member_without_a_row(annex, editor):
    darmstadt = factories.make_district("Darmstadt", "06411", "city")
    city = factories.make_respondent("Darmstadt", "city", district=darmstadt)
    row = factories.make_row(annex, "Hess. Städtetag")
    match(annex, row.printed, factories.make_respondent("Hessischer Städtetag", "association", members=[city]))
    finding = find(annex, "missing_respondents")
    accept(finding, editor, reason="Mitglied.")
    assert (list(row.speaks_for.all()), state(finding)) == ([darmstadt], "accepted")
    entry = row.history.first()
    assert (entry.history_user, entry.history_change_reason) == (editor, "Mitglied.")
