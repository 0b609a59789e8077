"""Errors that were reported and put right, over all inquiries: what was wrong, and which edition put it right."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from survey.models import Erratum
from survey.public.addresses import localised
from survey.public.caching import page
from survey.public.context import render_page
from survey.public.listing import bounds, pager
from survey.public.words import REPORTERS, word
from survey.wording import paths


@dataclass(frozen=True)
class CorrectionLine:
    paper: str
    paper_href: str
    place: str
    place_href: str
    reporter: str
    received: date
    sentence: str
    edition: int
    edition_href: str
    on: datetime
    changes_href: str
    changed_nothing: bool


@page("page")
def corrections(request):
    found = Erratum.objects.all()
    start, stop = bounds(request)
    lines = [_line(each) for each in found[start:stop]]
    context = {"lines": lines, "pager": pager(request, found.count())}
    return render_page(request, "public/corrections.html", context)


def _line(row: Erratum) -> CorrectionLine:
    before = row.edition_before
    return CorrectionLine(
        paper=f"{row.inquiry_number} {row.inquiry_title}",
        paper_href=localised(paths.inquiry(row.inquiry)),
        place=_place(row),
        place_href=localised(row.path),
        reporter=word(REPORTERS, row.kind),
        received=row.received,
        sentence=row.sentence,
        edition=row.settled_in,
        edition_href=reverse("edition", args=[row.inquiry, row.settled_in]),
        on=row.settled_on,
        changes_href=reverse("difference", args=[row.inquiry, before, row.settled_in]) if before else "",
        changed_nothing=before is None and row.settled_in > 1,
    )


def _place(row: Erratum) -> str:
    kind = row.place.partition(" ")[0]
    words = {
        "question": _("question %(key)s") % {"key": row.place_name},
        "reply": _("reply"),
        "remark": _("preliminary remark"),
    }
    return words.get(kind) or row.place_name or _("the paper as a whole")
