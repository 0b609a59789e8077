"""Who initiates and who takes part: each category once for a body, with the denominator, as table and picture."""

import re
from xml.etree import ElementTree

import pytest

from survey.public.reading.involved import involved
from tests.public.papers import make_body, make_content, publish

HOME = "/en/inquiries/nordland-9-1/"


def make_part(category="church", role="participant", actor="Kirchen"):
    return {"actor": actor, "category": category, "role": role, "evidence": []}


BODIES = [
    [make_part("church", "initiator"), make_part("church"), make_part("police"), make_part("police", "supporter")],
    [make_part("church", "initiator"), make_part("welfare", "lead")],
    [],
]


@pytest.fixture
def published(db):
    bodies = [make_body(f"runde-{number}", participations=parts) for number, parts in enumerate(BODIES)]
    rows = [{"row": "1/1", **make_part()}, {"row": "1/2", **make_part()}]
    return publish(make_content(bodies=bodies, row_participations=rows))


def rows(html):
    table = re.search(r'<table class="bar-table">.*?</table>', html, re.DOTALL)[0]
    texts = [re.sub(r"<[^>]+>", " ", row).split() for row in table.split("<tr>")[2:]]
    return [" ".join(each) for each in texts]


def test_each_category_counts_once_for_a_body():
    chart = involved(BODIES, str)
    assert [(line.href, line.initiates, line.takes_part) for line in chart.lines] == [
        ("church", 2, 1),
        ("", 0, 1),
        ("", 0, 1),
    ]
    assert [(line.initiates_width, line.takes_part_width) for line in chart.lines] == [(100, 50), (0, 50), (0, 50)]
    assert (chart.bodies, chart.with_initiator, chart.with_participant) == (3, 2, 2)


def test_nobody_named_is_no_chart():
    assert involved([[], []], str) is None


@pytest.mark.parametrize("path", [HOME, "/en/bodies/"])
def test_page_says_numbers_and_denominator(client, published, path):
    html = client.get(path).content.decode()
    assert rows(html) == [
        "churches and religious communities 2 1",
        "police and fire brigade 0 1",
        "welfare organisations 0 1",
    ]
    caption = re.search(r'<table class="bar-table"><caption class="aside">(.*?)</caption>', html)[1]
    assert caption == "Of 3 entries, 2 name an initiator and 2 someone who takes part; one can name several."


def test_inquiry_says_which_rows_are_not_counted(client, published):
    told = re.findall(r"\d+ rows name initiators[^<]*", client.get(HOME).content.decode())
    assert told == ["2 rows name initiators or participants without saying of which body; they are not counted here."]


def test_chart_of_the_list_follows_its_filters(client, published):
    assert rows(client.get("/en/bodies/?initiator=church").content.decode()) == rows(
        client.get("/en/bodies/").content.decode()
    )
    assert '<table class="bar-table">' not in client.get("/en/bodies/?level=state").content.decode()


@pytest.mark.parametrize("n", [1, 3])
def test_list_costs_as_many_queries_with_many_bodies(client, db, django_assert_num_queries, n):
    publish(make_content(bodies=[make_body(f"runde-{number}", participations=BODIES[0]) for number in range(n)]))
    with django_assert_num_queries(3):  # stand, facts of all, lines of the page
        client.get("/en/bodies/")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_picture_names_numbers_and_source(client, published, prefix):
    root = ElementTree.fromstring(client.get(f"{prefix}/inquiries/nordland-9-1/bodies.svg").content)
    texts = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text") if each.text]
    assert [text.partition(": ")[2] for text in texts[1:4]] == ["2 / 1", "0 / 1", "0 / 1"]
    assert re.search(r"9/1 .* 1 \w+ .*2030, \S+/editions/1/#bodies\.$", " ".join(texts)) is not None


def test_picture_of_bodies_that_name_nobody_is_not_there(client, db):
    publish()
    assert client.get(f"{HOME}bodies.svg").status_code == 404


def test_body_page_says_the_same_words_once(client, db):
    """A sentence that names eight offices would stand eight times below each other."""
    evidence = [{"field": "role", "quote": "Polizei und Kirchen", "in": "1/1/1", "place": "LK Nordkreis, Frage 1"}]
    parts = [make_part(actor=actor) | {"evidence": evidence} for actor in ("Polizei", "Kirchen")]
    publish(make_content(bodies=[make_body(participations=[*parts, make_part(actor="Bund")])]))
    page = client.get("/en/bodies/nordkreis-schneerunde/").text
    cells = re.findall(r'<td data-heading="words of the source">(.*?)</td>', page)
    assert [re.sub(r"<[^>]+>", "", cell) for cell in cells] == [
        "Polizei und Kirchen LK Nordkreis, Frage 1",
        "the same words",
        "",
    ]
