"""What people type, and where the first thing that the search shows them leads to: 19/1613 beside a made-up paper."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest

from tests.public.papers import make_content, publish

HOME = "/inquiries/hessen-19-1613/"
SNOW = "/inquiries/nordland-9-1/"
LINK = re.compile(r'<(?:h3|li|p class="standfirst")>(?:Meinten Sie )?\s*<a href="([^"]+)"')
# Beside and above the hits stand what they can be narrowed by, and by what they are.
FILTERS = re.compile(r'<div class="with-facets">.*?<p class="found">', re.DOTALL)


def answers(**parameters):
    return f"/answers/?{urlencode(parameters)}"


def county(words):
    return f"/county/?{urlencode({'q': words})}"


def of_part(part, code):
    return answers(inquiry="hessen-19-1613", code=f"{part}:{code}")


INPUTS = {
    # a paper, by its number in any writing
    "19/1613": HOME,
    "Drs. 19/1613": HOME,
    "Drucksache 19/1613": HOME,
    "Drucks. 19 / 1613": HOME,
    "LT-Drs. 19/1613": HOME,
    "DS 19/1613": HOME,
    "19-1613": HOME,
    "19/01613": HOME,
    "hessen-19-1613": HOME,
    "Landtag Hessen 19/1613": HOME,
    "Kleine Anfrage Nr. 19/1613": HOME,
    "1613": HOME,
    "Nr. 1613": HOME,
    "19/1613 Fulda": "/search/?q=Fulda&inquiry=hessen-19-1613",
    "9/1": SNOW,
    # by who asked, who answered, and its title
    "Jörg-Uwe Hahn": HOME,
    "Hahn": HOME,
    "FDP": HOME,
    "Grüttner": HOME,
    "Minister für Soziales und Integration": HOME,
    "Sozialministerium": HOME,
    "Flüchtlingsgipfel": HOME,
    "fluechtlingsgipfel": HOME,
    "Fluchtlingsgipfel": HOME,
    "Flüchtlings-Gipfel": HOME,
    "Flüchtlings Gipfel": HOME,
    "Flüchtlingsgipfl": "/search/?q=Fl%C3%BCchtlingsgipfel",
    "Winterdienst": SNOW,
    "Winter-Dienst": SNOW,
    "Hessen": "/inquiries/?state=06",
    "Landtag Nordland": "/inquiries/?parliament=nordland",
    # a place
    "Bad Hersfeld": county("Bad Hersfeld"),
    "Bensheim": county("Bensheim"),
    "MKK": county("MKK"),
    "Ruesselsheim": county("Ruesselsheim"),
    "Frankfurt a. M.": county("Frankfurt a. M."),
    "LK Fulda": county("LK Fulda"),
    "Gießen": county("Gießen"),
    "Main-Kinzig": "/districts/06435/",
    "bad hersfeld runder tisch": "/search/?q=runder+tisch&district=06632",
    # a question
    "Welche Kreise haben keinen Runden Tisch?": of_part("2a", "no"),
    "Welche Kreise haben keine runden Tische eingerichtet?": of_part("2a", "no"),
    "Welche Landkreise haben einen Flüchtlingsgipfel?": of_part("1a", "yes"),
    "In welchen Kreisen ist ein runder Tisch geplant?": of_part("2a", "planned"),
    "Hat Fulda einen Runden Tisch?": answers(district="06631", inquiry="hessen-19-1613", question="2a"),
    "Was hat Fulda geantwortet?": "/districts/06631/",
    "Wer hat nicht geantwortet?": HOME,
    "Wer hat Nein gesagt?": answers(code="no"),
    "Frage 2a": f"{HOME}questions/2/#question-2a",
    # two places, and what is in one
    "Gießen gegen Fulda": "/compare/?inquiry=hessen-19-1613&district=06531&district=06631",
    "Gremien in Fulda": "/bodies/?district=06631",
    # words of answers
    "Behördennetzwerk Fulda": "/bodies/fulda-behoerdennetzwerk/",
    "Asylgipfel": "/bodies/wetterau-asylgipfel/",
}


def first_lead(client, words):
    """Where the search leads to by itself, or the first thing that it shows below its form."""
    response = client.get("/search/", {"q": words})
    if response.status_code == 302:
        return response.headers["Location"]
    shown = FILTERS.sub("", response.text.partition("</form></header>")[2])
    return unescape(LINK.search(shown)[1])


@pytest.fixture(scope="module")
def two_papers(first_rows, django_db_blocker):
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        publish(make_content(bodies=[]), day="2014-03-01")
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(("words", "where"), INPUTS.items(), ids=INPUTS)
def test_first_hit_is_what_was_meant(client, two_papers, db, words, where):
    assert first_lead(client, words) == where


def test_question_in_english_leads_to_parts_with_the_category(client, two_papers, db):
    """Papers are in German: no part has the words, so all that can be asked are offered."""
    page = client.get("/en/search/", {"q": "Which counties have no round table?"})
    asked = [(each.label, each.asked.partition(" ")[0]) for each in page.context["wanted"]]
    assert asked == [("No", "1a"), ("No", "1b"), ("No", "2a"), ("No", "2b")]


def test_county_is_known_without_the_word_county(client, two_papers, db):
    for words, key in {
        "Main-Kinzig": "06435",
        "main kinzig": "06435",
        "Wetterau": "06440",
        "Odenwald": "06437",
    }.items():
        assert client.get("/county/", {"q": words}).headers["Location"] == f"/districts/{key}/"
    # a village in Thuringia is called so, too
    choices = client.get("/county/", {"q": "Vogelsberg"}).context["choices"]
    assert [choice.href for choice in choices] == ["/districts/06535/", "/districts/16068/"]
