"""Review: submit, withdraw, send back; and the list of submissions, kept to be read."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from survey import checks
from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.desk_pages import DeskPage, desk_page
from survey.admin.inquiries.checklist import open_items
from survey.admin.records import InquiryFilter, InquiryLink, KeptAdmin, SmallTextarea, named
from survey.models import Finding, Inquiry, Submission
from survey.models.finding import READER_UNSURE
from survey.publishing.publish import NothingChanged, PublishRefused
from survey.publishing.review import send_back, submit, withdraw

LARGE = {"rows": 3, "class": "vLargeTextField"}
SHOWN = 10  # of the findings of how the paper was read, before the way to all of them


class SubmitForm(forms.Form):
    message = forms.CharField(
        label=capfirst(_("message to the publisher")),
        required=False,
        widget=SmallTextarea(attrs=LARGE),
        help_text=_("What to look at; only editors and publishers read it."),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=capfirst(_("reason")),
        required=False,
        widget=SmallTextarea(attrs=LARGE),
        help_text=_("Stays in the history."),
    )


class SendBackForm(forms.Form):
    reason = forms.CharField(
        label=capfirst(_("reason")),
        widget=SmallTextarea(attrs=LARGE),
        help_text=_("What is to be done before it can be published; the editors read it."),
    )


def review_page(name: str, act, form_class, *, right: str, label, done) -> DeskPage:
    """The page of an act on the way to the publisher, with what is said when it is done."""

    @desk_page(f"<int:pk>/{name}/", name=name, right=right, label=label)
    def page(desk, request, inquiry):
        form = form_class(request.POST if request.method == "POST" else None)
        if form.is_valid() and carried_out(request, form, act, inquiry, done):
            return HttpResponseRedirect(links.workspace(inquiry))
        shown = {"record": inquiry, "submission": inquiry.submissions.waiting().select_related("by").first()}
        shown["items"] = what_is_submitted(inquiry, request.user) if name == "submit" else []
        template = "admin/survey/inquiry/review.html"
        return act_page(desk, request, title=label, form=form, template=template, submit=label, **shown)

    return page


SUBMIT = review_page(
    *("submit", submit, SubmitForm),
    right="change",
    label=_("Submit for review"),
    done=_("The inquiry is submitted for review."),
)
WITHDRAW = review_page(
    *("withdraw", withdraw, WithdrawForm),
    right="change",
    label=_("Withdraw the submission"),
    done=_("The submission is withdrawn."),
)
SEND_BACK = review_page(
    *("send_back", send_back, SendBackForm),
    right="publish",
    label=_("Send back"),
    done=_("The inquiry is sent back to the editors."),
)


def possible_now(inquiry) -> list[DeskPage]:
    """Only what would work is offered."""
    return [WITHDRAW, SEND_BACK] if inquiry.stage == Inquiry.Stage.SUBMITTED else [SUBMIT]


def carried_out(request, form, act, inquiry, done) -> bool:
    """Do it and say so, or say in a sentence why not; what is done already is no error."""
    try:
        act(inquiry, by=request.user, **form.cleaned_data)
    except NothingChanged as error:
        messages.warning(request, str(error))
        return True
    except PublishRefused as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, done)
    return True


def what_is_submitted(inquiry, user):
    """Where an editor looks before it goes to another: the difference, and what is still open."""
    changes = reverse("admin:survey_inquiry_changes", args=[inquiry.pk])
    yield links.to(changes, _("What would change"))
    yield from still_open(inquiry, user)
    yield from unsure_places(inquiry)


def still_open(inquiry, user):
    """One item for the page of an act that names all open work, each with where it is done."""
    if found := open_items(inquiry, user=user):
        yield format_html("{} {}", _("Still open:"), links.listed(links.to(each.address, each.words) for each in found))


def unsure_places(inquiry):
    """An item for the page of an act where the reader of the paper was unsure: the first findings, the way to all."""
    findings = inquiry.findings.unsure()
    if not (count := findings.count()):
        return
    shown = [links.link(each, checks.describe(each)) for each in findings[:SHOWN]]
    if (more := count - SHOWN) > 0:
        words = ngettext("%(count)d further place", "%(count)d further places", more) % {"count": more}
        shown.append(links.list_link(Finding, words, inquiry=inquiry.pk, check_name=READER_UNSURE))
    told = ngettext(
        "%(count)d place stayed unsure when the paper was read by machine:",
        "%(count)d places stayed unsure when the paper was read by machine:",
        count,
    )
    yield format_html("{} {}", told % {"count": count}, links.listed(shown))


@admin.register(Submission)
class SubmissionAdmin(InquiryLink, KeptAdmin):
    fieldsets = [
        (None, {"fields": ["inquiry_link", "at", "author", "message"]}),
        (_("What became of it"), {"fields": ["state", "reason", "closed_at", "closer", "edition"]}),
        (_("Kept"), {"classes": ["collapse"], "fields": ["digest"]}),
    ]
    readonly_fields = ["inquiry_link", "author", "closer"]
    author = named("by", _("by"))
    closer = named("closed_by", _("closed by"))
    inquiry_path = "inquiry"
    list_display = ["at", "inquiry_link", "author", "message", "state", "reason", "closer"]
    list_filter = ["state", InquiryFilter]
    list_select_related = ["inquiry", "by", "closed_by"]
    search_fields = ["message", "reason", "inquiry__number"]
