"""The workspace of an inquiry, what would change, and its history in words."""

import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import override

from survey.models import Answer, Coding
from tests import factories
from tests.admin.conftest import queries_of
from tests.admin.forms import save
from tests.admin.papers import make_paper


def page(inquiry, name="workspace", language="de"):
    with override(language):
        return reverse(f"admin:survey_inquiry_{name}", args=[inquiry.pk])


def words(response):
    return " ".join(strip_tags(response.content.decode()).split())


def last_acts(paper, minutes):
    """What a page of history costs hangs on the kinds of record in it, so let them be the same."""
    remark = paper.remarks.first()
    for number in range(5):
        remark.heading = f"Vorbemerkung {number}"
        remark._history_date = timezone.now() + datetime.timedelta(minutes=minutes + number)
        remark.save()


def test_workspace_shows_the_paper_at_a_glance(desk, paper):
    text = words(desk.get(page(paper, language="en")))
    for each in ("Field to decide: 1", "Anlage 1", "2 rows, 3 columns", "Runder Tisch Asyl", "19/1613", "19/2456"):
        assert each in text


def test_list_of_inquiries_leads_to_the_workspace(desk, paper):
    assert f'href="{page(paper)}"' in desk.get("/admin/survey/inquiry/").content.decode()


def test_workspace_costs_the_same_with_few_and_with_many_parts(desk, paper):
    last_acts(paper, 1)
    few = queries_of(desk, page(paper))
    annex = paper.annexes.get()
    for number in range(3):
        row = factories.make_row(annex, f"LK {number}")
        for column in annex.columns.all():
            factories.make_answer("Ja.", row=row, column=column)
        factories.make_finding(paper, subject=f"1/{row.key}", row=row)
        factories.make_assignment(paper, part=f"Zeile {number}")
        factories.make_question(paper, f"{number + 5}")
        factories.make_claim(paper)
        factories.make_body(paper, f"Beirat {number}", districts=[])
        paper.relations.create(kind="follows", paper=f"18/{number}")
    factories.make_table({"LK Hersfeld": ["Ja."]}, annex=factories.make_annex(paper))
    last_acts(paper, 11)
    assert queries_of(desk, page(paper)) == few


def test_what_would_change_is_shown_to_every_editor(desk, paper):
    text = words(desk.get(page(paper, "changes", "en")))
    assert "This will be the first edition." in text


def test_history_says_who_changed_what_from_what_to_what_and_why(desk, paper):
    save(desk, paper, title="Ein anderer Titel", change_reason="In der Vorlage verlesen.")
    act = desk.get(page(paper, "chronicle", "en")).context["acts"][0]
    change = act.places[0].changes[0]
    assert (act.who, act.what, act.why) == ("Editor Beispiel", "Inquiry: changed", "In der Vorlage verlesen.")
    assert (change.label, change.new) == ("Title", "Ein anderer Titel")
    assert change.old.startswith("Flüchtlingsgipfel")


def test_history_names_records_and_choices_in_words(desk, paper):
    body = paper.bodies.get()
    district = factories.make_district("Hersfeld", key="06632")
    save(desk, body, state="planned", districts=[district.pk])
    found = desk.get(page(paper, "chronicle", "en"), {"kind": "body"}).context["acts"]
    changes = {(each.label, each.new) for act in found for place in act.places for each in place.changes}
    assert {("State", "planned"), ("Districts", str(district))} <= changes


def test_history_tells_of_records_of_other_inquiries_nothing(desk, paper):
    other = make_paper()
    factories.make_remark(other, "Nur dort.", heading="Anderswo")
    every = desk.get(page(paper, "chronicle"), {"kind": "preliminaryremark"}).context["acts"]
    assert [len(act.places) for act in every] == [1]


def test_history_tells_what_was_covered_and_compared(desk, paper):
    kinds = ("pagecover", "printcheck")
    acts = [desk.get(page(paper, "chronicle", "en"), {"kind": kind}).context["acts"] for kind in kinds]
    told = [(act.what, [place.text for place in act.places]) for found in acts for act in found]
    source = paper.sources.get()
    assert told == [
        ("Covered part of a page: added", [f"{source.pk}, 1: Unterschrift"]),
        ("Comparison with the print: added", ["Question 1a: agrees with the print"]),
    ]


def test_history_is_filtered_by_person(desk, publishers_desk, paper, editor):
    save(desk, paper, title="Von der Redaktion")
    save(publishers_desk, paper, title="Von der Freigabe")
    found = desk.get(page(paper, "chronicle"), {"who": editor.pk}).context["acts"]
    assert [act.places[0].changes[0].new for act in found] == ["Von der Redaktion"]


def test_history_ignores_a_filter_that_makes_no_sense(desk, paper):
    response = desk.get(page(paper, "chronicle"), {"who": "x", "kind": "user", "p": "x"})
    assert response.status_code == 200


def test_history_counts_what_was_done_as_one(desk, paper, editor):
    findings = [factories.make_finding(paper, subject=f"1/{number}") for number in range(12)]
    desk.post(
        "/admin/survey/finding/",
        {
            "action": "dismiss",
            "_selected_action": [each.pk for each in findings],
            "decided": "yes",
            "reason": "Geprüft.",
        },
    )
    parameters = {"kind": "finding", "who": editor.pk}
    found = desk.get(page(paper, "chronicle", "en"), parameters).context["acts"]
    assert sum(len(act.places) + act.rest for act in found) == 12
    assert {act.why for act in found} == {"Geprüft."}


def test_history_of_one_inquiry_leaves_out_what_was_done_in_another_at_the_same_time(desk, paper):
    other = factories.make_inquiry()
    findings = [factories.make_finding(each, subject=f"1/{number}") for number in range(3) for each in (paper, other)]
    data = {"action": "dismiss", "_selected_action": [each.pk for each in findings], "decided": "yes", "reason": "Gut."}
    desk.post("/admin/survey/finding/", data)
    found = desk.get(page(paper, "chronicle"), {"kind": "finding"}).context["acts"]
    assert {place.inquiry for act in found for place in act.places} == {paper.number}


def test_history_costs_the_same_with_few_and_with_many_acts(desk, paper):
    first, *others = Answer.objects.filter(row__annex__inquiry=paper)
    first.note = "Nachgetragen."
    first.save()
    few = queries_of(desk, page(paper, "chronicle"))
    for answer in others:
        answer.note = "Nachgetragen."
        answer._change_reason = str(answer.pk)
        answer.save()
    assert queries_of(desk, page(paper, "chronicle")) == few


def test_history_keeps_first_readings_from_who_reads_a_second_time(desk, paper, editor):
    coding = Coding.objects.get()
    coding.by = factories.make_user("first")
    coding.certainty = "arguable"
    coding.save()
    parameters = {"kind": "coding"}

    def told():
        acts = desk.get(page(paper, "chronicle"), parameters).context["acts"]
        return [(place.text, len(place.changes)) for place in acts[0].places]

    place = f"{coding.row}, {coding.question}"
    assert told() == [(place, 2)]
    other = paper.annexes.get().rows.last()
    coding_of_second = factories.make_coding(other, coding.question, coding.code, role="second", by=editor)
    coding_of_second.history.all().delete()
    assert told() == [(place, 0)]
