"""Where a finding is mended by hand: the pages of what it is about, the nearest first."""

import re
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from survey.admin import links
from survey.admin.coding.row import code_page, settle_page
from survey.models import Body, Claim, Coding, Evidence, Finding, Participation, Passage, Question, Row

Place = tuple[str, str]
# Checks of the paper's own dates: they stand on the page of the inquiry.
OF_INQUIRY = ("dates_out_of_order",)
# Page and words: of a row in one part, and of the rules of a part.
ON_THE_ROW = {
    "uncoded_part": ("admin:survey_row_code", gettext_lazy("Categorise %(row)s, %(part)s")),
    "readings_differ": ("admin:survey_row_settle", gettext_lazy("Settle %(row)s, %(part)s")),
}
OF_THE_PART = {
    "outdated_codings": ("admin:survey_question_outdated", gettext_lazy("Codings of %(part)s by older rules")),
    "silence_without_category": ("admin:survey_question_codebook", gettext_lazy("Rules of %(part)s")),
}


def places(finding: Finding) -> list[Place]:
    """(address, text) of each page on which an editor can mend what was found."""
    found = [*_passages(finding), *_by_subject(finding), *records(finding)]
    if not found:
        found = [(links.page(finding.inquiry), str(finding.inquiry))]
    return list(dict.fromkeys(found))


def referring_text(finding: Finding):
    """The answer or reply whose references the finding is about."""
    if finding.answer:
        return finding.answer
    number = re.match(r"reply (\d+)", finding.subject)
    return finding.inquiry.replies.filter(position=number[1]).first() if number else None


def records(finding: Finding) -> Iterator[Place]:
    """The pages of what the finding is about, for who may only look."""
    for record in (finding.answer, finding.row, finding.annex):
        if record:
            yield links.page(record), str(record)


def _passages(finding: Finding) -> Iterator[Place]:
    """Text in the wrong place is moved or joined on the page of its passage."""
    if finding.answer_id and finding.check_name in ("continuation_row", "foreign_place"):
        printed = Passage.objects.live().filter(printed_in=finding.answer_id)
        kind = {"continuation_row": "join", "foreign_place": "move"}[finding.check_name]
        stray = printed.filter(answer=None) if kind == "join" else printed.filter(answer=finding.answer_id)
        for passage in stray:
            words = _("Put the passage “%(words)s…” elsewhere") % {"words": passage}
            yield reverse("admin:survey_passage_act", args=[passage.pk, kind]), words


def _by_subject(finding: Finding) -> Iterator[Place]:
    subject = finding.subject
    if found := re.fullmatch(r"claim (\d+)", subject):
        yield from _pages(Claim.objects.filter(inquiry=finding.inquiry_id, position=found[1]))
    elif found := re.match(r"reply (\d+)", subject):
        yield from _pages(finding.inquiry.replies.filter(position=found[1]))
    elif finding.check_name == "question_differs" and (question := _part(finding)):
        yield links.page(question), str(question)
    elif finding.check_name in ON_THE_ROW and finding.row_id:
        yield from _reading(finding)
    elif finding.check_name in OF_THE_PART:
        yield from _codebook(finding)
    elif finding.check_name == "quote_missing" and finding.row_id:
        yield from _codings(finding)
    elif finding.check_name in ("quote_missing", "body_without_quote", "duplicate_body"):
        yield from _of_bodies(finding)


def _part(finding: Finding) -> Question | None:
    number, part = re.fullmatch(r"(\d*)(.*)", finding.details.get("part", "")).groups()
    return Question.objects.filter(inquiry=finding.inquiry_id, number=number or 0, part=part).first()


def _reading(finding: Finding) -> Iterator[Place]:
    """The page on which the row is categorised in this part, or two readings of it are settled."""
    question = _part(finding)
    page, words = ON_THE_ROW[finding.check_name]
    if question and finding.row.role == Row.Role.ENTRY:
        words = words % {"row": finding.row, "part": question}
        yield reverse(page, args=[finding.row_id], query={"question": question.key}), words


def _codebook(finding: Finding) -> Iterator[Place]:
    """The pages of a part's rules: what older ones leave to look at again, and where a category is added."""
    if question := _part(finding):
        page, words = OF_THE_PART[finding.check_name]
        yield reverse(page, args=[question.pk]), words % {"part": question}


def _codings(finding: Finding) -> Iterator[Place]:
    """Where the row is categorised or settled; a reading is named without its category, which others may read blind."""
    key = finding.details.get("part", "")
    number, part = re.fullmatch(r"(\d*)(.*)", key).groups()
    question = Question.objects.filter(inquiry=finding.inquiry_id, number=number or 0, part=part).first()
    if question is None:
        return
    words = {"row": finding.row, "part": key}
    if finding.check_name == "quote_missing":
        codings = Coding.objects.filter(row=finding.row_id, question=question).order_by("pk")
        text = _("Category of %(row)s in %(part)s") % words
        role = finding.subject.rsplit(" ", 1)[-1]
        yield from ((links.page(each), text) for each in codings if each.role == role)
    elif finding.details.get("disputed"):
        yield settle_page(finding.row, question), _("Settle %(row)s, %(part)s") % words
    else:
        yield code_page(finding.row, question), _("Categorise %(row)s, %(part)s") % words


def _of_bodies(finding: Finding) -> Iterator[Place]:
    slugs = [*re.findall(r"^body ([-\w]+)", finding.subject), finding.details.get("other_slug", "")]
    yield from _pages(Body.objects.filter(slug__in=slugs))
    parts = Participation.objects.filter(row=finding.row_id) if finding.row_id else Participation.objects.none()
    yield from _pages(parts.select_related("actor", "body", "row"))
    if finding.check_name == "quote_missing" and finding.answer_id:
        quoted = Evidence.objects.filter(answer=finding.answer_id, quote=finding.details.get("quote", ""))
        yield from _pages(quoted)


def _pages(records) -> Iterator[Place]:
    return ((links.page(each), str(each)) for each in records)
