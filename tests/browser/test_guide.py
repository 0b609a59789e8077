"""The pictures of the guide: each shows what its page says today, in the two languages of the guide.

A page whose words or style have changed has an aged picture. Take them anew with
`GUIDE_PICTURES=1 make test TESTS=tests/browser/test_guide.py`, look at them, and commit them with their digests.
"""

import hashlib
import io
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from survey.admin import guide
from survey.models import Answer, Claim, Inquiry, Row, Source, history
from tests.factories import make_user

FOLDER = settings.BASE_DIR / "survey" / "static" / "survey" / "guide"
DIGESTS = Path(__file__).parent / "guide_pictures.json"
STYLES = ("tokens.css", "desk-look.css", "sheet.css")
WIDTH, COLOURS = 1160, 64
# A day and a time are others each time.
MOMENT = re.compile(r"\d+\. \w+ \d{4}( \d+:\d+)?|[A-Z]\w+\.? \d+, \d{4}(, [\d:]+ (?:[ap]\.m\.|noon|midnight))?|\d+")
QUESTIONS = {
    "de": "1. Gibt es einen runden Tisch?\n2. Wer hat a) eingeladen? b) bezahlt?",
    "en": "1. Is there a round table?\n2. Who a) invited to it? b) paid for it?",
}


@dataclass(frozen=True)
class Shown:
    """One picture: its page, how high it is, what is done before, and where it begins."""

    address: str
    height: int
    act: object = None
    begins: str = ""


def page_of(name, *args, **query):
    return reverse(f"admin:{name}", args=args, query=query or None)


def pictures(language):
    inquiry, source = Inquiry.objects.get(), Source.objects.get()
    row = Row.objects.get(printed="LK Bergstraße")
    answer = Answer.objects.get(row=row, column__key=1)
    annex = row.annex_id
    with override(language):
        return {
            "start": Shown(page_of("index"), 560),
            "workspace": Shown(page_of("survey_inquiry_workspace", inquiry.pk), 640),
            "typed": Shown(page_of("survey_inquiry_type"), 420, type_questions, ".listed"),
            "sheet": Shown(page_of("survey_annex_sheet", annex), 640, choose_range),
            "grid": Shown(page_of("survey_annex_grid", annex), 640),
            "compare": Shown(page_of("survey_source_compare", source.pk), 640),
            "coding": Shown(page_of("survey_row_code", row.pk, question="1a"), 720),
            "body": Shown(page_of("survey_answer_body", answer.pk), 720),
            "claim": Shown(page_of("survey_claim_change", Claim.objects.order_by("position")[1].pk), 640),
            "publishing": Shown(page_of("survey_inquiry_publish", inquiry.pk), 640),
            "later": Shown(page_of("survey_inquiry_like", inquiry.pk), 720),
            "history": Shown(page_of("survey_answer_history", answer.pk), 420),
            "list": Shown(page_of("survey_body_records"), 480),
            "guide": Shown(page_of("guide"), 640, wait_for_picture),
        }


def type_questions(page, language):
    page.locator("textarea[name=questions]").fill(QUESTIONS[language])
    page.locator("input[name=number]").fill("19/4711")
    page.locator("[name=_preview], .submit-row input[type=submit]").first.click()
    page.locator(".listed").wait_for()


def choose_range(page, language):
    page.locator('td[data-at="2,0"]').click()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(f"Shift+{key}")
    page.locator('td[aria-selected="true"]').nth(5).wait_for()


def wait_for_picture(page, language):
    page.locator("img").first.evaluate("image => image.decode()")


@pytest.fixture
def desk(page, published, signed_in):
    """One answer was edited since the first edition."""
    answer = Answer.objects.get(row__printed="LK Bergstraße", column__key=1)
    answer.note = "Auskunft des Landkreises vom Mai 2015."
    user = make_user("anna", is_staff=True, is_superuser=True, first_name="Anna", last_name="Beispiel")
    history.tell(answer, reason="Nachgetragen.", by=user).save()
    signed_in(user)
    page.set_viewport_size({"width": WIDTH, "height": 900})
    return page


def take(page, shown, language):
    """The picture, and a digest of all words that are in it and of the styles that they are drawn in."""
    page.goto(shown.address)
    if shown.act:
        shown.act(page, language)
    top = max(page.locator(shown.begins).bounding_box()["y"] - 60, 0) if shown.begins else 0
    box = {"x": 0, "y": top, "width": WIDTH, "height": shown.height}
    words = page.evaluate(WORDS_IN, [top, top + shown.height])
    digest = hashlib.sha256("\n".join([MOMENT.sub("0", words), *map(style, STYLES)]).encode()).hexdigest()
    return lambda: page.screenshot(clip=box, full_page=True), digest[:16]


WORDS_IN = """([top, bottom]) => {
  const words = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim(), range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect(), at = box.top + window.scrollY;
    if (text && box.width && at >= top && at < bottom - 40) words.push(text.replace(/\\s+/g, " "));
  }
  return words.join("\\n");
}"""


def style(name):
    return hashlib.sha256((FOLDER.parent / name).read_bytes()).hexdigest()


def write(name, picture):
    """With few colours: half of all bytes."""
    FOLDER.mkdir(exist_ok=True)
    small = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(FOLDER / f"{name}.png", optimize=True)


def test_pictures_of_the_guide_show_the_pages_as_they_are(desk):
    taken = {}
    for language in ("de", "en"):
        for name, shown in pictures(language).items():
            picture, taken[f"{name}.{language}"] = take(desk, shown, language)
            if "GUIDE_PICTURES" in os.environ:
                write(f"{name}.{language}", picture())
    if "GUIDE_PICTURES" in os.environ:
        DIGESTS.write_text(json.dumps(taken, indent=1) + "\n")
    known = json.loads(DIGESTS.read_text())
    aged = sorted(name for name in taken.keys() | known.keys() if taken.get(name) != known.get(name))
    assert aged == [], "Take the pictures anew: GUIDE_PICTURES=1 make test TESTS=tests/browser/test_guide.py"


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_picture_of_the_guide_is_there_and_shown(language):
    named = [match["file"] for match in guide.PICTURE.finditer(guide._text(language))]
    files = {f"survey/guide/{path.name}" for path in FOLDER.glob(f"*.{language}.png")}
    assert {*named, f"survey/guide/guide.{language}.png"} == files
    assert guide.rendered(language).count("<img") == len(named) == 13
