"""All addresses, and one page more; its template is one that there is."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from config import urls
from survey.public.caching import page
from survey.public.context import render_page


@page("colour")
def made_up(request):
    return render_page(request, "public/404.html", {})


handler404 = urls.handler404
urlpatterns = [
    *i18n_patterns(path("made-up/", made_up, name="made-up"), prefix_default_language=False),
    *urls.urlpatterns,
]
