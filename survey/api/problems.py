"""Errors below /api as RFC 9457 tells them, whoever finds them: the framework, a view, or nobody at that address."""

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import exception_handler

PROBLEM = "application/problem+json"
BELOW = "/api/"


def problem(error: Exception, context: dict) -> Response | None:
    """The answer to an error that the framework knows: {"type", "title", "status", "detail"}; None for any other."""
    response = exception_handler(error, context)
    if response is None:
        return None
    said = error.detail if isinstance(error, APIException) else str(error)
    sentences = said if isinstance(said, list) else [said]
    response.data = _told(response.status_code, " ".join(map(str, sentences)))
    response.content_type = PROBLEM
    return response


def _told(status: int, detail: str) -> dict:
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}


def as_problem(response: HttpResponse) -> HttpResponse:
    """What another part of the program refused than the framework, told alike, with the headers that it set."""
    if response.status_code < HTTPStatus.BAD_REQUEST or isinstance(response, Response):
        return response
    told = json.dumps(_told(response.status_code, _detail(response)), ensure_ascii=False)
    made = HttpResponse(told, status=response.status_code, content_type=PROBLEM)
    for name, value in response.headers.items():
        made.headers.setdefault(name, value)
    return made


def _detail(response: HttpResponse) -> str:
    """What the part that refused it says as JSON, else a sentence for the status."""
    said = json.loads(response.content).get("error") if isinstance(response, JsonResponse) else ""
    if said:
        return said
    sentences = {
        HTTPStatus.NOT_FOUND: _("There is nothing at this address."),
        HTTPStatus.METHOD_NOT_ALLOWED: _("The API can be read only: GET and HEAD."),
    }
    return sentences.get(response.status_code) or _("The request could not be answered.")


def handler(of_pages: Callable) -> Callable:
    """A handler of errors that tells them as problems below /api, and as the pages do elsewhere."""

    @wraps(of_pages)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = of_pages(request, *args, **kwargs)
        return as_problem(response) if request.path.startswith(BELOW) else response

    return answer
