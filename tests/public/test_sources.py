"""Printed pages in public: released ones alone, covered where it says so, withheld words black in every picture."""

import io
import json
import re

import pytest
from PIL import Image

from survey.models import Inquiry, PageCover, PrintCheck, PublishedPage, Source, digest_of_texts
from survey.pages.facsimile import PictureCut, PrintedSheet
from survey.publishing import facsimiles, page_pictures
from survey.publishing.freeze import freeze
from survey.publishing.publish import take_back
from survey.publishing.refusals import PublishRefused
from survey.publishing.withholding import withhold
from survey.wording.places import place_of
from tests.factories import make_parliament, make_source
from tests.printed import PRINT, import_print
from tests.publishing.paper import publish_now, publisher

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def source():
    """Of a paper that is published, with its pages released."""
    source = import_print(publisher())
    facsimiles.release(source, by=publisher())
    publish(source.inquiry)
    return source


def publish(inquiry):
    from survey.publishing.content import digest, encode
    from survey.publishing.publish import publish as publish_edition

    seen = digest(encode(freeze(inquiry)))
    return publish_edition(inquiry, by=publisher(), note="Neu.", seen=seen, unsure_reason="Probe.")


def home(source):
    return f"/inquiries/{source.inquiry.slug}/sources/"


def stem(source, number=1):
    return f"{home(source)}{source.key}/pages/{number}/"


def opened(response):
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/jpeg")
    return Image.open(io.BytesIO(b"".join(response))).convert("L")


def cell(source):
    """A cell of the edition that is printed in one box: its address, text and place."""
    found = [each for each in facsimiles.placed_texts(freeze(source.inquiry)) if "/" in each[0] and len(each[1]) > 20]
    return next(each for each in found if len(each[2]["boxes"]) == 1)


def test_pictures_are_those_of_the_image_api_at_level_0_and_no_others(client, source):
    info = client.get(f"{stem(source)}info.json")
    assert info.headers["Access-Control-Allow-Origin"] == "*"
    said = json.loads(info.content)
    assert (said["profile"], said["type"], said["id"]) == (
        "level0",
        "ImageService3",
        f"http://127.0.0.1:8000{stem(source)}".rstrip("/"),
    )
    for size in said["sizes"]:
        address = f"{stem(source)}full/{size['width']},{size['height']}/0/default.jpg"
        assert opened(client.get(address)).size == (size["width"], size["height"])
    assert opened(client.get(f"{stem(source)}full/max/0/default.jpg")).size == (said["width"], said["height"])
    page = PublishedPage.objects.get(number=1)
    regions = list(page_pictures.tiles(page))
    whole = [region for region, size in regions if region[2:] == size]
    assert sum(wide * high for _x, _y, wide, high in whole) == said["width"] * said["height"]
    for region, size in (regions[0], regions[-1]):
        address = f"{stem(source)}{','.join(map(str, region))}/{size[0]},{size[1]}/0/default.jpg"
        assert opened(client.get(address)).size == size
    for wrong in ("0,0,1,1/1,1", "full/1000000000,1", "full/1,1", "0,0,1000000000,1000000000/1,1", "x/y"):
        assert client.get(f"{stem(source)}{wrong}/0/default.jpg").status_code == 404
    assert client.get(stem(source)).headers["Location"] == f"{stem(source)}info.json"
    assert client.get(f"{stem(source, 99)}info.json").status_code == 404


def test_picture_answers_304_and_is_kept(client, source, monkeypatch):
    address = f"{stem(source)}full/max/0/default.jpg"
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    monkeypatch.setattr(page_pictures, "draw", None)  # nothing is drawn again
    assert client.get(address).content == first.content


