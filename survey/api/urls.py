"""Addresses of the API, below /api/v1/; once for both languages."""

from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView

from survey.api import views
from survey.public.caching import stream


def published(view):
    """The list with the ETag of the pages: it depends on the data, its address and its own parameters."""
    return stream(*view.filterset_class.parameters())(view.as_view())


urlpatterns = [
    path("inquiries/", published(views.Inquiries), name="api-inquiries"),
    path("answers/", published(views.Answers), name="api-answers"),
    path("bodies/", published(views.Bodies), name="api-bodies"),
    path("districts/", published(views.Districts), name="api-districts"),
    path("openapi.json", SpectacularJSONAPIView.as_view(), name="api-openapi"),
]
