"""The editor's guide inside the desk: the very files of docs/, and the place in them that a page leads to."""

import re
import struct
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

SECTIONS = (
    *("first", "hand", "table", "compare", "coding", "bodies", "claims", "publishing", "later", "back", "lists"),
    "accounts",
)
# Of a page's name the first ending, then the first beginning that fits.
SECTION_OF_ENDING = {
    **dict.fromkeys(("_export", "_records", "_records_page"), "lists"),
    **dict.fromkeys(("_history", "_bring_back_version", "_bring_text_back"), "back"),
    **dict.fromkeys(("_remove", "_delete", "_take_back", "_part_back", "_undo"), "back"),
}
BEGINNINGS = {
    "first": (
        *("survey_inquiry_import", "survey_inquiry_workspace", "survey_inquiry_check", "survey_inquiry_chronicle"),
        *("survey_importsession", "survey_assignment", "survey_source_read_again", "survey_catalogue", "index"),
    ),
    "hand": ("survey_inquiry_type", "survey_annex_add_"),
    "coding": (
        *("survey_row_code", "survey_row_settle", "survey_cod", "survey_question_cod", "survey_question_outdated"),
        *("survey_question_by_numbers", "survey_inquiry_coding", "survey_inquiry_disagreements"),
    ),
    "compare": ("survey_source", "survey_printcheck", "survey_pagecover"),
    "bodies": (
        *("survey_body", "survey_meeting", "survey_participation", "survey_actor", "survey_evidence"),
        *("survey_answer_body", "survey_answer_fact"),
    ),
    "claims": ("survey_claim", "survey_inquiry_claims", "survey_previewlink", "survey_statement", "survey_misprint"),
    "publishing": (
        *("survey_inquiry_publish", "survey_inquiry_submit", "survey_inquiry_preview", "survey_inquiry_changes"),
        *("survey_inquiry_withdraw", "survey_inquiry_send_back", "survey_inquiry_valid", "survey_edition"),
        *("survey_submission", "survey_formerslug", "survey_notice", "survey_errorreport"),
    ),
    "later": ("survey_inquiry_like",),
    "back": ("survey_batch", "survey_withholding", "survey_inquiry_withhold", "survey_tombstone"),
    "table": (
        *("survey_annex", "survey_row", "survey_column", "survey_answer", "survey_passage", "survey_finding"),
        *("survey_question", "survey_reply", "survey_preliminaryremark", "survey_reference"),
    ),
    "lists": (
        *("survey_district", "survey_parliament", "survey_respondent", "survey_statusword", "survey_partyname"),
        *("survey_subject", "survey_asker", "survey_inquirydate", "survey_inquiryrelation", "app_list"),
    ),
    "accounts": ("account", "password", "auth_", "axes_"),
}
PICTURE = re.compile(r"!\[(?P<alt>[^\]]+)\]\(\.\./survey/static/(?P<file>[\w/.-]+)\)")
MARKS = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"`(.+?)`"), r"<code>\1</code>"),
)
NUMBERED = re.compile(r"\d+\. ")


def address(request) -> str:
    """Where the guide tells of this page."""
    match = request.resolver_match
    section = section_of(match.url_name or "") if match else ""
    return reverse("admin:guide") + (f"#{section}" if section else "")


def section_of(page: str) -> str:
    """Of a page by its name; "" where none tells of it. The guide leads to its top, a form of a paper to the paper."""
    for ending, section in SECTION_OF_ENDING.items():
        if page.endswith(ending):
            return section
    found = (each for each, begins in BEGINNINGS.items() if page.startswith(begins))
    return next(found, "first" if page.startswith("survey_inquiry") else "")


def guide_view(site, request):
    language = "de" if (get_language() or "de").startswith("de") else "en"
    shown = {"title": _("Guide for editors"), "guide": rendered(language), "contents": contents(language)}
    context = site.each_context(request) | shown
    request.current_app = site.name
    return TemplateResponse(request, "admin/survey/guide.html", context)


def _text(language: str) -> str:
    return (Path(settings.BASE_DIR) / "docs" / f"guide.{language}.md").read_text()


def contents(language: str) -> list[tuple[str, str]]:
    """Anchor and heading of each section."""
    headings = (line.removeprefix("## ") for line in _text(language).splitlines() if line.startswith("## "))
    return list(zip(SECTIONS, headings, strict=True))


@lru_cache(maxsize=2)
def rendered(language: str) -> SafeString:
    """The file as markup: headings with the anchors of `SECTIONS`, texts, lists, pictures; all else is escaped."""
    blocks = [block for block in _text(language).split("\n\n") if block.strip() and not block.startswith("# ")]
    anchors = iter(SECTIONS)
    return format_html_join("\n", "{}", ((_block(block.strip(), anchors),) for block in blocks))


def _block(block: str, anchors) -> SafeString:
    if block.startswith("## "):
        return format_html('<h2 id="{}">{}</h2>', next(anchors), block.removeprefix("## "))
    if picture := PICTURE.fullmatch(block):
        return format_html(
            '<figure><a href="{0}"><img src="{0}" alt="{1}" width="{2}" height="{3}" loading="lazy"></a></figure>',
            static(picture["file"]),
            picture["alt"],
            *_size(picture["file"]),
        )
    lines = block.split("\n")
    for tag, marker in (("ul", re.compile("- ")), ("ol", NUMBERED)):
        if all(marker.match(line) for line in lines):
            items = format_html_join("", "<li>{}</li>", ((_inline(marker.sub("", line, count=1)),) for line in lines))
            return format_html("<{}>{}</{}>", tag, items, tag)
    return format_html("<p>{}</p>", _inline(" ".join(lines)))


def _size(file: str) -> tuple[int, int]:
    """Width and height of a PNG file, so that nothing moves when it comes."""
    with (Path(settings.BASE_DIR) / "survey" / "static" / file).open("rb") as picture:
        return struct.unpack(">II", picture.read(24)[16:])


def _inline(text: str) -> SafeString:
    found = escape(text)
    for pattern, markup in MARKS:
        found = pattern.sub(markup, found)
    return mark_safe(found)  # noqa: S308  (a file of ours, escaped above)
