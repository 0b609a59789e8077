"""The lists of the API: the published rows, with the filters of the pages."""

import json
import re
from itertools import chain

import pytest

from survey.models import District, Inquiry, PublishedBody
from survey.publishing.columns import NAMES
from survey.publishing.publish import take_back
from tests.factories import make_asker, make_inquiry, make_subject, make_user
from tests.publishing.paper import publish_now

pytestmark = pytest.mark.django_db


def get(client, path):
    response = client.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json")
    return json.loads(b"".join(response.streaming_content))


@pytest.mark.parametrize("name", ["inquiries", "answers", "bodies"])
def test_list_of_an_empty_database_is_an_empty_array(client, name):
    assert get(client, f"/api/v1/{name}/") == []


def test_answers_hold_the_long_columns_of_every_answer(client, published):
    answers = get(client, "/api/v1/answers/")
    assert (len(answers), {tuple(answer) for answer in answers}) == (60, {NAMES})


def test_answers_equal_the_long_download(client, published):
    download = client.get("/answers.json?district=06631")
    assert get(client, "/api/v1/answers/?district=06631") == json.loads(b"".join(download.streaming_content))


def test_answers_take_the_filters_of_the_page(client, published):
    found = get(client, "/api/v1/answers/?question=1a&code=no&q=Flüchtlingsgipfel&unknown=1")
    assert [answer["printed"] for answer in found] == [
        "LK Odenwald",
        "LK Offenbach",
        "LK Limburg-Weilburg",
        "LK Marburg-Biedenkopf",
        "LK Fulda",
        "LK Hersfeld-Rotenburg",
        "LK Schwalm-Eder",
    ]


def test_bad_value_is_400_with_a_sentence(client, published):
    response = client.get("/api/v1/answers/?status=maybe")
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")
    problem = response.json()
    assert (problem["type"], problem["title"], problem["status"]) == ("about:blank", "Bad Request", 400)
    assert "maybe" in problem["detail"]


@pytest.mark.parametrize(
    "query",
    [
        *("limit=0", "limit=1001", "limit=x", "cursor=x", "cursor=WzFd", "modified_since=x"),
        *("modified_since=0001-01-01T00:00:00", "modified_since=9999-12-31T23:59:59-12:00"),
    ],
)
def test_bad_value_of_a_page_is_400(client, published, query):
    assert client.get(f"/api/v1/answers/?{query}").status_code == 400


def pages(client, path):
    """All pages of a list, followed from one to the next."""
    found = []
    while path:
        response = client.get(path)
        found.append(json.loads(b"".join(response.streaming_content)))
        link = re.fullmatch(r'<http://127.0.0.1:8000(.*)>; rel="next"', response.headers.get("Link", ""))
        path = link and link[1]
    return found


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/answers/?limit=25",
        "/api/v1/answers/?limit=4&district=06631&code=no",
        "/api/v1/bodies/?limit=7",
        "/api/v1/inquiries/?limit=1",
        "/api/v1/districts/?limit=20&state=06",
    ],
)
def test_pages_hold_the_whole_list_each_object_once(client, published, path):
    found = pages(client, path)
    limit = int(re.search(r"limit=(\d+)", path)[1])
    assert [len(each) for each in found[:-1]] == [limit] * (len(found) - 1)
    whole = get(client, re.sub(r"limit=\d+&?", "", path))
    assert sorted(chain.from_iterable(found), key=repr) == sorted(whole, key=repr)
    assert 0 < len(found[-1]) <= limit


def test_page_far_behind_costs_as_many_queries_as_the_first(client, published, django_assert_num_queries):
    with django_assert_num_queries(3):  # data version, where the next page goes on, the objects
        first = client.get("/api/v1/answers/?limit=10")
        list(first.streaming_content)
    cursor = re.search(r"cursor=([^>&]+)", first.headers["Link"])[1]
    with django_assert_num_queries(3):
        list(client.get(f"/api/v1/answers/?limit=10&cursor={cursor}").streaming_content)


