"""Maps and bars on the pages and as files: what they say in words, and where they come from."""

import re
from xml.etree import ElementTree

import pytest
from django.utils import translation

from survey.models import Tombstone
from survey.public.figures import figures
from survey.public.reading import charts, reading
from survey.publishing.upgrades import upgrade
from tests.public.papers import make_coding, make_content, make_districts, make_measured_content, make_row, publish

SVG = "{http://www.w3.org/2000/svg}"
HOME = "/inquiries/nordland-9-1/"
PICTURES = [
    f"{HOME}coverage.svg",
    f"{HOME}questions/1/map-1a.svg",
    f"{HOME}questions/1/bars-1a.svg",
    f"{HOME}questions/2/map-a1-c3.svg",
    f"{HOME}questions/2/bars-a1-c3.svg",
]
VALUES = [("120", "at_least"), ("0", "exact"), (None, "none")]


@pytest.fixture
def measured(db):
    """Two numbers, one of them a zero, one row without a number, and a county without a row."""
    make_districts()
    return publish(make_measured_content(VALUES))


def texts(response):
    return [each.text for each in ElementTree.fromstring(response.content).iter(f"{SVG}text") if each.text]


def column(paper, view="tiles"):
    told = reading(upgrade(paper), edition=1)
    return figures(told, told.question(2), view).measured[0]


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PICTURES)
def test_picture_names_source_edition_date_and_address(client, measured, path, prefix):
    response = client.get(prefix + path)
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml; charset=utf-8")
    told = " ".join(texts(response))
    named = {
        "": r"Landtag Nordland, Drucksache 9/1 vom 20\.02\.2030.*Fassung 1 vom 01\.03\.2030, \S+/editions/1/",
        "/en": r"Landtag Nordland, paper 9/1 of 20 Feb 2030.*edition 1 of 1 Mar 2030, \S+/en/\S+/editions/1/",
    }
    assert len(re.findall(named[prefix], told)) == 1


@pytest.mark.parametrize("path", PICTURES)
def test_picture_has_title_and_description_and_no_style_of_a_page(client, measured, path):
    root = ElementTree.fromstring(client.get(path).content)
    assert root.get("aria-labelledby") == "title description"
    assert all(root.find(f"{SVG}{name}").text for name in ("title", "desc"))
    assert [each for each in root.iter() if each.get("style") or each.get("class") or each.tag == f"{SVG}style"] == []


@pytest.mark.parametrize("path", PICTURES)
def test_picture_costs_few_queries(client, measured, path, django_assert_num_queries):
    with django_assert_num_queries(3):  # stand, edition, districts
        client.get(path)


def test_page_of_numbers_costs_as_many_queries_with_many_rows(client, db, django_assert_max_num_queries):
    make_districts()
    publish(make_measured_content(VALUES[:1]))
    with django_assert_max_num_queries(4):
        client.get(f"{HOME}questions/2/")
    publish(make_measured_content(VALUES), number=2)
    with django_assert_max_num_queries(4):
        client.get(f"{HOME}questions/2/")


def test_map_of_categories_is_read_without_colours(client, db):
    make_districts()
    no = {"1a": make_coding("no")}
    publish(make_content(rows=[make_row(1), make_row(2, codings=no), make_row(3)]))
    words = texts(client.get(f"/en{HOME}questions/1/map-1a.svg"))
    assert words[:1] == ["Question 1a: Gibt es ihn?"]
    assert words[1:9] == ["Nordkreis", "✓", "Ostkreis", "✕", "Südkreis", "✓", "Westkreis", "◇"]
    assert words[9:15] == ["✓", "yes: 2", "✕", "no: 1", "◇", "not in the table: 1"]


def test_bars_name_each_number_and_what_it_is_a_part_of(client, measured):
    words = texts(client.get(f"/en{HOME}questions/1/bars-1a.svg"))
    assert words[:6] == [
        "Question 1a: Gibt es ihn?",
        "Counties: 3",
        "3",
        "✓",
        "yes: 3 of 3 counties",
        "Categorised by the editors; pale with a broken edge: arguable.",
    ]


def test_picture_of_borders_names_whose_they_are(client, measured):
    tiles = texts(client.get(f"/en{HOME}questions/1/map-1a.svg"))
    borders = texts(client.get(f"/en{HOME}questions/1/map-1a.svg?map=borders"))
    credit = "Borders: GeoBasis-DE / BKG 2016, changed."
    assert (credit in tiles, credit in borders) == (False, True)


