"""The lists of the API: streamed whole, filtered as the pages are, one object a line."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from django_filters import DateFilter
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
    extend_schema_view,
)
from rest_framework import generics
from rest_framework.exceptions import Throttled, ValidationError
from rest_framework.utils.encoders import JSONEncoder

from survey.api.filters import DistrictFilter
from survey.api.paging import MOST, cursor_pattern, page_of, since
from survey.api.problems import PROBLEM
from survey.api.serializers import (
    AnswerSerializer,
    BodySerializer,
    DistrictSerializer,
    InquirySerializer,
    ProblemSerializer,
    StatementSerializer,
    TakenBackSerializer,
)
from survey.models import District, PublishedBody, PublishedInquiry, PublishedStatement, SearchRow, Tombstone
from survey.public.addresses import absolute
from survey.public.errors import BadParameter
from survey.public.filters import (
    AnswerFilter,
    BodyFilter,
    Pattern,
    PublicFilter,
    PublicInquiryFilter,
    StateFilter,
    StatementFilter,
    Whole,
)
from survey.public.words import states_as_said
from survey.publishing.columns import ALL_STATEMENTS, INQUIRIES, NAMES
from survey.publishing.documents import long_rows
from survey.publishing.records import all_statement_rows, inquiry_rows
from survey.sheets.chunks import chunks
from survey.sheets.json import array, dumped

CHUNK = 2_000
INQUIRY_NAMES = tuple(column.name for column in INQUIRIES)
STATEMENT_NAMES = tuple(column.name for column in ALL_STATEMENTS)
OR_NOTHING = {"type": "string", "maxLength": 0}  # as when it is left out
SINCE = OpenApiParameter(
    "modified_since",
    {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}, OR_NOTHING]},
    description="A day or a moment: what was published or taken back since. Publishing a large paper takes minutes"
    " from its moment until it can be read: ask again from an hour before the last time, and replace what comes twice.",
)
ERRORS = {
    400: "A parameter has a value that it cannot have.",
    404: "There is nothing at this address.",
    405: "Anything but GET and HEAD.",
    410: "What was there was taken back.",
    429: "Too much is asked at once, by this program or by a server before it; Retry-After says when to ask again.",
}


def described(listed, filterset: type[PublicFilter], *more: OpenApiParameter, key: tuple[str, ...] = ("slug",)):
    """What the schema says of a list of these objects: its parameters with what they can be, and every error."""
    errors = {(status, PROBLEM): OpenApiResponse(ProblemSerializer, said) for status, said in ERRORS.items()}
    parameters = [*_limited(filterset), *_paging(key), *more]
    return extend_schema(parameters=parameters, responses={200: listed, **errors})


def _paging(key: tuple[str, ...]) -> Iterator[OpenApiParameter]:
    yield OpenApiParameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": MOST},
        description="So many objects at most, 1 to 1,000; the header Link names more.",
    )
    yield OpenApiParameter(
        "cursor",
        {"type": "string", "pattern": f"^({cursor_pattern(key)})?$"},
        description="Where to go on, as the header Link has it.",
    )


def _limited(filterset: type[PublicFilter]) -> Iterator[OpenApiParameter]:
    """The filters whose values have bounds or a shape, of which the library tells the type alone."""
    for name, each in filterset.base_filters.items():
        if isinstance(each, Whole):
            bounds = {"minimum": each.extra.get("min_value"), "maximum": each.extra.get("max_value")}
            shape = {"type": "integer"} | {key: value for key, value in bounds.items() if value is not None}
            yield OpenApiParameter(name, shape, description=str(each.label))
        elif name == "q":
            shape = {"anyOf": [{"type": "string", "pattern": "[0-9A-Za-zÄÖÜäöüß]", "maxLength": 300}, OR_NOTHING]}
            yield OpenApiParameter(name, shape, description="Full text, as people type it; it holds at least one word.")
        elif isinstance(each, StateFilter):
            shape = {"type": "string", "enum": [*states_as_said(), ""]}
            yield OpenApiParameter(name, shape, description=str(each.label))
        elif isinstance(each, DateFilter):
            shape = {"anyOf": [{"type": "string", "format": "date"}, OR_NOTHING]}
            yield OpenApiParameter(name, shape, description=str(each.label))
        elif longest := each.extra.get("max_length"):
            yield OpenApiParameter(name, {"type": "string", "maxLength": longest}, description=str(each.label))
        elif isinstance(each, Pattern):
            shape = {"type": "string", "pattern": rf"^({each.pattern})?$"}
            yield OpenApiParameter(name, shape, description=str(each.label))


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

    def throttled(self, request, wait):
        raise Throttled(
            wait, _("Too much is asked at once; the header Retry-After says after how many seconds to go on.")
        )

    def filter_queryset(self, queryset):
        """As on the page: an unknown parameter is ignored, a bad value is 400 with a sentence."""
        found = self.filterset_class(self.request.GET, queryset).qs
        moment = since(self.request) if self.moment else None
        return found.filter(**{f"{self.moment}__gte": moment}) if moment else found

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


@extend_schema_view(
    get=described(
        PolymorphicProxySerializer(
            component_name="InquiryOrTakenBack",
            serializers=[InquirySerializer, TakenBackSerializer],
            resource_type_field_name=None,
            many=True,
        ),
        PublicInquiryFilter,
        SINCE,
    )
)
class Inquiries(PublishedList):
    """Published inquiries, newest reply first."""

    queryset = PublishedInquiry.objects.all()
    serializer_class = InquirySerializer
    filterset_class = PublicInquiryFilter

    def objects(self, queryset):
        return (dumped(INQUIRY_NAMES, row) for row in inquiry_rows(queryset))

    def gone(self) -> Iterator[str]:
        """Papers that were taken back since the moment that is asked for, each with day and reason."""
        if moment := since(self.request):
            taken_back = Tombstone.objects.filter(kind=Tombstone.Kind.TAKEN_BACK, path__startswith="/inquiries/")
            for each in taken_back.filter(date__gte=moment).order_by("date"):
                said = {"slug": each.inquiry, "taken_back": each.date.isoformat(), "reason": each.reason}
                yield json.dumps(said | {"url": absolute(each.path)}, ensure_ascii=False)


@extend_schema_view(get=described(AnswerSerializer(many=True), AnswerFilter, SINCE, key=("inquiry", "position")))
class Answers(PublishedList):
    """Answers of all published inquiries, in the order of the papers, with the columns of the long downloads."""

    queryset = SearchRow.objects.filter(kind=SearchRow.Kind.ANSWER).order_by("inquiry", "position")
    serializer_class = AnswerSerializer
    filterset_class = AnswerFilter
    key = ("inquiry", "position")

    def objects(self, queryset):
        return (dumped(NAMES, row) for row in long_rows(queryset))


@extend_schema_view(get=described(BodySerializer(many=True), BodyFilter, SINCE))
class Bodies(PublishedList):
    """Bodies and networks, by name."""

    queryset = PublishedBody.objects.all()
    serializer_class = BodySerializer
    filterset_class = BodyFilter
    moment = "edition__published_at"


@extend_schema_view(get=described(StatementSerializer(many=True), StatementFilter, SINCE, key=("inquiry", "number")))
class Statements(PublishedList):
    """Dated statements of respondents, ministries and askers about papers; no part of the papers."""

    queryset = PublishedStatement.objects.order_by("inquiry", "number")
    serializer_class = StatementSerializer
    filterset_class = StatementFilter
    key = ("inquiry", "number")

    def objects(self, queryset):
        return (dumped(STATEMENT_NAMES, row) for row in all_statement_rows(queryset))


@extend_schema_view(get=described(DistrictSerializer(many=True), DistrictFilter))
class Districts(PublishedList):
    """Counties and cities with their own county rights, with their validity."""

    queryset = District.objects.all()
    serializer_class = DistrictSerializer
    filterset_class = DistrictFilter
    moment = ""
