"""The addresses of the house, the least that Django can answer, and a file as it lies there."""

from pathlib import Path

from django.http import HttpResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def file(request):
    return HttpResponse(Path(request.GET["path"]).read_bytes(), content_type="image/jpeg")


urlpatterns = [
    path("hello", lambda request: HttpResponse("hello"), name="hello"),
    path("file", file, name="file"),
    *urlpatterns,
]
