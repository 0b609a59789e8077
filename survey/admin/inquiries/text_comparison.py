"""Comparing a paper with its print text by text: the picture of the place beside what is stored."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.desk_pages import desk_page
from survey.admin.inquiries.printed_pages import picture
from survey.admin.records import InquiryFilter, InquiryLink, RecordAdmin, SeenWithSource, named
from survey.models import Answer, Column, PrintCheck, Source, SourcePage, digest_of_texts, history
from survey.models.cell_text import contradictions, number_anew
from survey.publishing import page_pictures
from survey.record import RecordPaper
from survey.record.letters import PrintedWord, agree, words_in
from survey.record.printed import ComparableText
from survey.wording.places import record_at

SAMPLE = 5  # texts that somebody has looked at one by one, before those with equal letters are taken together
Result = PrintCheck.Result


class FixForm(forms.Form):
    """The reading text; what is printed in the file stays beside it."""

    wording = forms.CharField(
        label=gettext_lazy("How it reads in print"),
        widget=forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"}),
        required=False,
        strip=False,
    )


@dataclass(frozen=True)
class ComparisonProgress:
    """All texts of a source that have a place; `agreeing` are those not compared yet whose letters are the page's."""

    texts: tuple[ComparableText, ...]
    agreeing: tuple[ComparableText, ...]

    @property
    def done(self) -> int:
        return sum(text.is_compared for text in self.texts)

    @property
    def differing(self) -> list[ComparableText]:
        """Those not compared yet whose letters are not those of the page."""
        return [text for text in self.texts if text.check is None and text not in self.agreeing]

    @property
    def open(self) -> list[ComparableText]:
        """Those that are put off come last."""
        return sorted((text for text in self.texts if not text.is_compared), key=lambda text: text.check is not None)

    @property
    def may_take_together(self) -> bool:
        return bool(self.agreeing) and self.done >= min(SAMPLE, len(self.texts))


def progress(paper: RecordPaper, source: Source) -> ComparisonProgress:
    texts = [text for text in paper.printed_texts.all() if any(key == source.key for key, _boxes in text.places)]
    pages = {page.number: page for page in source.pages.all()}
    agreeing = (text for text in texts if text.check is None and agree(text, pages, source.key))
    return ComparisonProgress(tuple(texts), tuple(agreeing))


# For those who may correct: right, fix, later, next; several can share it, each text is compared once


@desk_page("<int:pk>/texts/", name="texts", right="change", label=gettext_lazy("Compare text by text"))
def texts_page(desk, request, source):
    found = progress(RecordPaper(source.inquiry), source)
    if request.method == "POST":
        return _compared(request, source, found)
    chosen = _chosen(found, request.GET.get("place"))
    shown = {
        "record": source,
        "found": found,
        "chosen": chosen,
        "pictures": (pictures := _pictures(source, chosen) if chosen else []),
        "has_letters": any(picture.words for picture in pictures),
        "agrees": chosen in found.agreeing,
        "seen": digest_of_texts(chosen.as_printed, chosen.text) if chosen else "",
        "next": _next(found, chosen),
        "sample": SAMPLE,
        "sign": links.page(source, "compare"),
        **_named(source, chosen),
    }
    form = FixForm(initial={"wording": chosen.text if chosen else ""})
    template = "admin/survey/source/texts.html"
    return act_page(desk, request, title=texts_page.label, form=form, template=template, **shown)


def _chosen(found: ComparisonProgress, place: str | None) -> ComparableText | None:
    named = next((text for text in found.texts if text.address == place), None)
    return named or next(iter(found.open), None)


def _next(found: ComparisonProgress, chosen: ComparableText | None) -> str:
    """The text behind this one that is open, else the first open one that is another."""
    if chosen is None:
        return ""
    order = [text.address for text in found.texts]
    still = [text.address for text in found.open if text.address != chosen.address]
    behind = order[order.index(chosen.address) + 1 :]
    return next((address for address in behind if address in still), next(iter(still), ""))


@dataclass(frozen=True)
class ComparedPicture:
    """The picture of a place; `part` is what it shows of its page, in points, `words` are those that stand there."""

    page: int
    address: str
    part: tuple[float, float, float, float]
    words: tuple[PrintedWord, ...]


def _pictures(source: Source, text: ComparableText) -> list[ComparedPicture]:
    boxes = [box for key, own in text.places if key == source.key for box in own]
    pages = {page.number: page for page in source.pages.filter(number__in=[number for number, *_box in boxes])}
    return [_picture_of(source, pages[number], box) for number, *box in boxes if number in pages]


def _picture_of(source: Source, page: SourcePage, box: list[float]) -> ComparedPicture:
    address = reverse("admin:survey_source_place", args=[source.pk, page.number, page_pictures.joined(box)])
    part = page_pictures.around(page, box)
    return ComparedPicture(page.number, address, part, tuple(words_in(page, box)))


