"""A small table in which every act finds something to do."""

import pytest

from tests import factories

ABOUT_FULDA = "Es existiert ein Behördennetzwerk von Stadt und Landkreis Fulda."


@pytest.fixture
def annex(db):
    """Two counties, each matched; a paragraph in the row of Kassel is about Fulda, two fields refer to others."""
    rows = {"LK Fulda": ["Eins.", "s. 1.", ""], "LK Kassel": [ABOUT_FULDA, "s. 3.", ""]}
    annex = factories.make_table(rows)
    for number, column in enumerate(annex.columns.all(), 1):
        column.questions.add(factories.make_question(annex.inquiry, str(number)))
    match(annex, "LK Fulda", factories.make_respondent("Landkreis Fulda"))
    kassel = factories.make_district("Kassel", "06633")
    match(annex, "LK Kassel", factories.make_respondent("Landkreis Kassel", district=kassel))
    return annex


@pytest.fixture
def editor(db):
    return factories.make_user()


def match(annex, printed, respondent):
    annex.rows.filter(printed=printed).update(respondent=respondent)
