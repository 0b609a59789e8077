"""What is left to do in a cell."""

import pytest

from survey.models import Answer
from survey.models.open_work import open_cells, without_status
from tests.factories import (
    cell,
    make_code,
    make_coding,
    make_finding,
    make_question,
    make_table,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def annex():
    return make_table(
        {"LK Fulda": ["Ja.", "", "Nein."], "LK Kassel": ["Ja."]}, headings=("Frage 1", "Frage 2", "Frage 3")
    )


def labels(answers):
    return {(each.row.printed, each.column.heading) for each in answers.select_related("row", "column")}


def test_cells_without_text_wait_for_a_status_until_someone_decides(annex):
    waiting = {("LK Fulda", "Frage 2"), ("LK Kassel", "Frage 2"), ("LK Kassel", "Frage 3")}
    assert labels(without_status(Answer.objects.all())) == labels(open_cells(Answer.objects.all())) == waiting
    Answer.objects.filter(pk=cell(annex, "LK Fulda", "Frage 2").pk).update(decided=True)
    assert labels(open_cells(Answer.objects.all())) == waiting - {("LK Fulda", "Frage 2")}


def test_cell_is_open_while_a_finding_of_it_is(annex):
    Answer.objects.update(decided=True)
    fulda = cell(annex, "LK Fulda", "Frage 1")
    finding = make_finding(annex.inquiry, answer=fulda)
    make_finding(annex.inquiry, subject="1/1/3", answer=cell(annex, "LK Fulda", "Frage 3"), state="noted", reason="So.")
    assert list(open_cells(Answer.objects.all())) == [fulda]
    type(finding).objects.filter(pk=finding.pk).update(state="closed")
    assert list(open_cells(Answer.objects.all())) == []


def test_cell_is_open_while_a_part_of_its_column_has_no_category(annex):
    Answer.objects.update(decided=True)
    question = make_question(annex.inquiry)
    make_code(question, "yes")
    annex.columns.get(heading="Frage 1").questions.add(question)
    assert labels(open_cells(Answer.objects.all())) == {("LK Fulda", "Frage 1"), ("LK Kassel", "Frage 1")}
    make_coding(annex.rows.get(printed="LK Fulda"), question, "yes")
    assert labels(open_cells(Answer.objects.all())) == {("LK Kassel", "Frage 1")}
