"""What other programs of the field expect: the Image API at level 0 and the Presentation API, both in version 3.

The checks are those that the validator of the International Image Interoperability Framework makes of level 0 (it was
run by hand, see docs/operation.md), with a picture of 1000 x 1000 as its own: squares of one colour each.
"""

import io
import json
from urllib.parse import urlsplit

import pytest
from PIL import Image

from survey.models import SourcePage
from survey.public import manifests
from survey.publishing import facsimiles, page_pictures
from tests.factories import make_inquiry, make_question, make_source
from tests.printed import import_print
from tests.publishing.paper import publish_now, publisher, seen

pytestmark = pytest.mark.django_db
SIDE, SQUARES = 1000, 10
HOST = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def colour(column, row):
    return column * 25 + 10, row * 25 + 10, (column * 7 + row * 13) % 10 * 25


@pytest.fixture
def squares(client):
    """The stem of the addresses of a published picture of 10 x 10 squares."""
    picture = Image.new("RGB", (SIDE, SIDE))
    edge = SIDE // SQUARES
    for column in range(SQUARES):
        for row in range(SQUARES):
            picture.paste(colour(column, row), (column * edge, row * edge, (column + 1) * edge, (row + 1) * edge))
    file = io.BytesIO()
    picture.save(file, "PNG", dpi=(200, 200))
    inquiry = make_inquiry()
    make_question(inquiry)
    source = make_source(inquiry, file.getvalue(), "squares.png", kind="scan")
    points = SIDE * 72 / page_pictures.FULL
    SourcePage.objects.create(source=source, number=1, width=points, height=points, words=[])
    facsimiles.release(source, by=publisher())
    publish_now(inquiry)
    return f"/inquiries/{inquiry.slug}/sources/{source.key}/pages/1"


