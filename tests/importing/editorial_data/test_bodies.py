import datetime

import pytest
from django.core.exceptions import ValidationError

from survey.importing.lists.bodies import MeetingFacts, read_meetings
from survey.importing.lists.columns import read_date
from survey.models import Actor, Body, Evidence, Meeting, Participation
from tests.factories import cell, make_district, make_evidence

BODY = {
    "slug": "fulda-runder-tisch-asyl",
    "annex": "1",
    "row": "LK Fulda",
    "quote": "Runder Tisch Asyl Fulda, alle zwei Wochen.",
    "name": "Runder Tisch Asyl Fulda",
    "usual_name": "Runder Tisch Asyl Fulda",
    "kind": "round_table",
    "mention": "one",
    "level": "county",
    "state": "exists",
    "beginning": "2014-06",
    "beginning_precision": "month",
    "beginning_words": "Seit Juni 2014",
    "rhythm": "alle zwei Wochen",
}
SUMMIT = BODY | {
    "slug": "gipfel",
    "annex": "",
    "row": "",
    "found_in": "remark 1",
    "quote": "Ein Gipfel fand statt.",
    "name": "Gipfel",
    "usual_name": "Gipfel",
    "kind": "summit",
    "beginning": "",
    "beginning_precision": "none",
    "beginning_words": "",
    "rhythm": "",
    "meetings": "|none|held|Ein Gipfel fand statt.",
}
PART = {
    "body": "fulda-runder-tisch-asyl",
    "annex": "1",
    "row": "LK Fulda",
    "actor": "Kirchen",
    "category": "church",
    "role": "participant",
    "quote": "nehmen die Kirchen teil",
}


def said(**subject):
    evidence = Evidence.objects.filter(**subject).order_by("field")
    return [
        (each.field, each.quote, str(each.answer) if each.answer else (each.reply or each.remark).key)
        for each in evidence
    ]


def test_body_is_recorded_with_the_words_of_each_fact(load):
    load(bodies=[BODY])
    body = Body.objects.get()
    assert (body.beginning, body.beginning_precision) == (datetime.date(2014, 6, 1), "month")
    assert said(body=body) == [
        ("beginning", "Seit Juni 2014", "LK Fulda, Frage 2"),
        ("name", "Runder Tisch Asyl Fulda, alle zwei Wochen.", "LK Fulda, Frage 2"),
        ("rhythm", "alle zwei Wochen", "LK Fulda, Frage 2"),
    ]


def test_body_of_a_remark_has_its_words_there(load):
    load(bodies=[SUMMIT])
    assert said(body=Body.objects.get()) == [("name", "Ein Gipfel fand statt.", "remark 1")]
    assert said(meeting=Meeting.objects.get()) == [("words", "Ein Gipfel fand statt.", "remark 1")]


def test_body_has_districts(load):
    make_district("Fulda", "06631")
    load(bodies=[BODY | {"districts": "06631"}])
    assert list(Body.objects.get().districts.values_list("key", flat=True)) == ["06631"]


def test_bodies_are_loaded_once_and_changed_with_their_lines(load):
    lines = [BODY, SUMMIT]
    assert load(bodies=lines, participations=[PART]).new == 3
    assert load(bodies=lines, participations=[PART]).changes_nothing
    changed = BODY | {"rhythm": "alle zwei Wochen.", "meetings": "2014-06|month|held|Seit Juni 2014"}
    report = load(bodies=[changed, SUMMIT | {"meetings": ""}], participations=[PART])
    assert (report.new, report.changed, report.unchanged) == (0, 2, 1)
    assert list(Meeting.objects.values_list("words", flat=True)) == ["Seit Juni 2014"]
    assert [quote for field, quote, _place in said(body__slug=BODY["slug"]) if field == "rhythm"] == [
        "alle zwei Wochen."
    ]


def test_evidence_for_other_facts_stays(load, annex):
    load(bodies=[BODY])
    make_evidence(Body.objects.get(), "Fulda", field="place", answer=cell(annex, "LK Fulda", "Frage 2"))
    assert load(bodies=[BODY]).changes_nothing
    assert Evidence.objects.count() == 4


def test_participation_is_of_a_body_or_of_a_row(load):
    load(bodies=[BODY], participations=[PART, PART | {"body": "", "role": "not_said"}])
    of_body, of_row = Participation.objects.order_by("pk")
    assert (of_body.body.slug, of_body.row, of_row.body, of_row.row.printed) == (
        "fulda-runder-tisch-asyl",
        None,
        None,
        "LK Fulda",
    )
    assert said(participation=of_row) == [("role", "nehmen die Kirchen teil", "LK Fulda, Frage 2")]
    assert list(Actor.objects.values_list("name", "category")) == [("Kirchen", "church")]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            {"quote": "Runder Tisch Asyl Fulda gibt es."},
            "The quote does not stand in “LK Fulda”: “Runder Tisch Asyl Fulda gibt es.”.",
        ),
        ({"name": "Helferkreis"}, "The quote does not name “Helferkreis”."),
        ({"rhythm": "monatlich"}, "The quote does not stand in “LK Fulda”: “monatlich”."),
        ({"meetings": "2014|held"}, "A meeting is date|precision|state|words, not “2014|held”."),
        ({"districts": "99999"}, "There is no district “99999”."),
        ({"beginning": "im Juni"}, "“im Juni” is not a date."),
        ({"count": "viele"}, "count: “viele” is not a whole number."),
    ],
)
def test_body_that_no_cell_bears_out_is_refused(refusal, change, reason):
    assert refusal(bodies=[BODY | change]) == f"bodies.csv, line 2: {reason}"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"body": "helferkreis"}, "There is no body “helferkreis”."),
        ({"actor": "Vereine"}, "The quote does not name “Vereine”."),
        ({"category": "sport"}, "category: Value 'sport' is not a valid choice."),
        ({"role": "guest"}, "role: Value 'guest' is not a valid choice."),
    ],
)
def test_participation_that_no_cell_bears_out_is_refused(refusal, change, reason):
    assert refusal(bodies=[BODY], participations=[PART | change]) == f"participations.csv, line 2: {reason}"


def test_read_date_takes_the_first_day():
    dates = [read_date(printed) for printed in ("2014-06-20", "2014-06", "2014", "")]
    assert dates == [datetime.date(2014, 6, 20), datetime.date(2014, 6, 1), datetime.date(2014, 1, 1), None]


@pytest.mark.parametrize("printed", ["2014-13", "20.06.2014", "2014-02-30"])
def test_read_date_refuses_what_is_none(printed):
    with pytest.raises(ValidationError):
        read_date(printed)


def test_read_meetings_leaves_semicolons_to_the_words():
    assert read_meetings("2014-12-10|day|held|am 10.12.; abends;2015|year|announced|dieses Jahr") == [
        MeetingFacts(datetime.date(2014, 12, 10), "day", "held", "am 10.12.; abends"),
        MeetingFacts(datetime.date(2015, 1, 1), "year", "announced", "dieses Jahr"),
    ]
