"""The editor's guide inside the desk: the very files of docs/, and the place in them that a page leads to."""

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

SECTIONS = ("first", "hand", "table", "coding", "bodies", "claims", "publishing", "later", "back")
# Of a page's name the first beginning that fits; what fits none leads to the top.
SECTION_OF_PAGE = {
    "survey_inquiry_import": "first",
    "survey_inquiry_type": "hand",
    "survey_annex": "table",
    "survey_row_code": "coding",
    "survey_row_settle": "coding",
    "survey_row": "table",
    "survey_column": "table",
    "survey_answer": "table",
    "survey_passage": "table",
    "survey_cod": "coding",
    "survey_question_cod": "coding",
    "survey_inquiry_coding": "coding",
    "survey_body": "bodies",
    "survey_meeting": "bodies",
    "survey_participation": "bodies",
    "survey_claim": "claims",
    "survey_inquiry_claims": "claims",
    "survey_inquiry_like": "later",
    "survey_inquiry_take_back": "back",
    "survey_batch": "back",
    "survey_inquiry_publish": "publishing",
    "survey_inquiry_submit": "publishing",
    "survey_edition": "publishing",
}
MARKS = ((re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),)
NUMBERED = re.compile(r"\d+\. ")


def address(request) -> str:
    """Where the guide tells of this page."""
    match = request.resolver_match
    name = match.url_name or "" if match else ""
    section = next((each for begin, each in SECTION_OF_PAGE.items() if name.startswith(begin)), "")
    return reverse("admin:guide") + (f"#{section}" if section else "")


def guide_view(site, request):
    language = "de" if (get_language() or "de").startswith("de") else "en"
    context = site.each_context(request) | {"title": _("Guide for editors"), "guide": rendered(language)}
    request.current_app = site.name
    return TemplateResponse(request, "admin/survey/guide.html", context)


@lru_cache(maxsize=2)
def rendered(language: str) -> SafeString:
    """The file as markup: headings with the anchors of `SECTIONS`, texts, lists, words in bold, all else escaped."""
    text = (Path(settings.BASE_DIR) / "docs" / f"guide.{language}.md").read_text()
    blocks = [block for block in text.split("\n\n") if block.strip() and not block.startswith("# ")]
    anchors = iter(SECTIONS)
    return format_html_join("\n", "{}", ((_block(block.strip(), anchors),) for block in blocks))


def _block(block: str, anchors) -> SafeString:
    if block.startswith("## "):
        return format_html('<h2 id="{}">{}</h2>', next(anchors), block.removeprefix("## "))
    lines = block.split("\n")
    for tag, marker in (("ul", re.compile("- ")), ("ol", NUMBERED)):
        if all(marker.match(line) for line in lines):
            items = format_html_join("", "<li>{}</li>", ((_inline(marker.sub("", line, count=1)),) for line in lines))
            return format_html("<{}>{}</{}>", tag, items, tag)
    return format_html("<p>{}</p>", _inline(" ".join(lines)))


def _inline(text: str) -> SafeString:
    found = escape(text)
    for pattern, markup in MARKS:
        found = pattern.sub(markup, found)
    return mark_safe(found)  # noqa: S308  (a file of ours, escaped above)