def said_of(client, stem):
    response = client.get(f"{stem}/info.json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return json.loads(response.content)


def opened(client, address):
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/jpeg")
    return Image.open(io.BytesIO(b"".join(response))).convert("RGB")


def test_information_of_a_picture_has_what_version_3_requires(client, squares):
    said = said_of(client, squares)
    assert said["@context"] == "http://iiif.io/api/image/3/context.json"
    assert (said["id"], said["type"]) == (HOST + squares, "ImageService3")
    assert (said["protocol"], said["profile"]) == ("http://iiif.io/api/image", "level0")
    assert (said["width"], said["height"]) == (SIDE, SIDE)
    assert all(type(size[name]) is int for size in said["sizes"] for name in ("width", "height"))
    assert [sorted(tile) for tile in said["tiles"]] == [["scaleFactors", "width"]]
    assert not {"license", "attribution", "logo"} & said.keys()
    redirect = client.get(f"{squares}/")
    assert (redirect.status_code, redirect.headers["Location"]) == (303, f"{squares}/info.json")


def test_squares_have_their_colours_in_every_size(client, squares):
    sizes = said_of(client, squares)["sizes"]
    addresses = [f"{squares}/full/{size['width']},{size['height']}/0/default.jpg" for size in sizes]
    for address in [*addresses, f"{squares}/full/max/0/default.jpg"]:
        picture = opened(client, address)
        edge = picture.width / SQUARES
        for column, row in ((0, 0), (4, 9), (8, 2), (7, 3), (9, 9)):
            shown = picture.getpixel((round((column + 0.5) * edge), round((row + 0.5) * edge)))
            assert all(abs(a - b) < 6 for a, b in zip(shown, colour(column, row), strict=True)), (address, column, row)


def test_tiles_of_each_factor_lie_side_by_side_and_are_the_picture(client, squares, monkeypatch):
    for module in (page_pictures, manifests):
        monkeypatch.setattr(module, "TILE", 256)
    said = said_of(client, squares)
    [tiles] = said["tiles"]
    whole = opened(client, f"{squares}/full/max/0/default.jpg")
    for factor in tiles["scaleFactors"]:
        step = tiles["width"] * factor
        for top in range(0, SIDE, step):
            for left in range(0, SIDE, step):
                wide, high = min(step, SIDE - left), min(step, SIDE - top)
                size = -(-wide // factor), -(-high // factor)
                address = f"{squares}/{left},{top},{wide},{high}/{size[0]},{size[1]}/0/default.jpg"
                tile = opened(client, address)
                assert tile.size == size
                middle = tile.getpixel((size[0] // 4, size[1] // 4))
                there = whole.getpixel((left + wide // 4, top + high // 4))
                assert all(abs(a - b) < 20 for a, b in zip(middle, there, strict=True)), (address, middle, there)


@pytest.mark.parametrize(
    "wrong",
    ["full/full/0", "full/1,1/0", "full/pct:50/0", "square/max/0", "0,0,1,1/1,1/0", "full/max/90", "full/max/!0"],
)
def test_what_level_0_does_not_offer_is_not_there(client, squares, wrong):
    assert client.get(f"{squares}/{wrong}/default.jpg").status_code == 404


def test_manifest_keeps_the_paragraphs_of_the_presentation_api(client):
    """Chapter 5 of version 3: what each resource must have, what it must not, and that names are their own."""
    from survey.publishing.publish import publish

    source = import_print(publisher())
    facsimiles.release(source, by=publisher())
    publish(source.inquiry, by=publisher(), note="Neu.", seen=seen(source.inquiry), unsure_reason="Probe.")
    address = f"/inquiries/{source.inquiry.slug}/sources/{source.key}/manifest.json"
    manifest = json.loads(client.get(address).content)
    assert (manifest["@context"], manifest["id"], manifest["type"]) == (
        "http://iiif.io/api/presentation/3/context.json",
        HOST + address,
        "Manifest",
    )
    found = list(resources(manifest))
    ids = [each["id"] for each in found if each["type"] in ("Manifest", "Canvas", "AnnotationPage", "Annotation")]
    assert len(ids) == len(set(ids))
    assert {each["type"] for each in found} == {
        *("Manifest", "Canvas", "AnnotationPage", "Annotation", "Image", "ImageService3", "Text"),
    }
    canvases = {each["id"]: each for each in manifest["items"]}
    for each in found:
        assert urlsplit(each["id"]).scheme in ("http", "https"), each["id"]
        CHECKS.get(each["type"], lambda *_: None)(each, canvases)


def resources(value):
    """Everything in a manifest that has a type and an identifier."""
    if isinstance(value, dict):
        if "type" in value and "id" in value:
            yield value
        for each in value.values():
            yield from resources(each)
    if isinstance(value, list):
        for each in value:
            yield from resources(each)


def check_manifest(manifest, _canvases):
    assert is_language_map(manifest["label"])
    assert urlsplit(manifest["rights"]).netloc == "creativecommons.org"
    assert all(is_language_map(manifest["requiredStatement"][name]) for name in ("label", "value"))
    assert all(is_language_map(each[name]) for each in manifest["metadata"] for name in ("label", "value"))
    assert manifest["items"]


def check_canvas(canvas, _canvases):
    assert type(canvas["width"]) is type(canvas["height"]) is int
    assert canvas["width"] > 0 < canvas["height"]
    assert "#" not in canvas["id"]
    assert [each["type"] for each in canvas["items"] + canvas["annotations"]] == ["AnnotationPage"] * 2


def check_annotation(annotation, canvases):
    canvas, _hash, part = annotation["target"].partition("#")
    assert canvas in canvases
    if annotation["motivation"] == "painting":
        assert not part
        assert annotation["body"]["type"] == "Image"
    else:
        assert annotation["motivation"] == "supplementing"
        left, top, wide, high = map(int, part.removeprefix("xywh=").split(","))
        assert 0 <= left < left + wide <= canvases[canvas]["width"] + 1
        assert 0 <= top < top + high <= canvases[canvas]["height"] + 1


def check_image(image, _canvases):
    assert (image["format"], [service["type"] for service in image["service"]]) == ("image/jpeg", ["ImageService3"])
    assert image["id"].startswith(image["service"][0]["id"])


def check_text(text, _canvases):
    assert "label" not in text or is_language_map(text["label"])


CHECKS = {
    "Manifest": check_manifest,
    "Canvas": check_canvas,
    "Annotation": check_annotation,
    "Image": check_image,
    "Text": check_text,
}


def is_language_map(value):
    return all(isinstance(texts, list) and all(isinstance(text, str) for text in texts) for texts in value.values())
