"""The pictures of printed pages in the README: each shows what its page says today.

A page whose words have changed has an aged picture. Take them anew with
`GUIDE_PICTURES=1 make test TESTS=tests/browser/test_readme.py`, look at them, and commit them with their digests.
"""

import hashlib
import io
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from playwright.sync_api import expect

from survey.importing.prepared_paper import PreparedPaper
from survey.models import PrintCheck, digest_of_texts
from survey.publishing import facsimiles
from survey.publishing.facsimiles import placed_texts
from survey.publishing.freeze import freeze
from survey.publishing.publish import publish
from survey.wording import paths
from survey.wording.places import place_of
from tests.browser.test_guide import MOMENT
from tests.factories import make_user
from tests.printed import PRINT, import_print
from tests.publishing.paper import seen

FOLDER = settings.BASE_DIR / "docs"
DIGESTS = Path(__file__).parent / "readme_pictures.json"
WIDTH, WIDE, HEIGHT = 1280, 1500, 1250  # pixels; on a wide screen the bench has its pages beside its lines
COLOURS = 48


# Words that one sees: none that are scrolled away within a part of the page.
WORDS_SEEN = """([top, bottom]) => {
  const words = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim(), range = document.createRange(), parent = node.parentElement;
    range.selectNodeContents(node);
    const [box] = range.getClientRects();
    if (!text || !box || box.top < top || box.top > bottom - 40) continue;
    const seen = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + box.height / 2);
    if (seen && parent.contains(seen)) words.push(text.replace(/\\s+/g, " "));
  }
  return words.join("\\n");
}"""


@dataclass(frozen=True)
class Pictured:
    """A page, the part of it that is in the picture, and how much of that; `open_first` is clicked before."""

    address: str
    part: str
    height: int
    shows: str
    open_first: str = ""
    width: int = WIDTH


@pytest.fixture
def source(transactional_db, settings, tmp_path):
    """A print whose pages are public, and of which two texts are compared."""
    settings.VAR_DIR = tmp_path
    user = make_user("anna", is_staff=True, is_superuser=True, first_name="Anna", last_name="Beispiel")
    source = import_print(user)
    for question in source.inquiry.questions.order_by("number")[:2]:
        digest = digest_of_texts(question.text, question.reading_text)
        PrintCheck.objects.create(
            inquiry=source.inquiry, place=place_of(question), result="right", by=user, digest=digest
        )
    facsimiles.release(source, by=user)
    publish(source.inquiry, by=user, note="Neu.", seen=seen(source.inquiry), unsure_reason="Probe.")
    return source


@pytest.fixture
def prepared(source):
    """The same file once more, as it is about to be brought in."""
    prepared = PreparedPaper.of_file(get_user_model().objects.get(), PRINT.name, PRINT.read_bytes(), "hessen")
    prepared.run(dry_run=True)
    return prepared


def pictures(source, prepared):
    answer = next(
        address for address, words, _place in placed_texts(freeze(source.inquiry)) if "/" in address and words
    )
    with override("en"):
        bench = reverse("admin:survey_inquiry_import_reading", args=[prepared.token])
        comparing = reverse("admin:survey_source_texts", args=[source.pk])
        return {
            "bench": Pictured(bench, "#bench", 1000, "#bench-table", ".bench-draw", WIDE),
            "comparing": Pictured(f"{comparing}?{urlencode({'place': answer})}", ".compare-texts", 620, ".letters"),
            "printed-answer": Pictured(
                f"/en{paths.answer(source.inquiry.slug, *map(int, answer.split('/')))}", "main", 1180, ".place-pictures"
            ),
        }


def take(page, pictured):
    """The picture, and a digest of the words that are in it."""
    page.set_viewport_size({"width": pictured.width, "height": HEIGHT})
    page.goto(pictured.address)
    if pictured.open_first:
        page.locator(pictured.open_first).first.click()
    expect(page.locator(pictured.shows).first).to_be_visible()
    for image in page.locator(f"{pictured.part} img").all():
        image.evaluate("image => image.loading = 'eager'")
        image.evaluate("image => image.decode()")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.scrollTo(0, 0)")
    box = page.locator(pictured.part).bounding_box()
    height = min(pictured.height, box["height"])
    clip = {"x": box["x"], "y": box["y"], "width": box["width"], "height": height}
    picture = page.screenshot(clip=clip, full_page=True)  # first: it waits until all is where it belongs
    words = page.evaluate(WORDS_SEEN, [box["y"], box["y"] + height])
    return picture, hashlib.sha256(MOMENT.sub("0", words).encode()).hexdigest()[:16]


def write(name, picture):
    small = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(FOLDER / f"{name}.png", optimize=True)


def test_pictures_of_printed_pages_in_the_readme_show_the_pages_as_they_are(page, signed_in, source, prepared):
    signed_in(get_user_model().objects.get())
    taken = {}
    for name, pictured in pictures(source, prepared).items():
        picture, taken[name] = take(page, pictured)
        if "GUIDE_PICTURES" in os.environ:
            write(name, picture)
    if "GUIDE_PICTURES" in os.environ:
        DIGESTS.write_text(json.dumps(taken, indent=1) + "\n")
    known = json.loads(DIGESTS.read_text())
    aged = sorted(name for name in taken.keys() | known.keys() if taken.get(name) != known.get(name))
    assert aged == [], "Take the pictures anew: GUIDE_PICTURES=1 make test TESTS=tests/browser/test_readme.py"


def test_readme_shows_them_all():
    shown = re.findall(r"\(docs/([\w-]+)\.png\)", (settings.BASE_DIR / "README.md").read_text())
    assert set(json.loads(DIGESTS.read_text())) <= set(shown)
    assert {path.stem for path in FOLDER.glob("*.png")} == set(shown)
