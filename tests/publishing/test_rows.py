"""Published rows: projected from the editions, and made anew at any time."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from survey.models import DataVersion, District, Edition, PublishedBody, PublishedInquiry, SearchRow
from survey.publishing import rows
from survey.publishing.projection import project
from survey.publishing.search import search
from tests.publishing.paper import make_paper, publish_now
from tests.publishing.test_publish import sharing

pytestmark = pytest.mark.django_db
MODELS = (PublishedInquiry, SearchRow, PublishedBody)


def everything():
    """All published rows without their primary keys."""
    return {model: sorted(map(str, _values(model))) for model in MODELS}


def _values(model):
    for values in model.objects.values():
        del values["id"]
        yield sorted(values.items())


def test_project_orders_passages_as_the_paper_does():
    edition = publish_now(make_paper(counties=["Fulda"]))
    home = "/inquiries/hessen-19-1613/"
    assert [(each.kind, each.path, each.title, each.position) for each in project(edition).search_rows] == [
        ("remark", f"{home}#remark-1", "Vorbemerkung des Ministers", 1),
        ("question", f"{home}questions/1/", "1", 2),
        ("question", f"{home}questions/1/#question-1a", "1a", 3),
        ("question", f"{home}questions/2/", "2", 4),
        ("reply", f"{home}#reply-1", "1 1a 2", 5),
        ("answer", f"{home}answers/1/1/1/", "LK Fulda, Frage 1", 6),
        ("answer", f"{home}answers/1/1/2/", "LK Fulda, Frage 2", 7),
        ("answer", f"{home}answers/1/2/1/", "Hess. Städtetag, Frage 1", 8),
        ("answer", f"{home}answers/1/2/2/", "Hess. Städtetag, Frage 2", 9),
        ("body", "/bodies/runder-tisch-fulda-191613/", "Runder Tisch Fulda 19/1613", 10),
    ]


def test_project_fills_the_long_columns_of_an_answer():
    answer = project(publish_now(make_paper(counties=["Fulda"]))).search_rows[6]
    fields = ("annex", "row_key", "column_key", "row_position", "printed", "respondent", "respondent_kind", "ags")
    assert [getattr(answer, name) for name in fields] == [1, 1, 2, 1, "LK Fulda", "Landkreis Fulda", "county", "06631"]
    fields = (
        "column",
        "questions",
        "status",
        "edited",
        "number",
        "number_is",
        "unit",
        "refers_to",
        "page",
        "districts",
    )
    assert [getattr(answer, name) for name in fields] == [
        "Frage 2",
        "2",
        "answered",
        True,
        None,
        "none",
        "",
        "1",
        1,
        ["06631"],
    ]
    assert answer.text == "s. 1. Es gibt den Runden Tisch Fulda.\n\nDas Netzwerk Fulda besteht."


def test_project_gives_an_association_the_districts_it_speaks_for():
    edition = publish_now(make_paper(counties=["Fulda"]))
    found = [each.districts for each in project(edition).search_rows if each.printed == "Hess. Städtetag"]
    assert found == [["hanau"], ["hanau"]]


def test_project_names_the_codes_of_the_parts_of_a_column():
    found = project(publish_now(make_paper(counties=["Fulda"]))).search_rows
    assert [(each.column, each.codes) for each in found if each.printed == "LK Fulda"] == [
        ("Frage 1", ["1a:yes"]),
        ("Frage 2", []),
    ]


def test_project_leaves_out_the_codes_of_a_disputed_row():
    edition = publish_now(make_paper(counties=["Fulda"]))
    content = json.loads(edition.content)
    content["annexes"][0]["rows"][0]["codings"]["1a"] |= {"state": "disputed", "code": ""}
    edition.content = json.dumps(content)
    assert all(each.codes == [] for each in project(edition).search_rows)


def test_project_leaves_out_the_headings_of_groups_of_rows():
    edition = publish_now(make_paper(counties=["Fulda"]))
    content = json.loads(edition.content)
    content["annexes"][0]["rows"][0]["role"] = "heading"
    edition.content = json.dumps(content)
    assert {each.printed for each in project(edition).search_rows if each.kind == "answer"} == {"Hess. Städtetag"}


def test_project_says_of_an_inquiry_what_the_lists_show():
    inquiry = project(publish_now(make_paper())).inquiry
    fields = (
        "slug",
        "number",
        "term",
        "parliament",
        "askers",
        "parties",
        "legal_status",
        "annexes",
        "answers",
        "bodies",
    )
    assert [getattr(inquiry, name) for name in fields] == [
        "hessen-19-1613",
        "19/1613",
        19,
        "hessen",
        "Dr. h.c. Jörg-Uwe Hahn (FDP)",
        ["FDP"],
        "in_force",
        1,
        6,
        2,
    ]
    assert (inquiry.asked_on.isoformat(), inquiry.answered_on.isoformat()) == ("2015-02-17", "2015-04-14")
    assert inquiry.sort_title == "fluchtlingsgipfel in den kreisen und kreisfreien stadten"


def test_project_says_of_a_body_what_the_filters_ask():
    body = project(publish_now(make_paper(counties=["Fulda"])), {"06631": "Kassel"}).bodies[0]
    assert (body.slug, body.districts, body.regions, body.initiators, json.loads(body.content)["slug"]) == (
        "runder-tisch-fulda-191613",
        ["06631"],
        ["Kassel"],
        ["county_administration"],
        "runder-tisch-fulda-191613",
    )


def test_project_asks_the_database_for_nothing():
    edition = publish_now(make_paper())
    with CaptureQueriesContext(connection) as captured:
        project(edition)
    assert len(captured) == 0


def test_rebuild_gives_the_same_rows_as_publish():
    inquiry = make_paper("19/1613", ["Fulda"])
    other = sharing(inquiry)
    publish_now(other)
    publish_now(inquiry)
    before, stand = everything(), DataVersion.objects.now().number
    report = rows.rebuild()
    assert everything() == before
    assert DataVersion.objects.now().number == stand + 1
    assert (report.inquiries, report.passages, report.bodies, report.districts) == (2, SearchRow.objects.count(), 2, 3)


def test_rebuild_brings_back_rows_and_search_that_were_lost():
    publish_now(make_paper(counties=["Fulda"]))
    before = everything()
    for model in MODELS:
        model.objects.all().delete()
    rows.rebuild()
    assert everything() == before
    assert [hit.path for hit in search(SearchRow.objects.all(), "Runder Tisch").page(0, 9)] != []


def test_rebuild_leaves_out_what_was_taken_back():
    publish_now(make_paper(counties=["Fulda"]))
    Edition.objects.update(is_current=False)
    rows.rebuild()
    assert set(SearchRow.objects.values_list("kind", flat=True)) == {"district"}


def test_replace_costs_the_same_number_of_queries_for_one_row_and_for_three():
    small = publish_now(make_paper("19/1613", ["Fulda"]))
    large = publish_now(make_paper("19/1614", ["Fulda", "Kassel", "Gießen"]))
    counts = []
    for edition in (small, large):
        with CaptureQueriesContext(connection) as captured:
            rows.replace(edition)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_published_text_is_found_and_forgotten_with_its_edition():
    inquiry = make_paper(counties=["Fulda"])
    publish_now(inquiry)
    inquiry.annexes.get().rows.first().answers.filter(column__key=1).update(wording="Nun ein Feuerwehrgipfel.")
    publish_now(inquiry, "Wortlaut.")

    def found(words):
        return [hit.title for hit in search(SearchRow.objects.filter(kind="answer"), words).page(0, 9)]

    assert found("Feuerwehr") == ["LK Fulda, Frage 1"]
    assert found("Kreis Fulda gibt") == []


def test_refresh_districts_analyses_nothing_where_no_district_changed(monkeypatch):
    publish_now(make_paper(counties=["Fulda"]))
    analysed = []
    monkeypatch.setattr(rows, "analysed", lambda *texts: analysed.append(texts) or "")
    assert (rows.refresh_districts(), analysed) == (2, [])
    District.objects.filter(key="06631").update(official_name="Kreis Fulda")
    assert (rows.refresh_districts(), len(analysed)) == (2, 2)


def test_refresh_districts_writes_only_where_a_district_changed():
    publish_now(make_paper(counties=["Fulda"]))
    written = set(SearchRow.objects.filter(kind="district").values_list("pk", flat=True))
    assert rows.refresh_districts() == 2
    assert set(SearchRow.objects.filter(kind="district").values_list("pk", flat=True)) == written
    District.objects.filter(key="06631").update(official_name="Kreis Fulda")
    rows.refresh_districts()
    titles = SearchRow.objects.filter(kind="district").order_by("position").values_list("title", flat=True)
    assert list(titles) == ["Kreis Fulda", "Hanau"]
