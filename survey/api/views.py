"""The four lists of the API: streamed whole, filtered as the pages are, one object a line."""

import json
from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import generics
from rest_framework.exceptions import ValidationError
from rest_framework.utils.encoders import JSONEncoder

from survey.api.filters import DistrictFilter
from survey.api.serializers import AnswerSerializer, BodySerializer, DistrictSerializer, InquirySerializer
from survey.models import District, PublishedBody, PublishedInquiry, SearchRow
from survey.public.errors import BadParameter
from survey.public.filters import AnswerFilter, BodyFilter, InquiryFilter
from survey.publishing.columns import NAMES
from survey.publishing.documents import long_rows
from survey.sheets.chunks import chunks
from survey.sheets.json import lines

CHUNK = 2_000


class PublishedList(generics.ListAPIView):
    """A JSON array, streamed: it takes constant memory however long it is."""

    filter_backends = [DjangoFilterBackend]
    pagination_class = None

    def filter_queryset(self, queryset):
        """As on the page: an unknown parameter is ignored, a bad value is 400 with a sentence."""
        try:
            return self.filterset_class(self.request.GET, queryset).qs
        except BadParameter as error:
            raise ValidationError({"error": str(error)}) from error

    def list(self, request, *args, **kwargs):
        parts = chunks(self.objects(self.filter_queryset(self.get_queryset())))
        return StreamingHttpResponse(parts, content_type="application/json")

    def objects(self, queryset) -> Iterator[str]:
        serializer, start = self.get_serializer(), "["
        for each in queryset.iterator(chunk_size=CHUNK):
            yield f"{start}\n{json.dumps(serializer.to_representation(each), ensure_ascii=False, cls=JSONEncoder)}"
            start = ","
        yield "[]\n" if start == "[" else "\n]\n"


class Inquiries(PublishedList):
    """Published inquiries, newest reply first."""

    queryset = PublishedInquiry.objects.all()
    serializer_class = InquirySerializer
    filterset_class = InquiryFilter


class Answers(PublishedList):
    """Answers of all published inquiries, in the order of the papers, with the columns of the long downloads."""

    queryset = SearchRow.objects.filter(kind=SearchRow.Kind.ANSWER).order_by("inquiry", "position")
    serializer_class = AnswerSerializer
    filterset_class = AnswerFilter

    def objects(self, queryset):
        return lines(NAMES, long_rows(queryset))


class Bodies(PublishedList):
    """Bodies and networks, by name."""

    queryset = PublishedBody.objects.all()
    serializer_class = BodySerializer
    filterset_class = BodyFilter


class Districts(PublishedList):
    """Counties and cities with their own county rights, with their validity."""

    queryset = District.objects.all()
    serializer_class = DistrictSerializer
    filterset_class = DistrictFilter
