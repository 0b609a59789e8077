"""Addresses of the API, below /api/v1/; once for both languages."""

from functools import wraps
from http import HTTPStatus

from django.urls import path
from django.utils import translation
from drf_spectacular.views import SpectacularJSONAPIView

from survey.api import views
from survey.api.paging import PARAMETERS
from survey.api.problems import as_problem
from survey.public.caching import stream


def published(view):
    """The list with the ETag of the pages: it depends on the data, its address and its own parameters."""
    return open_to_all(stream(*view.filterset_class.parameters(), *PARAMETERS)(view.as_view()))


def open_to_all(view):
    """A page of any other site may read it: there is nothing but what is public (CORS)."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = as_problem(view(request, *args, **kwargs))
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:  # it says nothing of the data
            response.headers["Cache-Control"] = "no-store"
            del response.headers["ETag"]
        return response

    return answer


@open_to_all
def openapi(request):
    """The description, in English: it stands once, as the API does."""
    with translation.override("en"):
        return SpectacularJSONAPIView.as_view()(request).render()


urlpatterns = [
    path("inquiries/", published(views.Inquiries), name="api-inquiries"),
    path("answers/", published(views.Answers), name="api-answers"),
    path("bodies/", published(views.Bodies), name="api-bodies"),
    path("statements/", published(views.Statements), name="api-statements"),
    path("districts/", published(views.Districts), name="api-districts"),
    path("openapi.json", openapi, name="api-openapi"),
]