def _named(source: Source, text: ComparableText | None) -> dict:
    """How a text is called, and its own page at the desk."""
    record = record_at(source.inquiry, text.address) if text else None
    if record is None:
        return {}
    is_cell = isinstance(record, Answer)
    name = f"{record.row.printed}, {record.column.heading}" if is_cell else f"{record._meta.verbose_name} {record}"
    return {
        "name": name if is_cell or record._meta.model_name == "question" else str(record),
        "their_page": links.page(record),
    }


def _compared(request, source, found):
    here = links.page(source, "texts")
    act = request.POST.get("act")
    if act == "together":
        return _together(request, source, found, here)
    text = next((each for each in found.texts if each.address == request.POST.get("place")), None)
    if text is None or act not in ("right", "fix", "later"):
        raise Http404
    if digest_of_texts(text.as_printed, text.text) != request.POST.get("seen"):
        messages.warning(request, _("Somebody has changed this text in the meantime. Look at it again."))
        return HttpResponseRedirect(f"{here}?place={text.address}")
    try:
        _keep(request, source, text, act)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(f"{here}?place={text.address}")
    following = _next(found, text)
    return HttpResponseRedirect(f"{here}?place={following}" if following else here)


@transaction.atomic
def _keep(request, source, text, act):
    reads = text.text
    if act == "fix":
        reads = request.POST.get("wording", "").replace("\r\n", "\n").strip()
        write_wording(source, text, reads, request.user)
    result = {"right": Result.RIGHT, "fix": Result.FIXED, "later": Result.LATER}[act]
    keep_check(source, text, reads or text.as_printed, result, request.user)


@transaction.atomic
def _together(request, source, found, here):
    """Texts whose letters are those of the page, once some were looked at one by one."""
    if not found.may_take_together:
        raise PermissionDenied
    for text in found.agreeing:
        keep_check(source, text, text.text, Result.RIGHT, request.user)
    said = ngettext("%(count)d text taken as equal.", "%(count)d texts taken as equal.", len(found.agreeing))
    messages.success(request, said % {"count": len(found.agreeing)})
    return HttpResponseRedirect(here)


@desk_page("<int:pk>/texts/<int:number>/<str:box>.jpg", name="place", right="view")
def place_picture(desk, request, source, number, box):
    page = get_object_or_404(source.pages, number=number)
    try:
        edges = [float(edge) for edge in box.split(",")]
    except ValueError as error:
        raise Http404 from error
    if len(edges) != 4 or not all(0 <= edge <= max(page.width, page.height) for edge in edges):
        raise Http404
    return picture(lambda: page_pictures.crop(page_pictures.uncovered(source, page), edges))


def keep_check(source: Source, text: ComparableText, reads: str, result: str, user) -> None:
    check = PrintCheck.objects.filter(inquiry=source.inquiry_id, place=text.address).first()
    check = check or PrintCheck(inquiry_id=source.inquiry_id, place=text.address)
    check.digest, check.result, check.by = digest_of_texts(text.as_printed, reads), result, user
    check._history_user = user
    check.save()


def write_wording(source: Source, text: ComparableText, reads: str, user) -> None:
    """Write how a text reads. Raises ValidationError where its number or status denies it, or another was faster."""
    record = record_at(source.inquiry, text.address)
    reason = _("Compared with the print.")
    if not isinstance(record, Answer):
        record.wording = None if reads in ("", record.text) else reads
        history.tell(record, reason=reason, by=user).save(update_fields=["wording"])
        return
    if record.column.kind == Column.Kind.NUMBER:
        record.number, record.number_is = number_anew(record.text, reads, (record.number, record.number_is))
    if wrong := contradictions(record.status, reads, record.number, record.number_is):
        raise ValidationError([*wrong.values()])
    if not Answer.objects.filter(pk=record.pk, version=record.version).update(version=F("version") + 1):
        raise ValidationError(_("Somebody has changed this text in the meantime. Look at it again."))
    record.version += 1
    record.wording = None if reads in ("", record.own_text.strip()) else reads
    history.tell(record, reason=reason, by=user).save(update_fields=["wording", "number", "number_is"])


@admin.register(PrintCheck)
class PrintCheckAdmin(SeenWithSource, InquiryLink, RecordAdmin):
    """Texts are compared on the page of their source; here each is found again, with its history."""

    fieldsets = [(None, {"fields": ["inquiry", "where", "result", "author", "at"]})]
    readonly_fields = ["where", "author", "at"]
    author = named("by", gettext_lazy("by"))
    inquiry_path = "inquiry"
    list_display = ["where", "result", "author", "at", "inquiry_link"]
    list_filter = [InquiryFilter, "result"]
    list_select_related = ["inquiry", "by"]
    search_fields = ["place", "inquiry__number"]

    @admin.display(description=gettext_lazy("place"), ordering="place")
    def where(self, check):
        return check.place_in_words
