"""Statements with a number: their rule with the span at once, their release, and taking it back."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Max
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from survey import checks
from survey.admin import links
from survey.admin.claims.spans import span_of
from survey.admin.confirmation import act_page
from survey.admin.desk_pages import buttons, desk_page
from survey.admin.quotes import check_quote
from survey.admin.records import InquiryFilter, InquiryLink, RecordAdmin, RecordForm, SmallTextarea, named
from survey.language.quotes import locate
from survey.models import Claim, Code, Column, Inquiry
from survey.record import RecordPaper
from survey.record.claims import Reckoning, reckoning, result

CALCULATE = "_calculate"


class ClaimForm(RecordForm):
    def clean(self):
        data = super().clean()
        if text := data.get("reply") or data.get("remark"):
            check_quote(self, [text.reading_text])
        return data

    def is_valid(self):
        """Asked for the span alone, the form comes back as it is, with what is wrong in it."""
        return super().is_valid() and CALCULATE not in self.data

    def reckoning(self) -> Reckoning | None:
        """The rule as it stands in the form, as far as it is filled in; None where there is none yet."""
        if not self.is_bound:
            return reckoning(self.instance) if self.instance.pk else None
        super().is_valid()  # once: cleaned again, it would not say any more that somebody was faster
        said = self.cleaned_data
        return Reckoning(
            rule=said.get("rule") or Claim.Rule.NONE,
            stated=said.get("stated"),
            stated_is=said.get("stated_is") or Claim.StatedIs.NUMBER,
            questions=tuple(question.key for question in said.get("questions") or ()),
            codes=frozenset(code.code for code in said.get("codes") or ()),
            respondent_kind=said.get("respondent_kind") or "",
            column=said.get("column"),
        )


class HoldForm(forms.Form):
    reason = forms.CharField(
        label=capfirst(_("reason")),
        widget=SmallTextarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("Stays in the history. The next edition no longer shows the statement; the present one does."),
    )


def span_of_form(form, inquiry):
    wanted = form.reckoning() if inquiry and hasattr(form, "reckoning") else None
    return span_of(wanted, RecordPaper(inquiry)) if wanted else None


def claim_of_form(desk, request) -> Claim | None:
    """The statement that the form is of; none where it is a new one."""
    return desk.get_object(request, request.GET.get("claim", ""))


def may_save(desk, request, _record) -> bool:
    claim = claim_of_form(desk, request)
    return desk.has_change_permission(request, claim) if claim else desk.has_add_permission(request)


@desk_page("span/", right=may_save)
def span(desk, request):
    """What the rows give to the form as it stands, nothing saved."""
    claim = claim_of_form(desk, request)
    inquiry = desk.container(request, claim)
    if request.method != "POST" or not inquiry:
        raise Http404
    form = desk.get_form(request, claim)(request.POST, instance=claim)
    return TemplateResponse(request, "admin/survey/claim/_span.html", {"span": span_of_form(form, inquiry)})


@desk_page("<int:pk>/release/", name="release", right="change", label=_("Release"))
def release_page(desk, request, claim):
    """The result as it is now, and one button: with the next edition it is public."""
    paper = RecordPaper(claim.inquiry)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if not locate(claim.quote, (claim.reply or claim.remark).reading_text) and form.is_valid():
        form.add_error(None, _("The quote does not stand in its text any more. Correct it first."))
    if form.is_valid():
        release(claim, result(claim, paper).result, request.user)
        messages.success(request, _("Released: the next edition shows the statement."))
        return HttpResponseRedirect(reverse("admin:survey_inquiry_claims", args=[claim.inquiry_id]))
    title = release_page.label
    shown = {"record": claim, "span": span_of(reckoning(claim), paper), "submit": title}
    template = "admin/survey/claim/release.html"
    return act_page(desk, request, title=title, form=form, template=template, **shown)


@desk_page("<int:pk>/hold/", name="hold", right="change", label=_("Take the release back"))
def hold_page(desk, request, claim):
    form = HoldForm(request.POST or None)
    if form.is_valid():
        hold(claim, form.cleaned_data["reason"])
        messages.success(request, _("The release is taken back."))
        return HttpResponseRedirect(reverse("admin:survey_inquiry_claims", args=[claim.inquiry_id]))
    title = hold_page.label
    return act_page(desk, request, title=title, form=form, record=claim, submit=title)


@admin.register(Claim)
class ClaimAdmin(InquiryLink, RecordAdmin):
    pages = [span, release_page, hold_page]
    form = ClaimForm
    change_form_template = "admin/survey/claim/change_form.html"
    fieldsets = [
        (_("As in the source"), {"fields": ["inquiry", "position", "reply", "remark", "quote"]}),
        (_("Stated"), {"fields": ["stated", "stated_is"]}),
        (_("Rule"), {"fields": ["rule", "questions", "codes", "respondent_kind", "column"]}),
        (None, {"fields": ["note", "release"]}),
    ]
    readonly_fields = ["release"]
    checkboxes = ["questions", "codes"]
    within = inquiry_path = "inquiry"
    list_display = ["short_quote", "place", "stated_value", "rule", "released_at", "releaser", "inquiry_link"]
    list_filter = [InquiryFilter, "rule", ("released_at", admin.EmptyFieldListFilter)]
    list_select_related = ["inquiry", "reply", "remark", "released_by"]
    search_fields = ["quote", "note", "inquiry__number"]
    releaser = named("released_by", _("released by"))

    def choices(self, inquiry):
        return {
            "reply": inquiry.replies.all(),
            "remark": inquiry.remarks.all(),
            "questions": inquiry.questions.all(),
            "codes": Code.objects.filter(question__inquiry=inquiry).newest().select_related("question"),
            "column": Column.objects.filter(annex__inquiry=inquiry),
        }

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        inquiry = self.container(request, None)
        last = inquiry.claims.aggregate(last=Max("position"))["last"] if inquiry else None
        return {"position": (last or 0) + 1, **initial}

    def get_form(self, request, obj=None, change=False, **kwargs):
        """A statement keeps the versions of categories it was made with."""
        form = super().get_form(request, obj, change, **kwargs)
        if obj and (field := form.base_fields.get("codes")):
            kept = Code.objects.filter(pk__in=obj.codes.values("pk")) | Code.objects.filter(
                pk__in=field.queryset.values("pk")
            )
            field.queryset = kept.select_related("question")
            field.choices = [(code.pk, labelled(code)) for code in field.queryset]
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        inquiry = self.container(request, obj)
        query = {"claim": obj.pk} if obj else {"inquiry": inquiry.pk if inquiry else ""}
        context |= {
            "calculate": CALCULATE,
            "span": span_of_form(context["adminform"].form, inquiry),
            "span_address": reverse("admin:survey_claim_span", query=query),
            "texts": [*inquiry.remarks.all(), *inquiry.replies.all()] if inquiry else [],
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def page_records(self, request):
        return Claim.objects.for_list()

    def tools(self, request, claim):
        """What is released may be released again, or taken back."""
        again = _("Release again") if claim.released_at else release_page.label
        own = [(address, again) for address, _label in buttons(self, request, claim, release_page)]
        own += buttons(self, request, claim, hold_page) if claim.released_at else []
        claims = reverse("admin:survey_inquiry_claims", args=[claim.inquiry_id])
        return [*super().tools(request, claim), *own, (claims, _("All statements of the inquiry"))]

    @admin.display(description=_("release"))
    def release(self, claim):
        if not claim.released_at:
            return _("Not released: the public does not see it.")
        return _("Released on %(day)s as “%(result)s”.") % {
            "day": date_format(timezone.localtime(claim.released_at), "DATE_FORMAT"),
            "result": claim.get_released_result_display() or "–",
        }

    # The list

    @admin.display(description=_("statement"), ordering="position")
    def short_quote(self, claim):
        return Truncator(claim.quote).chars(120)

    @admin.display(description=_("said in"))
    def place(self, claim):
        text = claim.reply or claim.remark
        return links.link(text)

    @admin.display(description=_("stated value"), ordering="stated")
    def stated_value(self, claim):
        return claim.stated.normalize() if claim.stated is not None else claim.get_stated_is_display()


def labelled(code: Code) -> str:
    return f"{code} ({code.version})" if code.version > 1 else str(code)


def release(claim: Claim, found: str, by):
    """It is public with the next edition; it is held to the result that the editor saw."""
    claim.released_at, claim.released_by, claim.released_result = timezone.now(), by, found
    claim._change_reason = gettext("Released.")
    claim.save()
    checks.close(claim.inquiry, ("released_claim_changed",), f"claim {claim.position}", by=by)


def hold(claim: Claim, reason: str):
    claim.released_at, claim.released_by, claim.released_result = None, None, ""
    claim._change_reason = reason
    claim.save()


def claims_of(inquiry: Inquiry):
    """Each statement with what the rows give to it now, and whether that is what it was released with."""
    paper = RecordPaper(inquiry)
    for claim in inquiry.claims.for_list().prefetch_related("questions", "codes").select_related("column"):
        found = span_of(reckoning(claim), paper)
        yield claim, found, bool(claim.released_result) and claim.released_result != found.result
