"""Which districts: the one list of the API whose page has no filter of its own."""

import django_filters
from django.utils.translation import gettext_lazy as _

from survey.language.sorting import sort_key
from survey.models import District
from survey.public.filters import PublicFilter, StateFilter


class DistrictFilter(PublicFilter):
    state = StateFilter(label=_("state: its key or its name"))
    kind = django_filters.ChoiceFilter(choices=District.Kind.choices, label=_("kind"))
    region = django_filters.CharFilter(label=_("region"), max_length=50)
    valid_on = django_filters.DateFilter(label=_("valid on"), method="on")

    class Meta:
        model = District
        fields = []

    def on(self, queryset, name, value):
        return queryset.valid_on(value)

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset.filter(sort_name__contains=sort_key(self.words)) if self.words else queryset
