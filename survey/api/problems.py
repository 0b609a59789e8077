"""Errors of the API as RFC 9457 tells them."""

from http import HTTPStatus

from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import exception_handler


def problem(error: Exception, context: dict) -> Response | None:
    """The answer to an error that the framework knows: {"type", "title", "status", "detail"}; None for any other."""
    response = exception_handler(error, context)
    if response is None:
        return None
    said = error.detail if isinstance(error, APIException) else str(error)
    sentences = said if isinstance(said, list) else [said]
    told = {"type": "about:blank", "title": HTTPStatus(response.status_code).phrase, "status": response.status_code}
    response.data = told | {"detail": " ".join(map(str, sentences))}
    response.content_type = "application/problem+json"
    return response
