"""Every address: German at the root, English under /en/; files and API once."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import path

from survey.urls import files, handler400, handler403, handler404, handler500, pages

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*files, *i18n_patterns(path("admin/", admin.site.urls), *pages, prefix_default_language=False)]
