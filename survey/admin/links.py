"""Links between the pages of the desk, and from the desk to what is published."""

from urllib.parse import urlencode, urlsplit

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from survey.models import SearchRow
from survey.public.addresses import absolute, localised


def page(record, name="change"):
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=[record.pk])


def linked(address, text):
    return format_html('<a href="{}">{}</a>', address, text)


def list_page(model, **parameters):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{address}?{urlencode(parameters)}" if parameters else address


def workspace(inquiry):
    """The page that shows an inquiry at a glance."""
    return reverse("admin:survey_inquiry_workspace", args=[inquiry.pk])


def to(address, text):
    return format_html('<a href="{}">{}</a>', address, text)


def link(record, text=""):
    """A link to the page of a record; nothing where there is none."""
    return format_html('<a href="{}">{}</a>', page(record), text or str(record)) if record else ""


def list_link(model, text, **parameters):
    return format_html('<a href="{}">{}</a>', list_page(model, **parameters), text)


def to_coding(row):
    """Where the row is categorised."""
    address = reverse("admin:survey_row_code", args=[row.pk])
    return format_html('<a href="{}">{}</a>', address, _("categorise"))


def to_new_body(answer):
    """Where a body that the answer names is recorded."""
    address = reverse("admin:survey_answer_body", args=[answer.pk])
    return format_html('<a href="{}">{}</a>', address, _("record a body from this"))


def what_it_did(sentence, batch):
    """What an import says when it is done, with the way to all it did; there is none where nothing changed."""
    if batch is None:
        return sentence
    return format_html("{} {}", sentence, to(page(batch), _("What this import did, and undoing it")))


def listed(items):
    """A bullet list of texts or links; a dash where there is none."""
    rows = format_html_join("", "<li>{}</li>", ((item,) for item in items))
    return format_html("<ul>{}</ul>", rows) if rows else "-"


def way_back(request, otherwise):
    """Where the editor came from, as the address says it, if that is a page of ours."""
    chosen = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(chosen, {request.get_host()}, require_https=request.is_secure())
    return chosen if is_ours else otherwise


def came_from(request):
    """The page of the desk from which a form was opened, to be kept in it; nothing where it is that page itself."""
    if request.method == "POST" or "next" in request.GET:
        return way_back(request, "")
    page = urlsplit(request.headers.get("Referer", ""))
    desk = reverse("admin:index")
    if page.netloc != request.get_host() or not page.path.startswith(desk) or page.path in (request.path, desk):
        return ""
    return f"{page.path}?{page.query}" if page.query else page.path


def public_address(path):
    return absolute(localised(path))


def published_address(kind, **lookup):
    """The public address of what is published as a passage of this kind, else None."""
    path = SearchRow.objects.filter(kind=kind, **lookup).values_list("path", flat=True).first()
    return public_address(path) if path else None
