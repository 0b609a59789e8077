"""Maps, bars and pictures to share as PNG: what stands in them, and that what is taken away leaves them at once."""

import io
import re

import pytest
from PIL import Image

from survey.models import DataVersion, Tombstone
from survey.publishing import rows
from survey.publishing.withholding import withhold
from tests.public.papers import (
    make_answer,
    make_coding,
    make_content,
    make_districts,
    make_measured_content,
    make_row,
    publish,
)
from tests.public.test_figures import HOME, PICTURES, VALUES, texts
from tests.publishing.paper import make_paper, publish_now, publisher

CARDS = [f"{HOME}card.png", f"{HOME}questions/1/card.png", f"{HOME}questions/2/card.png"]
HESSE = "/inquiries/hessen-19-1613/"


@pytest.fixture
def measured(db):
    make_districts()
    return publish(make_measured_content(VALUES))


def opened(response):
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    return Image.open(io.BytesIO(response.content))


def words(response):
    """What stands in the picture, as the file tells it beside the pixels."""
    return opened(response).text["Description"]


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PICTURES)
def test_png_says_the_words_of_the_svg(client, measured, path, prefix):
    as_png = client.get(prefix + path.replace(".svg", ".png"))
    assert sorted(words(as_png).split("\n")) == sorted(texts(client.get(prefix + path)))
    assert opened(as_png).size[0] == 1200


def test_png_of_a_map_has_the_colours_of_its_districts(client, db):
    make_districts()
    publish(make_content(rows=[make_row(1), make_row(2, codings={"1a": make_coding("no")}), make_row(3)]))
    for view in ("tiles", "borders"):
        picture = opened(client.get(f"{HOME}questions/1/map-1a.png?map={view}")).convert("RGB")
        seen = {colour for _count, colour in picture.getcolors(100_000)}
        near = [min(sum(abs(a - b) for a, b in zip(each, want, strict=True)) for each in seen) for want in YES_AND_NO]
        assert max(near) < 20


YES_AND_NO = ((0x12, 0x45, 0x6B), (0xE9, 0x96, 0x4A))


def test_pages_lead_to_both_kinds_of_a_picture(client, measured):
    text = client.get(f"{HOME}questions/1/").text
    for name in ("map-1a", "bars-1a"):
        assert re.findall(rf'href="([^"]*{name}\.(?:svg|png))" download', text) == [
            f"{HOME}questions/1/{name}.svg",
            f"{HOME}questions/1/{name}.png",
        ]
    borders = client.get(f"{HOME}questions/1/?map=borders").text
    assert f'href="{HOME}questions/1/map-1a.png?map=borders" download' in borders


@pytest.mark.parametrize("path", CARDS)
def test_picture_to_share_has_the_size_that_other_sites_show(client, measured, path):
    assert opened(client.get(path)).size == (1200, 630)


def test_picture_to_share_tells_what_was_found(client, measured):
    paper, question = (words(client.get(path)) for path in CARDS[:2])
    for said in ("Landtag Nordland · Drucksache 9/1", "Winterdienst in den Landkreisen"):
        assert said in paper
    assert "Ja: 3 von 3 Landkreisen" in question
    assert "Eingeordnet von der Redaktion · laut Tabelle vom 1. Februar 2030" in question


@pytest.mark.parametrize(
    ("page", "card"), [("", CARDS[0]), ("questions/1/", CARDS[1]), ("editions/1/", "/static/survey/card-de.png")]
)
def test_page_names_its_picture_to_share(client, measured, page, card):
    found = re.findall(r'<meta property="og:image" content="([^"]+)">', client.get(f"{HOME}{page}").text)
    assert found == [f"http://127.0.0.1:8000{card}"]


def test_picture_is_kept_and_painted_once(client, measured, monkeypatch):
    painted = []
    monkeypatch.setattr("survey.public.views.pictures.as_png", lambda picture: painted.append(picture) or b"png")
    first, second = (client.get(f"{HOME}questions/1/map-1a.png") for _time in range(2))
    assert (first.content, second.content, len(painted)) == (b"png", b"png", 1)
    unchanged = client.get(f"{HOME}questions/1/map-1a.png", headers={"If-None-Match": first["ETag"]})
    assert (unchanged.status_code, len(painted)) == (304, 1)


def test_picture_of_many_numbers_is_bounded(client, db):
    make_districts()
    content = make_measured_content([("7", "exact")])
    (row,) = content["annexes"][0]["rows"]
    content["annexes"][0]["rows"] = [
        {**row, "key": key, "position": key, "printed": f"Ort {key}", "respondent": None} for key in range(1, 151)
    ]
    publish(content)
    said = words(client.get(f"{HOME}questions/2/bars-a1-c3.png"))
    assert len(re.findall(r"Ort \d+: ", said)) == 100
    assert "Gezeichnet sind die 100 größten von 150 Zeilen." in said
    assert opened(client.get(f"{HOME}questions/2/bars-a1-c3.png")).size[1] < 10_000


def test_withheld_words_leave_pictures_at_once(client, db):
    inquiry = make_paper(counties=["Fulda"])
    inquiry.title = "Gipfel mit Zeno Quastenflosser"
    inquiry.save()
    inquiry.questions.filter(number=2).update(text="Was tut Zeno Quastenflosser?")
    inquiry.remarks.update(text="Wir danken Zeno Quastenflosser.")
    publish_now(inquiry, "Erste Fassung.")
    paths = [f"{HESSE}card.png", f"{HESSE}questions/2/card.png"]
    assert all("Quastenflosser" in words(client.get(path)) for path in paths)
    withhold(inquiry, place="remark 1", words="Zeno Quastenflosser", reason="Persönliches", by=publisher())
    assert [path for path in paths if "Quastenflosser" in words(client.get(path))] == []


def test_pictures_of_a_paper_that_is_taken_back_are_gone(client, measured):
    paths = [*CARDS, *(path.replace(".svg", ".png") for path in PICTURES)]
    assert {client.get(path).status_code for path in paths} == {200}
    measured.is_current = False
    measured.save()
    Tombstone.objects.create(
        path=HOME, inquiry=measured.slug, kind="taken_back", date=measured.published_at, reason="x"
    )
    DataVersion.objects.advance(*rows.remove(measured.slug))
    assert {client.get(path).status_code for path in paths} == {410}


def test_unknown_figure_has_no_picture(client, measured):
    assert [client.get(f"{HOME}questions/{name}").status_code for name in ("1/map-9z.png", "9/card.png")] == [404, 404]


def test_answer_in_letters_of_other_languages_is_painted(client, db):
    make_districts()
    publish(make_content(rows=[make_row(1, [make_answer(1), make_answer(2, "", "blank")])], title="Łódź, Ağrı, 北京"))
    assert "Łódź, Ağrı, 北京" in words(client.get(CARDS[0]))


def test_district_has_a_picture_of_its_answers_to_share(client, measured):
    said = words(client.get("/districts/99001/card.png"))
    assert said.split("\n")[1:5] == ["Nordkreis", "1a · 9/1", "✓", "Ja, laut Tabelle vom 1. Februar 2030"]
    assert 'content="http://127.0.0.1:8000/districts/99001/card.png"' in client.get("/districts/99001/").text
    assert client.get("/districts/99099/card.png").status_code == 404
