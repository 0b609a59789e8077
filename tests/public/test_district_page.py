"""A district's page: its own answers, what others answered for it, how papers call it, its neighbours."""

import datetime
import re

import pytest

from survey.models import District
from tests.public.papers import make_answer, make_content, make_district_part, make_districts, make_row, publish


def section(client, slug, anchor):
    page = client.get(f"/en/districts/{slug}/").content.decode()
    found = re.search(rf'<section[^>]*aria-labelledby="{anchor}">.*?</h2>(.*?)(?:</section>\s*)+', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""


@pytest.fixture
def spoken_for(db):
    """Westkreis has no row of its own; a made-up association answers for it. Neither has a key."""
    make_districts()
    District.objects.filter(slug="99004").update(key="", valid_from=datetime.date(2029, 1, 1))
    association = {"slug": "verband", "name": "Verband", "kind": "association", "ags": "", "district": ""}
    answers = [make_answer(1, "Für alle Mitglieder."), make_answer(2, "", "blank")]
    row = make_row(4, answers, {}, printed="Verband", respondent=association, speaks_for=[make_district_part()])
    return publish(make_content(rows=[make_row(1), make_row(2), make_row(3), row]))


def test_district_without_a_key_has_no_answers_of_others_as_its_own(client, spoken_for):
    assert section(client, "99004", "own").startswith("No table recorded here has a row of its own")
    assert section(client, "99004", "others").count("Für alle Mitglieder.") == 1


def test_district_has_its_own_answers_and_the_names_of_the_papers(client, spoken_for):
    page = client.get("/en/districts/99001/").content.decode()
    assert re.findall(r'Called in the papers: <span lang="de">([^<]*)</span>', page) == ["LK Nordkreis"]
    assert section(client, "99001", "own").count("Der Winterdienst ist geregelt.") == 1
    assert section(client, "99001", "others") == ""


def test_district_names_its_neighbours_and_since_when_they_are(client, spoken_for):
    assert section(client, "99001", "neighbours") == "Ostkreis Südkreis Westkreis since 1 January 2029"


def test_district_says_since_when_it_is_one_and_what_changed(client, spoken_for):
    west = District.objects.get(slug="99004")
    west.over_time = "Bis 31. Dezember 2028: Westmark (Gesetz vom 1. Mai 2028).\n\nMit der Stadt Westheim."
    west.save()
    assert section(client, "99004", "validity") == (
        "A district since 1 January 2029. Bis 31. Dezember 2028: Westmark (Gesetz vom 1. Mai 2028). "
        "Mit der Stadt Westheim."
    )
    west.valid_from, west.valid_to, west.over_time = None, datetime.date(2031, 6, 30), ""
    west.save()
    assert section(client, "99004", "validity") == ("It ended on 30 June 2031.")


def test_page_costs_few_queries(client, spoken_for, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        client.get("/en/districts/99004/")