def test_modified_since_tells_what_was_published_and_taken_back(client, published):
    """Each in its list: answers and inquiries by their edition, the inquiry that is gone with its reason."""
    day, later = "2020-01-01", "2100-01-01"
    counts = [len(get(client, f"/api/v1/{name}/?modified_since={day}")) for name in ("inquiries", "answers", "bodies")]
    assert counts == [1, 60, PublishedBody.objects.count()]
    assert [get(client, f"/api/v1/{name}/?modified_since={later}") for name in ("inquiries", "answers")] == [[], []]
    take_back(Inquiry.objects.get(), by=make_user("anna"), reason="Falsche Datei.")
    [gone] = get(client, f"/api/v1/inquiries/?modified_since={day}")
    assert (gone["slug"], gone["reason"]) == ("hessen-19-1613", "Falsche Datei.")
    assert gone["url"] == "http://127.0.0.1:8000/inquiries/hessen-19-1613/"
    assert get(client, "/api/v1/inquiries/") == get(client, f"/api/v1/inquiries/?modified_since={later}") == []


def test_any_site_may_read_the_api(client, published):
    assert client.get("/api/v1/bodies/").headers["Access-Control-Allow-Origin"] == "*"


def test_inquiries_say_their_address_and_parties(client, published):
    (inquiry,) = get(client, "/api/v1/inquiries/")
    assert inquiry["url"].endswith("/inquiries/hessen-19-1613/")
    assert (inquiry["number"], inquiry["parties"], inquiry["answers"]) == ("19/1613", ["FDP"], 60)


def test_bodies_carry_their_facts(client, published):
    bodies = get(client, "/api/v1/bodies/?district=06631")
    assert len(bodies) == PublishedBody.objects.filter(districts__has="06631").count()
    assert {body["slug"] for body in bodies} == {body["facts"]["slug"] for body in bodies}


def test_districts_are_those_valid_on_a_day(client, published):
    found = get(client, "/api/v1/districts/?state=06&kind=county&valid_on=2015-03-26")
    assert len(found) == District.objects.filter(state="06", kind="county").count() == 21


def test_list_answers_304_with_one_query(client, published, django_assert_num_queries):
    tag = client.get("/api/v1/answers/").headers["ETag"]
    with django_assert_num_queries(1):
        assert client.get("/api/v1/answers/", headers={"If-None-Match": tag}).status_code == 304


def test_list_sets_no_cookie_and_allows_reading_alone(client, published):
    response = client.get("/api/v1/bodies/")
    assert (response.cookies, client.post("/api/v1/bodies/").status_code) == ({}, 405)


def test_schema_names_each_list_with_its_parameters(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert set(paths) == {f"/api/v1/{name}/" for name in ("inquiries", "answers", "bodies", "districts", "statements")}
    names = {each["name"] for each in paths["/api/v1/answers/"]["get"]["parameters"]}
    assert {"q", "district", "code", "status"} <= names


def test_party_of_several_words_is_one(client, db):
    inquiry = make_inquiry()
    make_asker(inquiry, "Mürvet Öztürk", party="BÜNDNIS 90/DIE GRÜNEN")
    inquiry.subjects.add(make_subject("Asyl und Flucht"))
    publish_now(inquiry)
    [found] = get(client, "/api/v1/inquiries/")
    assert (found["parties"], found["subjects"], found["builds_on"]) == (
        ["BÜNDNIS 90/DIE GRÜNEN"],
        ["Asyl und Flucht"],
        [],
    )
    assert len(get(client, "/api/v1/inquiries/?party=BÜNDNIS 90/DIE GRÜNEN")) == 1
    assert get(client, "/api/v1/inquiries/?party=BÜNDNIS") == []


def test_town_behind_a_name_is_no_party(client, db):
    """The facet offers parties as they are recorded, not what stands in brackets."""
    for number, party in (("19/1", "FDP"), ("19/2", "SPD")):
        make_asker(make_inquiry(number), "Jörg-Uwe Hahn (Bad Vilbel)", party=party)
        publish_now(Inquiry.objects.get(number=number))
    page = client.get("/inquiries/").content.decode()
    assert ("?party=FDP" in page, "?party=Bad" in page) == (True, False)
