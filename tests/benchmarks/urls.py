"""The addresses of the house, and the least that Django can answer."""

from django.http import HttpResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("hello", lambda request: HttpResponse("hello"), name="hello"), *urlpatterns]
