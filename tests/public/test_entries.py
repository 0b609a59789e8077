"""Entries of catalogues: listed and counted by the thousand, but no news and never taken for a recorded paper."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError

from survey.models import Inquiry, ListCount, Notice, PublishedInquiry
from survey.public.listing import pager
from survey.publishing.publish import take_back
from tests.factories import make_inquiry, make_user
from tests.public.papers import make_content, make_row, publish
from tests.public.test_crawlers import SITE, entries
from tests.public.test_pages import HOME

PARTS = {"questions": [], "replies": [], "annexes": [], "claims": [], "bodies": [], "remarks": [], "sources": []}


def publish_entry(number=7, day="2031-01-01", **kwargs):
    """A paper of which only its entry in a catalogue is known."""
    content = make_content(f"nordland-9-{number}", number=f"9/{number}", title="Eis", **PARTS)
    return publish(content, day=day, **kwargs)


@pytest.fixture
def entry(snow):
    return publish_entry()


def test_start_leads_with_the_newest_recorded_paper_and_counts_entries(client, entry):
    publish_entry(8)
    context = client.get("/en/").context
    assert context["lead"].paper.number == "9/1"
    assert [card.inquiry.number for card in context["newest"]] == ["9/1"]
    page = client.get("/en/").text
    assert "inquiries, 1 of them recorded" in page
    assert '<a href="/en/inquiries/?recorded=no">2 papers are listed from catalogues and not recorded yet.</a>' in page


def test_start_of_nothing_but_entries_says_so(client, db):
    publish_entry()
    page = client.get("/en/").text
    assert "1 paper is listed from a catalogue and not recorded yet." in page
    assert "Nothing has been published yet" not in page


def test_page_of_an_entry_offers_no_answers_and_no_table(client, entry):
    page = client.get("/en/inquiries/nordland-9-7/").text
    assert "answers.csv" not in page and "datapackage.zip" not in page
    assert "The whole edition as JSON" in page


def test_compare_offers_papers_with_a_table_alone(client, entry):
    assert [choice.slug for choice in client.get("/compare/").context["choices"]] == ["nordland-9-1"]


def test_list_tells_entries_from_recorded_papers(client, entry):
    response = client.get("/en/inquiries/")
    assert "2 inquiries, 1 of them recorded with questions, replies and tables." in response.text
    facets = {str(facet.label): facet.options for facet in response.context["facets"]}
    assert [(str(each.label), each.count, each.href) for each in facets["recording"]] == [
        ("recorded", 1, "/en/inquiries/?recorded=yes"),
        ("only the entry in a catalogue", 1, "/en/inquiries/?recorded=no"),
    ]
    for value, number in {"yes": "9/1", "no": "9/7"}.items():
        context = client.get(f"/en/inquiries/?recorded={value}").context
        assert [card.inquiry.number for card in context["inquiries"]] == [number]


def test_feed_tells_a_catalogue_published_at_once_in_one_item(client, entry):
    publish_entry(8)
    publish_entry(9, day="2031-01-02", note="Aus einer anderen Liste.")
    link = f"{SITE}/en/inquiries/?parliament=nordland&recorded=no"
    words = "Landtag Nordland: {} from a catalogue, not recorded yet"
    assert entries(client, "/en/feed/") == [
        (words.format("1 paper"), link, "Aus einer anderen Liste."),
        (words.format("2 papers"), link, "Erste Fassung."),
        ("9/1 Winterdienst in den Landkreisen, edition 2", f"{SITE}/en{HOME}editions/2/", "Titel berichtigt."),
    ]


def test_feed_of_an_entry_has_its_editions(client, entry):
    assert entries(client, "/en/feed/?inquiry=nordland-9-7") == [
        ("9/7 Eis, edition 1", f"{SITE}/en/inquiries/nordland-9-7/editions/1/", "Erste Fassung.")
    ]


def test_list_costs_no_more_queries_with_many_entries(client, entry, django_assert_num_queries):
    """Data version, the facts of all found, and the page of them: facets, pages and orders are made from these."""
    for more in ((), range(100, 160)):
        for number in more:
            publish_entry(number)
        for query in ("", "?page=1&sort=title", "?recorded=no&sort=published", "?party=ABC"):
            cache.clear()
            with django_assert_num_queries(3):
                assert client.get(f"/inquiries/{query}").status_code == 200
    assert client.get("/inquiries/?page=2").context["pager"].last == 2


def test_long_facet_keeps_the_rest_behind_a_click(client, snow):
    for number in range(20, 40):
        publish(make_content(f"nordland-9-{number}", number=f"9/{number}", **PARTS | {"subjects": [f"Thema {number}"]}))
    response = client.get("/en/inquiries/?subject=Thema 39")
    assert "more</summary>" not in response.text
    response = client.get("/en/inquiries/")
    (facet,) = [each for each in response.context["facets"] if each.label == "subject heading"]
    assert (len(facet.in_sight), len(facet.folded)) == (12, 8)
    assert "<details><summary>8 more</summary>" in response.text


def test_years_are_listed_the_newest_first(client, snow):
    for year in (2029, 2031, 2031):
        number = PublishedInquiry.objects.count() + 50
        dates = [{"kind": "answered", "date": f"{year}-01-05", "printed": "", "found_in": ""}]
        publish(make_content(f"nordland-9-{number}", number=f"9/{number}", **PARTS | {"dates": dates}))
    (facet,) = [each for each in client.get("/en/inquiries/").context["facets"] if each.label == "year"]
    assert [(each.label, each.count) for each in facet.options] == [("2031", 2), ("2030", 1), ("2029", 1)]


def test_counts_are_grouped_by_locale_and_data_stay_raw(client, snow):
    """`answers` is what the lists say of an inquiry."""
    PublishedInquiry.objects.update(answers=12345, bodies=1234, several_bodies=34)
    ListCount.objects.filter(list="answers", chosen="", facet="total").update(n=12345)
    assert "<dd>12.345</dd>" in client.get("/").text
    assert "<dd>12,345</dd>" in client.get("/en/").text
    assert (
        "12,345 answers · 1,200 bodies named by themselves and 34 mentions of several at once"
        in client.get("/en/inquiries/").text
    )
    assert (
        "12.345 Angaben · 1.200 einzeln genannte Gremien und 34 Nennungen mehrerer zugleich"
        in client.get("/inquiries/").text
    )


def test_about_tells_of_recorded_papers_alone(client, entry):
    publish(make_content("nordland-9-2", number="9/2", title="Streusalz", bodies=[]), day="2030-02-01")
    context = client.get("/en/about/").context
    assert context["paper"].paper.number == "9/1"
    assert [each.number for each in context["others"]] == ["9/2"]


def test_list_begins_with_what_is_recorded(client, entry):
    """The entry was answered on the same day, and later papers are entries more often than not."""
    publish_entry(8)
    numbers = [card.inquiry.number for card in client.get("/inquiries/").context["inquiries"]]
    assert numbers == ["9/1", "9/7", "9/8"]


def test_pages_far_away_are_left_out_of_the_pager(rf):
    request = rf.get("/inquiries/?page=9")
    request.known_parameters = (("page", "9"),)
    assert [number for number, _href in pager(request, 2601).pages] == [1, None, 8, 9, 10, None, 53]


def test_start_page_leads_with_the_newest_paper_that_has_categories(client, db):
    publish(make_content("nordland-9-1", number="9/1", bodies=[]), day="2030-03-01")
    uncoded = [make_row(key, codings={}) for key in (1, 2)]
    publish(make_content("nordland-9-2", uncoded, number="9/2", bodies=[]), day="2030-04-01")
    context = client.get("/").context
    assert context["lead"].paper.number == "9/1"
    assert [card.inquiry.number for card in context["newest"]] == ["9/2", "9/1"]


@pytest.fixture
def two_papers(db):
    publish(make_content("nordland-9-1", number="9/1", bodies=[]), day="2030-03-01")
    publish(make_content("nordland-9-2", number="9/2", bodies=[]), day="2030-04-01")


def leading(client):
    return client.get("/").context["lead"].paper.number


def test_start_page_leads_with_the_paper_that_editors_chose(client, two_papers, django_assert_max_num_queries):
    assert leading(client) == "9/2"
    Notice.objects.create(key="start", paper="nordland-9-1")
    with django_assert_max_num_queries(4):
        assert leading(client) == "9/1"
    Notice.objects.get(key="start").delete()
    assert leading(client) == "9/2"


def test_start_page_falls_back_when_the_chosen_paper_is_taken_back(client, two_papers):
    Notice.objects.create(key="start", paper="nordland-9-1")
    assert leading(client) == "9/1"
    take_back(Inquiry.objects.get(slug="nordland-9-1"), by=make_user(), reason="Falsche Anlage.")
    assert leading(client) == "9/2"


@pytest.mark.parametrize("slug", ["nordland-9-3", "nordland-9-4", ""])
def test_start_page_begins_with_no_draft_and_no_entry(two_papers, slug):
    make_inquiry(slug="nordland-9-3", number="9/3")
    publish_entry(4)
    with pytest.raises(ValidationError, match="Keine veröffentlichte Drucksache"):
        Notice(key="start", paper=slug).clean()


def test_other_notices_have_a_text_and_no_paper(two_papers):
    with pytest.raises(ValidationError, match="Hier fehlt der Text"):
        Notice(key="imprint").clean()
    with pytest.raises(ValidationError, match="Nur die Startseite"):
        Notice(key="imprint", text="Wir.", paper="nordland-9-1").clean()
