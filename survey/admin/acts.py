"""Pages on which an act is confirmed: what it is about, why it is done, one button."""

from django import forms
from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from survey.admin.records import SmallTextarea


class ActForm(forms.Form):
    reason = forms.CharField(
        label=capfirst(_("reason")),
        widget=SmallTextarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("To the reader: why the text belongs here."),
    )


def act_page(model_admin, request, *, title, form, template="admin/survey/act.html", **shown):
    """The page of an act; sent, it comes back here until its form is right."""
    fields = [field for field in form if not field.is_hidden]
    context = model_admin.admin_site.each_context(request) | {
        "title": title,
        "opts": model_admin.opts,
        "form": form,
        "adminform": admin.helpers.AdminForm(form, [(None, {"fields": [field.name for field in fields]})], {}),
        "media": model_admin.media + form.media,
        **shown,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, template, context)
