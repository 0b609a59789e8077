"""The addresses of the public side: pages and pictures, which both languages have, and files, which stand once."""

from django.urls import include, path

from survey.admin import site
from survey.admin.claims import preview as claims_preview
from survey.api import problems
from survey.operation import fault_pages, health, metrics
from survey.public import errors, urls

pages = [
    path("", include(urls.pages)),
    path("", include(urls.pictures_of_pages)),
    path("", include(urls.embeds_of_figures)),
    path("healthz", health.healthz, name="healthz"),
    *claims_preview.pages,
]
files = [
    path("", include(urls.files)),
    path("metrics", metrics.metrics, name="metrics"),
    path("api/v1/", include("survey.api.urls")),
]

handler400 = problems.handler(errors.bad_request)
handler403 = site.refused
handler404 = problems.handler(errors.not_found)
handler500 = problems.handler(fault_pages.server_error)
