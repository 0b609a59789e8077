"""Published rows: projected from the editions, and made anew at any time."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from survey.models import (
    Absence,
    AnswerLines,
    DataVersion,
    District,
    Edition,
    ListCount,
    PublishedBody,
    PublishedInquiry,
    SearchRow,
    SearchRowDistrict,
)
from survey.publishing import rows
from survey.publishing.marks import mark
from survey.publishing.projection import project
from survey.publishing.rebuilding import rebuild
from survey.publishing.search import search
from tests.factories import make_district
from tests.publishing.paper import add_county, make_paper, publish_now, search_rows_of
from tests.publishing.test_publish import sharing

pytestmark = pytest.mark.django_db
MODELS = (PublishedInquiry, SearchRow, PublishedBody, AnswerLines, Absence, SearchRowDistrict)


def everything():
    """All published rows without their primary keys."""
    return {model: sorted(map(str, _values(model))) for model in MODELS}


def _values(model):
    for values in model.objects.values():
        for name in ("id", "made_at"):
            values.pop(name, None)
        values.pop("search_row_id", None)
        yield sorted(values.items())


def test_project_orders_passages_as_the_paper_does():
    edition = publish_now(make_paper(counties=["Fulda"]))
    home = "/inquiries/hessen-19-1613/"
    assert [(each.kind, each.path, each.title, each.position) for each in search_rows_of(edition)] == [
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
        ("inquiry", home, "Flüchtlingsgipfel in den Kreisen und kreisfreien Städten", 11),
    ]


def test_project_fills_the_long_columns_of_an_answer():
    answer = search_rows_of(publish_now(make_paper(counties=["Fulda"])))[6]
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
    found = [each.districts for each in search_rows_of(edition) if each.printed == "Hess. Städtetag"]
    assert found == [["hanau"], ["hanau"]]


def test_project_names_the_codes_of_the_parts_of_a_column():
    found = search_rows_of(publish_now(make_paper(counties=["Fulda"])))
    assert [(each.column, each.codes) for each in found if each.printed == "LK Fulda"] == [
        ("Frage 1", ["1a:yes"]),
        ("Frage 2", []),
    ]


def test_project_says_how_certain_each_code_is_and_which_short_titles_there_are():
    edition = publish_now(make_paper(counties=["Fulda"]))
    content = json.loads(edition.content)
    content["annexes"][0]["columns"][0]["questions"] = ["1", "1a", "2"]
    content["annexes"][0]["rows"][0]["codings"] = {
        "2": content["annexes"][0]["rows"][0]["codings"]["1a"] | {"code": "no", "certainty": "arguable"},
        **content["annexes"][0]["rows"][0]["codings"],
    }
    for question, title in zip(content["questions"], ["Gipfel", None, "Wer"], strict=True):
        question["short_title"] = title
    edition.content = json.dumps(content)
    found = next(each for each in search_rows_of(edition) if each.kind == "answer")
    assert (found.codes, found.certainty) == (["1a:yes", "2:no"], ["1a:clear", "2:arguable"])
    assert found.short_titles == ["Gipfel", "Wer"]


def test_project_says_for_which_day_the_table_speaks():
    edition = publish_now(make_paper(counties=["Fulda"]))
    found = [each for each in search_rows_of(edition) if each.kind == "answer"]
    assert {(each.as_of, each.as_of_is) for each in found} == {(datetime.date(2015, 3, 26), "table")}


def test_project_says_where_a_cell_is_printed_wherever_its_passages_belong():
    """The first cell has a passage that belongs to the second; its boxes are its own, not those of the second."""
    edition = publish_now(make_paper(counties=["Fulda"]))
    content = json.loads(edition.content)
    one, two = content["annexes"][0]["rows"][0]["answers"]
    assert [each["printed_in"] for each in two["passages"]] == ["1/1/2", "1/1/1"]
    one["passages"][0]["printed_at"] = {"source": 4, "page": 11, "boxes": [[12, 1, 2, 3, 4], [11, 9, 2, 3, 4]]}
    two["passages"][1] |= {"page": 2, "printed_at": {"source": 4, "page": 13, "boxes": [[13, 5, 6, 7, 8]]}}
    edition.content = json.dumps(content)
    first, second = [each for each in search_rows_of(edition) if each.printed == "LK Fulda"]
    assert (first.pages, first.source, first.box) == ([1, 2], 4, "11,9,2,3,4;12,1,2,3,4;13,5,6,7,8")
    assert (second.pages, second.source, second.box) == ([1], None, "")


def test_rows_of_absence_name_the_districts_without_a_row_and_who_speaks_for_them():
    inquiry = make_paper(counties=["Fulda"])
    make_district("Kassel", "06633")
    publish_now(inquiry)
    found = Absence.objects.values_list("district", "inquiry", "annex", "coverage", "inquiry_number")
    assert sorted(found) == [
        ("06633", "hessen-19-1613", 1, "missing", "19/1613"),
        ("hanau", "hessen-19-1613", 1, "collective", "19/1613"),
    ]
    assert set(Absence.objects.values_list("published_at", flat=True)) == {Edition.objects.get().published_at}


def test_districts_of_an_answer_are_rows():
    publish_now(make_paper(counties=["Fulda"]))
    of = SearchRowDistrict.objects.filter(search_row__kind="answer").order_by("search_row__position")
    assert list(of.values_list("district", "search_row__position")) == [
        ("06631", 6),
        ("06631", 7),
        ("hanau", 8),
        ("hanau", 9),
    ]


def newest_first():
    return list(SearchRow.objects.filter(kind="answer").order_by("-pk").values_list("inquiry_number", "position"))


def test_rows_walked_down_their_keys_are_the_newest_edition_first_each_in_its_order():
    first, second = make_paper("19/1613", ["Fulda"]), make_paper("19/1614", ["Fulda"])
    publish_now(first)
    publish_now(second)
    order = [("19/1614", position) for position in (6, 7, 8, 9)] + [("19/1613", position) for position in (6, 7, 8, 9)]
    assert newest_first() == order
    rows.replace(Edition.objects.get(slug="hessen-19-1613"))  # as withholding does: it is no newer for that
    assert newest_first() == order
    first.title = "Ein anderer Titel"
    first.save()
    publish_now(first, "Neuer Titel.")
    assert newest_first() == [*order[4:], *order[:4]]


def test_rebuild_brings_rows_of_before_into_the_order_of_their_editions():
    """They were written from the first to the last of a paper, and with the newest edition first."""
    publish_now(make_paper("19/1613", ["Fulda"]))
    publish_now(make_paper("19/1614", ["Fulda"]))
    order = newest_first()
    turned = list(SearchRow.objects.order_by("-inquiry", "position"))
    SearchRowDistrict.objects.all().delete()
    SearchRow.objects.all().delete()
    for each in turned:
        each.pk = None
    SearchRow.objects.bulk_create(turned)
    assert newest_first() != order
    rebuild()
    assert newest_first() == order


def counts():
    return set(ListCount.objects.exclude(n=0).values_list("list", "chosen", "facet", "value", "n"))


def test_counts_are_those_of_the_rows_there_are():
    """Published, published anew, withheld, taken away: added and taken away, they are what counting anew gives."""
    inquiry = make_paper("19/1613", ["Fulda"])
    publish_now(inquiry)
    publish_now(make_paper("19/1615", ["Fulda", "Kassel"]))
    publish_now(sharing(inquiry))
    inquiry.annexes.get().rows.get(printed="LK Fulda").answers.update(status="declined")
    publish_now(inquiry, "Verweigert.")
    rows.remove("hessen-19-1614")
    Edition.objects.filter(slug="hessen-19-1614").update(is_current=False)
    kept = counts()
    rebuild()
    assert kept == counts()
    assert ("answers", "status=declined", "kind", "county", 2) in kept
    assert ("answers", "", "total", "", SearchRow.objects.filter(kind="answer").count()) in kept


def test_rebuild_that_was_interrupted_goes_on_where_it_stopped(monkeypatch):
    for number in ("19/1613", "19/1614", "19/1615"):
        publish_now(make_paper(number, ["Fulda"]))
    before, made, replace = everything(), [], rows.replace

    def replacing(edition, fails=()):
        if edition.slug in fails:
            raise OSError("no space left")
        made.append(edition.slug)
        return replace(edition)

    monkeypatch.setattr(rows, "replace", lambda edition: replacing(edition, ["hessen-19-1614"]))
    with pytest.raises(OSError, match="no space left"):
        rebuild()
    monkeypatch.setattr(rows, "replace", replacing)
    rebuild()
    assert (made, everything()) == ([f"hessen-19-{number}" for number in (1613, 1614, 1615)], before)
    made.clear()
    rebuild()
    assert len(made) == 3


def test_replace_tells_what_it_touches_before_and_after():
    """Gießen was in the first edition, Kassel comes with the second; the later paper builds on this one."""
    inquiry = make_paper("19/1613", ["Fulda", "Gießen"])
    publish_now(inquiry)
    later = publish_now(make_paper("19/1614", ["Fulda"]))
    PublishedInquiry.objects.filter(slug=later.slug).update(builds_on=["hessen-19-1613", "hessen-19-1000"])
    table = inquiry.annexes.get()
    table.rows.filter(printed="LK Gießen").update(respondent=None)
    add_county(table, "Kassel")
    before = {each.key: each.number for each in DataVersion.objects.all()}
    publish_now(inquiry, "Nun mit Kassel.")
    after = {each.key: each.number for each in DataVersion.objects.all()}
    assert {key for key, number in after.items() if number != before.get(key)} == {
        "lists",
        *("inquiry:hessen-19-1613", "inquiry:hessen-19-1614", "inquiry:hessen-19-1000"),
        *("district:06531", "district:06631", "district:06633", "district:hanau"),
        *("body:runder-tisch-fulda-191613", "body:runder-tisch-gieen-191613", "body:runder-tisch-kassel-191613"),
    }


def test_project_leaves_out_the_codes_of_a_disputed_row():
    edition = publish_now(make_paper(counties=["Fulda"]))
    content = json.loads(edition.content)
    content["annexes"][0]["rows"][0]["codings"]["1a"] |= {"state": "disputed", "code": ""}
    edition.content = json.dumps(content)
    assert all(each.codes == [] for each in search_rows_of(edition))


def test_project_leaves_out_the_headings_of_groups_of_rows():
    edition = publish_now(make_paper(counties=["Fulda"]))
    content = json.loads(edition.content)
    content["annexes"][0]["rows"][0]["role"] = "heading"
    edition.content = json.dumps(content)
    assert {each.printed for each in search_rows_of(edition) if each.kind == "answer"} == {"Hess. Städtetag"}


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
        search_rows_of(edition)
    assert len(captured) == 0


def test_rebuild_gives_the_same_rows_as_publish():
    inquiry = make_paper("19/1613", ["Fulda"])
    other = sharing(inquiry)
    publish_now(other)
    publish_now(inquiry)
    before, stand = everything(), DataVersion.objects.now().number
    report = rebuild()
    assert everything() == before
    assert DataVersion.objects.now().number == stand + 1
    assert (report.inquiries, report.passages, report.bodies, report.districts) == (2, SearchRow.objects.count(), 2, 3)


def test_rebuild_brings_back_rows_and_search_that_were_lost():
    publish_now(make_paper(counties=["Fulda"]))
    before = everything()
    for model in (*reversed(MODELS), ListCount):
        model.objects.all().delete()
    rebuild()
    assert everything() == before
    assert [hit.path for hit in search("Runder Tisch").page(0, 9)] != []


def test_rebuild_leaves_out_what_was_taken_back():
    publish_now(make_paper(counties=["Fulda"]))
    Edition.objects.update(is_current=False)
    rebuild()
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
        return [hit.title for hit in search(words, [[mark("type", "answer")]]).page(0, 9)]

    assert found("Feuerwehr") == ["LK Fulda, Frage 1"]
    assert found("Kreis Fulda gibt") == []


def test_refresh_districts_analyses_nothing_where_no_district_changed(monkeypatch):
    publish_now(make_paper(counties=["Fulda"]))
    analysed = []
    monkeypatch.setattr(rows, "indexed", lambda row: analysed.append(row) or "")
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
