"""A draft that asks again what an earlier inquiry asked."""

import datetime

import pytest

from survey.importing import ImportRefused
from survey.importing.follow_up import Again, ask_again, valid_on
from survey.models import Code, Inquiry, InquiryRelation
from survey.publishing.freeze import freeze
from tests.factories import (
    make_annex,
    make_answer,
    make_code,
    make_column,
    make_district,
    make_inquiry,
    make_question,
    make_respondent,
    make_row,
    make_subject,
    make_user,
)
from tests.importing.tables import bring_rows

pytestmark = pytest.mark.django_db
DATE = datetime.date(2026, 3, 1)


@pytest.fixture
def earlier():
    """Hanau is a city since 2026, Osterode is no county any more, and the Hochtaunuskreis had no row."""
    inquiry = make_inquiry(title="Flüchtlingsgipfel")
    inquiry.subjects.add(make_subject())
    part, whole = make_question(inquiry, "1a"), make_question(inquiry, "2")
    for version, label in ((1, "Ja"), (2, "Ja, mit Beleg")):
        make_code(part, "yes", version=version, label=label, rule="„im Aufbau“ zählt nicht.")
    annex = make_annex(inquiry)
    make_column(annex, "Frage 1", questions=[part])
    make_column(annex, "Zahl", questions=[whole], kind="number", unit="Plätze")
    for name, key, kwargs in (("Fulda", "06631", {}), ("Osterode", "06156", {"valid_to": "2016-10-31"})):
        district = make_district(name, key, **kwargs)
        row = make_row(annex, f"LK {name}", respondent=make_respondent(f"Landkreis {name}", district=district))
        make_answer(row=row)
    make_row(annex, "Hess. Städtetag", respondent=make_respondent("Hessischer Städtetag", "association"))
    make_district("Hochtaunuskreis", "06434", official_name="Hochtaunuskreis")
    make_district("Hanau", "", "city", valid_from="2026-01-01")
    return inquiry


def again(earlier, *, by=None, **kwargs):
    facts = {"number": "21/99", "title": "Flüchtlingsgipfel 2026", "date": DATE, "questions": []} | kwargs
    return ask_again(earlier, **facts, by=by or make_user())


def test_draft_takes_questions_columns_categories_and_subjects(earlier):
    inquiry = again(earlier)
    assert (inquiry.term, inquiry.slug, inquiry.stage, list(inquiry.subjects.all())) == (
        21,
        "hessen-21-99",
        "draft",
        list(earlier.subjects.all()),
    )
    questions = inquiry.questions.order_by("number", "part")
    assert [(each.key, each.parent and each.parent.key) for each in questions] == [
        ("1", None),
        ("1a", "1"),
        ("2", None),
    ]
    annex = inquiry.annexes.get()
    assert (annex.label, annex.date, annex.rows.count(), annex.last_column_key) == ("Anlage 1", DATE, 0, 2)
    columns = [
        (each.heading, each.kind, each.unit, [key.key for key in each.questions.all()]) for each in annex.columns.all()
    ]
    assert columns == [("Frage 1", "text", "", ["1a"]), ("Zahl", "number", "Plätze", ["2"])]
    codes = Code.objects.filter(question__inquiry=inquiry).values_list("code", "version", "label", "rule")
    assert list(codes) == [("yes", 2, "Ja, mit Beleg", "„im Aufbau“ zählt nicht.")]


def test_questions_continue_the_earlier_ones_and_say_how(earlier):
    said = Again("1a", "Anders gefragt?", "", "changed", "Nach anderen Stellen gefragt.")
    inquiry = again(earlier, questions=[said])
    questions = {each.key: each for each in inquiry.questions.all()}
    told = {key: (each.continues.key, each.comparability, each.comparability_note) for key, each in questions.items()}
    assert told == {
        "1": ("1", "same", ""),
        "1a": ("1a", "changed", "Nach anderen Stellen gefragt."),
        "2": ("2", "same", ""),
    }
    assert (questions["1a"].text, questions["2"].text) == ("Anders gefragt?", earlier.questions.get(number=2).text)
    assert all(each.continues.inquiry == earlier for each in questions.values())


def test_papers_are_related_both_ways_and_a_number_known_before_becomes_a_record(earlier):
    earlier.relations.create(kind="followed_by", paper="21/99", note="Vom selben Abgeordneten.")
    inquiry = again(earlier)
    told = [
        (each.inquiry, each.kind, each.to, each.paper, each.note) for each in InquiryRelation.objects.order_by("pk")
    ]
    assert told == [
        (earlier, "followed_by", inquiry, "", "Vom selben Abgeordneten."),
        (inquiry, "follows", earlier, "", ""),
    ]
    relation = freeze(earlier)["relations"][0]
    assert (relation["paper"], relation["slug"]) == ("21/99", "")  # a draft is named, not linked


def test_act_is_kept_with_who_and_why(earlier):
    user = make_user("redaktion")
    inquiry = again(earlier, by=user)
    entries = [inquiry.history.last(), inquiry.annexes.get().history.first(), earlier.relations.get().history.get()]
    assert {(each.history_user, each.history_change_reason) for each in entries} == {
        (user, "asks again what 19/1613 asked")
    }


@pytest.mark.parametrize("number", ["19/1613", "neunzehn", "19/"])
def test_number_that_is_taken_or_none_is_refused(earlier, number):
    with pytest.raises(ImportRefused):
        again(earlier, number=number)
    assert Inquiry.objects.count() == 1


def test_table_of_the_draft_takes_the_rows_of_its_file(earlier):
    annex = again(earlier).annexes.get()
    bring_rows(annex, ("LK Fulda", "Nein.", "3"), headings=("Frage 1", "Zahl"))
    assert [each.printed for each in annex.rows.all()] == ["LK Fulda"]
    assert [each.heading for each in annex.columns.all()] == ["Frage 1", "Zahl"]


def test_valid_on_says_who_stays_who_came_and_who_is_gone(earlier):
    valid = valid_on(earlier.annexes.get(), DATE)
    assert [row.printed for row in valid.rows] == ["LK Fulda", "Hess. Städtetag"]
    assert [row.printed for row in valid.ended] == ["LK Osterode"]
    assert [each.name for each in valid.new] == ["Hanau"]
    assert [each.name for each in valid.not_there] == ["Hochtaunuskreis"]
    assert valid.labels == ["LK Fulda", "Hess. Städtetag", "Hochtaunuskreis", "Hanau"]
