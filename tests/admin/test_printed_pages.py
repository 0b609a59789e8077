"""The printed pages of a source at the desk: covered and released by Freigabe, compared text by text by editors."""

import re
from urllib.parse import unquote

import pytest
from django.urls import reverse

from survey.models import Passage, PrintCheck
from survey.publishing.freeze import freeze
from survey.wording.places import place_of
from tests.factories import make_source
from tests.printed import import_print

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def source(editor):
    return import_print(editor)


def address(name, source, *more):
    return reverse(f"admin:survey_source_{name}", args=[source.pk, *more])


def test_freigabe_covers_and_releases_pages_and_editors_only_see_them(desk, publishers_desk, source):
    pages = address("pages", source)
    assert 'value="release"' not in desk.get(pages).content.decode()
    assert desk.get(address("picture", source, 1)).headers["Content-Type"] == "image/jpeg"
    assert desk.post(pages, {"act": "release"}).status_code == 403
    cover = {"act": "cover", "page": 1, "left": "50", "top": "60", "width": "100", "height": "20"}
    assert publishers_desk.post(pages, cover).status_code == 200  # without a reason
    publishers_desk.post(pages, cover | {"reason": "Unterschrift"})
    publishers_desk.post(pages, {"act": "cover", "page": 2, "whole": "on", "reason": "Telefonliste"})
    assert [(each.page, each.box, each.reason) for each in source.covers.all()] == [
        (1, [50, 60, 100, 20], "Unterschrift"),
        (2, None, "Telefonliste"),
    ]
    publishers_desk.post(pages, {"act": "release"})
    source.refresh_from_db()
    assert source.released_by.username == "publisher"
    shown = publishers_desk.get(pages).content.decode()
    assert shown.count('class="covered"') == 2
    publishers_desk.post(pages, {"act": f"uncover-{source.covers.first().pk}"})
    publishers_desk.post(pages, {"act": "recall"})  # without a reason nothing happens
    source.refresh_from_db()
    assert (source.covers.count(), bool(source.released_at)) == (1, True)
    publishers_desk.post(pages, {"act": "recall", "why": "Eine Unterschrift ist zu sehen."})
    source.refresh_from_db()
    assert source.released_at is None
    assert source.history.first().history_change_reason == "Eine Unterschrift ist zu sehen."


def test_texts_are_compared_one_by_one_and_those_with_equal_letters_together(desk, source):
    page = address("texts", source)
    found = desk.get(page).context
    count = len(found["found"].texts)
    assert (found["found"].done, count - len(found["found"].agreeing) < 8, count > 50) == (0, True, True)
    differing = [text.address for text in found["found"].differing]
    assert len(differing) == count - len(found["found"].agreeing) > 0
    listed = re.findall(r'<li><a href="\?place=([^"]+)" lang="de">', desk.get(page).content.decode())
    assert [unquote(each) for each in listed] == differing
    picture = desk.get(found["pictures"][0].address)
    assert picture.headers["Content-Type"] == "image/jpeg"
    assert desk.post(page, {"act": "together"}).status_code == 403

    def press(act, **more):
        now = desk.get(page).context
        told = {"act": act, "place": now["chosen"].address, "seen": now["seen"]}
        return now["chosen"], desk.post(page, told | more)

    first, _response = press("right")
    later, _response = press("later")
    fixed, _response = press("fix", wording="Anders als gespeichert.")
    stale = {"act": "right", "place": later.address, "seen": "0" * 64}
    assert "place=" in desk.post(page, stale).headers["Location"]
    results = {check.place: check.result for check in PrintCheck.objects.all()}
    assert results == {first.address: "right", later.address: "later", fixed.address: "fixed"}
    content = freeze(source.inquiry)
    assert content["compared"] == {"done": 2, "of": count}
    reads = [part["text"] for name in ("remarks", "questions", "replies") for part in content[name]]
    assert "Anders als gespeichert." in reads
    for _ in range(3):
        press("right")
    desk.post(page, {"act": "together"})
    left = desk.get(page).context["found"]
    assert (left.agreeing, left.open[-1].address, len(left.open) < 9) == ((), later.address, True)
    for _ in left.open:
        press("right")
    assert desk.get(page).context["chosen"] is None


def test_letters_of_the_file_stand_over_the_picture_where_its_words_have_boxes(desk, source):
    shown = desk.get(address("texts", source))
    first = shown.context["pictures"][0]
    page = source.pages.get(number=first.page)
    x, y, width, height = first.part
    words, stored = [word.text for word in first.words], shown.context["chosen"].as_printed.split()
    assert words[:20] == stored[:20]  # those behind are cut at the ends of lines
    assert all(
        x <= word.left < word.right <= x + width and y <= word.top < word.bottom <= y + height for word in first.words
    )
    drawn = re.findall(r"<text\b[^>]*>([^<]*)</text>", shown.content.decode())
    assert drawn == [word.text for picture in shown.context["pictures"] for word in picture.words]
    assert f'viewBox="{x} {y} {width} {height}"' in shown.content.decode()
    page.words = []
    page.save()
    bare = desk.get(address("texts", source))
    assert not any(picture.words for picture in bare.context["pictures"])
    assert 'id="letters"' not in bare.content.decode()


def test_file_without_pages_offers_neither(desk, source):
    text = make_source(source.inquiry, b"Text.", "paper.txt")
    change = desk.get(reverse("admin:survey_source_change", args=[text.pk])).content.decode()
    assert address("texts", text) not in change
    assert address("pages", text) not in change
    assert desk.get(address("place", source, 1, "1,2,3")).status_code == 404
    assert desk.get(address("place", source, 1, "0,0,99999,1")).status_code == 404


def test_answer_of_a_scan_is_marked_until_somebody_has_compared_it(desk, source):
    passage = Passage.objects.exclude(answer=None).first()
    page = reverse("admin:survey_answer_change", args=[passage.answer_id])
    assert "aschinell gelesen" not in desk.get(page).content.decode()
    Passage.objects.filter(pk=passage.pk).update(recognised=True)
    assert "aschinell gelesen" in desk.get(page).content.decode()
    place = place_of(passage.answer)
    seen = desk.get(address("texts", source), {"place": place}).context["seen"]
    desk.post(address("texts", source), {"act": "right", "place": place, "seen": seen})
    assert "aschinell gelesen" not in desk.get(page).content.decode()