def test_page_links_its_pictures_and_a_frozen_edition_none(client, measured):
    saved = r'href="([^"]+\.svg[^"]*)" download'
    assert re.findall(saved, client.get(f"{HOME}questions/1/?map=borders").content.decode()) == [
        f"{HOME}questions/1/bars-1a.svg",
        f"{HOME}questions/1/map-1a.svg?map=borders",
    ]
    assert re.findall(saved, client.get(f"/en{HOME}").content.decode()) == [
        "coverage.svg",
        "questions/2/bars-a1-c3.svg",
        "questions/2/map-a1-c3.svg",
    ]
    assert re.findall(saved, client.get(f"{HOME}editions/1/").content.decode()) == []


def maps_of(page):
    """Each map of a page: its title, and for each label the places that link to their cells."""
    told = {}
    for drawn in re.findall(r'<svg viewBox[^>]*class="tiles">.*?</svg>', page, re.DOTALL):
        root = ElementTree.fromstring(drawn.replace("&nbsp;", " "))
        told[root.find("title").text] = {
            group.find("title").text: [(a.get("aria-label"), a.get("href")) for a in group.findall("a")]
            for group in root.findall("g")
        }
    return told


def test_reading_page_has_a_map_beside_the_bars_that_leads_to_the_cells(client, measured):
    maps = maps_of(client.get(f"/en{HOME}").content.decode())
    assert maps["Gibt es ihn? (1a), by district"] == {
        "yes": [("Nordkreis", "#a1-r1-c1"), ("Ostkreis", "#a1-r2-c1"), ("Südkreis", "#a1-r3-c1")],
        "not in the table": [],
    }


def test_reading_page_has_the_classes_of_numbers_with_their_bars(client, measured):
    page = client.get(f"/en{HOME}").content.decode()
    assert maps_of(page)["Streuwege by district"] == {
        "0 km (0 km)": [("Ostkreis", "#a1-r2-c3")],
        "120 and more km (at least 120 km)": [("Nordkreis", "#a1-r1-c3")],
        "no number": [("Südkreis", "#a1-r3")],
        "not in the table": [],
    }
    (bars,) = re.findall(r'<table class="bar-table numbers">.*?</table>', page, re.DOTALL)
    assert re.findall(r'<a href="answers/1/\d/3/">([^<]+)</a>', bars) == ["LK Nordkreis", "LK Ostkreis"]


def test_each_figure_says_how_it_is_cited(client, measured):
    cited = r'<summary>Cite this.*?<p class="citation">([^<]+)</p>'
    paper, by = "Landtag Nordland, paper 9/1 of 20 Feb 2030", "From: Anlage, edition 1 of 1 Mar 2030"
    home = "http://127.0.0.1:8000/en/inquiries/nordland-9-1/editions/1/"
    rows = f"{paper}, question 1a, what the rows say. {by}, {home}#question-1a."
    coverage = f"{paper}. {by}, {home}."
    reading_page, question_page = (client.get(f"/en{path}").text for path in (HOME, f"{HOME}questions/1/"))
    assert re.findall(cited, reading_page)[0] == coverage
    assert re.findall(cited, question_page)[0] == rows


def test_picture_that_is_not_there_answers_404(client, measured):
    missing = ["questions/1/map-1b.svg", "questions/1/pie-1a.svg", "questions/9/map-9.svg"]
    assert [client.get(HOME + path).status_code for path in missing] == [404, 404, 404]


def test_picture_of_a_question_that_is_gone_answers_410(client, measured):
    path = f"{HOME}questions/9/"
    Tombstone.objects.create(
        kind="gone", path=path, inquiry="nordland-9-1", date=measured.published_at, reason="Zerlegt.", last_edition=1
    )
    assert client.get(f"{path}map-9.svg").status_code == 410


@pytest.mark.parametrize("path", PICTURES)
def test_picture_of_a_paper_taken_back_answers_410(client, measured, path):
    Tombstone.objects.create(
        kind="taken_back",
        path=HOME,
        inquiry="nordland-9-1",
        date=measured.published_at,
        reason="Falsch.",
        last_edition=1,
    )
    type(measured).objects.update(is_current=False)
    assert client.get(path).status_code == 410


def test_numbers_say_their_classes_and_what_they_are_a_part_of(db):
    make_districts()
    with translation.override("en"):
        chart = column(make_measured_content(VALUES)).chart
    assert [(each.words, each.count) for each in chart.classes] == [("0 km", 1), ("120 and more km", 1)]
    assert chart.notes == (
        "With a number: 2 of the 3 counties in the table.",
        "Each class has about as many rows as the others (quantiles); its bounds are numbers that occur.",
        "1 number is not exact (≈ about, ≥ at least, ≤ at most); it is classed as it is printed.",
    )


def test_numbers_are_sorted_and_rows_without_one_are_named(db):
    make_districts()
    chart = column(make_measured_content([("0", "exact"), ("7", "about"), (None, "none")])).chart
    assert [(bar.row.printed, bar.width) for bar in chart.bars] == [("LK Ostkreis", 100.0), ("LK Nordkreis", 0.0)]
    assert [row.printed for row in chart.without] == ["LK Südkreis"]


