"""Passages of the printed text, and the three acts that put them right: move, join, split."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from survey.admin import links
from survey.admin.acts import ActForm, act_page
from survey.admin.answer_parts import paragraphs
from survey.admin.records import InquiryFilter, InquiryLink, KeptAdmin, KnownAutocomplete, RecordAdmin, named
from survey.language.quotes import locate
from survey.models import Answer, Correction, Fragment


class PlaceForm(ActForm):
    """To which cell a passage belongs."""

    to = forms.ModelChoiceField(Answer.objects.none(), label=capfirst(_("belongs to")))
    field_order = ["to", "reason"]

    def __init__(self, fragment, *args, **kwargs):
        super().__init__(*args, **kwargs)
        inquiry = fragment.printed_in.row.annex.inquiry
        widget = KnownAutocomplete(Fragment._meta.get_field("answer"), admin.site)
        widget.inquiry = inquiry
        self.fields["to"].widget = widget
        self.fields["to"].queryset = Answer.objects.of_inquiry(inquiry)

    def act(self, fragment, kind, by):
        act = getattr(Correction.objects, kind)
        return act(fragment, self.cleaned_data["to"], reason=self.cleaned_data["reason"], by=by)


class SplitForm(ActForm):
    """Before which words a passage is cut."""

    before = forms.CharField(
        label=capfirst(_("cut before the words")),
        help_text=_("Letter by letter as they stand in the passage; as many as it takes to be found only once."),
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
    )
    field_order = ["before", "reason"]

    def __init__(self, fragment, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.text = fragment.text

    def clean_before(self):
        words = self.cleaned_data["before"]
        if self.text.count(words) > 1:
            raise forms.ValidationError(_("These words stand in the passage more than once. Give more of them."))
        if not locate(words, self.text):
            raise forms.ValidationError(_("These words do not stand in the passage."))
        return words

    def act(self, fragment, kind, by):
        at = self.text.index(self.cleaned_data["before"])
        return Correction.objects.split(fragment, at, reason=self.cleaned_data["reason"], by=by)


ACTS = {
    "move": (PlaceForm, pgettext_lazy("a passage", "Move"), _("The passage is moved.")),
    "join": (PlaceForm, pgettext_lazy("a passage", "Join"), _("The passage is joined.")),
    "split": (SplitForm, pgettext_lazy("a passage", "Split"), _("The passage is split.")),
}


@admin.register(Fragment)
class FragmentAdmin(InquiryLink, KeptAdmin):
    fieldsets = [
        (_("As in the source"), {"fields": ["printed_text", "raw", "printed_in", "page", "line", "position", "start"]}),
        (_("Edited"), {"fields": ["belongs_to", "correction", "superseded_by"]}),
        (_("Kept"), {"fields": ["batch"]}),
    ]
    readonly_fields = ["printed_text", "belongs_to"]
    inquiry_path = "printed_in__row__annex__inquiry"
    list_display = ["short_text", "printed_in", "belongs_to", "page", "stands", "inquiry_link"]
    list_filter = [InquiryFilter, ("superseded_by", admin.EmptyFieldListFilter), "page"]
    list_select_related = [
        "printed_in__row__annex__inquiry",
        "printed_in__column",
        "answer__row",
        "answer__column",
    ]
    search_fields = ["text", "printed_in__row__printed"]

    def get_urls(self):
        acts = self.admin_site.admin_view(self.act)
        return [path("<int:pk>/correct/<slug:kind>/", acts, name="survey_fragment_act"), *super().get_urls()]

    def may_correct(self, request):
        return request.user.has_perm("survey.add_correction")

    def tools(self, request, fragment):
        if fragment.superseded_by_id or not self.may_correct(request):
            return []
        return [(reverse("admin:survey_fragment_act", args=[fragment.pk, kind]), act[1]) for kind, act in ACTS.items()]

    def act(self, request, pk, kind):
        if not self.may_correct(request):
            raise PermissionDenied
        fragment = self.get_queryset(request).select_related(*self.list_select_related).filter(pk=pk).first()
        if kind not in ACTS or not fragment:
            raise Http404
        form_class, title, done = ACTS[kind]
        form = form_class(fragment, request.POST or None)
        if form.is_valid() and self.done(request, fragment, kind, form):
            self.message_user(request, done, messages.SUCCESS)
            return HttpResponseRedirect(links.page(fragment.printed_in))
        place = _("Printed in %(answer)s") % {"answer": fragment.printed_in}
        shown = {"record": fragment, "text": paragraphs(fragment.text), "items": [place], "submit": title}
        return act_page(self, request, title=title, form=form, **shown)

    def done(self, request, fragment, kind, form):
        try:
            form.act(fragment, kind, request.user)
        except ValidationError as error:
            form.add_error(None, error)
            return False
        return True

    @admin.display(description=_("printed text"))
    def printed_text(self, fragment):
        return paragraphs(fragment.text)

    @admin.display(description=_("printed text"))
    def short_text(self, fragment):
        return Truncator(fragment.text).chars(100)

    @admin.display(description=_("belongs to"))
    def belongs_to(self, fragment):
        return links.link(fragment.answer) or "-"

    @admin.display(description=_("stands"), boolean=True)
    def stands(self, fragment):
        return fragment.superseded_by_id is None


@admin.register(Correction)
class CorrectionAdmin(InquiryLink, RecordAdmin):
    brings_back = False
    fieldsets = [
        (None, {"fields": ["kind", "passages", "reason"]}),
        (_("Kept"), {"fields": ["inquiry_link", "at", "author"]}),
    ]
    readonly_fields = ["kind", "passages", "inquiry_link", "at", "author"]
    inquiry_path = "inquiry"
    list_display = ["reason", "kind", "at", "author", "inquiry_link"]
    author = named("by", _("by"))
    list_filter = [InquiryFilter, "kind"]
    list_select_related = ["inquiry", "by"]
    search_fields = ["reason", "inquiry__number"]

    def has_add_permission(self, request):
        """Corrections are made on the page of a passage."""
        return False

    @admin.display(description=_("passages"))
    def passages(self, correction):
        fragments = correction.fragments.select_related("answer__row", "answer__column")
        return links.listed(links.link(each, f"{each.answer}: {Truncator(each.text).chars(80)}") for each in fragments)
