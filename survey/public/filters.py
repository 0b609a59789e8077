"""One filter a noun: it reads the query string for page, download, feed and API alike, and says itself in words.

| Parameter | Of | Values |
|---|---|---|
| `q` | all | full text as people type it: words, "a phrase", -without |
| `inquiry` | answers, passages, bodies, statements | address of an inquiry: `hessen-19-1613` |
| `parliament`, `term` | answers, passages, inquiries | `hessen`, `19` |
| `district` | answers, passages, bodies | address of a district: `06631` |
| `status`, `kind` | answers, passages | status words; kinds of respondent; each may come several times |
| `question` | answers, passages | `1a`; `1` means all of its parts |
| `code` | answers, passages | `no`, or `2a:no` for one part; with `question` it is the code in that question |
| `annex` | answers, passages | number of the table |
| `type` | passages | answer, question, reply, remark, body, district |
| `kind`, `party`, `ministry`, `year` | inquiries | `minor`; as printed; as recorded; year of the reply |
| `subject`, `table` | inquiries | a subject heading; `yes` or `no`: whether the paper has a table here |
| `recorded` | inquiries | `yes`; `no` where only the entry of a catalogue is known |
| `kind` | statements | respondent, ministry, asker |
| `kind`, `mention`, `level`, `state`, `region`, `initiator` | bodies | words of the record; name of the region |
"""

import re
from dataclasses import dataclass
from functools import cached_property

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from survey.language.analysis import Query
from survey.models import PublishedBody, PublishedInquiry, PublishedMention, PublishedStatement, SearchRow
from survey.public.addresses import with_query
from survey.public.errors import BadParameter
from survey.public.words import (
    BODY_KINDS,
    BODY_STATES,
    CATEGORIES,
    CODES,
    INQUIRY_KINDS,
    LEVELS,
    MENTIONS,
    RESPONDENT_KINDS,
    SEARCH_ROW_KINDS,
    STATEMENT_KINDS,
    capital,
    state_name,
    state_of,
)
from survey.publishing.counts import COUNTED_LIVE
from survey.publishing.marks import mark
from survey.publishing.search import Marks, SearchResult, meant, search
from survey.wording.statuses import STATUSES

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
QUESTION = re.compile(r"\d{1,3}[a-z]{0,3}")
CODE = re.compile(r"(?:\d{1,3}[a-z]{0,3}:)?[a-z0-9_-]+")
STATUS_CHOICES = [(code, label) for code, (_sign, label, _sentence) in STATUSES.items() if code != "no_row"]
WITH_TABLE = {"yes": _("with a table"), "no": _("without a table")}
RECORDED = {"yes": _("recorded"), "no": _("only the entry in a catalogue")}


@dataclass(frozen=True)
class Active:
    """A filter in force, in words, and the address without it."""

    label: str | Promise
    value: str
    without: str


class Pattern(django_filters.CharFilter):
    """A text of a known shape; anything else is a bad value."""

    def __init__(self, pattern: re.Pattern, *args, **kwargs):
        self.pattern = pattern.pattern
        validator = RegexValidator(f"^(?:{pattern.pattern})$")
        super().__init__(*args, validators=[validator], **kwargs)


class Choices(django_filters.MultipleChoiceFilter):
    """One or more words of a closed list."""

    def __init__(self, choices, *args, **kwargs):
        super().__init__(*args, choices=list(choices), **kwargs)


class Whole(django_filters.NumberFilter):
    field_class = forms.IntegerField

    def get_max_validator(self):
        return None


