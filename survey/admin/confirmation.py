"""Pages on which an act is confirmed: what it is about, why it is done, one button."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from survey.admin.desk_pages import page_response
from survey.admin.widgets import SmallTextarea
from survey.models import Answer
from survey.wording.places import place_of


class ActForm(forms.Form):
    reason = forms.CharField(
        label=capfirst(_("reason")),
        widget=SmallTextarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("To the reader: why the text belongs here, e.g. “The paragraph names offices in Fulda.”"),
    )


def act_page(desk, request, *, title, form, template="admin/survey/act.html", fieldsets=None, **shown):
    """The page of an act; sent, it comes back here until its form is right."""
    fields = [field for field in form if not field.is_hidden]
    whole = [(None, {"fields": [field.name for field in fields]})]
    context = {
        "title": title,
        "form": form,
        "adminform": admin.helpers.AdminForm(form, fieldsets or whole, {}),
        "media": desk.media + form.media,
    }
    return page_response(desk, request, template, **context | shown)


def may_withhold(request):
    return request.user.has_perm("survey.publish_inquiry")


def inquiry_of(record):
    return record.row.annex.inquiry if isinstance(record, Answer) else record.inquiry


def withholding_buttons(request, record) -> list:
    """For those who publish, on the page of whatever has a text."""
    if not may_withhold(request):
        return []
    inquiry, place = inquiry_of(record), {"place": place_of(record)}
    return [(reverse("admin:survey_inquiry_withhold", args=[inquiry.pk], query=place), _("Withhold a passage"))]
