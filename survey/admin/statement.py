"""Statements of respondents and ministries beside a paper, and misprints: both are public with the next edition."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from survey.admin.inquiries.paper import PartAdmin
from survey.admin.inquiries.withholding import texts_at
from survey.admin.records import InquiryFilter, RecordForm
from survey.language.quotes import locate
from survey.models import Misprint, Statement
from survey.wording.places import record_at, typed_place


class PlaceForm(RecordForm):
    """A form with a place inside the paper; "" is the paper as a whole."""

    def clean_place(self):
        place = typed_place(self.cleaned_data["place"])
        if place and record_at(self.cleaned_data["inquiry"], place) is None:
            raise ValidationError(_("There is no such place in this paper. Write it like “1/13/2” or “reply 1”."))
        return place


@admin.register(Statement)
class StatementAdmin(PartAdmin):
    form = PlaceForm
    fieldsets = [(None, {"fields": ["inquiry", "place", "kind", "author", "date", ("source", "address"), "text"]})]
    list_display = ["author", "kind", "date", "place", "inquiry_link"]
    list_filter = [InquiryFilter, "kind"]
    search_fields = ["author", "text", "source", "inquiry__number"]
    date_hierarchy = "date"


class MisprintForm(PlaceForm):
    def clean(self):
        data = super().clean()
        if data.get("place") and data.get("words"):
            texts = texts_at(record_at(data["inquiry"], data["place"]))
            if not any(locate(data["words"], text) for text in texts):
                self.add_error("words", _("These words do not stand in the text."))
        return data


@admin.register(Misprint)
class MisprintAdmin(PartAdmin):
    form = MisprintForm
    fieldsets = [(None, {"fields": ["inquiry", "place", "words", "meaning"]})]
    list_display = ["words", "meaning", "place", "inquiry_link"]
    search_fields = ["words", "meaning", "inquiry__number"]
