"""Titles and sentences of the checks, in German and English."""

import pytest
from django.utils import translation

from survey import checks
from survey.checks.words import SENTENCES, TITLES
from survey.models import Finding
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    """A paper in which every check finds something."""
    inquiry = factories.make_inquiry()
    factories.make_date(inquiry, "asked", "2015-04-20")
    factories.make_date(inquiry, "answered", "2015-04-14")
    part, question = (factories.make_question(inquiry, key) for key in ("1a", "2"))
    factories.make_code(part)
    factories.make_claim(inquiry, 2, reply=factories.make_reply(inquiry, "In zwei Landkreisen.", questions=[part]))
    factories.make_body(inquiry, "Runder Tisch Asyl")
    annex = factories.make_annex(inquiry)
    factories.make_column(annex, questions=[part])
    factories.make_column(annex, questions=[question])
    kassel = factories.make_respondent("Landkreis Kassel", district=factories.make_district("Kassel", "06633"))
    fulda = factories.make_respondent("Landkreis Fulda")
    factories.make_district("Gießen", "06531")
    make_row(annex, "LK Fulda", fulda, "a) Es gibt keinen.", "")
    row = make_row(annex, "LK Kassel", kassel, "Das Netzwerk des Landkreises Fulda.", "s. 3.", raw="<p>Das Netzwerk</p>")
    factories.make_fragment(row.answers.last(), "Seit Jahren gibt es Treffen.", answer=None, position=90)
    factories.make_coding(row, part, "yes", quote="Es gibt einen")
    row = make_row(annex, "Landkreis Kassel", kassel, "Nein.", "Nein.")
    factories.make_coding(row, part, "yes", quote="Nein")
    make_row(annex, "Amt", None, "Ja.", "Ja.")
    checks.run(inquiry)
    return inquiry


def make_row(annex, printed, respondent, first, second, **kwargs):
    row = factories.make_row(annex, printed, respondent=respondent)
    factories.make_answer(first, row=row, **kwargs)
    factories.make_answer(second, row=row)
    return row


def sentences(language):
    with translation.override(language):
        return [(each.check_name, each.subject, checks.describe(each)) for each in Finding.objects.order_by("pk")]


def test_every_check_says_what_it_found(inquiry):
    import pprint; pprint.pprint(sentences("en"), width=200)
    assert sentences("en") == []


def test_every_sentence_is_said_in_german(inquiry):
    import pprint; pprint.pprint(sentences("de"), width=200)
    assert sentences("de") == []