def test_manifest_has_a_canvas_a_page_and_an_annotation_a_text(client, source):
    response = client.get(f"{home(source)}{source.key}/manifest.json")
    said = json.loads(response.content)
    assert (said["type"], said["rights"]) == ("Manifest", "http://creativecommons.org/publicdomain/mark/1.0/")
    assert said["requiredStatement"]["value"]["de"][0].startswith("Hessischer Landtag, Drucksache")
    assert len(said["items"]) == source.pages.count()
    notes = [note for canvas in said["items"] for page in canvas["annotations"] for note in page["items"]]
    texts = list(facsimiles.placed_texts(freeze(source.inquiry)))
    assert len(notes) == sum(len(place["boxes"]) for _address, _text, place in texts)
    ids = [canvas["id"] for canvas in said["items"]]
    assert {note["target"].partition("#")[0] for note in notes} <= set(ids)


def test_answer_shows_the_printed_place_and_the_pages_frame_it(client, source):
    address, _text, place = cell(source)
    page = client.get(f"/inquiries/{source.inquiry.slug}/answers/{address}/").content.decode()
    number, *box = place["boxes"][0]
    picture = f"{stem(source, number)}places/{','.join(map(str, box))}.jpg"
    assert picture in page
    assert f"#page-{number}" in page
    drawn = opened(client.get(picture))
    assert drawn.size == page_pictures.crop_size(PublishedPage.objects.get(number=number), box)
    assert min(drawn.get_flattened_data()) < 100 < max(drawn.get_flattened_data())
    viewer = client.get(f"{home(source)}{source.key}/", {"place": address}).content.decode()
    assert viewer.count('class="frame"') == 1
    assert f'x="{box[0]}"' in viewer
    assert client.get(f"{stem(source, number)}places/1,1,1,1.jpg").status_code == 404
    sources = client.get(home(source)).content.decode()
    assert f"{home(source)}{source.key}/" in sources
    assert source.sha256 in sources


