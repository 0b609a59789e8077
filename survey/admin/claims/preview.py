"""The one page of the desk without an account: an inquiry's statements, for whoever holds a link that still holds."""

from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from survey.models import PreviewLink
from survey.public.context import page_context
from survey.public.reading import reading
from survey.publishing.freeze import freeze


@require_safe
def claims_preview(request, token):
    """404 for what we never signed; 410 with a sentence for a link that has ended or was taken back."""
    link = PreviewLink.objects.of_token(token)
    if link is None:
        raise Http404
    if not link.holds:
        return kept_to_its_reader(render(request, "preview/gone.html", page_context(request) | said(link), status=410))
    context = {"link": link, "paper": reading(freeze(link.inquiry, unreleased=True))}
    return kept_to_its_reader(render(request, "preview/claims.html", page_context(request) | context))


def said(link: PreviewLink) -> dict:
    revoked = _("This link was taken back by the editors."), _("Ask them for another one if you still need it.")
    ended = _("This link has ended."), _("It showed statements before their publication, for a limited time.")
    sentence, more = revoked if link.revoked_at else ended
    return {"link": link, "sentence": sentence, "more": more}


def kept_to_its_reader(response):
    """Not found by search engines, not kept by browsers or proxies, and its address is told to no other page."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response


pages = [path("preview/claims/<str:token>/", claims_preview, name="claims_preview")]
