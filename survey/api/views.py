"""The four lists of the API: streamed whole, filtered as the pages are, one object a line."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain

from django.http import StreamingHttpResponse
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.exceptions import ValidationError
from rest_framework.utils.encoders import JSONEncoder

from survey.api.filters import DistrictFilter
from survey.api.paging import page_of, since
from survey.api.serializers import AnswerSerializer, BodySerializer, DistrictSerializer, InquirySerializer
from survey.models import District, PublishedBody, PublishedInquiry, SearchRow, Tombstone
from survey.public.addresses import absolute
from survey.public.errors import BadParameter
from survey.public.filters import AnswerFilter, BodyFilter, InquiryFilter
from survey.publishing.columns import NAMES
from survey.publishing.documents import long_rows
from survey.sheets.chunks import chunks
from survey.sheets.json import array, dumped

CHUNK = 2_000
DESCRIBED = [
    OpenApiParameter("limit", int, description="So many objects at most, 1 to 1,000; the header Link names more."),
    OpenApiParameter("cursor", str, description="Where to go on, as the header Link has it."),
    OpenApiParameter("modified_since", str, description="A day or a moment: what was published or taken back since."),
]


class PublishedList(generics.ListAPIView):
    """A JSON array, streamed: it takes constant memory however long it is.

    With `limit` (1 to 1,000) or `cursor` it comes in pages: the header Link names the next one (RFC 8288), until there
    is none. With `modified_since` it holds what was published since.
    """

    filter_backends = [DjangoFilterBackend]
    pagination_class = None
    # What pages go on from: fields whose values together are unique
    key: tuple[str, ...] = ("slug",)
    # When an object was published; "" where nobody knows
    moment = "published_at"

    def filter_queryset(self, queryset):
        """As on the page: an unknown parameter is ignored, a bad value is 400 with a sentence."""
        found = self.filterset_class(self.request.GET, queryset).qs
        moment = since(self.request) if self.moment else None
        return found.filter(**{f"{self.moment}__gte": moment}) if moment else found

    @extend_schema(parameters=DESCRIBED)
    def list(self, request, *args, **kwargs):
        try:
            found = self.filter_queryset(self.get_queryset())
            page = page_of(found, request, self.key)
        except BadParameter as error:
            raise ValidationError(str(error)) from error
        some = chain(self.objects(page.queryset if page else found), self.gone() if not page or not page.link else ())
        response = StreamingHttpResponse(chunks(array(some)), content_type="application/json")
        if page and page.link:
            response.headers["Link"] = page.link
        return response

    def objects(self, queryset) -> Iterator[str]:
        """Each object of the list as JSON."""
        serializer = self.get_serializer()
        for each in queryset.iterator(chunk_size=CHUNK):
            yield json.dumps(serializer.to_representation(each), ensure_ascii=False, cls=JSONEncoder)

    def gone(self) -> Iterable[str]:
        """What was taken back since, at the end of the list that tells it."""
        return ()


class Inquiries(PublishedList):
    """Published inquiries, newest reply first."""

    queryset = PublishedInquiry.objects.all()
    serializer_class = InquirySerializer
    filterset_class = InquiryFilter

    def gone(self) -> Iterator[str]:
        """Papers that were taken back since the moment that is asked for, each with day and reason."""
        if moment := since(self.request):
            taken_back = Tombstone.objects.filter(kind=Tombstone.Kind.TAKEN_BACK, path__startswith="/inquiries/")
            for each in taken_back.filter(date__gte=moment).order_by("date"):
                said = {"slug": each.inquiry, "taken_back": each.date.isoformat(), "reason": each.reason}
                yield json.dumps(said | {"url": absolute(each.path)}, ensure_ascii=False)


class Answers(PublishedList):
    """Answers of all published inquiries, in the order of the papers, with the columns of the long downloads."""

    queryset = SearchRow.objects.filter(kind=SearchRow.Kind.ANSWER).order_by("inquiry", "position")
    serializer_class = AnswerSerializer
    filterset_class = AnswerFilter
    key = ("inquiry", "position")

    def objects(self, queryset):
        return (dumped(NAMES, row) for row in long_rows(queryset))


class Bodies(PublishedList):
    """Bodies and networks, by name."""

    queryset = PublishedBody.objects.all()
    serializer_class = BodySerializer
    filterset_class = BodyFilter
    moment = "edition__published_at"


class Districts(PublishedList):
    """Counties and cities with their own county rights, with their validity."""

    queryset = District.objects.all()
    serializer_class = DistrictSerializer
    filterset_class = DistrictFilter
    moment = ""