def test_page_with_its_frame_is_one_picture_to_share(client, source):
    address, _text, place = cell(source)
    number, *box = place["boxes"][0]
    framed = f"{stem(source, number)}places/{','.join(map(str, box))}/page.jpg"
    viewer = client.get(f"{home(source)}{source.key}/", {"place": address}).content.decode()
    assert f'<meta property="og:image" content="http://127.0.0.1:8000{framed}">' in viewer
    assert f'href="{framed}"' in viewer
    assert framed not in client.get(f"{home(source)}{source.key}/").content.decode()
    page = PublishedPage.objects.get(number=number)
    size = page_pictures.sizes(page)[1]
    plain = client.get(f"{stem(source, number)}full/{size[0]},{size[1]}/0/default.jpg")
    shown = Image.open(io.BytesIO(client.get(framed).content)).convert("RGB")
    assert shown.size == size
    left, top, wide, high = (round(edge * size[0] / page.width) for edge in box)
    plain = Image.open(io.BytesIO(plain.content)).convert("RGB")

    def is_red(picture, begin, end):
        """Whether a red line stands between these two heights."""
        dots = [picture.getpixel((left + wide // 2, y)) for y in range(begin, end)]
        return any(red > 140 and green < 100 for red, green, _blue in dots)

    sides = (top - 8, top), (top + high, top + high + 8)
    assert [is_red(shown, *side) for side in sides] == [True, True]
    assert [is_red(plain, *side) for side in sides] == [False, False]
    assert client.get(f"{stem(source, number)}places/1,1,1,1/page.jpg").status_code == 404


def test_nothing_is_shown_of_pages_that_nobody_released_or_that_are_a_drafts(client, source):
    draft = make_source(source.inquiry, b"%PDF-1.4 new", "new.pdf")
    assert client.get(f"{home(source)}{draft.key}/").status_code == 404
    assert client.get(f"{home(source)}{draft.key}/manifest.json").status_code == 404
    facsimiles.recall(source, by=publisher(), reason="Eine Unterschrift.")
    for path in (f"{stem(source)}info.json", f"{stem(source)}full/max/0/default.jpg", f"{home(source)}1/file"):
        assert client.get(path).status_code == 404
    assert "nicht freigegeben" in client.get(home(source)).content.decode()
    with pytest.raises(PublishRefused):
        facsimiles.release(draft, by=publisher())
    with pytest.raises(PublishRefused):
        facsimiles.recall(source, by=publisher(), reason=" ")


def dark(picture, page, box):
    """The share of pixels within a rectangle in points that are black."""
    across, down = picture.width / page.width, picture.height / page.height
    left, top, width, height = box
    part = picture.crop(
        (
            round(left * across) + 1,
            round(top * down) + 1,
            round((left + width) * across) - 1,
            round((top + height) * down) - 1,
        )
    )
    return sum(pixel < 40 for pixel in part.get_flattened_data()) / max(1, part.width * part.height)


def words_of(source, phrase):
    """The boxes of the words of a phrase that stands once, by its page."""
    for page in source.pages.all():
        texts = [word[0] for word in page.words]
        wanted = phrase.split()
        for at in range(len(texts)):
            if texts[at : at + len(wanted)] == wanted:
                yield (
                    page,
                    [
                        (x, y, right - x, bottom - y)
                        for _t, x, y, right, bottom, _s in page.words[at : at + len(wanted)]
                    ],
                )


def test_withheld_words_are_black_in_every_picture_and_in_the_file(client, source, django_capture_on_commit_callbacks):
    address, text, place = cell(source)
    number, *box = place["boxes"][0]
    phrase = " ".join(text.split()[:3])
    before = client.get(f"{stem(source, number)}full/max/0/default.jpg").content
    original = client.get(f"{home(source)}{source.key}/file").content
    assert original == PRINT.read_bytes()
    with django_capture_on_commit_callbacks(execute=True):
        withhold(source.inquiry, place=address, words=phrase, reason="Art. 17 DSGVO", by=publisher())
    assert before not in [path.read_bytes() for path in page_pictures.folder().glob("*/*.jpg")]
    page = PublishedPage.objects.get(number=number)
    finds = list(words_of(source, phrase))
    assert finds
    shown = [
        opened(client.get(f"{stem(source, number)}full/{w},{h}/0/default.jpg")) for w, h in page_pictures.sizes(page)
    ]
    for found, boxes in finds:
        if found.number == number:
            assert [dark(picture, page, each) > 0.97 for picture in shown for each in boxes] == [True] * len(
                shown
            ) * len(boxes)
    crop = opened(client.get(f"{stem(source, number)}places/{','.join(map(str, box))}.jpg"))
    assert sum(pixel < 40 for pixel in crop.get_flattened_data()) > 500  # a bar, where letters alone have few so dark
    made = client.get(f"{home(source)}{source.key}/file").content
    assert made.startswith(b"%PDF-")
    assert (text_in(made), len(pages_in(made))) == ("", source.pages.count())
    assert phrase not in client.get(f"{home(source)}{source.key}/manifest.json").content.decode()
    Inquiry.objects.update(headline="Wo Runde Tische sind")
    publish(source.inquiry)  # an edition made since then says the marker, and shows the same
    assert PublishedPage.objects.get(number=number).black == page.black


def pages_in(data):
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return [page.get_size() for page in document]


def text_in(data):
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def test_no_page_is_shown_where_withheld_words_stand_nobody_knows_where(client, source):
    source.pages.update(words=[])
    reply = source.inquiry.replies.first()
    reply.boxes = None
    reply.page = None
    reply.save()
    publish(source.inquiry)
    words = " ".join(reply.text.split()[:3])
    withhold(source.inquiry, place=reply.key, words=words, reason="Art. 17 DSGVO", by=publisher())
    assert not PublishedPage.objects.filter(shown=True).exists()
    assert client.get(f"{stem(source)}full/max/0/default.jpg").status_code == 404


def test_covers_and_pages_that_are_kept_back(client, source):
    facsimiles.cover(source, 1, [50, 60, 100, 40], reason="Unterschrift", by=publisher())
    kept = facsimiles.cover(source, 2, None, reason="Telefonliste", by=publisher())
    page = PublishedPage.objects.get(number=1)
    drawn = opened(client.get(f"{stem(source)}full/max/0/default.jpg"))
    assert dark(drawn, page, (50, 60, 100, 40)) > 0.99
    assert client.get(f"{stem(source, 2)}full/max/0/default.jpg").status_code == 404
    viewer = client.get(f"{home(source)}{source.key}/").content.decode()
    assert "Unterschrift" in viewer
    assert "Telefonliste" in viewer
    file = client.get(f"{home(source)}{source.key}/file").content
    assert (text_in(file), len(pages_in(file))) == ("", source.pages.count())
    facsimiles.uncover(kept, by=publisher())
    assert PublishedPage.objects.get(number=2).shown
    assert PageCover.history.filter(history_type="-").count() == 1
    for wrong in ((99, [1, 1, 5, 5]), (1, [5000, 5000, 5, 5])):
        with pytest.raises(PublishRefused):
            facsimiles.cover(source, *wrong, reason="Fern", by=publisher())


def test_what_is_taken_back_is_gone_with_its_pictures(client, source, django_capture_on_commit_callbacks):
    client.get(f"{stem(source)}full/max/0/default.jpg")
    with django_capture_on_commit_callbacks(execute=True):
        take_back(source.inquiry, by=publisher(), reason="Fehler.")
    for path in ("", f"{source.key}/", f"{source.key}/manifest.json", f"{source.key}/file"):
        assert client.get(f"{home(source)}{path}").status_code == 410
    for path in ("info.json", "full/max/0/default.jpg", "places/1,2,3,4.jpg"):
        assert client.get(f"{stem(source)}{path}").status_code == 410
    assert not list(page_pictures.folder().glob("*/*.jpg"))


def test_page_that_cannot_be_drawn_is_one_sentence(client, source):
    Source.objects.filter(pk=source.pk).update(content=b"%PDF-1.4 damaged %%EOF")
    response = client.get(f"{stem(source)}full/max/0/default.jpg")
    assert (response.status_code, response.headers["Content-Type"]) == (404, "text/plain; charset=utf-8")


def test_pictures_take_no_more_room_than_they_may(client, source, settings):
    client.get(f"{stem(source)}full/max/0/default.jpg")
    settings.PAGE_PICTURES_BYTES = 1
    client.get(f"{stem(source, 2)}full/max/0/default.jpg")
    assert [path.parent.name for path in page_pictures.folder().glob("*/*.jpg")] == [
        PublishedPage.objects.get(number=2).state
    ]


def test_a_page_of_two_metres_is_drawn_small():
    width, height = PrintedSheet(1, 5669, 5669).size(200)
    assert width * height <= 8_100_000
    assert PictureCut(200) == PictureCut(200, None, None)


def test_text_without_pages_says_so(client):
    inquiry = Inquiry.objects.create(
        parliament=make_parliament(), term=19, number="19/1", slug="hessen-19-1", title="Eis"
    )
    inquiry.address = "https://landtag.example/19-1.pdf"
    inquiry.save()
    make_source(inquiry, b"Text.", "paper.txt")
    publish_now(inquiry)
    page = client.get("/inquiries/hessen-19-1/sources/").content.decode()
    assert '<a href="https://landtag.example/19-1.pdf">' in page
    assert "keine gedruckten Seiten" in page
    assert "wird nicht gezeigt" not in client.get("/inquiries/hessen-19-1/sources/1/").content.decode()
    assert client.get("/inquiries/hessen-19-1/sources/1/manifest.json").status_code == 404


def test_public_reads_how_many_texts_were_compared_with_the_print(client, source):
    def said():
        page = client.get(home(source)).content.decode()
        return re.findall(r"(\d+) von (\d+) Angaben mit dem Druck verglichen", page)

    assert said() == []
    question = source.inquiry.questions.order_by("number").first()
    digest = digest_of_texts(question.text, question.reading_text)
    told = {"inquiry": source.inquiry, "place": place_of(question), "digest": digest, "by": publisher()}
    PrintCheck.objects.create(result=PrintCheck.Result.RIGHT, **told)
    publish(source.inquiry)
    [(done, of)] = said()
    assert (int(done), int(of)) == (1, len(list(facsimiles.placed_texts(freeze(source.inquiry)))))
