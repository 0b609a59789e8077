"""Headlines: their figures are counted from the rows."""

import pytest

from survey.publishing.freeze import freeze
from survey.record import RecordPaper
from survey.record.headline import HeadlineRefused, with_figures
from tests import factories
from tests.record.test_claims import make_rows

pytestmark = pytest.mark.django_db


def make_county(annex, key):
    district = factories.make_district(f"Kreis {key}", f"9900{key}")
    respondent = factories.make_respondent(f"Landkreis {key}", "county", district=district)
    return factories.make_row(annex, f"LK {key}", respondent=respondent)


@pytest.fixture
def inquiry():
    """Three counties, one of them arguable in 1a; one association; 1b is not categorised of the third county."""
    inquiry = factories.make_inquiry()
    parts = [factories.make_question(inquiry, key) for key in ("1a", "1b")]
    annex = factories.make_annex(inquiry)
    factories.make_column(annex, questions=parts)
    for part in parts:
        for code in ("yes", "no", "planned"):
            factories.make_code(part, code)
    for key, (first, certainty, second) in enumerate([("yes", "clear", "planned"), ("yes", "arguable", "no")], 1):
        row = make_county(annex, key)
        factories.make_coding(row, parts[0], first, certainty=certainty)
        factories.make_coding(row, parts[1], second)
    factories.make_coding(make_county(annex, 3), parts[0], "no")
    make_rows(annex, "association", d="yes? no")
    return inquiry


def test_figures_are_counted_and_kinds_are_never_added(inquiry):
    text = "{1a:yes} von {1a} Kreisen haben einen Gipfel, {1a:no} nicht"
    assert with_figures(text, RecordPaper(inquiry)) == "1 bis 2 von 3 Kreisen haben einen Gipfel, 1 nicht"
    assert with_figures("{1a:association} Verband", RecordPaper(inquiry)) == "1 Verband"
    assert with_figures("Kreise haben einen Gipfel", RecordPaper(inquiry)) == "Kreise haben einen Gipfel"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2 Kreise haben einen Gipfel", "Figures are counted, not typed"),
        ("{1a:yes} von 3", "Figures are counted, not typed"),
        ("{2a:yes}", "There is no figure “2a:yes”"),
        ("{1a:maybe}", "There is no figure “1a:maybe”"),
        ("{1a:yes:no}", "There is no figure “1a:yes:no”"),
        ("{}", "There is no figure “”"),
        ("{1b:no}", "“1b:no” cannot be counted yet"),
        ("{1a:yes:city}", "“1a:yes:city” cannot be counted yet"),
        ("{1a:yes:association}", "“1a:yes:association” rests on a single row"),
    ],
)
def test_what_cannot_be_said_is_refused_with_the_reason(inquiry, text, why, settings):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(HeadlineRefused, match=why):
        with_figures(text, RecordPaper(inquiry))


def test_edition_holds_the_finished_sentence_or_none(inquiry):
    inquiry.headline, inquiry.lead = "{1a:yes} Kreise haben einen Gipfel", "Von {1a} Kreisen."
    inquiry.save()
    assert [freeze(inquiry)[name] for name in ("headline", "lead")] == [
        "1 bis 2 Kreise haben einen Gipfel",
        "Von 3 Kreisen.",
    ]
    inquiry.lead = "{1b:no} sagen nein."
    inquiry.save()
    assert [freeze(inquiry)[name] for name in ("headline", "lead")] == [None, None]
