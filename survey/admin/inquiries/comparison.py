"""Comparing a source with the print: a task that somebody signs, and that the public page tells."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.desk_pages import buttons, desk_page
from survey.admin.edit_conflicts import WatchedForm
from survey.admin.records import SmallTextarea
from survey.models import Account, Source

LARGE = {"class": "vLargeTextField"}
FIELDS = ["compared_on", "compared_by", "compared_what", "comparison", "comparison_note"]


class ComparisonForm(WatchedForm):
    """Signed whole: day, name, what was compared, and the result."""

    class Meta:
        model = Source
        fields = FIELDS
        widgets = {
            "compared_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "compared_by": forms.TextInput(attrs=LARGE),
            "compared_what": forms.TextInput(attrs=LARGE),
            "comparison": forms.RadioSelect,
            "comparison_note": SmallTextarea(attrs={"rows": 2, **LARGE}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in FIELDS[:4]:
            self.fields[name].required = True
        self.fields["comparison"].choices = Source.Comparison.choices

    def clean_compared_on(self):
        day = self.cleaned_data["compared_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is yet to come."))
        return day

    def clean(self):
        data = super().clean()
        if data.get("comparison") == Source.Comparison.PUT_RIGHT and not data.get("comparison_note"):
            self.add_error("comparison_note", _("Say which differences were found and put right."))
        return data


@desk_page("<int:pk>/compare/", right="change", locks=True)
def compare(desk, request, source):
    name = Account.objects.public_name(request.user)
    signature = {"compared_on": timezone.localdate(), "compared_by": name}
    form = ComparisonForm(request.POST or None, instance=source, initial=signature)
    if form.is_valid():
        source._change_reason = str(source.get_comparison_display())
        form.save()
        messages.success(request, _("The comparison is signed. The public page says so with the next edition."))
        return HttpResponseRedirect(links.page(source))
    items = [links.linked(links.page(source, "file"), _("The file as we hold it"))]
    if source.address:
        items.append(links.linked(source.address, _("The paper at the parliament")))
    title = capfirst(_("Compare with the print"))
    return act_page(desk, request, title=title, form=form, record=source, items=items, submit=_("Sign"))


def compare_buttons(desk, request, source):
    words = _("Compare again with the print") if source.compared_on else _("Compare with the print")
    return [(address, words) for address, _label in buttons(desk, request, source, compare)]
