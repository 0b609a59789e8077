"""The findings of a cell, for any page that shows it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from survey import checks
from survey.admin.findings import open_findings
from tests import factories
from tests.admin.forms import address
from tests.factories import cell


@pytest.fixture
def annex(db):
    annex = factories.make_table({"LK Fulda": ["Eins.", "", ""]})
    checks.run(annex.inquiry)
    return annex


def test_findings_of_cells_come_in_words_with_their_decisions(annex):
    answer = cell(annex, "LK Fulda", "Frage 2")
    finding = answer.findings.get()
    with override("en"):
        found = open_findings.of_answers(annex.rows.get().answers.values_list("pk", flat=True), back="/en/admin/")
        [each] = found[answer.pk]
        said = (each.title, each.sentence, each.proposal)
        [accept, dismiss] = [(address, str(text)) for address, text in each.decisions]
    assert said == (
        "Field to decide",
        "LK Fulda, Frage 2: nothing is printed here. Decide on the status.",
        "Set the status “empty field”, or another.",
    )
    assert accept == (f"/en/admin/survey/finding/{finding.pk}/accept/?next=%2Fen%2Fadmin%2F", "Accept")
    assert dismiss[0] == f"/en/admin/survey/finding/{finding.pk}/decide/dismissed/?next=%2Fen%2Fadmin%2F"
    assert len(found) == 2


def test_findings_of_many_cells_cost_one_query(annex):
    keys = list(annex.rows.get().answers.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as queries:
        open_findings.of_answers(keys)
    assert len(queries) == 1


def test_form_of_an_answer_shows_what_is_open_and_leads_back(desk, annex):
    answer = cell(annex, "LK Fulda", "Frage 2")
    finding = answer.findings.get()
    page = desk.get(address(answer)).content.decode()
    assert f"/admin/survey/finding/{finding.pk}/accept/?next=" in page
    accept = f"/admin/survey/finding/{finding.pk}/accept/?next={address(answer)}"
    assert desk.get(accept).context["kept"] == [("next", address(answer))]
    assert "/accept/" not in desk.get(address(cell(annex, "LK Fulda", "Frage 1"))).content.decode()


def test_dismissal_leads_back_too(desk, annex):
    answer = cell(annex, "LK Fulda", "Frage 2")
    page = f"/admin/survey/finding/{answer.findings.get().pk}/decide/dismissed/?next={address(answer)}"
    data = {"decided": "yes", "reason": "So gemeint.", "next": address(answer)}
    assert desk.post(page, data)["Location"] == address(answer)
