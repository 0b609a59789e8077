"""Addresses: German at the root, English under /en/; files and API once."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from survey.public import missing
from survey.public.urls import files, pages

urlpatterns = [
    path("", include(files)),
    path("api/v1/", include("survey.api.urls")),
    *i18n_patterns(path("admin/", admin.site.urls), path("", include(pages)), prefix_default_language=False),
]

handler400 = missing.bad_request
handler404 = missing.not_found
handler500 = missing.server_error
