"""Pictures that are drawn already: answered early, with the same headers, and gone at once with what they show."""

import os

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from survey.models import PublishedPage
from survey.operation.metrics import REQUESTS
from survey.publishing import facsimiles, page_pictures
from survey.publishing.freeze import freeze
from survey.publishing.publish import publish, take_back
from survey.publishing.withholding import withhold
from tests.printed import import_print
from tests.publishing.paper import publisher, seen

pytestmark = pytest.mark.django_db
FEWER = {"Content-Language", "Content-Security-Policy"}  # said of pages; of a picture it is shorter or left out


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def source():
    source = import_print(publisher())
    facsimiles.release(source, by=publisher())
    publish(source.inquiry, by=publisher(), note="Neu.", seen=seen(source.inquiry), unsure_reason="Probe.")
    return source


def addresses(source):
    """One picture of each kind: the page, a tile of it, a text on it, and the page with a frame."""
    page = PublishedPage.objects.get(inquiry=source.inquiry.slug, number=1)
    stem = f"/inquiries/{page.inquiry}/sources/{page.source}/pages/1"
    (region, size), box = next(page_pictures.tiles(page)), page_pictures.joined(page.places[0])
    return [
        f"{stem}/full/{page_pictures.joined(page_pictures.sizes(page)[0])}/0/default.jpg",
        f"{stem}/{page_pictures.joined(region)}/{page_pictures.joined(size)}/0/default.jpg",
        f"{stem}/places/{box}.jpg",
        f"{stem}/places/{box}/page.jpg",
    ]


def body(response):
    return b"".join(response)


def test_each_kind_is_answered_early_by_one_query_with_the_same_bytes_and_headers(client, source, monkeypatch):
    drawn = {address: client.get(address) for address in addresses(source)}
    monkeypatch.setattr(page_pictures, "_picture", None)  # nothing goes the usual way
    for address, first in drawn.items():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            kept = client.get(address)
        assert (kept.status_code, body(kept), len(queries)) == (200, first.content, 1)
        assert {name: value for name, value in kept.headers.items() if name not in FEWER} == {
            name: value for name, value in first.headers.items() if name not in FEWER
        }
        asked = {"If-None-Match": kept.headers["ETag"]}
        unchanged = client.get(address, headers=asked)
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert unchanged.headers["ETag"] == kept.headers["ETag"]
        assert unchanged.headers["Access-Control-Allow-Origin"] == "*"


def test_what_was_asked_for_lately_is_kept_longest(client, source):
    address = addresses(source)[0]
    client.get(address)
    path = next(page_pictures.folder().glob("*/*.jpg"))
    os.utime(path, (1, 1))
    body(client.get(address))
    assert path.stat().st_mtime > 1


def test_figures_count_it_by_its_view(client, source):
    def counted(view):
        return REQUESTS.labels(view, "GET", 200)._sum.get()

    whole, _tile, place, framed = addresses(source)
    for address, view in ((whole, "page-picture"), (place, "place-picture"), (framed, "framed-page")):
        client.get(address)
        before = counted(view)
        body(client.get(address))
        assert counted(view) > before


@pytest.mark.parametrize("act", ["withhold", "cover", "recall", "take back"])
def test_kept_picture_is_gone_at_once(client, source, act):
    """Before the files are deleted, and where they never are: these tests commit nothing."""
    before = {address: client.get(address).content for address in addresses(source)}
    files = {path: path.read_bytes() for path in page_pictures.folder().glob("*/*.jpg")}
    box = PublishedPage.objects.get(number=1).places[0]
    address, text, _place = next(
        each
        for each in facsimiles.placed_texts(freeze(source.inquiry))
        if each[2]["boxes"] and each[2]["boxes"][0] == [1, *box]
    )
    if act == "withhold":
        place = address.removeprefix("question ")
        withhold(source.inquiry, place=place, words=text, reason="Art. 17 DSGVO", by=publisher())
    elif act == "cover":
        facsimiles.cover(source, 1, box, reason="Unterschrift", by=publisher())
    elif act == "recall":
        facsimiles.recall(source, by=publisher(), reason="Eine Unterschrift.")
    else:
        take_back(source.inquiry, reason="Falsch.", by=publisher())
    assert {path: path.read_bytes() for path in page_pictures.folder().glob("*/*.jpg")} == files
    for path, picture in before.items():
        now = client.get(path)
        if act in ("withhold", "cover"):
            assert now.status_code == 200
            assert body(now) != picture
            assert body(client.get(path)) == body(client.get(path)) != picture
        else:
            assert now.status_code == (404 if act == "recall" else 410)


def test_nothing_else_is_looked_for(client, source, monkeypatch):
    """A name that leads out of the folder, a file that is none of the page, another method, a number too large."""
    whole = addresses(source)[0]
    client.get(whole)
    stem = whole.rpartition("/full/")[0]
    for name in ("places/../../x.jpg", "places/%2e%2e%2fx.jpg", "full/1,1/0/default.jpg", "x.jpg"):
        assert client.get(f"{stem}/{name}").status_code == 404
    assert client.get(whole.replace("/pages/1/", "/pages/99999999999/")).status_code == 404
    assert client.post(whole).status_code == 405
    assert client.head(whole).status_code == 200
