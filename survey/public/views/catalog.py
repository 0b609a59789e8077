"""All data for portals: a catalogue after DCAT-AP.de, and the lists over all inquiries as a data package."""

import json

from django.http import HttpResponse, StreamingHttpResponse

from survey.models import PublishedInquiry
from survey.public.caching import page, stream
from survey.publishing.catalog import nodes
from survey.publishing.datapackage import package_of_all
from survey.publishing.rdf import JSON_LD, TURTLE, json_ld, turtle
from survey.sheets.chunks import chunks
from survey.sheets.types import TYPES


@stream()
def as_turtle(request):
    return StreamingHttpResponse(chunks(turtle(_nodes(request))), content_type=TURTLE)


@stream()
def as_json_ld(request):
    return StreamingHttpResponse(chunks(json_ld(_nodes(request))), content_type=JSON_LD)


def _nodes(request):
    return nodes(PublishedInquiry.objects.all(), request.data_version.time)


@page()
def package(request):
    """The lists lie beside this description: answers.csv and so on."""
    text = json.dumps(package_of_all(request.data_version.time), ensure_ascii=False, indent=2)
    return HttpResponse(text, content_type=TYPES["json"])
