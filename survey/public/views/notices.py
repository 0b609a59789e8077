"""The operator's pages: imprint, privacy, accessibility, contact; and the page for people about files and the API."""

import re

from django.utils.translation import gettext_lazy as _

from survey.models import Notice
from survey.public.caching import page
from survey.public.contact import report
from survey.public.context import render_page
from survey.public.file_links import file_links
from survey.public.reading.index import in_page_language
from survey.public.words import NOTICES
from survey.publishing.columns import LONG

LISTS = {
    "/answers": _("All answers"),
    "/codings": _("All categories with the words they rest on"),
    "/bodies": _("All bodies"),
    "/inquiries": _("All inquiries"),
    "/statements": _("All statements on papers, no part of them"),
}
PATH = re.compile(r"/(?!/)[\w/.?&=%:+-]{0,300}")


@page("page")
def notice(request, key):
    """What the operator wrote, and for accessibility what can be said of the program itself.

    From “Is something wrong here?” the contact knows the page (`?page=`): a mail names it in the subject.
    """
    written = Notice.objects.filter(key=key).first()
    context = {
        "key": key,
        "title": NOTICES[key],
        "text": in_page_language(written.text, written.text_en) if written else "",
        "report": report(written, _place(request)) if key == Notice.Key.CONTACT else "",
        "place": _place(request),
    }
    return render_page(request, "public/notice.html", context)


def _place(request) -> str:
    """The page of ours that somebody came from; "" for anything else."""
    path = request.GET.get("page", "")
    return path if PATH.fullmatch(path) else ""


@page()
def data(request):
    lists = [(words, file_links(stem)) for stem, words in LISTS.items()]
    return render_page(request, "public/data.html", {"columns": LONG, "lists": lists})