class StateFilter(django_filters.CharFilter):
    """A state by its key or by its name, in either language: 06, Hessen, Hesse."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, validators=[_refuse_unknown_state], **kwargs)

    def filter(self, queryset, value):
        return super().filter(queryset, state_of(value) if value else value)


def _refuse_unknown_state(value: str) -> None:
    if not state_of(value):
        raise ValidationError("unknown")


class PublicFilter(django_filters.FilterSet):
    """Full text comes last; an unknown parameter is ignored, a bad value refused with a sentence."""

    q = django_filters.CharFilter(label=_("search"), method="leave", max_length=300)

    # Filters by which no counts are kept
    counted_live = COUNTED_LIVE

    def leave(self, queryset, name, value):
        return queryset

    @classmethod
    def parameters(cls) -> tuple[str, ...]:
        return tuple(cls.base_filters)

    @property
    def qs(self) -> QuerySet:
        self.check()
        return super().qs

    def check(self):
        """Raise BadParameter for the first bad value."""
        for name in self.form.errors:
            choices = dict(self.filters[name].extra.get("choices", ()))
            raise BadParameter(name, ", ".join(self.data.getlist(name)), choices)

    @cached_property
    def chosen(self) -> list[tuple[str, str]]:
        """Pairs of parameter and value that are in force; of one that takes one value, the last counts."""
        self.check()
        return [(name, value) for name in self.filters for value in self._values(name) if value.strip()]

    def _values(self, name: str) -> list[str]:
        values = self.data.getlist(name)
        return values if isinstance(self.filters[name], Choices) else values[-1:]

    @property
    def words(self) -> str:
        return self.form.cleaned_data.get("q", "").strip() if self.form.is_valid() else ""

    @property
    def one_choice(self) -> str | None:
        """The one filter in force, as counts are kept by; "" without any, None for several or words."""
        said = [f"{name}={self.value(name, value)}" for name, value in self.chosen]
        if len(said) > 1 or (said and said[0].partition("=")[0] in ("q", *self.counted_live)):
            return None
        return said[0] if said else ""

    def value(self, name: str, value: str) -> str:
        """A value as counts and marks know it: numbers without noughts before them."""
        return str(self.form.cleaned_data[name]) if isinstance(self.filters[name], Whole) else value

    def active(self, path: str, names: dict[str, dict[str, str]] | None = None) -> list[Active]:
        """The filters in force, in words; `names` gives names for addresses: {"district": {"06631": "Fulda"}}."""
        return [self._active(path, pair, names or {}) for pair in self.chosen]

    def _active(self, path: str, pair: tuple[str, str], names: dict) -> Active:
        name, value = pair
        others = [each for each in self.chosen if each != pair]
        words = names.get(name, {}).get(value) or self._word(name, value)
        return Active(capital(str(self.filters[name].label)), words, with_query(path, others))

    def _word(self, name: str, value: str) -> str:
        if name == "code":
            question, _colon, code = value.rpartition(":")
            return f"{question}: {CODES.get(code, code)}" if question else str(CODES.get(code, code))
        if isinstance(self.filters[name], StateFilter):
            return state_name(state_of(value))
        return str(dict(self.filters[name].extra.get("choices", ())).get(value, value))

    def link(self, path: str, name: str, value: str) -> str:
        """The address with this one value for a parameter, the others kept."""
        others = [each for each in self.chosen if each[0] != name]
        return with_query(path, [*others, (name, value)])


def _search(words: str, marks: Marks = ()) -> SearchResult:
    try:
        return search(words, marks)
    except ValueError as error:
        raise BadParameter("q", words, sentence=gettext("The search holds no word.")) from error


class AnswerFilter(PublicFilter):
    """Answers; also the shape of what long downloads and the API are filtered by."""

    inquiry = Pattern(SLUG, label=_("inquiry"), method="leave")
    parliament = Pattern(SLUG, label=_("parliament"), method="leave")
    term = Whole(label=_("term"), min_value=1, method="leave")
    district = Pattern(SLUG, label=_("district"), method="leave")
    question = Pattern(QUESTION, label=_("question"), method="leave")
    code = Pattern(CODE, label=_("category"), method="leave")
    status = Choices(STATUS_CHOICES, label=_("status"), method="leave")
    kind = Choices(RESPONDENT_KINDS.items(), label=_("respondent"), method="leave")
    annex = Whole(label=_("table"), min_value=1, method="leave")

    # What all rows of the list are, whatever is chosen
    always = (("type", (SearchRow.Kind.ANSWER,)),)

    class Meta:
        model = SearchRow
        fields = []

    @cached_property
    def marks(self) -> list[list[str]]:
        """The filters in force as the index knows them; of several values of one filter any will do."""
        values: dict[str, list[str]] = {}
        for name, value in self.chosen:
            if name != "q":
                values.setdefault(name, []).append(self.value(name, value))
        return [[mark(name, each) for each in some] for name, some in (*self.always, *values.items())]

    def value(self, name: str, value: str) -> str:
        """A category is that of one part where a question is chosen, too."""
        if name == "code" and ":" not in value and (question := self.form.cleaned_data.get("question")):
            return f"{question}:{value}"
        return super().value(name, value)

    def filter_queryset(self, queryset):
        """In the order of the papers where anything is chosen, as files and API take it."""
        return self.found.all(queryset) if self.chosen else queryset

    @cached_property
    def found(self) -> SearchResult:
        """What is found, best first where something is searched, else newest first."""
        self.check()
        return _search(self.words, self.marks) if self.words else SearchResult(Query(), self.marks)

    @property
    def meant(self) -> str:
        """What may have been meant by words that find nothing with these filters."""
        return meant(self.words, self.marks) if self.words else ""


class SearchRowFilter(AnswerFilter):
    """Everything that can be searched: answers, questions, replies, remarks, bodies, districts."""

    type = Choices(SEARCH_ROW_KINDS.items(), label=_("where"), method="leave")
    always = ()


class PublicInquiryFilter(PublicFilter):
    parliament = Pattern(SLUG, label=_("parliament"))
    state = StateFilter(label=_("state of the parliament"), field_name="state_key")
    term = Whole(label=_("term"), min_value=1)
    kind = Choices(INQUIRY_KINDS.items(), label=_("kind"))
    party = django_filters.CharFilter(label=_("party"), method="asked_by", max_length=100)
    ministry = django_filters.CharFilter(label=_("answered by"), max_length=300)
    year = Whole(label=_("year"), field_name="answered_on__year", min_value=1800, max_value=2999)
    subject = django_filters.CharFilter(label=_("subject heading"), method="about", max_length=200)
    table = django_filters.ChoiceFilter(label=_("table"), choices=list(WITH_TABLE.items()), method="with_table")
    recorded = django_filters.ChoiceFilter(label=_("recording"), choices=list(RECORDED.items()), method="known_to_us")

    counted_live = (*COUNTED_LIVE, "state")

    class Meta:
        model = PublishedInquiry
        fields = []

    def asked_by(self, queryset, name, value):
        return queryset.filter(parties__has=value)

    def about(self, queryset, name, value):
        return queryset.filter(subjects__has=value)

    def with_table(self, queryset, name, value):
        return queryset.filter(annexes__gt=0) if value == "yes" else queryset.filter(annexes=0)

    def known_to_us(self, queryset, name, value):
        return queryset.filter(is_recorded=value == "yes")

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        if not self.words:
            return queryset
        slugs = _search(self.words).all().order_by().values("inquiry")
        return queryset.filter(Q(slug__in=slugs) | Q(title__iregex=rf"(^|\W){re.escape(self.words)}"))


class StatementFilter(PublicFilter):
    """What others state about papers; words are looked for as they stand there."""

    inquiry = Pattern(SLUG, label=_("inquiry"))
    kind = Choices(STATEMENT_KINDS.items(), label=_("from whom"))

    class Meta:
        model = PublishedStatement
        fields = []

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        if not self.words:
            return queryset
        return queryset.filter(Q(text__icontains=self.words) | Q(author__icontains=self.words))


class BodyFilter(PublicFilter):
    inquiry = Pattern(SLUG, label=_("inquiry"), method="named_in")
    kind = Choices(BODY_KINDS.items(), label=_("kind"))
    mention = Choices(MENTIONS.items(), label=_("mention"))
    level = Choices(LEVELS.items(), label=_("level"))
    state = Choices(BODY_STATES.items(), label=pgettext_lazy("of a body", "state"))
    district = Pattern(SLUG, label=_("district"), method="in_district")
    region = django_filters.CharFilter(label=_("region"), method="in_region", max_length=50)
    initiator = Choices(CATEGORIES.items(), label=_("initiated by"), method="initiated")

    class Meta:
        model = PublishedBody
        fields = []

    def in_district(self, queryset, name, value):
        return queryset.filter(districts__has=value)

    def named_in(self, queryset, name, value):
        """Bodies that the inquiry names, also those that a newer one tells."""
        named = PublishedMention.objects.filter(inquiry=value).values("slug")
        return queryset.filter(Q(inquiry=value) | Q(slug__in=named))

    def in_region(self, queryset, name, value):
        return queryset.filter(regions__has=value)

    def initiated(self, queryset, name, values):
        wanted = Q()
        for value in values:
            wanted |= Q(initiators__has=value)
        return queryset.filter(wanted)

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        if not self.words:
            return queryset
        of_bodies = [[mark("type", SearchRow.Kind.BODY)]]
        found = _search(self.words, of_bodies).all().order_by().values_list("path", flat=True)
        return queryset.filter(slug__in=[path.strip("/").rpartition("/")[2] for path in found])