@pytest.mark.parametrize("view", ["tiles", "borders"])
def test_district_without_a_number_looks_different_from_zero(db, view):
    make_districts()
    looks = {
        shape.name: (shape.look.style, shape.look.sign)
        for shape in column(make_measured_content(VALUES), view).map.shapes
    }
    assert looks == {
        "Nordkreis": ("class-4", "≥120"),
        "Ostkreis": ("class-3", "0"),
        "Südkreis": ("uncoded", "…"),
        "Westkreis": ("missing", "◇"),
    }


@pytest.mark.parametrize(
    ("language", "number", "unit", "words"),
    [
        ("de", "12345", "", "12.345"),
        ("en", "12345", "km", "12,345 km"),
        ("de", "2015", "", "2015"),
        ("de", "2015", "km", "2.015 km"),
        ("de", "0.5", "km", "0,5 km"),
    ],
)
def test_number_is_written_by_locale_and_a_year_stays_one(db, language, number, unit, words):
    make_districts()
    content = make_measured_content([(number, "exact")])
    content["annexes"][0]["columns"][2]["unit"] = unit
    with translation.override(language):
        chart = column(content).chart
    assert [bar.cell.number for bar in chart.bars] == [words]


@pytest.mark.parametrize(
    ("text", "apart"), [("ca. 12.345", ""), ("Es sind viele.", "about 12,345"), ("", "about 12,345")]
)
def test_table_says_a_number_apart_where_its_text_does_not(db, text, apart):
    content = make_measured_content([("12345", "about")])
    content["annexes"][0]["rows"][0]["answers"][2]["text"] = text
    with translation.override("en"):
        assert reading(upgrade(content), edition=1).tables[0].cell(1, 3).number_apart == apart


def test_long_number_stays_inside_its_tile(client, db):
    make_districts()
    publish(make_measured_content([("1234567", "at_least"), ("12", "about"), (None, "none")]))
    for path in (HOME, f"{HOME}questions/2/", f"{HOME}questions/2/map-a1-c3.svg"):
        squeezed = re.findall(
            r'<text[^>]*textLength="78" lengthAdjust="spacingAndGlyphs">([^<]+)<', client.get(path).text
        )
        assert squeezed == ["≥1.234.567"], path


def test_stretch_of_a_bar_is_as_long_as_its_rows():
    segment = charts.Segment(None, "Ja", "yes", "", "", clear=3, arguable=1, start=20, unit=10)
    assert [(each.start, each.width, each.middle) for each in segment.stretches] == [(20, 30, 35), (50, 10, 55)]


def of_the_federation(printed, **kwargs):
    """A paper of no state, whose rows are called so and have a number each."""
    content = make_measured_content([("12", "exact")] * 2 + [("7", "exact")] * (len(printed) - 2), **kwargs)
    content["parliament"] |= {"slug": "bund", "state": ""}
    (annex,) = content["annexes"]
    annex["coverage"] = None
    for row, name in zip(annex["rows"], printed, strict=True):
        row |= {"printed": name, "respondent": None}
    return content


STATES = ("Freistaat Bayern", "Hessen", "NRW", "Land Berlin")


@pytest.fixture
def four_rows(monkeypatch):
    monkeypatch.setattr("tests.public.papers.NAMES", ("A", "B", "C", "D"))


def test_table_of_states_has_a_map_of_germany(client, db, four_rows):
    publish(of_the_federation(STATES))
    (measured,) = client.get(f"{HOME}questions/2/").context["measured"]
    assert measured.map.title == "Streuwege nach Ländern"
    looks = {shape.slug: shape.look.sign for shape in measured.map.shapes}
    assert len(looks) == 16
    assert {key: looks[key] for key in ("09", "06", "05", "11", "01")} == {
        **{"09": "12", "06": "12", "05": "7", "11": "7"},
        "01": "",  # nothing is known of Schleswig-Holstein, which is not a zero
    }
    assert len({(shape.x, shape.y) for shape in measured.map.shapes}) == 16
    assert client.get(f"{HOME}questions/2/map-a1-c3.png").status_code == 200
    reading_page = client.get(HOME).text
    assert all(f'id="t{key}"' in reading_page for key in ("09", "01"))


def test_few_names_of_states_and_papers_of_a_state_make_no_map_of_germany(client, db, four_rows):
    publish(of_the_federation(("Hessen", "Bayern", "Bund", "Ausland")))
    assert client.get(f"{HOME}questions/2/").context["measured"][0].map is None
    content = of_the_federation(STATES)
    content["parliament"]["state"] = "06"
    publish(content, number=2)
    assert client.get(f"{HOME}questions/2/").context["measured"][0].map is None
