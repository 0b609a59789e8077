"""Where a publisher looks, publishes and takes back; for every editor the preview and what would change."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from survey import checks
from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.desk_pages import desk_page
from survey.admin.editions.review import LARGE, carried_out, still_open, unsure_places
from survey.admin.records import SmallTextarea
from survey.models import Edition, Finding
from survey.public.context import page_context
from survey.public.inquiry import reading_page
from survey.publishing.addresses import public_slug
from survey.publishing.content import digest, encode
from survey.publishing.difference import difference
from survey.publishing.freeze import freeze
from survey.publishing.publish import publish, second_look, take_back
from survey.publishing.withheld import content_of, digest_of
from survey.wording import paths


class PublishForm(forms.Form):
    note = forms.CharField(
        label=capfirst(_("change note")),
        widget=SmallTextarea(attrs=LARGE),
        help_text=_("What is new, in a sentence to the public, e.g. “Answer of LK Fulda to question 2 joined.”"),
    )
    override = forms.CharField(
        label=capfirst(_("why without a second person")),
        widget=SmallTextarea(attrs=LARGE),
        help_text=_("You submitted this inquiry yourself. Say why nobody else publishes it; the public reads it."),
    )
    unsure_reason = forms.CharField(
        label=capfirst(_("why with unsure places")),
        widget=SmallTextarea(attrs=LARGE),
        help_text=_(
            "Above are the places that stayed unsure when the paper was read by machine. Decide their findings, or say"
            " why the paper is published with them, e.g. “Compared with the print, nothing is missing.” The public"
            " reads it."
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, overrides, is_unsure, **kwargs):
        super().__init__(*args, **kwargs)
        if not overrides:
            del self.fields["override"]
        if not is_unsure:
            del self.fields["unsure_reason"]


class TakeInquiryBackForm(forms.Form):
    reason = forms.CharField(
        label=capfirst(_("reason")),
        widget=SmallTextarea(attrs=LARGE),
        help_text=_("To the public, e.g. “The table belongs to another paper; a new edition follows.”"),
    )


def see(form, now):
    """The publisher looks at what the inquiry is now, also when the page comes back."""
    form.initial["seen"] = now
    if form.is_bound:
        form.data = form.data.copy()
        form.data["seen"] = now


def what_would_change(inquiry, content):
    newest = inquiry.editions.order_by("-number").first()
    return {
        "newest": newest,
        "submission": inquiry.submissions.waiting().select_related("by").first(),
        "difference": difference(content_of(newest), content) if newest else None,
        "open_findings": inquiry.findings.open().count(),
        "preview": reverse("admin:survey_inquiry_preview", args=[inquiry.pk]),
        "finding_list": links.list_page(Finding, inquiry=inquiry.pk),
    }


def is_published(inquiry):
    """What is said when it is done, with the way to the page that everybody reads now."""
    page = links.public_address(paths.inquiry(public_slug(inquiry)))
    return format_html("{} {}", _("The inquiry is published."), links.to(page, _("To the public page")))


# The pages


@desk_page("<int:pk>/publish/", name="publish", right="publish", label=_("Publish"))
def publish_page(desk, request, inquiry):
    """What would change, and the digest of exactly that, which publishing is held to."""
    content = freeze(inquiry)
    now = digest(encode(content))
    newest = inquiry.editions.order_by("-number").first()
    review = second_look(inquiry, newest, content, by=request.user)
    is_public = bool(newest) and newest.is_current and digest_of(newest) == now
    unsure = list(unsure_places(inquiry))
    overrides = review == Edition.Review.OVERRIDDEN
    form = PublishForm(request.POST or None, overrides=overrides, is_unsure=bool(unsure))
    if form.is_valid() and carried_out(request, form, publish, inquiry, is_published(inquiry)):
        return HttpResponseRedirect(links.workspace(inquiry))
    see(form, now)
    shown = what_would_change(inquiry, content)
    shown |= {"record": inquiry, "review": review, "submit": publish_page.label}
    shown["items"] = [*still_open(inquiry, request.user), *unsure]
    shown |= {"review": "", "items": [], "submit": ""} if is_public else {}
    form = forms.Form() if is_public else form  # where there is nothing to publish, nobody is asked for a note
    template = "admin/survey/inquiry/publish.html"
    return act_page(desk, request, title=publish_page.label, form=form, template=template, **shown)


@desk_page("<int:pk>/take_back/", name="take_back", right="publish", label=_("Take back"))
def take_back_page(desk, request, inquiry):
    form = TakeInquiryBackForm(request.POST or None)
    if form.is_valid() and carried_out(request, form, take_back, inquiry, _("The publication is taken back.")):
        return HttpResponseRedirect(links.workspace(inquiry))
    items = [
        ngettext(
            "Every address of the inquiry then says your reason and the day: its page, its questions and answers, "
            "its edition, its files and pictures.",
            "Every address of the inquiry then says your reason and the day: its page, its questions and answers, "
            "its %(count)d editions, their files and pictures.",
            inquiry.editions.count(),
        )
        % {"count": inquiry.editions.count()},
        _("At the desk everything stays. Published again, the addresses are back."),
    ]
    title = take_back_page.label
    return act_page(desk, request, title=title, form=form, record=inquiry, items=items, submit=title)


@desk_page(
    "<int:pk>/changes/",
    right="view",
    template="admin/survey/inquiry/changes.html",
    label=_("What would change"),
)
def changes(desk, request, inquiry):
    """What the next edition would say anew; every editor may look."""
    return {"title": changes.label, **what_would_change(inquiry, freeze(inquiry))}


@desk_page("<int:pk>/preview/", right="view", label=_("Preview"))
def preview(desk, request, inquiry):
    """The public page of what the inquiry is now, by the very same template."""
    context = reading_page(request, freeze(inquiry)) | {"editions": [], "preview": True, "inquiry": inquiry}
    return TemplateResponse(request, "admin/survey/inquiry/preview.html", page_context(request) | context)


@desk_page("<int:pk>/check/", right="change", label=_("Run the checks again"))
def check(desk, request, inquiry):
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        checks.run(inquiry, by=request.user)
        messages.success(request, _("The checks have been run."))
        return HttpResponseRedirect(links.workspace(inquiry))
    return act_page(desk, request, title=check.label, form=form, record=inquiry, submit=check.label)
